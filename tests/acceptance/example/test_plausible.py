# SPDX-License-Identifier: EUPL-1.2
"""What no published table says is at least plausible: days, homes, durations, traits."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from statistics import median
from typing import Any

import pytest

from taalplan.vocabulary import places

AREA = {desk.code: desk.area for desk in places.desks()}
HOMES = places.municipalities(date(2021, 1, 1))


@pytest.fixture
def registrations(written: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = written.rows("second", "registrations")
    return rows


def test_desks_are_closed_on_sundays_and_holidays(registrations: list[dict[str, Any]]) -> None:
    days = {row["date"] for row in registrations}
    assert not [day for day in days if day.weekday() == 6]
    closed = [date(2019, 1, 1), date(2019, 4, 22), date(2020, 5, 21), date(2021, 11, 11)]
    assert not days & {*closed, date(2018, 12, 25), date(2021, 7, 11)}


def test_few_come_on_saturdays_and_most_on_mondays_and_tuesdays(
    registrations: list[dict[str, Any]],
) -> None:
    share = Counter(row["date"].weekday() for row in registrations)
    assert 0 < share[5] / len(registrations) < 0.02
    assert min(share[0], share[1]) > max(share[2], share[4])


def test_september_is_busiest_and_july_and_december_are_quiet(
    registrations: list[dict[str, Any]],
) -> None:
    months = Counter(row["date"].month for row in registrations if row["date"].year in (2018, 2019))
    busiest = [month for month, _ in months.most_common(4)]
    assert busiest[0] == 9
    assert {1, 10} <= set(busiest)
    assert {month for month, _ in months.most_common()[-2:]} == {7, 12}


def test_the_lockdown_of_2020_nearly_stops_registrations(
    registrations: list[dict[str, Any]],
) -> None:
    april = Counter(row["date"].year for row in registrations if row["date"].month == 4)
    assert april[2020] < 0.25 * april[2019]
    assert april[2021] > 0.9 * april[2019]


def test_everything_happens_within_what_the_manifest_says_was_asked(written: Any) -> None:
    for which in ("first", "second"):
        manifest = getattr(written, which).manifest
        for table, column in (("registrations", "date"), ("contracts", "signed")):
            first, last = manifest.coverage[table]
            days = [row[column] for row in written.rows(which, table)]
            assert first <= min(days)
            assert max(days) <= last <= manifest.as_of
        closed = [row["closed"] for row in written.rows(which, "components") if row["closed"]]
        assert max(closed) <= manifest.coverage["components"][1]


def test_nobody_registers_at_a_desk_that_does_not_exist_that_day(written: Any) -> None:
    periods: dict[str, list[places.Desk]] = defaultdict(list)
    for desk in places.desks():
        periods[desk.code].append(desk)
    for which in ("first", "second"):
        for row in written.rows(which, "registrations"):
            assert any(desk.valid(row["date"]) for desk in periods[row["desk"]]), row


def test_contracts_follow_a_registration_mostly_in_the_area_and_group(written: Any) -> None:
    before: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in written.rows("first", "registrations"):
        before[row["person"]].append(row)
    contracts = written.rows("first", "contracts")
    last = [
        [row for row in before[contract["person"]] if row["date"] <= contract["signed"]]
        for contract in contracts
    ]
    assert all(last)
    pairs = [(rows[-1], contract) for rows, contract in zip(last, contracts, strict=True)]
    same_area = sum(AREA[row["desk"]] == contract["area"] for row, contract in pairs)
    same_group = sum(row["target_group"] == contract["target_group"] for row, contract in pairs)
    assert 0.97 < same_area / len(pairs) < 1
    assert 0.95 < same_group / len(pairs) < 1


def test_every_contract_year_has_more_contracts_than_closed_outcomes(written: Any) -> None:
    """Most contracts of 2021 are still busy; few of 2019."""
    years = {row["contract"]: row["signed"].year for row in written.rows("first", "contracts")}
    closed = {row["contract"] for row in written.rows("first", "components") if row["closed"]}
    total = Counter(years.values())
    share = {year: sum(years[c] == year for c in closed) / total[year] for year in total}
    assert share[2019] > 0.85 > share[2020] > 0.75 > share[2021] > 0.5


def test_components_open_after_signing_and_close_after_opening(written: Any) -> None:
    signed = {row["contract"]: row["signed"] for row in written.rows("first", "contracts")}
    for row in written.rows("first", "components"):
        assert row["opened"] >= signed[row["contract"]]
        assert (row["closed"] is None) == (row["result"] is None)
        assert row["closed"] is None or row["closed"] >= row["opened"]


def test_who_passed_a1_starts_a2_afterwards(written: Any) -> None:
    closed = {
        row["contract"]: row["closed"]
        for row in written.rows("first", "components")
        if row["component"] == "A1" and row["result"] == "passed"
    }
    follow = [
        row
        for row in written.rows("first", "components")
        if row["component"] == "A2" and row["contract"] in closed
    ]
    assert len(follow) > 30_000
    assert all(row["opened"] >= closed[row["contract"]] for row in follow)


def test_passing_takes_less_time_than_failing(written: Any) -> None:
    """So in a young cohort mostly passes are closed: censoring, as in the published rates."""
    took: dict[str, list[int]] = defaultdict(list)
    for row in written.rows("first", "components"):
        if row["closed"] and row["component"] == "A1" and row["opened"].year == 2019:
            took[row["result"]].append((row["closed"] - row["opened"]).days)
    assert 100 < median(took["passed"]) < 200
    assert median(took["failed"]) > 1.5 * median(took["passed"])


def test_some_enter_at_a2_without_a1(written: Any) -> None:
    levels: dict[int, set[str]] = defaultdict(set)
    for row in written.rows("first", "components"):
        levels[row["contract"]].add(row["component"])
    direct = sum("A2" in found and "A1" not in found for found in levels.values())
    assert 0.01 < direct / len(levels) < 0.06


def test_people_live_near_their_desk(registrations: list[dict[str, Any]]) -> None:
    desks = {desk.code: HOMES[desk.municipality] for desk in places.desks()}
    north_south = [
        abs(HOMES[row["municipality"]].latitude - desks[row["desk"]].latitude) * 111
        for row in registrations[::10]
        if row["municipality"]
    ]
    assert median(north_south) < 5
    assert sum(km > 40 for km in north_south) / len(north_south) < 0.01


@pytest.mark.parametrize(
    ("desk", "home", "at_least"),
    [
        ("atlas", "11002", 0.95),
        ("in-gent", "44021", 0.95),
        ("vestiging-leuven", "24062", 0.30),
        ("loket-turnhout", "13040", 0.30),
    ],
)
def test_most_people_of_a_desk_live_in_its_town(
    registrations: list[dict[str, Any]], desk: str, home: str, at_least: float
) -> None:
    here = [row["municipality"] for row in registrations if row["desk"] == desk]
    assert here.count(home) / len(here) > at_least


def test_traits_are_spread_and_sometimes_unknown(written: Any) -> None:
    people = written.rows("second", "people")
    for trait, unknown in (("education", 0.08), ("literacy", 0.10), ("municipality", 0.01)):
        share = sum(person[trait] is None for person in people) / len(people)
        assert share == pytest.approx(unknown, abs=0.01)
    years = [person["birth_year"] for person in people if person["birth_year"]]
    assert 1930 < min(years) < 1950
    assert 1980 < median(years) < 1992
    assert {person["sex"] for person in people} == {"f", "m", "x", None}

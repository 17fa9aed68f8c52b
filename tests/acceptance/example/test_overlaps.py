# SPDX-License-Identifier: EUPL-1.2
"""The people who make totals smaller than sums are there: each kind of overlap is counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import Any

import pytest

from taalplan.vocabulary import places

AREA = {desk.code: desk.area for desk in places.desks()}


def desks_of_people(rows: list[dict[str, Any]], *, first_only: bool) -> dict[Any, set[str]]:
    """The desks at which each person registered, by person and year."""
    desks: dict[Any, set[str]] = defaultdict(set)
    for row in rows:
        if row["kind"] == "first" or not first_only:
            desks[row["person"], row["date"].year].add(row["desk"])
    return desks


def groups_and_areas(written: Any, component: str) -> dict[Any, set[tuple[str, str]]]:
    """The (area, target group) of contracts with a closed component, by person and year."""
    contracts = {row["contract"]: row for row in written.rows("first", "contracts")}
    found: dict[Any, set[tuple[str, str]]] = defaultdict(set)
    for row in written.rows("first", "components"):
        if row["component"] == component and row["closed"]:
            contract = contracts[row["contract"]]
            key = (row["person"], contract["signed"].year)
            found[key].add((contract["area"], contract["target_group"]))
    return found


def test_eight_people_stand_at_two_desks_of_one_province_in_the_first_extract(written: Any) -> None:
    """They are why the printed grand total of table 1 is 8 too high."""
    rows = written.rows("first", "registrations")
    group = {(row["person"], row["desk"]): row["target_group"] for row in rows}
    doubles = Counter(
        (AREA[sorted(desks)[0]], group[person, sorted(desks)[0]])
        for (person, year), desks in desks_of_people(rows, first_only=True).items()
        if year == 2021 and len(desks) > 1
    )
    assert doubles == {
        ("vlaams-brabant", "obliged"): 1,
        ("west-vlaanderen", "obliged"): 2,
        ("west-vlaanderen", "entitled"): 4,
        ("west-vlaanderen", "undetermined"): 1,
    }


def test_a_double_entry_is_of_one_visit_and_one_target_group(written: Any) -> None:
    rows = written.rows("first", "registrations")
    of_2021 = [row for row in rows if row["kind"] == "first" and row["date"].year == 2021]
    by_person: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in of_2021:
        by_person[row["person"]].append(row)
    for entries in by_person.values():
        if len(entries) > 1:
            assert len(entries) == 2
            assert len({row["target_group"] for row in entries}) == 1
            # The other desk may open on a few days a week only.
            assert abs((entries[0]["date"] - entries[1]["date"]).days) <= 5


def test_nobody_stands_at_two_desks_in_one_year_in_the_second_extract(written: Any) -> None:
    desks = desks_of_people(written.rows("second", "registrations"), first_only=False)
    assert max(map(len, desks.values())) == 1


def test_people_come_back_so_five_years_hold_fewer_people_than_their_sum(written: Any) -> None:
    people = {row["person"] for row in written.rows("second", "registrations")}
    years = desks_of_people(written.rows("second", "registrations"), first_only=False)
    assert len(years) == 25_350 + 24_642 + 26_235 + 20_378 + 25_322
    assert 114_000 < len(people) < 119_000


def test_some_come_back_elsewhere_in_another_group_or_having_moved(written: Any) -> None:
    rows = written.rows("second", "registrations")
    pairs = [
        (a, b)
        for a, b in pairwise(rows)
        if a["person"] == b["person"] and a["date"].year < b["date"].year
    ]
    same_desk = sum(a["desk"] == b["desk"] for a, b in pairs) / len(pairs)
    same_area = sum(AREA[a["desk"]] == AREA[b["desk"]] for a, b in pairs) / len(pairs)
    same_group = sum(a["target_group"] == b["target_group"] for a, b in pairs) / len(pairs)
    same_home = sum(a["municipality"] == b["municipality"] for a, b in pairs) / len(pairs)
    assert len(pairs) > 4_000
    assert 0.70 < same_desk < 0.90 < same_area < 0.99
    assert 0.80 < same_group < 0.97
    assert 0.55 < same_home < 0.90


@pytest.mark.parametrize(("component", "expected"), [("A1", 234), ("A2", 216)])
def test_of_2019_so_many_people_closed_in_two_areas(
    written: Any, component: str, expected: int
) -> None:
    """Published as: the areas together, minus the row Totaal."""
    found = groups_and_areas(written, component)
    areas = [{area for area, _ in cells} for (_, year), cells in found.items() if year == 2019]
    assert sum(len(names) - 1 for names in areas) == expected
    assert max(map(len, areas)) == 2


@pytest.mark.parametrize(("component", "expected"), [("A1", 226), ("A2", 211)])
def test_of_2019_so_many_people_closed_in_both_target_groups_of_one_area(
    written: Any, component: str, expected: int
) -> None:
    """Published as: obliged + entitled - total, over the areas."""
    found = groups_and_areas(written, component)
    both = 0
    for (_, year), cells in found.items():
        by_area = Counter(area for area, _ in cells)
        both += year == 2019 and max(by_area.values()) == 2
    assert both == expected


def test_who_is_in_both_groups_has_the_same_result_in_both(written: Any) -> None:
    """Otherwise the published results would add up to more than the people."""
    contracts = {row["contract"]: row for row in written.rows("first", "contracts")}
    results: dict[Any, set[str]] = defaultdict(set)
    for row in written.rows("first", "components"):
        if row["closed"] and row["component"] in ("A1", "A2"):
            contract = contracts[row["contract"]]
            place = (contract["area"], contract["signed"].year)
            results[row["person"], row["component"], *place].add(row["result"])
    assert max(map(len, results.values())) == 1

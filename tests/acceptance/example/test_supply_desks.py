# SPDX-License-Identifier: EUPL-1.2
"""Appointments of the example fit in the opening hours and at the counters of each desk.

And nobody says anything about desks in 2020 and 2021, because nobody was asked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from taalplan.vocabulary import places

Rows = list[dict[str, Any]]
AS_OF = date(2022, 2, 28)


@pytest.fixture(scope="module")
def appointments(written: Any) -> Rows:
    """All appointments."""
    rows: Rows = written.rows("second", "appointments")
    return rows


@pytest.fixture(scope="module")
def feedback(written: Any) -> Rows:
    """All answers and complaints."""
    rows: Rows = written.rows("second", "feedback")
    return rows


def ends(row: dict[str, Any]) -> datetime:
    """When an appointment is over."""
    over: datetime = row["starts"] + timedelta(minutes=row["minutes"])
    return over


def test_appointments_are_inside_opening_hours_on_the_half_hour(appointments: Rows) -> None:
    hours = [(time(9), time(12)), (time(13), time(16, 30)), (time(17), time(19))]
    for row in appointments:
        assert row["starts"].minute in (0, 30)
        assert any(o <= row["starts"].time() and ends(row).time() <= c for o, c in hours)


def test_a_desk_is_open_one_evening_a_week_and_seldom_on_a_saturday(appointments: Rows) -> None:
    evenings = defaultdict(set)
    saturdays = []
    for row in appointments:
        if row["starts"].time() >= time(17):
            evenings[row["desk"]].add(row["starts"].weekday())
        if row["starts"].weekday() >= 5:
            saturdays.append(row)
    assert len(evenings) > 10
    assert all(len(days) == 1 for days in evenings.values())
    assert {row["starts"].weekday() for row in saturdays} == {5}
    assert all(ends(row).time() <= time(12) for row in saturdays)
    assert len(saturdays) / len(appointments) < 0.02


def test_nothing_is_on_a_public_holiday(appointments: Rows) -> None:
    days = {row["starts"].date() for row in appointments}
    holidays = {date(2017, 5, 25), date(2018, 4, 2), date(2019, 7, 11), date(2021, 11, 1),
                date(2020, 12, 25), date(2022, 1, 1)}  # fmt: skip
    assert not days & holidays
    assert len(days) > 1_200


def test_no_desk_receives_more_people_at_a_time_than_it_has_counters(appointments: Rows) -> None:
    """Counted by half hour, also those who did not come: the place was kept for them."""
    counters = {desk.code: desk.counters for desk in places.desks()}
    at_once: Counter[tuple[str, datetime]] = Counter()
    for row in appointments:
        for half in range(row["minutes"] // 30):
            at_once[row["desk"], row["starts"] + timedelta(minutes=30 * half)] += 1
    over = {key: n for key, n in at_once.items() if n > counters[key[0]]}
    # On a few days the register's own counts do not fit: there were extra counters.
    assert sum(over.values()) < 0.001 * len(appointments)
    busiest = max(n - counters[desk] for (desk, _), n in at_once.items())
    assert busiest <= 3


def test_every_desk_is_used_only_while_it_exists(appointments: Rows) -> None:
    periods = defaultdict(list)
    for desk in places.desks():
        periods[desk.code].append((desk.valid_from, desk.valid_to or date.max))
    for row in appointments:
        day = row["starts"].date()
        assert any(first <= day <= last for first, last in periods[row["desk"]])


def test_nobody_has_two_appointments_on_one_day(appointments: Rows) -> None:
    named = [(r["person"], r["starts"].date()) for r in appointments if r["person"] is not None]
    assert len(set(named)) == len(named)


def test_every_registration_has_its_intake_on_that_day_at_that_desk(
    written: Any, appointments: Rows
) -> None:
    intakes = {
        (row["person"], row["starts"].date())
        for row in appointments
        if row["purpose"] == "intake" and row["status"] == "kept"
    }
    registrations = written.rows("second", "registrations")
    missing = sum((r["person"], r["date"]) not in intakes for r in registrations)
    # Somebody with two registrations on one day has one talk, at one of the two desks.
    assert missing / len(registrations) < 0.001


def test_appointments_are_booked_at_most_three_weeks_ahead_and_walking_in_became_rare(
    appointments: Rows,
) -> None:
    same_day: dict[bool, list[bool]] = defaultdict(list)
    for row in appointments:
        lead = (row["starts"].date() - row["booked"]).days
        assert 0 <= lead <= 21
        if row["status"] == "kept" and row["person"] is not None:
            same_day[row["starts"].date() >= date(2020, 6, 1)].append(lead == 0)
    assert sum(same_day[False]) / len(same_day[False]) > 0.35
    assert sum(same_day[True]) / len(same_day[True]) < 0.2


def test_between_8_and_15_percent_is_missed_and_some_5_percent_cancelled(
    appointments: Rows,
) -> None:
    past = Counter(r["status"] for r in appointments if r["starts"].date() <= AS_OF)
    assert set(past) == {"kept", "missed", "cancelled"}
    assert 0.08 < past["missed"] / past.total() < 0.15
    assert past["cancelled"] / past.total() == pytest.approx(0.05, abs=0.01)
    by_desk = defaultdict(Counter)
    for row in appointments:
        by_desk[row["desk"]][row["status"]] += 1
    rates = sorted(c["missed"] / c.total() for c in by_desk.values() if c.total() > 3_000)
    assert 0.06 < rates[0] < rates[-1] < 0.17


def test_what_lies_ahead_is_booked_and_nothing_else_is(appointments: Rows) -> None:
    ahead = [row for row in appointments if row["starts"].date() > AS_OF]
    assert len(ahead) > 300
    assert {row["status"] for row in ahead} == {"booked"}
    assert all(row["booked"] <= AS_OF for row in appointments)
    assert {r["status"] for r in appointments if r["starts"].date() <= AS_OF} == {
        "kept", "missed", "cancelled"
    }  # fmt: skip


def test_september_and_october_are_the_peak_and_july_is_quiet(appointments: Rows) -> None:
    by_month = Counter(r["starts"].month for r in appointments if r["starts"].year == 2019)
    assert max(by_month, key=lambda m: by_month[m]) in (9, 10)
    assert by_month[9] > 1.5 * by_month[7]


def test_the_years_before_the_first_contract_are_as_busy_as_those_after(
    appointments: Rows,
) -> None:
    """The extract has no contracts of 2018, but the desks had the talks."""
    talks = Counter(r["starts"].year for r in appointments if r["purpose"] == "contract")
    assert talks[2018] == pytest.approx(talks[2019], rel=0.25)


def test_nobody_says_anything_about_desks_in_2020_and_2021(feedback: Rows) -> None:
    about_desks = Counter(r["date"].year for r in feedback if r["touchpoint"] == "desk")
    assert set(about_desks) == {2017, 2018, 2019}
    others = Counter(r["date"].year for r in feedback if r["touchpoint"] != "desk")
    assert min(others[year] for year in (2020, 2021)) > 500


def test_scores_run_from_1_to_10_and_complaints_have_none(feedback: Rows) -> None:
    surveys = [r for r in feedback if r["kind"] == "survey"]
    complaints = [r for r in feedback if r["kind"] == "complaint"]
    assert all(1 <= r["score"] <= 10 for r in surveys)
    assert 7 < sum(r["score"] for r in surveys) / len(surveys) < 8.5
    assert all(r["score"] is None and r["topic"] for r in complaints)
    assert 0 < len(complaints) < 0.05 * len(surveys)
    assert all(r["date"] <= AS_OF for r in feedback)


def test_lessons_at_a_distance_were_rated_lower(feedback: Rows) -> None:
    def mean(year: int) -> float:
        scores = [r["score"] for r in feedback if r["touchpoint"] == "course"
                  and r["kind"] == "survey" and r["date"].year == year]  # fmt: skip
        return float(sum(scores) / len(scores))

    assert mean(2020) < mean(2019) - 0.2

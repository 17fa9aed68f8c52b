# SPDX-License-Identifier: EUPL-1.2
"""Courses and placements of the example agree with each other and with what people passed.

The counters here are plain Python over the rows of the second extract, and know nothing of how
the rows were made.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from taalplan import policy

Rows = list[dict[str, Any]]
AS_OF = date(2022, 2, 28)


@pytest.fixture(scope="module")
def courses(written: Any) -> dict[int, dict[str, Any]]:
    """The courses by number."""
    return {row["course"]: row for row in written.rows("second", "courses")}


@pytest.fixture(scope="module")
def placements(written: Any) -> Rows:
    """All changes of status."""
    rows: Rows = written.rows("second", "placements")
    return rows


@pytest.fixture(scope="module")
def enrolled(placements: Rows) -> Rows:
    """The rows that say enrolled."""
    return [row for row in placements if row["status"] == "enrolled"]


def shares(values: Iterable[Any]) -> dict[Any, float]:
    """How large a part of the values each value is."""
    counted = Counter(values)
    return {value: n / counted.total() for value, n in counted.items()}


def school_year(day: date) -> int:
    """The year in which the school year of a day starts."""
    return day.year if day.month >= 9 else day.year - 1


def test_every_course_is_at_a_site_of_its_centre_on_the_day_it_starts(
    written: Any, courses: dict[int, dict[str, Any]]
) -> None:
    periods = defaultdict(list)
    for site in written.rows("second", "sites"):
        periods[site["site"]].append(site)
    for course in courses.values():
        then = [
            site
            for site in periods[course["site"]]
            if site["valid_from"] <= course["start"] <= (site["valid_to"] or date.max)
        ]
        assert [(s["centre"], s["municipality"]) for s in then] == [
            (course["centre"], course["municipality"])
        ]


def test_a_centre_that_closed_has_no_course_after_it_and_one_that_merged_none_that_starts(
    written: Any, courses: dict[int, dict[str, Any]]
) -> None:
    ended = {c["centre"]: c for c in written.rows("second", "centres") if c["valid_to"]}
    assert len(ended) == 2
    last_end = {code: max(c["end"] for c in courses.values() if c["centre"] == code)
                for code in ended}  # fmt: skip
    last_start = {code: max(c["start"] for c in courses.values() if c["centre"] == code)
                  for code in ended}  # fmt: skip
    assert all(last_start[code] <= centre["valid_to"] for code, centre in ended.items())
    assert sum(last_end[code] <= centre["valid_to"] for code, centre in ended.items()) == 1


def test_the_places_of_the_centre_that_merged_go_on_under_another(written: Any) -> None:
    periods = defaultdict(list)
    for site in written.rows("second", "sites"):
        periods[site["site"]].append(site)
    twice = [sorted(p, key=lambda s: s["valid_from"]) for p in periods.values() if len(p) > 1]
    assert len(twice) > 3
    for before, after in twice:
        assert after["valid_from"] - before["valid_to"] == timedelta(days=1)
        assert before["centre"] != after["centre"]
        assert (before["latitude"], before["longitude"]) == (after["latitude"], after["longitude"])


def test_no_name_can_be_taken_for_a_real_centre(written: Any) -> None:
    for table, code in (("centres", "centre"), ("sites", "site")):
        for row in written.rows("second", table):
            assert row["name"].startswith("Voorbeeldcentrum ")
            assert row[code].startswith("vb-")


def test_there_are_centres_and_sites_in_all_of_flanders_and_brussels(written: Any) -> None:
    centres, sites = written.rows("second", "centres"), written.rows("second", "sites")
    assert Counter(c["kind"] for c in centres) == {"cvo": 20, "cbe": 13, "utc": 4}
    assert 120 <= len({s["site"] for s in sites}) <= 250
    assert {s["municipality"][0] for s in sites} == {"1", "2", "3", "4", "7"}
    assert sum(s["municipality"].startswith("21") for s in sites) >= 10


def test_a_site_is_within_a_few_kilometres_of_its_municipality(written: Any) -> None:
    middle = {m["municipality"]: m for m in written.rows("second", "municipalities")}
    for site in written.rows("second", "sites"):
        home = middle[site["municipality"]]
        assert abs(site["latitude"] - home["latitude"]) < 0.03
        assert abs(site["longitude"] - home["longitude"]) < 0.045


def test_no_course_ever_has_more_people_than_places(
    courses: dict[int, dict[str, Any]], placements: Rows
) -> None:
    """Every enrolment adds one, every withdrawal takes one away; the most is looked at."""
    changes: dict[int, list[tuple[date, int]]] = defaultdict(list)
    enrolled: set[tuple[int, int]] = set()
    for row in sorted(placements, key=lambda r: (r["date"], r["status"] == "withdrawn")):
        key = (row["person"], row["course"])
        if row["status"] == "enrolled":
            enrolled.add(key)
            changes[row["course"]].append((row["date"], 1))
        if row["status"] == "withdrawn" and key in enrolled:
            changes[row["course"]].append((row["date"], -1))
    assert len(changes) > 20_000
    for number, steps in changes.items():
        most = now = 0
        for _, change in steps:
            now += change
            most = max(most, now)
        assert most <= courses[number]["places_for_desks"] <= courses[number]["capacity"]


def test_capacity_and_hours_are_those_of_the_policy(courses: dict[int, dict[str, Any]]) -> None:
    for profile in ("alfa", "basic", "standard", "extended", "short"):
        mine = [c for c in courses.values() if c["profile"] == profile]
        on = date(2021, 9, 1)
        most = policy.value(f"group_sizes.{profile}.max", on).whole
        least = policy.value(f"group_sizes.{profile}.target", on).whole
        assert {c["capacity"] for c in mine} <= set(range(least, most + 1))
        assert {c["hours"] for c in mine} == {policy.value(f"lesson_hours.{profile}", on).number}


def test_each_kind_of_centre_gives_its_own_courses(
    written: Any, courses: dict[int, dict[str, Any]]
) -> None:
    kind = {c["centre"]: c["kind"] for c in written.rows("second", "centres")}
    profiles = defaultdict(set)
    for course in courses.values():
        profiles[kind[course["centre"]]].add(course["profile"])
    assert profiles == {
        "cbe": {"alfa", "basic"},
        "cvo": {"standard", "extended", "short"},
        "utc": {"short"},
    }


def test_nobody_is_twice_in_one_course_or_in_two_at_a_time(
    courses: dict[int, dict[str, Any]], enrolled: Rows
) -> None:
    assert len({(row["person"], row["course"]) for row in enrolled}) == len(enrolled)
    by_person = defaultdict(list)
    for row in enrolled:
        course = courses[row["course"]]
        by_person[row["person"]].append((course["start"], course["end"]))
    for periods in by_person.values():
        periods.sort()
        for (_, end), (start, _) in pairwise(periods):
            assert end < start


def test_a_placement_is_made_before_a_third_of_the_course_is_over(
    courses: dict[int, dict[str, Any]], placements: Rows
) -> None:
    late = 0
    for row in placements:
        course = courses[row["course"]]
        if row["status"] in ("reserved", "assigned", "enrolled"):
            third = course["start"] + (course["end"] - course["start"]) / 3
            assert row["date"] <= third
            late += row["status"] == "assigned" and row["date"] > course["start"]
        if row["status"] == "withdrawn":
            assert row["date"] <= course["end"]
    assert late > 5_000


def test_the_statuses_of_somebody_in_a_course_come_in_their_order(placements: Rows) -> None:
    order = {"reserved": 0, "assigned": 1, "enrolled": 2, "withdrawn": 3}
    history = defaultdict(list)
    for row in placements:
        if row["status"] in order:
            history[row["person"], row["course"]].append((order[row["status"]], row["date"]))
    seen = Counter()
    for changes in history.values():
        changes.sort()
        assert [day for _, day in changes] == sorted(day for _, day in changes)
        seen[tuple(status for status, _ in changes)] += 1
    # A course that was cancelled was reserved and left; all others were assigned.
    assert set(seen) == {
        *((0, 1), (1,), (0, 1, 2), (1, 2), (0, 1, 2, 3), (1, 2, 3)),
        (0, 3),
    }


def test_a_result_stands_on_an_enrolment_in_a_course_that_is_over(
    courses: dict[int, dict[str, Any]], placements: Rows
) -> None:
    gone = {(r["person"], r["course"]) for r in placements if r["status"] == "withdrawn"}
    for row in placements:
        course = courses[row["course"]]
        if row["result"] is not None:
            assert row["status"] == "enrolled"
            assert course["end"] <= AS_OF
            assert (row["result"] == "absent") == ((row["person"], row["course"]) in gone)
    results = shares(r["result"] for r in placements if r["status"] == "enrolled" and r["result"])
    assert 0.6 < results["passed"] < 0.8
    assert 0.08 < results["absent"] < 0.25


def test_who_passed_a_component_passed_a_course_that_ended_shortly_before(
    written: Any, courses: dict[int, dict[str, Any]], enrolled: Rows
) -> None:
    """Nine in ten: the others were exempt after a test, as the waiting list says."""
    ends = defaultdict(list)
    for row in enrolled:
        if row["result"] == "passed":
            course = courses[row["course"]]
            ends[row["person"], course["level"]].append(course["end"])
    passed = [r for r in written.rows("second", "components") if r["result"] == "passed"]
    days = [
        min((c["closed"] - end).days for end in ends[c["person"], c["component"]])
        for c in passed
        if (c["person"], c["component"]) in ends
    ]
    assert 0.85 < len(days) / len(passed) < 0.95
    near = sum(-1 <= d <= 95 for d in days)
    # The rest passed the level under another contract than this one.
    assert near / len(days) > 0.97


def test_nobody_passes_a_level_that_is_still_open(
    written: Any, courses: dict[int, dict[str, Any]], enrolled: Rows
) -> None:
    """But for B1, which takes several courses."""
    components = written.rows("second", "components")
    closed = {(c["person"], c["component"]) for c in components if c["closed"]}
    still_open = {(c["person"], c["component"]) for c in components if not c["closed"]} - closed
    passed = {
        (row["person"], courses[row["course"]]["level"])
        for row in enrolled
        if row["result"] == "passed"
    }
    assert {level for _, level in passed & still_open} == {"B1"}


def test_courses_start_six_times_a_year_and_never_in_a_holiday(
    courses: dict[int, dict[str, Any]],
) -> None:
    months = Counter(c["start"].month for c in courses.values())
    assert set(months) == {2, 3, 4, 9, 10, 11}
    assert months[9] == max(months.values())
    holidays = [
        (date(2019, 3, 4), date(2019, 3, 8)),
        (date(2019, 4, 8), date(2019, 4, 19)),
        (date(2020, 11, 2), date(2020, 11, 13)),
        (date(2021, 11, 1), date(2021, 11, 5)),
    ]
    for course in courses.values():
        assert course["start"].weekday() < 5
        assert course["end"].weekday() < 5
        assert not any(first <= course["start"] <= last for first, last in holidays)
        assert course["end"].month != 8
        assert not (course["end"].month == 7 and course["end"].day > 1)


def test_the_status_of_a_course_follows_from_its_dates(
    courses: dict[int, dict[str, Any]], enrolled: Rows
) -> None:
    for course in courses.values():
        if course["status"] != "cancelled":
            ahead, over = course["start"] > AS_OF, course["end"] < AS_OF
            expected = {"planned", "confirmed"} if ahead else {"done"} if over else {"running"}
            assert course["status"] in expected
    empty = {"planned", "cancelled"}
    assert not [row for row in enrolled if courses[row["course"]]["status"] in empty]


def test_a_few_courses_are_cancelled_and_many_that_were_to_start_in_april_2020(
    courses: dict[int, dict[str, Any]],
) -> None:
    status = shares(c["status"] for c in courses.values())
    assert 0.03 < status["cancelled"] < 0.055
    spring = [c for c in courses.values() if date(2020, 4, 1) <= c["start"] <= date(2020, 6, 30)]
    assert shares(c["status"] for c in spring)["cancelled"] > 0.15


def test_the_share_of_blended_lessons_in_2018_2019_is_the_published_one(
    courses: dict[int, dict[str, Any]], enrolled: Rows
) -> None:
    """3.2 % of those enrolled; from the lockdown on most lessons were partly at a distance."""
    blended: dict[int, list[bool]] = defaultdict(list)
    threshold = policy.value("blended.distance_share", date(2019, 1, 1)).number
    for row in enrolled:
        course = courses[row["course"]]
        share = course["distance_hours"] / course["hours"]
        blended[school_year(course["start"])].append(share >= threshold)
    share_of = {year: sum(flags) / len(flags) for year, flags in blended.items()}
    assert share_of[2018] == pytest.approx(0.032, abs=0.006)
    assert share_of[2017] < 0.05
    assert share_of[2020] > 0.7
    assert 0.3 < share_of[2021] < share_of[2020]


def test_about_a_third_of_the_courses_is_in_the_evening(
    courses: dict[int, dict[str, Any]],
) -> None:
    parts = shares(tuple(c["dayparts"]) for c in courses.values())
    assert 0.25 < parts[("evening",)] < 0.4
    assert 0 < parts[("saturday",)] < 0.03


def test_people_go_to_lessons_near_home(
    written: Any, courses: dict[int, dict[str, Any]], enrolled: Rows
) -> None:
    middle = {m["municipality"]: m for m in written.rows("second", "municipalities")}
    home = {p["person"]: p["municipality"] for p in written.rows("second", "people")}
    kilometres = sorted(
        _flat_distance(middle[home[row["person"]]], middle[courses[row["course"]]["municipality"]])
        for row in enrolled[::20]
        if home[row["person"]]
    )
    n = len(kilometres)
    assert kilometres[n // 2] < 5
    assert kilometres[9 * n // 10] < 25


def _flat_distance(one: dict[str, Any], other: dict[str, Any]) -> float:
    north = (one["latitude"] - other["latitude"]) * 111.2
    east = (one["longitude"] - other["longitude"]) * 70.1
    return float((north**2 + east**2) ** 0.5)

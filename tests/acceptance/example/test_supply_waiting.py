# SPDX-License-Identifier: EUPL-1.2
"""The waiting lists of the example, photographed as the survey does: 10 September and February.

Of 10 September 2021 was answered that there was no waiting list; by shorter thresholds than the
official six months there always was one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import Any

import pytest

Rows = list[dict[str, Any]]
AS_OF = date(2022, 2, 28)
PHOTOS = [date(2021, 9, 10), date(2022, 2, 10)]


@pytest.fixture(scope="module")
def demands(written: Any) -> Rows:
    """All entries."""
    rows: Rows = written.rows("second", "demands")
    return rows


def months_before(day: date, months: int) -> date:
    """The same day of the month, so many months earlier; all days here exist in every month."""
    month = day.year * 12 + day.month - 1 - months
    return date(month // 12, month % 12 + 1, day.day)


def photograph(demands: Rows, day: date, months: int, *, available: bool = True) -> set[int]:
    """The people who are on a list on a day, and have been for more than so many months."""
    return {
        row["person"]
        for row in demands
        if row["since"] < months_before(day, months)
        and (row["ended"] is None or row["ended"] > day)
        and not (available and row["unavailable_until"] and row["unavailable_until"] > day)
    }


def test_nobody_waited_six_months_on_10_september_2021(demands: Rows) -> None:
    waiting = {m: len(photograph(demands, date(2021, 9, 10), m)) for m in (0, 2, 3, 6)}
    assert waiting[6] == 0
    assert 200 < waiting[3] < waiting[2] < waiting[0] < 10_000


@pytest.mark.parametrize("day", PHOTOS)
def test_by_a_shorter_threshold_the_list_is_never_empty(demands: Rows, day: date) -> None:
    counts = [len(photograph(demands, day, months)) for months in (0, 2, 3)]
    assert counts[0] > counts[1] > counts[2] > 50


def test_those_who_cannot_come_for_months_would_make_a_list_when_counted(demands: Rows) -> None:
    """Why a definition says what it does with the unavailable."""
    day = date(2021, 9, 10)
    assert len(photograph(demands, day, 6, available=False)) > 50


def test_after_the_first_lockdown_a_few_had_waited_longer(demands: Rows) -> None:
    longest = {
        year: max(
            (r["ended"] - r["since"]).days
            for r in demands
            if r["ended"] and r["ended"].year == year and not r["unavailable_until"]
        )
        for year in (2019, 2020)
    }
    assert longest[2019] < 184 < longest[2020]


def test_an_entry_ends_as_placed_on_the_day_of_a_placement(written: Any, demands: Rows) -> None:
    level = {c["course"]: c["level"] for c in written.rows("second", "courses")}
    assigned = {
        (row["person"], row["date"], level[row["course"]])
        for row in written.rows("second", "placements")
        if row["status"] == "assigned"
    }
    placed = [row for row in demands if row["end_reason"] == "placed"]
    assert len(placed) > 100_000
    for row in placed:
        assert (row["person"], row["ended"], row["level"]) in assigned


def test_every_reason_for_an_end_occurs_and_most_ends_are_placements(demands: Rows) -> None:
    reasons = Counter(row["end_reason"] for row in demands if row["ended"])
    assert set(reasons) == {"placed", "withdrawn", "moved", "exempt"}
    assert reasons["placed"] / reasons.total() > 0.8
    assert all((row["ended"] is None) == (row["end_reason"] is None) for row in demands)


def test_dates_of_an_entry_are_in_their_order(written: Any, demands: Rows) -> None:
    first: dict[int, date] = {}
    for row in written.rows("second", "registrations"):
        first[row["person"]] = min(first.get(row["person"], date.max), row["date"])
    for row in demands:
        assert first[row["person"]] <= row["since"] <= AS_OF
        assert row["ended"] is None or row["since"] <= row["ended"] <= AS_OF
        assert row["desired_start"] is None or row["desired_start"] >= row["since"]
        assert row["unavailable_until"] is None or row["unavailable_until"] > row["since"]


def test_some_stand_on_two_lists_at_a_time(demands: Rows) -> None:
    """Entries are more than people: the one must not be taken for the other."""
    day = date(2021, 9, 10)
    open_then = [r for r in demands if r["since"] <= day and not (r["ended"] and r["ended"] <= day)]
    people = {r["person"] for r in open_then}
    assert 1.01 < len(open_then) / len(people) < 1.15
    centres = defaultdict(set)
    for row in open_then:
        centres[row["person"]].add(row["centre"])
    assert sum(len(c) > 1 for c in centres.values()) > 30


def test_wishes_are_filled_in_as_the_field_does(demands: Rows) -> None:
    assert {row["intensity"] for row in demands} == {1, 2, 3, 4, 5}
    without = sum(row["centre"] is None for row in demands) / len(demands)
    assert 0.2 < without < 0.5
    evening = sum("evening" in row["dayparts"] for row in demands) / len(demands)
    assert 0.25 < evening < 0.5
    assert 0.05 < sum(row["desired_start"] is not None for row in demands) / len(demands) < 0.3
    assert 0 < sum(row["unavailable_until"] is not None for row in demands) / len(demands) < 0.05


def test_the_first_extract_knew_no_more_than_its_day(written: Any) -> None:
    day = date(2022, 1, 31)
    earlier = written.rows("first", "demands")
    assert len(earlier) > 190_000
    assert all(row["since"] <= day and (row["ended"] or day) <= day for row in earlier)

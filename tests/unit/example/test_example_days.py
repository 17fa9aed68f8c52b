# SPDX-License-Identifier: EUPL-1.2
"""On which days the desks of the example are open."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from taalplan.example import days
from taalplan.example.figures import DESKS


def as_dates(numbers: object) -> list[str]:
    return [str(day) for day in np.asarray(numbers).astype("datetime64[D]")]


@pytest.mark.parametrize(
    ("year", "monday"),
    [(2016, "03-28"), (2018, "04-02"), (2019, "04-22"), (2020, "04-13"), (2025, "04-21")],
)
def test_easter_monday_is_a_holiday(year: int, monday: str) -> None:
    assert days.number(f"{year}-{monday}") in days.holidays(year)


def test_the_holidays_of_2021_are_the_belgian_ones_and_11_july() -> None:
    """Ten public holidays (Easter and Whit Sunday are Sundays anyway), and one Flemish."""
    assert as_dates(sorted(days.holidays(2021))) == [
        "2021-01-01",
        "2021-04-05",
        "2021-05-01",
        "2021-05-13",
        "2021-05-24",
        "2021-07-11",
        "2021-07-21",
        "2021-08-15",
        "2021-11-01",
        "2021-11-11",
        "2021-12-25",
    ]


def test_weekdays_count_from_monday() -> None:
    week = [days.number(date(2021, 11, day)) for day in range(1, 8)]
    assert days.weekday(np.array(week)).tolist() == [0, 1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2021-11-10", "2021-11-10"),  # a Wednesday
        ("2021-11-11", "2021-11-10"),  # Armistice
        ("2021-11-14", "2021-11-12"),  # a Sunday: Friday
        ("2019-04-22", "2019-04-19"),  # Easter Monday: the Friday before
        ("2022-01-01", "2021-12-31"),
    ],
)
def test_working_goes_back_to_the_last_working_day(day: str, expected: str) -> None:
    assert as_dates(days.working(np.array([days.number(day)]))) == [expected]


def test_working_keeps_the_order_of_days() -> None:
    moved = days.working(np.arange(days.FIRST, days.LAST + 1))
    assert (np.diff(moved) >= 0).all()


def test_a_closed_desk_has_no_days_left_to_draw() -> None:
    lommel = DESKS.index("vestiging-lommel")
    first, last = days.number("2021-01-01"), days.number("2021-12-31")
    with pytest.raises(ValueError, match="vestiging-lommel is never open"):
        days.draw(np.random.default_rng(1), lommel, first, last, 3)
    assert len(days.draw(np.random.default_rng(1), lommel, first, last, 0)) == 0


def test_small_desks_open_on_two_weekdays_and_large_ones_on_saturdays_too() -> None:
    every_day = np.arange(days.FIRST, days.LAST + 1)

    def weekdays(code: str) -> set[int]:
        open_ = days.open_on(np.full(len(every_day), DESKS.index(code)), every_day)
        return set(days.weekday(every_day[open_]).tolist())

    assert len(weekdays("loket-zele")) == 2
    assert weekdays("loket-mortsel") == {0, 1, 2, 3, 4}
    assert weekdays("atlas") == {0, 1, 2, 3, 4, 5}


def test_drawn_days_fall_in_their_year_and_on_open_days() -> None:
    desk = np.repeat(np.arange(5), 40)
    year = np.tile([2017, 2018, 2019, 2020, 2021], 40)
    drawn = days.draw_by_year(np.random.default_rng(4), desk, year)
    assert (days.year_of(drawn) == year).all()
    assert days.open_on(desk, drawn).all()


def test_nothing_is_open_outside_the_five_years() -> None:
    outside = np.array([days.FIRST - 1, days.LAST + 1])
    assert not days.open_on(np.array([0, 0]), outside).any()


def test_the_nearest_open_day_is_the_day_itself_when_the_desk_is_open() -> None:
    atlas = DESKS.index("atlas")
    assert days.open_near(atlas, days.number("2021-11-10")) == days.number("2021-11-10")
    assert days.open_near(atlas, days.number("2021-11-07")) in {
        days.number("2021-11-06"),
        days.number("2021-11-08"),
    }

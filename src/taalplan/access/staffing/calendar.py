# SPDX-License-Identifier: EUPL-1.2
"""When a desk is open, and the weeks of a plan, in half hours.

A day has 24 half hours, from 8.00 to 20.00. Weeks are ISO weeks and begin on a Monday.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np
from numpy.typing import NDArray

from taalplan import policy

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Days = NDArray[np.datetime64]

FIRST_MINUTE = 8 * 60
STEP = 30
STEPS = 24
WEEKDAYS = 5

EVENING_SHARE = 0.2
"""A weekday with this share of a desk's evening appointments is one on which it is open late."""

EVENING_LEAST = 8
"""Fewer appointments in an evening than this in two years are exceptions."""


def clock(step: int) -> str:
    """The time at which a half hour begins.

    >>> clock(3)
    '09:30'
    """
    minutes = FIRST_MINUTE + STEP * step
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def step_of(hour: float) -> int:
    """The half hour that begins at an hour of the day (9.5 is half past nine)."""
    return round((hour * 60 - FIRST_MINUTE) / STEP)


@dataclass(frozen=True, order=True)
class Week:
    """An ISO week, named after its Monday.

    >>> str(Week.parse("2022-W35")), Week.parse("2022-W35").monday.isoformat()
    ('2022-W35', '2022-08-29')
    """

    monday: date

    @classmethod
    def parse(cls, text: str) -> Week:
        """Read what `str` writes. Raises ValueError with the form that is expected."""
        found = re.fullmatch(r"(\d{4})-?W(\d{1,2})", text)
        if found:
            try:
                return cls(date.fromisocalendar(int(found[1]), int(found[2]), 1))
            except ValueError:
                pass
        raise ValueError(f"'{text}' is not a week; write it as 2022-W35, or 2022-W35..W40")

    @classmethod
    def of(cls, day: date) -> Week:
        """The week in which a day falls."""
        return cls(day - timedelta(days=day.weekday()))

    def shift(self, weeks: int) -> Week:
        """The week so many weeks later."""
        return Week(self.monday + timedelta(weeks=weeks))

    @property
    def days(self) -> tuple[date, ...]:
        """Monday to Friday."""
        return tuple(self.monday + timedelta(days=n) for n in range(WEEKDAYS))

    def __str__(self) -> str:
        """Year and number, as 2022-W35."""
        year, number, _ = self.monday.isocalendar()
        return f"{year}-W{number:02d}"


def parse_weeks(text: str) -> tuple[Week, ...]:
    """Weeks from one to another: '2022-W35..W40', '2022-W50..2023-W02' or one week.

    Raises ValueError with the form that is expected.
    """
    first_text, dots, last_text = text.partition("..")
    first = Week.parse(first_text)
    if not dots:
        return (first,)
    if last_text.startswith("W"):
        last_text = f"{first_text[:4]}-{last_text}"
    last = Week.parse(last_text)
    count = (last.monday - first.monday).days // 7 + 1
    if not 1 <= count <= 60:
        raise ValueError(f"'{text}' is not a run of 1 to 60 weeks; write it as 2022-W35..W40")
    return tuple(first.shift(n) for n in range(count))


@cache
def closed_days(year: int) -> frozenset[date]:
    """Public holidays, and 11 July, when Flemish services are closed."""
    import holidays

    found: Iterable[date] = holidays.country_holidays("BE", years=year)
    return frozenset({*found, date(year, 7, 11)})


def is_working(day: date) -> bool:
    """Whether desks are open on a day."""
    return day.weekday() < WEEKDAYS and day not in closed_days(day.year)


@dataclass(frozen=True, eq=False)
class Hours:
    """When a desk is open: `open` has the shape (5 weekdays, 24 half hours)."""

    open: Flags

    def on(self, day: date) -> Flags:
        """The open half hours of a day; none on a holiday or in a weekend."""
        if not is_working(day):
            return np.zeros(STEPS, dtype=np.bool_)
        found: Flags = self.open[day.weekday()]
        return found

    @property
    def evenings(self) -> Flags:
        """Which half hours are in the evening."""
        return np.arange(STEPS) >= step_of(17)


def opening_hours(on: date, evenings: Iterable[int] = ()) -> Hours:
    """The hours of policy, with an evening on the weekdays given (0 is Monday)."""
    found = np.zeros((WEEKDAYS, STEPS), dtype=np.bool_)
    for part in ("morning", "afternoon"):
        found[:, _steps(part, on)] = True
    for weekday in evenings:
        found[weekday, _steps("evening", on)] = True
    return Hours(found)


def _steps(part: str, on: date) -> slice:
    begin, end = policy.value(f"staffing.hours.{part}", on).numbers
    return slice(step_of(begin), step_of(end))


def open_evenings(weekday: Ints, step: Ints) -> tuple[int, ...]:
    """The weekdays on which a desk is open late, from when its appointments began."""
    late = weekday[(step >= step_of(17)) & (weekday < WEEKDAYS)]
    counted = np.bincount(late, minlength=WEEKDAYS)
    enough = (counted >= EVENING_LEAST) & (counted >= EVENING_SHARE * counted.sum())
    return tuple(int(day) for day in np.flatnonzero(enough))

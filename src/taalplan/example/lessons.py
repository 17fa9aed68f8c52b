# SPDX-License-Identifier: EUPL-1.2
"""When lessons are given, and in which forms a level is offered: starts, weeks and ends.

Holidays follow the rules of Flemish schools, so that they need no list; days are numbers,
counted from 1970-01-01.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from math import ceil

import numpy as np

from taalplan import policy
from taalplan.example import days
from taalplan.example.figures import Floats, Ints
from taalplan.vocabulary.codes import Profile

SCHOOL_YEARS = (2017, 2018, 2019, 2020, 2021)
"""The school years that have courses, by the year in which they start."""

START_DAYS = ("09-03", "10-01", "11-12", "02-01", "03-01", "04-14")
"""Courses start on the first Monday with lessons from these days: the rhythm of an adult
education centre in Gent (2009-2010) that published it; taken for all centres."""

NO_LESSONS = ("2020-03-16", "2020-04-19")
"""The first lockdown until the end of the Easter holidays: assumed without lessons, and from
then on at a distance. The weeks lost are caught up afterwards."""

LONG_AUTUMN = ("2020-11-02", "2020-11-15")
"""The autumn holiday of 2020 was made two weeks long."""

_WEEK = 7


@dataclass(frozen=True)
class Format:
    """A form in which a level is offered: lessons a week, and lesson hours at a time.

    `share` is the part of the profile's courses that have this form. Assumption, but for the
    limits: four times a week is about ten weeks and once a week a school year (Huis van het
    Nederlands Brussel, on a module of 120 hours).
    """

    profile: Profile
    sessions: int
    hours: float
    share: float

    @property
    def weeks(self) -> int:
        """Weeks with lessons until the hours of the profile's policy are given."""
        return ceil(level_hours(self.profile) / (self.sessions * self.hours))


FORMATS: tuple[Format, ...] = (
    Format(Profile.ALFA, 5, 4, 0.4),
    Format(Profile.ALFA, 4, 4.5, 0.6),
    Format(Profile.BASIC, 2, 3.5, 0.15),
    Format(Profile.BASIC, 3, 3, 0.25),
    Format(Profile.BASIC, 4, 3, 0.40),
    Format(Profile.BASIC, 5, 3, 0.20),
    Format(Profile.STANDARD, 1, 3.5, 0.08),
    Format(Profile.STANDARD, 2, 3, 0.34),
    Format(Profile.STANDARD, 3, 3, 0.18),
    Format(Profile.STANDARD, 4, 3, 0.28),
    Format(Profile.STANDARD, 5, 3, 0.12),
    Format(Profile.EXTENDED, 2, 3, 0.40),
    Format(Profile.EXTENDED, 3, 3, 0.35),
    Format(Profile.EXTENDED, 4, 3, 0.25),
    Format(Profile.SHORT, 2, 4, 0.35),
    Format(Profile.SHORT, 4, 4, 0.40),
    Format(Profile.SHORT, 5, 4, 0.25),
)
"""The forms in which courses are given; an attempt names one by its place here."""

PROFILES: tuple[str, ...] = tuple(profile.value for profile in Profile)
PROFILE_OF: Ints = np.array([PROFILES.index(form.profile) for form in FORMATS])
SESSIONS: Ints = np.array([form.sessions for form in FORMATS])


def level_hours(profile: str) -> int:
    """Lesson hours of a level, from the policy of the first school year."""
    return policy.value(f"lesson_hours.{profile}", date(SCHOOL_YEARS[0], 9, 1)).whole


@cache
def starts() -> Ints:
    """The Mondays on which courses start, in order: six in each school year."""
    nominal = [
        days.number(f"{year + (month_day < '09')}-{month_day}")
        for year in SCHOOL_YEARS
        for month_day in START_DAYS
    ]
    weeks = teaching_weeks(lockdown=False)
    found: Ints = weeks[np.searchsorted(weeks, nominal)]
    return found


@cache
def ends() -> Ints:
    """The last Friday of a course, by its start (row) and its form (column)."""
    weeks = teaching_weeks(lockdown=True)
    first = np.searchsorted(weeks, starts())
    length = np.array([form.weeks for form in FORMATS])
    found: Ints = weeks[first[:, None] + length[None, :] - 1] + 4
    return found


def log_shares() -> Floats:
    """The logarithm of each form's share within its profile."""
    found: Floats = np.log([form.share for form in FORMATS])
    return found


@cache
def teaching_weeks(*, lockdown: bool) -> Ints:
    """The Mondays of weeks with lessons; with the lockdown those of its weeks are left out."""
    first, last = SCHOOL_YEARS[0], SCHOOL_YEARS[-1] + 3
    mondays = np.arange(_monday(days.number(f"{first}-09-01")), days.number(f"{last}-07-01"), _WEEK)
    closed = [period for year in range(first, last + 1) for period in _holidays(year)]
    closed.append((days.number(LONG_AUTUMN[0]), days.number(LONG_AUTUMN[1])))
    if lockdown:
        closed.append((days.number(NO_LESSONS[0]), days.number(NO_LESSONS[1])))
    inside = np.zeros(len(mondays), dtype=np.bool_)
    for start, end in closed:
        inside |= (mondays >= start) & (mondays <= end)
    found: Ints = mondays[~inside]
    return found


def _holidays(year: int) -> list[tuple[int, int]]:
    """First and last days of the school holidays that begin in a calendar year."""
    easter = _easter_monday(year) - 1
    autumn = days.number(f"{year}-11-01")
    autumn = autumn + 1 if autumn == _monday(autumn) + 6 else _monday(autumn)
    christmas = days.number(f"{year}-12-25")
    late = christmas - _monday(christmas) > 4
    christmas = _monday(christmas) + _WEEK * late
    spring = _easter_holiday(year, easter)
    return [
        (autumn, autumn + 6),
        (christmas, christmas + 13),
        (easter - 48, easter - 42),
        (spring, spring + 13),
        (days.number(f"{year}-06-27"), days.number(f"{year}-08-31")),
    ]


def _easter_holiday(year: int, easter: int) -> int:
    april = days.number(f"{year}-04-01")
    if easter < april:
        return easter + 1
    if easter > april + 14:
        return easter - 13
    return _monday(april + 6)


def _easter_monday(year: int) -> int:
    months = {day: np.datetime64(day, "D").astype(date).month for day in days.holidays(year)}
    return min(day for day, month in months.items() if month in (3, 4))


def _monday(day: int) -> int:
    return day - (day + 3) % _WEEK

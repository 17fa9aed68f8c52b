# SPDX-License-Identifier: EUPL-1.2
"""The courses: one for each group of learners, those that were cancelled, those still planned."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from taalplan.example import days, lessons
from taalplan.example.centres import Network
from taalplan.example.figures import Flags, Floats, Ints
from taalplan.example.groups import DAYPARTS, Groups
from taalplan.example.known import LEVELS
from taalplan.vocabulary.codes import CourseStatus

STATUSES: tuple[str, ...] = tuple(status.value for status in CourseStatus)
PLANNED, CONFIRMED, RUNNING, DONE, CANCELLED = range(5)

CANCELLED_SHARE = 0.035
CANCELLED_IN_LOCKDOWN = 0.30
"""Of the courses that were to start in April 2020, and of all others. Assumptions."""

PLANNED_AGAIN = 0.9
"""Share of last year's courses that are planned again for a start still to come. Assumption."""

LOCKDOWN = days.number("2020-03-16")
BLENDED = {2017: 0.026, 2018: 0.032, 2019: 0.045, 2020: 0.80, 2021: 0.45}
"""Share of courses with at least 5 % of the hours at a distance, by school year. That of
2018-2019 is published (3.2 % of those enrolled, written question 216, question 5); before the
lockdown it rose; the others are assumptions."""

DISTANCE = {2017: (0.06, 0.35), 2018: (0.06, 0.35), 2019: (0.06, 0.40)} | {
    2020: (0.20, 0.85),
    2021: (0.06, 0.50),
}
"""Between which shares of the hours, where there is distance education. Assumption."""

A_LITTLE = 0.03
"""Share of the other courses with some hours at a distance, but under 5 %. Assumption."""


@dataclass(frozen=True)
class Courses:
    """Courses as columns, by number. `origin` is the group it came from, also for a copy.

    `copy` marks courses that were cancelled or are planned without anybody in them.
    """

    site: Ints
    level: Ints
    form: Ints
    start: Ints
    end: Ints
    distance: Floats
    part: Ints
    capacity: Ints
    places: Ints
    status: Ints
    origin: Ints
    copy: Flags

    def __len__(self) -> int:
        """The number of courses."""
        return len(self.site)

    def take(self, rows: Ints | Flags) -> Courses:
        """Some of the courses."""
        return Courses(*(getattr(self, field.name)[rows] for field in fields(self)))


def courses(rng: np.random.Generator, made: Groups, as_of: int) -> Courses:
    """All courses, in order of their start."""
    real = _held(rng, made, as_of)
    parts = [real, _cancelled(rng, real), _planned(rng, made, real, as_of)]
    columns = [
        np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Courses)
    ]
    order = np.lexsort((columns[1], columns[0], columns[3]))
    return Courses(*(column[order] for column in columns))


def _held(rng: np.random.Generator, made: Groups, as_of: int) -> Courses:
    n = len(made)
    start = _first_lesson(rng, lessons.starts()[made.start])
    end = lessons.ends()[made.start, made.form] - rng.integers(0, 5, n)
    # A cell with several courses is full, or nearly so; other courses often have places left.
    several = np.bincount(made.cell)[made.cell] > 1
    spare = np.where(several & (rng.random(n) < 0.7), 0, rng.integers(0, 4, n))
    return Courses(
        site=made.site,
        level=made.level,
        form=made.form,
        start=start,
        end=end,
        distance=_distance(rng, start, end),
        part=made.part,
        capacity=made.capacity,
        places=np.minimum(made.members + spare, made.capacity),
        status=np.select([start > as_of, end < as_of], [CONFIRMED, DONE], RUNNING),
        origin=np.arange(n),
        copy=np.zeros(n, dtype=np.bool_),
    )


def _first_lesson(rng: np.random.Generator, monday: Ints) -> Ints:
    day = monday + rng.integers(0, 4, len(monday))
    closed = [day for year in range(2017, 2023) for day in days.holidays(year)]
    return day + np.isin(day, closed)


def _distance(rng: np.random.Generator, start: Ints, end: Ints) -> Floats:
    """The share of the hours that is given at a distance."""
    n = len(start)
    year = days.year_of(start - 243)  # a school year starts 243 days after the calendar year
    blended, shares = np.array([BLENDED[y] for y in BLENDED]), np.array(list(DISTANCE.values()))
    which = np.clip(year - lessons.SCHOOL_YEARS[0], 0, len(blended) - 1)
    low, high = shares[which].T
    chance = rng.random(n)
    share = np.where(chance < blended[which], rng.uniform(low, high), 0.0)
    little = (share == 0) & (rng.random(n) < A_LITTLE)
    share = np.where(little, rng.uniform(0.01, 0.045, n), share)
    # What was under way when the schools closed went on at a distance, most of it.
    # Courses of the school years before were as good as over.
    struck = (end > LOCKDOWN) & (year == 2019)
    left = (end - np.maximum(start, LOCKDOWN)) / np.maximum(end - start, 1)
    moved = np.where(chance < 0.9, left * rng.uniform(0.6, 1.0, n), share)
    found: Floats = np.where(struck, moved, share)
    return found


def _cancelled(rng: np.random.Generator, real: Courses) -> Courses:
    """Courses beside those that were held, and cancelled: their learners went to the others."""
    spring = (real.start >= days.number("2020-04-01")) & (real.start < days.number("2020-06-30"))
    chance = np.where(spring, CANCELLED_IN_LOCKDOWN, CANCELLED_SHARE)
    return _copies(real.take(rng.random(len(real)) < chance), CANCELLED)


def _copies(some: Courses, status: int | Ints, **changed: Any) -> Courses:
    columns = {field.name: getattr(some, field.name) for field in fields(Courses)}
    columns |= {"status": np.full(len(some), status), "copy": np.ones(len(some), dtype=np.bool_)}
    return Courses(**(columns | changed))


def _planned(rng: np.random.Generator, made: Groups, real: Courses, as_of: int) -> Courses:
    """For starts after the day of the register: last year's courses once more."""
    ahead = lessons.starts() > as_of
    year = len(lessons.START_DAYS)
    last_year = made.start + year < len(ahead)
    again = last_year & ahead[np.minimum(made.start + year, len(ahead) - 1)]
    again &= rng.random(len(made)) < PLANNED_AGAIN
    some = real.take(again)
    start = made.start[again] + year
    end = lessons.ends()[start, some.form]
    return _copies(
        some,
        np.where(rng.random(len(some)) < 0.4, CONFIRMED, PLANNED),
        start=_first_lesson(rng, lessons.starts()[start]),
        end=end - rng.integers(0, 5, len(some)),
        distance=np.where(rng.random(len(some)) < BLENDED[2021], some.distance, 0.0),
    )


def course_table(all_: Courses, net: Network) -> Any:
    """The table `courses`."""
    import pyarrow as pa

    from taalplan.example.tables import coded, dates

    hours = np.array([lessons.level_hours(form.profile) for form in lessons.FORMATS])[all_.form]
    sites = tuple(dict.fromkeys(site.code for site in net.sites))
    of_site = np.array([sites.index(site.code) for site in net.sites])
    parts = pa.array([list(part) for part in DAYPARTS], pa.list_(pa.string()))
    municipality = np.array([site.municipality for site in net.sites])[all_.site]
    return pa.table(
        {
            "course": np.arange(len(all_)),
            "centre": coded(net.centre[all_.site], tuple(c.code for c in net.centres)),
            "site": coded(of_site[all_.site], sites),
            "municipality": pa.array(municipality).dictionary_encode(),
            "level": coded(all_.level, LEVELS),
            "profile": coded(lessons.PROFILE_OF[all_.form], lessons.PROFILES),
            "start": dates(all_.start),
            "end": dates(all_.end),
            "hours": hours.astype(np.float64),
            # In half hours, and never rounded down to under the share that was drawn.
            "distance_hours": np.ceil(all_.distance * hours * 2) / 2,
            "dayparts": parts.take(pa.array(all_.part)),
            "capacity": all_.capacity.astype(np.int32),
            "places_for_desks": all_.places.astype(np.int32),
            "status": coded(all_.status, STATUSES),
        }
    )

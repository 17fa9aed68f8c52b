# SPDX-License-Identifier: EUPL-1.2
"""Who was placed in which course, and when: every change of status is a row.

The result of a course stands on the row that says `enrolled`; somebody who stopped has the
result `absent` and a row `withdrawn`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from taalplan.example import days, lessons
from taalplan.example.attempts import COURSE_ABSENT, Attempts
from taalplan.example.courses import CANCELLED, Courses
from taalplan.example.figures import Flags, Ints
from taalplan.vocabulary.codes import CourseResult, PlacementStatus

STATUSES: tuple[str, ...] = tuple(status.value for status in PlacementStatus)
RESERVED, ASSIGNED, REFUSED, ENROLLED, WITHDRAWN = range(5)
COURSE_RESULTS: tuple[str, ...] = tuple(result.value for result in CourseResult)

LATE = 0.12
"""Share placed after the start, at most when a third of the course is over. Assumption."""

LEAD = (3, 2.0, 11.0)
"""Days between placement and start: at least 3, then gamma. Assumption."""

RESERVES = 0.55
REFUSES = 0.05
"""Shares with a reservation first, and with a refusal by a full course first. Assumptions."""

FROM_CANCELLED = 5
"""At most so many learners of a cancelled course are in the register. Assumption."""


def placed_on(rng: np.random.Generator, found: Attempts) -> Ints:
    """The day on which each attempt gets its course: mostly weeks before the start."""
    n = len(found)
    start, end = lessons.starts()[found.start], lessons.ends()[found.start, found.form]
    least, shape, scale = LEAD
    lead = np.minimum(least + rng.gamma(shape, scale, n).astype(np.int64), 80)
    # The last weekday (up to four days) of a course may be earlier than its last Friday.
    third = np.maximum((end - 4 - start) // 3 - 3, 1)
    late = start + 3 + (rng.random(n) * third).astype(np.int64)
    day = np.where(rng.random(n) < LATE, late, start - lead)
    return np.maximum(days.working(day), found.after)


@dataclass(frozen=True)
class Places:
    """For each attempt the day on which it was placed, and in which course.

    `alike` goes with the courses: it is equal for those that could stand in for each other.
    """

    day: Ints
    course: Ints
    alike: Ints


@dataclass(frozen=True)
class _Rows:
    person: Ints
    course: Ints
    day: Ints
    status: Ints
    result: Ints


def placement_table(
    rng: np.random.Generator, found: Attempts, given: Places, all_: Courses, as_of: int
) -> Any:
    """The table `placements`, with nothing after `as_of`."""
    parts = [
        *_history(rng, found, given, all_, as_of),
        _refused(rng, found, given),
        *_moved(rng, found, given, all_),
    ]
    names = (field.name for field in fields(_Rows))
    columns = [np.concatenate([getattr(part, name) for part in parts]) for name in names]
    keep = columns[2] <= as_of
    return _table(_Rows(*(column[keep] for column in columns)))


def _history(
    rng: np.random.Generator, found: Attempts, given: Places, all_: Courses, as_of: int
) -> list[_Rows]:
    """Reserved, assigned, enrolled, withdrawn: as far as each attempt came."""
    n, placed, course = len(found), given.day, given.course
    start, end = all_.start[course], all_.end[course]
    reserved = np.maximum(days.working(placed - rng.integers(0, 8, n)), found.after)
    third = np.maximum(start, start + (end - start) // 3)
    enrolled = days.working(np.minimum(placed + rng.integers(0, 13, n), third))
    enrolled = np.maximum(enrolled, placed)
    stops = found.result == COURSE_ABSENT
    soonest = np.maximum(enrolled, start) + 3
    left = np.minimum(soonest + (rng.beta(1.2, 2.0, n) * (end - soonest)).astype(np.int64), end)
    left = np.maximum(days.working(left), enrolled)
    over = end <= as_of
    every, some = np.ones(n, dtype=np.bool_), rng.random(n) < RESERVES
    result = np.where(over, found.result, -1)
    return [
        _rows(some, found.person, course, reserved, RESERVED),
        _rows(every, found.person, course, placed, ASSIGNED),
        replace(_rows(every, found.person, course, enrolled, ENROLLED), result=result),
        _rows(stops, found.person, course, left, WITHDRAWN),
    ]


def _rows(keep: Flags, person: Ints, course: Ints, day: Ints, status: int) -> _Rows:
    n = int(keep.sum())
    return _Rows(person[keep], course[keep], day[keep], np.full(n, status), np.full(n, -1))


def _refused(rng: np.random.Generator, found: Attempts, given: Places) -> _Rows:
    """A refusal by a course of the same kind that was full, on the way to the one that was not."""
    cell = given.alike
    order = np.argsort(cell, kind="stable")
    other = np.full(len(cell), -1)
    same = cell[order][1:] == cell[order][:-1]
    other[order[1:][same]] = order[:-1][same]
    other[order[:-1][same]] = order[1:][same]
    full = other[given.course]
    keep = (full >= 0) & (rng.random(len(found)) < REFUSES)
    day = np.maximum(days.working(given.day - rng.integers(0, 6, len(found))), found.after)
    return _rows(keep, found.person, full, day, REFUSED)


def _moved(rng: np.random.Generator, found: Attempts, given: Places, all_: Courses) -> list[_Rows]:
    """Reservations in courses that were cancelled, by people who then got another one."""
    cancelled = np.flatnonzero(all_.copy & (all_.status == CANCELLED))
    held = np.full(int(all_.origin.max(initial=-1)) + 1, -1)
    real = np.flatnonzero(~all_.copy)
    held[all_.origin[real]] = real
    former = np.full(len(all_), -1)
    former[held[all_.origin[cancelled]]] = cancelled
    at = former[given.course]
    keep = (at >= 0) & (_rank_within(given.course) < FROM_CANCELLED)
    day = np.maximum(days.working(given.day - rng.integers(5, 25, len(found))), found.after)
    return [
        _rows(keep, found.person, at, np.minimum(day, given.day), RESERVED),
        _rows(keep, found.person, at, given.day, WITHDRAWN),
    ]


def _rank_within(course: Ints) -> Ints:
    order = np.argsort(course, kind="stable")
    new = np.r_[True, course[order][1:] != course[order][:-1]] if len(course) else order > 0
    first = np.maximum.accumulate(np.where(new, np.arange(len(order)), 0))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order)) - first
    return rank


def _table(rows: _Rows) -> Any:
    import pyarrow as pa

    from taalplan.example.tables import coded, dates

    order = np.lexsort((rows.status, rows.course, rows.day, rows.person))
    return pa.table(
        {
            "person": rows.person[order],
            "course": rows.course[order],
            "date": dates(rows.day[order]),
            "status": coded(rows.status[order], STATUSES),
            "result": coded(rows.result[order], COURSE_RESULTS),
        }
    )

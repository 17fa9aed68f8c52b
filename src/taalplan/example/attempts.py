# SPDX-License-Identifier: EUPL-1.2
"""Which start and which form of lessons each attempt at a level takes, and how it ends.

A component that no course fits was closed without one: by a test, or by lessons before.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from taalplan.example import days, lessons
from taalplan.example.choice import Wish, choose
from taalplan.example.figures import Flags, Floats, Ints
from taalplan.example.known import A2, NO_END, Known
from taalplan.example.steps import PASSED, Steps, learner_shares

RUNNING, COURSE_PASSED, COURSE_FAILED, COURSE_ABSENT = -1, 0, 1, 2

FREE_RESULTS = (0.74, 0.12, 0.14)
"""Passed, failed, stopped, where no component says so. Assumption."""

FREE_RESULTS_BRUSSELS = (0.60, 0.12, 0.28)
"""In Brussels in 2019 52.8 % of module enrolments were passed, 11.2 % failed and 24.9 % stopped
(the rest is not given); scaled to one."""

STOPS = 0.40
"""Share of the attempts that were not passed that ended before the course did. Assumption."""

TRIES_AGAIN = 0.72
"""Share of those who did not pass a level that is still open and try again. Assumption."""

REST = 3
"""Courses end on a Friday at the latest: nothing new before the Monday after it."""


@dataclass(frozen=True)
class Attempts:
    """Attempts as columns. `start` is a row of `lessons.starts`, `form` a place in FORMATS.

    `result` is one of the constants above; `again` counts earlier attempts at the step; `after`
    is the day before which the person could not be placed.
    """

    person: Ints
    level: Ints
    step: Ints
    start: Ints
    form: Ints
    result: Ints
    again: Ints
    after: Ints

    def __len__(self) -> int:
        """The number of attempts."""
        return len(self.person)

    def take(self, rows: Ints | Flags) -> Attempts:
        """Some of the attempts."""
        return Attempts(*(getattr(self, field.name)[rows] for field in fields(self)))


@dataclass(frozen=True)
class Offer:
    """The centre to which each person would go (by kind: CVO, CBE), and what each one offers."""

    centre_of: Ints
    menu: Floats


def attempts(
    rng: np.random.Generator, known: Known, steps: Steps, offer: Offer
) -> tuple[Attempts, Ints]:
    """All attempts, and the steps that were closed without any."""
    maker = _Maker(rng, known, steps, offer)
    for order in range(int(steps.order.max(initial=-1)) + 1):
        maker.go(np.flatnonzero(steps.order == order))
    return maker.joined(), np.concatenate(maker.without)


class _Maker:
    """Goes through the steps of all people at once, first steps first."""

    def __init__(self, rng: np.random.Generator, known: Known, steps: Steps, offer: Offer) -> None:
        self.rng, self.known, self.steps, self.offer = rng, known, steps, offer
        self.busy = np.zeros(len(known), dtype=np.int64)
        self.passed = np.ones(len(known), dtype=np.bool_)
        nothing = np.zeros(0, dtype=np.int64)
        self.found = [Attempts(*(nothing for _ in fields(Attempts)))]
        self.without = [nothing]

    def go(self, rows: Ints) -> None:
        """The steps that are their people's next."""
        closed = self.steps.closed[rows] < NO_END
        self._closed(rows[closed])
        self._open(rows[~closed])

    def _closed(self, rows: Ints) -> None:
        steps = self.steps.take(rows)
        floor = self._floor(rows)
        passed = steps.result == PASSED
        slack = np.where(passed, 18.0, 60.0)
        start, form = self._choose(rows, steps.opened, steps.closed, floor, slack)
        fits = start >= 0
        result = np.where(passed, COURSE_PASSED, self._not_passed(len(rows)))
        self.without.append(rows[~fits])
        again = self._before(rows[fits], start[fits], floor[fits])
        self._add(rows[fits], start[fits], form[fits], result[fits], again, floor[fits])

    def _before(self, rows: Ints, start: Ints, floor: Ints) -> Ints:
        """An attempt that was not passed, where there was time for it before the last one."""
        steps = self.steps.take(rows)
        first = lessons.starts()[start]
        may = (first - np.maximum(steps.opened, floor) > 95) & (self.rng.random(len(rows)) < 0.75)
        some = np.flatnonzero(may)
        opened, before = steps.opened[some], first[some] - 5
        slack = np.full(len(some), 90.0)
        earlier, form = self._choose(rows[some], opened, before, floor[some], slack)
        fits = earlier >= 0
        who = some[fits]
        result = self._not_passed(len(who))
        self._add(rows[who], earlier[fits], form[fits], result, np.zeros_like(who), floor[who])
        again = np.zeros(len(rows), dtype=np.int64)
        again[who] = 1
        return again

    def _open(self, rows: Ints) -> None:
        """Attempt after attempt, until passed, given up or not over yet."""
        steps = self.steps
        rows = rows[~steps.drawn[rows] | self.passed[steps.person[rows]]]
        for again in range(3):
            person = steps.person[rows]
            floor = self._floor(rows)
            opened = np.maximum(steps.opened[rows], self.busy[person] + 10)
            rows, person, floor, opened = (
                column[opened <= self.known.as_of] for column in (rows, person, floor, opened)
            )
            start, form = self._choose(rows, opened, None, floor, np.ones(len(rows)))
            fits = start >= 0
            rows, start, form, floor = rows[fits], start[fits], form[fits], floor[fits]
            result = self._free_result(rows, start, form)
            again_ = np.full(len(rows), again)
            self._add(rows, start, form, result, again_, floor)
            self.passed[steps.person[rows]] = result == COURSE_PASSED
            tries = (result > COURSE_PASSED) & (self.rng.random(len(rows)) < TRIES_AGAIN)
            rows = rows[tries]

    def _add(
        self, rows: Ints, start: Ints, form: Ints, result: Ints, again: Ints, floor: Ints
    ) -> None:
        person = self.steps.person[rows]
        level = self.steps.level[rows]
        self.found.append(Attempts(person, level, rows, start, form, result, again, floor))
        self.busy[person] = np.maximum(self.busy[person], lessons.ends()[start, form])

    def _floor(self, rows: Ints) -> Ints:
        """The first weekday on which each step's person could be placed."""
        day = np.maximum(self.steps.after[rows] + 3, self.busy[self.steps.person[rows]] + REST)
        weekday = days.weekday(day)
        return np.where(weekday > 4, day + 7 - weekday, day)

    def _choose(
        self, rows: Ints, opened: Ints, closed: Ints | None, floor: Ints, slack: Floats
    ) -> tuple[Ints, Ints]:
        """A start and a form for each step; without `closed` the first that comes."""
        person, level = self.steps.person[rows], self.steps.level[rows]
        end = np.full(len(rows), NO_END) if closed is None else closed
        shares = learner_shares(self.known, person, level)
        centres = self.offer.centre_of[:, person].T
        wish = Wish(opened, end, floor, slack, shares, level, centres)
        return choose(self.rng, wish, self.offer.menu, backwards=closed is not None)

    def _not_passed(self, n: int) -> Ints:
        return np.where(self.rng.random(n) < STOPS, COURSE_ABSENT, COURSE_FAILED)

    def _free_result(self, rows: Ints, start: Ints, form: Ints) -> Ints:
        """What no component says. A1 or A2 that is still open cannot have been passed."""
        steps = self.steps.take(rows)
        brussels = self.known.in_brussels[steps.person]
        shares = np.where(brussels[:, None], FREE_RESULTS_BRUSSELS, FREE_RESULTS)
        drawn = (self.rng.random(len(rows))[:, None] > np.cumsum(shares, axis=1)[:, :2]).sum(axis=1)
        open_component = ~steps.drawn & (steps.level <= A2)
        result = np.where(open_component & (drawn == 0), self._not_passed(len(rows)), drawn)
        over = lessons.ends()[start, form] <= self.known.as_of
        # Who stops, does so while the course goes on.
        return np.where(over | (result == COURSE_ABSENT), result, RUNNING)

    def joined(self) -> Attempts:
        """All attempts found, by person and start."""
        columns = [
            np.concatenate([getattr(part, field.name) for part in self.found])
            for field in fields(Attempts)
        ]
        order = np.lexsort((columns[3], columns[0]))
        return Attempts(*(column[order] for column in columns))

# SPDX-License-Identifier: EUPL-1.2
"""The week as an integer programme: one function for each rule.

x[g, d, k] is how many people of group g work shift k on day d; a group is one person, or
several who are alike. For a group of one every rule holds exactly; for a larger group the rules
of a person hold for the group together, and the shifts are dealt out afterwards (`solve`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from taalplan.access.staffing.calendar import STEP, STEPS, Ints
from taalplan.access.staffing.integer import Programme
from taalplan.access.staffing.problem import HOUR, Person, Shift, ShiftProblem

DAY_STEPS = 24 * 60 // STEP


@dataclass
class Model:
    """Variables by group, day and shift, in a programme."""

    problem: ShiftProblem
    groups: tuple[Person, ...]
    programme: Programme = field(default_factory=Programme)
    x: dict[tuple[int, int, int], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """One variable for each group, day and shift; it costs what is paid, and `start`."""
        for g, group in enumerate(self.groups):
            for day, shifts in enumerate(self.problem.shifts):
                for k, shift in enumerate(shifts):
                    place = self.programme.variable(
                        shift.paid + self.problem.rules.start, group.number
                    )
                    self.x[g, day, k] = place

    def each(
        self, group: int | None = None, day: int | None = None
    ) -> Iterable[tuple[int, int, int, Shift, int]]:
        """Group, day, shift's number, shift and variable, of one group or day or all."""
        for (g, d, k), place in self.x.items():
            if group in (None, g) and day in (None, d):
                yield g, d, k, self.problem.shifts[d][k], place


def cover(model: Model) -> None:
    """Enough people at the counter in every half hour."""
    _cover(model, model.problem.need, lambda _: True)


def languages_and_skills(model: Model) -> None:
    """Whenever the desk is open, enough people who speak a language or have a skill."""
    for wanted in model.problem.wanted:
        need = np.minimum(model.problem.need, wanted.number)
        _cover(model, need, partial(_can, wanted.what))


def _can(what: str, person: Person) -> bool:
    return person.can(what)


def one_shift_a_day(model: Model) -> None:
    """Nobody has two shifts on one day."""
    for g, group in enumerate(model.groups):
        for day in range(model.problem.days):
            terms = {place: 1.0 for *_, place in model.each(g, day)}
            model.programme.row(terms, upper=group.number)


def week_hours(model: Model) -> None:
    """Nobody works more hours than their week has."""
    for g, group in enumerate(model.groups):
        terms = {place: shift.paid for *_, shift, place in model.each(g)}
        model.programme.row(terms, upper=group.number * group.hours)


def days_off(model: Model) -> None:
    """Nobody works on a weekday on which they do not."""
    for g, group in enumerate(model.groups):
        for day in group.off:
            for *_, place in model.each(g, day):
                model.programme.upper[place] = 0.0


def evenings(model: Model) -> None:
    """Nobody has more evenings in a week than agreed."""
    for g, group in enumerate(model.groups):
        terms = {place: 1.0 for *_, shift, place in model.each(g) if shift.evening}
        model.programme.row(terms, upper=group.number * model.problem.rules.evenings)


def rest(model: Model) -> None:
    """Enough hours between the end of one working day and the beginning of the next.

    Late shifts exclude the early ones of the next day: for each hour of ending, who ends then
    or later and who begins too soon after it are together no more than the group.
    """
    least = round(model.problem.rules.rest_hours * HOUR)
    for g, group in enumerate(model.groups):
        for day in range(model.problem.days - 1):
            for end in sorted({shift.end for shift in model.problem.shifts[day]}):
                late = {p: 1.0 for *_, s, p in model.each(g, day) if s.end >= end}
                early = {
                    p: 1.0
                    for *_, s, p in model.each(g, day + 1)
                    if s.begin + DAY_STEPS - end < least
                }
                if late and early:
                    model.programme.row(late | early, upper=group.number)


Rule = Callable[[Model], None]

RULES: tuple[Rule, ...] = (
    cover, languages_and_skills, one_shift_a_day, week_hours, days_off, evenings, rest,
)  # fmt: skip


def _cover(model: Model, need: Ints, who: Callable[[Person], bool]) -> None:
    for day in range(model.problem.days):
        terms: dict[int, dict[int, float]] = defaultdict(dict)
        for g, _, _, shift, place in model.each(day=day):
            if who(model.groups[g]):
                for step in np.flatnonzero(shift.works).tolist():
                    terms[step][place] = 1.0
        for step in range(STEPS):
            if need[day, step] > 0:
                model.programme.row(terms[step], lower=float(need[day, step]))

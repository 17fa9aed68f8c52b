# SPDX-License-Identifier: EUPL-1.2
"""A week of shifts: who works when, what it costs in hours, and how fair it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taalplan.access.staffing.calendar import STEPS, Ints
from taalplan.access.staffing.problem import Person, Shift, ShiftProblem


@dataclass(frozen=True)
class Duty:
    """One person's shift on one day (0 is the first day of the problem)."""

    person: str
    day: int
    shift: Shift


@dataclass(frozen=True, eq=False)
class ShiftPlan:
    """Duties by day, beginning and person.

    No plan costs less than `bound`; `proven` says that this one costs no more.
    """

    problem: ShiftProblem
    people: tuple[Person, ...]
    duties: tuple[Duty, ...]
    bound: float
    proven: bool

    @property
    def hours(self) -> float:
        """Hours paid."""
        return sum(duty.shift.paid for duty in self.duties)

    @property
    def cost(self) -> float:
        """What was made small: hours paid, and the `start` of each shift."""
        return self.hours + self.problem.rules.start * len(self.duties)

    @property
    def gap(self) -> float:
        """How far above the bound the cost may lie, as a share."""
        return max(0.0, (self.cost - self.bound) / self.cost) if self.duties else 0.0

    @property
    def present(self) -> Ints:
        """People at the counter (days, 24)."""
        found = np.zeros((self.problem.days, STEPS), dtype=np.int64)
        for duty in self.duties:
            found[duty.day] += duty.shift.works
        return found

    def of(self, person: str) -> tuple[Duty, ...]:
        """One person's week."""
        return tuple(duty for duty in self.duties if duty.person == person)

    def evenings(self, person: str) -> int:
        """How many evenings one person has."""
        return sum(duty.shift.evening for duty in self.of(person))

    def worked(self, person: str) -> float:
        """Hours paid to one person."""
        return sum(duty.shift.paid for duty in self.of(person))

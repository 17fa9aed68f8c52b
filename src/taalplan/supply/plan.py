# SPDX-License-Identifier: EUPL-1.2
"""A plan of the supply: the groups to open, who they are for, and how good it is at best."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from taalplan.supply.problem import Floats, Groups, Ints, SupplyProblem


@dataclass(frozen=True, eq=False)
class Seating:
    """Who sits where: `people` of a layer of a row of the needs in a row of the groups."""

    group: Ints
    need: Ints
    layer: Ints
    people: Floats


@dataclass(frozen=True, eq=False)
class SupplyPlan:
    """Groups and seating of a problem.

    `value` is in people placed (`Weights`), `bound` what no plan can exceed. `seconds` is what
    it took, `stopped` why no better one was looked for: proven, gap, rounds, time or interrupted.
    """

    problem: SupplyProblem
    groups: Groups
    seating: Seating
    value: float
    bound: float
    seconds: float = 0.0
    stopped: str = "proven"

    @property
    def gap(self) -> float:
        """By which share a better plan could at most be better than this one."""
        if not np.isfinite(self.bound):
            return float("inf")
        return max(0.0, (self.bound - self.value) / max(abs(self.value), 1e-9))

    @cached_property
    def expected_seats(self) -> Floats:
        """People expected on each row of the seating."""
        chance = self.problem.needs.chance
        return np.asarray(self.seating.people * chance[self.seating.need, self.seating.layer])

    @cached_property
    def placed(self) -> Floats:
        """People of each row of the needs expected to be placed."""
        rows = len(self.problem.needs.zone)
        return np.bincount(self.seating.need, self.expected_seats, rows).astype(float)

    @property
    def unplaced(self) -> Floats:
        """People of each row of the needs expected to be left out."""
        return np.maximum(self.problem.needs.expected - self.placed, 0.0)

    @cached_property
    def learners(self) -> Floats:
        """People expected in each row of the groups."""
        rows = len(self.groups.count)
        return np.bincount(self.seating.group, self.expected_seats, rows).astype(float)

    @property
    def kilometres(self) -> Floats:
        """How far each row of the seating travels."""
        problem = self.problem
        zone = problem.needs.zone[self.seating.need]
        return np.asarray(problem.kilometres[zone, self.groups.site[self.seating.group]])

    @property
    def months_late(self) -> Ints:
        """How many months each row of the seating waits for the group after being ready."""
        rounds = np.array(self.problem.rounds)
        ready = rounds[self.problem.needs.round[self.seating.need]]
        return np.asarray(rounds[self.groups.round[self.seating.group]] - ready)

    @cached_property
    def hours(self) -> Floats:
        """Lesson hours of each row of the groups, all its groups together."""
        each = np.array([kind.hours for kind in self.problem.kinds])[self.groups.kind]
        return np.asarray(each * self.groups.count)

    @property
    def cost(self) -> float:
        """What the plan costs, in euro."""
        return float(self.hours.sum() * self.problem.hour_cost)

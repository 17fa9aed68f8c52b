# SPDX-License-Identifier: EUPL-1.2
"""From last year's number to this year's: what each part of the calculation adds.

Every part can change before or after every other. Its contribution is its mean over all orders
(Shapley 1953), so that contributions do not depend on an order and add up exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from itertools import combinations
from math import factorial

import numpy as np

from taalplan.needs.history import Floats
from taalplan.needs.problem import NeedsProblem
from taalplan.needs.progression import expected


class Factor(StrEnum):
    """The parts of the calculation that can differ between two years.

    `ENTRY`: registrations expected without declared shocks; `SHOCK`: what the declared shocks
    change in that; `PIPELINE`: who is on the way on the cut-off; `WAITING`: places for those who
    wait longest; `PROGRESSION`: the rates at which people begin, pass, stop and go on; `MIX`:
    for which profile and level people come, and where they live.
    """

    ENTRY = "entry"
    SHOCK = "shock"
    PIPELINE = "pipeline"
    WAITING = "waiting"
    PROGRESSION = "progression"
    MIX = "mix"


FACTORS = tuple(Factor)
Values = Callable[[frozenset[Factor]], Floats]


def shapley(value: Values, factors: tuple[Factor, ...] = FACTORS) -> dict[Factor, Floats]:
    """The contribution of each factor, from the value with any set of factors changed."""
    worth = {
        frozenset(some): value(frozenset(some))
        for size in range(len(factors) + 1)
        for some in combinations(factors, size)
    }
    number = len(factors)
    found = {}
    for factor in factors:
        total = np.zeros_like(worth[frozenset()])
        for without, base in worth.items():
            if factor not in without:
                size = len(without)
                weight = factorial(size) * factorial(number - size - 1) / factorial(number)
                total = total + weight * (worth[without | {factor}] - base)
        found[factor] = total
    return found


def bridge(before: NeedsProblem, after: NeedsProblem) -> dict[Factor, Floats]:
    """What each factor adds to the expected need: (areas, profiles, levels, places) each.

    Together they are what is expected now less what was expected a year ago.
    """
    need = _Need((before, after))
    return shapley(need)


class _Need:
    """The expected need with each factor of one year or the other.

    It is linear in who enters and in who is on the way, so few projections make all 64 values.
    """

    def __init__(self, problems: tuple[NeedsProblem, NeedsProblem]) -> None:
        self.problems = problems
        self.made: dict[tuple[int, ...], Floats] = {}

    def __call__(self, changed: frozenset[Factor]) -> Floats:
        of: Mapping[Factor, int] = {factor: int(factor in changed) for factor in FACTORS}
        rates, mix = of[Factor.PROGRESSION], of[Factor.MIX]
        starts = (
            self._stock(rates, of[Factor.PIPELINE])
            + self._entered(rates, mix, of[Factor.ENTRY], 0)
            + self._entered(rates, mix, of[Factor.SHOCK], 1)
            + self.problems[of[Factor.WAITING]].unmet
        )
        return np.asarray(starts[..., None] * self.problems[mix].split.place)

    def _stock(self, rates: int, stock: int) -> Floats:
        key = (0, rates, stock)
        if key not in self.made:
            self.made[key] = self._year(rates, stock, None)
        return self.made[key]

    def _entered(self, rates: int, mix: int, year: int, shock: int) -> Floats:
        """Beginnings of who enters, without the shocks (0) or only by them (1)."""
        key = (1, rates, mix, year, shock)
        if key not in self.made:
            entrance = self.problems[year].entrance
            who = entrance.expected - entrance.plain if shock else entrance.plain
            if not who.any():
                self.made[key] = np.zeros_like(self.problems[mix].mix)
            else:
                arriving = np.einsum("am,apl->aplm", who, self.problems[mix].mix)
                self.made[key] = self._year(rates, None, arriving)
        return self.made[key]

    def _year(self, rates: int, stock: int | None, arriving: Floats | None) -> Floats:
        held = self.problems[rates if stock is None else stock]
        pipeline = held.pipeline
        if stock is None:
            pipeline = type(pipeline).empty(pipeline.groups, pipeline.as_of)
        problem = self.problems[rates]
        target = problem.horizon.target
        made = expected(
            problem.hazards,
            pipeline,
            arriving,
            problem.levers,
            horizon_months=len(problem.horizon.months),
        )
        return np.asarray(made.starts[..., target].sum(axis=-1))

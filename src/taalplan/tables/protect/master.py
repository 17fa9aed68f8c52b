# SPDX-License-Identifier: EUPL-1.2
"""Which cells to hide at least cost, as far as the inequalities found so far can tell."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from taalplan.tables.protect.arrays import Arrays, Floats, Integers
from taalplan.tables.protect.cuts import Cut
from taalplan.tables.protect.programme import INFINITY, Programme, Rows, Solution

CLOSE = 1e-6
SLACK = 0.1
"""What the preference among equally cheap choices adds at most, in steps of possible costs."""


class Master:
    """A yes or no for each cell that may be hidden and need not be."""

    def __init__(self, arrays: Arrays, always: Floats, free: Floats) -> None:
        """Start without inequalities: nothing but what must be hidden."""
        self._always = always
        self.free: Integers = np.flatnonzero(free > 0).astype(np.int32)
        self._place = np.full(arrays.cells, -1, dtype=np.int32)
        self._place[self.free] = np.arange(len(self.free), dtype=np.int32)
        self.weight = arrays.weight[self.free]
        self._all = np.arange(len(self.free), dtype=np.int32)
        self._step = float(math.gcd(*(int(w) for w in self.weight)) or 1) if len(self.free) else 1.0
        self._closed: set[int] = set()
        # Among equally cheap choices, those of large cells leave a reader most room.
        rank = np.argsort(np.argsort(-arrays.down[self.free], kind="stable"), kind="stable")
        prices = self.weight + 2 * SLACK * self._step * rank / max(len(rank), 1) ** 2
        none = np.zeros(0)
        rows = Rows(np.zeros(1, dtype=np.int32), np.zeros(0, dtype=np.int32), none, none, none)
        ends = np.zeros(len(self.free)), np.ones(len(self.free))
        self._programme = Programme(prices, *ends, rows)
        self.cuts = 0

    def add(self, cuts: Iterable[Cut]) -> int:
        """Add inequalities; how many there were."""
        before = self.cuts
        for cut in cuts:
            self._programme.add(self._place[cut.cells], cut.values, cut.least)
            self.cuts += 1
        return self.cuts - before

    def relaxed(self) -> tuple[Floats, Solution]:
        """The cheapest shares when a cell may be hidden in part.

        When no shares obey the inequalities with the cells that are left, the solution says so.
        """
        if not len(self.free):
            none = np.zeros(0)
            return self._always.copy(), Solution(0.0, 0.0, none, none, none, True)
        self._programme.integral(False, self._all)
        found = self._programme.solve()
        if found.impossible:
            return self._always.copy(), found
        if found.values is None:
            raise RuntimeError("HiGHS did not solve the relaxation")
        return self._shares(found.values), found

    def whole(self, seconds: float, known: Floats | None, gap: float) -> tuple[Floats, Solution]:
        """The cheapest choice found within some seconds of work, started from a known one."""
        self._programme.integral(True, self._all)
        self._programme.work(max(seconds, 0.01))
        self._programme.option("mip_rel_gap", gap)
        if known is not None:
            self._programme.start(known[self.free])
        found = self._programme.solve()
        values = found.values if found.values is not None else np.ones(len(self.free))
        return self._shares(np.round(values)), found

    def close(self, relaxed: Solution, cost: float) -> int:
        """Give up the cells that no choice cheaper than `cost` hides (reduced costs)."""
        assert relaxed.reduced is not None
        cheaper = cost - self._step * (1 - SLACK)
        closed = np.flatnonzero(relaxed.objective + relaxed.reduced > cheaper + CLOSE)
        new = [int(k) for k in closed if k not in self._closed]
        for k in new:
            self._programme.bounds(k, 0.0, 0.0)
        self._closed.update(new)
        return len(new)

    def cost(self, shares: Floats) -> float:
        """What is lost with a choice, beyond what must be hidden."""
        return float(self.weight @ shares[self.free])

    def next_possible(self, bound: float) -> float:
        """The smallest cost that a choice can have, given a bound of the programme."""
        if bound == INFINITY:
            return INFINITY
        return math.ceil(bound / self._step - SLACK - CLOSE) * self._step

    def _shares(self, values: Floats) -> Floats:
        shares = self._always.copy()
        shares[self.free] = np.clip(values, 0.0, 1.0)
        return shares

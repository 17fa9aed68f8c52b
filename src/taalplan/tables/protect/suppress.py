# SPDX-License-Identifier: EUPL-1.2
"""Hide as little as possible so that nothing sensitive can be computed back.

The exact method of Fischetti and Salazar (JASA 2000, Management Science 2001): choose the
cheapest cells under the inequalities known so far, let a reader attack the choice, and turn each
success of the reader into a new inequality. First with shares of cells (which gives a lower
bound quickly), then with whole cells.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile

import numpy as np

from taalplan.tables.protect.arrays import Floats, arrays_of
from taalplan.tables.protect.attack import Certificate, attack
from taalplan.tables.protect.cuts import Cut, capacity, lines
from taalplan.tables.protect.demands import demands_of
from taalplan.tables.protect.explain import explain, otherwise
from taalplan.tables.protect.improve import pruned
from taalplan.tables.protect.master import Master
from taalplan.tables.protect.neighbours import Neighbours, searched
from taalplan.tables.protect.pool import Pool
from taalplan.tables.protect.problem import Problem
from taalplan.tables.protect.programme import INFINITY, Solution
from taalplan.tables.protect.reach import CLOSE, Simplex
from taalplan.tables.protect.repair import Repair
from taalplan.tables.protect.separate import Answer, answers, ask, fresh
from taalplan.tables.protect.whole import wholly

AJAR = 0.005
"""The share of a cell that is not chosen at all, while an inequality is looked for."""

NEAR = 1000
"""How many of the cheapest cells are left ajar."""

FINAL = 0.15
"""The share of the time that is left for the attack on what is returned."""

NEARBY = 0.03
"""How far above the bound, as a share, a choice is searched around before whole cells are."""

ROUND = 0.2
"""The share of the time that one search for whole cells, or around a choice, may take."""

QUICK = 1.0
"""Seconds that choosing whole cells may take before a choice is mended by hand."""

TAIL = 6
"""Rounds without a better bound after which shares of cells teach nothing more."""


@dataclass(frozen=True)
class Progress:
    """Where a search stands: what is surely needed, and what the best choice so far costs."""

    stage: str
    bound: float
    cost: float
    inequalities: int
    seconds: float


@dataclass(frozen=True)
class Suppression:
    """Which published cells to hide, and what that costs.

    `hidden` holds the sensitive cells too; `cost` counts only the others (secondary). No choice
    costs less than `bound`; `gap` is how far the cost may lie above it, as a share of the cost.
    """

    hidden: frozenset[int]
    cost: float
    bound: float
    gap: float
    seconds: float
    certificate: Certificate


def suppress(
    problem: Problem,
    *,
    seconds: float = 60.0,
    gap: float = 0.0,
    progress: Callable[[Progress], None] | None = None,
) -> Suppression:
    """The cheapest cells to hide, or the best found in time, which always protects.

    Stops when the choice is proven to be within `gap` of the cheapest, or after `seconds` of
    work of this thread, whatever the clock says; a first choice that protects is always made. What
    is returned has been attacked: its certificate has no violations.

    Raises UnprotectableError, which says why, when even hiding everything does not protect.
    """
    return Search(problem, seconds, gap, progress or (lambda _: None)).run()


class Search:
    """One search for the cheapest protecting choice."""

    def __init__(
        self, problem: Problem, seconds: float, gap: float, tell: Callable[[Progress], None]
    ) -> None:
        """Nothing chosen yet."""
        self._began = time.thread_time()
        self._problem, self._seconds, self._gap, self._tell = problem, seconds, gap, tell
        self._arrays = arrays_of(problem)
        self._demands = sorted(demands_of(problem), key=lambda demand: -demand.amount)
        self._ceiling = float(max((demand.amount for demand in self._demands), default=1))
        hidden = problem.secret(problem.primary)
        self._always = np.array([float(k in hidden) for k in range(len(problem.cells))])
        frozen = np.array([cell.frozen for cell in problem.cells], dtype=bool)
        self._free = np.where(frozen | (self._always > 0), 0.0, 1.0)
        self._near = np.zeros(len(frozen))
        cheap = np.argsort(self._arrays.weight + 1e9 * (self._free == 0), kind="stable")[:NEAR]
        self._near[cheap] = self._free[cheap]
        self._master = Master(self._arrays, self._always, self._free)
        self._repair = Repair(self._arrays, self._always + self._free, self._ceiling)
        self._pool = Pool(len(problem.cells), self._demands)
        self._neighbours = Neighbours(self._arrays)
        self._attacked: tuple[frozenset[int], Certificate] | None = None
        self._bound, self._cost = 0.0, INFINITY
        self._best = self._always + self._free

    def run(self) -> Suppression:
        """Bound it, find something good, then prove or improve it."""
        shares, relaxed = self._relax()
        self._protecting(np.ceil(shares - CLOSE), shares)
        choosing, spent = 0.0, self._spent()
        mending = min(spent, QUICK)
        while not self._done():
            self._master.close(relaxed, self._cost)
            chosen, found = self._master.whole(self._round(), self._best, self._gap)
            self._raise(found.bound)
            self._report("whole")
            if self._done():
                break
            met = self._try(chosen)
            choosing, spent = choosing + self._spent() - spent, self._spent()
            if not met and mending > choosing:
                # As long as choosing is the cheaper, what it breaks teaches more.
                continue
            self._cheaper(self._protecting(chosen, shares))
            self._around(shares)
            shares, relaxed = self._relax()
            mending, spent = mending + self._spent() - spent, self._spent()
        return self._result()

    def _result(self) -> Suppression:
        hidden = self._cells(self._best)
        certificate = self._attack(hidden)
        if not certificate.protects:
            raise RuntimeError(f"the search and the attack disagree: {certificate.violations[:3]}")
        gap = (self._cost - self._bound) / self._cost if self._cost else 0.0
        spent = self._spent()
        published = hidden - self._problem.unpublished
        return Suppression(published, self._cost, self._bound, gap, spent, certificate)

    def _relax(self) -> tuple[Floats, Solution]:
        """Inequalities from shares of cells, until they stop to raise the bound."""
        idle = 0
        while True:
            shares, found = self._master.relaxed()
            if found.impossible:
                if self._cost == INFINITY:
                    explain(self._problem)
                # Only cells that cost too much were given up: nothing cheaper protects.
                self._raise(self._cost)
                return self._best, found
            idle = 0 if found.objective > self._bound + 1e-3 * abs(self._bound) else idle + 1
            self._raise(found.objective)
            self._report("shares")
            late = self._cost == INFINITY and self._left() < self._seconds / 2
            if idle > TAIL or late or self._done():
                return shares, found
            cuts = lines(self._arrays, shares, self._always, self._free)
            simplex = Simplex(self._arrays, shares, self._ceiling)
            found_now = self._in_time(fresh(self._arrays, simplex, self._demands))
            cuts += self._cuts(list(found_now), shares)
            if not cuts:
                return shares, found
            self._master.add(cuts)

    def _cuts(self, found: list[Answer], shares: Floats) -> list[Cut]:
        """A broken inequality for each demand that is not met."""
        unmet = [answer for answer in found if not answer.met]
        if not unmet:
            return []
        # With every cell a little ajar, a cut names few of the cells that are not yet chosen.
        ajar = Simplex(self._arrays, np.maximum(shares, AJAR * self._near), self._ceiling)
        cuts = []
        for answer in self._in_time(iter(unmet)):
            for each in (ask(ajar, answer.demand), answer):
                if not each.met:
                    cut = capacity(self._arrays, each, self._always, self._free)
                    if cut.broken_by(shares):
                        cuts.append(self._possible(cut))
                        break
        return cuts

    def _in_time(self, found: Iterator[Answer]) -> Iterator[Answer]:
        """What is found while there is time; half of it is left for a choice that protects."""
        reserve = self._seconds / 2 if self._cost == INFINITY else 0.0
        return takewhile(lambda _: self._left() > reserve, found)

    def _possible(self, cut: Cut) -> Cut:
        if cut.values.sum() < cut.least - CLOSE:
            explain(self._problem)
        return cut

    def _try(self, chosen: Floats) -> bool:
        """Keep a choice of whole cells if it protects; if not, add what it breaks."""
        places = self._pool.unproven(self._pool.within(chosen))
        simplex = Simplex(self._arrays, chosen, INFINITY)
        found = list(answers(simplex, self._demands, self._pool, places))
        cuts = self._cuts(found, chosen)
        met = all(answer.met for answer in found)
        if met and not self._wholly(chosen):
            # A reader knows that figures are whole; the inequalities above do not.
            certificate = self._attack(self._cells(chosen))
            met = certificate.protects
            until = time.thread_time() + self._round()
            cuts = otherwise(self._problem, chosen, self._free, certificate, until)
        if not met:
            self._master.add(cuts + lines(self._arrays, chosen, self._always, self._free))
        elif (cost := self._master.cost(chosen)) < self._cost:
            self._best, self._cost = chosen, cost
        return met

    def _protecting(self, chosen: Floats, guide: Floats) -> Floats:
        """The choice, or one that hides more and protects; the best so far if there is no time."""
        if not self._try(chosen):
            places = self._pool.unproven(self._pool.within(chosen))
            unmet = [self._demands[place] for place in places]
            # Something that protects is always made, whatever the time.
            first = self._cost == INFINITY
            until = INFINITY if first else time.thread_time() + self._left()
            chosen = self._repair.repaired(unmet, chosen, guide, until)
            if not self._try(chosen):
                chosen = self._first(chosen, guide) if first else self._best
        return chosen

    def _cheaper(self, chosen: Floats) -> None:
        """Show again all that need not be hidden in a choice that protects."""
        if self._master.cost(chosen) > self._bound + CLOSE:
            order = (self._arrays.weight + 1) * self._free
            demands, pool, left = self._demands, self._pool, self._left()
            self._try(pruned(self._arrays, demands, pool, chosen, order, left))

    def _first(self, chosen: Floats, guide: Floats) -> Floats:
        """A first choice that protects, where whole numbers tell more than fractions do."""
        broken = {violation.cell for violation in self._attack(self._cells(chosen)).violations}
        unmet = [demand for demand in self._demands if demand.cell in broken]
        chosen = self._repair.repaired(unmet, chosen, guide, INFINITY, whole=True)
        if self._try(chosen):
            return chosen
        if not self._try(self._best):
            explain(self._problem)
        return self._best

    def _around(self, shares: Floats) -> None:
        """Look for cheaper choices near the best one, when it is far above the bound."""
        spent = self._spent()
        until = time.thread_time() + min(self._round(), max(spent / 2, 0.2))
        if self._cost == INFINITY or self._cost - self._bound <= NEARBY * self._cost:
            return
        searched(
            self._best,
            lambda best: None if self._done() else self._nearby(best, shares),
            lambda: min(self._left(), until - time.thread_time()),
        )
        self._report("around")

    def _nearby(self, best: Floats, shares: Floats) -> Floats | None:
        """A cheaper choice near the best one, or None; it is kept when it protects."""
        start = self._neighbours.without(best, self._free)
        unmet = [self._demands[k] for k in self._pool.unproven(self._pool.within(start))]
        guide = self._neighbours.guide(shares, self._free)
        until = time.thread_time() + self._left()
        mended = self._repair.repaired(unmet, start, guide, until)
        places = self._pool.unproven(self._pool.within(mended))
        simplex = Simplex(self._arrays, mended, INFINITY)
        if not all(a.met for a in answers(simplex, self._demands, self._pool, places)):
            return None
        order = (self._arrays.weight + 1) * self._free
        demands, pool, left = self._demands, self._pool, self._left()
        chosen = pruned(self._arrays, demands, pool, mended, order, left)
        cost = self._master.cost(chosen)
        if cost > self._cost - CLOSE or not self._wholly(chosen):
            return None
        self._best, self._cost = chosen, cost
        return chosen

    def _wholly(self, chosen: Floats) -> bool:
        """Whether demands that are met are met by tables of whole numbers too, as far as known."""
        if self._pool.whole:
            return True
        return bool(wholly(self._arrays, self._demands, self._pool, chosen, self._left))

    def _attack(self, hidden: frozenset[int]) -> Certificate:
        if self._attacked is None or self._attacked[0] != hidden:
            self._attacked = hidden, attack(self._problem, hidden)
        return self._attacked[1]

    def _cells(self, chosen: Floats) -> frozenset[int]:
        return frozenset(int(k) for k in np.flatnonzero(chosen > 0.5))

    def _raise(self, bound: float) -> None:
        # Cells that no cheaper choice hides were given up: beyond the cost nothing is proven.
        self._bound = max(self._bound, min(self._master.next_possible(bound), self._cost))

    def _left(self) -> float:
        return self._seconds * (1 - FINAL) - self._spent()

    def _spent(self) -> float:
        # Of this thread alone, so that a busy machine only takes longer and finds as much.
        return time.thread_time() - self._began

    def _round(self) -> float:
        return min(self._left(), ROUND * self._seconds)

    def _done(self) -> bool:
        return self._left() <= 0 or self._cost - self._bound <= self._gap * self._cost + CLOSE

    def _report(self, stage: str) -> None:
        spent = self._spent()
        self._tell(Progress(stage, self._bound, self._cost, self._master.cuts, spent))

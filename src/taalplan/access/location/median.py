# SPDX-License-Identifier: EUPL-1.2
"""The cheapest network when every client may go to its nearest open site, with proof.

Local search gives a network, prices give a bound, and what neither can better is settled. The
sites that remain are searched by branch and bound. Covering questions come here too: a client
then costs nothing within reach and its demand beyond.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import thread_time

import numpy as np
from numpy.typing import NDArray

from taalplan.access.location.branch import search
from taalplan.access.location.compiled import Floats, Ints
from taalplan.access.location.limits import CLOSED, Limits
from taalplan.access.location.relax import choose, earnings, raise_bound, settle
from taalplan.access.location.swap import improve, network_cost

ROUNDS, STEPS, POLISH = 6, 400, 20
NODE_STEPS, NODES = 200, 16
LARGE = 1_000_000
GAP = 1e-6
"""Relative: what counts as proven where costs are not whole numbers."""


@dataclass(frozen=True)
class Found:
    """The best network found (`is_open` by site), what it costs, and what none can be below."""

    is_open: NDArray[np.int8]
    value: float
    bound: float


@dataclass(frozen=True)
class Task:
    """Costs by client and site in the three orders in which they are read, and the limits."""

    by_site: Floats
    order: Ints
    cost: Floats
    opening: Floats
    limits: Limits

    @classmethod
    def of(cls, burden: Floats, opening: Floats, limits: Limits) -> Task:
        """Sort the costs (clients by sites) of each client."""
        order = np.argsort(burden, axis=1, kind="stable").astype(np.int32)
        cost = np.take_along_axis(burden, order, 1)
        return cls(np.ascontiguousarray(burden.T), order, cost, opening, limits)

    def keep(self, sites: NDArray[np.intp]) -> Task:
        """The task with these sites only."""
        burden = np.ascontiguousarray(self.by_site[sites].T)
        return Task.of(burden, self.opening[sites], self.limits.keep(sites))

    def value(self, is_open: NDArray[np.int8]) -> float:
        """What a network costs."""
        return network_cost(self.by_site, self.opening, self.order, is_open)

    def improved(self, is_open: NDArray[np.int8]) -> NDArray[np.int8]:
        """A network bettered by local search."""
        made = is_open.copy()
        limits = self.limits
        improve(self.by_site, self.opening, self.order, limits.settled, limits.existing,
                limits.numbers, made)  # fmt: skip
        return made

    @property
    def whole(self) -> bool:
        """Whether all costs are whole numbers, so that a gap below one is none."""
        both = (self.cost, self.opening)
        return all(bool((x == np.rint(x)).all()) and x.max(initial=0.0) < 2**40 for x in both)


def solve(task: Task, seconds: float, heard: Callable[[str, float], None] | None = None) -> Found:
    """The cheapest network of a task; after about `seconds` the best so far with its gap."""
    until = thread_time() + seconds
    whole = task.whole
    best, price = _start(task)
    best = task.improved(best)
    settled = task.limits.settled.copy()
    found = Found(best, task.value(best), -np.inf)
    for number in range(ROUNDS):
        before = found.value
        found = _raised(task, settled, price, found, 0.7 if number else 1.5)
        margin = _margin(found.value, whole)
        if heard:
            heard("bound", 0.1 * (1 + number))
        if found.bound > found.value - margin or thread_time() > until:
            return _told(found, margin)
        _settle(task, settled, price, found.value - margin)
        if number and found.value >= before:
            break
    kept = np.flatnonzero((settled != CLOSED) | (found.is_open == 1))
    small = replace(task, limits=replace(task.limits, settled=settled)).keep(kept)
    some = _branched(small, price, replace(found, is_open=found.is_open[kept]), until, heard)
    best = np.zeros_like(found.is_open)
    best[kept] = some.is_open
    return _told(replace(some, is_open=best), _margin(some.value, whole))


def _raised(
    task: Task, settled: NDArray[np.int8], price: Floats, found: Found, step: float
) -> Found:
    """Move the prices (in place) for a round, bettering networks met on the way."""
    limits, best, value = task.limits, found.is_open.copy(), found.value
    polish = POLISH if task.cost.size < LARGE else 5 * POLISH
    bound, _ = raise_bound(
        task.by_site, task.order, task.cost, task.opening, settled, limits.existing,
        limits.numbers, price, best, value, _margin(value, task.whole), STEPS, step, polish,
        np.zeros(len(settled)),
    )  # fmt: skip
    best = task.improved(best)
    return Found(best, task.value(best), max(bound, found.bound))


def _branched(
    task: Task,
    price: Floats,
    found: Found,
    until: float,
    heard: Callable[[str, float], None] | None,
) -> Found:
    """Branch and bound on what is not settled, until it is proven or the time is up."""
    sites, clients = task.by_site.shape
    states = np.zeros((sites + 2, sites), np.int8)
    prices, bounds = np.zeros((sites + 2, clients)), np.full(sites + 2, -np.inf)
    states[0], prices[0], bounds[0] = task.limits.settled, price, found.bound
    best, value, depth, whole = found.is_open.copy(), found.value, 1, task.whole
    while depth and thread_time() < until:
        depth, value = search(
            task.by_site, task.order, task.cost, task.opening, task.limits.settled,
            task.limits.existing, task.limits.numbers, states, prices, bounds, depth, best, value,
            _margin(value, whole), NODES, NODE_STEPS,
        )  # fmt: skip
        if heard:
            heard("branch", 0.9)
    return Found(best, value, min(value, float(bounds[:depth].min(initial=np.inf))))


def first_network(task: Task) -> NDArray[np.int8]:
    """Sites that earn most when every client pays what its second-nearest site costs."""
    return _start(task)[0]


def _start(task: Task) -> tuple[NDArray[np.int8], Floats]:
    """A first network and first prices."""
    limits = task.limits
    two = task.cost[:, :2]
    price = np.ascontiguousarray(two[:, -1]) + (1.0 if two.shape[1] == 1 else 0.0)
    earned, edge = np.empty(len(task.opening)), np.empty(2)
    chosen = np.zeros(len(task.opening), np.int8)
    earnings(task.order, task.cost, price, task.opening, earned)
    choose(earned, limits.settled, limits.existing, limits.numbers, chosen, edge)
    return chosen, price


def _settle(task: Task, settled: NDArray[np.int8], price: Floats, threshold: float) -> None:
    earned, edge = np.empty(len(settled)), np.empty(2)
    chosen = np.zeros(len(settled), np.int8)
    earnings(task.order, task.cost, price, task.opening, earned)
    limits = task.limits
    lower = price.sum() + choose(
        earned, settled, limits.existing, limits.numbers, chosen, edge
    )  # fmt: skip
    settle(earned, settled, chosen, edge, lower, threshold)


def _margin(value: float, whole: bool) -> float:
    return 1 - 1e-6 if whole else GAP * max(abs(value), 1e-9)


def _told(found: Found, margin: float) -> Found:
    """What was settled against a value holds only below it, so a bound above it says: proven."""
    proven = found.bound > found.value - margin
    return replace(found, bound=found.value if proven else found.bound)

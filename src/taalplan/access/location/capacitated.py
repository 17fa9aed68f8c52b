# SPDX-License-Identifier: EUPL-1.2
"""The cheapest network when sites have room for so much demand only.

Prices give a bound and settle sites; branch and bound on sites does the rest. When all sites of
a branch are settled, serving divided clients is a transport problem. Whole clients are one integer
programme as soon as few sites are undecided, without the pairs that no better network has.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import thread_time

import numpy as np
from numpy.typing import NDArray

from taalplan.access.location import model
from taalplan.access.location.compiled import Floats
from taalplan.access.location.limits import CLOSED, FREE, OPEN, Limits
from taalplan.access.location.median import GAP
from taalplan.access.location.packing import forced_in, hand_out, packed, raise_packed
from taalplan.access.location.programme import Programme
from taalplan.access.location.relax import choose, settle

CHUNK, CHUNKS = 60, 12
NODE_STEPS = 80
FEW = 12
"""Sites that may be undecided when what is left becomes one programme, of whole clients."""
EXACT = 2000
"""The largest room for which whole clients are packed exactly."""

Heard = Callable[[str, float], None] | None


@dataclass(frozen=True, eq=False)
class Room:
    """The task: burden by site (sites by clients), demand, room and opening costs by site."""

    by_site: Floats
    demand: Floats
    capacity: Floats
    opening: Floats
    limits: Limits
    divided: bool

    @property
    def whole(self) -> NDArray[np.int32]:
        """Demands as whole numbers where whole clients can be packed exactly; else nothing."""
        exact = bool((self.demand == np.rint(self.demand)).all())
        if self.divided or not exact or self.capacity.max() > EXACT:
            return np.zeros(0, np.int32)
        return np.rint(self.demand).astype(np.int32)

    @property
    def margin(self) -> float:
        """Below it no better value is possible: one where all costs are whole and clients too."""
        costs = (self.by_site, self.opening)
        whole = not self.divided and all(bool((c == np.rint(c)).all()) for c in costs)
        return 1 - 1e-6 if whole else 0.0


@dataclass(frozen=True, eq=False)
class Packed:
    """A network: parts (sites by clients) of the open sites, its cost, and the proven bound."""

    is_open: NDArray[np.int8]
    parts: Floats | None
    value: float
    bound: float


def solve(task: Room, seconds: float, heard: Heard = None) -> Packed:
    """The cheapest network of a task; after about `seconds` the best so far with its gap."""
    until = thread_time() + seconds
    settled = task.limits.settled.copy()
    task = replace(task, limits=replace(task.limits, settled=settled, numbers=_at_least(task)))
    price = np.ascontiguousarray(np.sort(task.by_site, axis=0)[min(1, len(settled) - 1)])
    found = Packed(np.zeros(len(settled), np.int8), None, _dearest(task), -np.inf)
    step, slope = 1.5, np.zeros(len(price))
    for number in range(CHUNKS):
        bound, step = raise_packed(
            task.by_site, task.demand, task.whole, task.capacity, task.opening, settled,
            task.limits.existing, task.limits.numbers, price, found.value, _margin(task, found),
            CHUNK, step, slope,
        )  # fmt: skip
        found = replace(found, bound=max(found.bound, bound))
        (_, earned), chosen = _line(task, price)
        better = _assigned(task, _enough(task, chosen, earned), until - thread_time())
        if better is not None and better.value < found.value:
            found = replace(better, bound=found.bound)
        _settle(task, price, found)
        if heard:
            heard("bound", 0.5 * (1 + number) / CHUNKS)
        if found.bound > found.value - _margin(task, found) or step < 1e-3:
            break
    if found.bound <= found.value - _margin(task, found):
        found = _branched(task, price, found, until, heard)
    near = found.bound > found.value - _margin(task, found)
    return replace(found, bound=found.value if near else found.bound)


def _margin(task: Room, found: Packed) -> float:
    return max(task.margin, GAP * max(abs(found.value), 1e-9))


def _dearest(task: Room) -> float:
    """More than any network costs."""
    return float(task.by_site.max(axis=0).sum() + task.opening.sum()) + 1.0


def _line(task: Room, price: Floats) -> tuple[tuple[float, Floats], NDArray[np.int8]]:
    """What prices say of all networks: a constant and an amount per open site; the best sites."""
    earned, edge = np.empty(len(task.capacity)), np.empty(2)
    chosen = np.zeros(len(task.capacity), np.int8)
    packed(task.by_site, price, task.demand, task.whole, task.capacity, task.opening,
           task.limits.settled, earned, np.zeros(task.by_site.shape))  # fmt: skip
    limits = task.limits
    choose(earned, limits.settled, limits.existing, limits.numbers, chosen, edge)
    return (float(price.sum()), earned), chosen


def _settle(task: Room, price: Floats, found: Packed) -> None:
    """Settle sites (in place) whose other choice would cost more than the best network."""
    limits = task.limits
    (constant, earned), _ = _line(task, price)
    edge, chosen = np.empty(2), np.zeros(len(earned), np.int8)
    lower = constant + choose(
        earned, limits.settled, limits.existing, limits.numbers, chosen, edge
    )  # fmt: skip
    threshold = found.value - _margin(task, found)
    settle(earned, limits.settled, chosen, edge, lower, threshold)


def _enough(task: Room, chosen: NDArray[np.int8], earned: Floats) -> NDArray[np.int8]:
    """Sites with room for everybody: the best free ones are added, or take the place of the least.

    Where the limits do not allow it, the network is returned as it is.
    """
    made, limits = chosen.copy(), task.limits
    while task.capacity[made == 1].sum() < task.demand.sum():
        left = np.flatnonzero((made == 0) & (limits.settled == FREE))
        trials = []
        for j in left:
            more = made.copy()
            more[j] = 1
            if not limits.allow(more):
                small = [r for r in np.flatnonzero(made) if limits.settled[r] == FREE
                         and task.capacity[r] < task.capacity[j]]  # fmt: skip
                if not small:
                    continue
                more[min(small, key=lambda r: task.capacity[r])] = 0
            if limits.allow(more):
                trials.append((earned[j], int(j), more))
        if not trials:
            break
        made = min(trials, key=lambda trial: trial[:2])[2]
    return made


def _assigned(task: Room, is_open: NDArray[np.int8], seconds: float) -> Packed | None:
    """The cheapest way to serve everybody from open sites; None when there is none."""
    sites = np.flatnonzero(is_open)
    if not task.limits.allow(is_open) or task.capacity[sites].sum() < task.demand.sum() - 1e-9:
        return None
    parts = np.zeros(task.by_site.shape)
    if task.divided:
        served = _served(task, sites, max(seconds, 1.0))
        if served is None:
            return None
        parts[sites] = served[0]
    else:
        at = np.zeros(len(task.demand), np.int32)
        if not hand_out(task.by_site, task.demand, task.capacity, sites.astype(np.int32), at):
            return None
        parts[sites[at], np.arange(len(at))] = 1.0
    return Packed(is_open, parts, _value(task, is_open, parts), -np.inf)


def _value(task: Room, is_open: NDArray[np.int8], parts: Floats) -> float:
    return float((parts * task.by_site).sum() + task.opening[is_open == 1].sum())


def _served(task: Room, sites: NDArray[np.intp], seconds: float) -> tuple[Floats, Floats] | None:
    """The parts (sites by clients) of the cheapest service, and what each client costs more."""
    clients = task.by_site.shape[1]
    programme = Programme()
    parts = programme.variables(task.by_site[sites].reshape(-1), np.inf)
    grid = parts.reshape(len(sites), clients)
    model.each_served_once(programme, parts, np.tile(np.arange(clients), len(sites)), clients)
    for k, j in enumerate(sites):
        programme.row(grid[k], task.demand, upper=float(task.capacity[j]))
    solution = programme.solve(seconds)
    if solution.values is None or solution.duals is None:
        return None
    return np.clip(solution.values[grid], 0, 1), solution.duals[:clients]


def _branched(task: Room, price: Floats, found: Packed, until: float, heard: Heard) -> Packed:
    """Branch and bound on sites, depth first; a few undecided sites are left to one programme."""
    stack = [(task.limits.settled, price, found.bound)]
    tried: set[bytes] = set()
    while stack and thread_time() < until:
        settled, start, above = stack.pop()
        if above > found.value - _margin(task, found):
            continue
        here = replace(task, limits=replace(task.limits, settled=settled.copy()))
        prices = start.copy()
        bound, _ = raise_packed(
            task.by_site, task.demand, task.whole, task.capacity, task.opening,
            here.limits.settled, task.limits.existing, task.limits.numbers, prices, found.value,
            _margin(task, found), NODE_STEPS, 0.5, np.zeros(len(prices)),
        )  # fmt: skip
        bound = max(bound, above)
        if bound > found.value - _margin(task, found):
            continue
        (_, earned), chosen = _line(here, prices)
        trial = _enough(here, chosen, earned)
        if trial.tobytes() not in tried:
            tried.add(trial.tobytes())
            better = _assigned(task, trial, until - thread_time())
            if better is not None and better.value < found.value:
                found = replace(better, bound=found.bound)
        _settle(here, prices, found)
        free = np.flatnonzero(here.limits.settled == FREE)
        if len(free) <= (0 if task.divided else FEW):
            ended = _leaf(here, prices, replace(found, bound=bound), until)
            found = replace(ended, bound=found.bound)
            if ended.bound <= ended.value - _margin(task, ended):
                stack.append((settled, prices, ended.bound))
                break
            continue
        pick = min(free, key=lambda j: (-chosen[j], earned[j]))
        for choice in (CLOSED, OPEN):
            child = here.limits.settled.copy()
            child[pick] = choice
            stack.append((child, prices, bound))
        if heard:
            heard("branch", 0.8)
    left = min((bound for _, _, bound in stack), default=np.inf)
    return replace(found, bound=max(found.bound, min(found.value, left)))


def _leaf(task: Room, price: Floats, found: Packed, until: float) -> Packed:
    """The end of a branch: all sites settled, or few enough for one programme."""
    if not task.divided:
        return _programmed(task, price, found, until)
    is_open = (task.limits.settled == OPEN).astype(np.int8)
    served = _assigned(task, is_open, until - thread_time())
    if served is not None and served.value < found.value:
        return replace(served, bound=served.value)
    return replace(found, bound=found.value)


def _at_least(task: Room) -> NDArray[np.int32]:
    """The numbers of the limits, the fewest raised to what everybody needs at the very least."""
    numbers = task.limits.numbers.copy()
    may = np.sort(task.capacity[task.limits.settled != CLOSED])[::-1]
    needed = int(np.searchsorted(np.cumsum(may), task.demand.sum() - 1e-9)) + 1
    numbers[0] = max(numbers[0], min(needed, numbers[1]))
    return numbers


def _programmed(task: Room, price: Floats, found: Packed, until: float) -> Packed:
    """One integer programme of the sites and pairs that a better network could have."""
    site, client = _worth_it(task, price, found)
    programme = Programme()
    open_ = model.sites(programme, task.limits, task.opening)
    parts = programme.variables(task.by_site[site, client], whole=True)
    model.as_many_as_allowed(programme, open_, task.limits)
    model.each_served_once(programme, parts, client, task.by_site.shape[1])
    model.only_where_open(programme, parts, site, open_)
    model.within_capacity(programme, parts, site, task.demand[client], task.capacity, open_)
    start = None
    if found.parts is not None:
        start = np.concatenate([found.is_open, found.parts[site, client]])
    solution = programme.solve(
        max(until - thread_time(), 0.1), start=start, least=task.margin or 1e-6
    )
    if solution.impossible:
        return replace(found, bound=found.value)
    bound = max(found.bound, min(solution.bound, found.value))
    if solution.values is not None and solution.value < found.value - 1e-9:
        made = np.zeros(task.by_site.shape)
        made[site, client] = np.rint(solution.values[parts])
        is_open = np.rint(solution.values[open_]).astype(np.int8)
        value = _value(task, is_open, made)
        bound = max(found.bound, min(solution.bound, value))
        found = Packed(is_open, made, value, bound)
    return replace(found, bound=bound)


def _worth_it(
    task: Room, price: Floats, found: Packed
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Pairs of site and client that can be in a network better than the best one."""
    (constant, earned), _ = _line(task, price)
    limits = task.limits
    edge, chosen = np.empty(2), np.zeros(len(earned), np.int8)
    lower = constant + choose(
        earned, limits.settled, limits.existing, limits.numbers, chosen, edge
    )  # fmt: skip
    extra = np.zeros(task.by_site.shape)
    forced_in(task.by_site, price, task.demand, task.capacity, task.opening, earned, extra)
    # A site that was not chosen must open first, which takes this much more.
    opens = np.where(chosen == 1, 0.0, np.maximum(0.0, earned - edge[0]))
    least = lower + opens[:, None] + extra
    fits = task.demand[None, :] <= task.capacity[:, None] + 1e-9
    keep = (least <= found.value - _margin(task, found)) & fits
    keep &= (limits.settled != CLOSED)[:, None]
    site, client = np.nonzero(keep)
    return site, client

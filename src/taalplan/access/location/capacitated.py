# SPDX-License-Identifier: EUPL-1.2
"""The cheapest network when sites have room for so much demand only.

Prices give a bound and settle sites. Where clients may be divided, every set of prices is a
straight line below the cost of all networks, so a small programme over sites alone is refined by
the lines of the networks it proposes (Benders 1962) until both meet. Where clients are whole,
what cannot be in a better network is left out, and the rest is one integer programme.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from taalplan.access.location import model
from taalplan.access.location.compiled import Floats
from taalplan.access.location.limits import CLOSED, FREE, Limits
from taalplan.access.location.median import GAP
from taalplan.access.location.packing import forced_in, hand_out, packed, raise_packed
from taalplan.access.location.programme import Programme
from taalplan.access.location.relax import choose, settle

CHUNK, CHUNKS = 60, 12
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
    until = monotonic() + seconds
    settled = task.limits.settled.copy()
    task = replace(task, limits=replace(task.limits, settled=settled))
    price = np.ascontiguousarray(np.sort(task.by_site, axis=0)[min(1, len(settled) - 1)])
    cuts: list[tuple[float, Floats]] = []
    found = Packed(np.zeros(len(settled), np.int8), None, _dearest(task), -np.inf)
    step, slope = 1.5, np.zeros(len(price))
    for number in range(CHUNKS):
        bound, step = raise_packed(
            task.by_site, task.demand, task.whole, task.capacity, task.opening, settled,
            task.limits.existing, task.limits.numbers, price, found.value, _margin(task, found),
            CHUNK, step, slope,
        )  # fmt: skip
        found = replace(found, bound=max(found.bound, bound))
        cut, chosen = _line(task, price)
        cuts.append(cut)
        better = _assigned(task, _enough(task, chosen, cut[1]), until - monotonic())
        if better is not None and better.value < found.value:
            found = replace(better, bound=found.bound)
        _settle(task, price, found)
        if heard:
            heard("bound", 0.5 * (1 + number) / CHUNKS)
        if found.bound > found.value - _margin(task, found) or step < 1e-3:
            break
    if found.bound <= found.value - _margin(task, found):
        found = (_refined if task.divided else _programmed)(task, price, found, cuts, until)
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


def _served(
    task: Room, sites: NDArray[np.intp], seconds: float
) -> tuple[Floats, Floats] | None:
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


def _refined(
    task: Room, price: Floats, found: Packed, cuts: list[tuple[float, Floats]], until: float
) -> Packed:
    """Sites alone, under lines that no network is below; each proposal adds its own line."""
    seen: set[bytes] = set()
    while monotonic() < until:
        programme = Programme()
        open_ = model.sites(programme, task.limits, np.zeros(len(task.capacity)))
        model.as_many_as_allowed(programme, open_, task.limits)
        model.enough_room(programme, open_, task.capacity, float(task.demand.sum()))
        cost = programme.variables([1.0], np.inf)
        for constant, earned in cuts:
            programme.row(np.append(open_, cost), np.append(-earned, 1.0), lower=constant)
        proposed = programme.solve(until - monotonic())
        if proposed.impossible:
            return replace(found, bound=found.value)
        if proposed.values is None:
            break
        found = replace(found, bound=max(found.bound, min(proposed.bound, found.value)))
        is_open = np.rint(proposed.values[: len(open_)]).astype(np.int8)
        if found.bound > found.value - _margin(task, found) or is_open.tobytes() in seen:
            break
        seen.add(is_open.tobytes())
        served = _served(task, np.flatnonzero(is_open), until - monotonic())
        if served is None:
            break
        parts = np.zeros(task.by_site.shape)
        parts[is_open == 1] = served[0]
        value = _value(task, is_open, parts)
        if value < found.value:
            found = Packed(is_open, parts, value, found.bound)
        cuts.append(_line(task, served[1])[0])
    return found


def _programmed(
    task: Room, price: Floats, found: Packed, cuts: list[tuple[float, Floats]], until: float
) -> Packed:
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
    solution = programme.solve(max(until - monotonic(), 0.1), start=start, least=task.margin or 1e-6)
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

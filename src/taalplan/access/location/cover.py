# SPDX-License-Identifier: EUPL-1.2
"""Who is within reach: set covering, p-center, and the end of maximal covering."""

from __future__ import annotations

from dataclasses import replace
from time import thread_time

import numpy as np
from numpy.typing import NDArray

from taalplan.access.location import model
from taalplan.access.location.limits import CLOSED, Limits
from taalplan.access.location.problem import Floats
from taalplan.access.location.programme import Programme, Solution

Reach = NDArray[np.bool_]


def cheapest_cover(
    reach: Reach, opening: Floats, limits: Limits, seconds: float, gap: float = 1e-7
) -> Solution:
    """The cheapest sites that together reach every client (clients by sites)."""
    programme = Programme()
    open_ = model.sites(programme, limits, opening)
    model.as_many_as_allowed(programme, open_, limits)
    model.each_within_reach(programme, open_, _essential(reach))
    whole = bool((opening == np.rint(opening)).all())
    return programme.solve(seconds, gap=gap, least=1 - 1e-6 if whole else 1e-6)


def _essential(reach: Reach) -> Reach:
    """Clients without those who are reached whenever somebody else is; equal ones once."""
    reach = np.unique(reach, axis=0)
    size = reach.sum(axis=1)
    common = reach.astype(np.float32) @ reach.T.astype(np.float32)
    inside = (common >= size[:, None] - 0.5) & (size[:, None] < size[None, :])
    return np.asarray(reach[~inside.any(axis=0)])


def least_missed(
    reach: Reach, demand: Floats, limits: Limits, seconds: float, start: NDArray[np.int8]
) -> Solution:
    """The sites that leave the least demand out of reach; clients with equal reach are one."""
    same, group = np.unique(reach, axis=0, return_inverse=True)
    together = np.bincount(group.reshape(-1), weights=demand, minlength=len(same))
    programme = Programme()
    open_ = model.sites(programme, limits, np.zeros(reach.shape[1]))
    missed = programme.variables(together)
    model.as_many_as_allowed(programme, open_, limits)
    model.each_within_reach(programme, open_, same, missed)
    known = np.concatenate([start, ~same[:, start == 1].any(axis=1)]).astype(np.float64)
    whole = bool((demand == np.rint(demand)).all())
    return programme.solve(seconds, start=known, least=1 - 1e-6 if whole else 1e-6)


def least_radius(
    cost: Floats, limits: Limits, first: NDArray[np.int8], seconds: float
) -> tuple[NDArray[np.int8], float, float]:
    """Sites, the radius within which they reach everybody, and what no radius can be below.

    Only a cost that occurs can be the radius. Half of those between the bounds are put aside at
    each step, beginning with the radius of a network that is known (`first`).
    """
    until = thread_time() + seconds
    radii = np.unique(cost)
    # Nobody can be nearer than to the nearest site that may open.
    low = int(np.searchsorted(radii, radius(cost, limits.settled != CLOSED)))
    best, high = first, int(np.searchsorted(radii, radius(cost, first == 1)))
    ones = np.ones(len(first))
    numbers = limits.numbers.copy()
    numbers[0] = 0
    fewer = replace(limits, numbers=numbers)
    while low < high:
        middle = (low + high) // 2
        # Any network will do: with so wide a gap the search ends at the first.
        found = cheapest_cover(cost <= radii[middle], ones, fewer, until - thread_time(), gap=1e9)
        if found.values is not None:
            best = filled(np.rint(found.values).astype(np.int8), limits)
            high = min(middle, int(np.searchsorted(radii, radius(cost, best == 1))))
        elif found.impossible:
            low = middle + 1
        else:
            break
    return best, float(radii[high]), float(radii[low])


def radius(cost: Floats, is_open: Reach) -> float:
    """How far the worst-off client is from the nearest open site."""
    return float(cost[:, is_open].min(axis=1).max())


def filled(is_open: NDArray[np.int8], limits: Limits) -> NDArray[np.int8]:
    """A network with as many sites as asked: any that may open, existing ones first."""
    made = is_open.copy()
    for j in np.argsort(-limits.existing, kind="stable"):
        if made.sum() >= limits.numbers[0]:
            break
        more = made.copy()
        more[j] = 1
        news = int((more * (1 - limits.existing)).sum())
        if limits.settled[j] != CLOSED and news <= limits.numbers[3]:
            made = more
    return made

# SPDX-License-Identifier: EUPL-1.2
"""The rules of location questions as rows of an integer programme, one function per rule."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from taalplan.access.location.limits import CLOSED, OPEN, Limits
from taalplan.access.location.problem import Floats
from taalplan.access.location.programme import Programme

Numbers = NDArray[np.int64]


def sites(programme: Programme, limits: Limits, opening: Floats) -> Numbers:
    """A variable for each site: 1 is open. Settled sites have no choice."""
    upper = np.where(limits.settled == CLOSED, 0.0, 1.0)
    numbers = programme.variables(opening, upper, whole=True)
    for j in np.flatnonzero(limits.settled == OPEN):
        programme.row([numbers[j]], lower=1.0)
    return numbers


def as_many_as_allowed(programme: Programme, open_: Numbers, limits: Limits) -> None:
    """Not fewer and not more sites than asked, existing ones that stay, new ones that come."""
    fewest, most, stay, new = (float(n) for n in limits.numbers)
    programme.row(open_, lower=fewest, upper=most)
    existing = limits.existing == 1
    if stay > 0:
        programme.row(open_[existing], lower=stay)
    if new < (~existing).sum():
        programme.row(open_[~existing], upper=new)


def each_within_reach(
    programme: Programme, open_: Numbers, reach: NDArray[np.bool_], missed: Numbers | None = None
) -> None:
    """Every client has an open site within reach (clients by sites), or is counted as missed."""
    for i, near in enumerate(reach):
        columns = open_[near]
        if missed is not None:
            columns = np.append(columns, missed[i])
        programme.row(columns, lower=1.0)


def each_served_once(programme: Programme, parts: Numbers, client: Numbers, clients: int) -> None:
    """The parts of a client (`client` says whose each part is) add up to one."""
    order = np.argsort(client, kind="stable")
    ends = np.searchsorted(client[order], np.arange(clients + 1))
    for i in range(clients):
        programme.row(parts[order[ends[i] : ends[i + 1]]], lower=1.0, upper=1.0)


def only_where_open(programme: Programme, parts: Numbers, site: Numbers, open_: Numbers) -> None:
    """Nobody is served where nothing is open."""
    for part, j in zip(parts, site, strict=True):
        programme.row([part, open_[j]], [1.0, -1.0], upper=0.0)


def within_capacity(
    programme: Programme,
    parts: Numbers,
    site: Numbers,
    demand: Floats,
    capacity: Floats,
    open_: Numbers,
) -> None:
    """What comes to a site (`demand` of each part) is not more than it can serve."""
    for j, room in enumerate(capacity):
        mine = site == j
        if mine.any():
            columns = np.append(parts[mine], open_[j])
            programme.row(columns, np.append(demand[mine], -room), upper=0.0)


def enough_room(programme: Programme, open_: Numbers, capacity: Floats, demand: float) -> None:
    """All open sites together can serve everybody; follows from the rest, and speeds the search."""
    programme.row(open_, capacity, lower=demand)

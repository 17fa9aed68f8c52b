# SPDX-License-Identifier: EUPL-1.2
"""A good network by local search: open, close or exchange one site while that makes it cheaper.

Every client keeps its nearest and second-nearest open site. What closing each site would cost is
then known for all at once, and one pass over the clients of a new site finds the best site to
exchange it for (Whitaker 1983; Resende and Werneck 2007; eager, as in FasterPAM).
"""

from __future__ import annotations

import numpy as np

from taalplan.access.location.compiled import Flags, Floats, Ints, compiled
from taalplan.access.location.limits import CLOSED, FREE, OPEN

SLACK = 1e-9
"""Relative: an improvement below this is rounding, and could be repeated for ever."""


@compiled
def nearest(order: Ints, is_open: Flags, first: Ints, second: Ints) -> None:
    """Fill in the nearest and second-nearest open site of every client; -1 where there is none."""
    for i in range(order.shape[0]):
        rescan(order, is_open, i, first, second)


@compiled
def rescan(order: Ints, is_open: Flags, i: int, first: Ints, second: Ints) -> None:
    """The two nearest open sites of one client."""
    first[i] = -1
    second[i] = -1
    for k in range(order.shape[1]):
        j = order[i, k]
        if is_open[j]:
            if first[i] < 0:
                first[i] = j
            else:
                second[i] = j
                return


@compiled
def network_cost(by_site: Floats, opening: Floats, order: Ints, is_open: Flags) -> float:
    """What a network costs: its openings, and every client to its nearest open site."""
    total = 0.0
    for j in range(len(opening)):
        if is_open[j]:
            total += opening[j]
    for i in range(order.shape[0]):
        found = False
        for k in range(order.shape[1]):
            if is_open[order[i, k]]:
                total += by_site[order[i, k], i]
                found = True
                break
        if not found:
            return np.inf
    return total


@compiled
def improve(
    by_site: Floats,
    opening: Floats,
    order: Ints,
    settled: Flags,
    existing: Flags,
    limits: Ints,
    is_open: Flags,
) -> None:
    """Better a network in place until no single change helps.

    `by_site` has the cost of each site (row) for each client; `limits` is fewest and most open,
    fewest existing ones open, most new ones open. The network must have an open site.
    """
    sites, clients = by_site.shape
    first = np.empty(clients, np.int32)
    second = np.empty(clients, np.int32)
    nearest(order, is_open, first, second)
    loss = np.empty(sites)
    extra = np.zeros(sites)
    far = by_site.max() * 4.0 + 1.0
    tried = 0
    changed = True
    j = -1
    while tried < sites:
        if changed:
            count, olds, news = _counted(is_open, existing)
            _losses(by_site, opening, first, second, far, loss)
            changed = False
            shut = _not_worth_it(is_open, settled, existing, limits, loss, count, olds)
            if shut >= 0:
                is_open[shut] = 0
                _moved(by_site, order, is_open, first, second, -1, shut)
                tried, changed = 0, True
                continue
        j = (j + 1) % sites
        tried += 1
        if is_open[j] or settled[j] == CLOSED:
            continue
        # What everybody gains who would come, and what this changes for who loses a site.
        gain = -opening[j]
        for i in range(clients):
            here = by_site[j, i]
            mine = first[i]
            near = by_site[mine, i]
            after = by_site[second[i], i] if second[i] >= 0 else far
            if here < near:
                gain += near - here
                extra[mine] += near - after
            elif here < after:
                extra[mine] += here - after
        out = -1
        best = SLACK * (1.0 + abs(gain))
        old = existing[j]
        if count < limits[1] and (old or news < limits[3]) and gain > best:
            best, out = gain, sites
        for r in range(sites):
            if is_open[r] and settled[r] != OPEN:
                keeps = olds + old - existing[r] >= limits[2]
                room = old or news - 1 + existing[r] < limits[3]
                if keeps and room and gain - loss[r] - extra[r] > best:
                    best, out = gain - loss[r] - extra[r], r
            extra[r] = 0.0
        if out < 0:
            continue
        is_open[j] = 1
        if out < sites:
            is_open[out] = 0
        _moved(by_site, order, is_open, first, second, j, out)
        tried, changed = 0, True


@compiled
def _not_worth_it(
    is_open: Flags,
    settled: Flags,
    existing: Flags,
    limits: Ints,
    loss: Floats,
    count: int,
    olds: int,
) -> int:
    """A site that costs more to have open than it saves, and may close; -1 where none is."""
    if count <= limits[0] or count == 1:
        return -1
    for r in range(len(is_open)):
        may = settled[r] == FREE and olds - existing[r] >= limits[2]
        if is_open[r] and may and loss[r] < -SLACK * (1.0 + abs(loss[r])):
            return r
    return -1


@compiled
def _counted(is_open: Flags, existing: Flags) -> tuple[int, int, int]:
    olds = 0
    news = 0
    for j in range(len(is_open)):
        if is_open[j]:
            if existing[j]:
                olds += 1
            else:
                news += 1
    return olds + news, olds, news


@compiled
def _losses(
    by_site: Floats, opening: Floats, first: Ints, second: Ints, far: float, loss: Floats
) -> None:
    """What closing each site would cost its clients, less what it costs to have open."""
    loss[:] = -opening
    for i in range(len(first)):
        after = by_site[second[i], i] if second[i] >= 0 else far
        loss[first[i]] += after - by_site[first[i], i]


@compiled
def _moved(
    by_site: Floats, order: Ints, is_open: Flags, first: Ints, second: Ints, new: int, gone: int
) -> None:
    """Bring nearest and second-nearest up to date after one change."""
    for i in range(len(first)):
        if first[i] == gone or second[i] == gone or second[i] < 0:
            rescan(order, is_open, i, first, second)
        elif by_site[new, i] < by_site[first[i], i]:
            second[i] = first[i]
            first[i] = new
        elif by_site[new, i] < by_site[second[i], i]:
            second[i] = new

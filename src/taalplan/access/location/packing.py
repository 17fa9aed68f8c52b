# SPDX-License-Identifier: EUPL-1.2
"""The lower bound of `relax` where sites have room for so much demand only.

At given prices each site packs the clients that pay it best: a knapsack. Clients that may be
divided fill it to the brim (Dantzig 1957); whole clients are packed exactly where demands are
whole numbers and the room is not too large.
"""

from __future__ import annotations

import numpy as np

from taalplan.access.location.compiled import Flags, Floats, Ints, compiled
from taalplan.access.location.limits import CLOSED
from taalplan.access.location.relax import ROUND, choose


@compiled
def fill(
    cost: Floats, price: Floats, demand: Floats, room: float, part: Floats
) -> tuple[float, float]:
    """Fill in the best parts of clients (`part`, 0 to 1) within the room; returns two numbers.

    Their sum, and what one more unit of room would bring: zero when there is room left.
    """
    clients = len(cost)
    part[:] = 0.0
    rate = np.empty(clients)
    which = np.empty(clients, np.int64)
    count = 0
    total = 0.0
    for i in range(clients):
        gain = cost[i] - price[i]
        if gain >= 0.0:
            continue
        if demand[i] <= 0.0:
            part[i] = 1.0
            total += gain
            continue
        rate[count] = gain / demand[i]
        which[count] = i
        count += 1
    order = np.argsort(rate[:count])
    left = room
    for k in order:
        i = which[k]
        if demand[i] <= left:
            part[i] = 1.0
            left -= demand[i]
            total += cost[i] - price[i]
        else:
            part[i] = left / demand[i]
            return total + part[i] * (cost[i] - price[i]), rate[k]
    return total, 0.0


@compiled
def pack(cost: Floats, price: Floats, demand: Ints, room: int, part: Floats) -> float:
    """The best whole clients within the room, exactly: dynamic programming over the room."""
    clients = len(cost)
    part[:] = 0.0
    best = np.zeros(room + 1)
    which = np.empty(clients, np.int64)
    count = 0
    weight = 0
    for i in range(clients):
        if cost[i] - price[i] < 0.0 and demand[i] <= room:
            which[count] = i
            count += 1
            weight += demand[i]
    if weight <= room:
        total = 0.0
        for k in range(count):
            part[which[k]] = 1.0
            total += cost[which[k]] - price[which[k]]
        return total
    taken = np.zeros((count, room + 1), np.int8)
    for k in range(count):
        i = which[k]
        gain = cost[i] - price[i]
        for w in range(room, demand[i] - 1, -1):
            made = best[w - demand[i]] + gain
            if made < best[w]:
                best[w] = made
                taken[k, w] = 1
    w = room
    for k in range(count - 1, -1, -1):
        if taken[k, w]:
            part[which[k]] = 1.0
            w -= demand[which[k]]
    return float(best[room])


@compiled
def packed(
    by_site: Floats,
    price: Floats,
    demand: Floats,
    whole: Ints,
    room: Floats,
    opening: Floats,
    settled: Flags,
    earned: Floats,
    parts: Floats,
) -> None:
    """What each site earns when it packs best, and whom it packs. `whole` is empty: divided."""
    for j in range(len(room)):
        if settled[j] == CLOSED:
            earned[j] = 0.0
        elif len(whole) > 0:
            earned[j] = opening[j] + pack(by_site[j], price, whole, int(room[j]), parts[j])
        else:
            earned[j] = opening[j] + fill(by_site[j], price, demand, room[j], parts[j])[0]


@compiled
def raise_packed(
    by_site: Floats,
    demand: Floats,
    whole: Ints,
    room: Floats,
    opening: Floats,
    settled: Flags,
    existing: Flags,
    limits: Ints,
    price: Floats,
    value: float,
    margin: float,
    steps: int,
    step: float,
    slope: Floats,
) -> tuple[float, float]:
    """Move the prices (in place, to the best) for some steps: the best bound, the last step."""
    sites, clients = by_site.shape
    earned = np.empty(sites)
    parts = np.zeros((sites, clients))
    chosen = np.zeros(sites, np.int8)
    edge = np.empty(2)
    now = price.copy()
    bound = -np.inf
    waited = 0
    for _ in range(steps):
        packed(by_site, now, demand, whole, room, opening, settled, earned, parts)
        lower = now.sum() + choose(earned, settled, existing, limits, chosen, edge)
        waited += 1
        if lower == np.inf:
            return np.inf, step
        if lower > bound:
            if lower > bound + 1e-5 * abs(lower):
                waited = 0
            bound = lower
            price[:] = now
            if bound > value - margin:
                break
        elif waited >= ROUND:
            step *= 0.5
            waited = 0
            now[:] = price
            if step < 1e-3:
                break
        length = 0.0
        slope *= 0.3
        slope += 0.7
        for j in range(sites):
            if chosen[j]:
                slope -= 0.7 * parts[j]
        for i in range(clients):
            length += slope[i] * slope[i]
        if length < 1e-18:
            break
        now += step * max(1.02 * value - lower, 1e-6 * abs(value)) / length * slope
    return bound, step


@compiled
def forced_in(
    by_site: Floats, price: Floats, demand: Floats, room: Floats, opening: Floats, earned: Floats,
    extra: Floats,
) -> None:  # fmt: skip
    """What it costs at least, beyond `earned`, that a client is wholly at a site (`extra`)."""
    sites, clients = by_site.shape
    part = np.empty(clients)
    for j in range(sites):
        total, rate = fill(by_site[j], price, demand, room[j], part)
        slack = opening[j] + total - earned[j]
        for i in range(clients):
            gain = by_site[j, i] - price[i] - rate * demand[i]
            extra[j, i] = max(0.0, slack + max(0.0, gain))


@compiled
def hand_out(by_site: Floats, demand: Floats, room: Floats, sites: Ints, at: Ints) -> bool:
    """Give whole clients to open sites (`at`, a place in `sites`): who would regret it most first.

    Then one client moves, or two change places, while that is cheaper. False: somebody is left.
    """
    clients = by_site.shape[1]
    left = np.empty(len(sites))
    for k in range(len(sites)):
        left[k] = room[sites[k]]
    at[:] = -1
    for _ in range(clients):
        pick = -1
        where = -1
        most = -np.inf
        for i in range(clients):
            if at[i] >= 0:
                continue
            best = np.inf
            second = np.inf
            near = -1
            for k in range(len(sites)):
                cost = by_site[sites[k], i]
                if demand[i] <= left[k] and cost < second:
                    if cost < best:
                        second, best, near = best, cost, k
                    else:
                        second = cost
            if near < 0:
                return False
            regret = np.inf if second == np.inf else second - best
            if regret > most or (regret == most and demand[i] > demand[pick]):
                most, pick, where = regret, i, near
        at[pick] = where
        left[where] -= demand[pick]
    _exchange(by_site, demand, sites, left, at)
    return True


@compiled
def _exchange(by_site: Floats, demand: Floats, sites: Ints, left: Floats, at: Ints) -> None:
    clients = by_site.shape[1]
    better = True
    while better:
        better = False
        for i in range(clients):
            a = at[i]
            here = by_site[sites[a], i]
            for b in range(len(sites)):
                if demand[i] <= left[b] and by_site[sites[b], i] < here - 1e-9 * (1.0 + here):
                    left[a] += demand[i]
                    left[b] -= demand[i]
                    at[i] = b
                    a, here = b, by_site[sites[b], i]
                    better = True
            for k in range(i):
                b = at[k]
                if a == b:
                    continue
                now = here + by_site[sites[b], k]
                then = by_site[sites[b], i] + by_site[sites[a], k]
                more = demand[i] - demand[k]
                if then < now - 1e-9 * (1.0 + now) and more <= left[b] and -more <= left[a]:
                    left[a] += more
                    left[b] -= more
                    at[i], at[k] = b, a
                    a, here = b, by_site[sites[b], i]
                    better = True

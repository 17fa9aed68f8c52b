# SPDX-License-Identifier: EUPL-1.2
"""A lower bound: every client may be served by any number of sites, but pays or earns for it.

Relaxing "every client is served once" with a price per client leaves a choice that is trivial:
each site adds up what it would earn (`_earnings`), and the best sites within the limits open
(`choose`). The prices are moved until the bound stops rising. Clients visit their sites in order
of cost and stop at their own price, so a step takes about clients times sites over open sites.

Cornuejols, Fisher and Nemhauser 1977; the deflected step is Camerini, Fratta and Maffioli 1975.
"""

from __future__ import annotations

import numpy as np

from taalplan.access.location.compiled import Flags, Floats, Ints, compiled
from taalplan.access.location.limits import CLOSED, FREE, OPEN
from taalplan.access.location.swap import improve, network_cost

ROUND = 20
"""Steps without a better bound before they are halved."""


@compiled
def earnings(order: Ints, cost: Floats, price: Floats, opening: Floats, earned: Floats) -> None:
    """What each site costs less what clients pay it at these prices (`earned`, below zero is good).

    `cost` is sorted as `order` is: by client, cheapest first.
    """
    earned[:] = opening
    for i in range(order.shape[0]):
        limit = price[i]
        for k in range(order.shape[1]):
            saved = cost[i, k] - limit
            if saved >= 0.0:
                break
            earned[order[i, k]] += saved


@compiled
def choose(
    earned: Floats, settled: Flags, existing: Flags, limits: Ints, chosen: Flags, edge: Floats
) -> float:
    """The cheapest sites within the limits; fills `chosen` and returns their sum (inf: none).

    `edge` gets, for new and for existing sites, the cost of the dearest free site chosen and of
    the cheapest one left: what exchanging a site would take at least.
    """
    sites = len(earned)
    chosen[:] = 0
    total = 0.0
    had = np.zeros(2, np.int64)
    kinds = np.empty(sites, np.int64)
    ranked = np.empty((2, sites), np.int64)
    long = np.zeros(2, np.int64)
    by_cost = np.argsort(earned)
    for j in by_cost:
        kinds[j] = 1 if existing[j] else 0
        if settled[j] == OPEN:
            chosen[j] = 1
            total += earned[j]
            had[kinds[j]] += 1
        elif settled[j] == FREE:
            ranked[kinds[j], long[kinds[j]]] = j
            long[kinds[j]] += 1
    # What must be taken: enough existing ones, then enough of all; then what is worth it.
    take = np.zeros(2, np.int64)
    take[1] = max(0, limits[2] - had[1])
    room = min(long[0], limits[3] - had[0])
    if take[1] > long[1] or room < 0 or had.sum() + take[1] > limits[1]:
        return np.inf
    while had.sum() + take.sum() < limits[1]:
        new = earned[ranked[0, take[0]]] if take[0] < room else np.inf
        old = earned[ranked[1, take[1]]] if take[1] < long[1] else np.inf
        cheap = min(new, old)
        needed = had.sum() + take.sum() < limits[0]
        if cheap == np.inf or (not needed and cheap >= 0.0):
            break
        take[1 if old <= new else 0] += 1
    if had.sum() + take.sum() < limits[0]:
        return np.inf
    for kind in range(2):
        for k in range(take[kind]):
            chosen[ranked[kind, k]] = 1
            total += earned[ranked[kind, k]]
    full = had.sum() + take.sum() == limits[1]
    least = had.sum() + take.sum() == limits[0]
    _edges(earned, ranked, long, take, had, limits, room, full, least, edge)
    return total


@compiled
def _edges(  # type: ignore[no-untyped-def]
    earned, ranked, long, take, had, limits, room, full, least, edge
) -> None:
    """Fill `edge`: [0] what leaves when one more enters, [1] what enters when one leaves.

    Zero where the number may simply change. A bound of the change, on the safe side: the limits
    on existing and new sites can only make a change dearer.
    """
    leaves = -np.inf
    enters = np.inf
    for kind in range(2):
        if take[kind] > 0:
            leaves = max(leaves, earned[ranked[kind, take[kind] - 1]])
        if take[kind] < long[kind]:
            enters = min(enters, earned[ranked[kind, take[kind]]])
    edge[0] = leaves if full else max(leaves, 0.0)
    edge[1] = enters if least else min(enters, 0.0)


@compiled
def raise_bound(
    by_site: Floats,
    order: Ints,
    cost: Floats,
    opening: Floats,
    settled: Flags,
    existing: Flags,
    limits: Ints,
    price: Floats,
    best: Flags,
    value: float,
    enough: float,
    steps: int,
    step: float,
    polish: int,
    used: Floats,
) -> tuple[float, float]:
    """Move the prices for some steps; returns the best bound and the value of the best network.

    `price` is left at the best bound, `best` holds the best network and `value` its cost. Stops
    when the bound comes within `enough` of it. Every `polish` steps (0: never) the sites chosen are
    bettered by local search. `used` gets how often each site was chosen of late.
    """
    clients = order.shape[0]
    sites = len(opening)
    earned = np.empty(sites)
    chosen = np.zeros(sites, np.int8)
    edge = np.empty(2)
    now = price.copy()
    slope = np.zeros(clients)
    bound = -np.inf
    waited = 0
    for number in range(1, steps + 1):
        earnings(order, cost, now, opening, earned)
        chosen_sum = choose(earned, settled, existing, limits, chosen, edge)
        if chosen_sum == np.inf:
            return np.inf, value
        lower = now.sum() + chosen_sum
        waited += 1
        if lower > bound:
            if lower > bound + 1e-5 * abs(lower):
                waited = 0
            bound = lower
            price[:] = now
            made = network_cost(by_site, opening, order, chosen)
            if made < value:
                value = made
                best[:] = chosen
            if bound > value - enough:
                break
        elif waited >= ROUND:
            step *= 0.5
            waited = 0
            now[:] = price
            if step < 1e-3:
                break
        if polish > 0 and number % polish == 0:
            improve(by_site, opening, order, settled, existing, limits, chosen)
            made = network_cost(by_site, opening, order, chosen)
            if made < value:
                value = made
                best[:] = chosen
            choose(earned, settled, existing, limits, chosen, edge)
        used *= 0.9
        used += 0.1 * chosen
        length = _slope(order, cost, now, chosen, slope)
        if length == 0.0:
            break
        move = step * max(1.05 * value - lower, 1e-6 * abs(value)) / length
        now += move * slope
    return bound, value


@compiled
def _slope(order: Ints, cost: Floats, now: Floats, chosen: Flags, slope: Floats) -> float:
    """The deflected slope: one less the number of chosen sites that a client pays; its square."""
    length = 0.0
    for i in range(order.shape[0]):
        unserved = 1.0
        for k in range(order.shape[1]):
            if cost[i, k] >= now[i]:
                break
            if chosen[order[i, k]]:
                unserved -= 1.0
        slope[i] = 0.7 * unserved + 0.3 * slope[i]
        length += slope[i] * slope[i]
    return length


@compiled
def settle(
    earned: Floats,
    settled: Flags,
    chosen: Flags,
    edge: Floats,
    bound: float,
    threshold: float,
) -> int:
    """Settle the sites whose other choice would cost more than `threshold`; how many."""
    found = 0
    for j in range(len(settled)):
        if settled[j] != FREE:
            continue
        if chosen[j] == 0 and bound + earned[j] - edge[0] > threshold:
            settled[j] = CLOSED
            found += 1
        elif chosen[j] == 1 and bound - earned[j] + edge[1] > threshold:
            settled[j] = OPEN
            found += 1
    return found

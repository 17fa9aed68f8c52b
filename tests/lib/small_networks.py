# SPDX-License-Identifier: EUPL-1.2
"""Location questions answered slowly: every set of sites is tried. And networks that are checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations, product

import numpy as np
from hypothesis import strategies as st

from taalplan.access import Locations, Network


@st.composite
def small_locations(draw: st.DrawFn, *, opening: bool = False) -> Locations:
    """A few clients and sites, some existing, forced or forbidden, with or without limits."""
    clients = draw(st.integers(1, 6))
    sites = draw(st.integers(1, 6))
    # Half steps: equal costs and costs that are not whole both occur.
    steps = st.integers(0, 12).map(lambda n: n / 2)
    cost = [[draw(steps) for _ in range(sites)] for _ in range(clients)]
    numbers = st.integers(0, sites - 1)
    existing = draw(st.sets(numbers))
    forced = draw(st.sets(numbers, max_size=2))
    limit = st.none() | st.integers(0, 3)
    return Locations(
        np.array(cost),
        demand=[draw(st.integers(0, 5)) for _ in range(clients)],
        opening=[draw(st.integers(0, 9)) for _ in range(sites)] if opening else None,
        existing=existing,
        forced=forced,
        forbidden=draw(st.sets(numbers, max_size=2)) - forced,
        close_at_most=draw(limit) if existing else None,
        open_at_most=draw(limit),
    )


@st.composite
def small_rooms(draw: st.DrawFn) -> Locations:
    """The same with little room at each site."""
    data = draw(small_locations(opening=True))
    room = st.integers(0, 9)
    return replace(data, capacity=[draw(room) for _ in range(data.cost.shape[1])])


def allowed(data: Locations, fewest: int, most: int) -> Iterator[tuple[int, ...]]:
    """Every set of sites that a question allows."""
    sites = range(data.cost.shape[1])
    for count in range(max(1, fewest), most + 1):
        for chosen in combinations(sites, count):
            if keeps_limits(data, chosen):
                yield chosen


def keeps_limits(data: Locations, chosen: tuple[int, ...]) -> bool:
    """Whether forced sites are open, forbidden ones are not, and not too much changes."""
    now, before = set(chosen), set(data.existing)
    return (
        now >= set(data.forced)
        and not now & set(data.forbidden)
        and (data.close_at_most is None or len(before - now) <= data.close_at_most)
        and (data.open_at_most is None or len(now - before) <= data.open_at_most)
    )


def travelled(data: Locations, chosen: tuple[int, ...]) -> float:
    """Demand times cost when everybody goes to the nearest open site, and the openings."""
    total = sum(float(data.opening[j]) for j in chosen)
    for i, demand in enumerate(data.demand):
        total += float(demand) * min(float(data.cost[i, j]) for j in chosen)
    return total


def best(
    data: Locations,
    fewest: int,
    most: int,
    measure: Callable[[Locations, tuple[int, ...]], float],
) -> float | None:
    """The lowest value of a measure over all sets that are allowed; None when there is none."""
    return min((measure(data, chosen) for chosen in allowed(data, fewest, most)), default=None)


def check(network: Network) -> None:
    """What holds for every network, whatever was asked."""
    data = network.locations
    assert keeps_limits(data, network.open)
    assert set(network.assigned.tolist()) <= set(network.open)
    assert network.gap >= 0
    if data.capacity is not None:
        _check_room(network)
    else:
        for i, site in enumerate(network.assigned):
            assert data.cost[i, site] == min(data.cost[i, j] for j in network.open)


def served_whole(data: Locations, chosen: tuple[int, ...]) -> float:
    """The cheapest way to give every client one open site with room, trying all ways."""
    assert data.capacity is not None
    found = float("inf")
    for sites in product(chosen, repeat=len(data.demand)):
        loads = [sum(d for d, s in zip(data.demand, sites, strict=True) if s == j) for j in chosen]
        if all(load <= data.capacity[j] for load, j in zip(loads, chosen, strict=True)):
            found = min(found, sum(data.burden[i, j] for i, j in enumerate(sites)))
    return found + float(data.opening[list(chosen)].sum())


def served_divided(data: Locations, chosen: tuple[int, ...]) -> float:
    """The cheapest way when clients may be divided: one unit after the other, the cheapest path.

    A unit that comes may push others on to another site (successive shortest paths).
    """
    assert data.capacity is not None
    clients = range(len(data.demand))
    flow = {(i, j): 0 for i in clients for j in chosen}
    for i in clients:
        for _ in range(int(data.demand[i])):
            if not _push(data, chosen, flow, i):
                return float("inf")
    total = sum(units * float(data.cost[pair]) for pair, units in flow.items())
    return total + float(data.opening[list(chosen)].sum())


def _push(
    data: Locations, chosen: tuple[int, ...], flow: dict[tuple[int, int], int], start: int
) -> bool:
    """Serve one more unit of a client along the cheapest path (Bellman and Ford)."""
    assert data.capacity is not None
    far = {("client", i): float("inf") for i in range(len(data.demand))}
    far |= {("site", j): float("inf") for j in chosen}
    far["client", start] = 0.0
    before: dict[tuple[str, int], tuple[str, int]] = {}
    for _ in far:
        for i, j in flow:
            cost = float(data.cost[i, j])
            if far["client", i] + cost < far["site", j] - 1e-12:
                far["site", j], before["site", j] = far["client", i] + cost, ("client", i)
            if flow[i, j] and far["site", j] - cost < far["client", i] - 1e-12:
                far["client", i], before["client", i] = far["site", j] - cost, ("site", j)
    load = {j: sum(flow[i, j] for i in range(len(data.demand))) for j in chosen}
    ends = [j for j in chosen if load[j] < data.capacity[j] and far["site", j] < float("inf")]
    if not ends:
        return False
    at = ("site", min(ends, key=lambda j: far["site", j]))
    while at != ("client", start):
        back = before[at]
        pair, change = ((back[1], at[1]), 1) if at[0] == "site" else ((at[1], back[1]), -1)
        flow[pair] += change
        at = back
    return True


def _check_room(network: Network) -> None:
    """Everybody is served wholly, by open sites, and no site serves more than it can."""
    data = network.locations
    assert data.capacity is not None
    shares = network.shares
    if shares is None:
        shares = np.eye(data.cost.shape[1])[network.assigned]
    assert np.allclose(shares.sum(axis=1), 1)
    assert (shares >= -1e-9).all()
    closed = sorted(set(range(data.cost.shape[1])) - set(network.open))
    assert (shares[:, closed] < 1e-9).all()
    assert (data.demand @ shares <= data.capacity + 1e-6).all()
    cost = float((shares * data.burden).sum() + data.opening[list(network.open)].sum())
    assert abs(cost - network.value) < 1e-6 * (1 + cost)

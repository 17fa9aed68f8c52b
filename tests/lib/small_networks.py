# SPDX-License-Identifier: EUPL-1.2
"""Location questions answered slowly: every set of sites is tried. And networks that are checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

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
    if network.shares is None and data.capacity is None:
        for i, site in enumerate(network.assigned):
            assert data.cost[i, site] == min(data.cost[i, j] for j in network.open)

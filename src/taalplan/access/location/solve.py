# SPDX-License-Identifier: EUPL-1.2
"""The classical location questions under their own names, each answered with a proven bound."""

from __future__ import annotations

from collections.abc import Callable
from time import thread_time

import numpy as np
from numpy.typing import NDArray

from taalplan.access.location.limits import CLOSED, limits
from taalplan.access.location.plan import Network
from taalplan.access.location.problem import LocationError, Locations

SECONDS = 60.0
"""Of the processor, not on the clock: a busy machine gives the same network."""

Heard = Callable[[str, float], None] | None


def solve_p_median(
    data: Locations, p: int, *, seconds: float = SECONDS, heard: Heard = None
) -> Network:
    """Open p sites so that the demand travels least in all (p-median; Hakimi 1964).

    Everybody goes to the nearest open site. What `opening` costs counts along. After about
    `seconds` (of the processor) the best network so far is returned with its gap.
    """
    from taalplan.access.location import median

    task = median.Task.of(data.burden, data.opening, limits(data, p, p))
    found = median.solve(task, seconds, heard)
    return _nearest("p-median", data, found.is_open, found.value, found.bound)


def solve_facility_location(
    data: Locations, *, seconds: float = SECONDS, heard: Heard = None
) -> Network:
    """Open any number of sites so that openings and travel together cost least (uncapacitated)."""
    from taalplan.access.location import median

    sites = data.cost.shape[1]
    task = median.Task.of(data.burden, data.opening, limits(data, 1, sites))
    found = median.solve(task, seconds, heard)
    return _nearest("facility location", data, found.is_open, found.value, found.bound)


def solve_capacitated_p_median(
    data: Locations, p: int, *, divided: bool = False, seconds: float = SECONDS, heard: Heard = None
) -> Network:
    """A p-median in which no site serves more demand than its capacity.

    Clients are whole and go to one site, as in the classical question; `divided` ones may be
    split over several, as the people of a municipality can. Raises LocationError where there is
    not room for everybody.
    """
    return _capacitated("capacitated p-median", data, (p, p), divided, seconds, heard)


def solve_capacitated_facility_location(
    data: Locations, *, divided: bool = True, seconds: float = SECONDS, heard: Heard = None
) -> Network:
    """Open any number of sites, none serving more than its capacity, at least cost."""
    sizes = 1, data.cost.shape[1]
    return _capacitated("capacitated facility location", data, sizes, divided, seconds, heard)


def _capacitated(
    question: str,
    data: Locations,
    sizes: tuple[int, int],
    divided: bool,
    seconds: float,
    heard: Heard,
) -> Network:
    from taalplan.access.location import capacitated

    if data.capacity is None:
        raise LocationError("no capacity is told; give each site the demand that it can serve")
    allowed = limits(data, *sizes)
    burden = np.ascontiguousarray(data.burden.T)
    task = capacitated.Room(burden, data.demand, data.capacity, data.opening, allowed, divided)
    found = capacitated.solve(task, seconds, heard)
    if found.parts is None:
        total = float(data.demand.sum())
        raise LocationError(
            f"no network was found with room for a demand of {total:g}; allow more sites or "
            "more capacity" + ("" if divided else ", or divide clients over sites")
        )
    assigned = found.parts.argmax(axis=0)
    shares = np.ascontiguousarray(found.parts.T) if divided else None
    chosen = tuple(map(int, np.flatnonzero(found.is_open)))
    return Network(question, data, chosen, assigned, found.value, found.bound, shares)


def solve_maximal_covering(
    data: Locations, p: int, radius: float, *, seconds: float = SECONDS, heard: Heard = None
) -> Network:
    """Open p sites so that most demand is within a radius (Church and ReVelle 1974).

    `value` is the demand within reach. A client within reach costs nothing and another one its
    demand, which makes it a p-median; what that leaves unproven is closed as a covering.
    """
    from taalplan.access.location import cover, median

    allowed = limits(data, p, p)
    reach = data.cost <= radius
    missed = np.ascontiguousarray(np.where(reach, 0.0, data.demand[:, None]))
    until = thread_time() + seconds
    found = median.solve(
        median.Task.of(missed, np.zeros(reach.shape[1]), allowed), min(seconds, 3.0), heard
    )
    is_open, value, bound = found.is_open, found.value, found.bound
    if bound < value:
        better = cover.least_missed(reach, data.demand, allowed, until - thread_time(), is_open)
        if better.values is not None:
            is_open = np.rint(better.values[: len(is_open)]).astype(np.int8)
            value = float(data.demand[~reach[:, is_open == 1].any(axis=1)].sum())
        bound = _closed(value, max(bound, better.bound), data.demand)
    total = float(data.demand.sum())
    return _nearest(
        "maximal covering", data, is_open, total - value, total - bound, radius=radius
    )  # fmt: skip


def solve_set_covering(data: Locations, radius: float, *, seconds: float = SECONDS) -> Network:
    """The cheapest sites with everybody within a radius (Toregas and others 1971).

    `value` is what they cost: their number where no `opening` costs are told. Raises
    LocationError with those whom no site reaches.
    """
    from taalplan.access.location import cover

    sites = data.cost.shape[1]
    allowed = limits(data, 1, sites)
    reach = data.cost <= radius
    may = allowed.settled != CLOSED
    _all_reachable(data, reach[:, may], radius)
    cost = data.opening if data.opening.any() else np.ones(sites)
    found = cover.cheapest_cover(reach, cost, allowed, seconds)
    if found.values is None:
        raise LocationError(
            f"no network that the limits allow has everybody within {radius:g}"
            if found.impossible
            else f"no network was found within {seconds:g} seconds; allow more"
        )
    is_open = np.rint(found.values).astype(np.int8)
    value = float(cost[is_open == 1].sum())
    bound = _closed(value, found.bound, cost)
    return _nearest("set covering", data, is_open, value, bound, radius=radius)


def solve_p_center(
    data: Locations, p: int, *, weighted: bool = False, seconds: float = SECONDS
) -> Network:
    """Open p sites so that the worst-off client is as near as can be (p-center; Hakimi 1964).

    `value` is the radius. Clients without demand do not count. `weighted` multiplies the cost of
    each client by its demand, as the classical weighted question does.
    """
    from taalplan.access.location import cover, median

    allowed = limits(data, p, p)
    rows = data.demand > 0 if data.demand.any() else np.ones(len(data.demand), bool)
    cost = (data.burden if weighted else data.cost)[rows]
    # High powers of the costs: local search then cares for the worst-off alone.
    powers = np.ascontiguousarray((cost / max(float(cost.max()), 1e-12)) ** 12)
    task = median.Task.of(powers, np.zeros(cost.shape[1]), allowed)
    first = task.improved(median.first_network(task))
    is_open, value, bound = cover.least_radius(cost, allowed, first, seconds)
    return _nearest("p-center", data, is_open, value, bound, radius=value)


def _closed(value: float, bound: float, parts: NDArray[np.float64]) -> float:
    """The bound, or the value where no whole number lies between."""
    whole = bool((parts == np.rint(parts)).all())
    near = bound > value - (1 - 1e-6 if whole else 1e-6 * max(abs(value), 1e-9))
    return value if near else bound


def _all_reachable(data: Locations, reach: NDArray[np.bool_], radius: float) -> None:
    lost = [data.clients[i] for i in np.flatnonzero(~reach.any(axis=1))]
    if lost:
        more = f" and {len(lost) - 10} others" if len(lost) > 10 else ""
        raise LocationError(
            f"no site that may open is within {radius:g} of {', '.join(lost[:10])}{more}; "
            "allow more sites or a larger radius"
        )


def _nearest(
    question: str,
    data: Locations,
    is_open: NDArray[np.int8],
    value: float,
    bound: float,
    radius: float | None = None,
) -> Network:
    """A network in which everybody goes to the nearest open site."""
    chosen = np.flatnonzero(is_open)
    assigned = chosen[np.argmin(data.cost[:, chosen], axis=1)]
    return Network(question, data, tuple(map(int, chosen)), assigned, value, bound, radius=radius)

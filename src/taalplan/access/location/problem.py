# SPDX-License-Identifier: EUPL-1.2
"""Who must be served from where, and what may change: the data of every location question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


class LocationError(ValueError):
    """A location question that cannot be put or cannot be met; the message names every fault."""


@dataclass(frozen=True, eq=False)
class Locations:
    """Clients with a demand, sites that may serve them, and what serving costs.

    `cost` is clients by sites: what one unit of demand costs there, as kilometres or minutes.
    `existing` sites are open today; `forced` ones must be open, `forbidden` ones must not. At
    most `close_at_most` of today's sites may close and `open_at_most` others open. `opening` is
    what each open site costs by itself, `capacity` how much demand it can serve. Sites are told
    by number. `clients` and `sites` are their names, for tables. Raises LocationError.
    """

    cost: Floats
    demand: Floats = None  # type: ignore[assignment]
    opening: Floats = None  # type: ignore[assignment]
    capacity: Floats | None = None
    existing: tuple[int, ...] = ()
    forced: tuple[int, ...] = ()
    forbidden: tuple[int, ...] = ()
    close_at_most: int | None = None
    open_at_most: int | None = None
    clients: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Fill in what was not given, and refuse what cannot be meant, all faults at once."""
        cost = np.ascontiguousarray(self.cost, np.float64)
        if cost.ndim != 2 or not cost.size:
            raise LocationError(f"cost has shape {cost.shape}; it is a row for each client and a "
                                "column for each site")  # fmt: skip
        clients, sites = cost.shape
        self._set("cost", cost)
        self._set("demand", _numbers(self.demand, clients, 1.0))
        self._set("opening", _numbers(self.opening, sites, 0.0))
        if self.capacity is not None:
            self._set("capacity", _numbers(self.capacity, sites, 0.0))
        for name in ("existing", "forced", "forbidden"):
            self._set(name, tuple(sorted({int(j) for j in getattr(self, name)})))
        self._set("clients", tuple(self.clients) or tuple(map(str, range(clients))))
        self._set("sites", tuple(self.sites) or tuple(map(str, range(sites))))
        faults = tuple(_faults(self))
        if faults:
            raise LocationError("\n".join(faults))

    @classmethod
    def between(
        cls,
        places: tuple[ArrayLike, ArrayLike],
        sites: tuple[ArrayLike, ArrayLike] | None = None,
        **further: object,
    ) -> Locations:
        """Places and sites by latitude and longitude; the cost is kilometres as the crow flies."""
        from taalplan.vocabulary.distance import kilometres

        lat, lon = (np.asarray(x, np.float64)[:, None] for x in places)
        to_lat, to_lon = (np.asarray(x, np.float64) for x in (sites or places))
        return cls(kilometres(lat, lon, to_lat, to_lon), **further)  # type: ignore[arg-type]

    @property
    def burden(self) -> Floats:
        """What each client costs at each site: its demand times the cost of one unit."""
        return np.ascontiguousarray(self.cost * self.demand[:, None])

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)


def _numbers(given: ArrayLike | None, size: int, default: float) -> Floats:
    if given is None:
        return np.full(size, default)
    numbers = np.asarray(given, np.float64)
    return np.ascontiguousarray(np.full(size, numbers) if numbers.ndim == 0 else numbers)


def _faults(data: Locations) -> Iterator[str]:
    clients, sites = data.cost.shape
    for name, values, size in (
        ("demand", data.demand, clients),
        ("opening", data.opening, sites),
        ("capacity", data.capacity if data.capacity is not None else data.opening, sites),
    ):
        if values.shape != (size,):
            yield f"{name} has {values.size} values; it needs {size}"
        elif not (np.isfinite(values).all() and (values >= 0).all()):
            yield f"{name} has a value below zero or none at place {_first(values)}"
    if not (np.isfinite(data.cost).all() and (data.cost >= 0).all()):
        yield "cost has a value below zero or none; a way that does not exist needs a high cost"
    for name, names, size in (
        ("clients", data.clients, clients), ("sites", data.sites, sites)
    ):  # fmt: skip
        if len(names) != size:
            yield f"there are {len(names)} names for {size} {name}"
    for name, numbers in (
        ("existing", data.existing), ("forced", data.forced), ("forbidden", data.forbidden)
    ):  # fmt: skip
        unknown = [j for j in numbers if not 0 <= j < sites]
        if unknown:
            yield f"{name} names site {unknown[0]}; there are sites 0 to {sites - 1}"
    yield from _told(set(data.forced) & set(data.forbidden), "forced and forbidden")
    for name, limit in (
        ("close_at_most", data.close_at_most), ("open_at_most", data.open_at_most)
    ):  # fmt: skip
        if limit is not None and limit < 0:
            yield f"{name} is {limit}; it is a number of sites"
    if data.close_at_most is not None and not data.existing:
        yield "close_at_most is told, but no site is existing"


def _told(sites: Iterable[int], what: str) -> Iterator[str]:
    for site in sorted(sites):
        yield f"site {site} is {what}"


def _first(values: Floats) -> int:
    return int(np.flatnonzero(~(np.isfinite(values) & (values >= 0)))[0])

# SPDX-License-Identifier: EUPL-1.2
"""The network that answers a location question, with its bound."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taalplan.access.location.problem import Floats, Locations
from taalplan.access.location.table import network_table
from taalplan.tables.table import Table, Unit

PROVEN = 1e-6
"""Relative: a gap below it is rounding."""


@dataclass(frozen=True, eq=False)
class Network:
    """Open sites, who goes where, what it costs, and what no network can go below.

    `value` and `bound` are in the question's own measure: demand times cost, the radius, the
    demand covered (then no network can go *above* `bound`), or what the openings cost. `assigned`
    is the site of each client; a client divided over sites has its largest part there, and its
    parts (clients by sites, each row adding up to 1) stand in `shares`.
    """

    question: str
    locations: Locations
    open: tuple[int, ...]
    assigned: NDArray[np.intp]
    value: float
    bound: float
    shares: Floats | None = None
    radius: float | None = None

    @property
    def gap(self) -> float:
        """How far value and bound are apart, as a share of the value."""
        return abs(self.value - self.bound) / max(abs(self.value), 1e-12)

    @property
    def proven(self) -> bool:
        """Whether no network can be better."""
        return self.gap <= PROVEN

    @property
    def costs(self) -> Floats:
        """What one unit of each client's demand costs: its kilometres or minutes."""
        cost = self.locations.cost
        if self.shares is not None:
            return np.asarray((cost * self.shares).sum(axis=1))
        return cost[np.arange(len(cost)), self.assigned]

    @property
    def parts(self) -> Floats:
        """Which part of each client goes to each site: clients by sites, 0 to 1."""
        if self.shares is not None:
            return self.shares
        parts = np.zeros_like(self.locations.cost)
        parts[np.arange(len(parts)), self.assigned] = 1.0
        return parts

    def as_table(self, unit: Unit = Unit.KILOMETRES) -> Table:
        """Each site with its clients, its demand and their way; `unit` is what cost is in."""
        return network_table(self, unit)

    @property
    def opened(self) -> tuple[int, ...]:
        """Sites that are open and were not."""
        return tuple(sorted(set(self.open) - set(self.locations.existing)))

    @property
    def closed(self) -> tuple[int, ...]:
        """Sites that were open and are not."""
        return tuple(sorted(set(self.locations.existing) - set(self.open)))

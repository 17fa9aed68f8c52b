# SPDX-License-Identifier: EUPL-1.2
"""The classical location questions under their own names, each answered with a proven bound."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from taalplan.access.location.limits import limits
from taalplan.access.location.plan import Network
from taalplan.access.location.problem import Locations

SECONDS = 60.0
Heard = Callable[[str, float], None] | None


def solve_p_median(
    data: Locations, p: int, *, seconds: float = SECONDS, heard: Heard = None
) -> Network:
    """Open p sites so that the demand travels least in all (p-median; Hakimi 1964).

    Everybody goes to the nearest open site. What `opening` costs counts along. After about
    `seconds` the best network so far is returned with its gap.
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

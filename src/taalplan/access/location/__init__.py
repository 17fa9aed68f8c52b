# SPDX-License-Identifier: EUPL-1.2
"""The classical location questions, exact and with proof, on any matrix of costs."""

from __future__ import annotations

from taalplan.access.location.plan import Network
from taalplan.access.location.problem import LocationError, Locations
from taalplan.access.location.reading import read_travel_times
from taalplan.access.location.solve import (
    solve_capacitated_facility_location,
    solve_capacitated_p_median,
    solve_facility_location,
    solve_maximal_covering,
    solve_p_center,
    solve_p_median,
    solve_set_covering,
)

__all__ = [
    "LocationError",
    "Locations",
    "Network",
    "read_travel_times",
    "solve_capacitated_facility_location",
    "solve_capacitated_p_median",
    "solve_facility_location",
    "solve_maximal_covering",
    "solve_p_center",
    "solve_p_median",
    "solve_set_covering",
]

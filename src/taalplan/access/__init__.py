# SPDX-License-Identifier: EUPL-1.2
"""Desks in the right place, and enough people at the peak.

>>> from taalplan.access import Locations, solve_p_median
>>> solve_p_median(Locations([[0, 4, 9], [4, 0, 5], [9, 5, 0]]), 1).open
(1,)
"""

from __future__ import annotations

from taalplan.access.location import (
    LocationError,
    Locations,
    Network,
    read_travel_times,
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

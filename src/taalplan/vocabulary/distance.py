# SPDX-License-Identifier: EUPL-1.2
"""How far apart places are, as the crow flies."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

_DEGREE = 111.2
"""Kilometres in a degree of latitude."""

_EAST = _DEGREE * float(np.cos(np.radians(50.95)))
"""Kilometres in a degree of longitude halfway up Flanders."""


def kilometres(
    latitude: ArrayLike, longitude: ArrayLike, to_latitude: ArrayLike, to_longitude: ArrayLike
) -> Any:
    """Between places in degrees, broadcast as numpy does; flat, right to 0.5 % within Flanders.

    All pairs of two lists: `kilometres(lat[:, None], lon[:, None], to_lat, to_lon)`.
    """
    north = np.subtract(latitude, to_latitude) * _DEGREE
    east = np.subtract(longitude, to_longitude) * _EAST
    return np.hypot(north, east)

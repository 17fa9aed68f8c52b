# SPDX-License-Identifier: EUPL-1.2
"""The load that people bring when they come at changing times: modified offered load.

Who came half an hour ago may still be at a counter, so the load lags behind the arrivals. It is
the number of busy counters if there were enough for everybody (Jagerman 1975; Massey and Whitt,
Telecommunication Systems 7, 1997), here for arrivals that are even within each half hour and
exponential service.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def offered_load(arrivals: Sequence[float] | Floats, minutes: float, step: float = 30.0) -> Floats:
    """The largest load within each step of `step` minutes, for `arrivals` people in each step.

    `minutes` is what one person takes. The day begins with nobody. Within a step the load moves
    one way, so its largest value stands at one of its ends.
    """
    kept = exp(-step / minutes)
    found = np.empty(len(arrivals))
    load = 0.0
    for place, people in enumerate(arrivals):
        after = load * kept + people * minutes / step * (1 - kept)
        found[place] = max(load, after)
        load = after
    return found

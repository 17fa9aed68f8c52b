# SPDX-License-Identifier: EUPL-1.2
"""Intervals that hold for small numbers: of a share, and of a rare event's rate. 95 %."""

from __future__ import annotations

from collections.abc import Callable
from math import exp, fsum, lgamma, log, sqrt
from statistics import NormalDist

CONFIDENCE = 0.95
_TAIL = (1 - CONFIDENCE) / 2
_Z = NormalDist().inv_cdf(1 - _TAIL)


def share_interval(part: int, whole: int) -> tuple[float, float]:
    """Wilson's interval of a share, as fractions; `whole` is at least 1.

    Unlike the textbook interval it stays within 0 and 1, and is not a point when everybody
    agrees. Source: Wilson, JASA 22 (1927); recommended for small numbers by Brown, Cai and
    DasGupta, Statistical Science 16 (2001).

    >>> [round(limit, 3) for limit in share_interval(10, 10)]
    [0.722, 1.0]
    """
    share = part / whole
    shrunk = 1 + _Z * _Z / whole
    middle = (share + _Z * _Z / (2 * whole)) / shrunk
    half = _Z / shrunk * sqrt(share * (1 - share) / whole + _Z * _Z / (4 * whole * whole))
    return (0.0 if part == 0 else middle - half), (1.0 if part == whole else middle + half)


def count_interval(events: int) -> tuple[float, float]:
    """Garwood's exact interval of the number of events to be expected, when so many happened.

    Source: Garwood, Biometrika 28 (1936). Nought events leave up to 3.7 to be expected.

    >>> [round(limit, 2) for limit in count_interval(0)]
    [0.0, 3.69]
    """
    highest = events + 10 + 10 * sqrt(events + 1)
    upper = _root(lambda mean: _at_most(events, mean) - _TAIL, highest)
    if events == 0:
        return 0.0, upper
    return _root(lambda mean: _TAIL - (1 - _at_most(events - 1, mean)), highest), upper


def _at_most(events: int, mean: float) -> float:
    """The chance of at most so many events (Poisson); by logarithms, for e^-746 is nought."""
    if mean == 0:
        return 1.0
    return fsum(exp(k * log(mean) - mean - lgamma(k + 1)) for k in range(events + 1))


def _root(falling: Callable[[float], float], highest: float) -> float:
    """Where a function that falls from above nought to below crosses it, by halving."""
    low, high = 0.0, highest
    while high - low > 1e-9 * max(high, 1.0):
        middle = (low + high) / 2
        low, high = (middle, high) if falling(middle) > 0 else (low, middle)
    return (low + high) / 2

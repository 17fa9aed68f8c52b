# SPDX-License-Identifier: EUPL-1.2
"""Cell-key noise: a little added to every figure, the same for the same figure everywhere.

The idea of the Australian Bureau of Statistics (Fraser and Wooton 2005), as European statistical
offices use it since the census of 2021. There the key of a cell comes from keys of the people in
it; a table has no people, so here it comes from a secret, what the figure is about, and its
value. The same figure gets the same noise in every table and release; a figure that changed gets
new noise, so that the difference of two releases is not the true one.

The noise has mean 0 and at most a given deviation; no figure becomes negative and a zero stays
zero. Margins get noise of their own: sums are off by a little, which the note says.
"""

from __future__ import annotations

import hashlib
import hmac
from functools import lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from taalplan.tables.protect.rules import DisclosureError

SHORTEST_KEY = 16
"""Bytes of a secret below which it could be guessed."""


def noisy(value: int, about: str, key: bytes, deviation: int, variance: float) -> int:
    """A figure with its noise. `about` is what the figure is about, without its snapshot.

    Raises DisclosureError when the key is too short.
    """
    if len(key) < SHORTEST_KEY:
        raise DisclosureError(
            f"the key of the noise has {len(key)} bytes; give at least {SHORTEST_KEY} at random"
        )
    if value <= 0:
        return value
    digest = hmac.new(key, f"{about}\0{value}".encode(), hashlib.sha256).digest()
    share = int.from_bytes(digest[:8], "big") / 2**64
    steps, chances = transitions(min(value, deviation), deviation, variance)
    place = next((k for k, c in enumerate(accumulate(chances)) if share < c), len(steps) - 1)
    return value + steps[place]


@lru_cache(maxsize=256)
def transitions(
    value: int, deviation: int, variance: float
) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """The table of perturbations: what may be added to a value, and with which chance.

    Among all chances with mean 0 and the given variance the ones of the largest entropy, which
    are proportional to exp(a*d + b*d*d) (Giessing and Tent 2019). Where so much variance cannot
    be had (a 1 can lose only 1), as much as there is with b = 0.

    Raises DisclosureError for a variance that the deviation has no room for.
    """
    if not 0 < variance <= deviation**2:
        raise DisclosureError(
            f"noise of at most {deviation} cannot have a variance of {variance:g}; "
            f"give a variance above 0 and at most {deviation**2}"
        )
    steps = np.arange(-min(value, deviation), deviation + 1, dtype=float)
    flat = _tilted(steps, 0.0)
    chances = flat if _variance(steps, flat) <= variance else _squeezed(steps, variance)
    return tuple(int(step) for step in steps), tuple(float(chance) for chance in chances)


def _squeezed(steps: NDArray[np.float64], variance: float) -> NDArray[np.float64]:
    """The chances with this variance: the more is taken from far steps, the smaller it is."""
    low, high = -60.0, 0.0
    for _ in range(80):
        middle = (low + high) / 2
        if _variance(steps, _tilted(steps, middle)) < variance:
            low = middle
        else:
            high = middle
    return _tilted(steps, (low + high) / 2)


def _tilted(steps: NDArray[np.float64], bend: float) -> NDArray[np.float64]:
    """Chances proportional to exp(a*d + bend*d*d), with the a that makes the mean 0."""
    low, high = -60.0, 60.0
    chances = steps
    for _ in range(80):
        tilt = (low + high) / 2
        powers = tilt * steps + bend * steps**2
        chances = np.exp(powers - powers.max())
        chances /= chances.sum()
        if chances @ steps < 0:
            low = tilt
        else:
            high = tilt
    return chances


def _variance(steps: NDArray[np.float64], chances: NDArray[np.float64]) -> float:
    return float(chances @ steps**2)

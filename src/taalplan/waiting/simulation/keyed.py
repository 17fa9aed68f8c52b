# SPDX-License-Identifier: EUPL-1.2
"""Chance that belongs to a person and a moment in their life, not to an order of drawing.

Under two plans the same person passes the same level in the same attempt, however long they
waited for it: plans are compared with common random numbers, and what differs is the plan.
"""

from __future__ import annotations

import numpy as np

from taalplan.waiting.serving import compiled

PATIENCE, RESULT, WITHIN, AGAIN, BREAK, STAY = range(6)
"""What chance decides on in each attempt at a level."""

_STEP = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31, _S11 = (np.uint64(n) for n in (30, 27, 31, 11))
_EIGHT = np.uint64(8)
_UNIT = 1.0 / (1 << 53)


@compiled
def mixed(word):  # type: ignore[no-untyped-def]
    """Every bit of a 64-bit word depends on every other (the finaliser of SplitMix64)."""
    word = (word ^ (word >> _S30)) * _FIRST
    word = (word ^ (word >> _S27)) * _SECOND
    return word ^ (word >> _S31)


@compiled
def chance(seed, person, attempt, what):  # type: ignore[no-untyped-def]
    """A number from 0 up to but not including 1, the same for the same four numbers."""
    word = mixed(np.uint64(seed) + _STEP)
    word = mixed((word ^ np.uint64(person)) + _STEP)
    word = mixed((word ^ (np.uint64(attempt) * _EIGHT + np.uint64(what))) + _STEP)
    return np.float64(word >> _S11) * _UNIT

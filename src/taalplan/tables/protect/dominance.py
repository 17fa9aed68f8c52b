# SPDX-License-Identifier: EUPL-1.2
"""Sums of contributions that tell too much of one contributor (hours, euros; never head counts).

Each rule gives the values that a reader must be able to think a sum has, as `protect_low` and
`protect_high` of a `Cell`; None when the sum is safe. The formulas are those of Hundepool et al.,
Statistical Disclosure Control (2012), chapter 4. Contributions are whole units
and not negative.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil


@dataclass(frozen=True)
class Interval:
    """What an outsider's interval must contain: a value up to `low`, and one from `high`."""

    low: int
    high: int


def p_percent(contributions: Sequence[int], percent: int) -> Interval | None:
    """No contributor may estimate another to within `percent` % from above.

    The second largest knows the most of the largest, x1: everything but what the others together
    give, the remainder. The sum is sensitive when remainder < percent / 100 * x1, and what is
    missing from it is the distance that must be left on both sides.

    Raises ValueError for a percentage outside 1 to 100 or a negative contribution.
    """
    largest = _sorted(contributions, percent)
    total = sum(largest)
    if not total:
        return None
    remainder = total - sum(largest[:2])
    return _around(total, Fraction(percent * largest[0], 100) - remainder)


def n_k(contributions: Sequence[int], count: int, percent: int) -> Interval | None:
    """The `count` largest contributors may not make up more than `percent` % of a sum.

    A sensitive sum must seem to be as large as if they made up just that share of it: their part
    times 100 / percent. The same distance is left below.

    Raises ValueError for a percentage outside 1 to 100, fewer than 1 contributor, or a negative
    contribution.
    """
    if count < 1:
        raise ValueError(f"the largest {count} contributors are none")
    largest = _sorted(contributions, percent)
    total, part = sum(largest), sum(largest[:count])
    return _around(total, Fraction(100 * part, percent) - total) if total else None


def _sorted(contributions: Sequence[int], percent: int) -> list[int]:
    if not 1 <= percent <= 100:
        raise ValueError(f"{percent} % is not between 1 and 100")
    if any(contribution < 0 for contribution in contributions):
        raise ValueError("a contribution is negative")
    return sorted(contributions, reverse=True)


def _around(total: int, distance: Fraction) -> Interval | None:
    """An interval with a distance on both sides, never below 0; None when it is not positive."""
    if distance <= 0:
        return None
    return Interval(max(0, total - ceil(distance)), total + ceil(distance))

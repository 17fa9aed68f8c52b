# SPDX-License-Identifier: EUPL-1.2
"""The classes of a shaded map: where they begin, what they are called, how dark they are."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from math import floor, log10

from taalplan.tables.numbers import format_number

CLASSES = 5
LIGHT_TO_DARK = ("#e3e8ee", "#bccadb", "#8ba5c1", "#55779c", "#1f3a5f")
WARM = ("#f4dcc8", "#e0ab80", "#b5713d", "#7f4317")
"""Below zero: the further the darker as well; a minus stands in it, for who sees no colour."""


@dataclass(frozen=True)
class Class:
    """From `low` up to but not including `high`; the last also holds its `high`."""

    low: float
    high: float
    fill: str

    def label(self, language: str, decimals: int) -> str:
        """`12 - 24`: whole figures name the last that belongs to it."""
        step = 10.0**-decimals
        low, high = (
            format_number(value, language, decimals)
            for value in (self.low, max(self.low, self.high - step))
        )
        return low if low == high else f"{low} – {high}"


def classes(values: list[float], decimals: int, breaks: tuple[float, ...] = ()) -> list[Class]:
    """The classes of some figures, printed with so many decimals, from low to high."""
    if not values:
        return []
    step = 10.0**-decimals
    lowest, highest = min(values), max(values)
    bounds = list(breaks) or _bounds(values, step)
    bounds = [min(lowest, bounds[0]), *bounds[1:]] if breaks else bounds
    ends = [*bounds[1:], max(highest, bounds[-1]) + step]
    below = [low for low in bounds if low < 0]
    above = [low for low in bounds if low >= 0]
    fills = [*_pick(WARM[::-1], len(below)), *_pick(LIGHT_TO_DARK, len(above))]
    return [Class(low, high, fill) for low, high, fill in zip(bounds, ends, fills, strict=True)]


def class_of(value: float, made: list[Class]) -> int:
    """The number of the class in which a figure falls."""
    return max(0, bisect_right([one.low for one in made], value) - 1)


def _bounds(values: list[float], step: float) -> list[float]:
    """Lower bounds with about as many places in each class; around zero when both sides occur."""
    ranked = sorted(values)
    if ranked[0] < 0 <= ranked[-1]:
        below, above = ([v for v in ranked if v < 0], [v for v in ranked if v >= 0])
        return [*_cut(below, 3, step), *_cut([0.0, *above], 3, step)]
    return _cut(ranked, CLASSES, step)


def _cut(ranked: list[float], count: int, step: float) -> list[float]:
    cuts = [_round(ranked[len(ranked) * k // count], step) for k in range(1, count)]
    # The first begins at its lowest figure, rounded down, so that nothing falls under it.
    first = floor(ranked[0] / step) * step
    return sorted({first, *(cut for cut in cuts if cut > first)})


def _round(value: float, step: float) -> float:
    """To two figures that count, but never finer than what is printed."""
    if value == 0:
        return 0.0
    coarse = max(step, 10.0 ** (floor(log10(abs(value))) - 1))
    return round(round(value / coarse) * coarse, 10)


def _pick(fills: tuple[str, ...], count: int) -> list[str]:
    """So many of the shades, the ends included where there are at least two."""
    if count <= 1:
        return [fills[len(fills) // 2]] * count
    if count > len(fills):
        return [fills[min(k, len(fills) - 1)] for k in range(count)]
    return [fills[round(k * (len(fills) - 1) / (count - 1))] for k in range(count)]

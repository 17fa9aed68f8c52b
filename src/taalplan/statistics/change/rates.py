# SPDX-License-Identifier: EUPL-1.2
"""What a rate changed by: other people (mix), or other rates among the same people. Exact.

The rate of all is sum over areas a and groups g of w(a) v(g|a) r(a,g): the share of the area,
the share of the group within it, and the rate there. Each of the three takes its value of
before or after; its effect is its Shapley value, the average of what changing it adds over all
orders in which the three can be changed. Das Gupta (1993, Standardization and Decomposition of
Rates) gives the same for three factors; Kitagawa (1955) for two. Nothing depends on an order
and nothing is left over.

Counted in fractions, so that the effects add up to the last digit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import factorial

Cell = tuple[str, str]
"""An area and a target group."""


@dataclass(frozen=True)
class Cohort:
    """How many stand in each cell, and how many of them passed."""

    whole: Mapping[Cell, int]
    part: Mapping[Cell, int]

    def __post_init__(self) -> None:
        """Refuse more successes than people, and a cohort of nobody."""
        for cell, part in self.part.items():
            if not 0 <= part <= self.whole.get(cell, 0):
                raise ValueError(f"{cell}: {part} of {self.whole.get(cell, 0)} cannot be a rate")
        if not self.size:
            raise ValueError("a cohort of nobody has no rate")

    @property
    def size(self) -> int:
        """The people of all cells together; somebody in two cells counts twice."""
        return sum(self.whole.values())

    @property
    def rate(self) -> Fraction:
        """The rate of all cells together."""
        return Fraction(sum(self.part.values()), self.size)


@dataclass(frozen=True)
class Split:
    """A change of a rate and what it is made of. All are fractions of 1, not percentages.

    `area_mix`, `group_mix` and `rates` add up to `after - before` exactly. `rates_by_area` and
    `area_mix_by_area` add up to `rates` and `area_mix`.
    """

    before: Fraction
    after: Fraction
    area_mix: Fraction
    group_mix: Fraction
    rates: Fraction
    area_mix_by_area: Mapping[str, Fraction]
    group_mix_by_area: Mapping[str, Fraction]
    rates_by_area: Mapping[str, Fraction]

    @property
    def change(self) -> Fraction:
        """By how much the rate changed."""
        return self.after - self.before


Shares = dict[str, Fraction]
Within = dict[Cell, Fraction]


def split(before: Cohort, after: Cohort) -> Split:
    """Split the change of a rate. Raises ValueError for a cohort of nobody.

    A cell that is empty on one side has no rate there: it takes the other side's, so that its
    coming or going is mix and not rate. An area empty on one side takes the other's groups.
    """
    cells = sorted(
        {cell for cohort in (before, after) for cell, whole in cohort.whole.items() if whole}
    )
    areas = sorted({area for area, _ in cells})
    w = _shares(before, areas), _shares(after, areas)
    v = _within(before, after, cells), _within(after, before, cells)
    r = _rates(before, after, cells), _rates(after, before, cells)
    middle = (before.rate + after.rate) / 2
    mix: Shares = dict.fromkeys(areas, Fraction(0))
    group: Shares = dict.fromkeys(areas, Fraction(0))
    rates: Shares = dict.fromkeys(areas, Fraction(0))
    for area, name in cells:
        cell = area, name
        # The shares of all areas change by nothing together, so any constant may be taken off:
        # an area that grows adds only as far as its rate differs from the rate of all.
        mix[area] += (w[1][area] - w[0][area]) * _among(
            (v[0][cell], v[1][cell]), (r[0][cell], r[1][cell])
        )
        group[area] += (v[1][cell] - v[0][cell]) * _among(
            (w[0][area], w[1][area]), (r[0][cell], r[1][cell])
        )
        rates[area] += (r[1][cell] - r[0][cell]) * _among(
            (w[0][area], w[1][area]), (v[0][cell], v[1][cell])
        )
    for area in areas:
        mix[area] -= (w[1][area] - w[0][area]) * middle
    return Split(
        before.rate,
        after.rate,
        sum(mix.values(), Fraction(0)),
        sum(group.values(), Fraction(0)),
        sum(rates.values(), Fraction(0)),
        mix,
        group,
        rates,
    )


def _among(*others: tuple[Fraction, Fraction]) -> Fraction:
    """The average product of the other factors, each before or after, by Shapley's weights.

    With k others after and the rest before the weight is k! (n-1-k)! / n!, n factors in all.
    """
    n = len(others) + 1
    total = Fraction(0)
    for sides in product((0, 1), repeat=len(others)):
        after = sum(sides)
        weight = Fraction(factorial(after) * factorial(n - 1 - after), factorial(n))
        value = Fraction(1)
        for pair, side in zip(others, sides, strict=True):
            value *= pair[side]
        total += weight * value
    return total


def _shares(cohort: Cohort, areas: list[str]) -> Shares:
    return {area: Fraction(_in_area(cohort, area), cohort.size) for area in areas}


def _in_area(cohort: Cohort, area: str) -> int:
    return sum(whole for (own, _), whole in cohort.whole.items() if own == area)


def _within(cohort: Cohort, other: Cohort, cells: list[Cell]) -> Within:
    """The share of each group within its area; the other side's where nobody is in the area."""
    found = {}
    for cell in cells:
        chosen = cohort if _in_area(cohort, cell[0]) else other
        found[cell] = Fraction(chosen.whole.get(cell, 0), _in_area(chosen, cell[0]))
    return found


def _rates(cohort: Cohort, other: Cohort, cells: list[Cell]) -> Within:
    """The rate in each cell; the other side's where nobody is in the cell."""
    found = {}
    for cell in cells:
        chosen = cohort if cohort.whole.get(cell) else other
        found[cell] = Fraction(chosen.part.get(cell, 0), chosen.whole[cell])
    return found

# SPDX-License-Identifier: EUPL-1.2
"""What was to be expected in a year, and how far what happened lies from it.

The model: the mean of place p in year t is exp(a_p + d_t), with d_t = 0 in every year of the
base (ordinary years) and free in every other. There is no trend: three annual figures cannot
carry one. exp(d_t) - 1 is the deviation from the expectation over all places together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, inf, log, sqrt
from statistics import NormalDist

from taalplan.tables.table import TOTAL

CONFIDENCE = 0.95
Counts = Mapping[tuple[str, str], float]
"""The count of each place in each year."""


@dataclass(frozen=True)
class Deviation:
    """One place (or `total`) in one year: what happened beside what was expected.

    `low` and `high` bound what an ordinary year would have shown; `ratio` is observed over
    expected with its own interval. Bounds are None where variation cannot be estimated.
    """

    place: str
    year: str
    observed: float
    expected: float
    low: float | None = None
    high: float | None = None
    ratio_low: float | None = None
    ratio_high: float | None = None

    @property
    def ratio(self) -> float:
        """Observed over expected; 1 is as expected."""
        return self.observed / self.expected if self.expected else inf

    @property
    def is_ordinary(self) -> bool | None:
        """Whether what happened lies within what an ordinary year would show; None: not known."""
        if self.ratio_low is None or self.ratio_high is None:
            return None
        return self.ratio_low <= 1 <= self.ratio_high


@dataclass(frozen=True)
class Expectation:
    """Every place and year beside its expectation, and on what that rests."""

    base: tuple[str, ...]
    dispersion: float
    freedom: int
    deviations: Mapping[tuple[str, str], Deviation]

    def of(self, year: str, place: str = TOTAL) -> Deviation:
        """The deviation of a place in a year; of all places together without one."""
        return self.deviations[place, year]


def expect(
    counts: Counts, base: Sequence[str], others: Sequence[str], confidence: float = CONFIDENCE
) -> Expectation:
    """Hold `others` (years) against what the years of the base lead one to expect.

    The total is that of `counts` where it has one (people counted once), else the sum of the
    places; it is no place of the model. Raises ValueError without a base.
    """
    if not base:
        raise ValueError("an expectation needs at least one ordinary year")
    years = [*base, *others]
    places = [
        place
        for place in dict.fromkeys(place for place, _ in counts)
        if place != TOTAL and any(counts.get((place, year), 0) for year in base)
    ]
    dispersion, freedom = _dispersion(counts, places, base, others)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    spread = z * sqrt(dispersion) if freedom else None
    found = {}
    for place in (*places, TOTAL):
        parts = places if place == TOTAL and (TOTAL, base[0]) not in counts else [place]
        own = {year: _sum(counts, parts, year) for year in years}
        whole = sum(own[year] for year in base)
        for year in years:
            known = year in base
            made = _deviation(place, year, own[year], whole, len(base), spread, known)
            found[place, year] = made
    return Expectation(tuple(base), dispersion, freedom, found)


def _sum(counts: Counts, places: Sequence[str], year: str) -> float:
    return sum(counts.get((place, year), 0) for place in places)


def _deviation(
    place: str, year: str, seen: float, whole: float, years: int, spread: float | None, known: bool
) -> Deviation:
    """In this balanced layout the estimate is a ratio of sums, and its variance follows from them.

    Var(d) = dispersion x (1/observed + 1/base). A year of the base is part of its own
    expectation, which takes 1/base away instead of adding it.
    """
    expected = whole / years
    if not seen or not whole or spread is None:
        return Deviation(place, year, seen, expected)
    variance = max(1 / seen - 1 / whole, 0.0) if known else 1 / seen + 1 / whole
    width = spread * sqrt(variance)
    centre = log(seen / expected)
    return Deviation(
        place,
        year,
        seen,
        expected,
        expected * exp(-width),
        expected * exp(width),
        exp(centre - width),
        exp(centre + width),
    )


def _dispersion(
    counts: Counts, places: Sequence[str], base: Sequence[str], others: Sequence[str]
) -> tuple[float, int]:
    """How much more than Poisson the places vary around the model, and with how many degrees."""
    import numpy as np

    from taalplan.statistics.change.quasipoisson import fit

    # A year in which nobody came has no finite effect, and says nothing about variation.
    free = [year for year in others if _sum(counts, places, year)]
    cells = [(place, year) for place in places for year in (*base, *free)]
    if len(cells) <= len(places) + len(free):
        return float("nan"), 0
    design = np.array(
        [
            [float(place == p) for p in places] + [float(year == y) for y in free]
            for place, year in cells
        ]
    )
    made = fit(design, np.array([float(counts.get(cell, 0)) for cell in cells]))
    return made.dispersion, made.freedom

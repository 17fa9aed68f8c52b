# SPDX-License-Identifier: EUPL-1.2
"""What differs between months of the year, and from one half-year to another.

Courses begin and end in few months of the year, so that a chance a month is a curve over
durations times a season. Both are fitted in turns to what was counted of all cells together
(iterative proportional fitting), on the scale of -log(1 - chance), where a factor always means
something. What then still differs between half-years, beyond chance, is how much rates vary.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taalplan.needs.progression.counting import Counts
from taalplan.needs.progression.followed import Floats
from taalplan.needs.progression.groups import CAUSES, State

TURNS = 12
"""Rounds of fitting; the last ones change less than a thousandth."""

STEADY = 25.0
"""Ends in a month of the year that did not differ, with which its factor is drawn towards 1."""

BLOCK = 6
"""Months in which rates are compared with others."""

FURTHER = 1.5
"""How much more rates differ between a window and the year to plan than between the half-years
of a window: they drift on, and that year lies further off (a random walk would give 2, half-years
that have nothing to do with each other 1)."""

MOST = 0.5
"""The largest variation believed: more is a handful of people, or a shock nobody declared."""


@dataclass(frozen=True)
class Seasons:
    """`factor` (states, 12) on -log(1 - chance), from January.

    `ended` (states, 12) is from how many ends each was estimated: how sure it is.
    `weight` (12, states, levels, durations) turns person-months into those of an average month;
    `varies` (states, causes) is the standard deviation of log rates from now to the year planned.
    """

    factor: Floats
    weight: Floats
    varies: Floats
    ended: Floats

    def draw(self, rng: np.random.Generator, draws: int) -> Floats:
        """Factors as uncertain as they are: (draws, states, 12). The level of a year stays."""
        shape = self.ended + STEADY
        found = self.factor * rng.standard_gamma(shape, (draws, *shape.shape)) / shape
        # A year's level is in the curves, with its own uncertainty.
        usual = (shape / shape.sum(axis=1, keepdims=True)) / np.maximum(self.factor, 0.02)
        return np.asarray(found / (found * usual).sum(axis=2, keepdims=True))


def seasons(counts: Counts) -> Seasons:
    """Fit the seasons of each state; 1 where nothing was counted."""
    at_risk = counts.at_risk.sum(axis=3).astype(float)
    ended = counts.ended.sum(axis=(2, 4)).astype(float)
    by_month = np.zeros((12, len(State)))
    np.add.at(by_month, counts.months % 12, counts.ended_by_month.sum(axis=(2, 3)))
    factor, curve = np.ones((12, len(State))), _intensity(ended, at_risk.sum(axis=0))
    for _ in range(TURNS):
        per_month = at_risk * _chance(curve, factor)
        factor = factor * (by_month + STEADY) / (per_month.sum(axis=(2, 3)) + STEADY)
        factor = np.clip(factor / factor.mean(axis=0), 0.02, 12)
        expected = (at_risk * _chance(curve, factor)).sum(axis=0)
        curve = curve * np.divide(ended, expected, out=np.ones_like(ended), where=expected > 0)
        curve = np.minimum(curve, 7.0)
    average = -np.expm1(-curve)
    weight = np.divide(
        _chance(curve, factor), average, out=np.ones_like(at_risk), where=average > 0
    )
    return Seasons(factor.T, weight, _varies(counts, weight), by_month.T)


def _intensity(ended: Floats, at_risk: Floats) -> Floats:
    share = np.divide(ended, at_risk, out=np.zeros_like(ended), where=at_risk > 0)
    return np.asarray(-np.log1p(-np.minimum(share, 0.999)))


def _chance(curve: Floats, factor: Floats) -> Floats:
    return np.asarray(-np.expm1(-curve * factor[:, :, None, None]))


def _varies(counts: Counts, weight: Floats) -> Floats:
    """Standard deviation of log rates between half-years, by moments: 0 if chance explains all.

    With O seen and E expected, the mean of (O - E)^2 is E + E^2 v; levels and blocks together.
    """
    months = len(counts.months)
    if months < 2 * BLOCK:
        return np.zeros((len(State), CAUSES))
    at_risk = counts.at_risk_by_month * weight[counts.months % 12]
    ended = counts.ended.sum(axis=2).astype(float)
    total = at_risk.sum(axis=0)[..., None]
    rate = np.divide(ended, total, out=np.zeros_like(ended), where=total > 0)
    expected = np.einsum("msld,sldc->mslc", at_risk, rate, optimize=True)
    starts = np.arange(months % BLOCK, months, BLOCK)
    kept = slice(months % BLOCK, None)
    seen = np.add.reduceat(counts.ended_by_month[kept], starts - starts[0], axis=0)
    due = np.add.reduceat(expected[kept], starts - starts[0], axis=0)
    # The rates were fitted to these blocks themselves: one degree of freedom less for each level.
    free = len(starts) / max(len(starts) - 1, 1)
    more = (free * (seen - due) ** 2 - due).sum(axis=(0, 2))
    room = (due**2).sum(axis=(0, 2))
    found = np.divide(more, room, out=np.zeros_like(more), where=room > 0)
    return np.asarray(np.minimum(FURTHER * np.sqrt(np.clip(found, 0, None)), MOST))

# SPDX-License-Identifier: EUPL-1.2
"""From an error on a line to a count of people: none below zero, small ones skewed.

Below fifty a symmetrical error is wrong: nobody can stay away from a cell of three. There the
rank of the error picks a count from the negative binomial law with the same mean and variance
(Poisson where the variance is no larger than the mean), so that cells keep moving together.
"""

from __future__ import annotations

import numpy as np

from taalplan.needs.entry.hierarchy import Floats, Integers
from taalplan.needs.entry.spread import CENTRAL, NORMAL

SMALL = 50.0


def as_counts(means: Floats, errors: Floats, random: np.random.Generator) -> Integers:
    """Draws x cells x leads of integers; `means` is cells x leads, errors have mean about 0."""
    # Rounding up or down by chance keeps the mean; halves would always go the same way.
    counts = np.floor(np.maximum(means + errors, 0.0) + random.random(errors.shape))
    counts = counts.astype(np.int64)
    for cell, lead in np.argwhere(means < SMALL):
        mean, error = float(means[cell, lead]), errors[:, cell, lead]
        # The variance by the central part: with heavy tails that of the draws is up to chance.
        variance = float((np.quantile(np.abs(error), CENTRAL) / NORMAL) ** 2)
        counts[:, cell, lead] = _picked(mean, variance, error)
    return counts


def _picked(mean: float, variance: float, errors: Floats) -> Integers:
    if mean <= 0:
        return np.zeros(len(errors), dtype=np.int64)
    rank = np.empty(len(errors))
    rank[errors.argsort(kind="stable")] = (np.arange(len(errors)) + 0.5) / len(errors)
    return np.searchsorted(cumulated(mean, variance, float(rank.max())), rank).astype(np.int64)


def cumulated(mean: float, variance: float, reach: float) -> Floats:
    """P(count <= k) for k = 0, 1, ... up to the first k with at least `reach`."""
    excess = max(variance - mean, 1e-9 * mean)
    size = mean**2 / excess
    # log P(0) of the negative binomial; the ratio of neighbours gives the rest.
    chance = np.exp(-size * np.log1p(mean / size))
    ratio = mean / (size + mean)
    found, k = [chance], 0
    while found[-1] < reach and k < 100_000:
        chance *= ratio * (size + k) / (k + 1)
        k += 1
        found.append(found[-1] + chance)
    return np.array(found)

# SPDX-License-Identifier: EUPL-1.2
"""How far a small group is drawn towards the larger one it belongs to (empirical Bayes).

Curves over durations are Dirichlet around the larger group's curve; what an area or a cell does
faster or slower, for all durations at once, is a ratio with a gamma around 1. The strength of
both, in person-months, is estimated by moments: no spread beyond chance gives a strong pull.
"""

from __future__ import annotations

import numpy as np

from taalplan.needs.progression.followed import Floats

WEAKEST, STRONGEST = 1.0, 1e6
"""Limits of a strength: two groups alike by chance do not prove that all groups are."""


def dirichlet_strength(ended: Floats, at_risk: Floats, expected: Floats) -> float:
    """The strength s of p ~ Dirichlet(s * expected), from counts of many groups.

    `ended` (..., causes), `at_risk` (...), `expected` (..., causes): with overdispersion
    rho = 1 / (s + 1), the mean of (y - n m)^2 is n m (1 - m) (1 + (n - 1) rho).
    """
    n = at_risk[..., None]
    spread = expected * (1 - expected)
    chance = n * spread
    more = float(((ended - n * expected) ** 2 - chance).sum())
    room = float(((n - 1).clip(0) * chance).sum())
    rho = np.clip(more / room if room > 0 else 0.0, 1 / (STRONGEST + 1), 1 / (WEAKEST + 1))
    return float(1 / rho - 1)


def ratio_strength(ended: Floats, expected: Floats, variance: Floats) -> Floats:
    """The strength k of ratio ~ Gamma(k, k), for each cause in the last axis.

    With E expected, the mean of (O - E)^2 is variance + E^2 / k; over all but the last axis.
    """
    axes = tuple(range(ended.ndim - 1))
    more = ((ended - expected) ** 2 - variance).sum(axis=axes)
    room = (expected**2).sum(axis=axes)
    found: Floats = np.divide(room, more, out=np.full(len(room), STRONGEST), where=more > 0)
    return np.clip(found, WEAKEST, STRONGEST)


def smoothed(ended: Floats, at_risk: Floats, around: int = 2) -> Floats:
    """A curve (durations, causes) that is known everywhere, for where nothing else is known.

    A moving average over `around` months on both sides; where nobody was seen that long, the
    average of the last year that somebody was. All zero where nobody was ever seen.
    """
    seen = np.flatnonzero(at_risk > 0)
    if not len(seen):
        return np.zeros_like(ended)
    kernel = np.ones(2 * around + 1)
    total = np.convolve(at_risk, kernel, "same")
    found = np.stack([np.convolve(column, kernel, "same") for column in ended.T], axis=1)
    late = slice(max(seen[-1] - 11, 0), seen[-1] + 1)
    tail = ended[late].sum(axis=0) / at_risk[late].sum()
    known = (total > 0) & (np.arange(len(at_risk)) <= seen[-1])
    return np.asarray(np.where(known[:, None], found / np.maximum(total, 1)[:, None], tail))


def draw_dirichlet(rng: np.random.Generator, weights: Floats) -> Floats:
    """Draws of probabilities from weights (..., outcomes), of which some may be 0."""
    found = rng.standard_gamma(weights)
    total = found.sum(axis=-1, keepdims=True)
    return np.asarray(np.divide(found, total, out=np.zeros_like(found), where=total > 0))

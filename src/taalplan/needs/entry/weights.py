# SPDX-License-Identifier: EUPL-1.2
"""How much each member counts: weights that would have erred least, drawn to equal ones.

Quadratic stacking on the simplex (Breiman 1996) with a penalty on the distance to the equal
weights that are so hard to beat (Smith and Wallis, Oxford Bulletin 2009). One set per level:
single series have too few cut-offs to choose by.
"""

from __future__ import annotations

import numpy as np

from taalplan.needs.entry.hierarchy import Floats, Hierarchy

ROUNDS, STILL = 400, 1e-7
PENALTIES = (0.01, 0.1, 1.0, 10.0)
"""From weights that follow the errors to weights that are almost equal."""
PARTS = 3


def member_weights(errors: Floats, hierarchy: Hierarchy, windows: float) -> Floats:
    """Members x all series, each column summing to 1.

    `errors`: cut-offs x members x all series x leads (nan where nothing came out). `windows` is
    the number of cut-offs whose leads do not overlap. What all series together point to counts
    as one of them.
    """
    count = errors.shape[1]
    scale = np.sqrt(_mean(errors**2, axis=(0, 1, 3)))
    scaled = errors / np.where(scale > 0, scale, 1.0)[None, None, :, None]
    scaled = np.where(np.isfinite(scaled), scaled, 0.0)
    # The next cut-off is most like the last: 1, 2, 3, ... as for cohorts (needs/cohort.py).
    scaled *= np.sqrt(np.arange(1.0, len(errors) + 1))[:, None, None, None]
    penalty = _penalty(scaled)
    common = _products(scaled)
    result = np.full((count, errors.shape[2]), 1 / count)
    for part in hierarchy.parts.values():
        own = _products(scaled[:, :, part])
        # The level's own evidence against that of all series: its windows against one.
        pooled = (windows * _unit(own) + _unit(common)) / (windows + 1)
        result[:, part] = simplex(pooled, penalty)[:, None]
    return result


def _penalty(scaled: Floats) -> float:
    """How strongly to hold on to equal weights: what did best on thirds that were left out.

    The thirds are of consecutive cut-offs, as neighbours err together.
    """
    thirds = [t for t in np.array_split(np.arange(len(scaled)), PARTS) if len(t)]
    if len(thirds) < PARTS:
        return PENALTIES[-1]
    inside = [_products(scaled[third]) for third in thirds]
    losses = []
    for penalty in PENALTIES:
        loss = 0.0
        for left_out in inside:
            weight = simplex(sum(inside) - left_out, penalty)
            loss += float(weight @ left_out @ weight)
        losses.append(loss)
    return PENALTIES[int(np.argmin(losses))]


def simplex(products: Floats, penalty: float) -> Floats:
    """The weights >= 0 with sum 1 that minimise w'Cw + penalty x mean(diag C) x |w - 1/M|^2."""
    count = len(products)
    mean = np.trace(products) / count
    if not np.isfinite(mean) or mean <= 0:
        return np.full(count, 1 / count)
    pull = penalty * mean
    weight = np.full(count, 1 / count)
    # Twice the largest eigenvalue bounds the gradient's slope: this step never overshoots.
    step = 0.5 / (np.linalg.eigvalsh(products)[-1] + pull)
    for _ in range(ROUNDS):
        gradient = 2 * (products @ weight + pull * (weight - 1 / count))
        moved = _onto_simplex(weight - step * gradient)
        if np.abs(moved - weight).max() < STILL:
            return moved
        weight = moved
    return weight


def _onto_simplex(point: Floats) -> Floats:
    """The nearest point of the simplex (Held, Wolfe and Crowder 1974)."""
    falling = np.sort(point)[::-1]
    excess = (np.cumsum(falling) - 1) / np.arange(1, len(point) + 1)
    last = np.flatnonzero(falling > excess)[-1]
    return np.asarray(np.maximum(point - excess[last], 0.0))


def _products(errors: Floats) -> Floats:
    flat = errors.transpose(1, 0, 2, 3).reshape(errors.shape[1], -1)
    return np.asarray(flat @ flat.T)


def _unit(products: Floats) -> Floats:
    trace = float(np.trace(products))
    return products / trace if trace > 0 else products


def _mean(values: Floats, axis: tuple[int, ...]) -> Floats:
    known = np.isfinite(values)
    total = np.where(known, values, 0.0).sum(axis=axis)
    return np.asarray(total / np.maximum(known.sum(axis=axis), 1))

# SPDX-License-Identifier: EUPL-1.2
"""Integer futures of the bottom series; every total is their sum and nothing else.

An error of a bottom series is the sum of an effect of each level (what all registrations, an
area, a group, the cell itself have in common), in the shares that make the spread of totals come
out; the leads of an effect move together as those of past errors did. What the shares cannot
bring about is raked: totals are widened or narrowed over their members until all levels have
the spread that was measured for them.
"""

from __future__ import annotations

import numpy as np

from taalplan.needs.entry.counts import as_counts
from taalplan.needs.entry.hierarchy import BOTTOM, Floats, Hierarchy, Integers
from taalplan.needs.entry.spread import Spread
from taalplan.needs.entry.weights import simplex

SWEEPS = 4


def draw_paths(
    means: Floats, spread: Spread, hierarchy: Hierarchy, draws: int, seed: int
) -> Integers:
    """Draws x bottom series x leads. `means` and the spread are of all series."""
    random = np.random.default_rng(seed)
    errors = _effects(spread, hierarchy, draws, random)
    errors = _raked(errors, spread.scale, hierarchy)
    # One draw of the variance for a whole path: in a wild year everything is off.
    wild = np.sqrt(spread.freedom / random.chisquare(spread.freedom, draws))
    errors *= wild[:, None, None]
    return as_counts(means[hierarchy.parts[BOTTOM]], errors, random)


def _effects(
    spread: Spread, hierarchy: Hierarchy, draws: int, random: np.random.Generator
) -> Floats:
    scale = spread.scale[hierarchy.parts[BOTTOM]]
    count, horizon = scale.shape
    shares = _variance_shares(spread.scale, hierarchy)
    total = np.zeros((draws, count, horizon))
    for (name, part), share in zip(hierarchy.parts.items(), shares, strict=True):
        if share <= 0:
            continue
        values, vectors = np.linalg.eigh(spread.correlation[name])
        root = vectors * np.sqrt(np.maximum(values, 0))
        nodes = hierarchy.summing[part]
        own = random.standard_normal((draws, len(nodes), horizon)) @ root.T
        total += np.sqrt(share) * (own if name == BOTTOM else nodes.T @ own)
    return total * scale


def _variance_shares(scale: Floats, hierarchy: Hierarchy) -> Floats:
    """The share of each level's effect in a bottom variance; they are at least 0, together 1.

    If bottom series moved as one, a node's variance would be the square of its members' summed
    scales. Least squares on what part of its measured variance each node would get.
    """
    bottom = scale[hierarchy.parts[BOTTOM]].mean(axis=1)
    target = np.maximum(scale.mean(axis=1) ** 2, 1e-12)
    rows = []
    for name in hierarchy.parts:
        nodes = hierarchy.summing[hierarchy.parts[name]]
        together = ((hierarchy.summing * bottom) @ nodes.T) ** 2
        rows.append(together.sum(axis=1) / target)
    gap = np.array(rows).T - 1
    for part in hierarchy.parts.values():
        gap[part] /= np.sqrt(part.stop - part.start)
    # Nodes that members cannot reach by far would rule the fit by their square.
    gap = gap / np.maximum(np.abs(gap).max(axis=1, keepdims=True), 1.0)
    return simplex(gap.T @ gap, 1e-6)


def _raked(errors: Floats, scale: Floats, hierarchy: Hierarchy) -> Floats:
    own = scale[hierarchy.parts[BOTTOM]] ** 2
    for _ in range(SWEEPS):
        for name, part in hierarchy.parts.items():
            if name == BOTTOM:
                errors *= _ratio(errors, scale[part])
                continue
            nodes = hierarchy.summing[part]
            sums = nodes @ errors
            change = (_ratio(sums, scale[part]) - 1) * sums
            whole = nodes @ own
            errors += own * (nodes.T @ (change / np.where(whole > 0, whole, 1.0)))
    return errors


def _ratio(errors: Floats, scale: Floats) -> Floats:
    found = errors.std(axis=0)
    return np.where(found > 0, scale / np.where(found > 0, found, 1.0), 1.0)

# SPDX-License-Identifier: EUPL-1.2
"""Integer futures of the bottom series; every total is their sum and nothing else.

An error of a bottom series is the sum of an effect of each level (what all registrations, an
area, a group, the cell itself have in common), in the shares that make the spread of totals come
out; the leads of an effect move together as those of past errors did. What the shares cannot
bring about is raked: totals are widened or narrowed over their members until all levels have
the central interval that was measured for them.
"""

from __future__ import annotations

import numpy as np

from taalplan.needs.entry.counts import as_counts
from taalplan.needs.entry.hierarchy import BOTTOM, Floats, Hierarchy, Integers
from taalplan.needs.entry.spread import CENTRAL, Spread
from taalplan.needs.entry.weights import simplex

SWEEPS = 4


def draw_paths(
    means: Floats, spread: Spread, hierarchy: Hierarchy, draws: int, seed: int
) -> Integers:
    """Draws x bottom series x leads. `means` and the spread are of all series."""
    random = np.random.default_rng(seed)
    errors = _effects(spread, hierarchy, draws, random)
    errors = _raked(errors, spread.reach, hierarchy)
    return as_counts(means[hierarchy.parts[BOTTOM]], errors, random)


def _effects(
    spread: Spread, hierarchy: Hierarchy, draws: int, random: np.random.Generator
) -> Floats:
    scale = spread.reach[hierarchy.parts[BOTTOM]]
    shares = _variance_shares(spread.reach, hierarchy)
    total = np.zeros((draws, *scale.shape))
    for (name, part), share in zip(hierarchy.parts.items(), shares, strict=True):
        values, vectors = np.linalg.eigh(spread.correlation[name])
        root = vectors * np.sqrt(np.maximum(values, 0))
        nodes = hierarchy.summing[part]
        own = random.standard_normal((draws, len(nodes), scale.shape[1])) @ root.T
        # One draw of its variance for all of a level: what it was measured on may have been calm.
        own *= np.sqrt(spread.freedom[name] / random.chisquare(spread.freedom[name], (draws, 1, 1)))
        total += np.sqrt(share) * (own if name == BOTTOM else nodes.T @ own)
    return total * scale


def _variance_shares(scale: Floats, hierarchy: Hierarchy) -> Floats:
    """The share of each level's effect in a bottom variance, levels x leads.

    Shares are at least 0 and together 1. If bottom series moved as one, a node's variance would
    be the square of its members' summed scales. Least squares, lead by lead, on what part of
    its measured variance each node would get.
    """
    nodes = [hierarchy.summing[part] for part in hierarchy.parts.values()]
    sizes = np.concatenate([np.full(len(level), len(level)) for level in nodes])
    found = []
    for lead, target in enumerate(np.maximum(scale.T**2, 1e-12)):
        own = hierarchy.summing * scale[hierarchy.parts[BOTTOM], lead]
        rows = np.array([((own @ level.T) ** 2).sum(axis=1) / target for level in nodes]).T
        # Nodes that members cannot reach by far would rule the fit by their square.
        gap = (rows - 1) / np.maximum(np.abs(rows - 1).max(axis=1, keepdims=True), 1.0)
        gap /= np.sqrt(sizes)[:, None]
        found.append(simplex(gap.T @ gap, 1e-6))
    return np.array(found).T


def _raked(errors: Floats, reach: Floats, hierarchy: Hierarchy) -> Floats:
    own = reach[hierarchy.parts[BOTTOM]] ** 2
    for _ in range(SWEEPS):
        for name, part in hierarchy.parts.items():
            if name == BOTTOM:
                errors *= _ratio(errors, reach[part])
                continue
            nodes = hierarchy.summing[part]
            sums = nodes @ errors
            change = (_ratio(sums, reach[part]) - 1) * sums
            whole = nodes @ own
            errors += own * (nodes.T @ (change / np.where(whole > 0, whole, 1.0)))
    return errors


def _ratio(errors: Floats, reach: Floats) -> Floats:
    found = central(errors)
    return np.where(found > 0, reach / np.where(found > 0, found, 1.0), 1.0)


def central(errors: Floats) -> Floats:
    """Half the central interval of draws (the first axis) around 0."""
    place = int(CENTRAL * len(errors))
    return np.asarray(np.partition(np.abs(errors), place, axis=0)[place])

# SPDX-License-Identifier: EUPL-1.2
"""A forecast from a handful of annual counts, some of them declared exceptions.

With three to five years no trend can be told from chance. The level is the mean of the ordinary
years. Where people come is something else than how many: an exceptional year says nothing about
the level, but its places are the newest known. Shares are half those of the ordinary years, half
those of the latest year.
"""

from __future__ import annotations

import numpy as np

from taalplan.needs.entry.hierarchy import Booleans, Floats, Hierarchy


def next_year(history: Floats, hierarchy: Hierarchy, exceptional: Booleans) -> Floats:
    """The expected count of every series of the hierarchy in the next year.

    `history` is bottom series x years, nan where there was nothing open; `exceptional` marks the
    years that are no guide to the level. Raises ValueError when no ordinary year is left.
    """
    exceptional = np.asarray(exceptional, dtype=bool)
    if exceptional.shape != history.shape[1:]:
        raise ValueError(f"exceptional: expected one mark for each of {history.shape[1]} years")
    if exceptional.all():
        raise ValueError("a level needs at least one ordinary year; all are marked exceptional")
    counts = np.where(np.isfinite(history), history, 0.0)
    ordinary = counts[:, ~exceptional]
    level = ordinary.sum(axis=0).mean()
    before, latest = _shares(ordinary.sum(axis=1)), _shares(counts[:, -1])
    both = hierarchy.aggregate(level * _shares(before + latest))[hierarchy.home]
    # Not open in the latest year is no people there; not open before is only the latest share.
    # What an area is expected to have goes to those of its places that are open.
    seen = np.isfinite(history[:, ~exceptional]).any(axis=1)
    places = np.where(seen, (before + latest) / 2, latest)
    places = np.where(np.isfinite(history[:, -1]), places, 0.0)
    there = hierarchy.aggregate(places)[hierarchy.home]
    return np.asarray(hierarchy.aggregate(both * places / np.where(there > 0, there, 1.0)))


def _shares(counts: Floats) -> Floats:
    total = counts.sum()
    return counts / total if total > 0 else np.zeros_like(counts)

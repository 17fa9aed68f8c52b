# SPDX-License-Identifier: EUPL-1.2
"""Histories with holes: what was not there yet, what is no guide, and the sums above both.

Before its first observed period a series was not there and adds nothing to a total. A hole
after it (a declared shock, an extract that is missing) did have people: totals that hold it are
filled with what the series does ordinarily, so that the others still count in them.
"""

from __future__ import annotations

import numpy as np

from taalplan.needs.entry.hierarchy import Booleans, Floats, Hierarchy
from taalplan.needs.entry.season import indices


def observed(history: Floats, masked: Booleans | None) -> Floats:
    """The bottom series with a nan wherever there is nothing to learn from.

    `masked` is one row for all series or a row for each. Raises ValueError for negative counts
    and for shapes that do not fit.
    """
    series = np.array(history, dtype=float)
    if series.ndim != 2:
        raise ValueError(f"expected series x periods, found {series.ndim} dimensions")
    if (series[np.isfinite(series)] < 0).any():
        raise ValueError("a count cannot be negative")
    series[np.isinf(series)] = np.nan
    if masked is not None:
        mask = np.asarray(masked, dtype=bool)
        if mask.shape not in (series.shape, series.shape[1:]):
            raise ValueError(
                f"masked: expected {series.shape[1:]} or {series.shape}, found {mask.shape}"
            )
        series[np.broadcast_to(mask, series.shape)] = np.nan
    return series


def with_totals(bottom: Floats, hierarchy: Hierarchy, season: int) -> Floats:
    """All series (the order of the hierarchy) x T; a total without any known member is nan."""
    known = np.isfinite(bottom)
    there = known.cumsum(axis=1) > 0
    filled = np.where(known, bottom, np.where(there, _ordinary(bottom, season), 0.0))
    sums = hierarchy.aggregate(filled)
    members = hierarchy.aggregate(known.astype(float))
    alive = hierarchy.aggregate(there.astype(float))
    sums[(members == 0) & (alive > 0)] = np.nan
    sums[hierarchy.parts["bottom"]] = bottom
    return sums


def _ordinary(bottom: Floats, season: int) -> Floats:
    """What each series does ordinarily: the level around a hole, times its season."""
    known = np.isfinite(bottom)
    if known.all():
        return bottom
    whole = np.where(known.any(axis=0), np.nansum(bottom, axis=0), np.nan)
    index = indices(np.vstack([whole, bottom]), season)[1:]
    place = np.arange(bottom.shape[1]) % max(season, 1)
    adjusted = bottom / index[:, place]
    level = np.zeros_like(bottom)
    for row, (values, seen) in enumerate(zip(adjusted, known, strict=True)):
        if seen.any():
            level[row] = _bridged(values, np.flatnonzero(seen), season)
    return np.asarray(level * index[:, place])


def _bridged(values: Floats, at: np.ndarray, season: int) -> Floats:
    """A straight line over each hole between the means of up to a year on either side."""
    line = values.copy()
    for before, after in zip(at, [*at[1:], None], strict=True):
        if after is None:
            line[before + 1 :] = _mean(values[: before + 1][-season:])
        elif after > before + 1:
            ends = (_mean(values[: before + 1][-season:]), _mean(values[after:][:season]))
            steps = np.linspace(*ends, int(after - before) + 1)
            line[before + 1 : after] = steps[1:-1]
    return line


def _mean(values: Floats) -> float:
    known = values[np.isfinite(values)]
    return float(known.mean()) if len(known) else 0.0

# SPDX-License-Identifier: EUPL-1.2
"""The members of the combination: plain forecasts of many series at once.

All work on seasonally adjusted series (series x T) with gaps (nan), and give series x horizon.
Smoothing carries its state over a gap unchanged. Sources: Gardner and McKenzie, Management
Science 1985 (damped trend); Assimakopoulos and Nikolopoulos, International Journal of
Forecasting 2000, in the form of Hyndman and Billah 2003 (theta); Fiorucci and others 2016.
"""

from __future__ import annotations

from itertools import product

import numpy as np

from taalplan.needs.entry.hierarchy import Floats

ALPHAS = (0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9)
BETAS = (0.05, 0.2, 0.5)
"""The trend's smoothing as a share of the level's."""
PULLS = (0.5, 0.25, 0.75, 0.0, 1.0)
"""How much of the trend of all history theta follows; the first, its classic half, wins a tie."""
PHIS = (0.8, 0.9, 0.98)
"""The range that Gardner and McKenzie found useful; above it is a straight line."""


def last_year(series: Floats, season: int, horizon: int) -> Floats:
    """The mean of the last `season` observed periods."""
    rank = np.isfinite(series)[:, ::-1].cumsum(axis=1)[:, ::-1]
    recent = np.isfinite(series) & (rank <= season)
    level = np.where(recent, series, 0.0).sum(axis=1) / np.maximum(recent.sum(axis=1), 1)
    return np.repeat(level[:, None], horizon, axis=1)


def smoothed(series: Floats, season: int, horizon: int) -> Floats:
    """Simple exponential smoothing, its parameter chosen on the grid `ALPHAS`."""
    alpha = np.array(ALPHAS)[:, None]
    level = np.repeat(_start(series, season)[None], len(ALPHAS), axis=0)
    error = np.zeros_like(level)
    known = np.isfinite(series)
    for t in range(series.shape[1]):
        miss = np.where(known[:, t], series[:, t] - level, 0.0)
        error += miss**2
        level = level + alpha * miss
    best = _choose(error, known.sum(axis=1), season)
    return np.repeat(level[best, np.arange(len(series))][:, None], horizon, axis=1)


def theta(series: Floats, season: int, horizon: int) -> Floats:
    """Smoothing, plus a part of the trend of all history times what smoothing lags behind.

    A part of 1/2 is the theta method, 0 is plain smoothing and 1 the whole trend; part and
    smoothing are chosen on a grid (the optimised theta method).
    """
    grid = np.array(list(product(ALPHAS, PULLS)))
    alpha, pull = (grid[:, column][:, None] for column in range(2))
    known = np.isfinite(series)
    times = np.where(known, np.arange(series.shape[1], dtype=float), np.nan)
    level = np.repeat(_start(series, season)[None], len(grid), axis=0)
    when = np.repeat(_start(times, season)[None], len(grid), axis=0)
    error = np.zeros_like(level)
    slopes = _slopes(series, season)
    for t in range(series.shape[1]):
        expected = level + pull * slopes[:, t] * (t - when)
        error += np.where(known[:, t], series[:, t] - expected, 0.0) ** 2
        level += np.where(known[:, t], alpha * (series[:, t] - level), 0.0)
        when += np.where(known[:, t], alpha * (t - when), 0.0)
    best = _choose(error, known.sum(axis=1), season)
    each = np.arange(len(series))
    ahead = np.arange(horizon) + series.shape[1] - when[best, each][:, None]
    trend = pull[best, 0] * slopes[:, -1]
    return np.asarray(level[best, each][:, None] + trend[:, None] * ahead)


def _slopes(series: Floats, season: int) -> Floats:
    """The least squares slope of what was known before each period, and after the last.

    0 with less than two years: that is season and chance.
    """
    known = np.isfinite(series)
    at = np.arange(series.shape[1], dtype=float)
    value = np.where(known, series, 0.0)
    number, t, tt, y, ty = (
        part.cumsum(axis=1)
        for part in (known.astype(float), known * at, known * at**2, value, value * at)
    )
    spread = number * tt - t**2
    slope = (number * ty - t * y) / np.where(spread > 0, spread, 1.0)
    enough = (number >= 2 * season) & (spread > 0)
    return np.pad(np.where(enough, slope, 0.0), ((0, 0), (1, 0)))


def damped(series: Floats, season: int, horizon: int) -> Floats:
    """A local trend that fades; its three parameters are chosen on a grid."""
    grid = np.array(list(product(ALPHAS, BETAS, PHIS)))
    alpha, beta, phi = (grid[:, column][:, None] for column in range(3))
    start = _start(series, season)
    level = np.repeat(start[None], len(grid), axis=0)
    trend = np.repeat(_start_trend(series, season)[None], len(grid), axis=0)
    error = np.zeros_like(level)
    known = np.isfinite(series)
    for t in range(series.shape[1]):
        expected = level + phi * trend
        miss = np.where(known[:, t], series[:, t] - expected, 0.0)
        error += miss**2
        level = np.where(known[:, t], expected + alpha * miss, level)
        trend = np.where(known[:, t], phi * trend + alpha * beta * miss, trend)
    best = _choose(error, known.sum(axis=1), season)
    each = np.arange(len(series))
    fade = np.cumsum(phi[best, 0][:, None] ** np.arange(1, horizon + 1), axis=1)
    found = level[best, each][:, None] + fade * trend[best, each][:, None]
    enough = known.sum(axis=1) >= 2 * season
    return np.asarray(np.where(enough[:, None], found, level[best, each][:, None]))


def _start(series: Floats, season: int) -> Floats:
    """The mean of the first `season` observed periods; 0 for a series without any."""
    return last_year(series[:, ::-1], season, 1)[:, 0]


def _start_trend(series: Floats, season: int) -> Floats:
    """What the second year of observations had above the first, per period; 0 before that."""
    rank = np.isfinite(series).cumsum(axis=1)
    second = np.where(np.isfinite(series) & (rank > season) & (rank <= 2 * season), series, 0.0)
    change = second.sum(axis=1) / season - _start(series, season)
    return np.where(rank[:, -1] >= 2 * season, change / season, 0.0)


def _choose(error: Floats, number: Floats, season: int) -> np.ndarray:
    """The grid point of each series (error: grid x series), drawn to what suits all of them.

    Likelihoods are added: a series' own periods, and one year of the average series. A short
    series follows the others, a long one itself.
    """
    own = np.log(np.maximum(error, 1e-12 * np.maximum(error.max(axis=0), 1)))
    common = own.mean(axis=1, keepdims=True)
    return np.asarray((number * own + season * common).argmin(axis=0))

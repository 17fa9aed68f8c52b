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
    level, _ = _best_level(series, season)
    return np.repeat(level[:, None], horizon, axis=1)


def theta(series: Floats, season: int, horizon: int) -> Floats:
    """Theta with lines 0 and 2: smoothing with half the trend of the whole history."""
    level, alpha = _best_level(series, season)
    known = np.isfinite(series)
    times = np.arange(series.shape[1])
    number = np.maximum(known.sum(axis=1), 1)
    mean_time = (known * times).sum(axis=1) / number
    centred = known * (times - mean_time[:, None])
    spread = (centred**2).sum(axis=1)
    slope = (centred * np.where(known, series, 0)).sum(axis=1) / np.maximum(spread, 1e-12)
    # A slope of less than two years is season and chance.
    slope = np.where(number >= 2 * season, slope, 0.0)
    lag = (1 - (1 - alpha) ** number) / alpha
    ahead = np.arange(horizon) + lag[:, None]
    return np.asarray(level[:, None] + slope[:, None] / 2 * ahead)


def damped(series: Floats, season: int, horizon: int) -> Floats:
    """A local trend that fades; its three parameters are chosen on a grid."""
    grid = np.array(list(product(ALPHAS, BETAS, PHIS)))
    alpha, beta, phi = (grid[:, column][:, None] for column in range(3))
    start = _start(series, season)
    level = np.repeat(start[None], len(grid), axis=0)
    trend = np.zeros_like(level)
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


def _best_level(series: Floats, season: int) -> tuple[Floats, Floats]:
    alpha = np.array(ALPHAS)[:, None]
    level = np.repeat(_start(series, season)[None], len(ALPHAS), axis=0)
    error = np.zeros_like(level)
    known = np.isfinite(series)
    for t in range(series.shape[1]):
        miss = np.where(known[:, t], series[:, t] - level, 0.0)
        error += miss**2
        level = level + alpha * miss
    best = _choose(error, known.sum(axis=1), season)
    return level[best, np.arange(len(series))], alpha[best, 0]


def _choose(error: Floats, number: Floats, season: int) -> np.ndarray:
    """The grid point of each series (error: grid x series), drawn to what suits all of them.

    Likelihoods are added: a series' own periods, and one year of the average series. A short
    series follows the others, a long one itself.
    """
    own = np.log(np.maximum(error, 1e-12 * np.maximum(error.max(axis=0), 1)))
    common = own.mean(axis=1, keepdims=True)
    return np.asarray((number * own + season * common).argmin(axis=0))

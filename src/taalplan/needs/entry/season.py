# SPDX-License-Identifier: EUPL-1.2
"""Seasonal indices, shrunk: what a month has above or below the year around it.

A series of its own tells little about its season when it is short or small. Its indices are
drawn to those of the whole, and those of the whole to 1, as far as its years disagree with each
other (James and Stein 1961; Miller and Williams, International Journal of Forecasting 2003).
"""

from __future__ import annotations

import numpy as np

from taalplan.needs.entry.hierarchy import Floats

LEAST = 0.01
"""An index is never below this: a month that is always empty would otherwise divide by zero."""


def chance(history: Floats, season: int) -> Floats:
    """How far the ratios of one year lie from the indices by chance: a variance per series."""
    if season < 2 or history.shape[1] < season:
        return np.full(len(history), np.inf)
    index, noise, times = _ratios(history, _year_around(history, season), season)
    return _disagreement(history, index, noise, season) * times


def indices(history: Floats, season: int, noise: Floats | None = None) -> Floats:
    """Multiplicative indices (series x season) of position t % season; the first row leads.

    `history` (series x T) may have gaps (nan). The first row is the whole, and the others are
    parts of it (of any level). `noise` is what `chance` made of a longer history, if there is
    one. The mean of each row of the result is 1.
    """
    count, length = history.shape
    if season < 2 or length < season:
        return np.ones((count, max(season, 1)))
    raw, found, times = _ratios(history, _year_around(history, season), season)
    noise = _disagreement(history, raw, found, season) if noise is None else noise / times
    whole = raw[:1]
    centre = 1 + _keep(whole, np.ones_like(whole), noise[:1]) * (whole - 1)
    shrunk = centre + _keep(raw, centre, noise) * (raw - centre)
    shrunk = np.maximum(shrunk, LEAST)
    return np.asarray(shrunk * season / shrunk.sum(axis=1, keepdims=True))


def _year_around(history: Floats, season: int) -> Floats:
    """The mean of a year centred on each period; at both ends prolonged by its latest change."""
    length = history.shape[1]
    weights = np.ones(season)
    if season % 2 == 0:
        # Half a weight at both ends centres an even year on a period.
        weights = np.r_[0.5, np.ones(season - 1), 0.5]
    reach = len(weights) // 2
    if length < len(weights):
        # Not even one centred year.
        level = np.nanmean(np.where(np.isnan(history).all(1, keepdims=True), 0, history), axis=1)
        return np.repeat(level[:, None], length, axis=1)
    known = ~np.isnan(history)
    total = _windowed(np.where(known, history, 0.0), weights)
    share = _windowed(known.astype(float), weights)
    # A year with more than half of its months missing says nothing about its level.
    level = np.where(share > season / 2, total / np.maximum(share, 1e-12), np.nan)
    inner = level[:, reach : length - reach]
    before = _prolonged(inner[:, ::-1], reach, season)[:, ::-1]
    return np.concatenate([before, inner, _prolonged(inner, reach, season)], axis=1)


def _prolonged(level: Floats, count: int, season: int) -> Floats:
    """The next values of a level by its change over the latest year, as far as there is one.

    A change over part of a year counts for that part; nothing is more than halved.
    """
    last = level[:, -1:]
    change = (last - level[:, -1 - min(season, level.shape[1] - 1), None]) / season
    found = last + np.nan_to_num(change) * np.arange(1, count + 1)
    return np.maximum(found, last / 2)


def _windowed(values: Floats, weights: Floats) -> Floats:
    reach = len(weights) // 2
    padded = np.pad(values, ((0, 0), (reach, reach)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, len(weights), axis=1)
    return np.asarray(windows @ weights)


def _ratios(history: Floats, around: Floats, season: int) -> tuple[Floats, Floats, Floats]:
    """The index of each position; per series how noisy it is, and from how many years it comes.

    Noise has two rows: the variance of an index, and the number of squares that rests on. An
    index is a ratio of sums, and not a mean of ratios: years with few people have noisy ratios.
    """
    count, length = history.shape
    years = -(-length // season)
    pad = ((0, 0), (0, years * season - length))
    shape = (count, years, season)
    usable = np.isfinite(history) & np.isfinite(around)
    top = np.pad(np.where(usable, history, 0.0), pad).reshape(shape)
    below = np.pad(np.where(usable, around, 0.0), pad).reshape(shape)
    seen = np.pad(usable, pad).reshape(shape)
    weight = below.sum(axis=1)
    index = np.where(weight > 0, top.sum(axis=1) / np.where(weight > 0, weight, 1), 1.0)
    level = np.maximum(below.mean(axis=(1, 2), keepdims=True), 1e-12)
    error = np.where(seen, (top - index[:, None] * below) / level, 0.0)
    times = seen.sum(axis=1)
    freedom = np.maximum(times - 1, 0).sum(axis=1)
    spread = (error**2).sum(axis=(1, 2)) / np.maximum(freedom, 1)
    noise = spread / np.maximum(times.mean(axis=1), 1)
    return index, np.array([noise, freedom]), np.maximum(times.mean(axis=1), 1)


def _disagreement(history: Floats, index: Floats, noise: Floats, season: int) -> Floats:
    """The variance of indices; what was not seen in two years, by disagreement with the whole.

    All that a part differs from the whole then counts as chance; in the whole it averages out.
    """
    own, freedom = noise
    sure = np.minimum(freedom / season, 1.0)
    differ = ((index - index[:1]) ** 2).mean(axis=1)
    size = np.where(np.isfinite(history), history, 0.0).sum(axis=1)
    share = size[1:] / max(float(size[1:].sum()), 1e-12)
    differ[0] = (share**2) @ differ[1:]
    return np.asarray(sure * own + (1 - sure) * differ)


def _keep(index: Floats, centre: Floats, noise: Floats) -> Floats:
    """How much of the distance to the centre is signal: between 0 and 1, per series."""
    distance = ((index - centre) ** 2).mean(axis=1)
    signal = np.maximum(distance - noise, 0.0)
    return np.asarray((signal / np.where(distance > 0, distance, 1.0))[:, None])

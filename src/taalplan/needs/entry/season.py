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


def indices(history: Floats, season: int) -> Floats:
    """Multiplicative indices (series x season) of position t % season; the first row leads.

    `history` (series x T) may have gaps (nan). The first row is the whole, and the others are
    parts of it (of any level). The mean of each row of the result is 1.
    """
    count, length = history.shape
    if season < 2 or length < season:
        return np.ones((count, max(season, 1)))
    around = _year_around(history, season)
    raw, noise = _ratios(history, around, season)
    if np.isnan(noise).any():
        noise = _disagreement(history, raw, noise)
    whole = raw[:1]
    centre = 1 + _keep(whole, np.ones_like(whole), noise[:1]) * (whole - 1)
    shrunk = centre + _keep(raw, centre, noise) * (raw - centre)
    shrunk = np.maximum(shrunk, LEAST)
    return np.asarray(shrunk * season / shrunk.sum(axis=1, keepdims=True))


def _year_around(history: Floats, season: int) -> Floats:
    """The mean of a whole year centred on each period, as far as there is one; else nearest."""
    length = history.shape[1]
    weights = np.ones(season)
    if season % 2 == 0:
        # Half a weight at both ends centres an even year on a period.
        weights = np.r_[0.5, np.ones(season - 1), 0.5]
    reach = len(weights) // 2
    if length < 2 * season:
        # Less than two years: a centred year would leave some months without a ratio.
        level = np.nanmean(np.where(np.isnan(history).all(1, keepdims=True), 0, history), axis=1)
        return np.repeat(level[:, None], length, axis=1)
    known = ~np.isnan(history)
    total = _windowed(np.where(known, history, 0.0), weights)
    share = _windowed(known.astype(float), weights)
    # A year with more than half of its months missing says nothing about its level.
    level = np.where(share > season / 2, total / np.maximum(share, 1e-12), np.nan)
    level[:, :reach] = np.nan
    level[:, length - reach :] = np.nan
    return level


def _windowed(values: Floats, weights: Floats) -> Floats:
    reach = len(weights) // 2
    padded = np.pad(values, ((0, 0), (reach, reach)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, len(weights), axis=1)
    return np.asarray(windows @ weights)


def _ratios(history: Floats, around: Floats, season: int) -> tuple[Floats, Floats]:
    """The index of each position, and the variance of its estimate (per series).

    A ratio of sums, and not a mean of ratios: years with few people have noisy ratios.
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
    return index, np.where(freedom > 0, noise, np.nan)


def _disagreement(history: Floats, index: Floats, noise: Floats) -> Floats:
    """The noise of indices that rest on one year of each month, which has no spread of its own.

    All that a part differs from the whole counts as chance; in the whole it averages out.
    """
    differ = ((index - index[:1]) ** 2).mean(axis=1)
    size = np.where(np.isfinite(history), history, 0.0).sum(axis=1)
    share = size[1:] / max(float(size[1:].sum()), 1e-12)
    differ[0] = (share**2) @ differ[1:]
    return np.where(np.isnan(noise), differ, noise)


def _keep(index: Floats, centre: Floats, noise: Floats) -> Floats:
    """How much of the distance to the centre is signal: between 0 and 1, per series."""
    distance = ((index - centre) ** 2).mean(axis=1)
    signal = np.maximum(distance - noise, 0.0)
    return np.asarray((signal / np.where(distance > 0, distance, 1.0))[:, None])

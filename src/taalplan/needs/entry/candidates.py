# SPDX-License-Identifier: EUPL-1.2
"""Every member's forecast of every series of the hierarchy, from one cut-off."""

from __future__ import annotations

import numpy as np

from taalplan.needs.entry import members
from taalplan.needs.entry.hierarchy import Floats, Hierarchy
from taalplan.needs.entry.season import indices

NAMES = ("last year", "smoothing", "damped trend", "theta", "seasonal naive", "growth", "share")
YEARS = 3
"""Growth, and shares of a cell in its area, are those of three years: one is mostly chance."""
MOST_GROWTH = 2.0
"""Per year; a series that just began would otherwise grow without end."""


def candidates(
    series: Floats, hierarchy: Hierarchy, season: int, horizon: int, noise: Floats | None = None
) -> Floats:
    """Members (in the order of `NAMES`) x all series x horizon, none below zero.

    `series` are all series x T up to the cut-off, with gaps; `noise` is that of their seasons,
    where it is known better than from this history (`season.chance`).
    """
    length = series.shape[1]
    index = indices(series, season, noise)
    place = np.arange(length) % season
    ahead = np.arange(length, length + horizon) % season
    adjusted = series / index[:, place]
    plain = [
        make(adjusted, season, horizon) * index[:, ahead]
        for make in (members.last_year, members.smoothed, members.damped, members.theta)
    ]
    naive = _naive(series, plain[0], season, horizon)
    plain += [naive, naive * _growth(series, season, horizon)]
    # Above the bottom a share of itself says nothing: the mean of the others is neutral there.
    shared = np.maximum(np.mean(plain, axis=0), 0.0)
    bottom = hierarchy.parts["bottom"]
    home = (shared / index[:, ahead])[hierarchy.home]
    shared[bottom] = _shares(series, hierarchy, season)[:, None] * home * index[bottom][:, ahead]
    return np.asarray(np.maximum(np.array([*plain, shared]), 0.0))


def _naive(series: Floats, otherwise: Floats, season: int, horizon: int) -> Floats:
    """The latest observed value of the same position in the year; else last year's mean."""
    length = series.shape[1]
    found = otherwise.copy()
    open_ = np.ones(otherwise.shape, dtype=bool)
    steps = np.arange(horizon)
    for years in range(1, length // season + 2):
        at = length + steps - season * (years + steps // season)
        usable = at >= 0
        value = np.where(usable, series[:, np.maximum(at, 0)], np.nan)
        take = open_ & np.isfinite(value)
        found[take] = value[take]
        open_ &= ~take
    return found


def _growth(series: Floats, season: int, horizon: int) -> Floats:
    """What the yearly growth of the latest years makes of last year, by lead: series x horizon."""
    back = min(YEARS, series.shape[1] // season - 1)
    if back < 1:
        return np.ones((len(series), horizon))
    ends = series.shape[1] - season * np.array([0, back])
    latest, before = (_known_mean(series[:, end - season : end]) for end in ends)
    both = (latest > 0) & (before > 0)
    yearly = np.where(both, latest / np.where(both, before, 1.0), 1.0) ** (1 / back)
    yearly = np.clip(yearly, 1 / MOST_GROWTH, MOST_GROWTH)
    return np.asarray(yearly[:, None] ** (np.arange(horizon) // season + 1))


def _known_mean(values: Floats) -> Floats:
    known = np.isfinite(values)
    return np.asarray(np.where(known, values, 0.0).sum(axis=1) / np.maximum(known.sum(axis=1), 1))


def _shares(series: Floats, hierarchy: Hierarchy, season: int) -> Floats:
    """What part of its home each bottom series was, over the periods in which both are known."""
    recent = series[:, -YEARS * season :]
    own, home = recent[hierarchy.parts["bottom"]], recent[hierarchy.home]
    both = np.isfinite(own) & np.isfinite(home)
    whole = np.where(both, home, 0.0).sum(axis=1)
    part = np.where(both, own, 0.0).sum(axis=1)
    return np.asarray(part / np.where(whole > 0, whole, 1.0))

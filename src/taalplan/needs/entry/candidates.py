# SPDX-License-Identifier: EUPL-1.2
"""Every member's forecast of every series of the hierarchy, from one cut-off."""

from __future__ import annotations

import numpy as np

from taalplan.needs.entry import members
from taalplan.needs.entry.hierarchy import Floats, Hierarchy
from taalplan.needs.entry.season import indices

NAMES = ("last year", "smoothing", "damped trend", "theta", "seasonal naive", "share")
SHARE_YEARS = 3
"""Shares of a cell in its area are taken over three years: one year of a small cell is chance."""


def candidates(series: Floats, hierarchy: Hierarchy, season: int, horizon: int) -> Floats:
    """Members (in the order of `NAMES`) x all series x horizon, none below zero.

    `series` are all series x T up to the cut-off, with gaps.
    """
    length = series.shape[1]
    index = indices(series, season)
    place = np.arange(length) % season
    ahead = np.arange(length, length + horizon) % season
    adjusted = series / index[:, place]
    plain = [
        make(adjusted, season, horizon) * index[:, ahead]
        for make in (members.last_year, members.smoothed, members.damped, members.theta)
    ]
    plain.append(_naive(series, plain[0], season, horizon))
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


def _shares(series: Floats, hierarchy: Hierarchy, season: int) -> Floats:
    """What part of its home each bottom series was, over the periods in which both are known."""
    recent = series[:, -SHARE_YEARS * season :]
    own, home = recent[hierarchy.parts["bottom"]], recent[hierarchy.home]
    both = np.isfinite(own) & np.isfinite(home)
    whole = np.where(both, home, 0.0).sum(axis=1)
    part = np.where(both, own, 0.0).sum(axis=1)
    return np.asarray(part / np.where(whole > 0, whole, 1.0))

# SPDX-License-Identifier: EUPL-1.2
"""Errors made out of sample: forecasts from earlier cut-offs beside what came out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taalplan.needs.entry.candidates import NAMES, candidates
from taalplan.needs.entry.gaps import with_totals
from taalplan.needs.entry.hierarchy import BOTTOM, Floats, Hierarchy, Integers
from taalplan.needs.entry.season import chance

MOST = 18
"""Cut-offs at most, evenly spread over the latter half: more overlap and tell little more."""


@dataclass(frozen=True, eq=False)
class Rolling:
    """Forecasts of the members from earlier cut-offs, and what came out (nan: not known).

    `forecasts`: cut-offs x members x all series x leads; `actual`: cut-offs x all series x leads.
    `windows` is how many spans of the whole horizon fit in what was tried.
    """

    cut_offs: Integers
    forecasts: Floats
    actual: Floats
    windows: float


def roll(bottom: Floats, hierarchy: Hierarchy, season: int, horizon: int) -> Rolling:
    """Forecast from every earlier cut-off with only what was known there.

    A cut-off needs a year of history, and half of what there is now: what is learned from a
    much shorter history says little about the errors to expect.
    """
    length = bottom.shape[1]
    first = max(season, length // 2)
    tried = max(length - first, 0)
    cut_offs = np.unique(np.linspace(first, length - 1, min(tried, MOST)).astype(int))
    forecasts, actual = [], []
    whole = hierarchy.aggregate(_with_zeros_before(bottom))
    whole[hierarchy.parts[BOTTOM]] = bottom
    # How noisy a season is, is a trait of the series; its indices are learned at each cut-off.
    noise = chance(with_totals(bottom, hierarchy, season), season)
    for cut in cut_offs:
        past = bottom[:, :cut]
        known = with_totals(past, hierarchy, season)
        made = candidates(known, hierarchy, season, horizon, noise)
        came = np.full((len(whole), horizon), np.nan)
        came[:, : length - cut] = whole[:, cut : cut + horizon]
        # Nobody can have foreseen a series that began later; totals that it joins can err by it.
        unseen = ~(np.nan_to_num(past) > 0).any(axis=1)
        came[hierarchy.parts[BOTTOM]][unseen] = np.nan
        forecasts.append(made)
        actual.append(came)
    if not forecasts:
        empty = np.empty((0, len(whole), horizon))
        none = np.empty((0, len(NAMES), len(whole), horizon))
        return Rolling(cut_offs, none, empty, 0.0)
    return Rolling(cut_offs, np.array(forecasts), np.array(actual), tried / horizon)


def _with_zeros_before(bottom: Floats) -> Floats:
    """Not there yet is nothing in a total; a hole makes the total unknown."""
    there = np.isfinite(bottom).cumsum(axis=1) > 0
    return np.where(there, bottom, 0.0)

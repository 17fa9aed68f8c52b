# SPDX-License-Identifier: EUPL-1.2
"""Forecast counts of a hierarchy: a combination, reconciled, with integer paths around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from taalplan.needs.entry import spread as spreads
from taalplan.needs.entry.candidates import NAMES, candidates
from taalplan.needs.entry.gaps import observed, with_totals
from taalplan.needs.entry.hierarchy import BOTTOM, Booleans, Floats, Hierarchy, Integers
from taalplan.needs.entry.paths import draw_paths
from taalplan.needs.entry.reconcile import projection, reconcile
from taalplan.needs.entry.rolling import Rolling, roll
from taalplan.needs.entry.weights import PARTS, member_weights

DRAWS = 1000


@dataclass(frozen=True, eq=False)
class EntryForecast:
    """Integer futures that add up.

    `paths` is draws x bottom series x horizon; every other level is their sum. `expected` is the
    reconciled mean of all series (the order of the hierarchy) x horizon. `weights` says per
    member of `members` how much it counted for each series. `warnings` are sentences about what
    the forecast could not rest on.
    """

    hierarchy: Hierarchy
    paths: Integers
    expected: Floats
    members: tuple[str, ...]
    weights: Floats
    warnings: tuple[str, ...] = ()

    @cached_property
    def all_paths(self) -> Integers:
        """Draws x all series x horizon."""
        return np.asarray(self.hierarchy.aggregate(self.paths))

    @property
    def mean(self) -> Floats:
        """The expected count of each bottom series x horizon."""
        return self.expected[self.hierarchy.parts[BOTTOM]]

    def level(self, name: str = BOTTOM) -> Integers:
        """Draws x the nodes of a level x horizon."""
        return self.all_paths[:, self.hierarchy.parts[name]]

    def quantile(self, q: float, level: str = BOTTOM) -> Floats:
        """A quantile of each node of a level in each period, from the paths."""
        return np.asarray(np.quantile(self.level(level), q, axis=0))

    def total(self, first: int, last: int, level: str = BOTTOM) -> Integers:
        """Draws x nodes: what leads `first` to `last` (from 1, both included) add up to."""
        return np.asarray(self.level(level)[:, :, first - 1 : last].sum(axis=2))


def forecast(
    history: Floats,
    hierarchy: Hierarchy,
    *,
    horizon: int,
    season: int = 12,
    draws: int = DRAWS,
    masked: Booleans | None = None,
    seed: int = 0,
    window: tuple[int, int] | None = None,
) -> EntryForecast:
    """Forecast the bottom series (history: series x T, nan where not known), coherently.

    `masked` (T, or series x T) leaves periods out: declared shocks. `window` (first and last
    lead) says which sum matters, such as (7, 18) for a school year planned at the end of
    February: members are then weighed by their error on that sum. The same seed gives the same
    paths. Raises ValueError for shapes that do not fit and for negative counts.
    """
    _check(history, hierarchy, horizon, season, draws, window)
    bottom = observed(history, masked)
    series = with_totals(bottom, hierarchy, season)
    rolling = roll(bottom, hierarchy, season, horizon)
    weights = _weights(rolling, hierarchy, window)
    combined = np.einsum("mnh,mn->nh", candidates(series, hierarchy, season, horizon), weights)
    earlier = _as_if_new(rolling, hierarchy, window)
    project = projection(hierarchy, _error_variance(rolling.actual - earlier, hierarchy))
    # What was never there gets nothing, also when reconciliation has something to divide.
    project[~np.isfinite(bottom).any(axis=1)] = 0.0
    means = reconcile(combined, hierarchy, project)
    spread = spreads.unknown(means, series, hierarchy)
    if len(earlier):
        coherent = reconcile(earlier, hierarchy, project)
        errors = rolling.actual - coherent
        spread = spreads.measure(errors, coherent, means, hierarchy, rolling.windows)
    paths = draw_paths(means, spread, hierarchy, draws, seed)
    warnings = _warnings(bottom, hierarchy, season)
    return EntryForecast(hierarchy, paths, means, NAMES, weights, warnings)


def _weights(rolling: Rolling, hierarchy: Hierarchy, window: tuple[int, int] | None) -> Floats:
    if not len(rolling.forecasts):
        return np.full((len(NAMES), len(hierarchy.summing)), 1 / len(NAMES))
    errors = rolling.actual[:, None] - rolling.forecasts
    if window:
        sums = errors[..., window[0] - 1 : window[1]].sum(axis=-1, keepdims=True)
        if np.isfinite(sums).any():
            errors = sums
    return member_weights(errors, hierarchy, rolling.windows)


def _as_if_new(rolling: Rolling, hierarchy: Hierarchy, window: tuple[int, int] | None) -> Floats:
    """Earlier forecasts with weights from the other cut-offs only.

    Weights that have seen an error were chosen to make it small; the next one was not seen.
    """
    made = np.zeros_like(rolling.actual)
    everything = np.arange(len(made))
    for left_out in np.array_split(everything, PARTS):
        others = np.setdiff1d(everything, left_out)
        known = replace(rolling, forecasts=rolling.forecasts[others], actual=rolling.actual[others])
        weights = _weights(known, hierarchy, window)
        made[left_out] = np.einsum("omnh,mn->onh", rolling.forecasts[left_out], weights)
    return made


def _error_variance(errors: Floats, hierarchy: Hierarchy) -> Floats:
    """Out of sample and over all leads; a series that never came out counts as its size."""
    known = np.isfinite(errors)
    number = known.sum(axis=(0, 2))
    mean = np.where(known, errors**2, 0.0).sum(axis=(0, 2)) / np.maximum(number, 1)
    return np.asarray(np.where(number > 0, mean, hierarchy.summing.sum(axis=1)))


def _check(
    history: Floats,
    hierarchy: Hierarchy,
    horizon: int,
    season: int,
    draws: int,
    window: tuple[int, int] | None,
) -> None:
    faults = []
    if np.ndim(history) != 2 or np.shape(history)[0] != len(hierarchy.bottom):
        faults.append(
            f"history: expected {len(hierarchy.bottom)} series x periods, "
            f"found {' x '.join(map(str, np.shape(history)))}"
        )
    elif np.shape(history)[1] < 1:
        faults.append("history: at least one period is needed")
    for name, number in (("horizon", horizon), ("season", season), ("draws", draws)):
        if number < 1:
            faults.append(f"{name}: expected at least 1, found {number}")
    if window and not 1 <= window[0] <= window[1] <= horizon:
        faults.append(f"window: expected two leads from 1 to {horizon}, found {window}")
    if faults:
        raise ValueError("; ".join(faults))


def _warnings(bottom: Floats, hierarchy: Hierarchy, season: int) -> tuple[str, ...]:
    number = np.isfinite(bottom).sum(axis=1)
    found = []
    for sentence, which in (
        ("no history at all, so nothing is forecast for", number == 0),
        (f"less than {season} periods of history for", (number > 0) & (number < season)),
    ):
        names = [name for name, one in zip(hierarchy.bottom, which, strict=True) if one]
        if names:
            found.append(f"{sentence}: {', '.join(names)}")
    return tuple(found)

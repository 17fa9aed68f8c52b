# SPDX-License-Identifier: EUPL-1.2
"""Declared shocks, done to the history before anything is forecast from it.

`missing`: months are left out. `level_shift`: what came before is brought to the level after it.
`separate_stream`: people who are counted apart come back as scenarios with a chance each. Only
what the shock register declares; nothing is looked for in the figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

from taalplan.needs.entry.forecasting import EntryForecast
from taalplan.needs.entry.hierarchy import Booleans, Floats
from taalplan.policy.shocks import Shock, Treatment

Months = npt.NDArray[np.datetime64]


@dataclass(frozen=True, eq=False)
class Treated:
    """What shocks do to series x months: periods left out, and shifts of the level.

    A shift is the place of its first month and which series it bears on. `apart` are the shocks
    whose people must be counted, and forecast, as a stream of their own.
    """

    masked: Booleans
    shifts: tuple[tuple[int, Booleans], ...]
    apart: tuple[Shock, ...]


def treat(
    shocks: Iterable[Shock],
    months: Months,
    *,
    table: str,
    areas: Sequence[str],
    target_groups: Sequence[str],
) -> Treated:
    """Read the shocks that bear on a table into arrays.

    `areas` and `target_groups` say, per series, whose counts it holds. A month that a shock
    touches with one day is left out.
    """
    masked = np.zeros((len(areas), len(months)), dtype=bool)
    shifts, apart = [], []
    for shock in shocks:
        scope = _scope(shock, areas, target_groups)
        touched = np.array([shock.touches(*_bounds(month)) for month in months], dtype=bool)
        if table not in shock.tables or not scope.any() or not touched.any():
            continue
        if shock.treatment is Treatment.MISSING:
            masked |= scope[:, None] & touched
        elif shock.treatment is Treatment.LEVEL_SHIFT:
            shifts.append((int(touched.argmax()), scope))
        else:
            apart.append(shock)
    return Treated(masked, tuple(shifts), tuple(apart))


def rescaled(history: Floats, treated: Treated, season: int = 12) -> Floats:
    """The history with what lies before each level shift brought to the level after it.

    The factor is one for all series of the shift: after over before, in the same months of the
    year. It counts in full once a year has been seen after the shift, and until then by the part
    of the year that has: its logarithm is drawn to 0.
    """
    result = np.array(history, dtype=float)
    result[treated.masked] = np.nan
    for start, scope in sorted(treated.shifts, key=lambda shift: shift[0]):
        after = np.arange(start, min(start + season, result.shape[1]))
        after = after[after >= season]
        new, old = result[scope][:, after], result[scope][:, after - season]
        both = np.isfinite(new) & np.isfinite(old)
        seen = both.any(axis=0).sum()
        top, bottom = new[both].sum(), old[both].sum()
        if seen and top > 0 and bottom > 0:
            factor = (top / bottom) ** min(seen / season, 1.0)
            result[np.ix_(scope, np.arange(start))] *= factor
    return result


@dataclass(frozen=True, eq=False)
class Scenario:
    """One future of a stream of its own: its chance, and counts (bottom series x horizon)."""

    code: str
    chance: float
    counts: Floats


def with_streams(
    made: EntryForecast, scenarios: Sequence[Scenario], *, seed: int = 0
) -> EntryForecast:
    """The forecast with one stream added: each path meets one scenario, as often as its chance.

    Raises ValueError when chances do not add up to 1 or counts do not fit.
    """
    chances = np.array([scenario.chance for scenario in scenarios])
    faults = [
        f"scenario '{s.code}': expected {made.mean.shape[0]} series x {made.mean.shape[1]} periods"
        for s in scenarios
        if s.counts.shape != made.mean.shape
    ]
    if not scenarios or (chances < 0).any() or abs(chances.sum() - 1) > 1e-9:
        faults.append(f"the chances of the scenarios add up to {chances.sum():g} and not to 1")
    if faults:
        raise ValueError("; ".join(faults))
    random = np.random.default_rng([seed, len(scenarios)])
    draws = len(made.paths)
    # Evenly by chance and then shuffled: every thousand paths holds the scenarios as promised.
    which = np.searchsorted(np.cumsum(chances) - 1e-12, (np.arange(draws) + 0.5) / draws)
    random.shuffle(which)
    counts = np.array([scenario.counts for scenario in scenarios])
    extra = random.poisson(counts[np.minimum(which, len(scenarios) - 1)])
    expected = made.expected + made.hierarchy.aggregate(np.einsum("s,sbh->bh", chances, counts))
    return replace(made, paths=made.paths + extra, expected=expected)


def _scope(shock: Shock, areas: Sequence[str], target_groups: Sequence[str]) -> Booleans:
    return np.array(
        [
            (not shock.areas or area in shock.areas)
            and (not shock.target_groups or group in shock.target_groups)
            for area, group in zip(areas, target_groups, strict=True)
        ],
        dtype=bool,
    )


def _bounds(month: np.datetime64) -> tuple[date, date]:
    first: Any = month.astype("datetime64[M]").astype("datetime64[D]").astype(object)
    following: Any = (month.astype("datetime64[M]") + 1).astype("datetime64[D]").astype(object)
    return first, following - timedelta(days=1)

# SPDX-License-Identifier: EUPL-1.2
"""Forecast from earlier cut-offs, and say how wrong that was beside last year repeated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from taalplan.needs.entry import scores
from taalplan.needs.entry.forecasting import DRAWS, forecast
from taalplan.needs.entry.gaps import observed
from taalplan.needs.entry.hierarchy import Booleans, Floats, Hierarchy


@dataclass(frozen=True)
class EntryScore:
    """One cut-off and level: errors on the sum of the window's leads.

    `error` and `last_year_error` are weighted absolute percentage errors (as a part of 1), of the
    forecast and of the last `season` periods repeated; `crps` is scaled; `covered` says for 80 and
    95 % what part lay in the interval.
    """

    cut_off: int
    level: str
    error: float
    last_year_error: float
    crps: float
    covered_80: float
    covered_95: float


def backtest(
    history: Floats,
    hierarchy: Hierarchy,
    *,
    cut_offs: Iterable[int],
    window: tuple[int, int],
    season: int = 12,
    draws: int = DRAWS,
    masked: Booleans | None = None,
    seed: int = 0,
) -> tuple[EntryScore, ...]:
    """Forecast from each cut-off (the number of periods known then) with nothing after it.

    `masked` leaves periods out of what is learned, never out of what is judged: a year of a
    shock counts, and the caller shows it apart. A level whose outcome is not known in full, or
    is nothing, has no score.
    """
    first, last = window
    counts = observed(history, None)
    found = []
    for cut in cut_offs:
        known = None if masked is None else masked[..., :cut]
        made = forecast(
            history[:, :cut],
            hierarchy,
            horizon=last,
            season=season,
            draws=draws,
            masked=known,
            seed=seed,
            window=window,
        )
        came = hierarchy.aggregate(counts[:, cut + first - 1 : cut + last]).sum(axis=1)
        past = hierarchy.aggregate(np.nan_to_num(counts[:, max(cut - season, 0) : cut]))
        before = past.sum(axis=1) * (last - first + 1) / max(past.shape[1], 1)
        for level, part in hierarchy.parts.items():
            if came[part].sum() > 0 and counts.shape[1] >= cut + last:
                futures = made.total(first, last, level).astype(float)
                point = made.expected[part, first - 1 : last].sum(axis=1)
                found.append(_score(cut, level, came[part], point, before[part], futures))
    return tuple(found)


def _score(
    cut: int, level: str, came: Floats, point: Floats, before: Floats, futures: Floats
) -> EntryScore:
    quantiles = np.quantile(futures, scores.QUANTILES, axis=0)
    bounds = np.quantile(futures, [0.1, 0.9, 0.025, 0.975], axis=0)
    return EntryScore(
        cut,
        level,
        scores.wape(came, point),
        scores.wape(came, before),
        scores.scaled_crps(came, quantiles),
        scores.coverage(came, bounds[0], bounds[1]),
        scores.coverage(came, bounds[2], bounds[3]),
    )

# SPDX-License-Identifier: EUPL-1.2
"""Cohorts that move up a step a year: how many of last year's step are in the next.

The grade progression ratio of the three latest transitions, weighted 1-2-3 with the latest the
heaviest: the method of school place planning (Department for Education, school capacity guide;
"cohort survival"). Intervals are the errors that the same method made in earlier years.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taalplan.needs.entry.hierarchy import Floats

WEIGHTS = (1.0, 2.0, 3.0)
SMALL = 1.0
"""Added to both counts of a ratio: a step of nobody has no ratio."""


@dataclass(frozen=True, eq=False)
class Progressed:
    """Next year's counts (cohorts x steps; the first step is nan: its entrants come elsewhere).

    `low` and `high` bound what is expected with the chance that was asked for.
    """

    expected: Floats
    low: Floats
    high: Floats


def next_year(history: Floats) -> Floats:
    """From years x places x steps to the expected places x steps of the next year.

    Ratios are those of sums over the weighted years. With fewer transitions than weights the
    latest weights are used. Raises ValueError with less than two years.
    """
    if history.ndim != 3 or len(history) < 2:
        raise ValueError("expected years x places x steps with at least two years")
    weights = np.array(WEIGHTS[-(len(history) - 1) :])[:, None, None]
    last = len(history) - len(weights) - 1
    before, after = history[last:-1, :, :-1], history[last + 1 :, :, 1:]
    both = np.isfinite(before) & np.isfinite(after)
    ratio = np.where(both, (after + SMALL) / (before + SMALL), 0.0)
    total = (weights * both).sum(axis=0)
    mean = (weights * ratio).sum(axis=0) / np.where(total > 0, total, 1.0)
    expected = np.full(history.shape[1:], np.nan)
    expected[:, 1:] = np.where(total > 0, mean, 1.0) * history[-1, :, :-1]
    return expected


def with_interval(history: Floats, confidence: float = 0.95) -> Progressed:
    """Next year's counts with an interval from the relative errors of earlier years.

    An error varies with the size of a place as count^-p (chance alone: 1/2; p is fitted), so
    that small places lend their spread to large ones and the other way round. Needs at least
    three years.
    """
    if len(history) < 3:
        raise ValueError("an interval needs at least three years: two to learn and one to check")
    made = [next_year(history[:year]) for year in range(2, len(history))]
    errors = np.array([came - one for came, one in zip(history[2:], made, strict=True)])
    size = np.maximum(np.array(made), SMALL)
    use = np.isfinite(errors) & (errors != 0)
    power = _power(np.log(size[use]), np.log(np.abs(errors[use])))
    standard = np.abs(errors) / size**power
    expected = next_year(history)
    reach = _weighted_quantile(standard, confidence) * np.maximum(expected, SMALL) ** power
    return Progressed(expected, np.maximum(expected - reach, 0.0), expected + reach)


def _weighted_quantile(standard: Floats, confidence: float) -> float:
    """The quantile over years x places x steps, a later year counting for more: 1, 2, 3, ...

    Years are not alike, and the next is most like the last (conformal prediction beyond
    exchangeability, Barber and others 2023). Errors of one year move together, so the year is
    what is repeated: the next one takes part itself, as wild as the wildest that was seen.
    """
    wildest = standard[int(np.nanmean(standard**2, axis=(1, 2)).argmax())]
    standard = np.concatenate([standard, wildest[None]])
    years = np.arange(1.0, len(standard) + 1)[:, None, None] * np.isfinite(standard)
    values, weights = standard[np.isfinite(standard)], years[np.isfinite(standard)]
    order = values.argsort()
    share = weights[order].cumsum() / weights.sum()
    return float(values[order][min(int(np.searchsorted(share, confidence)), len(values) - 1)])


def _power(size: Floats, error: Floats) -> float:
    if len(size) < 3 or np.ptp(size) == 0:
        return 0.5
    centred = size - size.mean()
    return float(np.clip(centred @ error / (centred @ centred), 0.5, 1.0))

# SPDX-License-Identifier: EUPL-1.2
"""Series from outside (asylum applications, immigration): used only where they earn it.

A driver of which the newest known value is `lag` months old multiplies the forecast by what it
grew, to a power that is fitted on the past. The gate: on earlier cut-offs, with only what was
known there, the driven forecast must have erred less than the plain one, by more than chance
(one-sided Diebold-Mariano test on cut-offs whose targets do not overlap, 5 %).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import sqrt

import numpy as np

from taalplan.needs.entry.forecasting import EntryForecast
from taalplan.needs.entry.hierarchy import Floats
from taalplan.needs.entry.spread import t_quantile

LEVEL = 0.05
FEWEST = 4
"""With fewer cut-offs no gain can be told from chance."""

Predict = Callable[[Floats], Floats]
"""From a history (T) to the expected counts of the next periods (horizon)."""


@dataclass(frozen=True)
class Verdict:
    """Whether a driver is used, and on what that rests.

    `plain` and `driven` are mean absolute errors of the target sum over `cut_offs` cut-offs;
    `reason` is one sentence that can stand in a document.
    """

    used: bool
    plain: float
    driven: float
    cut_offs: int
    elasticity: float
    reason: str


def judge(
    history: Floats,
    driver: Floats,
    predict: Predict,
    *,
    window: tuple[int, int],
    season: int = 12,
    lag: int = 2,
) -> Verdict:
    """Try a driver (T, the months of the history) on the sum of `window` leads of one series.

    Cut-offs lie a year apart, so that the targets of two do not overlap.
    """
    length, (first, last) = len(history), window
    cuts = [cut for cut in range(length - last, 2 * season - 1, -season) if cut >= 2 * season][::-1]
    plain, grown, actual = [], [], []
    for cut in cuts:
        plain.append(float(predict(history[:cut])[first - 1 : last].sum()))
        grown.append(growth(driver[: max(cut - lag, 0)], season))
        actual.append(float(history[cut + first - 1 : cut + last].sum()))
    past = np.array([plain, grown, actual])
    past = past[:, np.isfinite(past).all(axis=0) & (past[0] > 0) & (past[2] > 0)]
    tried = range(2, past.shape[1])
    # The power at a cut-off may only rest on targets that were over by then: not on its
    # neighbour's, which was still to come.
    driven = [
        past[0, i] * np.exp(_elasticity(past[:, : i - last // season]) * past[1, i]) for i in tried
    ]
    without = np.abs(past[2, 2:] - past[0, 2:])
    with_it = np.abs(past[2, 2:] - np.array(driven))
    return _verdict(without, with_it, _elasticity(past))


def driven(expected: Floats, driver: Floats, verdict: Verdict, *, season: int = 12) -> Floats:
    """The expected counts (any shape), moved by what the driver grew; as they are if unused."""
    if not verdict.used:
        return expected
    return np.asarray(expected * np.exp(verdict.elasticity * growth(driver, season)))


def scaled(made: EntryForecast, factor: float, *, seed: int = 0) -> EntryForecast:
    """The forecast times a factor, its paths still whole numbers that add up.

    Downwards each of the people stays with that chance; upwards as many more come as a Poisson
    count with that mean.
    """
    if factor == 1:
        return made
    random = np.random.default_rng([seed, 1])
    if factor < 1:
        paths = random.binomial(made.paths, factor)
    else:
        paths = made.paths + random.poisson((factor - 1) * made.paths)
    return replace(made, paths=paths, expected=made.expected * factor)


def growth(driver: Floats, season: int) -> float:
    """The log of the latest year over the year before; nan where that is not known."""
    if len(driver) < 2 * season:
        return float("nan")
    late, early = driver[-season:].mean(), driver[-2 * season : -season].mean()
    return float(np.log(late / early)) if late > 0 and early > 0 else float("nan")


def _elasticity(past: Floats) -> float:
    """Least squares of the log of what was missed on the driver's growth, between 0 and 1.

    Halved towards 0 as one more cut-off without any effect would.
    """
    if not past.shape[1]:
        return 0.0
    missed = np.log(past[2] / past[0])
    power = past[1] @ missed / max(float(past[1] @ past[1]), 1e-12)
    number = past.shape[1]
    return float(np.clip(power, 0.0, 1.0) * number / (number + 1))


def _verdict(without: Floats, with_it: Floats, elasticity: float) -> Verdict:
    number = len(without)
    if number < FEWEST:
        reason = f"not used: {number} cut-offs to try it on, and at least {FEWEST} are needed"
        return Verdict(False, _mean(without), _mean(with_it), number, elasticity, reason)
    gain = without - with_it
    error = float(gain.std(ddof=1)) / sqrt(number)
    needed = t_quantile(1 - LEVEL, number - 1)
    used = bool(gain.mean() > needed * error and gain.mean() > 0)
    reason = (
        f"{'used' if used else 'not used'}: over {number} cut-offs the mean absolute error was "
        f"{_mean(with_it):,.1f} with it and {_mean(without):,.1f} without"
    )
    return Verdict(used, _mean(without), _mean(with_it), number, elasticity, reason)


def _mean(errors: Floats) -> float:
    return float(errors.mean()) if len(errors) else float("nan")

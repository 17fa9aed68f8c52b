# SPDX-License-Identifier: EUPL-1.2
"""How wrong a forecast may be: measured on earlier cut-offs, pooled within levels.

The variance of an error is k x forecast^(2p) x what the lead brings (`leads.py`): p between 1/2
(chance alone) and 1 (everything in proportion; Taylor's law), k a series' own, drawn to its
level. What was measured on few windows may be off itself: Student's t, with as many degrees of
freedom as there were windows x independent series, is as much wider as that asks for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from taalplan.needs.entry.hierarchy import Floats, Hierarchy
from taalplan.needs.entry.leads import fit_leads, random_walk

LEAST_COUNT = 0.5
"""A forecast of none is taken as half a person when errors are scaled."""
LEAST_SHARE = 0.1
"""Nor is a forecast taken as less than this share of what the series had on average."""
FREEDOM = (2.0, 30.0)
"""Below 2 the mean of a t law's draws is up to chance; above 30 it is the normal law."""
CENTRAL = 0.8
"""The interval that is made to hold on earlier cut-offs."""
WIDE = 0.95
NORMAL = NormalDist().inv_cdf((1 + CENTRAL) / 2)


@dataclass(frozen=True, eq=False)
class Spread:
    """How far off forecasts may be.

    `reach` is half the central interval of every series x lead (`CENTRAL` of what may happen).
    By level: `freedom`, of Student's t, and `correlation` between leads.
    """

    reach: Floats
    freedom: Mapping[str, float]
    correlation: Mapping[str, Floats]


def unknown(means: Floats, history: Floats, hierarchy: Hierarchy) -> Spread:
    """The spread without any earlier cut-off: variation of the history, at least chance.

    With less than three periods nothing is known about variation; then the scale is the mean
    itself, as in the exponential law, the least committal one with that mean.
    """
    known = np.isfinite(history)
    number = known.sum(axis=1)
    centre = np.where(known, history, 0).sum(axis=1) / np.maximum(number, 1)
    square = np.where(known, (history - centre[:, None]) ** 2, 0).sum(axis=1)
    own = np.sqrt(square / np.maximum(number - 1, 1))[:, None]
    floor = np.sqrt(np.maximum(means, 0))
    scale = np.maximum(np.where(number[:, None] >= 3, own, means), floor)
    leads = np.full((means.shape[1], means.shape[1]), 0.5) + np.eye(means.shape[1]) / 2
    freedom = dict.fromkeys(hierarchy.parts, FREEDOM[0])
    reach = scale * t_quantile((1 + CENTRAL) / 2, FREEDOM[0])
    return Spread(reach, freedom, dict.fromkeys(hierarchy.parts, leads))


def measure(
    errors: Floats, forecasts: Floats, means: Floats, hierarchy: Hierarchy, windows: float
) -> Spread:
    """Fit the law of the errors (cut-offs x all series x leads) and apply it to `means`."""
    base = np.maximum(forecasts, LEAST_COUNT)
    # A hole in a series must not make its errors look endless beside it.
    base = np.maximum(base, LEAST_SHARE * base.mean(axis=(0, 2), keepdims=True))
    power = _power(errors, base, hierarchy)
    scale = np.empty_like(means)
    standard = np.empty_like(errors)
    evidence, together = {}, {}
    for name, part in hierarchy.parts.items():
        scaled = errors[:, part] / base[:, part] ** power
        unit = _each_unit(scaled)
        seen = fit_leads(unit)
        evidence[name] = known = windows * _independent(unit)
        # A window counts once, however many leads it has: they err together. The random walk
        # counts as one more.
        covariance = (known * seen + random_walk(len(seen))) / (known + 1)
        profile = np.sqrt(np.diag(covariance))
        together[name] = covariance / profile / profile[:, None]
        own = _pooled(scaled / profile, windows)
        standard[:, part] = scaled / profile / own[:, None]
        scale[part] = own[:, None] * profile * np.maximum(means[part], LEAST_COUNT) ** power
    held = _held(standard, hierarchy, evidence)
    freedom = {}
    for name, part in hierarchy.parts.items():
        unsure = t_quantile((1 + CENTRAL) / 2, _within(evidence[name]))
        scale[part] *= held[name] * unsure / NORMAL
        freedom[name] = _within(1 / (1 / evidence[name] + 1 / _tail(standard[:, part])))
    return Spread(scale, freedom, together)


def _within(freedom: float) -> float:
    return float(np.clip(freedom, *FREEDOM))


def _tail(standard: Floats) -> float:
    """The freedom of the t law whose 95 % lies as far beyond its 80 % as that of past errors."""
    known = np.abs(standard[np.isfinite(standard)])
    near, far = np.quantile(known, [CENTRAL, WIDE]) if len(known) else (0.0, 0.0)
    tried = np.arange(FREEDOM[0], FREEDOM[1] + 1)
    beyond = [t_quantile((1 + WIDE) / 2, one) / t_quantile((1 + CENTRAL) / 2, one) for one in tried]
    return float(tried[np.abs(np.array(beyond) - far / near).argmin()]) if near > 0 else tried[-1]


def _power(errors: Floats, base: Floats, hierarchy: Hierarchy) -> float:
    """Taylor's exponent: how spread grows with size among the series of one level."""
    size = np.log(np.nanmean(base, axis=(0, 2)))
    spread = 0.5 * np.log(np.maximum(_mean(errors**2, (0, 2)), 1e-12))
    top = bottom = 0.0
    for part in hierarchy.parts.values():
        seen = np.isfinite(errors[:, part]).any(axis=(0, 2)) & (spread[part] > -10)
        if seen.sum() > 1:
            x = size[part][seen] - size[part][seen].mean()
            top += float(x @ spread[part][seen])
            bottom += float(x @ x)
    return float(np.clip(top / bottom, 0.5, 1.0)) if bottom > 0 else 1.0


def _pooled(scaled: Floats, windows: float) -> Floats:
    """The root mean square of each series, its log drawn to that of the level.

    The log of a variance from n independent squares itself varies by 2 / n; what series differ
    beyond that is real (empirical Bayes).
    """
    square = _mean(scaled**2, (0, 2))
    seen = np.isfinite(scaled).any(axis=(0, 2)) & (square > 0)
    if not seen.any():
        return np.ones(len(square))
    logs = np.log(np.where(seen, square, 1.0))
    centre = float(logs[seen].mean())
    chance = 2 / max(windows, 1.0)
    differ = float(logs[seen].var()) if seen.sum() > 1 else 0.0
    keep = max(differ - chance, 0.0) / differ if differ > 0 else 1.0
    # The mean of logs lies below the log of the mean: put the level's mean square back.
    pooled = np.exp(centre + np.where(seen, keep * (logs - centre), 0.0))
    if seen.sum() > 1:
        pooled *= float(square[seen].mean() / pooled[seen].mean())
    return np.asarray(np.sqrt(pooled))


def _each_unit(scaled: Floats) -> Floats:
    """Every series with a mean square of 1, so that none rules its level."""
    square = _mean(scaled**2, (0, 2))
    return np.asarray(scaled / np.sqrt(np.where(square > 0, square, 1.0))[:, None])


def _independent(unit: Floats) -> float:
    """How many independent series those of a level are worth, from 1 to all of them.

    The log of a mean square varies from cut-off to cut-off; that of a mean over n independent
    series varies n times less than that of one.
    """
    count = unit.shape[1]
    each = _log_variance(_mean(unit**2, (2,)))
    together = _log_variance(_mean(unit**2, (1, 2))[:, None])
    if count == 1 or not len(each) or not len(together) or together[0] <= 0:
        return 1.0
    return float(np.clip(each.mean() / together[0], 1.0, count))


def _log_variance(squares: Floats) -> Floats:
    """The variance over cut-offs of the log of each column, where it has two positive values."""
    columns = [np.log(column[column > 0]) for column in squares.T]
    return np.array([column.var(ddof=1) for column in columns if len(column) > 1])


def _held(
    standard: Floats, hierarchy: Hierarchy, evidence: Mapping[str, float]
) -> dict[str, float]:
    """By level: the bound that held for the central part of earlier errors (split conformal).

    Drawn to what held for all levels together, which counts as one degree of freedom.
    """
    own = {}
    for name, part in hierarchy.parts.items():
        known = np.abs(standard[:, part][np.isfinite(standard[:, part])])
        own[name] = np.log(max(float(np.quantile(known, CENTRAL)), 1e-6)) if len(known) else 0.0
    common = float(np.mean(list(own.values())))
    return {
        name: float(np.exp((evidence[name] * own[name] + common) / (evidence[name] + 1)))
        for name in own
    }


def t_quantile(probability: float, freedom: float) -> float:
    """Student's t by the expansion of Abramowitz and Stegun, 26.7.5; 3 % off at 2 degrees."""
    z, v = NormalDist().inv_cdf(probability), freedom
    return (
        z
        + (z**3 + z) / (4 * v)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * v**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * v**3)
    )


def _mean(values: Floats, axis: tuple[int, ...]) -> Floats:
    known = np.isfinite(values)
    total = np.where(known, values, 0.0).sum(axis=axis)
    return np.asarray(total / np.maximum(known.sum(axis=axis), 1))

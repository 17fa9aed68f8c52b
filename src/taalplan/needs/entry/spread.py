# SPDX-License-Identifier: EUPL-1.2
"""How wrong a forecast may be: measured on earlier cut-offs, pooled within levels.

The variance of an error is k x forecast^(2p) x lead^b: p between 1/2 (chance alone) and 1
(everything in proportion; Taylor's law), b the growth with the lead, k a series' own, drawn to
its level. Windows that were wilder than others give the tail: a normal law whose variance itself
varies is Student's t.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from taalplan.needs.entry.hierarchy import Floats, Hierarchy

LEAST_COUNT = 0.5
"""A forecast of none is taken as half a person when errors are scaled."""
FREEDOM = (3.0, 30.0)
"""Below 3 a t law has no stable variance; above 30 it is the normal law."""
RANDOM_WALK = 1.0
"""How variance grows with the lead when nothing is known; it counts as one degree of freedom."""
CENTRAL = 0.8
"""The interval whose coverage on earlier cut-offs sets a level's factor."""


@dataclass(frozen=True, eq=False)
class Spread:
    """The scale of every error (all series x leads), the tail, and how leads move together."""

    scale: Floats
    freedom: float
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
    return Spread(scale, FREEDOM[0], dict.fromkeys(hierarchy.parts, leads))


def measure(
    errors: Floats, forecasts: Floats, means: Floats, hierarchy: Hierarchy, windows: float
) -> Spread:
    """Fit the law of the errors (cut-offs x all series x leads) and apply it to `means`."""
    base = np.maximum(forecasts, LEAST_COUNT)
    power = _power(errors, base, hierarchy)
    leads = np.arange(1, means.shape[1] + 1)
    scale = np.empty_like(means)
    standard = np.empty_like(errors)
    evidence = {}
    for name, part in hierarchy.parts.items():
        scaled = errors[:, part] / base[:, part] ** power
        evidence[name] = windows * _freedom_of_one(_each_unit(scaled))
        growth = (evidence[name] * _growth(scaled) + RANDOM_WALK) / (evidence[name] + 1)
        scaled = scaled / leads ** (growth / 2)
        own = _pooled(scaled, windows)
        standard[:, part] = scaled / own[:, None]
        law = np.maximum(means[part], LEAST_COUNT) ** power * leads ** (growth / 2)
        scale[part] = own[:, None] * law
    freedom = _freedom(standard, windows)
    factors = _factors(standard, hierarchy, evidence, freedom)
    for name, part in hierarchy.parts.items():
        scale[part] *= factors[name]
    return Spread(scale, freedom, _correlations(standard, hierarchy, evidence))


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


def _growth(scaled: Floats) -> float:
    """The b of lead^b, by regression of the log of the mean square; 1 is a random walk."""
    ratio = _each_unit(scaled) ** 2
    by_lead = _mean(ratio, (0, 1))
    number = np.isfinite(ratio).sum(axis=(0, 1)).astype(float)
    use = (number > 0) & (by_lead > 0)
    if use.sum() < 2:
        return 1.0
    x = np.log(np.arange(1, len(by_lead) + 1)[use])
    weight = number[use] / number[use].sum()
    x = x - weight @ x
    slope = (weight * x) @ np.log(by_lead[use]) / max(float((weight * x) @ x), 1e-12)
    return float(np.clip(slope, 0.0, 2.0))


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


def _freedom(standard: Floats, windows: float) -> float:
    """Degrees of freedom from how much wilder some cut-offs were than others.

    The log of a variance with v degrees of freedom varies by about 2 / v; the scale itself
    rests on `windows` windows and adds its own uncertainty.
    """
    by_cut = _mean(standard**2, (1, 2))
    logs = np.log(by_cut[by_cut > 0])
    if len(logs) < 2:
        return FREEDOM[0]
    vary = float(logs.var(ddof=1)) * (1 + 1 / max(windows, 0.5))
    return float(np.clip(2 / max(vary, 1e-9), *FREEDOM))


def _each_unit(scaled: Floats) -> Floats:
    """Every series with a mean square of 1, so that none rules its level."""
    square = _mean(scaled**2, (0, 2))
    return np.asarray(scaled / np.sqrt(np.where(square > 0, square, 1.0))[:, None])


def _freedom_of_one(standard: Floats) -> float:
    """What one window is worth: the degrees of freedom d of its mean square.

    The log of a chi-square over d varies by trigamma(d / 2), nearly 2 / d + 2 / d^2.
    """
    by_cut = _mean(standard**2, (1, 2))
    logs = np.log(by_cut[by_cut > 0])
    vary = float(logs.var(ddof=1)) if len(logs) > 1 else np.inf
    return float(1 + np.sqrt(1 + 2 * vary)) / vary if np.isfinite(vary) and vary > 0 else 1.0


def _factors(
    standard: Floats, hierarchy: Hierarchy, evidence: Mapping[str, float], freedom: float
) -> dict[str, float]:
    """By level: what makes the central interval hold on earlier cut-offs (split conformal).

    That interval is then as much wider as Student's t is than the normal law, with the degrees
    of freedom that the level's scale was measured with: next time is a new window.
    """
    drawn = t_quantile((1 + CENTRAL) / 2, freedom)
    normal = NormalDist().inv_cdf((1 + CENTRAL) / 2)

    def log_factor(values: Floats) -> float:
        known = np.abs(values[np.isfinite(values)])
        held = float(np.quantile(known, CENTRAL)) if len(known) else 0.0
        return float(np.log(held / drawn)) if held > 0 else 0.0

    def unsure(name: str) -> float:
        return t_quantile((1 + CENTRAL) / 2, float(np.clip(evidence[name], *FREEDOM))) / normal

    own = {name: log_factor(standard[:, part]) for name, part in hierarchy.parts.items()}
    common = float(np.mean(list(own.values())))
    return {
        name: unsure(name)
        * float(np.exp((evidence[name] * own[name] + common) / (evidence[name] + 1)))
        for name in own
    }


def _correlations(
    standard: Floats, hierarchy: Hierarchy, evidence: Mapping[str, float]
) -> dict[str, Floats]:
    """By level: the correlation of errors at two leads, by the distance between them."""
    common = _by_distance(standard)
    return {
        name: _possible((known * _by_distance(standard[:, part]) + common) / (known + 1))
        for (name, part), known in zip(hierarchy.parts.items(), evidence.values(), strict=True)
    }


def _by_distance(standard: Floats) -> Floats:
    horizon = standard.shape[2]
    known = np.isfinite(standard)
    values = np.where(known, standard, 0.0)
    found = np.ones(horizon)
    for gap in range(1, horizon):
        early, late = values[..., :-gap], values[..., gap:]
        both = known[..., :-gap] & known[..., gap:]
        size = np.sqrt(((early * both) ** 2).sum() * ((late * both) ** 2).sum())
        found[gap] = (early * late).sum() / size if size > 0 else found[gap - 1]
    return found


def _possible(by_distance: Floats) -> Floats:
    """The nearest matrix that can be a correlation: no negative eigenvalues, ones across."""
    leads = np.arange(len(by_distance))
    values, vectors = np.linalg.eigh(by_distance[np.abs(leads[:, None] - leads)])
    matrix = (vectors * np.maximum(values, 1e-9)) @ vectors.T
    size = np.sqrt(np.diag(matrix))
    return np.asarray(matrix / size[:, None] / size)


def t_quantile(probability: float, freedom: float) -> float:
    """Student's t by the expansion of Abramowitz and Stegun, 26.7.5; 1 % off at 3 degrees."""
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

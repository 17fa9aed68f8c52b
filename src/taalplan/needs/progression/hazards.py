# SPDX-License-Identifier: EUPL-1.2
"""The chance a month that a state ends, by cause and duration: discrete-time hazards.

One chain of shrinkage, each step towards the one before: all together -> profile (a curve over
durations) -> area -> cell of area x profile (each a ratio per cause). Only what was counted is
kept, so that a draw of the whole chain is a posterior draw and not a draw around a mean.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from taalplan.needs.progression.counting import Counts, count
from taalplan.needs.progression.followed import Floats, Spells, added, month
from taalplan.needs.progression.groups import CAUSES, SAME, Groups, State
from taalplan.needs.progression.seasons import Seasons, seasons
from taalplan.needs.progression.shrinking import (
    STRONGEST,
    dirichlet_strength,
    draw_dirichlet,
    ratio_strength,
    smoothed,
)
from taalplan.needs.progression.warnings import warnings_of
from taalplan.vocabulary.text import Text

WINDOW = 30
"""Calendar months that rates are counted over: recent, and two of every season."""

LEAST = 18
"""Months that are not masked and that a window must hold: every season, and some of them twice."""

OWN = 2.0
"""Strength, in person-months, of the curve that a level is drawn to when little is known of it."""


@dataclass(frozen=True)
class Hazards:
    """What was counted, and the chances that follow from it.

    `warnings` are for the person who must act on it; empty when there is nothing to say.
    """

    groups: Groups
    as_of: np.datetime64
    counts: Counts
    warnings: tuple[Text, ...]

    @cached_property
    def seasons(self) -> Seasons:
        """What differs between months of the year, and between half-years."""
        return seasons(self.counts)

    def chance(self, level: int) -> Floats:
        """Mean chances in an average month: (states, cells, DURATIONS, CAUSES)."""
        return np.stack([self._curves(s, level).chance(None, 1)[0] for s in range(len(State))])

    def draw(self, level: int, rng: np.random.Generator, draws: int) -> Floats:
        """Draws of these chances: (draws, states, cells, DURATIONS, CAUSES)."""
        states = [self._curves(s, level).chance(rng, draws) for s in range(len(State))]
        found = np.stack(states, axis=1)
        spread = self.seasons.varies
        if spread.any():
            drawn = np.exp(spread * rng.standard_normal((draws, *spread.shape)) - spread**2 / 2)
            found *= drawn[:, :, None, None]
            found /= np.maximum(added(found), 1)[..., None]
        return found

    def _curves(self, state: int, level: int) -> _Curves:
        return self._all[state][level]

    @cached_property
    def _all(self) -> list[list[_Curves]]:
        weight = self.seasons.weight[:, :, :, None]
        at_risk, ended = (self.counts.at_risk * weight).sum(axis=0), self.counts.ended.astype(float)
        # A month with a season above the average holds more than its person-months: never fewer
        # than what ended in it.
        at_risk = np.maximum(at_risk, added(ended))
        shape = self.groups.shape[:2]
        found = []
        for state in State:
            whole = smoothed(ended[state].sum(axis=(0, 1)), at_risk[state].sum(axis=(0, 1)))
            if state is State.ENTERED and not at_risk[state].any():
                # Nobody was ever seen waiting for a first lesson: whoever enters begins at once.
                whole[:, SAME - 1] = 1
            levels = zip(at_risk[state], ended[state], strict=True)
            found.append([_Curves(n, y, whole, shape) for n, y in levels])
        return found


def fit(
    spells: Spells,
    *,
    as_of: Any,
    groups: Groups,
    window: int = WINDOW,
    masked: Iterable[Any] = (),
) -> Hazards:
    """Estimate from spells what ends a state, and when, as known at the end of month `as_of`.

    `masked` are calendar months that say nothing about ordinary times. The window reaches
    `window` months back, and further where fewer than LEAST of them would be left.
    """
    last, skipped = month(as_of), {month(m) for m in masked}
    known = spells.as_known(as_of)
    longer = _window(last, window, skipped)
    counts = count(known, last=last, window=longer, masked=skipped, groups=groups)
    warnings = warnings_of(counts, groups)
    return Hazards(groups, np.datetime64(as_of, "M"), counts, warnings)


def _window(last: int, window: int, masked: set[int]) -> int:
    back = found = 0
    while (back < window or found < LEAST) and back < 2 * window:
        found += last - back not in masked
        back += 1
    return back


class _Curves:
    """One state of one level: counts, strengths, and chances drawn from them or expected.

    `n` (cells, durations), `y` (cells, durations, causes), `whole` (durations, causes).
    """

    def __init__(self, n: Floats, y: Floats, whole: Floats, shape: tuple[int, int]) -> None:
        self.areas, self.profiles = shape
        self.n = n.reshape(*shape, -1)
        self.y = y.reshape(*shape, -1, CAUSES)
        self.whole = _with_rest(whole)
        self._estimate()

    def _estimate(self) -> None:
        """The strengths, each from the means of the step before."""
        everybody = self._everybody(None, 1)[0]
        y, n = self.y.sum(axis=0), self.n.sum(axis=0)
        self.pull = dirichlet_strength(y, n, everybody[..., :CAUSES])
        profile = self._profile(None, everybody[None])
        expected = self._expected(profile)[0]
        once = (profile[0][..., :CAUSES] * (1 - profile[0][..., :CAUSES]))[None]
        variance = (self.n[..., None] * once).sum(axis=2)
        self.narrow = _ratio(variance, expected)
        seen = self.y.sum(axis=2)
        self.area_pull = self._strength(seen.sum(1), expected.sum(1), variance.sum(1))
        area = self._ratios(None, seen.sum(1), expected.sum(1)[None], self.area_pull)
        expected = expected * area[0][:, None]
        self.cell_pull = self._strength(seen, expected, variance)

    def _strength(self, seen: Floats, expected: Floats, variance: Floats) -> Floats:
        groups = int((expected.sum(axis=-1) > 0).sum())
        if groups < 2:
            return np.full(CAUSES, STRONGEST)
        return ratio_strength(seen, expected, variance)

    def chance(self, rng: np.random.Generator | None, draws: int) -> Floats:
        """(draws, cells, durations, causes); the mean chances when there is no generator."""
        profile = self._profile(rng, self._everybody(rng, draws))
        expected, seen = self._expected(profile), self.y.sum(axis=2)
        area = self._ratios(rng, seen.sum(1), expected.sum(2), self.area_pull)
        expected = expected * area[:, :, None]
        ratio = area[:, :, None] * self._ratios(rng, seen, expected, self.cell_pull)
        found = profile[:, None, :, :, :CAUSES] * ratio[:, :, :, None]
        found /= np.maximum(added(found), 1)[..., None]
        return np.asarray(found.reshape(len(found), self.areas * self.profiles, -1, CAUSES))

    def _everybody(self, rng: np.random.Generator | None, draws: int) -> Floats:
        y, n = self.y.sum(axis=(0, 1)), self.n.sum(axis=(0, 1))
        weights = OWN * self.whole + np.concatenate([y, (n - y.sum(-1))[:, None]], axis=1)
        return _drawn(rng, np.broadcast_to(weights, (draws, *weights.shape)))

    def _profile(self, rng: np.random.Generator | None, everybody: Floats) -> Floats:
        y, n = self.y.sum(axis=0), self.n.sum(axis=0)
        own = np.concatenate([y, (n - y.sum(-1))[..., None]], axis=-1)
        return _drawn(rng, self.pull * everybody[:, None] + own)

    def _expected(self, profile: Floats) -> Floats:
        """How often each cause would have been seen with a profile's curve: (draws, a, p, c)."""
        found: Floats = np.einsum("apd,spdc->sapc", self.n, profile[..., :CAUSES], optimize=True)
        return found

    def _ratios(
        self, rng: np.random.Generator | None, seen: Floats, expected: Floats, pull: Floats
    ) -> Floats:
        """Posterior of seen / expected; `narrow` makes up for chances that are not small."""
        narrow = self.narrow if seen.ndim == 3 else self.narrow.mean(axis=1)
        shape, rate = seen / narrow + pull, expected / narrow + pull
        drawn = shape if rng is None else rng.standard_gamma(np.broadcast_to(shape, rate.shape))
        return np.asarray(drawn / rate)


def _drawn(rng: np.random.Generator | None, weights: Floats) -> Floats:
    if rng is None:
        total: Floats = weights.sum(axis=-1, keepdims=True)
        return np.asarray(weights / np.maximum(total, 1e-300))
    return draw_dirichlet(rng, weights)


def _with_rest(curve: Floats) -> Floats:
    """Chances with, behind them, the chance that nothing happens."""
    return np.concatenate([curve, 1 - curve.sum(axis=-1, keepdims=True)], axis=-1)


def _ratio(variance: Floats, expected: Floats) -> Floats:
    """Variance over mean, at most 1; 1 where nothing is expected."""
    ones = np.ones_like(expected)
    found = np.divide(variance, expected, out=ones, where=expected > 0)
    return np.clip(found, 0.05, 1)

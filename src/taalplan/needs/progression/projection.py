# SPDX-License-Identifier: EUPL-1.2
"""Who will need a place at which level, when: paths of whole numbers.

A path counts people, it does not follow them one by one: all who begin a level in a cell in one
month are split by one multinomial over when and where they begin next. Rates differ between
paths as much as they are uncertain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from taalplan.needs.progression.followed import Floats, Ints, Pipeline, month
from taalplan.needs.progression.groups import SAME, Groups
from taalplan.needs.progression.hazards import Hazards
from taalplan.needs.progression.kernels import (
    LevelKernels,
    Turns,
    chance_of_any,
    level_kernels,
)
from taalplan.needs.progression.levers import Levers, What

RATE_DRAWS = 50
"""How many draws of the rates the paths share: each costs kernels, a path costs multinomials.

With 25 the score of a backtest (sCRPS) was a fifth too high; with 100 it was as with 50.
"""

CHUNK = 24
"""Cells that are handled together: their kernels fit in a processor's cache."""

ALIKE = (0.03, 0.10, 0.25, 0.50, 0.75)
"""Where people on the way are told apart by their chance to begin anything within the horizon.

Those of one stratum are drawn together: expectations are exact, and their spread is at most
some per cent too wide.
"""

NO_LEVERS = Levers()


def project(
    hazards: Hazards,
    pipeline: Pipeline,
    entrants: NDArray[np.integer] | None = None,
    levers: Levers = NO_LEVERS,
    *,
    horizon_months: int,
    seed: int,
    draws: int = 1000,
    rates_vary: bool = True,
) -> Ints:
    """Beginnings: (draws, areas, profiles, levels, months), from the month after the pipeline's.

    `entrants` has the same shape: who registers for which level, to begin later; its draws
    overrule `draws`. The same seed gives the same paths. Without `rates_vary` all paths have the
    mean rates, and differ by chance only. Raises ValueError for arrays or levers that do not fit.
    """
    groups = hazards.groups
    _check(groups, pipeline, entrants, horizon_months)
    levers.check(groups)
    draws = draws if entrants is None else len(entrants)
    rates = min(RATE_DRAWS, draws) if rates_vary else 1
    rounds = -(-draws // rates)
    arriving = _arriving(groups, entrants, rounds * rates, horizon_months)
    paths = _Paths(arriving.reshape(rounds, rates, *arriving.shape[1:]))
    first_seed, *seeds = np.random.SeedSequence(seed).spawn(len(groups.levels) + 1)
    seasons = hazards.seasons
    usual = seasons.factor[None]
    drawn = seasons.draw(np.random.default_rng(first_seed), rates) if rates_vary else usual
    first = month(pipeline.as_of) + 1
    for level, sequence in enumerate(seeds):
        rng = np.random.default_rng(sequence)
        mean = hazards.chance(level)
        chance = hazards.draw(level, rng, rates) if rates_vary else mean[None]
        turns = turns_of(groups, levers, level, first, horizon_months, drawn)
        mean_turns = turns_of(groups, levers, level, first, horizon_months, usual)
        held = _held(pipeline, level)
        for start in range(0, groups.cells, CHUNK):
            cells = slice(start, min(start + CHUNK, groups.cells))
            some = turns.take(cells)
            mean_some = mean_turns.take(cells)
            strata = np.searchsorted(ALIKE, chance_of_any(mean[:, cells], mean_some))
            rough: Any = chance[:, :, cells].astype(np.float32)
            kernels = level_kernels(rough, some.rough, held[:, cells], strata)
            paths.go(rng, level, cells, kernels)
    return paths.starts_of(groups)[:draws]


def turns_of(
    groups: Groups, levers: Levers, level: int, first: int, months: int, factor: Floats
) -> Turns:
    """The levers on one level, and the seasons, in the months of a horizon.

    `factor` (draws, states, 12) from January.
    """
    name = groups.levels[level]
    season = factor[:, :, (first + np.arange(months)) % 12]
    passing, dropping, going_on, waiting = (
        levers.of(what, name, groups, first, months)
        for what in (What.PASS_RATE, What.DROP_OUT, What.GOING_ON, What.WAITING)
    )
    return Turns(passing, dropping, going_on, waiting, season)


@dataclass
class _Paths:
    """Who arrives and who begins: (rounds, rates, cells, levels, months)."""

    arriving: Ints

    def __post_init__(self) -> None:
        self.starts = np.zeros_like(self.arriving)

    def go(self, rng: np.random.Generator, level: int, cells: slice, kernels: LevelKernels) -> None:
        """All that comes of the stock, the entrants and the beginnings of one level."""
        self._split_stock(rng, level, cells, kernels)
        for now in range(self.starts.shape[-1]):
            arriving = self.arriving[:, :, cells, level, now]
            self._add(level, cells, now, _split(rng, arriving, kernels.entered.since(now)))
        for now in range(self.starts.shape[-1]):
            # Nobody begins twice in a month, so those of this month are complete by now.
            begun = self.starts[:, :, cells, level, now]
            self._add(level, cells, now, _split(rng, begun, kernels.begun.since(now)))

    def _split_stock(
        self, rng: np.random.Generator, level: int, cells: slice, kernels: LevelKernels
    ) -> None:
        rounds, rates = self.starts.shape[:2]
        for stratum in np.flatnonzero(kernels.held.any(axis=0)):
            held = np.broadcast_to(kernels.held[:, stratum], (rounds, rates, len(kernels.held)))
            self._add(level, cells, 0, _split(rng, held, kernels.stock[:, :, stratum]))

    def _add(self, level: int, cells: slice, since: int, found: Ints | None) -> None:
        if found is None:
            return
        self.starts[:, :, cells, level, since:] += found[..., SAME - 1]
        if level + 1 < self.starts.shape[3]:
            self.starts[:, :, cells, level + 1, since:] += found[..., SAME]

    def starts_of(self, groups: Groups) -> Ints:
        """Beginnings by path: (draws, areas, profiles, levels, months)."""
        rounds, rates, _, levels, months = self.starts.shape
        shape = (rounds * rates, len(groups.areas), len(groups.profiles), levels, months)
        return self.starts.reshape(shape)


def _split(rng: np.random.Generator, people: Ints, chance: Floats) -> Ints | None:
    """People (rounds, rates, cells) over months and ways (rates, cells, months, 2); None if none.

    Those for whom nothing comes are the first outcome: most of a stock is settled by it.
    """
    if not people.any():
        return None
    # Differences of sums may come out a hair below 0.
    ways = np.maximum(chance.reshape(*chance.shape[:2], -1).astype(np.float64), 0.0)
    nothing = np.maximum(1 - ways.sum(axis=-1, keepdims=True), 0)
    every = np.concatenate([nothing, ways], axis=-1)
    every /= every.sum(axis=-1, keepdims=True)
    found = rng.multinomial(people, every)[..., 1:]
    return found.reshape(*people.shape, *chance.shape[2:])


def _held(pipeline: Pipeline, level: int) -> Ints:
    """The stock of a level: (states, cells, durations)."""
    people = pipeline.people[:, level]
    return people.reshape(len(people), -1, people.shape[-1])


def _arriving(
    groups: Groups, entrants: NDArray[np.integer] | None, draws: int, months: int
) -> Ints:
    """Entrants as (draws, cells, levels, months); the first draws again where some are short."""
    if entrants is None:
        return np.zeros((draws, groups.cells, len(groups.levels), months), np.int64)
    again = entrants[np.arange(draws) % len(entrants)].astype(np.int64)
    return again.reshape(draws, groups.cells, len(groups.levels), months)


def _check(
    groups: Groups, pipeline: Pipeline, entrants: NDArray[np.integer] | None, months: int
) -> None:
    if pipeline.groups != groups:
        raise ValueError("the pipeline counts other areas, profiles or levels than the hazards")
    if months < 1:
        raise ValueError(f"a horizon of {months} months holds nothing")
    if entrants is None:
        return
    shape = (*groups.shape, months)
    if entrants.ndim != 5 or entrants.shape[1:] != shape or not len(entrants):
        raise ValueError(f"entrants have shape {entrants.shape}, not (draws, *{shape})")
    if not np.issubdtype(entrants.dtype, np.integer) or entrants.min(initial=0) < 0:
        raise ValueError("entrants must be whole numbers of people, 0 or more")

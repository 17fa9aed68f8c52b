# SPDX-License-Identifier: EUPL-1.2
"""From chances a month to when the next beginning comes: the kernels of a Markov renewal process.

Who begins a level is next seen beginning it again, or beginning the one above, or not within the
horizon. Durations in between (busy, then outside lessons) are summed out exactly, so that a path
only counts beginnings. Months count from 0, the first of the horizon; -1 is the last one known.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from taalplan.needs.progression.followed import DURATIONS, Floats, Ints, added
from taalplan.needs.progression.groups import CAUSES, NEXT, OUT, State

STOCK = np.arange(-1, -DURATIONS - 1, -1)
"""In which month somebody entered a state who has been in it for 0, 1, ... months at month -1."""

SURE = 1 - 1e-6
"""The highest chance a month: nearer to 1 its logarithm says more than anybody knows."""


@dataclass(frozen=True)
class Turns:
    """The levers on one level: multipliers and waiting of shape (cells, months).

    `season` (draws, states, months) is what the month of the year does to a chance, whatever the
    lever; one draw stands for all.
    """

    passing: Floats
    dropping: Floats
    going_on: Floats
    waiting: Floats
    season: Floats

    @property
    def steady(self) -> bool:
        """Whether nothing is turned, so that it does not matter when somebody enters a state."""
        ones = (self.passing, self.dropping, self.going_on)
        steady = all((one == 1).all() for one in (*ones, self.season))
        return bool(steady and (self.waiting == 0).all())

    @property
    def rough(self) -> Turns:
        """The same with seven figures: half the memory to go through, and ample for draws."""
        return Turns(*(getattr(self, one.name).astype(np.float32) for one in fields(self)))

    def take(self, cells: slice) -> Turns:
        """The levers of some of the cells."""
        return Turns(
            self.passing[cells],
            self.dropping[cells],
            self.going_on[cells],
            self.waiting[cells],
            self.season,
        )


@dataclass(frozen=True)
class ByEntry:
    """Chances by month since the horizon began, for each month of entry into it.

    `values` (draws, cells, months, ways) for an entry in month 0 where it does not matter when;
    else (draws, cells, entries, months, ways).
    """

    values: Floats

    def since(self, entry: int) -> Floats:
        """For those who enter in a month: (draws, cells, months from then on, ways)."""
        if self.values.ndim == 4:
            return self.values[:, :, : self.values.shape[2] - entry]
        return self.values[:, :, entry, entry:]


def fresh(found: Floats, steady: bool) -> ByEntry:
    """By entry, of chances computed for entries 0, or 0 to the horizon."""
    return ByEntry(found[:, :, 0] if steady else found)


def entries(turns: Turns) -> Ints:
    """For which months of entry chances must be computed: one will do where nothing changes."""
    return np.arange(1 if turns.steady else turns.passing.shape[1])


def ends(chance: Floats, turns: Turns, entered: Ints) -> Floats:
    """How a level ends, and in which month: (draws, cells, entries, months, causes).

    `chance` (draws, cells, durations, causes) of BUSY; nothing ends in the month it begins.
    """
    lasted = np.arange(turns.passing.shape[1]) - entered[:, None]
    found = chance[:, :, np.clip(lasted, 0, DURATIONS - 1)]
    if not turns.steady:
        found = turned(
            in_season(found, turns.season[:, State.BUSY, None, None]),
            turns.passing[:, None],
            turns.dropping[:, None],
        )
    found = found * (lasted >= 1)[..., None]
    stays = np.cumprod(1 - added(found), axis=-1)
    found[..., 1:, :] *= stays[..., :-1, None]
    return found


def in_season(chance: Floats, season: Floats) -> Floats:
    """Chances (..., causes) in a month with a season (...): a factor on -log(1 - chance)."""
    total = np.minimum(added(chance), SURE)
    new = -np.expm1(season * np.log1p(-total))
    share = np.divide(new, total, out=np.zeros_like(total), where=total > 0)
    return np.asarray(chance * share[..., None])


def turned(chance: Floats, passing: Floats, dropping: Floats) -> Floats:
    """Chances (..., causes) of BUSY after the levers on passing and leaving (...)."""
    passed, failed, left = (chance[..., cause] for cause in range(CAUSES))
    evaluated = passed + failed
    passes = np.minimum(passed * passing, evaluated)
    leaves = np.minimum(left * dropping, 1 - evaluated)
    return np.stack([passes, evaluated - passes, leaves], axis=-1)


def begins(chance: Floats, turns: Turns, entered: Ints, state: State) -> Floats:
    """Where and when somebody outside lessons begins: (draws, cells, entries, months, 2).

    The two ways are SAME and NEXT. Waiting longer stops everybody's clock for so many months;
    waiting shorter makes it skip them, and what would have begun in them begins at once.
    """
    clock = _clock(entered, turns) + 1
    summed = _intensity(chance, int(clock.max()))
    if len(clock) == 1:
        reached = summed[:, :, clock[0]]
    else:
        cells = np.arange(len(clock))[:, None, None]
        reached = summed[:, cells, clock]
    factor = turns.going_on * turns.season[:, state, None]
    step = np.diff(reached, axis=3) * factor[:, :, None, :, None]
    total = added(step)
    before = np.exp(total - np.cumsum(total, axis=-1))
    share = np.divide(-np.expm1(-total) * before, total, out=np.zeros_like(total), where=total > 0)
    return np.asarray(step * share[..., None])


def _intensity(chance: Floats, reach: int) -> Floats:
    """-log of the chance not to have begun, split by way, summed before each duration."""
    two = chance[..., :NEXT]
    total = np.minimum(added(two), SURE)
    per = np.divide(-np.log1p(-total), total, out=np.ones_like(total), where=total > 0)
    each = two * per[..., None]
    last = np.repeat(each[:, :, -1:], max(reach - each.shape[2], 0), axis=2)
    every = np.concatenate([each, last], axis=2)
    summed = np.zeros((*every.shape[:2], every.shape[2] + 1, NEXT), every.dtype)
    np.cumsum(every, axis=2, out=summed[:, :, 1:])
    return summed


def _clock(entered: Ints, turns: Turns) -> Ints:
    """How long everybody has waited at the end of months -1, 0, ..., levers taken off.

    (cells, entries, months + 1), or one cell where no lever makes a difference.
    """
    shift = turns.waiting.astype(np.int64)
    shift = shift if shift.any() else shift[:1]
    months = shift.shape[1]
    clock = np.empty((len(shift), len(entered), months + 1), np.int64)
    clock[:, :, 0] = np.maximum(-1 - entered, -1)
    for now in range(months):
        waited = np.where(now >= entered, now - entered - shift[:, now, None], -1)
        clock[:, :, now + 1] = np.maximum(clock[:, :, now], waited)
    return clock


@dataclass(frozen=True)
class LevelKernels:
    """When those who begin a level, and those who enter it, begin (again): SAME and NEXT."""

    begun: ByEntry
    entered: ByEntry
    stock: Floats
    """(draws, cells, strata, months, 2)"""
    held: Ints
    """How many people each stratum of the stock has: (cells, strata)."""


def level_kernels(chance: Floats, turns: Turns, held: Ints, strata: Ints) -> LevelKernels:
    """The kernels of one level.

    `chance` (draws, states, cells, durations, causes), `held` (states, cells, durations) people
    on the way, `strata` of the same shape: in which group of like people each belongs.
    """
    out = {state: begins_by_entry(chance[:, state], turns, state) for state in OUT}
    busy = chance[:, State.BUSY]
    begun = through(ends(busy, turns, entries(turns)), out)
    number = int(strata.max(initial=0)) + 1
    counted = (strata[..., None] == np.arange(number)) * held[..., None]
    weight = counted.astype(chance.dtype)
    first = ends(busy, turns, STOCK)
    flow = gathered(weight[State.BUSY], first)
    stock = through(flow, out)
    for state in State:
        if state is not State.BUSY and weight[state].any():
            found = begins(chance[:, state], turns, STOCK, state)
            stock += gathered(weight[state], found)
    people = counted.sum(axis=(0, 2))
    stock /= np.maximum(people, 1).astype(stock.dtype)[:, :, None, None]
    entered = begins_by_entry(chance[:, State.ENTERED], turns, State.ENTERED)
    return LevelKernels(fresh(begun, turns.steady), entered, stock, people)


def gathered(weight: Floats, found: Floats) -> Floats:
    """People of like strata together: weights (cells, durations, strata) times chances.

    `found` (draws, cells, durations, months, ways) becomes (draws, cells, strata, months, ways).
    As a product of small matrices, because `einsum` copies the large array first.
    """
    flat = found.reshape(*found.shape[:3], -1)
    made = np.matmul(np.swapaxes(weight, 1, 2), flat)
    return np.asarray(made.reshape(*made.shape[:3], *found.shape[3:]))


def begins_by_entry(chance: Floats, turns: Turns, state: State) -> ByEntry:
    """`begins` for those who enter a state within the horizon."""
    return fresh(begins(chance, turns, entries(turns), state), turns.steady)


def through(ending: Floats, out: dict[State, ByEntry]) -> Floats:
    """When those begin who first end a level: (draws, cells, entries, months, 2).

    `ending` (draws, cells, entries, months, causes): a convolution over the month it ended.
    """
    found = np.zeros((*ending.shape[:4], NEXT), ending.dtype)
    for now in range(ending.shape[3]):
        for cause, state in enumerate(OUT):
            then = out[state].since(now)[:, :, None]
            found[:, :, :, now:] += ending[:, :, :, now, cause, None, None] * then
    return found


def chance_of_any(chance: Floats, turns: Turns) -> Floats:
    """The chance to begin anything within the horizon: (states, cells, durations).

    `chance` (states, cells, durations, causes), of somebody so long in a state at month -1.
    """
    out = {state: begins_by_entry(chance[None, state], turns, state) for state in OUT}
    found = [begins(chance[None, state], turns, STOCK, state) for state in State]
    found[State.BUSY] = through(ends(chance[None, State.BUSY], turns, STOCK), out)
    return np.stack([one[0].sum(axis=(-1, -2)) for one in found])

# SPDX-License-Identifier: EUPL-1.2
"""What is expected, month after month: the second way to the same numbers, without a draw.

Here every state is carried along, cohort by cohort, and moved one month at a time by its chance
of that month. The projection sums the states out first; both must agree, and a test says so.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taalplan.needs.progression.followed import DURATIONS, Floats, Pipeline, month
from taalplan.needs.progression.groups import NEXT, OUT, Groups, State
from taalplan.needs.progression.hazards import Hazards
from taalplan.needs.progression.kernels import SURE, Turns, in_season, turned
from taalplan.needs.progression.levers import Levers
from taalplan.needs.progression.projection import NO_LEVERS, turns_of

ORIGINS = ("new", "up", "again")
"""Who begins a level: for the first time, coming from the level below, or that level again."""


@dataclass(frozen=True)
class Expectation:
    """Means: `starts` (areas, profiles, levels, months); `people` with states in front.

    `people` is who is where at the end of each month; `done` (areas, profiles, months) is who
    began something above the highest level by then, and is not followed any more. `origins`
    (ORIGINS, areas, profiles, levels, months) says where those who begin come from.
    """

    starts: Floats
    people: Floats
    done: Floats
    origins: Floats


def expected(
    hazards: Hazards,
    pipeline: Pipeline,
    entrants: Floats | None = None,
    levers: Levers = NO_LEVERS,
    *,
    horizon_months: int,
) -> Expectation:
    """The expectation at the mean rates; `entrants` (areas, profiles, levels, months)."""
    groups = hazards.groups
    levers.check(groups)
    first = month(pipeline.as_of) + 1
    factor = hazards.seasons.factor[None]
    levels = [
        _Level(
            hazards.chance(level), turns_of(groups, levers, level, first, horizon_months, factor)
        )
        for level in range(len(groups.levels))
    ]
    for level, held in zip(levels, np.moveaxis(pipeline.people, 1, 0), strict=True):
        level.fill(held.reshape(len(State), groups.cells, DURATIONS))
    arriving = np.zeros((*groups.shape, horizon_months)) if entrants is None else entrants
    arriving = np.asarray(arriving, float).reshape(groups.cells, len(levels), horizon_months)
    origins = np.zeros((len(ORIGINS), *arriving.shape))
    people = np.zeros((len(State), *arriving.shape))
    done = np.zeros((groups.cells, horizon_months))
    above = np.zeros(groups.cells)
    for now in range(horizon_months):
        moved = np.zeros((len(ORIGINS), groups.cells, len(levels) + 1))
        for place, level in enumerate(levels):
            new, out = level.step(now, arriving[:, place, now])
            moved[0, :, place : place + 2] += new
            moved[1, :, place + 1] += out[:, 1]
            moved[2, :, place] += out[:, 0]
        for place, level in enumerate(levels):
            level.begin(now, moved[:, :, place].sum(axis=0))
            people[:, :, place, now] = level.people.sum(axis=-1)
        origins[..., now] = moved[:, :, :-1]
        above += moved[:, :, -1].sum(axis=0)
        done[:, now] = above
    return _shaped(groups, origins, people, done)


def _shaped(groups: Groups, origins: Floats, people: Floats, done: Floats) -> Expectation:
    shape = (*groups.shape, origins.shape[-1])
    return Expectation(
        origins.sum(axis=0).reshape(shape),
        people.reshape(len(State), *shape),
        done.reshape(*groups.shape[:2], -1),
        origins.reshape(len(ORIGINS), *shape),
    )


class _Level:
    """One level's people by state, cell and month of entry; oldest first.

    `waited` is the clock of those outside lessons, which levers stop or make skip.
    """

    def __init__(self, chance: Floats, turns: Turns) -> None:
        cells, months = turns.passing.shape
        self.chance, self.turns = chance, turns
        self.entered = np.arange(-DURATIONS, months)
        self.people = np.zeros((len(State), cells, DURATIONS + months))
        self.waited = np.broadcast_to(np.maximum(-1 - self.entered, -1), self.people.shape[1:])

    def fill(self, held: Floats) -> None:
        """Put those on the way where they belong: who is longest in a state comes first."""
        self.people[:, :, :DURATIONS] = held[:, :, ::-1]

    def step(self, now: int, arriving: Floats) -> tuple[Floats, Floats]:
        """One month: who ends, and who begins SAME and NEXT, (cells, 2) each.

        First those who began nothing yet, then those who come out of the level.
        """
        place = DURATIONS + now
        self.people[State.ENTERED, :, place] += arriving
        self._end(now, place)
        waited = np.maximum(
            self.waited, now - self.entered - self.turns.waiting[:, now, None].astype(int)
        )
        waited = np.where(self.entered <= now, waited, -1)
        new, out = (np.zeros((len(arriving), NEXT)) for _ in range(2))
        for state in State:
            if state is not State.BUSY:
                chance = self._beginning(state, waited, now)
                begins = self.people[state][..., None] * chance
                self.people[state] -= begins.sum(axis=-1)
                into = new if state is State.ENTERED else out
                into += begins.sum(axis=1)
        self.waited = waited
        return new, out

    def begin(self, now: int, people: Floats) -> None:
        """People begin this level this month."""
        self.people[State.BUSY, :, DURATIONS + now] += people

    def _end(self, now: int, place: int) -> None:
        lasted = np.clip(now - self.entered, 0, DURATIONS - 1)
        chance = self.chance[State.BUSY][:, lasted] * (self.entered < now)[:, None]
        chance = in_season(chance, self.turns.season[0, State.BUSY, now])
        passing, dropping = (
            lever[:, now, None] for lever in (self.turns.passing, self.turns.dropping)
        )
        ended = self.people[State.BUSY][..., None] * turned(chance, passing, dropping)
        self.people[State.BUSY] -= ended.sum(axis=-1)
        for cause, state in enumerate(OUT):
            self.people[state, :, place] += ended[..., cause].sum(axis=-1)

    def _beginning(self, state: State, waited: Floats, now: int) -> Floats:
        """The chances of this month, month of the clock by month of the clock."""
        found = np.zeros((*waited.shape, NEXT))
        stays = np.zeros(waited.shape)
        for skipped in range(1, int((waited - self.waited).max(initial=0)) + 1):
            at = np.clip(self.waited + skipped, 0, DURATIONS - 1)
            two = np.take_along_axis(self.chance[state][..., :NEXT], at[..., None], axis=1)
            two = two * (self.waited + skipped <= waited)[..., None]
            any_way = two.sum(axis=-1)
            once = -np.log1p(-np.minimum(any_way, SURE))
            stays -= once
            per = np.divide(once, any_way, out=np.zeros_like(once), where=any_way > 0)
            found += two * per[..., None]
        total = found.sum(axis=-1)
        factor = self.turns.going_on[:, now, None] * self.turns.season[0, state, now]
        more = -np.expm1(factor * stays)
        share = np.divide(more, total, out=np.zeros_like(total), where=total > 0)
        return np.asarray(found * share[..., None])

# SPDX-License-Identifier: EUPL-1.2
"""Runs one future and writes down every stage of everybody: flat records, nobody lost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taalplan.waiting.arrays import LEVELS, PROFILES, Columns, Flags, Floats, Ints, towns_apart
from taalplan.waiting.simulation.model import FULL, GAVE_UP, OPEN, run
from taalplan.waiting.simulation.problem import Simulation


@dataclass(frozen=True, eq=False)
class Records(Columns):
    """A row for each stage: somebody asked for a level, waited, began, and it ended.

    `person` is a place in the people of the simulation. Times are days, NaN for what did not
    happen; `asked` and `start` are NaN for lessons from before the beginning. `how` is how it
    ended: passed, failed, left, OPEN, or GAVE_UP.
    """

    person: Ints
    level: Ints
    asked: Floats
    start: Floats
    end: Floats
    how: Ints

    def waiting(self, when: float) -> Flags:
        """Which stages wait for lessons at a moment."""
        left = np.where(self.how == GAVE_UP, self.end, self.start)
        return np.asarray((self.asked <= when) & ~(left <= when))

    def learning(self, when: float) -> Flags:
        """Which stages are in lessons at a moment."""
        begun = (self.start <= when) | np.isnan(self.asked)
        return np.asarray(begun & ~(self.end <= when) & (self.how != GAVE_UP))


@dataclass(frozen=True, eq=False)
class Future:
    """The records of one future, and how many events it took."""

    simulation: Simulation
    records: Records
    events: int


def simulate(simulation: Simulation, seed: int) -> Future:
    """One future. The same seed gives the same future, and the same people the same chances."""
    people, offer, ways = simulation.people, simulation.offer, simulation.ways
    room = 2 * len(people) + 64
    while True:
        written = (
            *(np.zeros(room, np.int64) for _ in range(2)),
            *(np.full(room, np.nan) for _ in range(3)),
            np.full(room, OPEN, np.int64),
        )
        count, events = run(
            *(seed, simulation.begin, simulation.end, len(LEVELS), len(PROFILES)),
            *(people.key, people.area, people.level, people.profile, people.town, people.centre),
            *(people.dayparts, people.does, people.group, people.asked, people.first),
            *(offer.level * len(PROFILES) + offer.profile, offer.centre, offer.town),
            *(offer.dayparts, offer.start, offer.end, offer.places, offer.rolling, offer.stay),
            *(ways.result, ways.again, ways.breaks, float(ways.patience)),
            *(towns_apart(), float(simulation.reach)),
            *(simulation.ask_centre, simulation.ask_parts, float(simulation.yields)),
            *written,
        )
        if count != FULL:
            rows = slice(0, count)
            return Future(simulation, Records(*(column[rows] for column in written)), events)
        room *= 2

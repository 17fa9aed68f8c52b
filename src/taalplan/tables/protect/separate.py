# SPDX-License-Identifier: EUPL-1.2
"""Which demands are met by given shares of hidden cells, and a cut for each that is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from taalplan.tables.protect.arrays import Arrays, Floats
from taalplan.tables.protect.demands import Demand
from taalplan.tables.protect.reach import CLOSE, Reach, Simplex


class Seen:
    """How far any table found so far lies from the truth, cell by cell.

    Each table that agrees with what is shown proves something for all cells at once, so that
    most demands need no question of their own.
    """

    def __init__(self, cells: int) -> None:
        """Nothing seen yet."""
        self.above = np.zeros(cells)
        self.below = np.zeros(cells)

    def add(self, point: Floats) -> None:
        """Keep what one table proves."""
        np.maximum(self.above, point, out=self.above)
        np.maximum(self.below, -point, out=self.below)

    def proves(self, demand: Demand) -> bool:
        """Whether tables seen so far meet a demand of an outsider."""
        if demand.known:
            return False
        far = {1: self.above, -1: self.below}
        return bool(sum(far[s][demand.cell] for s in demand.sides) >= demand.amount - CLOSE)


@dataclass(frozen=True)
class Answer:
    """What was found for one demand: one reach for each side that had to be asked."""

    demand: Demand
    reaches: tuple[Reach, ...]
    met: bool

    @property
    def whole(self) -> bool:
        """Whether the tables found are tables of whole numbers."""
        return all(bool(np.all(np.abs(r.point - np.round(r.point)) < CLOSE)) for r in self.reaches)


def ask(simplex: Simplex, demand: Demand) -> Answer:
    """How far a reader can be led astray about the cell of a demand."""
    reaches: list[Reach] = []
    missing = float(demand.amount)
    for side in demand.sides:
        reaches.append(simplex.farthest(demand.cell, side, missing, demand.known))
        missing -= reaches[-1].distance
        if missing <= CLOSE:
            return Answer(demand, tuple(reaches), True)
    return Answer(demand, tuple(reaches), False)


def answers(arrays: Arrays, simplex: Simplex, demands: Iterable[Demand]) -> Iterator[Answer]:
    """The answers to the demands that earlier answers do not prove already."""
    seen = Seen(arrays.cells)
    for demand in demands:
        if not seen.proves(demand):
            answer = ask(simplex, demand)
            for reach in answer.reaches:
                seen.add(reach.point)
            yield answer

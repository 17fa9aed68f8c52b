# SPDX-License-Identifier: EUPL-1.2
"""Which demands given shares of hidden cells meet, and how far readers get with the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from taalplan.tables.protect.arrays import Arrays
from taalplan.tables.protect.demands import Demand
from taalplan.tables.protect.pool import Pool
from taalplan.tables.protect.reach import CLOSE, Reach, Simplex


@dataclass(frozen=True)
class Answer:
    """What was found for one demand: one reach for each side that had to be asked."""

    demand: Demand
    reaches: tuple[Reach, ...]
    met: bool


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


def answers(
    simplex: Simplex, demands: Sequence[Demand], pool: Pool, places: Sequence[int]
) -> Iterator[Answer]:
    """The answers to the demands at some places that no earlier answer proves.

    What is found is kept in the pool, which must be one for the same shares or for wholly hidden
    cells.
    """
    left = list(places)
    while left:
        answer = ask(simplex, demands[left[0]])
        rows = [pool.add(reach.point) for reach in answer.reaches]
        left = pool.unproven(pool.only(rows), left[1:])
        yield answer


def fresh(arrays: Arrays, simplex: Simplex, demands: Sequence[Demand]) -> Iterator[Answer]:
    """The answers for shares of cells, to which no earlier table belongs."""
    pool = Pool(arrays.cells, demands)
    return answers(simplex, demands, pool, range(len(demands)))

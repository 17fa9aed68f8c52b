# SPDX-License-Identifier: EUPL-1.2
"""What is asked for each sensitive cell, as distances from its true value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from taalplan.tables.protect.problem import Cell, Problem

UP = (1,)
DOWN = (-1,)
BOTH = (1, -1)


@dataclass(frozen=True)
class Demand:
    """How far off the truth a reader must be able to think that a cell is.

    `sides` is (1,) for above, (-1,) for below and (1, -1) for both distances added: the width
    of the interval. `known` are the cells that the reader knows although they are hidden.
    """

    cell: int
    sides: tuple[int, ...]
    amount: int
    known: frozenset[int] = frozenset()


def demands_of(problem: Problem) -> tuple[Demand, ...]:
    """All demands that are not empty, those of outsiders first."""
    return (*_of_outsiders(problem), *_of_insiders(problem))


def _of_outsiders(problem: Problem) -> Iterator[Demand]:
    for number, cell in enumerate(problem.cells):
        if cell.sensitive:
            for sides, amount in _wanted(cell):
                if amount > 0:
                    yield Demand(number, sides, amount)


def _wanted(cell: Cell) -> Iterator[tuple[tuple[int, ...], int]]:
    if cell.protect_high is not None:
        yield UP, cell.protect_high - cell.value
    if cell.protect_low is not None:
        yield DOWN, cell.value - cell.protect_low
    yield BOTH, cell.protect_width


def _of_insiders(problem: Problem) -> Iterator[Demand]:
    """What a contributor knows may leave no other sensitive cell exact."""
    for known in problem.insiders:
        for number, cell in enumerate(problem.cells):
            if cell.sensitive and number not in known:
                yield Demand(number, BOTH, 1, known)

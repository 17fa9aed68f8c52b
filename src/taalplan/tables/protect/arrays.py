# SPDX-License-Identifier: EUPL-1.2
"""A problem as arrays: the equations as sparse rows, and how far each figure may lie off."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taalplan.tables.protect.problem import Problem

Floats = NDArray[np.float64]
Integers = NDArray[np.int32]


@dataclass(frozen=True)
class Arrays:
    """Entry `e` says: equation `row[e]` has cell `column[e]` with `coefficient[e]`.

    `down` and `up` say how far below and above its true value an outsider may think a cell is
    when it is hidden, in units of the cell; `up` may be infinite.
    """

    row: Integers
    column: Integers
    coefficient: Floats
    rows: int
    down: Floats
    up: Floats
    weight: Floats

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return len(self.down)

    def combine(self, multipliers: Floats) -> Floats:
        """What each cell counts for in the equations taken together with these multipliers."""
        products = self.coefficient * multipliers[self.row]
        together = np.bincount(self.column, weights=products, minlength=self.cells)
        # Without a single entry numpy counts in whole numbers.
        return together.astype(np.float64)


def arrays_of(problem: Problem) -> Arrays:
    """The arrays of a problem, entries in the order of its equations, none above 1."""
    lengths = [len(equation.terms) for equation in problem.equations]
    entries = [term for equation in problem.equations for term in equation.terms]
    sizes = [max(abs(c) for _, c in equation.terms) for equation in problem.equations]
    cells = problem.cells
    return Arrays(
        row=np.repeat(np.arange(len(lengths), dtype=np.int32), lengths),
        column=np.array([place for place, _ in entries], dtype=np.int32),
        coefficient=np.array([c for _, c in entries], dtype=np.float64) / np.repeat(sizes, lengths),
        rows=len(lengths),
        down=np.array([cell.value - cell.lower for cell in cells], dtype=np.float64),
        up=np.array(
            [np.inf if cell.upper is None else cell.upper - cell.value for cell in cells],
            dtype=np.float64,
        ),
        weight=np.array([cell.weight for cell in cells], dtype=np.float64),
    )

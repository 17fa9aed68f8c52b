# SPDX-License-Identifier: EUPL-1.2
"""Inequalities that every protecting choice of hidden cells obeys."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taalplan.tables.protect.arrays import Arrays, Floats, Integers
from taalplan.tables.protect.reach import CLOSE, limits
from taalplan.tables.protect.separate import Answer


@dataclass(frozen=True)
class Cut:
    """The values of these cells, where hidden, together make at least `least`."""

    cells: Integers
    values: Floats
    least: float

    def broken_by(self, shares: Floats) -> bool:
        """Whether these shares of hidden cells do not obey it."""
        return float(self.values @ shares[self.cells]) < self.least - CLOSE


def gains(arrays: Arrays, answer: Answer) -> Floats:
    """What hiding each cell can at most add to what is reached, as the multipliers prove."""
    demand, added = answer.demand, np.zeros(arrays.cells)
    for side, reach in zip(demand.sides, answer.reaches, strict=True):
        added += limits(arrays, demand.cell, side, reach.multipliers, demand.known)
    return added


def capacity(arrays: Arrays, answer: Answer, always: Floats, free: Floats) -> Cut:
    """The capacity inequality that the multipliers of an answer prove for its demand.

    `always` marks the cells that are hidden in any case: what they add is taken off the demand.
    No cell can add more than is then still asked, so its value is cut down to that (which is
    what makes the inequality strong: Fischetti and Salazar, 2001, section 4).
    """
    added = gains(arrays, answer)
    least = answer.demand.amount - float(added[always > 0].sum())
    useful = np.flatnonzero((added > 0) & (free > 0)).astype(np.int32)
    return Cut(useful, np.minimum(added[useful], least) / least, 1.0)


def lines(arrays: Arrays, shares: Floats, always: Floats, free: Floats) -> list[Cut]:
    """Bridge inequalities of single equations: nobody is served by hiding one cell alone.

    A cell that is the only hidden one in an equation is exact, so that showing it changes
    nothing; some cheapest choice therefore hides it only with another cell of the equation.
    """
    entries = shares[arrays.column]
    total = np.bincount(arrays.row, weights=entries, minlength=arrays.rows)
    alone = np.flatnonzero((2 * entries > total[arrays.row] + CLOSE) & (free[arrays.column] > 0))
    found = []
    for entry in alone:
        cell, line = int(arrays.column[entry]), arrays.column[arrays.row == arrays.row[entry]]
        others = line[(line != cell) & (free[line] > 0)]
        if not (always[line] > 0).any():
            cells = np.append(others, cell).astype(np.int32)
            found.append(Cut(cells, np.append(np.ones(len(others)), -1.0), 0.0))
    return found

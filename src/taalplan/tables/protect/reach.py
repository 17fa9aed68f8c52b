# SPDX-License-Identifier: EUPL-1.2
"""How far a reader can be led astray: the largest distance of one cell, and what limits it.

For shares `x` of hidden cells (0 shown, 1 hidden, between: half decided) the reader's freedom is
all `z` with M z = 0 and -down * x <= z <= up * x. The largest `z[p]` is a linear programme; its
dual values, one multiplier per equation, prove that it is no larger. Any multipliers give a valid
inequality (Fischetti and Salazar, 2001), whatever `x` they came from.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taalplan.tables.protect.arrays import Arrays, Floats, Integers
from taalplan.tables.protect.programme import Programme, Rows

CLOSE = 1e-6
TIDY = 1e-9


@dataclass(frozen=True)
class Reach:
    """The largest distance, the deviations of all cells that go with it, and the multipliers."""

    distance: float
    point: Floats
    multipliers: Floats


@dataclass(frozen=True)
class Freedom:
    """What a reader can vary for given shares of cells.

    `active` are the cells that are not wholly shown, `place` tells for each cell its number among
    them (-1: shown); `down` and `up` are their room. `used` are the equations that `rows` holds.
    """

    active: Integers
    place: Integers
    down: Floats
    up: Floats
    rows: Rows
    used: Integers


def freedom(arrays: Arrays, shares: Floats, ceiling: float) -> Freedom:
    """The reader's freedom for given shares; `ceiling` stands for "without bound"."""
    active: Integers = np.flatnonzero(shares > TIDY).astype(np.int32)
    place = np.full(arrays.cells, -1, dtype=np.int32)
    place[active] = np.arange(len(active), dtype=np.int32)
    share = shares[active]
    kept = place[arrays.column] >= 0
    used, row = np.unique(arrays.row[kept], return_inverse=True)
    starts = np.searchsorted(row, np.arange(len(used) + 1)).astype(np.int32)
    zeros = np.zeros(len(used))
    rows = Rows(starts, place[arrays.column[kept]], arrays.coefficient[kept], zeros, zeros)
    # What is hidden in any case is as free as it is: it may count in other units (percentages).
    most = np.where(share < 1.0, ceiling, np.inf)
    down = np.minimum(arrays.down[active], most) * share
    up = np.minimum(arrays.up[active], most) * share
    return Freedom(active, place, down, up, rows, used)


class Simplex:
    """The reader's freedom for given shares; each question starts from the last answer."""

    def __init__(self, arrays: Arrays, shares: Floats, ceiling: float) -> None:
        """Take the cells that are not wholly shown.

        `ceiling` stands for "without bound": no distance above it is ever asked.
        """
        self._arrays = arrays
        self._shown: set[int] = set()
        free = freedom(arrays, shares, ceiling)
        self._active, self._place, self._rows = free.active, free.place, free.used
        self.down, self.up, rows = free.down, free.up, free.rows
        costs = np.zeros(len(self._active))
        self._programme = Programme(costs, -self.down, self.up, rows, primal=True)

    def farthest(
        self, cell: int, side: int, enough: float, known: frozenset[int] = frozenset()
    ) -> Reach:
        """The largest distance of a cell on one side (1 above, -1 below), at most `enough`.

        `known` are cells that cannot deviate.
        """
        place = int(self._place[cell])
        if place < 0:
            raise ValueError(f"cell {cell} is shown")
        fixed = [int(self._place[k]) for k in known if self._place[k] >= 0]
        low, high = -float(self.down[place]), float(self.up[place])
        for k in fixed:
            self._programme.bounds(k, 0.0, 0.0)
        self._programme.bounds(
            place, max(low, -enough) if side < 0 else low, min(high, enough) if side > 0 else high
        )
        self._programme.cost(place, -float(side))
        found = self._programme.solve()
        self._programme.cost(place, 0.0)
        for k in (place, *fixed):
            self._free(k)
        if found.values is None or found.duals is None:
            # No deviation at all is always one; it claims nothing, and proves nothing.
            return Reach(0.0, np.zeros(self._arrays.cells), np.zeros(self._arrays.rows))
        point = np.zeros(self._arrays.cells)
        point[self._active] = found.values
        multipliers = np.zeros(self._arrays.rows)
        # HiGHS makes costs small: the multipliers of the largest distance have the other sign.
        multipliers[self._rows] = -found.duals
        return Reach(side * float(found.values[place]), point, multipliers)

    def show(self, cell: int) -> None:
        """Try what happens when this cell is shown."""
        self._programme.bounds(int(self._place[cell]), 0.0, 0.0)
        self._shown.add(int(self._place[cell]))

    def hide(self, cell: int) -> None:
        """Hide it again."""
        self._shown.discard(int(self._place[cell]))
        self._free(int(self._place[cell]))

    def _free(self, place: int) -> None:
        if place in self._shown:
            self._programme.bounds(place, 0.0, 0.0)
        else:
            self._programme.bounds(place, -float(self.down[place]), float(self.up[place]))


def limits(
    arrays: Arrays, cell: int, side: int, multipliers: Floats, known: frozenset[int]
) -> Floats:
    """How much hiding each cell can add to the distance of a cell, as multipliers prove it.

    For all deviations, `side * z[cell]` equals the sum of `r * z` with r = side * e - M' y, and is
    at most the sum of `max(r, 0) * up + max(-r, 0) * down` over the hidden cells.
    """
    rest = -arrays.combine(multipliers)
    rest[cell] += side
    rest[np.abs(rest) < TIDY] = 0.0
    for k in known:
        rest[k] = 0.0
    added = np.zeros(arrays.cells)
    above, below = rest > 0, rest < 0
    added[above] = rest[above] * arrays.up[above]
    added[below] = -rest[below] * arrays.down[below]
    return added

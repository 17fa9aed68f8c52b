# SPDX-License-Identifier: EUPL-1.2
"""Tables found so far that a reader cannot tell from the truth, and what they prove.

Each table that agrees with what is shown proves something for all cells at once, and goes on to
prove it for every other choice that hides the cells in which it differs from the truth. Most
demands therefore need no question of their own.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from taalplan.tables.protect.arrays import Floats
from taalplan.tables.protect.demands import Demand

CLOSE = 1e-6
NUMBERS = 10_000_000
"""How many numbers are kept at most; the oldest tables make room."""

Marks = NDArray[np.bool_]


class Pool:
    """Deviations from the truth, one row for each table, and the demands they are held against."""

    def __init__(self, cells: int, demands: Sequence[Demand]) -> None:
        """Nothing found yet."""
        self.whole = True
        """Whether all tables so far are tables of whole numbers."""
        self._cell = np.array([demand.cell for demand in demands], dtype=np.int64)
        self._up = np.array([1 in demand.sides for demand in demands])
        self._down = np.array([-1 in demand.sides for demand in demands])
        self._amount = np.array([demand.amount for demand in demands], dtype=np.float64)
        self._groups: dict[frozenset[int], list[int]] = {}
        for place, demand in enumerate(demands):
            self._groups.setdefault(demand.known, []).append(place)
        self._most = max(64, NUMBERS // max(cells, 1))
        self._points = np.zeros((64, cells))
        self._wholes = np.zeros(self._most, dtype=np.bool_)
        self._count = 0

    def add(self, point: Floats) -> int:
        """Keep a table; the row in which it is kept."""
        point = np.where(np.abs(point) > CLOSE, point, 0.0)
        whole = bool(np.all(np.abs(point - np.round(point)) < CLOSE))
        self.whole = self.whole and whole
        row = self._count % self._most
        if row == len(self._points):
            more = min(len(self._points) * 2, self._most) - row
            self._points = np.concatenate([self._points, np.zeros((more, len(point)))])
        self._points[row] = point
        self._wholes[row] = whole
        self._count += 1
        return row

    def within(self, shares: Floats) -> Marks:
        """The tables that differ from the truth only in hidden cells."""
        kept = self._points[: min(self._count, self._most)]
        shown = np.count_nonzero(kept[:, shares < 0.5], axis=1)
        return np.asarray(shown == 0)

    def wholes(self) -> Marks:
        """The tables of whole numbers."""
        return self._wholes[: min(self._count, self._most)].copy()

    def only(self, rows: Sequence[int]) -> Marks:
        """The tables in these rows."""
        marks = np.zeros(min(self._count, self._most), dtype=np.bool_)
        marks[list(rows)] = True
        return marks

    def without(self, tables: Marks, cell: int) -> Marks:
        """Those among some tables that have the true value in a cell."""
        return np.asarray(tables & (self._points[: len(tables), cell] == 0))

    def grown(self, tables: Marks, shares: Floats) -> Marks:
        """The same tables with those that were found since, all within hidden cells."""
        if self._count > self._most:
            return self.within(shares)
        return np.concatenate([tables, np.ones(self._count - len(tables), dtype=np.bool_)])

    def unproven(self, tables: Marks, among: Sequence[int] | None = None) -> list[int]:
        """The demands (by their place) that these tables do not prove."""
        wanted = None if among is None else set(among)
        found: list[int] = []
        for known, places in self._groups.items():
            mine = np.array([p for p in places if wanted is None or p in wanted], dtype=np.int64)
            if len(mine):
                found += self._unproven(tables, known, mine)
        return sorted(found)

    def _unproven(
        self, tables: Marks, known: frozenset[int], places: NDArray[np.int64]
    ) -> list[int]:
        rows = np.flatnonzero(tables)
        if known:
            rows = rows[~self._points[np.ix_(rows, np.array(sorted(known)))].any(axis=1)]
        values = self._points[np.ix_(rows, self._cell[places])]
        above = values.max(axis=0, initial=0.0) * self._up[places]
        below = -values.min(axis=0, initial=0.0) * self._down[places]
        return [int(p) for p in places[above + below < self._amount[places] - CLOSE]]

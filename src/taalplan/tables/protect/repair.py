# SPDX-License-Identifier: EUPL-1.2
"""Make a choice protect by hiding more: for each unmet demand the cheapest way to meet it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

import numpy as np

from taalplan.tables.protect.arrays import Arrays, Floats, Integers
from taalplan.tables.protect.demands import Demand
from taalplan.tables.protect.programme import Programme, Rows

CLOSE = 1e-6
NODES = 200
"""Branches in the search for the cheapest table of whole numbers; the first one found will do."""


class Repair:
    """The cheapest deviations that meet a demand, when hidden cells cost nothing.

    The cost of a cell is its weight for each unit that it could deviate: the incremental heuristic
    of Kelly, Golden and Assad (1992), with the shares of the relaxation as its guide.
    """

    def __init__(self, arrays: Arrays, hideable: Floats, ceiling: float) -> None:
        """Allow all deviations of the cells that may be hidden.

        `ceiling` is the largest distance that is ever asked.
        """
        self._arrays = arrays
        self._cells: Integers = np.flatnonzero(hideable > 0).astype(np.int32)
        self._place = np.full(arrays.cells, -1, dtype=np.int32)
        self._place[self._cells] = np.arange(len(self._cells), dtype=np.int32)
        self._room = np.concatenate([arrays.up[self._cells], arrays.down[self._cells]])
        self._share = np.maximum(np.minimum(self._room, ceiling), 1.0)
        count = len(self._cells)
        kept = self._place[arrays.column] >= 0
        place, row = self._place[arrays.column[kept]], arrays.row[kept]
        coefficient = arrays.coefficient[kept]
        both = np.argsort(np.concatenate([row, row]), kind="stable")
        starts = np.searchsorted(np.sort(np.concatenate([row, row])), np.arange(arrays.rows + 1))
        zeros = np.zeros(arrays.rows)
        rows = Rows(
            starts.astype(np.int32),
            np.concatenate([place, place + count])[both].astype(np.int32),
            np.concatenate([coefficient, -coefficient])[both],
            zeros,
            zeros,
        )
        self._programme = Programme(np.zeros(2 * count), np.zeros(2 * count), self._room, rows)
        self._programme.option("mip_max_nodes", NODES)
        self._prices = np.zeros(2 * count)

    def repaired(
        self,
        demands: Sequence[Demand],
        chosen: Floats,
        guide: Floats,
        until: float,
        *,
        whole: bool = False,
    ) -> Floats:
        """The choice with more cells hidden, so that these demands are met.

        `whole` looks for tables of whole numbers. A demand that cannot be met, or not in `until`
        seconds of the thread's work, is left as it is.
        """
        self._programme.integral(whole, np.arange(2 * len(self._cells), dtype=np.int32))
        result = chosen.copy()
        left = np.clip(1.0 - guide[self._cells], 0.05, 1.0) * self._arrays.weight[self._cells]
        price = np.concatenate([left, left]) / self._share
        price[np.concatenate([result[self._cells], result[self._cells]]) > 0.5] = 0.0
        self._charge(price)
        for demand in demands:
            if time.thread_time() > until:
                break
            for k in self._moved(demand):
                cell = int(self._cells[k])
                if result[cell] < 0.5:
                    result[cell] = 1.0
                    price[k] = price[k + len(self._cells)] = 0.0
            self._charge(price)
        return result

    def _charge(self, price: Floats) -> None:
        for k in np.flatnonzero(price != self._prices):
            self._programme.cost(int(k), float(price[k]))
        self._prices = price.copy()

    def _moved(self, demand: Demand) -> Iterator[int]:
        """The places of the cells that deviate, on the side that has most room and then, where
        that is not enough, on the other.
        """
        count, missing = len(self._cells), float(demand.amount)
        place = int(self._place[demand.cell])
        room = {1: float(self._room[place]), -1: float(self._room[place + count])}
        for side in sorted(demand.sides, key=lambda side: -room[side]):
            amount = min(missing, room[side])
            missing -= amount
            if amount > 0:
                yield from self._cheapest(demand, side, amount)

    def _cheapest(self, demand: Demand, side: int, amount: float) -> list[int]:
        """The places of the cells that deviate; none when the cell cannot go so far."""
        count = len(self._cells)
        place = int(self._place[demand.cell])
        mine, other = (place, place + count) if side > 0 else (place + count, place)
        known = [int(self._place[k]) for k in demand.known if self._place[k] >= 0]
        fixed = [other, *known, *(k + count for k in known)]
        self._programme.bounds(mine, amount, float(self._room[mine]))
        for k in fixed:
            self._programme.bounds(k, 0.0, 0.0)
        found = self._programme.solve()
        for k in (mine, *fixed):
            self._programme.bounds(k, 0.0, float(self._room[k]))
        if found.values is None:
            return []
        return [int(k) for k in np.flatnonzero(found.values[:count] + found.values[count:] > CLOSE)]

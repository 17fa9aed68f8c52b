# SPDX-License-Identifier: EUPL-1.2
"""Cheaper choices near a choice: show some cells again that lie together, and mend what breaks.

Large neighbourhood search (Shaw, 1998). What is proven by tables found before needs no question
again, so that mending asks only about the changed part.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np

from taalplan.tables.protect.arrays import Arrays, Floats

FEWEST, MOST = 2, 12
"""How many cells are shown again at once."""

IDLE = 40
"""Tries without anything cheaper after which the neighbourhood teaches nothing more."""


class Neighbours:
    """Draws what to show again, the same in every run."""

    def __init__(self, arrays: Arrays) -> None:
        """Remember which cells stand in which equation."""
        order = np.argsort(arrays.row, kind="stable")
        starts = np.searchsorted(arrays.row[order], np.arange(arrays.rows + 1))
        columns = arrays.column[order]
        self._lines = [columns[starts[r] : starts[r + 1]] for r in range(arrays.rows)]
        order = np.argsort(arrays.column, kind="stable")
        starts = np.searchsorted(arrays.column[order], np.arange(arrays.cells + 1))
        rows = arrays.row[order]
        self._of = [rows[starts[k] : starts[k + 1]] for k in range(arrays.cells)]
        self._weight = arrays.weight
        self._draw = random.Random(20)

    def without(self, chosen: Floats, free: Floats) -> Floats:
        """The choice with some cells shown that stand near each other, costly ones more often."""
        secondary = np.flatnonzero((chosen > 0.5) & (free > 0))
        result = chosen.copy()
        if not len(secondary):
            return result
        wanted = self._draw.randint(FEWEST, MOST)
        weights = np.sqrt(self._weight[secondary] + 1.0)
        first = self._draw.choices(secondary.tolist(), weights.tolist())[0]
        waiting, seen, shown = [first], {first}, 0
        while waiting and shown < wanted:
            cell = waiting.pop(self._draw.randrange(len(waiting)))
            if free[cell] > 0:
                result[cell] = 0.0
                shown += 1
            for row in self._of[cell]:
                near = self._lines[row]
                for k in near[chosen[near] > 0.5].tolist():
                    if k not in seen:
                        seen.add(k)
                        waiting.append(k)
        return result

    def guide(self, shares: Floats, cheap: Floats) -> Floats:
        """Shares to mend with: those of the relaxation, shaken, and nothing for what was left."""
        shaken = np.array([self._draw.random() for _ in range(len(shares))])
        return np.asarray(np.clip(0.5 * shares + 0.5 * shaken * cheap, 0.0, 1.0))


def searched(
    best: Floats, attempt: Callable[[Floats], Floats | None], left: Callable[[], float]
) -> Floats:
    """The best choice when no try has found a cheaper one for a while, or no time is left.

    `attempt` gives a cheaper choice near the one it is given, or None.
    """
    idle = 0
    while idle < IDLE and left() > 0:
        found = attempt(best)
        idle = idle + 1 if found is None else 0
        best = best if found is None else found
    return best

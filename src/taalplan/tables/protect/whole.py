# SPDX-License-Identifier: EUPL-1.2
"""Whether demands are also met for a reader who knows that figures are whole numbers.

One table of whole numbers that goes far enough is all that a demand needs; how much farther
others go is left to the attack, which is made once, on what is returned.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from taalplan.tables.protect.arrays import Arrays, Floats
from taalplan.tables.protect.demands import Demand
from taalplan.tables.protect.pool import Pool
from taalplan.tables.protect.programme import INFINITY, Programme
from taalplan.tables.protect.reach import freedom


def wholly(
    arrays: Arrays,
    demands: Sequence[Demand],
    pool: Pool,
    chosen: Floats,
    left: Callable[[], float],
) -> bool | None:
    """Whether whole tables meet all demands when these cells are hidden; None: not known.

    It is not known when a width is asked that no table found so far shows, or when no time is
    left. Tables that are found are kept in the pool.
    """
    tables = pool.within(chosen) & pool.wholes()
    places = pool.unproven(tables)
    if any(len(demands[place].sides) > 1 for place in places):
        return None
    while places:
        if left() <= 0:
            return None
        point, impossible = _table(arrays, chosen, demands[places[0]], left())
        if point is None:
            return False if impossible else None
        places = pool.unproven(pool.only([pool.add(point)]), places[1:])
    return True


def _table(
    arrays: Arrays, chosen: Floats, demand: Demand, seconds: float
) -> tuple[Floats | None, bool]:
    """Whole deviations that meet a demand; without them, whether there are none."""
    free = freedom(arrays, chosen, INFINITY)
    place, side = int(free.place[demand.cell]), demand.sides[0]
    lower, upper = -free.down, free.up.copy()
    for k in demand.known:
        if free.place[k] >= 0:
            lower[free.place[k]] = upper[free.place[k]] = 0.0
    if side > 0:
        lower[place] = demand.amount
    else:
        upper[place] = -demand.amount
    if lower[place] > upper[place]:
        return None, True
    programme = Programme(np.zeros(len(lower)), lower, upper, free.rows)
    programme.integral(True, np.arange(len(lower), dtype=np.int32))
    programme.option("presolve", "on")
    programme.work(seconds)
    found = programme.solve()
    if found.values is None:
        return None, found.impossible
    point = np.zeros(arrays.cells)
    point[free.active] = np.round(found.values)
    return point, False

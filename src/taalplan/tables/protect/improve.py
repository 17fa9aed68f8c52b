# SPDX-License-Identifier: EUPL-1.2
"""Make a protecting choice cheaper by showing again what need not be hidden."""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np

from taalplan.tables.protect.arrays import Arrays, Floats
from taalplan.tables.protect.demands import Demand
from taalplan.tables.protect.pool import Pool
from taalplan.tables.protect.programme import INFINITY
from taalplan.tables.protect.reach import Simplex
from taalplan.tables.protect.separate import answers


def pruned(
    arrays: Arrays,
    demands: Sequence[Demand],
    pool: Pool,
    shares: Floats,
    order: Floats,
    seconds: float,
) -> Floats:
    """A choice of which no cell can be shown again, tried from the highest in `order` down.

    `shares` must meet all demands; cells of order 0 stay as they are. Stops early, with what is
    done, after some seconds.
    """
    until = time.thread_time() + seconds
    chosen = shares.copy()
    simplex = Simplex(arrays, chosen, INFINITY)
    tables = pool.within(chosen)
    candidates = np.flatnonzero((chosen > 0.5) & (order > 0))
    for cell in candidates[np.argsort(-order[candidates], kind="stable")]:
        if time.thread_time() > until:
            break
        chosen[cell] = 0.0
        simplex.show(int(cell))
        fewer = pool.without(tables, int(cell))
        places = pool.unproven(fewer)
        if all(answer.met for answer in answers(simplex, demands, pool, places)):
            tables = pool.grown(fewer, chosen)
        else:
            chosen[cell] = 1.0
            simplex.hide(int(cell))
            tables = pool.grown(tables, chosen)
    return chosen

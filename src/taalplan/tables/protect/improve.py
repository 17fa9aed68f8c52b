# SPDX-License-Identifier: EUPL-1.2
"""Make a protecting choice cheaper by showing again what need not be hidden."""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np

from taalplan.tables.protect.arrays import Arrays, Floats
from taalplan.tables.protect.demands import Demand
from taalplan.tables.protect.programme import INFINITY
from taalplan.tables.protect.reach import CLOSE, Simplex
from taalplan.tables.protect.separate import Answer, ask


def pruned(
    arrays: Arrays, demands: Sequence[Demand], shares: Floats, free: Floats, seconds: float
) -> Floats:
    """A choice of which no cell can be shown again, the most expensive ones tried first.

    `shares` must meet all demands. A demand stays met without asking as long as no table that
    proves it needs a cell that is tried. Stops early, with what is done, after some seconds.
    """
    until = time.monotonic() + seconds
    proofs = _proofs(arrays, Simplex(arrays, shares, INFINITY), demands)
    # The tables that prove all demands need no other cells than those in which they differ.
    chosen = np.where(free > 0, 0.0, shares)
    chosen[list(frozenset().union(*proofs))] = 1.0
    simplex = Simplex(arrays, chosen, INFINITY)
    candidates = np.flatnonzero((chosen > 0.5) & (free > 0))
    for cell in candidates[np.argsort(-arrays.weight[candidates], kind="stable")]:
        if time.monotonic() > until:
            break
        again = _without(simplex, int(cell), demands, proofs)
        if again is not None:
            chosen[cell] = 0.0
            proofs = again
    return chosen


def _proofs(arrays: Arrays, simplex: Simplex, demands: Sequence[Demand]) -> list[frozenset[int]]:
    """For each demand the cells that differ in the tables that prove it."""
    return [_support(ask(simplex, demand)) for demand in demands]


def _without(
    simplex: Simplex, cell: int, demands: Sequence[Demand], proofs: list[frozenset[int]]
) -> list[frozenset[int]] | None:
    """The proofs when this cell is shown as well; None when a demand is then not met."""
    simplex.show(cell)
    again = list(proofs)
    for place, proof in enumerate(proofs):
        if cell in proof:
            answer = ask(simplex, demands[place])
            if not answer.met:
                simplex.hide(cell)
                return None
            again[place] = _support(answer)
    return again


def _support(answer: Answer) -> frozenset[int]:
    """The cells that deviate in the tables that prove a demand."""
    moved = np.max([np.abs(reach.point) for reach in answer.reaches], axis=0) > CLOSE
    return frozenset(np.flatnonzero(moved).tolist())

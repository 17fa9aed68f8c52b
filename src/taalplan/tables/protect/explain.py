# SPDX-License-Identifier: EUPL-1.2
"""Why a table cannot be protected, and what a failed choice teaches."""

from __future__ import annotations

import time
from collections.abc import Hashable
from dataclasses import dataclass
from typing import NoReturn

import numpy as np

from taalplan.tables.protect.arrays import Floats, arrays_of
from taalplan.tables.protect.attack import Certificate, Violation, attack
from taalplan.tables.protect.cuts import Cut, gains
from taalplan.tables.protect.demands import demands_of
from taalplan.tables.protect.problem import Problem
from taalplan.tables.protect.programme import INFINITY
from taalplan.tables.protect.reach import Simplex
from taalplan.tables.protect.separate import fresh

TRIES = 60
"""Attacks spent on making one lesson more general."""


@dataclass(frozen=True)
class Obstacle:
    """A cell that cannot be protected.

    `wanted` and `reached` are distances from the truth (`sides`: (1,) above, (-1,) below,
    (1, -1) the width). `frozen` are the cells that would help and must be shown; when there are
    none, what is known of the cell or of its companions says too much by itself.
    """

    key: Hashable
    sides: tuple[int, ...]
    wanted: int
    reached: float
    frozen: tuple[Hashable, ...]


class UnprotectableError(ValueError):
    """Even when everything that may be hidden is hidden, a reader learns too much."""

    def __init__(self, obstacles: tuple[Obstacle, ...]) -> None:
        """Keep each obstacle, and say them all."""
        self.obstacles = obstacles
        super().__init__("; ".join(_sentence(obstacle) for obstacle in obstacles))


def _sentence(obstacle: Obstacle) -> str:
    side = {(1,): "above", (-1,): "below", (1, -1): "around"}[obstacle.sides]
    why = (
        f"these cells would help but must be shown: {', '.join(map(str, obstacle.frozen))}"
        if obstacle.frozen
        else "what is known of the hidden cells leaves no more room"
    )
    return (
        f"{obstacle.key}: {obstacle.wanted} {side} the true value is asked, "
        f"{obstacle.reached:g} can be had; {why}"
    )


def explain(problem: Problem) -> NoReturn:
    """Raise UnprotectableError for a problem that has no protecting choice."""
    hideable = frozenset(
        k for k, cell in enumerate(problem.cells) if cell.published and not cell.frozen
    )
    secret = problem.secret(hideable)
    arrays = arrays_of(problem)
    shares = np.array([float(k in secret) for k in range(len(problem.cells))])
    simplex = Simplex(arrays, shares, INFINITY)
    obstacles = []
    for answer in fresh(arrays, simplex, demands_of(problem)):
        if not answer.met:
            helpful = np.flatnonzero((gains(arrays, answer) > 0) & (shares == 0))
            obstacles.append(
                Obstacle(
                    problem.cells[answer.demand.cell].key,
                    answer.demand.sides,
                    answer.demand.amount,
                    sum(reach.distance for reach in answer.reaches),
                    tuple(problem.cells[k].key for k in helpful),
                )
            )
    obstacles += [_whole(problem, v) for v in attack(problem, hideable).violations if not obstacles]
    if not obstacles:
        raise RuntimeError("the search found no choice, and hiding everything protects")
    raise UnprotectableError(tuple(obstacles))


def _whole(problem: Problem, violation: Violation) -> Obstacle:
    """An obstacle that only whole numbers are."""
    cell = problem.cells[violation.cell]
    upper = cell.value if violation.upper is None else violation.upper
    sides, wanted, reached = {
        "low": ((-1,), cell.value - (cell.protect_low or 0), cell.value - violation.lower),
        "high": ((1,), (cell.protect_high or 0) - cell.value, upper - cell.value),
    }.get(violation.asked, ((1, -1), max(cell.protect_width, 1), upper - violation.lower))
    return Obstacle(cell.key, sides, wanted, reached, ())


def otherwise(
    problem: Problem,
    chosen: Floats,
    free: Floats,
    certificate: Certificate,
    until: float = INFINITY,
) -> list[Cut]:
    """Something else must be hidden too: what a choice teaches that fails for whole numbers.

    Whatever hides less fails as well. The choice is made as large as it can be while it fails, so
    that the lesson says as much as possible, within some time. Nothing when the choice does not
    fail.
    """
    if certificate.protects:
        return []
    failing = chosen > 0.5
    others = np.flatnonzero((free > 0) & ~failing)
    for cell in others[:TRIES]:
        if time.thread_time() > until:
            break
        larger = failing.copy()
        larger[cell] = True
        if not attack(problem, frozenset(np.flatnonzero(larger).tolist())).protects:
            failing = larger
    left = np.flatnonzero((free > 0) & ~failing).astype(np.int32)
    if not len(left):
        explain(problem)
    return [Cut(left, np.ones(len(left)), 1.0)]

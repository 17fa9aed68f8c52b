# SPDX-License-Identifier: EUPL-1.2
"""When the components of a contract are opened and closed.

Passing takes less time than failing, so that of a recent year mostly passes are closed: the
published rates rise from 2019 to 2021 for that reason as well (docs: "closed so far").
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taalplan.example import days
from taalplan.example.contracts import OPEN_A1, OPEN_A2, OPEN_B1, Contracts
from taalplan.example.figures import Flags, Floats, Ints
from taalplan.example.overlaps import NOT_CLOSED, PASSED

A1, A2, B1 = range(3)
LEVELS = ("A1", "A2", "B1")

MEAN_DAYS = (150.0, 290.0, 230.0)
"""Mean days from opening to closing by result: passed, failed, undetermined. Assumption."""

GOES_ON = (0.85, 0.35)
"""Share of those who passed A1 (A2) and go on to A2 (B1) within a few weeks. Assumption."""

LOCKDOWN = (days.number("2020-03-16"), days.number("2020-05-18"))
"""Lessons stopped and went on at a distance: what was under way took about two months more."""


@dataclass(frozen=True)
class Components:
    """Components as columns: `contract` is a row of Contracts; open: `closed`, `result` are -1."""

    contract: Ints
    level: Ints
    opened: Ints
    closed: Ints
    result: Ints

    def __len__(self) -> int:
        """The number of components."""
        return len(self.contract)


def components(rng: np.random.Generator, contracts: Contracts, as_of: int) -> Components:
    """All components of all contracts, none opened or closed after `as_of`."""
    parts = [
        *_closed(rng, contracts, as_of),
        *_open(rng, contracts, as_of),
    ]
    columns = [np.concatenate([part[i] for part in parts]) for i in range(5)]
    contract, level, opened = columns[:3]
    known = opened <= as_of
    order = np.lexsort((level[known], contract[known]))
    return Components(*(column[known][order] for column in columns))


_Part = tuple[Ints, Ints, Ints, Ints, Ints]


def _closed(rng: np.random.Generator, contracts: Contracts, as_of: int) -> list[_Part]:
    """The components of contracts of which at least one is closed."""
    rows = np.flatnonzero(contracts.open < 0)
    a1, a2, signed = contracts.a1[rows], contracts.a2[rows], contracts.signed[rows]
    n = len(rows)
    has_a1, has_a2 = a1 != NOT_CLOSED, a2 != NOT_CLOSED
    # When a trajectory ends without A1 both components end with it, on the same day.
    together = has_a1 & has_a2 & (a1 != PASSED)
    steps = np.zeros((n, 4))
    steps[:, 0] = rng.gamma(1.5, 12.0, n)
    steps[:, 1] = np.where(has_a1, _duration(rng, a1), 0)
    steps[:, 2] = np.where(has_a1 & has_a2, rng.gamma(1.2, 15.0, n), 0)
    steps[:, 3] = np.where(has_a2, _duration(rng, a2), 0)
    steps[together, 2:] = 0
    at = signed[:, None] + np.cumsum(_fitting(rng, steps, as_of - signed), axis=1).astype(np.int64)
    at = days.working(_delayed(at, as_of))
    at = np.maximum(at, signed[:, None])
    opened_a2 = np.where(together, at[:, 0], at[:, 2])
    first = (rows, np.full(n, A1), at[:, 0], at[:, 1], a1)
    second = (rows, np.full(n, A2), opened_a2, at[:, 3], a2)
    return [
        _some(first, has_a1),
        _some(second, has_a2),
        _next_level(rng, rows, A2, at[:, 1], has_a1 & ~has_a2 & (a1 == PASSED), GOES_ON[0]),
        _next_level(rng, rows, B1, at[:, 3], a2 == PASSED, GOES_ON[1]),
    ]


def _duration(rng: np.random.Generator, result: Ints) -> Floats:
    mean = np.array([*MEAN_DAYS, 1.0])[result]
    taken: Floats = 25 + rng.gamma(3.0, np.maximum(mean - 25, 1) / 3.0)
    return taken


def _fitting(rng: np.random.Generator, steps: Floats, time: Ints) -> Floats:
    """Faster where the whole would end after the extract: these are the ones already closed."""
    total = np.maximum(steps.sum(axis=1), 1.0)
    factor = time * rng.uniform(0.5, 1.0, len(time)) / total
    fitted: Floats = steps * np.minimum(factor, 1.0)[:, None]
    return fitted


def _delayed(at: Ints, as_of: int) -> Ints:
    """Who had started before the lockdown did everything after its beginning later."""
    struck = (at[:, :1] < LOCKDOWN[0]) & (at >= LOCKDOWN[0])
    return np.minimum(np.where(struck, at + (LOCKDOWN[1] - LOCKDOWN[0]), at), as_of)


def _some(part: _Part, keep: Flags) -> _Part:
    a, b, c, d, e = (column[keep] for column in part)
    return a, b, c, d, e


def _next_level(
    rng: np.random.Generator, rows: Ints, level: int, after: Ints, may: Flags, share: float
) -> _Part:
    """The next level, still open."""
    chosen = may & (rng.random(len(rows)) < share)
    opened = days.working(after + rng.gamma(1.5, 20.0, len(rows)).astype(np.int64))
    return _still_open(rows[chosen], level, np.maximum(opened, after)[chosen])


def _open(rng: np.random.Generator, contracts: Contracts, as_of: int) -> list[_Part]:
    """Contracts of which nothing is closed: one component that is open, or none."""
    parts = []
    for kind, level in ((OPEN_A1, A1), (OPEN_A2, A2), (OPEN_B1, B1)):
        rows = np.flatnonzero(contracts.open == kind)
        start = contracts.signed[rows] + rng.gamma(1.5, 20.0, len(rows)).astype(np.int64)
        parts.append(
            _still_open(rows, level, np.maximum(days.working(start), contracts.signed[rows]))
        )
    return parts


def _still_open(rows: Ints, level: int, opened: Ints) -> _Part:
    n = len(rows)
    return rows, np.full(n, level), opened, np.full(n, -1), np.full(n, -1)

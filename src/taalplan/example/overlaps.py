# SPDX-License-Identifier: EUPL-1.2
"""Contracts with their outcomes, glued into people so that every total comes out.

A slot is one contract: area, contract year, target group, and how its A1 and its A2 stand. The
published cells say how many slots of each kind there are; the published totals say how many
people hold two of them. Two slots glued together are one person:

- in one area, one of each group, with equal results (obliged + entitled - total);
- in two areas, in the groups of `CROSSINGS` (the areas together - the row Totaal).

The overlaps of A2 are taken within those of A1: in every area and year there are fewer.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taalplan.example.figures import (
    AREAS,
    CROSSINGS,
    ENTITLED,
    OBLIGED,
    Flags,
    Floats,
    Ints,
    Targets,
)

PASSED, FAILED, UNDETERMINED_RESULT, NOT_CLOSED = range(4)
"""How a component of a slot stands; NOT_CLOSED may be open or absent."""

DIRECT_SHARE = 0.03
"""Share of those who passed A2 who started there, without A1. Assumption."""

_PREFERENCES = (
    # (A1, A2, share of what is possible): first what is most usual. A trajectory that ends
    # without success closes both components as failed.
    (FAILED, FAILED, 0.7),
    (UNDETERMINED_RESULT, UNDETERMINED_RESULT, 0.5),
    (NOT_CLOSED, PASSED, DIRECT_SHARE),
    (PASSED, PASSED, 1.0),
    (PASSED, FAILED, 1.0),
    (PASSED, UNDETERMINED_RESULT, 1.0),
    (FAILED, FAILED, 1.0),
    (UNDETERMINED_RESULT, UNDETERMINED_RESULT, 1.0),
    (FAILED, UNDETERMINED_RESULT, 1.0),
    (UNDETERMINED_RESULT, FAILED, 1.0),
    (FAILED, PASSED, 1.0),
    (UNDETERMINED_RESULT, PASSED, 1.0),
    (NOT_CLOSED, PASSED, 1.0),
    (NOT_CLOSED, FAILED, 1.0),
    (NOT_CLOSED, UNDETERMINED_RESULT, 1.0),
)

_NEIGHBOURS = (
    *(("atlas", "antwerpen"), ("in-gent", "oost-vlaanderen"), ("brussel", "vlaams-brabant")),
    *(("antwerpen", "limburg"), ("antwerpen", "vlaams-brabant"), ("limburg", "vlaams-brabant")),
    *(("oost-vlaanderen", "west-vlaanderen"), ("oost-vlaanderen", "vlaams-brabant")),
)


@dataclass(frozen=True)
class Slots:
    """Contracts as columns: indexes of area, contract year and group, and the two results.

    `partner` is the slot of the same person, or -1; of two partners the one with the lower
    number comes first in time.
    """

    area: Ints
    year: Ints
    group: Ints
    a1: Ints
    a2: Ints
    partner: Ints

    @property
    def leads(self) -> Flags:
        """The first contract of each person."""
        return (self.partner < 0) | (self.partner > np.arange(len(self.partner)))


def slots(rng: np.random.Generator, targets: Targets) -> Slots:
    """All contracts with a closed A1 or A2, glued as the published totals ask."""
    paired, single = _joint_counts(targets)
    rows = np.concatenate([_rows(paired), _rows(single)])
    alone = np.arange(len(rows)) >= paired.sum()
    partner = np.full(len(rows), -1)
    _glue_groups(partner, rows, ~alone)
    for year in range(targets.crossing.shape[1]):
        both, only_a1 = (
            targets.crossing[1, year],
            targets.crossing[0, year] - targets.crossing[1, year],
        )
        for kind, groups in enumerate(CROSSINGS):
            for n, with_a2 in ((both[kind], True), (only_a1[kind], False)):
                free = alone & (partner < 0) & (rows[:, 1] == year) & (rows[:, 3] != NOT_CLOSED)
                free &= (rows[:, 4] != NOT_CLOSED) == with_a2
                _glue_areas(rng, partner, rows, free, groups, int(n))
    area, year, group, a1, a2 = rows.T
    return Slots(area, year, group, a1, a2, partner)


def _joint_counts(targets: Targets) -> tuple[Ints, Ints]:
    """Slots by area, year, group, A1 and A2: those that will be paired, and the others."""
    areas, years = targets.closed.shape[1:3]
    paired = np.zeros((areas, years, 2, 4, 4), dtype=np.int64)
    single = np.zeros_like(paired)
    for area, year in np.ndindex(areas, years):
        a1, a2 = targets.closed[:, area, year]
        both_a1, both_a2 = targets.both[:, area, year]
        pairs = _joint(both_a1, both_a2, direct=False)
        paired[area, year] = pairs
        for group in (OBLIGED, ENTITLED):
            used = pairs[:, :3].sum(axis=0)
            rest = _joint(a1[:, group] - pairs[:3].sum(axis=1), a2[:, group] - used, direct=True)
            single[area, year, group] = rest
    return paired, single


def _joint(a1: Ints, a2: Ints, *, direct: bool) -> Ints:
    """A table of A1 by A2 with the given margins; rows and columns are the results."""
    counts = np.zeros((4, 4), dtype=np.int64)
    left1 = np.append(a1, a2.sum() if direct else 0)
    left2 = a2.copy()
    for r1, r2, share in _PREFERENCES:
        n = int(share * min(left1[r1], left2[r2]))
        counts[r1, r2] += n
        left1[r1] -= n
        left2[r2] -= n
    if left2.any():
        raise ValueError(f"{left2.sum()} people in both groups closed A2 and not A1")
    counts[:3, NOT_CLOSED] = left1[:3]
    return counts


def _rows(counts: Ints) -> Ints:
    """One row of indexes for each slot that is counted."""
    cells = np.argwhere(counts)
    return np.repeat(cells, counts[tuple(cells.T)], axis=0)


def _glue_groups(partner: Ints, rows: Ints, chosen: Flags) -> None:
    """Glue the obliged slots to the entitled slots of the same area, year and results."""
    sides = []
    for group in (OBLIGED, ENTITLED):
        side = np.flatnonzero(chosen & (rows[:, 2] == group))
        sides.append(side[np.lexsort(rows[side][:, [4, 3, 1, 0]].T)])
    partner[sides[0]], partner[sides[1]] = sides[1], sides[0]


def _glue_areas(
    rng: np.random.Generator,
    partner: Ints,
    rows: Ints,
    free: Flags,
    groups: tuple[int, int],
    n: int,
) -> None:
    """Glue `n` pairs of free slots in two areas, neighbours more often."""
    queues = [_queues(rng, rows, free, group) for group in groups]
    if groups[0] == groups[1]:
        queues[1] = queues[0]
    for _ in range(n):
        here, there = ([len(queue) for queue in side] for side in queues)
        sizes = np.outer(here, there) * _CLOSENESS
        if not sizes.any():
            raise ValueError("too few contracts to place the people in two areas")
        pair = int(rng.choice(sizes.size, p=(sizes / sizes.sum()).ravel()))
        first, second = divmod(pair, len(AREAS))
        a, b = queues[0][first].pop(), queues[1][second].pop()
        partner[a], partner[b] = b, a


def _queues(rng: np.random.Generator, rows: Ints, free: Flags, group: int) -> list[list[int]]:
    return [
        rng.permutation(
            np.flatnonzero(free & (rows[:, 2] == group) & (rows[:, 0] == area))
        ).tolist()
        for area in range(len(AREAS))
    ]


def _closeness() -> Floats:
    weights: Floats = 1.0 - np.eye(len(AREAS))
    for one, other in _NEIGHBOURS:
        a, b = AREAS.index(one), AREAS.index(other)
        weights[a, b] = weights[b, a] = 8.0
    return weights


_CLOSENESS = _closeness()

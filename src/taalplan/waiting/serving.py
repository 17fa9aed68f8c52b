# SPDX-License-Identifier: EUPL-1.2
"""Who can start when, in the groups that are known: in turn, who waits longest first.

The rule of the register's own waiting list: level and profile are the wanted ones, at the centre
asked for or else within reach, on day-parts when the person can come, not before they want or
can. What a person did not say fits everything.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
from numba import njit

from taalplan.waiting.arrays import LEVELS, PROFILES, Groups, Ints, Known, towns_apart


class Stage(IntEnum):
    """How far the known groups of level and profile come towards what an entry asks.

    `NOWHERE`: none within reach. `REACH`: none at the centre asked for. `CENTRE`: none on the
    day-parts asked for. `FITS`: those that fit are full. `SERVED`: one has a place.
    """

    NOWHERE = 0
    REACH = 1
    CENTRE = 2
    FITS = 3
    SERVED = 4


@dataclass(frozen=True, eq=False)
class Turns:
    """For each entry: the first day of lessons in its turn (NEVER for none), and its stage."""

    start: Ints
    stage: Ints


def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """Machine code, kept for the next time where a folder for it can be written."""
    try:
        return njit(cache=True, nogil=True)(function)
    except RuntimeError:
        return njit(nogil=True)(function)


def by_cell(groups: Groups) -> tuple[Groups, Ints]:
    """The groups by level and profile and then by start, and where each cell begins."""
    cell = groups.cell
    order = np.lexsort((groups.start, cell))
    first = np.searchsorted(cell[order], np.arange(len(LEVELS) * len(PROFILES) + 1))
    return groups.take(order), first


def serve(known: Known, ready: Ints, turn: Ints, reach: float, fits: tuple[str, ...]) -> Turns:
    """Give everybody the first group that fits and has a place, in order of `turn`.

    `ready` is the first day on which each entry can start. Who has a place already keeps it and
    takes no other; entries of one person for one level share one place.
    """
    entries = known.entries
    groups, first = by_cell(known.groups)
    _, person = np.unique(entries.person, return_inverse=True)
    start, stage = _serve(
        np.lexsort((entries.demand, turn)),
        *(entries.cell, entries.centre, entries.town, entries.dayparts, ready),
        *(person.astype(np.int64) * len(LEVELS) + entries.level, entries.place_start),
        *(first, groups.centre, groups.town, groups.dayparts, groups.start, groups.places.copy()),
        *(towns_apart(), reach, "centre" in fits, "dayparts" in fits),
    )
    return Turns(start, stage)


@compiled  # pragma: no cover - compiled
def _serve(  # type: ignore[no-untyped-def]
    order, cell, centre, town, parts, ready, whose, held,
    first, g_centre, g_town, g_parts, g_start, free,
    apart, reach, ask_centre, ask_parts,
):  # fmt: skip
    start, stage = held.copy(), np.zeros(len(order), np.int64)
    given = np.zeros(whose.max() + 1 if len(whose) else 1, np.int64)
    for i in order:
        if given[whose[i]] > 0 and held[i] == 0:
            start[i] = given[whose[i]]
        for g in range(first[cell[i]], first[cell[i] + 1]):
            if g_start[g] < ready[i]:
                continue
            own = centre[i] >= 0 and g_centre[g] == centre[i]
            unknown = town[i] < 0 or g_town[g] < 0
            if not (own or unknown or apart[town[i], g_town[g]] <= reach):
                continue
            stage[i] = max(stage[i], 1)
            if ask_centre and centre[i] >= 0 and not own:
                continue
            stage[i] = max(stage[i], 2)
            if ask_parts and parts[i] != 0 and (g_parts[g] & ~parts[i]) != 0:
                continue
            stage[i] = max(stage[i], 3)
            if start[i] > 0:
                stage[i] = 4
                break
            if free[g] > 0:
                free[g] -= 1
                start[i] = g_start[g]
                given[whose[i]] = g_start[g]
                stage[i] = 4
                break
    return start, stage

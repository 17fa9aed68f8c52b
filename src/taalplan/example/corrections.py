# SPDX-License-Identifier: EUPL-1.2
"""What was corrected in the register between the two extracts of the published tables.

Table 1 (first registrations in 2021) and table 2 (any registration) were read on different
days. Where they differ, the register must have been corrected: a registration moved to another
desk, withdrawn, entered late, or two numbers found to be one person. The smallest set of such
corrections is worked out here from the two tables; how many of each kind is our choice.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taalplan.example.figures import AREA_OF_DESK, DESKS, Ints, Targets


@dataclass(frozen=True)
class Plan:
    """The corrections of 2021 by desk (index into DESKS).

    `doubles` are (desk that loses the row, target group); `moves` are (from, to). `removed` rows
    are withdrawn, or go when two numbers prove one person; `added` are entered late; `returned`
    are people of an earlier year with a repeat registration only, who count in table 2 and not
    in table 1 without any correction.
    """

    doubles: tuple[tuple[int, int], ...]
    moves: tuple[tuple[int, int], ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]
    returned: tuple[int, ...]


def plan(targets: Targets) -> Plan:
    """The corrections that lead from table 1's desks to table 2's."""
    before, after = targets.first.sum(axis=1), targets.registered[:, -1]
    doubles = _doubles(targets, before - after)
    excess = before - after
    for desk, _ in doubles:
        excess[desk] -= 1
    moves: list[tuple[int, int]] = []
    for area in range(AREA_OF_DESK.max() + 1):
        moves += _moves(excess, np.flatnonzero(area == AREA_OF_DESK))
    lacking = np.repeat(np.arange(len(DESKS)), np.maximum(-excess, 0))
    return Plan(
        doubles=tuple(doubles),
        moves=tuple(moves),
        removed=tuple(np.repeat(np.arange(len(DESKS)), np.maximum(excess, 0)).tolist()),
        added=tuple(lacking[::2].tolist()),
        returned=tuple(lacking[1::2].tolist()),
    )


def _doubles(targets: Targets, excess: Ints) -> list[tuple[int, int]]:
    """The desk where a double entry goes: first where table 1 has more, then by size in turn."""
    left, room = excess.copy(), targets.first.copy()
    found = []
    for area, group in np.argwhere(targets.doubles):
        for _ in range(targets.doubles[area, group]):
            desks = np.flatnonzero((area == AREA_OF_DESK) & (room[:, group] > 0))
            desk = max(desks, key=lambda d: (left[d] > 0, left[d], room[d, group]))
            left[desk] -= 1
            room[desk, group] -= 1
            found.append((int(desk), int(group)))
    return found


def _moves(excess: Ints, desks: Ints) -> list[tuple[int, int]]:
    """Move from desks with too many to desks with too few of one area; changes `excess`."""
    moves = []
    while excess[desks].max() > 0 > excess[desks].min():
        source, target = desks[excess[desks].argmax()], desks[excess[desks].argmin()]
        excess[source] -= 1
        excess[target] += 1
        moves.append((int(source), int(target)))
    return moves

# SPDX-License-Identifier: EUPL-1.2
"""What was corrected in the register between the two extracts of the published tables.

Table 1 (first registrations in 2021) and table 2 (any registration) were read on different
days. Where they differ, the register must have been corrected: a registration moved to another
desk, withdrawn, entered late, or two numbers found to be one person. The smallest set of such
corrections is worked out here from the two tables; how many of each kind is our choice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from taalplan.example.figures import AREA_OF_DESK, DESKS, ENTITLED, Flags, Ints, Targets
from taalplan.example.ledger import (
    DOUBLE,
    LATE,
    MERGED,
    MOVED,
    REPEAT_KIND,
    WITHDRAWN,
    Ledger,
    entries,
    joined,
)

OLD_YEARS_SHARE = 0.0004
"""Corrections to 2017-2020, of each kind, per row: no published figure says how many."""


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


def apply(rng: np.random.Generator, ledger: Ledger, corrections: Plan) -> Ledger:
    """Write the corrections of 2021 into a ledger whose rows of 2021 are those of table 1."""
    person, before = ledger.person.copy(), ledger.person_before.copy()
    desk, reason = ledger.desk.copy(), ledger.reason.copy()
    in_second = ledger.in_second.copy()
    free = ledger.year == 2021

    def pick(where: Ints, group: int | None = None) -> int:
        rows = np.flatnonzero(
            free & np.isin(desk, where) & (group is None or ledger.group == group)
        )
        row = int(rng.choice(rows))
        free[row] = False
        return row

    for lost, group in corrections.doubles:
        row = pick(np.array([lost]), group)
        area = np.flatnonzero(AREA_OF_DESK[lost] == AREA_OF_DESK)
        keeper = pick(area[area != lost], group)
        person[row] = before[row] = person[keeper]
        reason[row], in_second[row] = DOUBLE, False
    for source, target in corrections.moves:
        row = pick(np.array([source]))
        desk[row], reason[row] = target, MOVED
    for turn, place in enumerate(corrections.removed):
        row = pick(np.array([place]))
        in_second[row] = False
        reason[row] = MERGED if turn % 2 else WITHDRAWN
        if turn % 2:
            person[row] = person[pick(np.flatnonzero(AREA_OF_DESK[place] != AREA_OF_DESK))]
    changed = replace(
        ledger, person=person, person_before=before, desk=desk, reason=reason, in_second=in_second
    )
    return joined([changed, *_additions(ledger, corrections)])


def _additions(ledger: Ledger, corrections: Plan) -> list[Ledger]:
    """Rows that are only in the second extract, and those of people who only came back."""
    start = int(ledger.person.max()) + 1
    added, returned = (
        np.array(d, dtype=np.int64) for d in (corrections.added, corrections.returned)
    )
    late = entries(added, np.full(len(added), ENTITLED), 2021, start)
    back = entries(returned, np.full(len(returned), ENTITLED), 2021, start + len(added))
    return [
        replace(late, in_first=np.zeros(len(late), bool), reason=np.full(len(late), LATE)),
        replace(back, kind=np.full(len(back), REPEAT_KIND)),
    ]


def old_years(rng: np.random.Generator, ledger: Ledger) -> Ledger:
    """Corrections to rows of 2017-2020: moved, withdrawn, and people who had two numbers.

    Rows must be in order of person and day. The second extract keeps its counts: a moved row
    stood elsewhere before, and a withdrawn row is one more row in the first extract.
    """
    plain = (ledger.year < 2021) & ~ledger.special
    n = int(OLD_YEARS_SHARE * len(ledger))
    chosen = rng.permutation(np.flatnonzero(plain & _only_row(ledger)))[: 2 * n]
    desk_before, reason = ledger.desk_before.copy(), ledger.reason.copy()
    desk_before[chosen[:n]] = _neighbours(rng, ledger.desk[chosen[:n]])
    reason[chosen[:n]] = MOVED
    extra = ledger.take(chosen[n:])
    start = int(max(ledger.person.max(), ledger.person_before.max())) + 1
    ghosts = start + np.arange(len(extra))
    extra = replace(
        extra,
        person=ghosts,
        person_before=ghosts,
        in_second=np.zeros(len(extra), bool),
        reason=np.full(len(extra), WITHDRAWN),
    )
    merged = rng.permutation(np.flatnonzero(plain & _first_of_several(ledger)))[:n]
    before = ledger.person_before.copy()
    before[merged] = start + len(extra) + np.arange(len(merged))
    reason[merged] = MERGED
    changed = replace(ledger, person_before=before, desk_before=desk_before, reason=reason)
    return joined([changed, extra])


def _only_row(ledger: Ledger) -> Flags:
    counts = np.bincount(ledger.person)
    alone: Flags = counts[ledger.person] == 1
    return alone


def _first_of_several(ledger: Ledger) -> Flags:
    """The earliest row of people whose next row is in a later year, and plain as well."""
    person = ledger.person
    starts = np.r_[True, person[1:] != person[:-1]]
    follows = np.r_[~starts[1:], False]
    later = np.r_[(ledger.year[1:] > ledger.year[:-1]) & ~ledger.special[1:], False]
    chosen: Flags = starts & follows & later
    return chosen


def _neighbours(rng: np.random.Generator, desk: Ints) -> Ints:
    """Another desk of the same area; where there is none, one of a neighbouring area."""
    others = np.empty_like(desk)
    for row, here in enumerate(desk):
        choice = np.flatnonzero(
            (AREA_OF_DESK[here] == AREA_OF_DESK) & (np.arange(len(DESKS)) != here)
        )
        others[row] = rng.choice(choice) if len(choice) else DESKS.index("loket-mortsel")
    return others

# SPDX-License-Identifier: EUPL-1.2
"""Write corrections into a ledger, so that both of its extracts can be read."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from taalplan.example import days
from taalplan.example.corrections import Plan
from taalplan.example.figures import AREA_OF_DESK, DESKS, ENTITLED, Flags, Ints
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


_NEXT_TO = {"atlas": "loket-mortsel", "in-gent": "loket-gent"}


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


def dated(rng: np.random.Generator, ledger: Ledger) -> Ledger:
    """Give every row its day: a double entry has the day of the true one, late ones come last."""
    day = days.draw_by_year(rng, ledger.desk, ledger.year)
    for row in np.flatnonzero(ledger.reason == DOUBLE):
        twin = np.flatnonzero((ledger.person == ledger.person[row]) & ~ledger.special)
        day[row] = days.open_near(int(ledger.desk[row]), int(day[twin[0]]))
    for row in np.flatnonzero(ledger.reason == LATE):
        first, last = days.number("2021-12-01"), days.LAST
        day[row] = days.draw(rng, int(ledger.desk[row]), first, last, 1)[0]
    return replace(ledger, day=day)


def old_years(rng: np.random.Generator, ledger: Ledger) -> Ledger:
    """Corrections to rows of 2017-2020: moved, withdrawn, and people who had two numbers.

    Rows must be in order of person and day. The second extract keeps its counts: a moved row
    stood elsewhere before, and a withdrawn row is one more row in the first extract.
    """
    plain = (ledger.year < 2021) & ~ledger.special
    n = int(OLD_YEARS_SHARE * len(ledger))
    chosen = rng.permutation(np.flatnonzero(plain & _only_row(ledger)))[: 2 * n]
    desk_before, reason = ledger.desk_before.copy(), ledger.reason.copy()
    moved = chosen[:n]
    desk_before[moved] = _neighbours(rng, ledger.desk[moved], ledger.day[moved])
    reason[moved[desk_before[moved] != ledger.desk[moved]]] = MOVED
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


def _neighbours(rng: np.random.Generator, desk: Ints, day: Ints) -> Ints:
    """Another desk of the same area (or next to it) that was open that day, or the desk itself."""
    others = desk.copy()
    for row, here in enumerate(desk):
        near = AREA_OF_DESK[here] == AREA_OF_DESK
        if DESKS[here] in _NEXT_TO:
            near[DESKS.index(_NEXT_TO[DESKS[here]])] = True
        near[here] = False
        desks = np.flatnonzero(near)
        desks = desks[days.open_on(desks, np.full(len(desks), day[row]))]
        if len(desks):
            others[row] = rng.choice(desks)
    return others

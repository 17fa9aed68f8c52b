# SPDX-License-Identifier: EUPL-1.2
"""A photograph of the waiting lists: everybody who was on one on a day, how long and why.

`take(snapshot, definition)` gives a row for each entry. People are counted from it, not in it:
one person may stand on three lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cached_property
from typing import Any

import numpy as np

from taalplan.needs.residence import PLACES, place_of
from taalplan.snapshot import Snapshot, SnapshotError
from taalplan.waiting.arrays import (
    NEVER,
    TOWNS,
    UNKNOWN,
    Entries,
    Flags,
    Ints,
    day_number,
    read_known,
)
from taalplan.waiting.definition import Definition
from taalplan.waiting.serving import Stage, serve


class Reason(IntEnum):
    """Why somebody on a list is not in lessons; the first that holds, in this order.

    `UNAVAILABLE` and `LATER` are wishes and troubles of the person; `PLACED` has a place in a
    group that has not begun; `BUSY` is in other lessons. Of all others the known groups tell it:
    none of that level and profile within reach, none at the centre asked for, none on the
    day-parts asked for, all that fit full, or `NEXT`: a place in a group that has to begin yet.
    """

    UNAVAILABLE = 0
    LATER = 1
    PLACED = 2
    BUSY = 3
    NO_GROUP = 4
    CENTRE = 5
    DAYPART = 6
    FULL = 7
    NEXT = 8


EXCLUDES = {
    "unavailable": Reason.UNAVAILABLE,
    "later": Reason.LATER,
    "busy": Reason.BUSY,
    "placed": Reason.PLACED,
}
"""Which reason each word of the policy value `waiting.excluded` leaves out."""

_OF_STAGE = {
    Stage.NOWHERE: Reason.NO_GROUP,
    Stage.REACH: Reason.CENTRE,
    Stage.CENTRE: Reason.DAYPART,
    Stage.FITS: Reason.FULL,
    Stage.SERVED: Reason.NEXT,
}


@dataclass(frozen=True, eq=False)
class Photograph:
    """All entries of one day. Arrays have one place per entry; days are numbers, NEVER for none.

    `clock` is when the wait began; `start` the first day of lessons that is known, and that
    nobody who waits longer needs; `place` where the person lives (a place in needs' PLACES).
    """

    definition: Definition
    snapshot: str
    as_of: date
    synthetic: bool
    entries: Entries
    centres: tuple[str, ...]
    place: Ints
    clock: Ints
    start: Ints
    reason: Ints

    @cached_property
    def waits(self) -> Flags:
        """Which entries wait: those that policy does not leave out."""
        out = [int(EXCLUDES[word]) for word in self.definition.excluded]
        return ~np.isin(self.reason, out)

    def limit(self, months: int) -> Ints:
        """The last day on which a start is within so many months of the clock."""
        return months_later(self.clock, months)

    def waited(self, months: int) -> Flags:
        """Who has waited longer than so many months, at the end of the day."""
        # Who has not begun by the end of the last day that was within can only begin after it.
        return np.asarray(self.waits & (day_number(self.definition.day) >= self.limit(months)))

    def cannot(self, months: int) -> Flags:
        """Who cannot start within so many months: has waited longer, or is known to."""
        limit, known = self.limit(months), day_number(self.definition.announced)
        late = np.where(self.start == NEVER, known >= limit, self.start > limit)
        return np.asarray(self.waits & (late | self.waited(months)))

    def unsaid(self, months: int) -> Flags:
        """Of whom it cannot be said: none of the known groups, and others may follow in time."""
        return np.asarray(self.waits & (self.start == NEVER) & ~self.cannot(months))

    @property
    def official(self) -> Flags:
        """Who is on the waiting list by the official definition."""
        months = self.definition.official
        return self.waited(months) if self.definition.horizon == "waited" else self.cannot(months)

    def persons(self, which: Flags) -> int:
        """How many different people these entries are of."""
        return len(np.unique(self.entries.person[which]))


def take(snapshot: Snapshot, definition: Definition) -> Photograph:
    """Photograph the waiting lists of a day, with what was known then.

    Raises SnapshotError for a day after the snapshot, or without the table `demands`.
    """
    if definition.day > snapshot.as_of:
        raise SnapshotError(
            f"the snapshot is of {snapshot.as_of} and knows nothing of {definition.day}; "
            "give an earlier day, or import a later extract"
        )
    known = read_known(snapshot, definition)
    entries = known.entries
    clock = clock_of(entries, definition.clock)
    ready = np.maximum.reduce(
        [
            np.full(len(entries), day_number(definition.day) + 1),
            entries.desired,
            entries.until + 1,
            entries.busy_until + 1,
        ]
    )
    turns = serve(known, ready, clock, definition.reach, definition.fits)
    return Photograph(
        definition,
        snapshot.id,
        snapshot.as_of,
        snapshot.manifest.synthetic,
        entries,
        known.centres,
        _places(entries.town),
        clock,
        turns.start,
        reasons_of(entries, turns.stage, day_number(definition.day)),
    )


def clock_of(entries: Entries, clock: str) -> Ints:
    """The day on which the wait of each entry began."""
    if clock == "entry":
        return entries.since
    wish = np.maximum(entries.since, entries.desired)
    if clock == "wish":
        return wish
    return np.where(entries.until == NEVER, wish, np.maximum(wish, entries.until + 1))


def reasons_of(entries: Entries, stage: Ints, today: int) -> Ints:
    """The first reason that holds for each entry."""
    of_stage = np.array([_OF_STAGE[one] for one in Stage])[stage]
    return np.select(
        [
            entries.until >= today,
            entries.desired > today,
            entries.place_start != NEVER,
            entries.busy_until != NEVER,
        ],
        [Reason.UNAVAILABLE, Reason.LATER, Reason.PLACED, Reason.BUSY],
        of_stage,
    ).astype(np.int64)


def months_later(days: Ints, months: int) -> Ints:
    """The same day of a later month, or the last of that month where it has none."""
    day = days.astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    within = (day - month).astype(np.int64)
    later = month + months
    last = ((later + 1).astype("datetime64[D]") - 1 - later.astype("datetime64[D]")).astype(int)
    return np.asarray(later.astype("datetime64[D]").astype(np.int64) + np.minimum(within, last))


def _places(town: Ints) -> Ints:
    codes: Any = np.array([*TOWNS, ""])[np.where(town == UNKNOWN, len(TOWNS), town)]
    found = place_of(codes)
    return np.where(found < 0, len(PLACES) - 1, found)

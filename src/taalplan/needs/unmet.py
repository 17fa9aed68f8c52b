# SPDX-License-Identifier: EUPL-1.2
"""Unmet need: who stood on a waiting list on the cut-off, persons and entries apart.

The clock begins on the day of the entry, or on the day that somebody wanted to begin when that
is later. Who is not available on the cut-off does not wait. One person may stand on several
lists: entries and persons are both counted, never mixed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taalplan import policy
from taalplan.needs.history import AREA_CODES, LEVELS, PROFILES, UNKNOWN, History, Ints

ENDLESS = 10**6


@dataclass(frozen=True, eq=False)
class Waiting:
    """Open entries on the cut-off.

    `entries` and `persons` (areas, thresholds) are how many wait longer than each of
    `thresholds` (months; a person once in each). `longest` are the persons (places in the
    history) who wait longer than the official threshold, with the level and profile of their
    oldest entry.
    """

    thresholds: tuple[int, ...]
    official: int
    entries: Ints
    persons: Ints
    longest: Ints
    level: Ints
    profile: Ints

    def need(self, history: History) -> Ints:
        """Places for who waits longer than the official threshold: (areas, profiles, levels)."""
        shape = (len(AREA_CODES), len(PROFILES), len(LEVELS))
        use = (self.level != UNKNOWN) & (self.profile != UNKNOWN)
        at = (history.people["area"][self.longest[use]], self.profile[use], self.level[use])
        place = np.ravel_multi_index(at, shape)
        return np.bincount(place, minlength=int(np.prod(shape))).reshape(shape)


def waiting_of(history: History) -> Waiting:
    """Who waits on the cut-off, by the thresholds that policy sets for that day."""
    rows = history.demands
    thresholds = tuple(int(n) for n in policy.value("waiting.thresholds", history.as_of).numbers)
    official = policy.value("waiting.official", history.as_of).whole
    waited = months_waited(history)
    area = history.people["area"][rows["person"]]
    entries = np.zeros((len(AREA_CODES), len(thresholds)), np.int64)
    persons = np.zeros_like(entries)
    for column, months in enumerate(thresholds):
        use = (waited > months) & (area != UNKNOWN)
        entries[:, column] = np.bincount(area[use], minlength=len(AREA_CODES))
        once = np.unique(rows["person"][use])
        persons[:, column] = np.bincount(history.people["area"][once], minlength=len(AREA_CODES))
    longest = _longest(history, waited, official)
    first = rows["person"][longest]
    return Waiting(
        thresholds, official, entries, persons, first,
        rows["level"][longest], rows["profile"][longest],
    )  # fmt: skip


def months_waited(history: History) -> NDArray[np.float64]:
    """For each entry how many months it waits on the cut-off; below 0 when it does not.

    A part of a month counts as a part, so that "longer than 6 months" is what it says.
    """
    rows, last = history.demands, np.datetime64(history.as_of)
    clock = np.where(
        np.isnat(rows["desired_start"]),
        rows["since"],
        np.maximum(rows["since"], rows["desired_start"]),
    ).astype("datetime64[D]")
    away = ~np.isnat(rows["unavailable_until"]) & (rows["unavailable_until"] >= last)
    waits = np.isnat(rows["ended"]) & ~away & (clock <= last)
    whole = (last + 1).astype("datetime64[M]") - clock.astype("datetime64[M]")
    day = (clock - clock.astype("datetime64[M]")).astype(float) / 31
    begun = ((last + 1) - (last + 1).astype("datetime64[M]")).astype(float) / 31
    return np.where(waits, whole.astype(float) - day + begun, -1.0)


def _longest(history: History, waited: NDArray[np.float64], official: int) -> Ints:
    """The oldest entry of each person who waits longer than the threshold."""
    rows = np.flatnonzero(
        (waited > official) & (history.people["area"][history.demands["person"]] != UNKNOWN)
    )
    order = rows[np.lexsort((-waited[rows], history.demands["person"][rows]))]
    _, first = np.unique(history.demands["person"][order], return_index=True)
    return np.asarray(order[first])

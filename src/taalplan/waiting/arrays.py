# SPDX-License-Identifier: EUPL-1.2
"""Entries and groups as columns of numbers, in one coding for photographs and simulation."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from taalplan.needs.history import AREA_CODES, LEVELS, PROFILES, UNKNOWN, places_in
from taalplan.snapshot import Snapshot
from taalplan.vocabulary.codes import DayPart
from taalplan.vocabulary.distance import kilometres
from taalplan.vocabulary.places import municipalities
from taalplan.waiting.definition import Definition
from taalplan.waiting.reading import ask

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

PARTS = tuple(part.value for part in DayPart)
TOWNS = tuple(municipalities())
"""Every municipality code there ever was; one that merged has the place of its own people."""

NEVER = 0
"""The number of the day 1970-01-01, for a day that is not known or does not come."""


@cache
def towns_apart() -> Floats:
    """Kilometres between all municipalities."""
    places = municipalities()
    latitude = np.array([places[nis].latitude for nis in TOWNS])
    longitude = np.array([places[nis].longitude for nis in TOWNS])
    found: Floats = kilometres(latitude[:, None], longitude[:, None], latitude, longitude)
    return found


def day_number(day: date) -> int:
    """A day as the number of days since 1970."""
    return int(np.datetime64(day, "D").astype(np.int64))


def numbered(days: NDArray[Any]) -> Ints:
    """Days as numbers, NEVER where not known."""
    return np.where(np.isnat(days), NEVER, days.astype("datetime64[D]").astype(np.int64))


@dataclass(frozen=True, eq=False)
class Columns:
    """Columns of equal length."""

    def __len__(self) -> int:
        """The number of rows."""
        return len(getattr(self, fields(self)[0].name))

    def take(self, rows: Ints | Flags) -> Self:
        """Some of the rows."""
        return type(self)(*(getattr(self, field.name)[rows] for field in fields(self)))


@dataclass(frozen=True, eq=False)
class Groups(Columns):
    """Groups that start: one row each.

    `level`, `profile` and `town` are places in LEVELS, PROFILES and TOWNS, `centre` in the list
    that entries use, UNKNOWN where not known; `dayparts` has a bit for each of PARTS; `start`
    and `end` are numbers of days; `places` is how many can still come.
    """

    level: Ints
    profile: Ints
    centre: Ints
    town: Ints
    dayparts: Ints
    start: Ints
    end: Ints
    places: Ints

    @property
    def cell(self) -> Ints:
        """Level and profile in one number."""
        return self.level * len(PROFILES) + self.profile


@dataclass(frozen=True, eq=False)
class Entries(Columns):
    """Entries on a waiting list, in the coding of Groups.

    `place_start` is when the group begins in which a place is held, `busy_until` when the
    lessons end that somebody is in; `dayparts` 0 means any.
    """

    demand: Ints
    person: Ints
    level: Ints
    profile: Ints
    centre: Ints
    town: Ints
    area: Ints
    dayparts: Ints
    since: Ints
    desired: Ints
    until: Ints
    place_start: Ints
    busy_until: Ints

    @property
    def cell(self) -> Ints:
        """Level and profile in one number."""
        return self.level * len(PROFILES) + self.profile


@dataclass(frozen=True, eq=False)
class Known:
    """What was known on the day of a photograph; `centres` are the codes that `centre` means."""

    entries: Entries
    groups: Groups
    centres: tuple[str, ...]


def read_known(snapshot: Snapshot, definition: Definition) -> Known:
    """The entries of a day and the groups known then. Raises SnapshotError without `demands`."""
    snapshot.rows("demands")
    wanted = ask(snapshot, "entries.sql", day=definition.day, parts=list(PARTS))
    offered = read_groups(snapshot, definition.day, definition.announced)
    centres = tuple(sorted({*wanted["centre"], *offered["centre"]} - {""}))
    return Known(_entries(wanted, centres), groups_of(offered, centres), centres)


def read_groups(snapshot: Snapshot, after: date, until: date) -> dict[str, NDArray[Any]]:
    """The groups that start after a day, as columns with codes."""
    return ask(snapshot, "groups.sql", day=after, until=until, parts=list(PARTS))


def groups_of(found: dict[str, NDArray[Any]], centres: tuple[str, ...]) -> Groups:
    """Columns with codes as Groups."""
    return Groups(
        places_in(LEVELS, found["level"]),
        places_in(PROFILES, found["profile"]),
        places_in(centres, found["centre"]),
        places_in(TOWNS, found["municipality"]),
        found["dayparts"],
        numbered(found["start"]),
        numbered(found["end"]),
        found["places"],
    )


def _entries(found: dict[str, NDArray[Any]], centres: tuple[str, ...]) -> Entries:
    return Entries(
        found["demand"],
        found["person"],
        places_in(LEVELS, found["level"]),
        places_in(PROFILES, found["profile"]),
        places_in(centres, found["centre"]),
        places_in(TOWNS, found["municipality"]),
        places_in(AREA_CODES, found["area"]),
        found["dayparts"],
        *(
            numbered(found[name])
            for name in (
                *("since", "desired_start", "unavailable_until"),
                *("place_start", "busy_until"),
            )
        ),
    )


__all__ = [
    "AREA_CODES", "LEVELS", "NEVER", "PARTS", "PROFILES", "TOWNS", "UNKNOWN", "Columns", "Entries",
    "Flags", "Floats", "Groups", "Ints", "Known", "day_number", "groups_of", "numbered",
    "read_groups", "read_known", "towns_apart",
]  # fmt: skip

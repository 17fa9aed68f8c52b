# SPDX-License-Identifier: EUPL-1.2
"""The courses of a school year as they stand in a snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from taalplan import policy
from taalplan.needs.history import LEVELS, PROFILES, Ints, places_in
from taalplan.needs.split import DAYPARTS, MODES
from taalplan.snapshot import Snapshot, SnapshotError
from taalplan.vocabulary.periods import SchoolYear

COLUMNS = ("site", "level", "profile", "start", "end", "hours", "distance_hours", "dayparts",
           "capacity", "places_for_desks", "status")  # fmt: skip


@dataclass(frozen=True, eq=False)
class Courses:
    """One row for each course that began, or will, in the school year; cancelled ones are out.

    `site` are codes; `level`, `profile`, `daypart` and `mode` places in LEVELS, PROFILES,
    DAYPARTS and MODES. A course on two day-parts a week stands under the first. `first` and
    `last` are months after September; `capacity` and `desks` places, -1 where not known.
    """

    school_year: SchoolYear
    site: NDArray[Any]
    level: Ints
    profile: Ints
    daypart: Ints
    second: Ints
    mode: Ints
    first: Ints
    last: Ints
    hours: NDArray[np.float64]
    capacity: Ints
    desks: Ints

    def __len__(self) -> int:
        return len(self.level)


def courses_of(snapshot: Snapshot, school_year: SchoolYear) -> Courses:
    """The courses of the year, or of the year before when there are none yet.

    Raises SnapshotError when the snapshot knows none of either.
    """
    if "courses" not in snapshot.tables:
        raise SnapshotError("a supply is planned beside the courses there are; none were imported")
    read = {name: _column(snapshot, name) for name in COLUMNS}
    for year in (school_year, school_year.shift(-1)):
        found = _of_year(read, year, least_share(snapshot))
        if len(found):
            return found
    raise SnapshotError(
        f"there are no courses of {school_year} or the year before in the snapshot; "
        "import them, or choose another school year"
    )


def least_share(snapshot: Snapshot) -> float:
    """The share of hours at a distance from which a course is blended."""
    return policy.value("blended.distance_share", snapshot.as_of).number


def _column(snapshot: Snapshot, name: str) -> NDArray[Any]:
    import pyarrow as pa

    column = snapshot.table("courses", [name])[name]
    if name == "dayparts":
        # Filled one by one: numpy would make a table of tuples of one length.
        found = np.empty(len(column), object)
        for row, parts in enumerate(column.to_pylist()):
            found[row] = tuple(parts or ())
        return found
    if pa.types.is_dictionary(column.type):
        column = column.cast(pa.string())
    if pa.types.is_integer(column.type):
        column = column.fill_null(-1)
    return np.asarray(column.to_numpy(zero_copy_only=False))


def _of_year(read: dict[str, NDArray[Any]], year: SchoolYear, least: float) -> Courses:
    start = read["start"].astype("datetime64[D]")
    end = read["end"].astype("datetime64[D]")
    september = np.datetime64(year.first_day, "M").astype(np.int64)
    months = start.astype("datetime64[M]").astype(np.int64) - september
    level, profile = places_in(LEVELS, read["level"]), places_in(PROFILES, read["profile"])
    use = ~np.isnat(start) & (months >= 0) & (months < 12) & (level >= 0) & (profile >= 0)
    use &= read["status"].astype(str) != "cancelled"
    use &= np.array([bool(parts) for parts in read["dayparts"]], bool)
    use_at, parts = np.flatnonzero(use), read["dayparts"][use]
    hours = np.nan_to_num(read["hours"][use_at].astype(float))
    distance = np.nan_to_num(read["distance_hours"][use_at].astype(float))
    last = end[use_at].astype("datetime64[M]").astype(np.int64) - september
    first = months[use_at]
    return Courses(
        year,
        read["site"][use_at].astype(str),
        level[use_at],
        profile[use_at],
        np.array([DAYPARTS.index(one[0]) for one in parts], np.int64),
        np.array([DAYPARTS.index(one[1]) if len(one) > 1 else -1 for one in parts], np.int64),
        # MODES: contact, blended.
        (distance >= least * np.maximum(hours, 1e-9)).astype(np.int64) * (len(MODES) > 1),
        first,
        np.where(np.isnat(end[use_at]), first, np.maximum(last, first)),
        hours,
        read["capacity"][use_at].astype(np.int64),
        read["places_for_desks"][use_at].astype(np.int64),
    )

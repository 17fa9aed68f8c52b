# SPDX-License-Identifier: EUPL-1.2
"""What was known on the cut-off, as arrays: registrations by month, people and their lessons.

Everything is read from the snapshot as it was on that day. A table that is missing leaves its
arrays empty and a warning; what falls outside the days that were asked for is not known (nan),
which is not the same as nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from taalplan.needs.horizon import Months, month, months_between
from taalplan.needs.residence import PLACES, code_of, place_of
from taalplan.snapshot import Snapshot
from taalplan.vocabulary.codes import Component, Profile, TargetGroup
from taalplan.vocabulary.places import AREAS
from taalplan.vocabulary.text import Text

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

TABLES = ("registrations", "contracts", "demands", "courses", "placements", "desks")
"""The tables of the snapshot that a plan is made from; without some it is made with a warning."""

AREA_CODES = tuple(AREAS)
LEVELS = tuple(level.value for level in Component)
PROFILES = tuple(profile.value for profile in Profile)
TARGET_GROUPS = tuple(group.value for group in TargetGroup)
UNKNOWN = -1
NOT_YET = np.datetime64("NaT", "M")

Columns = Mapping[str, NDArray[Any]]


@dataclass(frozen=True, eq=False)
class History:
    """The arrays of one cut-off.

    `entry`: first registrations, areas x target groups x `months`, nan where nothing was asked.
    `starts`, `demands` and `people` are columns of equal length: one row for each beginning of a
    course, each entry on a waiting list, each person (`person` is a place in `people`). Codes
    are places in AREA_CODES, LEVELS, PROFILES and PLACES, UNKNOWN where not known.
    """

    as_of: date
    months: Months
    entry: Floats
    people: Columns
    starts: Columns
    demands: Columns
    snapshot: str
    synthetic: bool
    warnings: tuple[Text, ...] = ()

    @property
    def covered(self) -> np.datetime64:
        """The last month of which registrations are known; that of the cut-off without any."""
        known = np.isfinite(self.entry).any(axis=(0, 1))
        return self.months[known][-1] if known.any() else month(self.as_of)


def restricted(snapshot: Snapshot) -> Snapshot:
    """The snapshot with only the tables that a plan is made from: an earlier day is made faster."""
    kept = {name: file for name, file in snapshot.manifest.tables.items() if name in TABLES}
    return Snapshot(snapshot.path, replace(snapshot.manifest, tables=kept))


def read_history(snapshot: Snapshot, identity: Snapshot | None = None) -> History:
    """The arrays of a snapshot as it is; give it one as it was on the cut-off.

    `identity` is the snapshot that the figures will be said to come from.
    """
    warnings: list[Text] = [_missing(name) for name in TABLES if name not in snapshot.tables]
    columns = {name: _columns(snapshot, name) for name in TABLES}
    days = _days(snapshot, columns)
    registered, courses = columns["registrations"], columns["courses"]
    area = _areas_of_desks(columns["desks"], registered["desk"])
    months = months_between(month(days[0]), month(snapshot.as_of))
    entry = _entry(registered, area, months, days)
    warnings += _gate(registered, area, entry, months)
    starts = _starts(columns["placements"], courses, snapshot.as_of)
    people = _people(columns, area, starts)
    demands = _demands(columns["demands"], people)
    starts = {**starts, "person": np.searchsorted(people["id"], starts["id"])}
    named = identity or snapshot
    return History(
        snapshot.as_of,
        months,
        entry,
        people,
        starts,
        demands,
        named.id,
        named.manifest.synthetic,
        tuple(warnings),
    )


_EMPTY = {
    "registrations": ("person", "date", "desk", "kind", "target_group", "municipality"),
    "contracts": ("person", "signed", "area"),
    "demands": (
        *("demand", "person", "level", "profile", "since", "desired_start", "municipality"),
        *("unavailable_until", "ended", "dayparts"),
    ),
    "courses": (
        *("course", "municipality", "level", "profile", "start", "end", "hours"),
        *("distance_hours", "dayparts", "status"),
    ),
    "placements": ("person", "course", "date", "status", "result"),
    "desks": ("desk", "area"),
}
_DAYS = ("date", "signed", "since", "desired_start", "unavailable_until", "ended", "start", "end")


def _columns(snapshot: Snapshot, name: str) -> Columns:
    """A table's columns as numpy: days as datetime64[D], codes and keys as they are."""
    wanted = _EMPTY[name]
    if name not in snapshot.tables:
        return {c: np.empty(0, "datetime64[D]" if c in _DAYS else object) for c in wanted}
    table = snapshot.table(name, wanted)
    return {column: _numpy(table[column], column) for column in wanted}


def _numpy(column: Any, name: str) -> NDArray[Any]:
    import pyarrow as pa

    if name in _DAYS:
        return np.asarray(column.to_numpy(zero_copy_only=False), "datetime64[D]")
    if name == "dayparts":
        # Of several day-parts the first is where somebody is counted.
        import pyarrow.compute as pc

        return np.asarray(pc.list_element(pc.if_else(
            pc.greater(pc.fill_null(pc.list_value_length(column), 0), 0), column, None
        ), 0).to_numpy(zero_copy_only=False), object) if _filled(column) else np.full(
            len(column), None, object)  # fmt: skip
    if pa.types.is_dictionary(column.type):
        column = column.cast(pa.string())
    return np.asarray(column.to_numpy(zero_copy_only=False))


def _filled(column: Any) -> bool:
    import pyarrow.compute as pc

    lengths = pc.fill_null(pc.list_value_length(column), 0)
    return len(column) > 0 and bool(pc.min(lengths).as_py() > 0)


def places_in(codes: tuple[str, ...], found: NDArray[Any]) -> Ints:
    """The place of each code in a list, UNKNOWN for what is not in it."""
    unique, inverse = np.unique(np.asarray(found, str), return_inverse=True)
    where = {code: place for place, code in enumerate(codes)}
    return np.array([where.get(str(code), UNKNOWN) for code in unique] or [0], np.int64)[
        inverse.reshape(-1)
    ]


def _days(snapshot: Snapshot, columns: Mapping[str, Columns]) -> tuple[date, date]:
    """From when to when registrations were asked for."""
    given = snapshot.manifest.coverage.get("registrations")
    found = columns["registrations"]["date"]
    if not len(found):
        return snapshot.as_of.replace(day=1), snapshot.as_of
    first = given[0] if given else found.min().astype(date)
    return first, given[1] if given else snapshot.as_of


def _areas_of_desks(desks: Columns, wanted: NDArray[Any]) -> Ints:
    areas = dict(zip(map(str, desks["desk"]), map(str, desks["area"]), strict=True))
    if not areas:
        from taalplan.vocabulary.places import desks as known

        areas = {desk.code: desk.area for desk in known()}
    unique, inverse = np.unique(np.asarray(wanted, str), return_inverse=True)
    codes = np.array([areas.get(str(desk), "") for desk in unique] or [""], object)
    return places_in(AREA_CODES, codes[inverse.reshape(-1)])


def _entry(registered: Columns, area: Ints, months: Months, days: tuple[date, date]) -> Floats:
    first = (registered["kind"].astype(str) == "first") & (area != UNKNOWN)
    group = places_in(TARGET_GROUPS, registered["target_group"])
    when = _month_of(registered["date"]) - months[0].astype(np.int64)
    use = first & (group != UNKNOWN) & (when >= 0) & (when < len(months))
    shape = (len(AREA_CODES), len(TARGET_GROUPS), len(months))
    place = np.ravel_multi_index((area[use], group[use], when[use]), shape)
    found = np.bincount(place, minlength=int(np.prod(shape))).reshape(shape).astype(float)
    # A month that was asked for only in part is no month.
    last = months_between(month(days[0]), month(days[1]))
    whole = np.isin(months, last if _ends_month(days[1]) else last[:-1])
    found[:, :, ~whole] = np.nan
    return found


def _ends_month(day: date) -> bool:
    return date.fromordinal(day.toordinal() + 1).day == 1


def _month_of(days: NDArray[Any]) -> Ints:
    return np.asarray(days.astype("datetime64[M]").astype(np.int64))


def _gate(registered: Columns, area: Ints, entry: Floats, months: Months) -> list[Text]:
    """The additivity gate: what was put in cells is what was registered, and what was not."""
    first = registered["kind"].astype(str) == "first"
    known = months[np.isfinite(entry).all(axis=(0, 1))].astype(np.int64)
    in_time = first & np.isin(_month_of(registered["date"]), known)
    rows, counted = int(in_time.sum()), int(np.nansum(entry))
    homeless = int((in_time & (area == UNKNOWN)).sum())
    if rows != counted + homeless:
        raise ValueError(
            f"{rows} first registrations were read and {counted} stand in the history; "
            "the plan would not add up, so it is not made"
        )
    if not homeless:
        return []
    return [
        Text(
            f"{homeless} eerste aanmeldingen staan op een loket zonder werkingsgebied en tellen "
            "niet mee; vul de tabel van de loketten aan.",
            f"{homeless} first registrations are at a desk without a working area and are left "
            "out; complete the table of desks.",
            f"{homeless} premières inscriptions sont à un guichet sans zone d’action et ne "
            "comptent pas ; complétez la table des guichets.",
        )
    ]


def _starts(placements: Columns, courses: Columns, as_of: date) -> dict[str, NDArray[Any]]:
    """One row for each person and course they were enrolled in that began by the cut-off."""
    status = placements["status"].astype(str)
    enrolled = status == "enrolled"
    order = np.argsort(courses["course"], kind="stable")
    ids = courses["course"][order]
    course = placements["course"]
    found = np.searchsorted(ids, course) if len(ids) else np.zeros(len(course), np.int64)
    known = np.zeros(len(course), bool)
    if len(ids):
        known = ids[np.minimum(found, len(ids) - 1)] == course
    row = order[np.minimum(found, max(len(ids) - 1, 0))] if len(ids) else found
    begun = courses["start"] <= np.datetime64(as_of)
    running = (courses["status"].astype(str) != "cancelled") & begun
    use = enrolled & known
    use[use] = running[row[use]]
    key = np.stack([placements["person"][use], course[use]], 1).astype(np.int64)
    pairs, first = np.unique(key, axis=0, return_index=True)
    row = row[use][first]
    level = places_in(LEVELS, courses["level"])[row]
    profile = places_in(PROFILES, courses["profile"])[row]
    ended, how = _endings(placements, pairs, courses["end"][row], as_of)
    share = courses["distance_hours"].astype(float)[row] if len(row) else np.empty(0)
    hours = courses["hours"].astype(float)[row] if len(row) else np.empty(0)
    found_columns = {
        "id": pairs[:, 0],
        "level": level,
        "profile": profile,
        "begun": courses["start"][row].astype("datetime64[M]"),
        "ended": ended,
        "how": how,
        "daypart": courses["dayparts"][row].astype(str),
        "distance": np.divide(share, hours, out=np.zeros(len(row)), where=hours > 0),
    }
    use = (level != UNKNOWN) & (profile != UNKNOWN)
    return {name: values[use] for name, values in found_columns.items()}


PASSED, FAILED, LEFT, GOING_ON = 1, 2, 3, 0


def _endings(
    placements: Columns, pairs: Ints, end: NDArray[Any], as_of: date
) -> tuple[Months, Ints]:
    """When and how each beginning ended, as known on the day; NaT and 0 while it goes on."""
    how = np.zeros(len(pairs), np.int64)
    left = np.full(len(pairs), np.datetime64("NaT", "D"))
    if len(pairs):
        code = pairs[:, 0] * (pairs[:, 1].max() + 1) + pairs[:, 1]
        own = placements["person"].astype(np.int64) * (pairs[:, 1].max() + 1)
        own = own + placements["course"].astype(np.int64)
        where = np.minimum(np.searchsorted(code, own), len(code) - 1)
        mine = code[where] == own
        result, status = placements["result"].astype(str), placements["status"].astype(str)
        for word, cause in (("absent", LEFT), ("failed", FAILED), ("passed", PASSED)):
            how[where[mine & (result == word)]] = cause
        gone = mine & (status == "withdrawn")
        left[where[gone]] = placements["date"][gone]
    over = end <= np.datetime64(as_of)
    withdrawn = ~np.isnat(left)
    how = np.where(withdrawn, LEFT, np.where(over, np.where(how == 0, LEFT, how), GOING_ON))
    ended = np.where(withdrawn, np.minimum(left, end), end).astype("datetime64[M]")
    return np.where(how == GOING_ON, NOT_YET, ended), how


def _people(columns: Mapping[str, Columns], area: Ints, starts: Columns) -> Columns:
    """Everybody who is in any of the tables: where they registered, when, where they live."""
    registered, contracts = columns["registrations"], columns["contracts"]
    demands = columns["demands"]
    ids = np.unique(
        np.concatenate([
            *(t["person"].astype(np.int64) for t in (registered, contracts, demands)),
            starts["id"],
        ])
    )  # fmt: skip
    found_area = np.full(len(ids), UNKNOWN)
    _last(found_area, ids, contracts, "signed", places_in(AREA_CODES, contracts["area"]))
    _last(found_area, ids, registered, "date", area)
    place = np.full(len(ids), len(PLACES) - 1)
    _last(place, ids, registered, "date", place_of(registered["municipality"]))
    _last(place, ids, demands, "since", place_of(demands["municipality"]))
    municipality = np.full(len(ids), UNKNOWN)
    _last(municipality, ids, registered, "date", code_of(registered["municipality"]))
    _last(municipality, ids, demands, "since", code_of(demands["municipality"]))
    return {
        "id": ids,
        "municipality": municipality,
        "area": _with_neighbours(found_area, place),
        "place": place,
        "registered": _first(ids, registered["person"], registered["date"]),
        "asked": _first(ids, demands["person"], demands["since"]),
    }


def _last(into: Ints, ids: Ints, rows: Columns, day: str, values: Ints) -> None:
    """Write the value of each person's latest row where it is known."""
    use = values != UNKNOWN
    person = np.searchsorted(ids, rows["person"].astype(np.int64)[use])
    order = np.argsort(rows[day][use], kind="stable")
    into[person[order]] = values[use][order]


def _first(ids: Ints, person: NDArray[Any], days: NDArray[Any]) -> Months:
    found = np.full(len(ids), np.datetime64("NaT", "D"))
    order = np.argsort(days, kind="stable")[::-1]
    found[np.searchsorted(ids, person.astype(np.int64))[order]] = days[order]
    return found.astype("datetime64[M]")


def _with_neighbours(area: Ints, place: Ints) -> Ints:
    """An area for whoever has none: that of most others who live in the same place."""
    known = area != UNKNOWN
    shape = (len(PLACES), len(AREA_CODES))
    at = np.ravel_multi_index((place[known], area[known]), shape) if known.any() else []
    counts = np.bincount(np.asarray(at, np.int64), minlength=shape[0] * shape[1]).reshape(shape)
    usual = np.where(counts.sum(axis=1) > 0, counts.argmax(axis=1), counts.sum(axis=0).argmax())
    return np.where(known, area, usual[place])


def _demands(demands: Columns, people: Columns) -> Columns:
    return {
        "person": np.searchsorted(people["id"], demands["person"].astype(np.int64)),
        "level": places_in(LEVELS, demands["level"]),
        "profile": places_in(PROFILES, demands["profile"]),
        "daypart": demands["dayparts"].astype(str),
        **{
            name: demands[name] for name in ("since", "desired_start", "unavailable_until", "ended")
        },
    }


def _missing(name: str) -> Text:
    return Text(
        f"De tabel '{name}' ontbreekt in deze momentopname; wat daaruit volgt, is niet gepland.",
        f"The table '{name}' is missing in this snapshot; what follows from it is not planned.",
        f"La table '{name}' manque dans cet instantané ; ce qui en découle n’est pas planifié.",
    )

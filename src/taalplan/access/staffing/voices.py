# SPDX-License-Identifier: EUPL-1.2
"""What people say of desks, beside how far they come and how long they wait.

"No complaints" is an answer only where people were asked: so how many were asked stands first,
for each touchpoint, and the years in which nobody was asked are named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from taalplan.access.staffing.residence import homes
from taalplan.access.staffing.visits import Stream, Visits
from taalplan.snapshot import Snapshot
from taalplan.statistics.satisfaction import OFFICIAL, satisfaction
from taalplan.tables.table import TOTAL, Table
from taalplan.vocabulary.codes import Touchpoint
from taalplan.vocabulary.periods import CalendarYear
from taalplan.vocabulary.places import Desk, desks

TOUCHPOINTS = (Touchpoint.DESK, Touchpoint.INTAKE, Touchpoint.TEST)
"""Where somebody meets the people of a desk."""

MEASURES = ("asked", "satisfied", "share_low", "share_high", "complaints", "contacts")
YEAR = 365


@dataclass(frozen=True)
class Opinion:
    """What was said of one touchpoint: at this `desk`, in its `area` or at `all` desks.

    Over all years together; `place` is one of these three words.
    `satisfied` of `asked`; `low` and `high` the 95 % interval of the share, None where nobody
    was asked. `complaints` of `contacts` registrations.
    """

    touchpoint: Touchpoint
    place: str
    asked: int
    satisfied: int
    low: float | None
    high: float | None
    complaints: int
    contacts: int


@dataclass(frozen=True)
class DeskBeside:
    """One desk: how far people come (mean kilometres), and how long for an intake (days).

    `in_time` is the share of intakes within the days promised; None where nobody came or the
    snapshot does not say. `opinion` is about the desk itself.
    """

    desk: Desk
    kilometres: float | None
    wait: float | None
    in_time: float | None
    opinion: Opinion


@dataclass(frozen=True)
class Voices:
    """Opinions of all touchpoints, the desks of the area side by side, and the silent years."""

    years: tuple[int, ...]
    silent: tuple[int, ...]
    opinions: tuple[Opinion, ...]
    desks: tuple[DeskBeside, ...]


def voices(snapshot: Snapshot, visits: Visits, desk: Desk, within: int, on: date) -> Voices | None:
    """What was said of a desk and of the others of its area; None without feedback."""
    if not {"feedback", "registrations"} <= snapshot.tables:
        return None
    years = _years(snapshot)
    if not years:
        return None
    said = {touchpoint: _table(snapshot, touchpoint, years) for touchpoint in TOUCHPOINTS}
    about = said[Touchpoint.DESK]
    places = {"desk": (desk.area, desk.code), "area": (desk.area, TOTAL), "all": (TOTAL, TOTAL)}
    if desk.code == desk.area:
        del places["area"]
    opinions = tuple(
        found
        for touchpoint, table in said.items()
        for name, path in places.items()
        if (found := _opinion(table, touchpoint, name, path)) is not None
    )
    beside = [
        DeskBeside(
            other,
            _far(snapshot, other),
            *_waits(visits, other.code, within, snapshot.as_of),
            opinion,
        )
        for other in desks(on)
        if other.area == desk.area
        and (opinion := _opinion(about, Touchpoint.DESK, "desk", (other.area, other.code)))
    ]
    silent = tuple(year for year in years if not _asked(snapshot, year))
    return Voices(years, silent, opinions, tuple(beside))


def _years(snapshot: Snapshot) -> tuple[int, ...]:
    """The whole calendar years of registrations."""
    days = snapshot.table("registrations", ("date",)).column("date").to_numpy()
    if not len(days):
        return ()
    first, last = (day.astype("datetime64[D]").astype(object) for day in (days.min(), days.max()))
    begin = first.year + (first > date(first.year, 1, 15))
    end = last.year - (last < date(last.year, 12, 15))
    return tuple(range(begin, end + 1))


def _table(snapshot: Snapshot, touchpoint: Touchpoint, years: Sequence[int]) -> Table:
    asked = replace(OFFICIAL, touchpoint=touchpoint.value)
    return satisfaction(asked.of_years(*map(CalendarYear, years)), snapshot)


def _asked(snapshot: Snapshot, year: int) -> bool:
    """Whether anybody was asked about a desk in a year."""
    table = _table(snapshot, Touchpoint.DESK, (year,))
    return bool(table[TOTAL, TOTAL, "asked"])


def _opinion(
    table: Table, touchpoint: Touchpoint, place: str, path: tuple[str, str]
) -> Opinion | None:
    """One row of the table; None when nobody registered there in these years."""
    paths = {member.path for member in table.rows.members}
    # An area with one desk of its own name has no row beside its total.
    if path not in paths and path[0] == path[1]:
        path = (path[0], TOTAL)
    if path not in paths:
        return None
    cells = {name: table.cell(path, (name,)).value for name in MEASURES}
    return Opinion(
        touchpoint, place, int(cells["asked"] or 0), int(cells["satisfied"] or 0),
        cells["share_low"], cells["share_high"], int(cells["complaints"] or 0),
        int(cells["contacts"] or 0),
    )  # fmt: skip


def _far(snapshot: Snapshot, desk: Desk) -> float | None:
    found = homes(snapshot, desk.code, desk.municipality)
    return found.mean if found else None


def _waits(
    visits: Visits, desk: str, within: int, as_of: date
) -> tuple[float | None, float | None]:
    """Days from asking to an intake in the last year: the median, and the share in time."""
    if visits.from_registrations or desk not in visits.desks:
        return None, None
    since = np.datetime64(as_of - timedelta(days=YEAR), "D")
    own = visits.of(desk)
    use = (own.stream == Stream.INTAKE) & (own.day >= since)
    use &= own.day <= np.datetime64(as_of, "D")
    days = (own.day[use] - own.asked[use]).astype(np.int64)
    if not len(days):
        return None, None
    return float(np.median(days)), float((days <= within).mean())

# SPDX-License-Identifier: EUPL-1.2
"""Where people live, where desks are and could be, and how far apart: what a study starts from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from taalplan.access.desks.visits import Ints, Visits, read_visits
from taalplan.access.location import LocationError, Locations
from taalplan.access.location.problem import Floats
from taalplan.snapshot import Snapshot, SnapshotError
from taalplan.tables.table import Unit
from taalplan.vocabulary.codes import DeskKind
from taalplan.vocabulary.distance import kilometres
from taalplan.vocabulary.places import Municipality, municipalities


@dataclass(frozen=True)
class Opened:
    """A desk with all periods in which it was open, and the number of its municipality."""

    code: str
    name: str
    kind: str
    area: str
    place: int
    periods: tuple[tuple[date, date | None], ...]

    def open_on(self, day: date) -> bool:
        """Whether it is open on a day."""
        return any(first <= day and (last is None or last >= day) for first, last in self.periods)

    def open_in(self, year: int) -> bool:
        """Whether it is open on any day of a year."""
        begin, end = date(year, 1, 1), date(year, 12, 31)
        return any(first <= end and (last is None or last >= begin) for first, last in self.periods)


@dataclass(frozen=True, eq=False)
class Homes:
    """Finer places where people live: their code, municipality, and share of its people.

    `way` is homes by municipalities. The shares of a municipality add up to 1.
    """

    codes: tuple[str, ...]
    place: Ints
    share: Floats
    way: Floats


@dataclass(frozen=True, eq=False)
class Situation:
    """The places, the desks, who came from where to which desk, and the way between places.

    `cost` is places by places: kilometres, or minutes of a travel-time table; where `homes` are
    known it is their mean. `people` is the demand of each place that a network must serve.
    """

    snapshot: str
    as_of: date
    synthetic: bool
    year: int
    places: tuple[Municipality, ...]
    desks: tuple[Opened, ...]
    visits: Visits
    people: Floats
    cost: Floats
    minutes: bool = False
    hidden: frozenset[int] | None = None
    """The places whose people may not be shown, and nothing else may be counted; None: all may."""

    homes: Homes | None = None
    candidates: frozenset[int] | None = None
    """The places where a desk may come beside those that have one; None: all."""

    stay: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    """Desks that must stay, and desks that are taken to be closed."""

    def supposing(self, stay: Iterable[str] = (), without: Iterable[str] = ()) -> Situation:
        """The same when some desks must stay and others are closed. Raises LocationError."""
        known = {desk.code: desk.open_on(self.as_of) for desk in self.desks}
        faults = [
            f"there is no desk '{code}'" if code not in known else f"{code} is not open"
            for code in (*stay, *without)
            if not known.get(code)
        ]
        faults += [f"{code} cannot stay and be closed" for code in sorted({*stay} & {*without})]
        if faults:
            raise LocationError("\n".join(faults))
        return replace(self, stay=frozenset(stay), without=frozenset(without))

    def released(self, people: Mapping[str, float]) -> Situation:
        """The same with people by municipality as they may be shown; nobody where they may not."""
        shown = np.array([people.get(place.nis, 0.0) for place in self.places])
        hidden = frozenset(n for n, place in enumerate(self.places) if place.nis not in people)
        return replace(self, people=shown, hidden=hidden)

    @property
    def way(self) -> Floats:
        """From where people live, as finely as is known, to each place."""
        return self.cost if self.homes is None else self.homes.way

    @property
    def demand(self) -> Floats:
        """The people of each row of `way`."""
        return self.spread(self.people)

    def spread(self, values: Floats) -> Floats:
        """What is counted by place (its first axis), divided over the rows of `way`."""
        if self.homes is None:
            return values
        share = self.homes.share.reshape(-1, *(1,) * (values.ndim - 1))
        return np.asarray(values[self.homes.place] * share)

    def mean(self, values: Floats) -> Floats:
        """The mean by place of what is known by row of `way`."""
        if self.homes is None:
            return values
        found = np.zeros((len(self.places), *values.shape[1:]))
        share = self.homes.share.reshape(-1, *(1,) * (values.ndim - 1))
        np.add.at(found, self.homes.place, values * share)
        return found

    @property
    def unit(self) -> Unit:
        """What `cost` is in."""
        return Unit.MINUTES if self.minutes else Unit.KILOMETRES

    @property
    def open_desks(self) -> tuple[Opened, ...]:
        """The desks that are open on the day of the snapshot, or are supposed to be."""
        opened = (desk for desk in self.desks if desk.open_on(self.as_of))
        return tuple(desk for desk in opened if desk.code not in self.without)

    @property
    def sites(self) -> tuple[int, ...]:
        """The places with an open desk."""
        return tuple(sorted({desk.place for desk in self.open_desks}))

    @property
    def kept(self) -> tuple[int, ...]:
        """The places that must stay: those of the city agencies are not this agency's to close."""
        kept = (d for d in self.open_desks if d.kind == DeskKind.AGENCY or d.code in self.stay)
        return tuple(sorted({desk.place for desk in kept}))

    @property
    def allowed(self) -> frozenset[int]:
        """The places where a desk may be: today's, and the candidates."""
        chosen = range(len(self.places)) if self.candidates is None else self.candidates
        return frozenset((*chosen, *self.sites))

    @property
    def used(self) -> Ints:
        """People of the year by place of residence and desk."""
        return self.visits.people(self.year)

    def name(self, place: int) -> str:
        """The Dutch name of a place."""
        return self.places[place].name.nl

    @property
    def _names(self) -> tuple[str, ...]:
        return tuple(place.name.nl for place in self.places)

    def locations(self, **change: object) -> Locations:
        """The question of where desks should be; `change` replaces what is usual."""
        usual: dict[str, object] = {
            "demand": self.demand,
            "existing": self.sites,
            "forced": self.kept,
            "forbidden": tuple(set(range(len(self.places))) - self.allowed),
            "clients": self.homes.codes if self.homes else self._names,
            "sites": self._names,
        }
        return Locations(self.way, **{**usual, **change})  # type: ignore[arg-type]


def read_situation(snapshot: Snapshot, year: int | None = None) -> Situation:
    """Read a snapshot; the year is by default the last whole one that registrations cover."""
    known = municipalities(snapshot.as_of)
    places = tuple(known[code] for code in sorted(known))
    codes = tuple(place.nis for place in places)
    desks = _desks(snapshot, codes)
    visits = read_visits(snapshot, codes, tuple(desk.code for desk in desks))
    year = year or _last_whole_year(snapshot, visits)
    people = visits.people(year).sum(axis=1).astype(np.float64)
    if not people.any():
        raise SnapshotError(
            f"nobody of whom the residence is known registered in {year}; choose another year "
            f"({', '.join(map(str, visits.years())) or 'there is none'})"
        )
    return Situation(
        snapshot=snapshot.id,
        as_of=snapshot.as_of,
        synthetic=snapshot.manifest.synthetic,
        year=year,
        places=places,
        desks=desks,
        visits=visits,
        people=people,
        cost=_kilometres(places),
    )


def _desks(snapshot: Snapshot, codes: tuple[str, ...]) -> tuple[Opened, ...]:
    """The desks of the snapshot whose municipality is known, in order of code."""
    from taalplan.vocabulary.places import municipality_on

    place = {code: number for number, code in enumerate(codes)}
    rows = sorted(snapshot.table("desks").to_pylist(), key=lambda r: (r["desk"], r["valid_from"]))
    found: dict[str, Opened] = {}
    for row in rows:
        at = place.get(municipality_on(row["municipality"], snapshot.as_of), -1)
        if at < 0 or row["temporary"]:
            continue
        before = found[row["desk"]].periods if row["desk"] in found else ()
        periods = (*before, (row["valid_from"], row["valid_to"]))
        found[row["desk"]] = Opened(
            row["desk"], row["name"], row["kind"], row["area"], at, periods
        )  # fmt: skip
    if not found:
        raise SnapshotError("the snapshot has no desk in Flanders or Brussels; import desks")
    return tuple(found.values())


def _last_whole_year(snapshot: Snapshot, visits: Visits) -> int:
    whole = [year for year in visits.years() if date(year, 12, 31) <= snapshot.as_of]
    if not whole:
        raise SnapshotError("no whole year of registrations is in the snapshot")
    return max(whole)


def _kilometres(places: tuple[Municipality, ...]) -> Floats:
    lat = np.array([place.latitude for place in places])
    lon = np.array([place.longitude for place in places])
    return np.asarray(kilometres(lat[:, None], lon[:, None], lat, lon), np.float64)

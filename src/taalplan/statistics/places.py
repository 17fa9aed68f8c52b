# SPDX-License-Identifier: EUPL-1.2
"""The desks and municipalities of a snapshot: what they lie within, and when they existed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from taalplan.snapshot import Snapshot
from taalplan.vocabulary.periods import Year
from taalplan.vocabulary.places import (
    CENTRE_CITIES,
    PROVINCES,
    desks,
    municipalities,
    municipality_on,
    municipality_periods,
)
from taalplan.vocabulary.text import Text

OTHER_CITY = "other"
"""The category of everybody who does not live in one of the thirteen centre cities."""

Period = tuple[date, date | None]


@dataclass(frozen=True)
class Place:
    """A desk or a municipality. `within` has its area, or its province and centre city."""

    code: str
    name: Text
    within: Mapping[str, str]
    periods: tuple[Period, ...]

    def exists_in(self, year: Year) -> bool:
        """Whether it was open, or existed, on at least one day of a year."""
        return any(
            first <= year.last_day and (last is None or last >= year.first_day)
            for first, last in self.periods
        )


def read_desks(snapshot: Snapshot) -> dict[str, Place]:
    """The desks by code, in published order; Taalplan's own where the snapshot names none."""
    rows: Iterable[Mapping[str, Any]]
    if "desks" in snapshot.tables:
        rows = snapshot.table("desks").to_pylist()
    else:
        rows = [{**vars(desk), "desk": desk.code} for desk in desks()]
    return _places(
        rows,
        "desk",
        [desk.code for desk in desks()],
        lambda row: (Text.same(row["name"]), {"area": row["area"]}),
    )


def read_municipalities(snapshot: Snapshot) -> dict[str, Place]:
    """The municipalities by NIS code, by province and name."""
    rows: Iterable[Mapping[str, Any]]
    if "municipalities" in snapshot.tables:
        rows = snapshot.table("municipalities").to_pylist()
    else:
        rows = [
            {**vars(place), "municipality": place.nis, "name": place.name.nl}
            for place in municipality_periods()
        ]
    provinces = list(PROVINCES)
    ordered = sorted(
        rows,
        key=lambda row: (
            provinces.index(row["province"]) if row["province"] in provinces else 99,
            row["name"],
        ),
    )
    return _places(
        ordered,
        "municipality",
        [row["municipality"] for row in ordered],
        lambda row: (
            _municipality_name(row),
            {"province": row["province"], "centre_city": _city(row)},
        ),
    )


def _places(
    rows: Iterable[Mapping[str, Any]], key: str, order: list[str], describe: Any
) -> dict[str, Place]:
    """Bring the periods of each code together; its latest row gives its name."""
    periods: dict[str, list[Mapping[str, Any]]] = {}
    for row in sorted(rows, key=lambda row: row["valid_from"]):
        periods.setdefault(row[key], []).append(row)
    places = {}
    for code in dict.fromkeys([*(code for code in order if code in periods), *sorted(periods)]):
        name, within = describe(periods[code][-1])
        spans = tuple((row["valid_from"], row["valid_to"]) for row in periods[code])
        places[code] = Place(code, name, within, spans)
    return places


def _municipality_name(row: Mapping[str, Any]) -> Text:
    known = municipalities().get(row["municipality"])
    return known.name if known else Text.same(row["name"])


def _city(row: Mapping[str, Any]) -> str:
    nis = row["municipality"]
    return _city_codes().get(nis, nis) if row["centre_city"] else OTHER_CITY


@cache
def _city_codes() -> dict[str, str]:
    """A centre city keeps one code over the years: 71072, Hasselt from 2025, counts as 71022."""
    later = {municipality_on(city, date(2025, 1, 1)): city for city in CENTRE_CITIES}
    return {**later, **{city: city for city in CENTRE_CITIES}}

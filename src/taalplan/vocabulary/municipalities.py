# SPDX-License-Identifier: EUPL-1.2
"""Municipalities of Flanders and Brussels by NIS code, with the mergers of 2019 and 2025.

A code is not for ever: Hasselt is 71022 until the end of 2024 and 71072 from 2025. And the same
code can change its territory: 11002 is Antwerpen without Borsbeek, and from 2025 with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from taalplan.vocabulary.packaged import optional_date, rows, valid
from taalplan.vocabulary.text import Text


@dataclass(frozen=True)
class Municipality:
    """A municipality during one period of validity (gemeente).

    `population` is that of 1 January 2020 on this territory; None for those that merged in 2019.
    `latitude` and `longitude` (WGS84, degrees) are where people live, not the middle of the
    map. `successor` is the code that took over when `valid_to` has passed.
    """

    nis: str
    name: Text
    province: str
    centre_city: bool
    latitude: float
    longitude: float
    population: int | None
    valid_from: date
    valid_to: date | None
    successor: str | None

    def valid(self, on: date) -> bool:
        """Whether the municipality exists, in this form, on a day."""
        return valid(self.valid_from, self.valid_to, on)


@cache
def municipality_periods() -> tuple[Municipality, ...]:
    """Every municipality since 1977 in every form, by code and then by date (347 rows)."""
    return tuple(_municipality(row) for row in rows("municipalities.csv"))


@cache
def municipalities(on: date | None = None) -> dict[str, Municipality]:
    """The municipalities by NIS code that exist on a day: 319 in 2019-2024, 304 from 2025.

    Without a day: every code there ever was, each in its latest form.
    """
    return {place.nis: place for place in municipality_periods() if on is None or place.valid(on)}


def municipality_on(nis: str, on: date) -> str:
    """The code under which the inhabitants of a municipality live on a later day.

    A desk in Hasselt (71022) stands in 71072 from 2025. Before its own time a code is returned
    as it is: a merger cannot be undone. Raises KeyError for a code that never was.
    """
    place = municipalities()[nis]
    while place.valid_to is not None and place.valid_to < on and place.successor:
        place = municipalities()[place.successor]
    return place.nis


CENTRE_CITIES: tuple[str, ...] = (
    *("41002", "11002", "31005", "71016", "44021", "71022", "34022"),
    *("24062", "12025", "35013", "36015", "46021", "13040"),
)
"""The 13 centre cities (centrumsteden) by name, Aalst to Turnhout, in the codes of 2019-2024.

From 2025 Hasselt is 71072; the flag `centre_city` stands on both of its codes.
"""


def _municipality(row: dict[str, str]) -> Municipality:
    return Municipality(
        nis=row["nis"],
        name=Text(row["name_nl"], row["name_en"], row["name_fr"]),
        province=row["province"],
        centre_city=row["centre_city"] == "yes",
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        population=int(row["population"]) if row["population"] else None,
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=optional_date(row["valid_to"]),
        successor=row["successor"] or None,
    )

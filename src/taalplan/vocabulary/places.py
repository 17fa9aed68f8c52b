# SPDX-License-Identifier: EUPL-1.2
"""Where people register and where they live: areas, provinces, desks and municipalities.

A working area is not a province: "Provincie Antwerpen" is the province without the city, which
is Atlas. Tables by area say where people registered; only tables by municipality of residence
say where they live.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from taalplan.vocabulary.codes import DeskKind
from taalplan.vocabulary.municipalities import (
    CENTRE_CITIES,
    Municipality,
    municipalities,
    municipality_on,
    municipality_periods,
)
from taalplan.vocabulary.packaged import optional_date, rows, slug, valid
from taalplan.vocabulary.text import Text

__all__ = [
    "AREAS",
    "CENTRE_CITIES",
    "PROVINCES",
    "WALLONIA",
    "Area",
    "Desk",
    "Municipality",
    "Province",
    "desks",
    "desks_of",
    "find_area",
    "find_desk",
    "municipalities",
    "municipality_on",
    "municipality_periods",
    "slug",
]


@dataclass(frozen=True)
class Province:
    """A province, or the Brussels-Capital Region, which has none (provincie)."""

    code: str
    label: Text


@dataclass(frozen=True)
class Area:
    """The working area of an agency (werkingsgebied): by where people registered.

    `province` is the province in which it lies, not one that it covers. An area without desks
    of its own in the published tables has one desk of the same code.
    """

    code: str
    label: Text
    province: str
    has_desks: bool
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Desk:
    """A desk during one period of validity (loket, vestiging, infopunt, ...).

    A desk that closed and opened again has two of them. `aliases` are other names under which
    it has been printed; `counters` is how many people can be received at once.
    """

    code: str
    name: str
    kind: DeskKind
    area: str
    municipality: str
    valid_from: date
    valid_to: date | None
    temporary: bool
    counters: int
    aliases: tuple[str, ...] = ()

    def valid(self, on: date) -> bool:
        """Whether the desk is open in this period on a day."""
        return valid(self.valid_from, self.valid_to, on)


def _names(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _label(row: dict[str, str]) -> Text:
    return Text(row["name_nl"], row["name_en"], row["name_fr"])


PROVINCES: dict[str, Province] = {
    row["province"]: Province(row["province"], _label(row)) for row in rows("provinces.csv")
}
"""The five Flemish provinces and Brussels, by code."""

WALLONIA = Province("wallonie", Text("Waals Gewest", "Walloon Region", "Région wallonne"))
"""Where few people of the register live: a province and municipality of its own when anybody does.

Its municipalities are not told apart: no desk is there, and no plan needs to know which one.
"""


def in_wallonia(nis: str) -> bool:
    """Whether a text is built as the NIS code of a Walloon municipality, of any year."""
    return bool(re.fullmatch(r"(25|5[1-8]|6[1-4]|8[1-5]|9[1-3])\d{3}", nis))


AREAS: dict[str, Area] = {
    row["area"]: Area(
        row["area"],
        _label(row),
        row["province"],
        row["has_desks"] == "yes",
        _names(row["aliases"]),
    )
    for row in rows("areas.csv")
}
"""The eight working areas by code, in the order in which they are published.

They have no periods of validity: figures of all years are published by these eight. What can
change is which desks an area has, and that stands in the periods of the desks; somebody's contract
keeps the area of its day.
"""


@cache
def desks(on: date | None = None) -> tuple[Desk, ...]:
    """The desks in published order; without a day every period of all 63 of them (65 rows)."""
    periods = tuple(_desk(row) for row in rows("desks.csv"))
    return tuple(desk for desk in periods if on is None or desk.valid(on))


def desks_of(area: str) -> tuple[str, ...]:
    """The codes of an area's desks, each once, in published order."""
    return tuple(dict.fromkeys(desk.code for desk in desks() if desk.area == area))


def find_area(label: str) -> Area | None:
    """The area that a code or a printed label means: 'HG Brussel', 'prov. Limburg'."""
    found = _areas_by_name().get(_key(label)) or _areas_by_name().get(_key(_bare(label)))
    return AREAS[found] if found else None


def find_desk(label: str) -> Desk | None:
    """The desk (its latest period) that a code or a printed label means.

    What stands in brackets may be there or not: 'Loket Waregem' is 'Loket Waregem (Stadhuis)'.
    Capitals, accents and spaces do not matter.
    """
    return _desks_by_name().get(_key(label)) or _desks_by_name().get(_key(_bare(label)))


def _key(label: str) -> str:
    return re.sub(r"^(provincie|prov|province-of)-", "", slug(label))


def _bare(label: str) -> str:
    return re.sub(r"\s*\([^)]*\)", "", label)


@cache
def _areas_by_name() -> dict[str, str]:
    return {
        _key(name): area.code
        for area in AREAS.values()
        for name in (area.code, area.label.nl, area.label.en, area.label.fr, *area.aliases)
    }


@cache
def _desks_by_name() -> dict[str, Desk]:
    return {_key(name): desk for desk in desks() for name in _desk_names(desk)}


def _desk_names(desk: Desk) -> Iterable[str]:
    return (desk.code, desk.name, _bare(desk.name), *desk.aliases)


def _desk(row: dict[str, str]) -> Desk:
    return Desk(
        code=row["desk"],
        name=row["name"],
        kind=DeskKind(row["kind"]),
        area=row["area"],
        municipality=row["municipality"],
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=optional_date(row["valid_to"]),
        temporary=row["temporary"] == "yes",
        counters=int(row["counters"]),
        aliases=_names(row["aliases"]),
    )

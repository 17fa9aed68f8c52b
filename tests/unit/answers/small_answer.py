# SPDX-License-Identifier: EUPL-1.2
"""Small tables in the shape of the official ones, for tests: few desks, plain figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from taalplan.answers import TableRequest
from taalplan.tables.table import (
    TOTAL,
    Axis,
    Cell,
    Dimension,
    Member,
    Note,
    Path,
    Provenance,
    Table,
)
from taalplan.vocabulary.text import Text

DESKS = {
    ("atlas", TOTAL): "Atlas",
    ("atlas", "atlas"): "Atlas",
    ("antwerpen", TOTAL): "Provincie Antwerpen",
    ("antwerpen", "loket-boom"): "Loket Boom",
    ("antwerpen", "loket-lier"): "Loket Lier",
    ("limburg", TOTAL): "Provincie Limburg",
    ("limburg", "vestiging-lommel"): "Vestiging Lommel",
    (TOTAL, TOTAL): "Totaal",
}
PROVINCES = {("antwerpen",): "Antwerpen", ("limburg",): "Limburg", (TOTAL,): "Totaal"}
CITIES = {("antwerpen",): "Antwerpen", ("genk",): "Genk", (TOTAL,): "Totaal"}
TOWNS = {
    ("antwerpen", TOTAL): "Antwerpen",
    ("antwerpen", "boom"): "Boom",
    ("antwerpen", "lier"): "Lier",
    (TOTAL, TOTAL): "Totaal",
}
GROUPS = {
    ("obliged",): "verplicht",
    ("entitled",): "rechthebbend",
    ("undetermined",): "onbepaald",
    (TOTAL,): "totaal",
}
PLACES: Mapping[str, Mapping[Path, str]] = {
    "": DESKS,
    "province": PROVINCES,
    "centre_city": CITIES,
    "municipality": TOWNS,
}
RESULTS = {
    "passed": "geslaagd",
    "failed": "niet geslaagd",
    TOTAL: "gesloten",
}


def axis(names: Sequence[str], labels: Mapping[Path, str]) -> Axis:
    """Members in the order of their labels; what lies within something is indented."""
    members = [
        Member(path, Text.same(words), depth=int(len(path) > 1 and path[-1] != TOTAL))
        for path, words in labels.items()
    ]
    return Axis(tuple(Dimension(n, Text.same(n.replace("_", " "))) for n in names), tuple(members))


def table(
    name: str, rows: Axis, columns: Axis, first: int, *, as_of: date, **more: object
) -> Table:
    """Every cell is `first` plus its place, so that each figure can be told from the others."""
    cells = {
        (row.path, column.path): Cell(
            first + 10 * i + j + 1000 * (row.path.count(TOTAL) + column.path.count(TOTAL))
        )
        for i, row in enumerate(rows.members)
        for j, column in enumerate(columns.members)
    }
    given = {
        "title": Text.same(f"Aantal personen ({name})"),
        "notes": (Note(Text.same("Personen zijn één keer geteld in elk totaal.")),),
        "provenance": Provenance(
            snapshot="8c1f0a97",
            as_of=as_of,
            definition=f"name: {name}\ncount: people\n",
            sources=("nagebootst register",),
            assumptions=("een onbepaald resultaat telt als gesloten",),
            synthetic=True,
        ),
        **more,
    }
    return Table(name=name, rows=rows, columns=columns, cells=cells, **given)  # type: ignore[arg-type]


def _years(request: TableRequest) -> dict[Path, str]:
    return {(year,): year for year in request.years}


def _place_names(request: TableRequest) -> tuple[str, ...]:
    return {"": ("area", "desk"), "municipality": ("province", "municipality")}.get(
        request.by, (request.by,)
    )


def _outcomes(request: TableRequest, first: int, as_of: date) -> Table:
    places = {
        (path[0],) if not request.by else path: words
        for path, words in PLACES[request.by].items()
        if request.by or path[-1] == TOTAL
    }
    names = ("area",) if not request.by else _place_names(request)
    rows = {
        (*path, code): words if code == TOTAL else label
        for path, words in places.items()
        for code, label in [(TOTAL, "")] + [(c, w) for c, w in RESULTS.items() if c != TOTAL]
    }
    groups = {"obliged": "plicht", "entitled": "recht", TOTAL: "totaal"}
    columns = {(year, code): words for year in request.years for code, words in groups.items()}
    return table(
        request.definition,
        axis((*names, "result"), rows),
        axis(("contract_year", "target_group"), columns),
        first,
        as_of=as_of,
        counted=frozenset({"target_group"}),
    )


def make(request: TableRequest) -> Table:
    """A table for one request of a question file."""
    if request.definition.startswith("outcomes"):
        first, as_of = (
            (300, date(2022, 2, 14))
            if "a1" in request.definition
            else (
                200,
                date(2022, 2, 14),
            )
        )
        return _outcomes(request, first, as_of)
    rows = axis(_place_names(request), PLACES[request.by])
    if request.definition == "first-registrations":
        return table(
            request.definition,
            rows,
            axis(("target_group",), GROUPS),
            100,
            as_of=date(2022, 1, 24),
            counted=frozenset({"desk"}),
        )
    return table(
        request.definition,
        rows,
        axis(("year",), _years(request)),
        2103,
        as_of=date(2022, 2, 14),
        counted=frozenset({"desk"}),
    )

# SPDX-License-Identifier: EUPL-1.2
"""Small tables in the shape of the official ones, and a small question file, for tests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path as File

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

QUESTION_216 = File(__file__).parents[3] / "questions" / "216.yaml"

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
PLACES: dict[str, tuple[tuple[str, ...], dict[Path, str]]] = {
    "": (("area", "desk"), DESKS),
    "area": (
        ("area",),
        {("atlas",): "Atlas", ("limburg",): "Provincie Limburg", (TOTAL,): "Totaal"},
    ),
    "province": (
        ("province",),
        {("antwerpen",): "Antwerpen", ("limburg",): "Limburg", (TOTAL,): "Totaal"},
    ),
    "centre_city": (("centre_city",), {("genk",): "Genk", (TOTAL,): "Totaal"}),
    "municipality": (
        ("province", "municipality"),
        {
            ("antwerpen", TOTAL): "Antwerpen",
            ("antwerpen", "boom"): "Boom",
            ("antwerpen", "lier"): "Lier",
            (TOTAL, TOTAL): "Totaal",
        },
    ),
}
GROUPS = {
    ("obliged",): "verplicht",
    ("entitled",): "rechthebbend",
    ("undetermined",): "onbepaald",
    (TOTAL,): "totaal",
}
RESULTS = {TOTAL: "", "passed": "geslaagd", "failed": "niet geslaagd"}


def axis(names: tuple[str, ...], labels: Mapping[Path, str]) -> Axis:
    """Members in the order of their labels; what lies within something is indented."""
    members = [
        Member(path, Text.same(words), depth=int(len(path) > 1 and path[-1] != TOTAL))
        for path, words in labels.items()
    ]
    return Axis(tuple(Dimension(n, Text.same(n.replace("_", " "))) for n in names), tuple(members))


def table(name: str, rows: Axis, columns: Axis, first: int, as_of: date) -> Table:
    """A table that adds up: the leaves count on from `first`, totals are their sums."""
    leaves = [
        (row.path, column.path)
        for row in rows.members
        for column in columns.members
        if TOTAL not in row.path + column.path
    ]
    values = {row + column: first + place for place, (row, column) in enumerate(leaves)}

    def value(wanted: Path) -> int:
        return sum(
            number
            for path, number in values.items()
            if all(w in (TOTAL, code) for code, w in zip(path, wanted, strict=True))
        )

    return Table(
        name=name,
        title=Text.same(f"Aantal personen, {name}"),
        rows=rows,
        columns=columns,
        cells={
            (row.path, column.path): Cell(value(row.path + column.path))
            for row in rows.members
            for column in columns.members
        },
        notes=(Note(Text.same("Elke persoon telt in een totaal één keer.")),),
        provenance=Provenance(
            snapshot="8c1f0a97",
            as_of=as_of,
            definition=f"name: {name}\ncount: people\n",
            sources=("nagebootst register",),
            assumptions=("een onbepaald resultaat telt als gesloten",),
            synthetic=True,
        ),
    )


def make(request: TableRequest) -> Table:
    """A table for one request of a question file."""
    if request.definition.startswith("outcomes"):
        return _outcomes(request)
    rows = axis(*PLACES[request.by])
    if request.definition == "first-registrations":
        return table("first-registrations", rows, axis(("target_group",), GROUPS), 100,
                     date(2022, 1, 31))  # fmt: skip
    years = axis(("year",), {(year,): year for year in request.years})
    return table("registrations-by-year", rows, years, 299, date(2022, 2, 28))


def _outcomes(request: TableRequest) -> Table:
    names, places = PLACES[request.by or "area"]
    rows = {
        (*path, code): label or words for path, words in places.items()
        for code, label in RESULTS.items()
    }  # fmt: skip
    groups = {code: label for (code,), label in GROUPS.items() if code != "undetermined"}
    columns = {(year, code): label for year in request.years for code, label in groups.items()}
    first = 300 if request.definition.endswith("a1") else 200
    return table(
        request.definition,
        axis((*names, "result"), rows),
        axis(("contract_year", "target_group"), columns),
        first,
        date(2022, 1, 31),
    )


SMALL = """\
number: 7
title: Een kleine vraag
parliament: Vlaams Parlement
session_year: 2021-2022
asked_on: 2022-02-24
asked_by: Jan Peeters
answered_by: An Maes
function: Vlaams minister
parts:
  - code: 1a
    asked: Hoeveel mensen meldden zich aan in 2021?
    text: |
      Er waren {{ getal(t1["total", "total", "total"]) }} personen, zie {{ tabel("t1") }}.
    table: {id: t1, definition: first-registrations, year: 2021}
  - code: 1b
    asked: En waarom?
    reason: {kind: other_owner, owner: de minister van onderwijs}
"""


def question_file(folder: File, text: str = SMALL) -> File:
    """A question file with some text."""
    path = folder / "vraag.yaml"
    path.write_text(text, encoding="utf-8")
    return path

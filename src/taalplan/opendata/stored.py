# SPDX-License-Identifier: EUPL-1.2
"""A table as JSON and back, nothing lost: labels in three languages, notes, provenance.

JSON-stat is for readers and keeps one language; this is for our own store.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from taalplan.tables.table import (
    Axis,
    Cell,
    Dimension,
    Member,
    Note,
    Provenance,
    Status,
    Table,
    Unit,
)
from taalplan.vocabulary.text import Text

Json = dict[str, Any]


def packed(table: Table) -> Json:
    """The table in plain lists; cells by the number of their row and column."""
    rows = {member.path: number for number, member in enumerate(table.rows.members)}
    columns = {member.path: number for number, member in enumerate(table.columns.members)}
    origin = table.provenance
    return {
        "name": table.name,
        "title": _words(table.title),
        "unit": table.unit.value,
        "counted": sorted(table.counted),
        "rows": _axis(table.rows),
        "columns": _axis(table.columns),
        "cells": [
            [rows[row], columns[column], cell.value, cell.status.value, cell.sign]
            for (row, column), cell in table.cells.items()
        ],
        "notes": [[_words(note.text), note.about, note.kind] for note in table.notes],
        "provenance": {
            "snapshot": origin.snapshot,
            "as_of": origin.as_of.isoformat() if origin.as_of else None,
            "definition": origin.definition,
            "sources": origin.sources,
            "assumptions": origin.assumptions,
            "synthetic": origin.synthetic,
        },
    }


def unpacked(content: Mapping[str, Any]) -> Table:
    """The table that was packed."""
    rows, columns = _read_axis(content["rows"]), _read_axis(content["columns"])
    origin = content["provenance"]
    return Table(
        content["name"],
        Text(*content["title"]),
        rows,
        columns,
        {
            (rows.members[row].path, columns.members[column].path): Cell(
                value, Status(status), sign
            )
            for row, column, value, status, sign in content["cells"]
        },
        Unit(content["unit"]),
        frozenset(content["counted"]),
        tuple(
            Note(Text(*words), tuple(map(tuple, about)), kind)
            for words, about, kind in content["notes"]
        ),
        Provenance(
            origin["snapshot"],
            date.fromisoformat(origin["as_of"]) if origin["as_of"] else None,
            origin["definition"],
            tuple(origin["sources"]),
            tuple(origin["assumptions"]),
            origin["synthetic"],
        ),
    )


def _words(text: Text) -> list[str]:
    return [text.nl, text.en, text.fr]


def _axis(axis: Axis) -> Json:
    return {
        "dimensions": [
            [each.name, _words(each.label), {code: _words(t) for code, t in each.labels.items()}]
            for each in axis.dimensions
        ],
        "members": [
            [
                *(each.path, _words(each.label), each.depth),
                each.unit.value if each.unit else None,
                *(each.ratio, each.signed, each.decimals, each.estimate, each.in_print),
            ]
            for each in axis.members
        ],
    }


def _read_axis(content: Mapping[str, Any]) -> Axis:
    return Axis(
        tuple(
            Dimension(name, Text(*words), {code: Text(*each) for code, each in labels.items()})
            for name, words, labels in content["dimensions"]
        ),
        tuple(_member(*each) for each in content["members"]),
    )


def _member(
    path: list[str], words: list[str], depth: int, unit: str | None, ratio: Any, *rest: Any
) -> Member:
    halves = (tuple(ratio[0]), tuple(ratio[1])) if ratio else None
    return Member(tuple(path), Text(*words), depth, Unit(unit) if unit else None, halves, *rest)

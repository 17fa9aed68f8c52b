# SPDX-License-Identifier: EUPL-1.2
"""JSON-stat 2.0 (json-stat.org), the open format for tables with dimensions.

Values stand in an object by their place in the cube instead of a list: most combinations of
an area and a desk do not exist. Percentages are left out, as in tidy CSV: one unit per dataset.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from math import prod
from typing import Any

from taalplan.tables.naming import code_label
from taalplan.tables.render.csv import plain_number
from taalplan.tables.render.layout import source_line
from taalplan.tables.table import MEASURE, Axis, Cell, Provenance, Status, Table

GEOGRAPHIC = frozenset({"area", "province", "centre_city", "municipality", "district"})

Json = dict[str, Any]


def render_tables(tables: Sequence[Table], language: str = "nl") -> str:
    """One table as a dataset; several as a collection of datasets."""
    datasets = [dataset(table, language) for table in tables]
    whole: Json = datasets[0]
    if len(datasets) != 1:
        whole = {"version": "2.0", "class": "collection", "link": {"item": datasets}}
    return json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def dataset(table: Table, language: str = "nl") -> Json:
    """The table as a JSON-stat dataset, with labels and notes in one language."""
    measured = MEASURE in table.rows.names + table.columns.names
    codes = [*_codes(table.rows, measured), *_codes(table.columns, measured)]
    names = [dimension.name for dimension in table.dimensions]
    size = [len(codes_) for codes_ in codes]
    cells = dict(_placed_cells(table, codes, size))
    return {
        "version": "2.0",
        "class": "dataset",
        "label": table.title[language],
        **_origin(table.provenance, language),
        "note": [note.text[language] for note in table.notes],
        "id": names,
        "size": size,
        "role": _roles(names),
        "dimension": {
            **_dimensions(table.rows, codes, language),
            **_dimensions(table.columns, codes[len(table.rows.dimensions) :], language),
        },
        "value": {
            place: plain_number(cell.value)
            for place, cell in cells.items()
            if cell.value is not None and cell.status is not Status.SUPPRESSED
        },
        "status": {place: c.status.value for place, c in cells.items() if c.status.value},
        "extension": _extension(table, language),
    }


def _codes(axis: Axis, measured: bool) -> list[list[str]]:
    """The codes of each dimension, in printed order."""
    paths = [member.path for member in axis.members if measured or member.unit is None]
    return [list(dict.fromkeys(path[i] for path in paths)) for i in range(len(axis.dimensions))]


def _placed_cells(
    table: Table, codes: list[list[str]], size: list[int]
) -> Iterable[tuple[str, Cell]]:
    """Each printed cell by its place in the cube, row-major, last dimension fastest."""
    places = [{code: place for place, code in enumerate(codes_)} for codes_ in codes]
    steps = [prod(size[i + 1 :]) for i in range(len(size))]
    for row in table.rows.members:
        for column in table.columns.members:
            if table.is_tidy(row, column):
                path = row.path + column.path
                place = sum(places[i][code] * steps[i] for i, code in enumerate(path))
                yield str(place), table.cell(row.path, column.path)


def _dimensions(axis: Axis, codes: list[list[str]], language: str) -> Json:
    return {
        dimension.name: {
            "label": dimension.label[language],
            "category": {
                "index": codes[i],
                "label": {code: code_label(axis, i, code)[language] for code in codes[i]},
            },
        }
        for i, dimension in enumerate(axis.dimensions)
    }


def _roles(names: list[str]) -> Json:
    time = [name for name in names if name == "year" or name.endswith("_year")]
    geo = [name for name in names if name in GEOGRAPHIC]
    return {role: found for role, found in (("time", time), ("geo", geo)) if found}


def _origin(provenance: Provenance, language: str) -> Json:
    """Source and date, where they are known."""
    origin: Json = {}
    if source := source_line(provenance, language):
        origin["source"] = source
    if provenance.as_of:
        origin["updated"] = provenance.as_of.isoformat()
    return origin


def _extension(table: Table, language: str) -> Json:
    """What JSON-stat has no word for: enough to read the totals well and to count again."""
    origin = table.provenance
    return {
        "name": table.name,
        "language": language,
        "unit": table.unit.value,
        "counted": sorted(table.counted),
        "notes": [
            {"text": note.text[language], "about": [list(p) for p in note.about], "kind": note.kind}
            for note in table.notes
        ],
        "provenance": {
            "snapshot": origin.snapshot,
            "as_of": origin.as_of.isoformat() if origin.as_of else None,
            "definition": origin.definition,
            "sources": list(origin.sources),
            "assumptions": list(origin.assumptions),
            "synthetic": origin.synthetic,
        },
    }

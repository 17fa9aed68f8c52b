# SPDX-License-Identifier: EUPL-1.2
"""Tidy CSV: one line per cell, for programs and for whoever wants to count again.

A column per dimension, then `value` and `status`. A margin is the word `total`; a suppressed
cell is empty with status `suppressed`; a cell that was not open has no line; percentages are
left out, since a column holds one unit.
"""

from __future__ import annotations

import csv as standard_csv
from io import StringIO

from taalplan.tables.render.safe import safe_text
from taalplan.tables.table import Cell, Status, Table


def csv(table: Table, language: str = "nl") -> str:
    """The table as tidy CSV: UTF-8, commas, LF. Codes, not labels: `language` changes nothing."""
    out = StringIO()
    writer = standard_csv.writer(out, lineterminator="\n")
    names = [dimension.name for dimension in table.dimensions]
    writer.writerow([*map(safe_text, names), "value", "status"])
    for codes, cell in table.tidy():
        writer.writerow([*map(safe_text, codes), plain_value(cell), cell.status.value])
    return out.getvalue()


def plain_value(cell: Cell) -> str:
    """A value as ISO number: a dot before decimals, nothing between thousands, no 12.0."""
    if cell.value is None or cell.status is Status.SUPPRESSED:
        return ""
    return str(plain_number(cell.value))


def plain_number(value: float) -> float | int:
    """The same number, as int when it is whole."""
    return int(value) if float(value).is_integer() else value

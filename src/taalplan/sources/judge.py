# SPDX-License-Identifier: EUPL-1.2
"""Hold the rules of a snapshot against an extract, with the lines of its files as places."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from taalplan.snapshot.check import Verdict, inspect
from taalplan.snapshot.inspection import Inspected, Inspection
from taalplan.snapshot.rules import HAPPENED
from taalplan.snapshot.schema import TABLES
from taalplan.sources.make import Joined, Made


def judge(joined: Joined, made: Made, as_of: date) -> Verdict:
    """Every fault and notice of the rows, those that came up in reading the cells included."""
    tables = {name: _inspected(name, joined, made) for name in made.tables}
    return inspect(Inspection(tables, as_of), made.breaches)


def _inspected(name: str, joined: Joined, made: Made) -> Inspected:
    table, texts = made.tables[name], joined.texts.get(name)
    given = texts.rows if texts else 0
    own = f"Taalplan's own list of {name}"

    def place(row: int) -> tuple[str, int]:
        # Rows of Taalplan's own list stand below those of the extract.
        return texts.place(row) if texts and row < given else (own, row - given + 1)

    def text(column: str, row: int) -> str:
        if texts and row < given:
            return texts.text(column, row)
        value = table[column][row].as_py()
        return "" if value is None else str(value)

    added = np.zeros(table.num_rows - given, np.bool_)
    refused = {
        column: np.concatenate([mask, added]) for column, mask in made.refused.get(name, {}).items()
    }
    return Inspected(table, place, text, refused, joined.whole.get(name, True))


def latest_day(tables: Mapping[str, pa.Table]) -> date:
    """The latest day on which something happened; today when nothing did."""
    return last_event(tables) or date.today()


def last_event(tables: Mapping[str, pa.Table]) -> date | None:
    """The latest day on which something happened; days that are still to come do not count."""
    today = date.today()
    days = []
    for table, names in HAPPENED.items():
        for name in names if table in tables else ():
            values = tables[table][name]
            days.append(pc.max(values.filter(pc.less_equal(values, today))).as_py())
    return max((day for day in days if day), default=None)


def unchecked(tables: Mapping[str, pa.Table]) -> list[str]:
    """What could not be checked, because the table that would tell is not in the extract."""
    lacking: dict[str, list[str]] = {}
    for name in tables:
        for column in TABLES[name].columns:
            if column.refers and column.refers not in tables:
                lacking.setdefault(column.refers, []).append(f"{name}.{column.name}")
    return [
        f"the extract has no table {table}, so {', '.join(columns)} could not be checked against it"
        for table, columns in lacking.items()
    ]

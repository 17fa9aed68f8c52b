# SPDX-License-Identifier: EUPL-1.2
"""The drawn specification: rows in, a definition, a table out; both engines must agree."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from taalplan.snapshot import Snapshot
from taalplan.statistics import Definition, tabulate


@pytest.fixture
def spec(snapshot_of: Callable[..., Snapshot]) -> Callable[..., None]:
    """Check that a definition gives the drawn table on the drawn rows, with every engine."""

    def check(
        definition: Definition, expected: str, *, as_of: date = date(2022, 6, 30), **tables: str
    ) -> None:
        snapshot = snapshot_of(as_of=as_of, **tables)
        for engine in ("stamp", "duckdb"):
            assert draw(tabulate(definition, snapshot, engine)) == squeeze(expected), engine

    return check


def draw(table) -> str:
    """A table by its codes: one line a row, the row's path first."""
    heading = ["/".join(table.rows.names), *("/".join(m.path) for m in table.columns.members)]
    lines = [heading]
    for row in table.rows.members:
        cells = [table.cell(row.path, column.path) for column in table.columns.members]
        if any(cell.value for cell in cells):
            shown = ["" if c.value is None else f"{c.value:g}" for c in cells]
            lines.append(["/".join(row.path), *shown])
    return "\n".join(" | ".join(line).strip() for line in lines)


def squeeze(drawing: str) -> str:
    """A drawing without its rules and the spaces that align it."""
    lines = [line for line in drawing.strip().splitlines() if set(line.strip()) - set("-+")]
    return "\n".join(" | ".join(cell.strip() for cell in line.split("|")).strip() for line in lines)

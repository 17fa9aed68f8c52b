# SPDX-License-Identifier: EUPL-1.2
"""A table as somebody printed it: labels and figures that may not belong together.

Unlike `tables.table.Table`, whose cells are keyed, a printed table is positional: the k-th row
of figures stands beside the k-th label. That is what has to be checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from taalplan.tables.audit.figures import Figure

Cell = tuple[int, int]
"""A row and a column, counted from 0 in printed order."""


@dataclass(frozen=True)
class Row:
    """A printed row label and its place in the hierarchy.

    `level` is 0 for the grand total, 1 for a group (working area), 2 for its parts (desks,
    results). `parent` is the index of the row that this one is a part of. `line` is the line
    in the file, 0 for a row that a repair added. `fields` is the label as the file writes it.
    """

    label: str
    level: int
    parent: int | None
    line: int
    fields: tuple[str, ...] = ()
    percent: bool = False


@dataclass(frozen=True)
class Column:
    """A printed column: its path from the upper to the lower heading, such as (2021, totaal)."""

    path: tuple[str, ...]
    fields: tuple[str, ...] = ()
    percent: bool = False

    @property
    def label(self) -> str:
        """The headings in one line."""
        return " ".join(part for part in self.path if part)


@dataclass(frozen=True)
class PrintedTable:
    """Labels, columns and figures in printed order, with the lines they stand on.

    `values[row][column]` is None for a blank. `hidden` holds the cells that exist and are kept
    back. `year` is the year all figures are about, when there is one. `measure` says what is
    counted, where the file says it.
    """

    name: str
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    values: tuple[tuple[Figure, ...], ...]
    hidden: frozenset[Cell] = frozenset()
    year: int | None = None
    measure: str = ""
    lines: tuple[tuple[int, ...], ...] = ()

    def __post_init__(self) -> None:
        """Refuse a grid that does not fit its labels."""
        if len(self.values) != len(self.rows):
            raise ValueError(f"{len(self.rows)} labels and {len(self.values)} rows of figures")
        if any(len(row) != len(self.columns) for row in self.values):
            raise ValueError(f"a row of figures does not have {len(self.columns)} columns")

    def children(self, parent: int) -> tuple[int, ...]:
        """The rows that are direct parts of a row."""
        return tuple(k for k, row in enumerate(self.rows) if row.parent == parent)

    def parents(self) -> tuple[int, ...]:
        """The rows that have parts, in printed order."""
        return tuple(sorted({row.parent for row in self.rows if row.parent is not None}))

    def leaves(self) -> tuple[int, ...]:
        """The rows below the grand total without parts of their own."""
        parents = set(self.parents())
        return tuple(k for k, row in enumerate(self.rows) if k not in parents and row.level)

    def figures(self, row: int) -> tuple[Figure, ...]:
        """The figures of a row."""
        return self.values[row]

    def line(self, row: int, column: int) -> int:
        """The line of the file on which a cell stands."""
        return self.lines[row][column] if self.lines else self.rows[row].line

    def cells(self) -> Iterator[tuple[int, int, Figure]]:
        """Every cell, row by row."""
        for row, figures in enumerate(self.values):
            for column, value in enumerate(figures):
                yield row, column, value

    def with_values(self, values: Sequence[Sequence[Figure]]) -> PrintedTable:
        """The same labels with other figures beside them."""
        return replace(self, values=tuple(tuple(row) for row in values))

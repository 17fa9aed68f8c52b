# SPDX-License-Identifier: EUPL-1.2
"""A table as somebody printed it: labels and figures that may not belong together.

Unlike `tables.table.Table`, whose cells are keyed, a printed table is positional: the k-th row
of figures stands beside the k-th label. That is what has to be checked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from taalplan.tables.audit.figures import Figure

Cell = tuple[int, int]
"""A row and a column, counted from 0 in printed order."""


@dataclass(frozen=True)
class Row:
    """A printed row label and its place in the hierarchy.

    `level` is 0 for the grand total, 1 for a group (working area), 2 for its parts (desks,
    results). `parent` is the index of the row that this one is a part of. `line` is the line
    in the file, 0 for a row that a repair added. `fields` is the label as the file writes it.
    `path` has one part for each dimension of tidy rows, '' for a total; wide rows have none.
    """

    label: str
    level: int
    parent: int | None
    line: int
    fields: tuple[str, ...] = ()
    percent: bool = False
    path: tuple[str, ...] = ()


@dataclass(frozen=True)
class Division:
    """A row and the rows that it is the total of, along one dimension.

    A row may have several: all people of all areas divide by area, and by result.
    """

    total: int
    parts: tuple[int, ...]
    dimension: int = 0


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


FEW = 0.05
"""The part of the figures of a table that may be slips of another kind than counts."""


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

    @cached_property
    def divisions(self) -> tuple[Division, ...]:
        """All totals with their parts, in printed order; percentages are part of nothing."""
        groups: dict[tuple[object, int], list[int]] = defaultdict(list)
        for k, row in enumerate(self.rows):
            if row.percent:
                continue
            for dimension, part in enumerate(row.path):
                if part:
                    groups[_without(row.path, dimension), dimension].append(k)
            if not row.path and row.parent is not None:
                groups[row.parent, 0].append(k)
        found = [
            Division(k, tuple(groups[key, dimension]), dimension)
            for k, row in enumerate(self.rows)
            for dimension in range(max(len(row.path), 1))
            for key in [row.path or k]
            if (key, dimension) in groups and not row.percent
        ]
        return tuple(found)

    def parts(self, total: int) -> tuple[int, ...]:
        """The rows of a row's first division: an area's desks, the grand total's areas."""
        return next((one.parts for one in self.divisions if one.total == total), ())

    def lowest(self, row: int) -> tuple[int, ...]:
        """The parts of the parts of a row, or the row itself where it has none."""
        parts = self.parts(row)
        return tuple(low for part in parts for low in self.lowest(part)) if parts else (row,)

    @cached_property
    def counts(self) -> bool:
        """Whether the figures are counts: hardly any lies below zero or has a fraction.

        One such figure is a slip; many are differences, shares or estimates, which do not add up.
        """
        figures = [
            value
            for row, values in zip(self.rows, self.values, strict=True)
            for value in values
            if value is not None and not row.percent
        ]
        strange = sum(value < 0 or value != int(value) for value in figures)
        return strange <= len(figures) * FEW

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


def _without(path: tuple[str, ...], dimension: int) -> tuple[str, ...]:
    """A path with one dimension totalled."""
    return (*path[:dimension], "", *path[dimension + 1 :])

# SPDX-License-Identifier: EUPL-1.2
"""Which columns of two tables are about the same thing, and what each says of a row.

Headings are not enough: one table says 'totaal' where another says '2021'. Two columns are
taken for the same when more than half of their common rows are, and no year contradicts it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from taalplan.tables.audit.figures import Figure
from taalplan.tables.audit.labels import is_total, meaning
from taalplan.tables.audit.printed import PrintedTable
from taalplan.tables.audit.repair.problem import Reference

_FEWEST_ROWS = 5
_SMALL = 5
"""Figures under this are alike by chance too often to show that two columns are the same."""


@dataclass(frozen=True)
class Match:
    """A column of one table and the column of another that is about the same thing."""

    one: PrintedTable
    other: PrintedTable
    column: int
    other_column: int

    def pairs(self) -> list[tuple[int, Figure, Figure]]:
        """The rows that both tables print, with both figures."""
        theirs = rows_by_meaning(self.other)
        return [
            (row, self.one.values[row][self.column], self.other.values[at][self.other_column])
            for key, row in rows_by_meaning(self.one).items()
            if (at := theirs.get(key)) is not None
        ]

    def reference(self) -> Reference:
        """The other column as evidence about this table's labels."""
        heading = self.other.columns[self.other_column].label
        values = {row: theirs for row, _, theirs in self.pairs()}
        year = _year(self.other, self.other_column)
        return Reference(self.other.name, self.column, heading, int(year) if year else None, values)


def matches(one: PrintedTable, other: PrintedTable) -> list[Match]:
    """The matching columns of two tables, at most one for each column of the first."""
    found = []
    for column in range(len(one.columns)):
        best = max(
            (
                (_alike(Match(one, other, column, theirs)), -theirs)
                for theirs in range(len(other.columns))
                if _same_year(one, column, other, theirs) and _same_part(one, column, other, theirs)
            ),
            default=(0.0, 0),
        )
        if best[0] > 0.5:
            found.append(Match(one, other, column, -best[1]))
    return found


def references(table: PrintedTable, others: Sequence[PrintedTable]) -> tuple[Reference, ...]:
    """What other tables say about the rows of this one."""
    return tuple(
        match.reference()
        for other in others
        if other is not table
        for match in matches(table, other)
    )


def rows_by_meaning(table: PrintedTable) -> dict[str, int]:
    """Rows by what their label means; labels that stand twice mean nothing certain."""
    found: dict[str, int] = {}
    twice = set()
    for row, label in enumerate(table.rows):
        key = meaning(label.label)
        if label.percent or key in found:
            twice.add(key)
        found.setdefault(key, row)
    return {key: row for key, row in found.items() if key not in twice}


def _alike(match: Match) -> float:
    """The share of common rows with the same figure, 0 when there are too few rows."""
    both = [
        (mine, theirs)
        for _, mine, theirs in match.pairs()
        if mine is not None and theirs is not None and max(mine, theirs) >= _SMALL
    ]
    if len(both) < _FEWEST_ROWS:
        return 0
    return sum(mine == theirs for mine, theirs in both) / len(both)


def _year(table: PrintedTable, column: int) -> str:
    for part in table.columns[column].path:
        if re.fullmatch(r"(19|20)\d\d", part):
            return part
    return str(table.year or "")


def _same_year(one: PrintedTable, column: int, other: PrintedTable, theirs: int) -> bool:
    years = {_year(one, column), _year(other, theirs)} - {""}
    return len(years) < 2


def _same_part(one: PrintedTable, column: int, other: PrintedTable, theirs: int) -> bool:
    """Whether the headings name the same part, or both no part at all."""
    return _part(one, column) == _part(other, theirs)


def _part(table: PrintedTable, column: int) -> frozenset[str]:
    words = table.columns[column].path
    return frozenset(
        meaning(word) for word in words if not is_total(word) and not re.fullmatch(r"\d{4}", word)
    )

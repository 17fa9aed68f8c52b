# SPDX-License-Identifier: EUPL-1.2
"""What a repair is looked for in: the table, its kinds of sums, and evidence from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import log10

from taalplan.tables.audit.figures import Figure
from taalplan.tables.audit.labels import closed_throughout, ended
from taalplan.tables.audit.printed import PrintedTable
from taalplan.tables.audit.sums import Natures
from taalplan.tables.audit.verdicts import faults

_LONG = 150
"""How many rows may slide at once."""


@dataclass(frozen=True)
class Reference:
    """A column of another table about the same thing.

    `values` has an entry for each row of this table that the other one prints too, by row
    index: None where the other table is blank.
    """

    file: str
    column: int
    heading: str
    year: int | None
    values: Mapping[int, Figure]

    def speaks_against(self, label: int, value: Figure) -> bool:
        """Whether a figure beside a label is too far from the other table to be the same."""
        if label not in self.values:
            return False
        other = self.values[label]
        if other is None or value is None:
            return (other is None) != (value is None)
        return abs(other - value) > max(10, 0.05 * max(other, value))


@dataclass(frozen=True)
class Costs:
    """What a repair may use, and how much each change counts against it.

    One is a change of a whole row. A sum that still fails afterwards costs more than a changed
    digit and less than two rows, so that no repair is better than a far-fetched one.
    """

    label_without_figures: float = 1.0
    closed_label: float = 0.4
    ended_label: float = 0.8
    surplus_row: float = 1.0
    copied_row: float = 0.7
    blank_row: float = 0.05
    repeated_row: float = 0.8
    overwritten_row: float = 0.7
    lost_figures: float = 0.3
    missing_row: float = 1.1
    swapped_columns: float = 0.9
    swapped_again: float = 0.1
    slip_of_a_digit: float = 1.0
    other_figure: float = 1.6
    failing_sum: float = 1.3
    worse_sum: float = 2.3
    failing_share: float = 0.5
    overlap: float = 0.05
    against_reference: float = 0.25
    wrong_unit: float = 1.0
    moved_row: float = 0.01


@dataclass(frozen=True)
class Problem:
    """A printed table with sums that cannot be right.

    `window` is how many rows a label may have slid.
    """

    table: PrintedTable
    natures: Natures
    references: tuple[Reference, ...] = ()
    costs: Costs = field(default_factory=Costs)
    window: int = 3

    @cached_property
    def loose(self) -> tuple[int, int]:
        """The first and the last row that may slide: the groups that fail, and their neighbours.

        All rows when only the grand total fails, which says nothing about where.
        """
        table = self.table
        top = [k for k, row in enumerate(table.rows) if row.level == 1]
        failing = {_group(table, row) for row in self._failing() if table.rows[row].level}
        places = [place for place, row in enumerate(top) if row in failing]
        if not places:
            return (0, len(table.rows) - 1) if len(table.rows) < _LONG else (0, -1)
        first = top[max(places[0] - 1, 0)]
        after = top[places[-1] + 2 :]
        last = (after[0] if after else len(table.rows)) - 1
        # In a long table rows that slide far from the failing ones cannot be looked for in time.
        return (first, last) if last - first < _LONG else (0, -1)

    def _failing(self) -> set[int]:
        """Rows with a failing sum over their parts, and rows whose columns do not add up."""
        return {one.sum.total[0] for one in faults(self.table, self.natures)}

    @cached_property
    def repeated(self) -> dict[int, int]:
        """The rows printed twice, which cannot be right whatever the sums say."""
        return repeated_rows(self.table)

    def is_closed(self, label: int) -> bool:
        """Whether a label is a desk known to have been closed in the table's year."""
        return closed_throughout(self.table.rows[label].label, self.table.year)

    def is_blank(self, row: int) -> bool:
        """Whether a row has no figure at all."""
        return all(value is None for value in self.table.values[row])

    def empty_cost(self, label: int) -> float:
        """What it costs to say that a label has no figures."""
        blank = any(one.values.get(label, 0) is None for one in self.references)
        if blank or self.is_closed(label):
            return self.costs.closed_label
        if self.table.year is None and ended(self.table.rows[label].label):
            return self.costs.ended_label
        return self.costs.label_without_figures

    def surplus_cost(self, row: int, copies: Mapping[int, int]) -> float:
        """What it costs to say that a row of figures belongs to no label."""
        if self.is_blank(row):
            return self.costs.blank_row
        return self.costs.copied_row if row in copies else self.costs.surplus_row

    def match_cost(self, label: int, row: int) -> float:
        """What speaks against putting a row of figures beside a label."""
        against = sum(
            one.speaks_against(label, self.table.values[row][one.column]) for one in self.references
        )
        unit = self.table.rows[label].percent != self.table.rows[row].percent
        costs = self.costs
        moved = costs.moved_row * (label != row) + costs.failing_sum * (
            label == row and row in self.repeated
        )
        return costs.against_reference * against + costs.wrong_unit * unit + moved


def copies(table: PrintedTable, bits: float = 3.0) -> dict[int, int]:
    """Rows whose figures equal those of an earlier row, with that row.

    Both rows of such a pair are keys: which of them is the copy is for the sums to say. Rows
    of small figures are often alike by chance; `bits` is how many decimal digits they need to
    hold together. A row and its total may be alike when it is the only part.
    """
    found: dict[int, int] = {}
    seen: dict[tuple[Figure, ...], int] = {}
    for row, figures in enumerate(table.values):
        if table.rows[row].percent or information(table, row) < bits:
            continue
        if figures in seen:
            first = seen[figures]
            if not _only_part(table, first, row):
                found[row], found[first] = first, row
        else:
            seen[figures] = row
    return found


def repeated_rows(table: PrintedTable) -> dict[int, int]:
    """Rows that stand a second time in the same group with label and figures, and the first."""
    found: dict[int, int] = {}
    seen: dict[tuple[object, ...], int] = {}
    for row, label in enumerate(table.rows):
        key = (label.label, label.parent, table.values[row])
        if key in seen and any(table.values[row]):
            found[row] = seen[key]
        seen.setdefault(key, row)
    return found


def _group(table: PrintedTable, row: int) -> int:
    """The row of level 1 that a row is or belongs to."""
    parent = table.rows[row].parent
    while parent is not None and table.rows[row].level > 1:
        row, parent = parent, table.rows[parent].parent
    return row


def information(table: PrintedTable, row: int) -> float:
    """How many decimal digits the independent figures of a row hold together."""
    figures = [max(abs(value), 1) for value in table.values[row] if value]
    return sum(log10(value) for value in figures) - (log10(max(figures)) if len(figures) > 2 else 0)


def _only_part(table: PrintedTable, one: int, other: int) -> bool:
    """Whether one of two rows is all there is of the other: they are alike by nature."""
    return any(
        division.total in (one, other)
        and ({one, other} - {division.total}) <= set(division.parts)
        and not any(any(table.values[k]) for k in division.parts if k not in (one, other))
        for division in table.divisions
    )

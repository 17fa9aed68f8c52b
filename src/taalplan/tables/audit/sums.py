# SPDX-License-Identifier: EUPL-1.2
"""The sums that a printed table implies, and what kind of sums they are.

People may be counted at two desks and once in their region. A total of *different people* may
therefore be less than the sum of its parts, by a little, and never more. Whether a table holds
such totals is read from the table itself, per family of sums.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from taalplan.tables.audit.labels import is_total
from taalplan.tables.audit.printed import Cell, PrintedTable


class Nature(StrEnum):
    """What a family of totals turns out to be.

    `exact`: the parts add up. `people`: different people, counted once, so parts may exceed
    their total a little. `open`: parts are missing from the table, so nothing can be checked.
    """

    EXACT = "exact"
    PEOPLE = "people"
    OPEN = "open"


class Direction(StrEnum):
    """Whether a total stands below or above its parts, or beside them."""

    ROWS = "rows"
    COLUMNS = "columns"


@dataclass(frozen=True)
class Family:
    """Sums of one kind, judged together: desks to regions, regions to the total, columns."""

    direction: Direction
    level: str


@dataclass(frozen=True)
class Sum:
    """A total and its parts as cells of the table."""

    total: Cell
    parts: tuple[Cell, ...]
    family: Family


@dataclass(frozen=True)
class Judged:
    """A family's nature and the largest overlap that is still believable, as a share."""

    nature: Nature
    overlap: float

    def limit(self, total: float) -> float:
        """How many people the parts may exceed a total by, at most."""
        return 0 if self.nature is Nature.EXACT else 3 + self.overlap * total


Natures = dict[Family, Judged]

_LARGEST_SHARE = 0.10
"""Beyond a tenth, a surplus of parts says nothing about people counted twice."""


def sums_of(table: PrintedTable) -> tuple[Sum, ...]:
    """All sums of the table, over rows and over columns, without hidden or percentage cells."""
    found = [*_row_sums(table), *_column_sums(table)]
    return tuple(one for one in found if not table.hidden & {one.total, *one.parts})


def column_groups(table: PrintedTable) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Each total column with the columns that it totals, by the words of the headings."""
    groups = []
    for total, column in enumerate(table.columns):
        for depth, part in enumerate(column.path):
            if part and is_total(part) and not column.percent:
                parts = _siblings(table, total, depth)
                if parts:
                    groups.append((total, parts))
    return tuple(groups)


def difference(values: Sequence[Sequence[float | None]], one: Sum) -> float:
    """The sum of the parts minus the total; blanks add nothing."""
    parts = sum(values[row][column] or 0 for row, column in one.parts)
    return parts - (values[one.total[0]][one.total[1]] or 0)


def natures(table: PrintedTable, sums: Iterable[Sum]) -> Natures:
    """Judge each family by the sums that hold and by how the others fail."""
    by_family: dict[Family, list[tuple[float, float]]] = defaultdict(list)
    for one in sums:
        total = table.values[one.total[0]][one.total[1]]
        if total is not None:
            by_family[one.family].append((difference(table.values, one), float(total)))
    judged = {family: _judge(pairs) for family, pairs in by_family.items()}
    return _rows_together(judged, by_family)


def _row_sums(table: PrintedTable) -> list[Sum]:
    found = []
    for parent in table.parents():
        parts = [k for k in table.children(parent) if not table.rows[k].percent]
        level = "grand" if table.rows[parent].level == 0 else str(table.rows[parent].level)
        for column, heading in enumerate(table.columns):
            if parts and not heading.percent and table.values[parent][column] is not None:
                cells = tuple((part, column) for part in parts)
                found.append(Sum((parent, column), cells, Family(Direction.ROWS, level)))
    return found


def _column_sums(table: PrintedTable) -> list[Sum]:
    found = []
    for total, parts in column_groups(table):
        family = Family(Direction.COLUMNS, table.columns[total].path[-1].lower())
        for row, label in enumerate(table.rows):
            if not label.percent and table.values[row][total] is not None:
                cells = tuple((row, part) for part in parts)
                found.append(Sum((row, total), cells, family))
    return found


def _siblings(table: PrintedTable, total: int, depth: int) -> tuple[int, ...]:
    """The columns that differ from a total column only at one depth of the heading."""
    path = table.columns[total].path
    return tuple(
        k
        for k, column in enumerate(table.columns)
        if len(column.path) == len(path)
        and not is_total(column.path[depth])
        and not column.percent
        and all(
            a == b for d, (a, b) in enumerate(zip(column.path, path, strict=True)) if d != depth
        )
    )


def _judge(pairs: Sequence[tuple[float, float]]) -> Judged:
    """Nature of one family, from (difference, total) of each of its sums."""
    zero = sum(gap == 0 for gap, _ in pairs)
    shares = sorted(gap / total for gap, total in pairs if 0 < gap <= _LARGEST_SHARE * total)
    above = sum(gap < 0 for gap, _ in pairs)
    overlap = _believable(shares)
    believable = zero + len(shares)
    if above > len(pairs) / 2 and len(pairs) >= 3:
        return Judged(Nature.OPEN, 0)
    if zero == len(pairs) or (len(pairs) >= 4 and zero >= 0.9 * believable):
        return Judged(Nature.EXACT, overlap)
    return Judged(Nature.PEOPLE, overlap)


def _believable(shares: Sequence[float]) -> float:
    """Three times the upper quartile of the overlaps seen, between 1 and 8 per cent."""
    if not shares:
        return 0.01
    return min(0.08, max(0.01, 3 * shares[(3 * len(shares)) // 4]))


def _rows_together(judged: Natures, pairs: dict[Family, list[tuple[float, float]]]) -> Natures:
    """A grand total has only a few sums of its own: where these leave doubt, its regions tell.

    One column in five that fails, in a table whose regions all add up, is a fault. All columns
    that fail a little are people in two regions.
    """
    grand = Family(Direction.ROWS, "grand")
    others = [key for key in judged if key.direction is Direction.ROWS and key != grand]
    if grand not in judged or not others:
        return judged
    zero = sum(gap == 0 for gap, _ in pairs[grand])
    regions_exact = all(judged[key].nature is Nature.EXACT for key in others)
    if regions_exact and zero * 2 > len(pairs[grand]):
        return {**judged, grand: Judged(Nature.EXACT, judged[grand].overlap)}
    if judged[grand].nature is Nature.OPEN:
        return {**judged, grand: Judged(Nature.PEOPLE, judged[grand].overlap)}
    return judged

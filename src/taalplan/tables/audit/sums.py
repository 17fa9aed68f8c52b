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
from typing import NamedTuple

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

GRAND = "grand"
"""The level of the sums of the grand total over its areas."""


class Pair(NamedTuple):
    """How far a sum is off, beside its total and the cell that the total stands in."""

    gap: float
    total: float
    row: int
    column: int


_LARGEST_SHARE = 0.10
"""Beyond a tenth, a surplus of parts says nothing about people counted twice."""

_SMALL_SHARE, _SMALL_GAP = 0.02, 3
"""Up to this share an overlap needs no explanation; see `_overlaps`."""


def sums_of(table: PrintedTable) -> tuple[Sum, ...]:
    """All sums of the table, over rows and over columns, without hidden or percentage cells."""
    found = [*_row_sums(table), *_column_sums(table)]
    return tuple(one for one in found if not table.hidden & {one.total, *one.parts})


def column_groups(table: PrintedTable) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Each total column with the columns that it totals: by the words of the headings.

    Where no heading says total, the last or the first column is one when it is the sum of the
    others in nearly every row.
    """
    groups = []
    for total, column in enumerate(table.columns):
        for depth, part in enumerate(column.path):
            if part and is_total(part) and not column.percent:
                parts = _siblings(table, total, depth)
                if parts:
                    groups.append((total, parts))
    return tuple(groups) or _group_by_sums(table)


def share_that_holds(table: PrintedTable, total: int, parts: Sequence[int]) -> float:
    """In which share of the rows a column is the sum of others; 0 when too few rows can tell."""
    rows = [
        figures
        for figures, row in zip(table.values, table.rows, strict=True)
        if not row.percent and figures[total] and sum(bool(figures[part]) for part in parts) > 1
    ]
    if len(rows) < 5:
        return 0
    return sum(sum(row[k] or 0 for k in parts) == row[total] for row in rows) / len(rows)


def _group_by_sums(table: PrintedTable) -> tuple[tuple[int, tuple[int, ...]], ...]:
    usable = [k for k, column in enumerate(table.columns) if not column.percent]
    for total in (usable[-1:] + usable[:1]) if len(usable) > 2 else []:
        parts = tuple(k for k in usable if k != total)
        if share_that_holds(table, total, parts) >= 0.8:
            return ((total, parts),)
    return ()


def difference(values: Sequence[Sequence[float | None]], one: Sum) -> float:
    """The sum of the parts minus the total; blanks add nothing."""
    parts = sum(values[row][column] or 0 for row, column in one.parts)
    return parts - (values[one.total[0]][one.total[1]] or 0)


def natures(table: PrintedTable, sums: Iterable[Sum]) -> Natures:
    """Judge each family by the sums that hold and by how the others fail."""
    by_family: dict[Family, list[Pair]] = defaultdict(list)
    for one in sums:
        total = table.values[one.total[0]][one.total[1]]
        if total is not None:
            gap = difference(table.values, one)
            by_family[one.family].append(Pair(gap, float(total), *one.total))
    groups = column_groups(table)
    judged = {
        family: _judge(pairs, family.direction is Direction.ROWS and _count_once(pairs, groups))
        for family, pairs in by_family.items()
    }
    return _rows_together(judged, by_family)


def _count_once(pairs: Sequence[Pair], groups: Sequence[tuple[int, tuple[int, ...]]]) -> bool:
    """Whether a total is short in a way that only people counted once explain.

    Somebody at two desks is lacking in a part of the columns and in their total alike; a figure
    typed wrong stands alone.
    """
    for row in {one.row for one in pairs if one.gap > 0}:
        gaps = {one.column: one.gap for one in pairs if one.row == row}
        small = all(0 <= one.gap <= _small(one.total) for one in pairs if one.row == row)
        lacking = [
            (gaps.get(total, 0), [gaps.get(part, 0) for part in parts]) for total, parts in groups
        ]
        alike = all(max(parts) <= total <= sum(parts) for total, parts in lacking)
        if lacking and small and alike:
            return True
    return False


def _small(total: float) -> float:
    """An overlap that needs no explanation, in people."""
    return max(_SMALL_GAP, _SMALL_SHARE * total)


def _row_sums(table: PrintedTable) -> list[Sum]:
    found, seen = [], set()
    for one in table.divisions:
        depth = table.rows[one.total].level
        first = depth == 0 and one.total not in seen
        seen.add(one.total)
        family = Family(Direction.ROWS, GRAND if first else f"{depth}.{one.dimension}")
        for column, heading in enumerate(table.columns):
            if not heading.percent:
                cells = tuple((part, column) for part in one.parts)
                found.append(Sum((one.total, column), cells, family))
    return found


def _column_sums(table: PrintedTable) -> list[Sum]:
    found = []
    for total, parts in column_groups(table):
        family = Family(Direction.COLUMNS, table.columns[total].path[-1].lower())
        for row, label in enumerate(table.rows):
            if not label.percent:
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


def _judge(pairs: Sequence[Pair], count_once: bool) -> Judged:
    """Nature of one family. Two groups that add up are too few to call a third one wrong."""
    zero = sum(one.gap == 0 for one in pairs)
    shares = _overlaps(pairs)
    above = {one.row for one in pairs if one.gap < 0}
    overlap = _believable(shares)
    if len(above) >= 3 and sum(one.gap < 0 for one in pairs) > len(pairs) / 2:
        return Judged(Nature.OPEN, overlap)
    groups = {one.row for one in pairs} - {one.row for one in pairs if one.gap}
    mostly = not count_once and len(groups) >= 3 and zero >= 0.9 * (zero + len(shares))
    if zero == len(pairs) or mostly:
        return Judged(Nature.EXACT, overlap)
    return Judged(Nature.PEOPLE, overlap)


def _overlaps(pairs: Sequence[Pair]) -> list[float]:
    """The shares that tell of people counted twice, in order.

    Small ones always do. One surplus of some per cents among sums that hold is more likely a
    fault; where overlaps are common, larger ones are believable too.
    """
    seen = [one for one in pairs if 0 < one.gap <= _LARGEST_SHARE * one.total]
    shares = sorted(one.gap / one.total for one in seen)
    small = [one for one in seen if one.gap <= _small(one.total)]
    common = len(small) * 4 >= len(pairs) >= 8
    return shares if common else sorted(one.gap / one.total for one in small)


def _believable(shares: Sequence[float]) -> float:
    """Three times the upper quartile of the overlaps seen, at most 8 per cent.

    Few overlaps say little about what is common, so that twice as much is then believed.
    """
    least = 0.01 if len(shares) >= 4 else 0.02
    if not shares:
        return least
    return min(0.08, max(least, 3 * shares[(3 * len(shares)) // 4]))


def _rows_together(judged: Natures, pairs: dict[Family, list[Pair]]) -> Natures:
    """A grand total has only a few sums of its own: where these leave doubt, its regions tell.

    One column in five that fails, in a table whose regions all add up, is a fault. All columns
    that fail a little are people in two regions.
    """
    grand = Family(Direction.ROWS, GRAND)
    others = [key for key in judged if key.direction is Direction.ROWS and key != grand]
    if grand not in judged or not others:
        return judged
    zero = sum(one.gap == 0 for one in pairs[grand])
    regions_exact = all(judged[key].nature is Nature.EXACT for key in others)
    if regions_exact and zero * 2 > len(pairs[grand]):
        return {**judged, grand: Judged(Nature.EXACT, judged[grand].overlap)}
    if judged[grand].nature is Nature.OPEN:
        return {**judged, grand: Judged(Nature.PEOPLE, judged[grand].overlap)}
    return judged

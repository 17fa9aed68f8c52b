# SPDX-License-Identifier: EUPL-1.2
"""Read a table that was drawn in plain text, as the specification and its tests do.

    area / desk | obliged | entitled | total
    ------------+---------+----------+------
    antwerpen   |      11 |        5 |    15
      boom      |       6 |        5 |    10
      geel      |       : |          |     6
    total       |      11 |        5 |    15

The first cell names the dimensions of the rows. Words are codes and labels at once; an indented
row belongs to the row above it. A blank is not open, `:` is suppressed, `<5` is suppressed with
that sign, `12*` is provisional, and a row `% passed` holds the percentages of the row `passed` in
the row above them all.
"""

from __future__ import annotations

from taalplan.tables.table import (
    NOT_OPEN,
    TOTAL,
    Axis,
    Cell,
    Dimension,
    Member,
    Path,
    Status,
    Table,
    Unit,
)
from taalplan.vocabulary.text import Text

PERCENT = "% "


def drawn(
    drawing: str,
    columns: tuple[str, ...] = ("target_group",),
    counted: frozenset[str] = frozenset(),
    name: str = "drawn",
    title: str = "Aantal personen",
) -> Table:
    """The table that a drawing shows. Raises ValueError when a row has too few or many cells.

    `columns` names the dimensions of the columns; where there are two, a heading such as
    `2019 obliged` has a code for each.
    """
    lines = [line for line in drawing.splitlines() if "|" in line]
    stub, *heads = (cell.strip() for cell in lines[0].split("|"))
    names = tuple(part.strip() for part in stub.split("/"))
    row_axis = Axis(_dimensions(names), _rows([_label(line) for line in lines[1:]], len(names)))
    column_axis = Axis(_dimensions(columns), tuple(map(_column, heads)))
    cells: dict[tuple[Path, Path], Cell] = {}
    for row, line in zip(row_axis.members, lines[1:], strict=True):
        for column, cell in zip(column_axis.members, line.split("|")[1:], strict=True):
            cells[row.path, column.path] = _cell(cell.strip())
    return Table(name, Text.same(title), row_axis, column_axis, cells, counted=counted)


def _dimensions(names: tuple[str, ...]) -> tuple[Dimension, ...]:
    return tuple(Dimension(name, Text.same(name)) for name in names)


def _label(line: str) -> str:
    """The first cell with its indent, measured from the leftmost row of a drawing."""
    return line.split("|")[0].rstrip()


def _rows(labels: list[str], width: int) -> tuple[Member, ...]:
    left = min(len(label) - len(label.lstrip()) for label in labels)
    members: list[Member] = []
    above = TOTAL
    for label in labels:
        word = label.strip()
        depth = (len(label) - len(label.lstrip()) - left) // 2
        if depth == 0:
            above = word
            members.append(Member((word, *[TOTAL] * (width - 1)), Text.same(word)))
        elif word.startswith(PERCENT):
            part = word.removeprefix(PERCENT)
            path, ratio = (above, f"{part}-percent"), ((above, part), (above, TOTAL))
            members.append(Member(path, Text.same(word), depth, Unit.PERCENT, ratio))
        else:
            members.append(Member((above, word), Text.same(word), depth))
    return tuple(members)


def _column(heading: str) -> Member:
    codes = tuple(heading.split())
    return Member(codes, Text.same(codes[-1]))


def _cell(words: str) -> Cell:
    if not words:
        return NOT_OPEN
    if words == ":":
        return Cell(None, Status.SUPPRESSED)
    if words.startswith("<"):
        return Cell(None, Status.SUPPRESSED, words)
    status = Status.PROVISIONAL if words.endswith("*") else Status.VALUE
    number = float(words.rstrip("*%"))
    return Cell(int(number) if number.is_integer() else number, status)

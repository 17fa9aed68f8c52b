# SPDX-License-Identifier: EUPL-1.2
"""Which rows of a table a change comes from: exact, ranked, adding up to the total.

People who stand in two rows are counted in each and once in the total, so the parts of a change
need not add up to it. What is missing is a line of its own (`several`): with it they do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from taalplan.statistics.change import words
from taalplan.tables.table import (
    NOT_OPEN,
    TOTAL,
    Axis,
    Cell,
    Dimension,
    Key,
    Member,
    Path,
    Status,
    Table,
    Unit,
)
from taalplan.vocabulary.text import Text

SEVERAL = "several"
"""The code of the line of those who stand in more than one part."""


@dataclass(frozen=True)
class Step:
    """From one year of a table to another. `code` is what tidy data calls it."""

    before: str
    after: str

    @property
    def code(self) -> str:
        """Both years, as in 2019-2021."""
        return f"{self.before}-{self.after}"


def contributions(table: Table, *steps: Step) -> Table:
    """What each row adds to the change of the total, in its unit and in points of the total.

    The columns of `table` are years and it has a row for the total. The rows come ranked:
    first what went furthest along with the total. One step also shows both years. The result
    adds up exactly; a row that was not open in a year counts as nobody in it.
    """
    rows = tuple(_rows(table, steps))
    values = {member.path: _of_row(table, rows, member) for member in rows}
    several = [path for path in values if SEVERAL in path]
    columns = tuple(_columns(table, steps))
    cells: dict[Key, Cell] = {}
    for member in rows:
        for step in steps:
            cells |= _cells(member.path, step, values[member.path], values)
    kept = tuple(
        member
        for member in rows
        if (_needed(member, values, table) if member.path in several else _seen(member, cells))
    )
    shown = {member.path for member in kept}
    wanted = {column.path for column in columns}
    return replace(
        table,
        name=f"change-{table.name}",
        rows=Axis(tuple(map(_named, table.rows.dimensions)), kept),
        columns=Axis((words.PERIOD, words.MEASURE), columns),
        cells={key: cell for key, cell in cells.items() if key[0] in shown and key[1] in wanted},
        counted=frozenset(),
        notes=(),
    )


def _named(dimension: Dimension) -> Dimension:
    label = words.several(dimension.label)
    return replace(dimension, labels={**dimension.labels, SEVERAL: label})


def _columns(table: Table, steps: Sequence[Step]) -> Iterator[Member]:
    for step in steps:
        if len(steps) == 1:
            yield Member((step.code, "before"), Text.same(step.before))
            yield Member((step.code, "after"), Text.same(step.after))
        yield Member((step.code, "change"), words.CHANGE, signed=True)
        yield Member((step.code, "points"), words.POINTS, unit=Unit.POINTS, signed=True)


def _rows(table: Table, steps: Sequence[Step]) -> Iterator[Member]:
    """The rows ranked within what they lie in, with the line of doubles before each total."""
    yield from _below(table, (), steps[-1])
    total = (TOTAL,) * len(table.rows.dimensions)
    yield next(member for member in table.rows.members if member.path == total)


def _below(table: Table, above: Path, step: Step) -> Iterator[Member]:
    """The parts of one total, each followed by its own parts, then their line of doubles."""
    width, place = len(table.rows.dimensions), len(above)
    if place == width:
        return
    rest = (TOTAL,) * (width - place - 1)
    parts = [
        member
        for member in table.rows.members
        if member.unit is None
        and member.path[:place] == above
        and member.path[place] != TOTAL
        and member.path[place + 1 :] == rest
    ]
    if not parts:
        return
    whole = change(table, (*above, TOTAL, *rest), step)
    way = -1 if whole < 0 else 1
    for member in sorted(parts, key=lambda member: -way * change(table, member.path, step)):
        yield member
        yield from _below(table, (*above, member.path[place]), step)
    label = words.several(table.rows.dimensions[place].label)
    yield Member((*above, SEVERAL, *rest), label, depth=place, signed=True)


def change(table: Table, path: Path, step: Step) -> float | int:
    """How much a row changed; a row without a figure counts as nobody."""
    return _value(table, path, step.after) - _value(table, path, step.before)


def _value(table: Table, path: Path, year: str) -> float | int:
    return table.cell(path, (year,)).value or 0


Values = dict[str, Cell]
"""The cells of one row by year."""


def _of_row(table: Table, rows: Sequence[Member], member: Member) -> Values:
    """A row's own cells by year; for a line of doubles: the total less the sum of its parts."""
    years = [column.path[0] for column in table.columns.members if column.unit is None]
    if SEVERAL not in member.path:
        return {year: table.cell(member.path, (year,)) for year in years}
    place = member.path.index(SEVERAL)
    whole = (*member.path[:place], TOTAL, *member.path[place + 1 :])
    parts = [
        row.path
        for row in rows
        if row.path[:place] == member.path[:place]
        and row.path[place] not in (TOTAL, SEVERAL)
        and row.path[place + 1 :] == member.path[place + 1 :]
    ]
    return {
        year: Cell(_value(table, whole, year) - sum(_value(table, part, year) for part in parts))
        for year in years
    }


def _cells(path: Path, step: Step, own: Values, values: dict[Path, Values]) -> dict[Key, Cell]:
    total = (TOTAL,) * len(path)
    before, after = own[step.before], own[step.after]
    changed = (after.value or 0) - (before.value or 0)
    whole = values[total][step.before].value or 0
    points = Cell(100 * changed / whole) if whole else NOT_OPEN
    return {
        (path, (step.code, "before")): before,
        (path, (step.code, "after")): after,
        (path, (step.code, "change")): Cell(changed),
        (path, (step.code, "points")): points,
    }


def _needed(member: Member, values: dict[Path, Values], table: Table) -> bool:
    """The line over all parts stands wherever people are counted; inner ones when not nought."""
    if member.depth == 0 and table.rows.dimensions[0].name in table.counted:
        return True
    return any(cell.value for cell in values[member.path].values())


def _seen(member: Member, cells: dict[Key, Cell]) -> bool:
    """Whether a row was open in any of the years; a desk of long ago changed nothing."""
    return any(
        cell.status is not Status.NOT_OPEN
        for (path, column), cell in cells.items()
        if path == member.path and column[1] in ("before", "after")
    )

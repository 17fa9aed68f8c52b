# SPDX-License-Identifier: EUPL-1.2
"""What all printed forms of a table share: which lines, headings, notes and marks there are.

Formats differ in how they draw; what they draw is decided here once, in one language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from taalplan.tables.naming import code_label
from taalplan.tables.numbers import format_value
from taalplan.tables.render import words
from taalplan.tables.table import (
    TOTAL,
    Axis,
    Cell,
    Member,
    Note,
    Path,
    Provenance,
    Status,
    Table,
    Unit,
)


@dataclass(frozen=True)
class Heading:
    """One cell of the heading: its words, how many columns it spans, its notes."""

    text: str
    span: int
    marks: tuple[int, ...] = ()


@dataclass(frozen=True)
class Line:
    """One printed row. `texts` are the figures as printed, `strong` rows are totals."""

    member: Member
    text: str
    strong: bool
    marks: tuple[int, ...]
    cells: tuple[Cell, ...]
    texts: tuple[str, ...]

    @property
    def depth(self) -> int:
        """How far the label is indented."""
        return self.member.depth


@dataclass(frozen=True)
class Footnote:
    """A note as printed. `number` is None when it belongs to the table as a whole."""

    number: int | None
    text: str


@dataclass(frozen=True)
class Layout:
    """A table ready to be drawn. `headings` has one tuple per line, the lowest last.

    `unit` is empty when the title already says it ("Aantal personen met ...").
    """

    title: str
    unit: str
    stub: str
    columns: tuple[Member, ...]
    headings: tuple[tuple[Heading, ...], ...]
    lines: tuple[Line, ...]
    notes: tuple[Footnote, ...]
    legend: tuple[str, ...]
    source: str

    @property
    def groups(self) -> Iterator[tuple[Line, ...]]:
        """The lines, cut before each one that is not indented: an area with its desks."""
        block: list[Line] = []
        for line in self.lines:
            if line.depth == 0 and block:
                yield tuple(block)
                block = []
            block.append(line)
        if block:
            yield tuple(block)


def layout(table: Table, language: str = "nl") -> Layout:
    """Decide everything about a printed form but its drawing."""
    rows = printed_members(table.rows)
    columns = printed_members(table.columns)
    notes = number_notes(table, rows, columns)
    lines = tuple(_line(table, row, columns, notes, language) for row in rows)
    return Layout(
        title=table.title[language],
        unit=_unit(table, language),
        stub=" / ".join(dimension.label[language] for dimension in table.rows.dimensions),
        columns=columns,
        headings=_headings(table.columns, columns, notes, language),
        lines=lines,
        notes=_footnotes(table, notes, language),
        legend=_legend(lines, language),
        source=source_line(table.provenance, language),
    )


def _unit(table: Table, language: str) -> str:
    unit = words.UNITS[table.unit][language]
    said = set(unit.lower().split()) <= set(table.title[language].lower().split())
    return "" if said else unit


def printed_members(axis: Axis) -> tuple[Member, ...]:
    """The members a reader sees: a desk that is all there is of its area stands for nothing new.

    An area without separate desks has one desk of its own code. Data keeps both; printing
    both would show the same figures twice, one under the other.
    """
    paths = {member.path for member in axis.members}
    return tuple(member for member in axis.members if _parent(member.path) not in paths)


def _parent(path: Path) -> Path | None:
    """The path a member coincides with, as ("atlas", "atlas") does with ("atlas", "total")."""
    for place in range(1, len(path)):
        if path[place] == path[place - 1] != TOTAL:
            return (*path[:place], TOTAL, *path[place + 1 :])
    return None


@dataclass(frozen=True)
class NumberedNote:
    """A note about rows or columns that are printed: its number and whom it is about."""

    number: int
    note: Note
    about: frozenset[Path]


def number_notes(
    table: Table, rows: tuple[Member, ...], columns: tuple[Member, ...]
) -> tuple[NumberedNote, ...]:
    """Number the notes in the order in which a reader meets them: heading first, then rows.

    What a note says about a row that is not printed, it says about the row that stands for it.
    """
    order = {member.path: place for place, member in enumerate((*columns, *rows))}
    found: list[tuple[int, int, frozenset[Path]]] = []
    for index, note in enumerate(table.notes):
        about = (path if path in order else _parent(path) for path in note.about)
        paths = frozenset(path for path in about if path in order)
        if paths:
            found.append((min(order[path] for path in paths), index, paths))
    found.sort(key=lambda one: one[:2])
    return tuple(NumberedNote(n, table.notes[i], about) for n, (_, i, about) in enumerate(found, 1))


def _marks(members: tuple[Member, ...], notes: tuple[NumberedNote, ...]) -> tuple[int, ...]:
    """The numbers of the notes that hold for every one of some members."""
    wanted = {member.path for member in members}
    return tuple(note.number for note in notes if wanted <= note.about)


def _headings(
    axis: Axis,
    columns: tuple[Member, ...],
    notes: tuple[NumberedNote, ...],
    language: str,
) -> tuple[tuple[Heading, ...], ...]:
    """The lines of the heading: one per dimension of the columns."""
    lines: list[tuple[Heading, ...]] = []
    said: set[tuple[int, int]] = set()
    for level in range(len(axis.dimensions) - 1):
        line = []
        place = 0
        for prefix, run in groupby(columns, key=lambda m, n=level: m.path[: n + 1]):  # type: ignore[misc]
            members = tuple(run)
            fresh = [n for n in _marks(members, notes) if (n, place) not in said]
            # A note to a whole group is marked above it, not again on each of its columns.
            said |= {(n, place + k) for n in fresh for k in range(len(members))}
            text = code_label(axis, level, prefix[-1])[language]
            line.append(Heading(text, len(members), tuple(fresh)))
            place += len(members)
        lines.append(tuple(line))
    lowest = [
        Heading(m.label[language], 1, tuple(n for n in _marks((m,), notes) if (n, k) not in said))
        for k, m in enumerate(columns)
    ]
    return (*lines, tuple(lowest))


def _line(
    table: Table,
    row: Member,
    columns: tuple[Member, ...],
    notes: tuple[NumberedNote, ...],
    language: str,
) -> Line:
    """One printed row with its figures."""
    cells = tuple(table.cell(row.path, column.path) for column in columns)
    units = tuple(row.unit or column.unit or table.unit for column in columns)
    texts = tuple(
        cell_text(cell, unit, language, decimals_of(table, unit))
        for cell, unit in zip(cells, units, strict=True)
    )
    strong = row.path[-1:] == (TOTAL,) and row.unit is None
    return Line(row, row.label[language], strong, _marks((row,), notes), cells, texts)


def cell_text(cell: Cell, unit: Unit, language: str, decimals: int) -> str:
    """What stands in a printed cell: the figure, a sign, or nothing."""
    sign = words.SIGNS.get(cell.status, "")
    if cell.value is None or cell.status is Status.SUPPRESSED:
        return sign
    return format_value(cell.value, unit, language, decimals) + sign


def decimals_of(table: Table, unit: Unit) -> int:
    """Counts and percentages are printed whole; hours with one decimal when they are not whole."""
    if unit is not Unit.HOURS:
        return 0
    return int(any(cell.value is not None and cell.value % 1 for cell in table.cells.values()))


def _footnotes(
    table: Table, notes: tuple[NumberedNote, ...], language: str
) -> tuple[Footnote, ...]:
    """Notes to the whole table first, then the numbered ones."""
    numbered = {id(note.note) for note in notes}
    whole = [note for note in table.notes if id(note) not in numbered]
    return (
        *(Footnote(None, note.text[language]) for note in whole),
        *(Footnote(note.number, note.note.text[language]) for note in notes),
    )


def _legend(lines: tuple[Line, ...], language: str) -> tuple[str, ...]:
    """What each sign means, for the signs that occur."""
    used = {cell.status for line in lines for cell in line.cells}
    return tuple(
        f"{sign or words.BLANK[language]} = {words.STATUSES[status][language]}"
        for status, sign in words.SIGNS.items()
        if status in used
    )


def source_line(provenance: Provenance, language: str) -> str:
    """Where the figures come from, in one line; empty when nothing is known."""
    parts = [*provenance.sources]
    if provenance.snapshot:
        parts.append(f"{words.SNAPSHOT[language]} {provenance.snapshot}")
    if provenance.as_of:
        parts.append(f"{words.AS_OF[language]} {format_date(provenance.as_of, language)}")
    if provenance.synthetic:
        parts.append(words.SYNTHETIC[language])
    return f"{words.SOURCE[language]}: {', '.join(parts)}." if parts else ""


def format_date(day: date, language: str) -> str:
    """A date in words, as in 31 december 2021."""
    return f"{day.day} {words.MONTHS[day.month - 1][language]} {day.year}"

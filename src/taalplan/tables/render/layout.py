# SPDX-License-Identifier: EUPL-1.2
"""What all printed forms of a table share: which lines, headings, notes and marks there are.

Formats differ in how they draw; what they draw is decided here once, in one language.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from taalplan.tables.naming import code_label
from taalplan.tables.numbers import format_value, round_half_up
from taalplan.tables.render import words
from taalplan.tables.render.printed import NumberedNote, marks, number_notes, printed_members
from taalplan.tables.table import (
    TOTAL,
    Axis,
    Cell,
    Member,
    Provenance,
    Status,
    Table,
    Unit,
)
from taalplan.vocabulary.text import Text


@dataclass(frozen=True)
class Heading:
    """One cell of the heading: its words, how many columns it spans, its notes."""

    text: str
    span: int
    marks: tuple[int, ...] = ()


@dataclass(frozen=True)
class Line:
    """One printed row; `strong` rows are totals.

    `texts` are the figures as printed, `spoken` what a sign or a blank means, in words; a plain
    figure needs none.
    """

    member: Member
    text: str
    strong: bool
    marks: tuple[int, ...]
    cells: tuple[Cell, ...]
    texts: tuple[str, ...]
    spoken: tuple[str, ...]

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

    @property
    def column_groups(self) -> list[range]:
        """The places of the columns under each heading of the upper line."""
        spans = [heading.span for heading in self.headings[0]]
        return [range(sum(spans[:k]), sum(spans[: k + 1])) for k in range(len(spans))]

    def part(self, columns: range) -> Layout:
        """The same table with only some neighbouring columns: a block of one that is too wide."""
        here = slice(columns.start, columns.stop)
        lines = (
            replace(line, cells=line.cells[here], texts=line.texts[here], spoken=line.spoken[here])
            for line in self.lines
        )
        headings = tuple(_cut(level, columns) for level in self.headings)
        return replace(self, columns=self.columns[here], lines=tuple(lines), headings=headings)


def _cut(level: tuple[Heading, ...], columns: range) -> tuple[Heading, ...]:
    """The headings over some columns, each as wide as what is left of its own."""
    kept, place = [], 0
    for heading in level:
        span = len(range(max(place, columns.start), min(place + heading.span, columns.stop)))
        if span:
            kept.append(replace(heading, span=span))
        place += heading.span
    return tuple(kept)


def blocks(groups: list[range], sizes: Sequence[float], room: float) -> list[range]:
    """Cut columns into blocks that fit: between groups, or anywhere when a group is too wide."""
    if any(sum(sizes[group.start : group.stop]) > room for group in groups):
        groups = [range(k, k + 1) for k in range(len(sizes))]
    found = groups[:1]
    for group in groups[1:]:
        longer = range(found[-1].start, group.stop)
        if sum(sizes[longer.start : longer.stop]) <= room:
            found[-1] = longer
        else:
            found.append(group)
    return found


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
    if all(column.unit for column in table.columns.members):
        return ""  # each column says its own
    unit = words.UNITS[table.unit][language]
    said = set(unit.lower().split()) <= set(table.title[language].lower().split())
    return "" if said else unit


def _headings(
    axis: Axis, columns: tuple[Member, ...], notes: tuple[NumberedNote, ...], language: str
) -> tuple[tuple[Heading, ...], ...]:
    """The lines of the heading, one per dimension of the columns.

    A note to a whole group is marked above it, and not again on each of its columns.
    """
    if not axis.dimensions:  # one column of figures, which nothing divides
        found = marks(columns, notes)
        return (tuple(Heading(column.label[language], 1, found) for column in columns),)
    lines: list[tuple[Heading, ...]] = []
    said: list[set[int]] = [set() for _ in columns]
    for level in range(len(axis.dimensions)):
        line = []
        for group in _groups(columns, level, len(axis.dimensions)):
            members = tuple(columns[place] for place in group)
            fresh = tuple(n for n in marks(members, notes) if n not in said[group.start])
            for place in group:
                said[place].update(fresh)
            line.append(Heading(_heading(axis, members[0], level)[language], len(group), fresh))
        lines.append(tuple(line))
    return tuple(lines)


def _groups(columns: tuple[Member, ...], level: int, levels: int) -> list[range]:
    """The places of columns under one heading: those that agree in their first codes."""
    groups: list[range] = []
    for place, column in enumerate(columns):
        before = columns[place - 1].path[: level + 1] if place else None
        if level < levels - 1 and column.path[: level + 1] == before:
            groups[-1] = range(groups[-1].start, place + 1)
        else:
            groups.append(range(place, place + 1))
    return groups


def _heading(axis: Axis, member: Member, level: int) -> Text:
    """The lowest line has the columns' own labels, those above it the labels of codes."""
    lowest = level == len(axis.dimensions) - 1
    return member.label if lowest else code_label(axis, level, member.path[level])


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
        cell_text(cell, unit, language, decimals_in(table, row, column), signed=column.signed)
        for cell, unit, column in zip(cells, units, columns, strict=True)
    )
    spoken = tuple(
        cell_words(cell, unit, language) for cell, unit in zip(cells, units, strict=True)
    )
    strong = row.path[-1:] == (TOTAL,) and row.unit is None
    return Line(row, row.label[language], strong, marks((row,), notes), cells, texts, spoken)


def cell_words(cell: Cell, unit: Unit, language: str) -> str:
    """What the sign or the blank of a cell means."""
    if cell.status is Status.SUPPRESSED and cell.sign.startswith("<"):
        return words.BELOW[language].format(limit=cell.sign.removeprefix("<"))
    return status_words(cell.status, unit, language)


def status_words(status: Status, unit: Unit, language: str) -> str:
    """What a sign or a blank means. A blank percentage is one of nobody, not of a closed desk."""
    if status is Status.NOT_OPEN and unit in (Unit.PERCENT, Unit.POINTS):
        return words.NO_PERCENTAGE[language]
    return words.STATUSES[status][language] if status in words.STATUSES else ""


def cell_text(cell: Cell, unit: Unit, language: str, decimals: int, *, signed: bool = False) -> str:
    """What stands in a printed cell: the figure, a sign, or nothing.

    A difference shows its plus, unless it is printed as zero.
    """
    sign = cell.sign or words.SIGNS.get(cell.status, "")
    if cell.value is None or cell.status is Status.SUPPRESSED:
        return sign
    plus = "+" if signed and round_half_up(cell.value, decimals) > 0 else ""
    return plus + format_value(cell.value, unit, language, decimals) + sign


def decimals_in(table: Table, row: Member, column: Member) -> int:
    """How many decimals a cell is printed with: as its row or column asks, or as its unit does."""
    asked = [member.decimals for member in (row, column) if member.decimals is not None]
    return asked[0] if asked else decimals_of(table, row.unit or column.unit or table.unit)


def decimals_of(table: Table, unit: Unit) -> int:
    """Counts and percentages print whole, points with one decimal, hours when they need it."""
    if unit is Unit.POINTS:
        return 1
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
    """What each sign means, for the signs that occur; what a policy chose first."""
    met = [pair for line in lines for pair in zip(line.cells, line.spoken, strict=True)]
    chosen = sorted({(cell.sign, spoken) for cell, spoken in met if cell.sign})
    used = {spoken for cell, spoken in met if not cell.sign}
    return (
        *(f"{sign} = {spoken}" for sign, spoken in chosen),
        *(
            f"{words.SIGNS[status] or words.BLANK[language]} = {explained[language]}"
            for status, explained in words.STATUSES.items()
            if explained[language] in used
        ),
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

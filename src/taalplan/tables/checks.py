# SPDX-License-Identifier: EUPL-1.2
"""Checks of a table before it is published: what cannot be right, in sentences.

Two kinds of total are told apart. Where a dimension divides people into groups that exclude
each other, the parts add up to their total. Where somebody may be in two groups (`counted`),
the total is at least its largest part and at most the sum: the bounds of Fréchet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from taalplan.tables import sentences
from taalplan.tables.findings import Finding, Severity
from taalplan.tables.naming import member_name
from taalplan.tables.numbers import round_half_up
from taalplan.tables.table import TOTAL, Axis, Cell, Member, Path, Status, Table, Unit
from taalplan.vocabulary.text import Language, Text

OVERLAP = "overlap"
"""The kind of note that explains why parts exceed their total."""

NOISE = "noise"
"""The kind of note of a table whose sums are off by a little, on purpose."""

CLOSE = 1e-6


def check(table: Table) -> tuple[Finding, ...]:
    """Everything that is wrong with a table, in the order in which it is printed; faults first.

    Silent on a table that was counted well. It takes the printed parts of a total for all of
    them: a table from which rows were left out does not add up.
    """
    # Noise is added to parts and totals apart, so that no sum holds; its note says so.
    sums = [] if any(note.kind == NOISE for note in table.notes) else list(totals(table))
    found = [
        *_negatives(table),
        *(finding for total in sums for finding in _check_total(total)),
        *(_unexplained_overlaps(table) if sums else ()),
        *_check_percentages(table),
    ]
    order = list(Severity)
    return tuple(sorted(found, key=lambda finding: order.index(finding.severity)))


@dataclass(frozen=True)
class Total:
    """One figure that is the total of others: over one dimension, in one row or column."""

    table: Table
    counted: bool
    member: Member
    parts: tuple[Member, ...]
    across: Member
    on_rows: bool

    def cell(self, member: Member) -> Cell:
        """The cell of the total itself or of a part."""
        here, across = member.path, self.across.path
        return self.table.cell(here, across) if self.on_rows else self.table.cell(across, here)

    @property
    def value(self) -> float | None:
        """The printed total; None when it is hidden or blank."""
        return _known(self.cell(self.member))

    @property
    def known(self) -> dict[Member, float]:
        """The parts that have a figure; a part that was not open has none."""
        values = {part: _known(self.cell(part)) for part in self.parts}
        return {part: value for part, value in values.items() if value is not None}

    @property
    def hidden(self) -> list[Member]:
        """The parts that are not shown."""
        return [p for p in self.parts if self.cell(p).status is Status.SUPPRESSED]

    @property
    def signed(self) -> bool:
        """Whether parts may lie below zero, so that one of them may exceed the total."""
        return any(member.signed for member in (self.member, self.across, *self.parts))

    @property
    def where(self) -> Text:
        """The row and the column of the total."""
        row, column = (self.member, self.across) if self.on_rows else (self.across, self.member)
        return _place(self.table, row, column)


def totals(table: Table) -> Iterator[Total]:
    """Every total of a table with its parts, in printed order, rows first.

    Shares of a whole are not the sum of the shares of its parts: a table of them has none.
    """
    if table.unit is Unit.PERCENT:
        return
    for axis, other in ((table.rows, table.columns), (table.columns, table.rows)):
        for member, name, parts in _divided(axis):
            for across in _figures(other):
                counted = name in table.counted
                yield Total(table, counted, member, parts, across, axis is table.rows)


def _divided(axis: Axis) -> Iterator[tuple[Member, str, tuple[Member, ...]]]:
    """Each member that totals a dimension, with the members it totals."""
    by_rest: dict[tuple[int, Path], list[Member]] = {}
    for member in _figures(axis):
        for place, code in enumerate(member.path):
            if code != TOTAL:
                by_rest.setdefault((place, _with_total(member.path, place)), []).append(member)
    for member in _figures(axis):
        for place, dimension in enumerate(axis.dimensions):
            if member.path[place] == TOTAL and (place, member.path) in by_rest:
                yield member, dimension.name, tuple(by_rest[place, member.path])


def _with_total(path: Path, place: int) -> Path:
    return (*path[:place], TOTAL, *path[place + 1 :])


def _figures(axis: Axis) -> list[Member]:
    """The members in the table's own unit that were counted."""
    return [member for member in axis.members if member.unit is None and not member.estimate]


def _known(cell: Cell) -> float | None:
    return None if cell.status is Status.SUPPRESSED else cell.value


def _place(table: Table, row: Member, column: Member) -> Text:
    names = member_name(table.rows, row), member_name(table.columns, column)
    return Text(*(f"{names[0][language]} / {names[1][language]}" for language in Language))


def _check_total(total: Total) -> Iterator[Finding]:
    """Hold one total against its parts. What is hidden can only make the sum larger."""
    known = total.known
    if total.cell(total.member).status is Status.SUPPRESSED or not (known or total.hidden):
        return
    largest = max(known, key=lambda part: known[part], default=None)
    together = sum(known.values())
    if total.value is None:
        if together > 0:
            yield _fault("total-missing", sentences.TOTAL_MISSING, total, None, together)
    elif not total.signed and largest is not None and known[largest] > total.value + CLOSE:
        template, value = sentences.PART_ABOVE_TOTAL, known[largest]
        yield _fault("part-above-total", template, total, total.value, value, largest.label)
    elif total.counted:
        if total.value > together + CLOSE and not total.hidden:
            template = sentences.TOTAL_ABOVE_PARTS
            yield _fault("total-above-parts", template, total, total.value, together)
    else:
        yield from _check_sum(total, total.value, together)


def _check_sum(total: Total, value: float, together: float) -> Iterator[Finding]:
    """Hold a total that must be the sum of its parts against that sum."""
    short = value - together
    if abs(short) > CLOSE if not total.hidden else short < -CLOSE:
        yield _fault("total-not-sum", sentences.TOTAL_NOT_SUM, total, value, together)
    elif len(total.hidden) == 1:
        template, part = sentences.SUPPRESSION_UNDONE, total.hidden[0].label
        sentence = sentences.fill(template, where=total.where, part=part)
        yield Finding("suppression-undone", Severity.FAULT, sentence, total.where.nl)


def _fault(
    code: str,
    template: Text,
    total: Total,
    printed: float | None,
    computed: float,
    part: Text | None = None,
) -> Finding:
    sentence = sentences.fill(
        template,
        where=total.where,
        printed=printed or 0,
        computed=computed,
        part=part or Text.same(""),
    )
    return Finding(code, Severity.FAULT, sentence, total.where.nl, printed, computed)


def _unexplained_overlaps(table: Table) -> Iterator[Finding]:
    """Totals below the sum of their parts without a note; the widest gap of each member."""
    widest: dict[tuple[bool, Path], tuple[float, Total]] = {}
    for total in totals(table):
        surplus = sum(total.known.values()) - (total.value or 0)
        if total.counted and total.value is not None and surplus > CLOSE and not _explained(total):
            key = (total.on_rows, total.member.path)
            widest[key] = max(widest.get(key, (0.0, total)), (surplus, total), key=lambda w: w[0])
    for _, total in widest.values():
        together, value = sum(total.known.values()), total.value or 0
        sentence = sentences.fill(
            sentences.OVERLAP_WITHOUT_NOTE, where=total.where, printed=value, computed=together
        )
        where = total.where.nl
        yield Finding("overlap-without-note", Severity.WARNING, sentence, where, value, together)


def _explained(total: Total) -> bool:
    """Whether a note of this kind is about the whole table, or any note about this member."""
    return any(
        total.member.path in note.about
        or (note.kind == OVERLAP and (not note.about or total.across.path in note.about))
        for note in total.table.notes
    )


def _negatives(table: Table) -> Iterator[Finding]:
    for row in table.rows.members:
        for column in table.columns.members:
            value = _known(table.cell(row.path, column.path))
            if value is not None and value < 0 and not (row.signed or column.signed):
                where = _place(table, row, column)
                sentence = sentences.fill(sentences.NEGATIVE, where=where, printed=value)
                yield Finding("negative", Severity.FAULT, sentence, where.nl, value)


def _check_percentages(table: Table) -> Iterator[Finding]:
    """Hold each percentage that says of what it is one against those counts."""
    for row in table.rows.members:
        for column in table.columns.members:
            cell = table.cell(row.path, column.path)
            value = _known(cell)
            if value is None:
                continue
            if row.unit is Unit.PERCENT and row.ratio:
                cells = [table.cell(path, column.path) for path in row.ratio]
            elif column.unit is Unit.PERCENT and column.ratio:
                cells = [table.cell(row.path, path) for path in column.ratio]
            else:
                continue
            yield from _check_percentage(value, cells[0], cells[1], _place(table, row, column))


def _check_percentage(value: float, part: Cell, whole: Cell, where: Text) -> Iterator[Finding]:
    if Status.SUPPRESSED in (part.status, whole.status):
        sentence = sentences.fill(sentences.PERCENTAGE_DISCLOSES, where=where)
        yield Finding("percentage-discloses", Severity.FAULT, sentence, where.nl, value)
    elif not whole.value:
        sentence = sentences.fill(sentences.PERCENTAGE_OF_NOTHING, where=where, printed=value)
        yield Finding("percentage-of-nothing", Severity.FAULT, sentence, where.nl, value)
    else:
        exact = 100 * (part.value or 0) / whole.value
        if round_half_up(value) != round_half_up(exact):
            template = sentences.PERCENTAGE_DIFFERS
            sentence = sentences.fill(template, where=where, printed=value, computed=exact)
            yield Finding("percentage-differs", Severity.FAULT, sentence, where.nl, value, exact)

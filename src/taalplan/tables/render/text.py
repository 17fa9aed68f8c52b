# SPDX-License-Identifier: EUPL-1.2
"""A table for a terminal: aligned columns, indented rows, notes underneath.

A table wider than the terminal is cut into blocks of columns under each other, with the row
labels repeated, so that no line ever wraps and no figure leaves its column.
"""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap

from taalplan.tables.numbers import NARROW_NO_BREAK, NO_BREAK
from taalplan.tables.render.layout import Heading, Layout, Line, blocks, layout
from taalplan.tables.table import Status, Table

GAP = "  "
NARROWEST_STUB = 8
ROOMY_STUB = 16


@dataclass(frozen=True)
class Shape:
    """How wide the label column is, and each column of figures."""

    stub: int
    columns: tuple[int, ...]


def text(table: Table, language: str = "nl", width: int | None = 100) -> str:
    """The table as plain text, at most `width` characters wide (None: as wide as it needs)."""
    drawn = layout(table, language)
    shape = _shape(drawn, width)
    drawings = [_block(drawn, shape, columns) for columns in _cut(drawn, shape, width)]
    head = _paragraph(drawn.title + (f" ({drawn.unit})" if drawn.unit else ""), width)
    return "\n\n".join([head, *drawings, *_foot(drawn, width)]) + "\n"


def _shape(drawn: Layout, width: int | None) -> Shape:
    """Each column as wide as its widest figure or word; labels take what they need, or wrap."""
    columns = []
    for place, heading in enumerate(drawn.headings[-1]):
        figures = [len(_figure(line, place, drawn)) for line in drawn.lines]
        columns.append(max([*figures, *map(len, _head_text(heading).split()), 3]))
    natural = max([len(_label(line)) for line in drawn.lines] + [len(drawn.stub)], default=0)
    if width is None:
        return Shape(natural, tuple(columns))
    return Shape(_stub(natural, columns, drawn, width), tuple(columns))


def _stub(natural: int, columns: list[int], drawn: Layout, width: int) -> int:
    """How wide labels may be: they wrap to keep columns together, but not to shreds."""
    room = width - sum(columns) - len(GAP) * len(columns)
    if room >= min(natural, ROOMY_STUB):
        return min(natural, room)
    # The columns must be cut anyway, so labels wrap only where a group would not fit.
    group = max(
        (_size(Shape(0, tuple(columns)), group) for group in drawn.column_groups), default=0
    )
    if natural + group <= width:
        return natural
    beside_one = width - max(columns, default=0) - len(GAP)
    return min(natural, max(NARROWEST_STUB, min(ROOMY_STUB, beside_one)))


def _cut(drawn: Layout, shape: Shape, width: int | None) -> list[range]:
    """The columns that stand beside each other: all of them, or as many as fit."""
    sizes = [len(GAP) + size for size in shape.columns]
    room = sum(sizes) if width is None else width - shape.stub
    return blocks(drawn.column_groups, sizes, room)


def _size(shape: Shape, columns: range) -> int:
    return sum(len(GAP) + shape.columns[c] for c in columns)


def _block(drawn: Layout, shape: Shape, columns: range) -> str:
    """One block: heading, rule, rows."""
    lines = [line for level in drawn.headings[:-1] for line in _spanners(level, shape, columns)]
    lines += _heading(drawn, shape, columns)
    lines.append("-" * (shape.stub + _size(shape, columns)))
    for line in drawn.lines:
        figures = [_figure(line, c, drawn).rjust(shape.columns[c]) for c in columns]
        *above, last = _wrapped(_label(line), shape.stub, line.depth)
        lines += [*above, GAP.join([last.ljust(shape.stub), *figures])]
    return "\n".join(line.rstrip() for line in lines)


def _spanners(level: tuple[Heading, ...], shape: Shape, columns: range) -> list[str]:
    """An upper line of the heading, and a rule under each group to show its columns."""
    names, rules, place = " " * shape.stub, " " * shape.stub, 0
    for heading in level:
        here = [c for c in range(place, place + heading.span) if c in columns]
        place += heading.span
        if here:
            size = sum(shape.columns[c] for c in here) + len(GAP) * (len(here) - 1)
            names += GAP + _head_text(heading)[:size].center(size)
            rules += GAP + "-" * size
    return [names, rules]


def _heading(drawn: Layout, shape: Shape, columns: range) -> list[str]:
    """The lowest line of the heading, over several lines when its words need them."""
    cells = [_wrapped(drawn.stub, shape.stub, 0)]
    cells += [_wrapped(_head_text(drawn.headings[-1][c]), shape.columns[c]) for c in columns]
    height = max(map(len, cells))
    sizes = [shape.stub, *(shape.columns[c] for c in columns)]
    lines = []
    for number in range(height):
        parts = []
        for k, (cell, size) in enumerate(zip(cells, sizes, strict=True)):
            here = number - (height - len(cell))
            word = cell[here] if here >= 0 else ""
            parts.append(word.rjust(size) if k else word.ljust(size))
        lines.append(GAP.join(parts))
    return lines


def _figure(line: Line, place: int, drawn: Layout) -> str:
    """A figure; where a column holds provisional ones, the others get a space to stay aligned."""
    plain = line.texts[place].replace(NO_BREAK, " ").replace(NARROW_NO_BREAK, " ")
    starred = any(other.cells[place].status is Status.PROVISIONAL for other in drawn.lines)
    return plain if not starred or plain.endswith("*") else plain + " "


def _label(line: Line) -> str:
    return GAP * line.depth + line.text + _marks(line.marks)


def _head_text(heading: Heading) -> str:
    return heading.text + _marks(heading.marks)


def _marks(numbers: tuple[int, ...]) -> str:
    return "".join(f" [{number}]" for number in numbers)


def _wrapped(label: str, width: int, depth: int | None = None) -> list[str]:
    """Lines of at most `width`; a continued label of a row is indented a little further."""
    first, next_ = ("", "") if depth is None else (GAP * depth, GAP * depth + " ")
    return wrap(label.strip(), max(width, 3), initial_indent=first, subsequent_indent=next_) or [""]


def _paragraph(sentence: str, width: int | None, hang: str = "") -> str:
    if width is None:
        return sentence
    return "\n".join(wrap(sentence, width, subsequent_indent=hang, break_on_hyphens=False))


def _foot(drawn: Layout, width: int | None) -> list[str]:
    """Legend, notes and source, each a paragraph; nothing when there are none."""
    notes = [
        _paragraph(
            note.text if note.number is None else f"[{note.number}] {note.text}", width, "  "
        )
        for note in drawn.notes
    ]
    legend = _paragraph("; ".join(drawn.legend), width)
    return [part for part in (legend, "\n".join(notes), _paragraph(drawn.source, width)) if part]

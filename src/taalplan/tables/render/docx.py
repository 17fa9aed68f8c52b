# SPDX-License-Identifier: EUPL-1.2
"""A table in a Word document, as the annex of an answer to parliament.

The heading repeats on every page, a row never breaks over two pages, an area stays with its
first desk, and the figures are right-aligned under their heading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from taalplan.tables.render import ooxml, words
from taalplan.tables.render.layout import Heading, Layout, Line, blocks, layout
from taalplan.tables.table import TOTAL, Table, Unit

TEXT_STYLE = "Table Text"
SMALL_STYLE = "Table Text Small"
NOTE_STYLE = "Table Note"
STYLES = ((TEXT_STYLE, 9, 0), (SMALL_STYLE, 8, 0), (NOTE_STYLE, 8, 2))
"""Name, size in points and space after, in points."""

CHARACTER = 0.021
PADDING = 0.32
NARROWEST_LABEL = 3.2
"""Widths in cm; a character takes `CHARACTER` for each point of its size, in a wide typeface."""

MANY_COLUMNS = 7
KEPT_WHOLE = 6
"""A group of at most so many rows is kept on one page."""


def add_table(document: Any, table: Table, language: str = "nl", number: int | None = None) -> None:
    """Add a caption, the table and its notes at the end of a python-docx document.

    `number` is the table's number; without it the captions in the document are counted. The
    caption uses a field, so Word renumbers when tables are moved or inserted. A table wider than
    the page is cut between groups of columns, with the labels repeated.
    """
    drawn = layout(table, language)
    _add_styles(document)
    _add_caption(document, drawn, language, number or _captions(document) + 1)
    style = document.styles[SMALL_STYLE if len(drawn.columns) >= MANY_COLUMNS else TEXT_STYLE]
    points = style.font.size.pt if style.font.size else 9
    for place, (columns, widths) in enumerate(_cut(drawn, points, ooxml.text_width(document))):
        if place:
            ooxml.add_gap(document, NOTE_STYLE)
        _add_grid(document, drawn.part(columns), widths, style.style_id)
    _add_foot(document, drawn)


def _cut(drawn: Layout, points: float, room: float) -> Iterator[tuple[range, list[float]]]:
    """The columns of each Word table, and its widths in cm, the label's first."""
    needed, sizes = _label_width(drawn, points), _widths(drawn, points)
    cuts = blocks(drawn.column_groups, sizes, room - min(needed, NARROWEST_LABEL))
    widest = max((sum(sizes[c] for c in columns) for columns in cuts), default=0)
    label = min(needed, room - widest)
    for columns in cuts:
        yield columns, [label, *(sizes[c] for c in columns)]


def _add_grid(document: Any, drawn: Layout, widths: list[float], style: str) -> None:
    """One Word table: the whole table, or a block of one that is wider than the page."""
    heads = len(drawn.headings)
    grid = document.add_table(heads + len(drawn.lines), 1 + len(drawn.columns))
    grid.alignment = WD_TABLE_ALIGNMENT.LEFT
    ooxml.set_frame(grid, widths, drawn.title, _description(drawn))
    cells = ooxml.cells_of(grid)
    for cell in (cell for row in cells for cell in row):
        # By its id: python-docx would search all styles again for each of some 400 cells.
        cell.paragraphs[0]._p.style = style
    _fill_headings(drawn, cells)
    _fill_lines(drawn, cells[heads:])
    for place, row in enumerate(grid.rows):
        ooxml.keep_row(row, heading=place < heads)
    ooxml.rule_under(cells[heads - 1])
    _merge_headings(drawn, cells)


def _captions(document: Any) -> int:
    """How many tables have a caption already; a wide table is several Word tables under one."""
    return sum(p.style.name == "Caption" for p in document.paragraphs)


def render_tables(tables: Sequence[Table], language: str = "nl") -> bytes:
    """A Word document with only these tables; the same tables give the same bytes."""
    document = Document()
    as_of = next((t.provenance.as_of for t in tables if t.provenance.as_of), None)
    ooxml.set_page(document, language, tables[0].title[language] if tables else "", as_of)
    for number, table in enumerate(tables, 1):
        add_table(document, table, language, number)
    out = BytesIO()
    document.save(out)
    return ooxml.same_bytes(out.getvalue())


def _add_styles(document: Any) -> None:
    """Two paragraph styles of our own, unless the document brings its own by that name."""
    known = {style.name for style in document.styles}
    for name, size, after in STYLES:
        if name not in known:
            style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = document.styles["Normal"]
            style.font.size = Pt(size)
            style.paragraph_format.space_before = Pt(0)
            style.paragraph_format.space_after = Pt(after)
            style.paragraph_format.line_spacing = 1.0


def _add_caption(document: Any, drawn: Layout, language: str, number: int) -> None:
    caption = document.add_paragraph(style="Caption")
    caption.paragraph_format.keep_with_next = True
    caption.add_run(f"{words.TABLE[language]} ")
    ooxml.add_field(caption, f"SEQ {words.TABLE[language]} \\* ARABIC", str(number))
    unit = f" ({drawn.unit})" if drawn.unit else ""
    caption.add_run(f": {drawn.title}{unit}")


def _description(drawn: Layout) -> str:
    """Alternative text: what stands where, for who cannot see the table."""
    columns = ", ".join(heading.text for heading in drawn.headings[0])
    return f"{drawn.stub} ({len(drawn.lines)}); {columns}"


def _widths(drawn: Layout, points: float) -> list[float]:
    """The width in cm that each column of figures needs."""
    character = CHARACTER * points
    columns = []
    for place, heading in enumerate(drawn.headings[-1]):
        figures = [len(line.texts[place]) for line in drawn.lines]
        # Bold type is a little wider, and a mark hangs on the last word.
        heads = [len(word) * 1.1 + 1.5 * len(heading.marks) for word in heading.text.split()]
        columns.append(max([*figures, *heads, 4]) * character + PADDING)
    return columns


def _label_width(drawn: Layout, points: float) -> float:
    """The width in cm that the longest label needs."""
    needed = max([len(line.text) + 2 * line.depth for line in drawn.lines], default=10)
    return needed * CHARACTER * points + 2 * PADDING


def _fill_headings(drawn: Layout, cells: list[list[Any]]) -> None:
    lowest = len(drawn.headings) - 1
    _write(cells[0][0], drawn.stub, bold=True)
    for level, headings in enumerate(drawn.headings):
        place = 1
        for heading in headings:
            paragraph = _write(cells[level][place], heading.text, heading.marks, bold=True)
            paragraph.alignment = (
                WD_ALIGN_PARAGRAPH.CENTER if level < lowest else WD_ALIGN_PARAGRAPH.RIGHT
            )
            place += heading.span


def _merge_headings(drawn: Layout, cells: list[list[Any]]) -> None:
    """Let a group's heading span its columns, and the rows' heading all lines of the heading."""
    if len(drawn.headings) > 1:
        cells[0][0].merge(cells[len(drawn.headings) - 1][0])
    for level, headings in enumerate(drawn.headings[:-1]):
        place = 1
        for heading in headings:
            _merge(cells[level], place, heading)
            place += heading.span


def _merge(row: list[Any], place: int, heading: Heading) -> None:
    last = row[place + heading.span - 1]
    merged = row[place].merge(last) if heading.span > 1 else row[place]
    ooxml.rule_under([merged], inset=True)


def _fill_lines(drawn: Layout, cells: list[list[Any]]) -> None:
    rows = iter(cells)
    for group in drawn.groups:
        whole = len(group) <= KEPT_WHOLE
        for place, line in enumerate(group):
            row = next(rows)
            # An area at the foot of a page with its desks overleaf would seem to have none.
            keep = place < len(group) - 1 and (whole or place == 0)
            _fill_line(line, row, keep)
            if all(code == TOTAL for code in line.member.path):
                ooxml.rule_over(row)
            elif line.strong and line.depth == 0 and len(line.member.path) > 1:
                ooxml.shade(row)


def _fill_line(line: Line, row: list[Any], keep: bool) -> None:
    soft = line.member.unit is Unit.PERCENT
    label = _write(row[0], line.text, line.marks, bold=line.strong, italic=soft)
    label.paragraph_format.left_indent = Cm(0.35 * line.depth)
    label.paragraph_format.keep_with_next = keep
    for cell, text in zip(row[1:], line.texts, strict=True):
        paragraph = _write(cell, text, bold=line.strong, italic=soft)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.keep_with_next = keep


def _write(
    cell: Any, text: str, marks: tuple[int, ...] = (), *, bold: bool = False, italic: bool = False
) -> Any:
    paragraph = cell.paragraphs[0]
    if text:
        run = paragraph.add_run(text)
        run.bold, run.italic = bold or None, italic or None
    if marks:
        mark = paragraph.add_run("\N{NO-BREAK SPACE}" + ",".join(map(str, marks)))
        mark.font.superscript = True
    return paragraph


def _add_foot(document: Any, drawn: Layout) -> None:
    """Legend, notes and source in small type, and some room before what follows."""
    paragraph = None
    for text in drawn.legend:
        paragraph = document.add_paragraph(text, style=NOTE_STYLE)
    for note in drawn.notes:
        paragraph = document.add_paragraph(style=NOTE_STYLE)
        if note.number is not None:
            paragraph.add_run(f"{note.number}").font.superscript = True
            paragraph.add_run("\N{NO-BREAK SPACE}")
        paragraph.add_run(note.text)
    if drawn.source:
        paragraph = document.add_paragraph(drawn.source, style=NOTE_STYLE)
    last = paragraph or document.add_paragraph(style=NOTE_STYLE)
    last.paragraph_format.space_after = Pt(12)

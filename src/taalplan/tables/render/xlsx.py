# SPDX-License-Identifier: EUPL-1.2
"""A workbook that people and programs can both read.

It follows the rules of the United Kingdom's Government Analysis Function for statistics in
spreadsheets: a cover, a sheet with all notes, one table per sheet, no merged and no empty
cells, words between square brackets where there is no figure. Numbers are numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from taalplan.tables.render import words
from taalplan.tables.render.layout import Layout, Line, decimals_in, layout
from taalplan.tables.render.safe import safe_text
from taalplan.tables.render.write import write_beside
from taalplan.tables.table import Cell, Member, Status, Table, Unit
from taalplan.vocabulary.text import Text

NO_DATE = datetime(2000, 1, 1)
WIDEST_COLUMN = 40

SHORTHAND: dict[Status, str] = {
    Status.SUPPRESSED: "[c]",
    Status.NOT_OPEN: "[x]",
    Status.PROVISIONAL: "[p]",
}
"""The Analysis Function's own marks: confidential, not available, provisional."""

NOT_APPLICABLE = "[z]"
"""A percentage of nobody."""

COVER = Text("Voorblad", "Cover", "Couverture")
ONE_TABLE = Text(
    "Dit werkblad bevat één tabel.",
    "This worksheet contains one table.",
    "Cette feuille contient un seul tableau.",
)
SEE_NOTES = Text(
    "Noten staan op het werkblad 'Noten'.",
    "Notes are on the worksheet 'Notes'.",
    "Les notes se trouvent sur la feuille « Notes ».",
)
NUMBER = Text("Nummer", "Number", "Numéro")
NO_NOTES = Text("geen noten", "no notes", "aucune note")


@dataclass(frozen=True)
class Sheet:
    """One table with its number and the place of its notes in the workbook's list."""

    number: int
    table: Table
    drawn: Layout
    first_note: int

    def notes(self, marks: tuple[int, ...], language: str) -> str:
        """References to numbered notes, as words behind a label."""
        before = sum(note.number is None for note in self.drawn.notes)
        places = (self.first_note + before + mark - 1 for mark in marks)
        return "".join(f" [{words.NOTE[language]} {place}]" for place in places)

    def title_notes(self, language: str) -> str:
        """References to the notes about the whole table."""
        whole = sum(note.number is None for note in self.drawn.notes)
        places = range(self.first_note, self.first_note + whole)
        return "".join(f" [{words.NOTE[language]} {place}]" for place in places)


def write_workbook(tables: Sequence[Table], path: Path | str, language: str = "nl") -> Path:
    """Write several tables into one workbook, which is whole or not there at all."""
    write_beside(Path(path), render_tables(tables, language))
    return Path(path)


def render_tables(tables: Sequence[Table], language: str = "nl") -> bytes:
    """The workbook's bytes; the same tables give the same bytes."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    as_of = next((t.provenance.as_of for t in tables if t.provenance.as_of), None)
    created = datetime(as_of.year, as_of.month, as_of.day) if as_of else NO_DATE
    sheets = _sheets(tables, language)
    title = tables[0].title[language] if len(tables) == 1 else _name(language)
    book.set_properties({"title": title[:250], "created": created})
    styles = Styles(book)
    _cover(book, styles, sheets, title, language)
    _notes(book, styles, sheets, language)
    for sheet in sheets:
        _table(book, styles, sheet, language)
    book.close()
    return out.getvalue()


def _name(language: str) -> str:
    return Text("Tabellen", "Tables", "Tableaux")[language]


class Styles:
    """The few formats of the workbook; number formats follow the reader's own settings."""

    def __init__(self, book: Any) -> None:
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.plain = book.add_format({})
        self.strong = book.add_format({"bold": True})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "align": "left"}
        )
        self.words = book.add_format({"align": "right"})
        self._book = book
        self._numbers: dict[tuple[str, bool], Any] = {}

    def number(self, pattern: str, strong: bool) -> Any:
        """The format of figures with a pattern such as `#,##0`."""
        key = (pattern, strong)
        if key not in self._numbers:
            self._numbers[key] = self._book.add_format({"num_format": pattern, "bold": strong})
        return self._numbers[key]

    def label(self, depth: int, strong: bool) -> Any:
        """The format of a row label."""
        return self._book.add_format({"indent": depth, "bold": strong})


def _sheets(tables: Sequence[Table], language: str) -> list[Sheet]:
    sheets, notes = [], 1
    for number, table in enumerate(tables, 1):
        drawn = layout(table, language)
        sheets.append(Sheet(number, table, drawn, notes))
        notes += len(drawn.notes)
    return sheets


def sheet_name(number: int, language: str) -> str:
    """The name of a table's sheet."""
    return f"{words.TABLE[language]}_{number}"


def _cover(book: Any, styles: Styles, sheets: list[Sheet], title: str, language: str) -> None:
    """What the workbook holds, where it comes from and what its marks mean."""
    page = book.add_worksheet(COVER[language])
    page.set_column(0, 0, 100, styles.wrapped)
    lines = list(dict.fromkeys(s.drawn.source for s in sheets if s.drawn.source))
    lines += [f"{m} = {words.STATUSES[s][language]}" for s, m in SHORTHAND.items()]
    lines.append(f"{NOT_APPLICABLE} = {words.NO_PERCENTAGE[language]}")
    page.write_string(0, 0, safe_text(title), styles.title)
    for row, line in enumerate(lines, 1):
        page.write_string(row, 0, safe_text(line), styles.wrapped)
    for row, sheet in enumerate(sheets, len(lines) + 1):
        name = sheet_name(sheet.number, language)
        text = f"{words.TABLE[language]} {sheet.number}: {sheet.drawn.title}"
        page.write_url(row, 0, f"internal:'{name}'!A1", string=text)


def _notes(book: Any, styles: Styles, sheets: list[Sheet], language: str) -> None:
    """All notes of all tables, numbered through."""
    page = book.add_worksheet(words.NOTES[language])
    page.write_string(0, 0, words.NOTES[language], styles.title)
    rows: list[list[str | int]] = [
        [sheet.first_note + place, sheet_name(sheet.number, language), safe_text(note.text)]
        for sheet in sheets
        for place, note in enumerate(sheet.drawn.notes)
    ]
    rows = rows or [[0, words.TABLE[language], NO_NOTES[language]]]
    heads = [NUMBER[language], words.TABLE[language], words.NOTE[language].capitalize()]
    for column, width in enumerate((10, 12, 90)):
        page.set_column(column, column, width)
    _mark_up(page, "notes", 1, heads, len(rows), styles)
    for row, values in enumerate(rows, 2):
        page.write_number(row, 0, values[0], styles.wrapped)
        page.write_string(row, 1, str(values[1]), styles.wrapped)
        page.write_string(row, 2, str(values[2]), styles.wrapped)


def _mark_up(page: Any, name: str, row: int, heads: list[str], count: int, styles: Styles) -> None:
    """Mark cells as an Excel table, which screen readers and programs find by its name."""
    columns = [{"header": head, "header_format": styles.head} for head in heads]
    page.add_table(
        row,
        0,
        row + max(count, 1),
        len(heads) - 1,
        {"name": name, "columns": columns, "autofilter": False, "style": "Table Style Light 1"},
    )


def _table(book: Any, styles: Styles, sheet: Sheet, language: str) -> None:
    """A table as printed, with the codes of its rows beside their labels."""
    page = book.add_worksheet(sheet_name(sheet.number, language))
    top = _above(page, styles, sheet, language)
    mixed = any(line.member.unit for line in sheet.drawn.lines)
    heads = _heads(sheet, language, mixed)
    name = f"{words.TABLE[language].lower()}_{sheet.number}"
    _mark_up(page, name, top, heads, len(sheet.drawn.lines), styles)
    page.freeze_panes(top + 1, len(sheet.table.rows.dimensions) + 1)
    widths = [max(map(len, head.split())) + 2 for head in heads]
    for row, line in enumerate(sheet.drawn.lines, top + 1):
        texts = _row(page, styles, sheet, line, row, language, mixed)
        widths = [max(w, len(t) + 2) for w, t in zip(widths, texts, strict=True)]
    for column, width in enumerate(widths):
        page.set_column(column, column, min(width, WIDEST_COLUMN))


def _above(page: Any, styles: Styles, sheet: Sheet, language: str) -> int:
    """The lines above the table; returns the row where its heading goes."""
    title = f"{words.TABLE[language]} {sheet.number}: {sheet.drawn.title}"
    page.write_string(0, 0, title + sheet.title_notes(language), styles.title)
    used = {spoken for line in sheet.drawn.lines for spoken in line.spoken}
    known = [(m, words.STATUSES[s][language]) for s, m in SHORTHAND.items()]
    known.append((NOT_APPLICABLE, words.NO_PERCENTAGE[language]))
    marks = [f"{mark} = {meaning}" for mark, meaning in known if meaning in used]
    cells = [pair for ln in sheet.drawn.lines for pair in zip(ln.cells, ln.spoken, strict=True)]
    signed = sorted({(cell.sign, spoken) for cell, spoken in cells if cell.sign})
    confidential = SHORTHAND[Status.SUPPRESSED]
    marks += [f"{sign} {confidential} = {spoken}" for sign, spoken in signed]
    unit = words.UNITS[sheet.table.unit][language]
    lines = [
        f"{ONE_TABLE[language]} {words.UNIT[language]}: {unit}.",
        *(["; ".join(marks)] if marks else []),
        *([SEE_NOTES[language]] if sheet.drawn.notes else []),
        *([sheet.drawn.source] if sheet.drawn.source else []),
    ]
    for row, line in enumerate(lines, 1):
        page.write_string(row, 0, safe_text(line), styles.plain)
    return len(lines) + 1


def _heads(sheet: Sheet, language: str, mixed: bool) -> list[str]:
    """One heading per column: the words of all its lines, each different from the others."""
    upper = [[h for h in level for _ in range(h.span)] for level in sheet.drawn.headings]
    columns = [
        " ".join(h.text + sheet.notes(h.marks, language) for h in stack)
        for stack in zip(*upper, strict=True)
    ]
    codes = [f"{dimension.name} (code)" for dimension in sheet.table.rows.dimensions]
    heads = [*codes, sheet.drawn.stub, *([words.UNIT[language]] if mixed else []), *columns]
    seen: dict[str, int] = {}
    unique = []
    for head in map(safe_text, heads):
        seen[head.lower()] = seen.get(head.lower(), 0) + 1
        unique.append(head if seen[head.lower()] == 1 else f"{head} ({seen[head.lower()]})")
    return unique


def _row(
    page: Any, styles: Styles, sheet: Sheet, line: Line, row: int, language: str, mixed: bool
) -> list[str]:
    """Write one row and return how its cells read, to know how wide columns must be."""
    texts = [safe_text(code) for code in line.member.path]
    for column, code in enumerate(texts):
        page.write_string(row, column, code)
    label = safe_text(line.text) + sheet.notes(line.marks, language)
    page.write_string(row, len(texts), label, styles.label(line.depth, line.strong))
    texts.append(label)
    unit = line.member.unit or sheet.table.unit
    if mixed:
        page.write_string(row, len(texts), words.UNITS[unit][language])
        texts.append(words.UNITS[unit][language])
    for member, cell, printed in zip(sheet.drawn.columns, line.cells, line.texts, strict=True):
        own = line.member.unit or member.unit or sheet.table.unit
        pattern = _pattern(sheet.table, line.member, member, cell, own)
        _figure(page, styles, (row, len(texts)), cell, own, line.strong, pattern)
        texts.append(printed + "    ")
    return texts


def _figure(
    page: Any,
    styles: Styles,
    place: tuple[int, int],
    cell: Cell,
    unit: Unit,
    strong: bool,
    pattern: str,
) -> None:
    """A number, or the mark for why there is none."""
    if cell.value is None or cell.status is Status.SUPPRESSED:
        mark = SHORTHAND.get(cell.status, SHORTHAND[Status.NOT_OPEN])
        if unit is Unit.PERCENT and cell.status is Status.NOT_OPEN:
            mark = NOT_APPLICABLE
        page.write_string(*place, f"{cell.sign} {mark}".strip(), styles.words)
        return
    value = cell.value / 100 if unit is Unit.PERCENT else cell.value
    page.write_number(*place, value, styles.number(pattern, strong))


def _pattern(table: Table, row: Member, column: Member, cell: Cell, unit: Unit) -> str:
    """How a number shows. A mark is part of the format, so that the cell itself stays a number."""
    asked = row.decimals is not None or column.decimals is not None or unit is Unit.POINTS
    decimals = decimals_in(table, row, column) if asked else int(bool((cell.value or 0) % 1))
    if unit is Unit.PERCENT and not asked:
        decimals = 0
    point = "." + "0" * decimals if decimals else ""
    plain = f"0{point}%" if unit is Unit.PERCENT else f"#,##0{point}"
    if cell.status is Status.PROVISIONAL:
        plain += f'" {SHORTHAND[Status.PROVISIONAL]}"'
    return f"+{plain};-{plain};{plain}" if column.signed else plain

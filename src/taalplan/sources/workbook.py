# SPDX-License-Identifier: EUPL-1.2
"""Read XLSX workbooks as text: a sheet for each table, or one table in the first sheet.

Cells that Excel shows as dates become ISO dates; whole numbers lose the `.0` that a workbook
stores them with; formulas give the result that Excel stored.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa

from taalplan.snapshot.faults import Fault
from taalplan.sources.files import table_of
from taalplan.sources.raw import Raw, Reading, without_empty_rows

LARGEST = 1 << 30
"""Bytes a workbook may unpack to; a million rows of ten columns are about half of it."""

HIGHEST_RATIO = 200
"""How much smaller packed than unpacked a large workbook can be in good faith."""

EXACT = 10**15
"""Excel keeps fifteen digits; a longer number has lost its last ones."""

_FORMULA = re.compile(
    rb"<c\b(?P<attributes>[^>]*)>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)"
    rb"\s*(?P<value><v\b[^>]*?(?:/>|>(?P<result>[^<]*)</v>))?"
)


def read_workbook(path: Path, table: str | None) -> Reading:
    """Read every table of a workbook; `table` is the one its file name means, if any."""
    import openpyxl

    try:
        refused = _too_large(path)
        if refused:
            return Reading(faults=(refused,))
        with path.open("rb") as stream, warnings.catch_warnings():
            # openpyxl warns of styles and validations it drops; only values matter here.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
            return _tables(path, book, table)
    except Exception as error:
        # What a damaged part of the archive provokes comes through openpyxl as anything at all.
        problem = f"cannot be read as a workbook ({error.__class__.__name__})"
        return Reading(faults=(Fault(path.name, 0, "", "", problem, "save it again as .xlsx"),))


def _too_large(path: Path) -> Fault | None:
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(member.file_size for member in archive.infolist())
        packed = sum(member.compress_size for member in archive.infolist())
    suspicious = unpacked > LARGEST // 16 and unpacked > HIGHEST_RATIO * packed
    if unpacked <= LARGEST and not suspicious:
        return None
    return Fault(
        path.name,
        0,
        "",
        "",
        f"would unpack to {unpacked / 2**20:,.0f} MiB, which is refused",
        "export the table as CSV or Parquet",
    )


def _tables(path: Path, book: Any, table: str | None) -> Reading:
    named = {sheet.title: table_of(sheet.title) for sheet in book.worksheets}
    if any(named.values()):
        wanted = {title: name for title, name in named.items() if name}
    elif table:
        wanted = {book.worksheets[0].title: table}
    else:
        return Reading(faults=(_no_sheet(path, list(named)),))
    read = [_sheet(path, book, title, name) for title, name in wanted.items()]
    left_out = [
        f"{path.name}: the sheet '{title}' was left out; it is not named after a table"
        for title in named
        if title not in wanted and (any(named.values()) or len(named) > 1)
    ]
    return Reading(
        tuple(raw for reading in read for raw in reading.tables),
        tuple(fault for reading in read for fault in reading.faults),
        (*left_out, *(notice for reading in read for notice in reading.notices)),
    )


def _no_sheet(path: Path, titles: list[str]) -> Fault:
    from taalplan.snapshot.schema import TABLES

    problem = f"has no sheet named after a table (its sheets are {', '.join(titles)})"
    return Fault(path.name, 0, "", "", problem, f"name them {', '.join(TABLES)}")


def _sheet(path: Path, book: Any, title: str, table: str) -> Reading:
    file = f"{path.name}, sheet {title}"
    sheet = book[title]
    # The stated dimensions of a sheet can be too small, and would silently cut it off.
    sheet.reset_dimensions()
    headings: tuple[str, ...] = ()
    cells: list[list[str]] = []
    lines: list[int] = []
    faults: list[Fault] = []
    for line, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        texts = [_text(value) for value in row]
        if not headings:
            headings = _trimmed(texts)
            cells = [[] for _ in headings]
        elif any(texts):
            if any(texts[len(headings) :]):
                faults.append(_beyond(file, line, len(headings)))
                continue
            lines.append(line)
            for at, column in enumerate(cells):
                column.append(texts[at] if at < len(texts) else "")
    if not headings:
        advice = "the first row must hold the names of the columns"
        return Reading(faults=(Fault(file, 0, "", "", "is empty", advice),))
    faults += _lost_formulas(path, sheet, file)
    columns = tuple(pa.chunked_array([pa.array(column, pa.string())]) for column in cells)
    raw = Raw(
        table, file, headings, columns, lambda row: lines[row], not faults, book.epoch.year == 1904
    )
    return Reading((without_empty_rows(raw),), tuple(faults[:20]))


def _lost_formulas(path: Path, sheet: Any, file: str) -> Iterator[Fault]:
    """Formulas whose result was never stored: read as empty, they would lose data silently."""
    with zipfile.ZipFile(path) as archive:
        xml = archive.read(sheet._worksheet_path)
    if b"<f" not in xml:
        return
    for cell in _FORMULA.finditer(xml):
        is_text = b't="str"' in cell["attributes"]
        if cell["value"] is not None and (cell["result"] or is_text):
            continue
        place = re.search(rb'\br="([A-Z]+)(\d+)"', cell["attributes"])
        column, row = (place[1].decode(), int(place[2])) if place else ("", 0)
        problem = f"in column {column} is a formula without a stored result"
        yield Fault(file, row, "", "", problem, "open the workbook in Excel and save it again")


def _trimmed(texts: list[str]) -> tuple[str, ...]:
    while texts and not texts[-1].strip():
        texts = texts[:-1]
    return tuple(text.strip() for text in texts)


def _beyond(file: str, line: int, expected: int) -> Fault:
    problem = f"has a value to the right of the last of {expected} headings"
    return Fault(file, line, "", "", problem, "move it to its column, or give that column a name")


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return number_text(value)


def _moment(value: datetime) -> str:
    # Excel keeps a fraction of a day, which is seldom an exact number of seconds.
    rounded = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
    return rounded.date().isoformat() if rounded.time() == time() else rounded.isoformat(" ")


def number_text(value: float) -> str:
    """A stored number as text that cannot be misread: no `.0`, no thousands, no exponent.

    Three decimals get a fourth (1.125 becomes 1.1250), because in a text file they could be
    thousands.
    """
    if isinstance(value, float) and value.is_integer() and abs(value) < EXACT:
        return str(int(value))
    if isinstance(value, int):
        return str(value) if abs(value) < EXACT else f"{value:e}"
    text = repr(value)
    return f"{text}0" if re.fullmatch(r"-?\d+\.\d{3}", text) else text

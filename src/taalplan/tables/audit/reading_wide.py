# SPDX-License-Identifier: EUPL-1.2
"""Wide CSV: a table as it was printed, labels at the left and headings above.

Lines before the headings are a title, lines without figures after the last row are notes; both
are kept when the repaired table is written.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from taalplan.tables.audit.figures import Figure, is_blank, is_hidden, read_figure
from taalplan.tables.audit.hierarchy import LabelLine, row_tree
from taalplan.tables.audit.labels import is_percent
from taalplan.tables.audit.printed import Column, PrintedTable, Row
from taalplan.tables.audit.reading_tidy import Record, not_a_figure
from taalplan.tables.audit.unreadable import UnreadableTableError
from taalplan.tables.audit.words import sentence
from taalplan.vocabulary.text import Text

_YEAR = re.compile(r"(?:19|20)\d\d$")


@dataclass(frozen=True)
class WideForm:
    """The lines around the figures and the style of the figures themselves."""

    separator: str
    above: tuple[tuple[str, ...], ...]
    below: tuple[tuple[str, ...], ...]
    labels: int
    thousands: str

    def write(self, table: PrintedTable) -> str:
        """The table with its title, headings and notes, in the file's own style of figures."""
        out = io.StringIO()
        writer = csv.writer(out, delimiter=self.separator, lineterminator="\n")
        writer.writerows(self.above)
        for row, figures in zip(table.rows, table.values, strict=True):
            cells = [self._figure(value, row.percent) for value in figures]
            writer.writerow([*row.fields, *cells])
        writer.writerows(self.below)
        return out.getvalue()

    def _figure(self, value: Figure, percent: bool) -> str:
        if value is None:
            return ""
        plain = f"{value:,}".replace(",", self.thousands) if isinstance(value, int) else str(value)
        return f"{plain}%" if percent else plain


def read_wide(
    name: str, records: Sequence[Record], separator: str
) -> tuple[PrintedTable, WideForm]:
    """Read a table as printed. Raises UnreadableTableError with every cell that is no figure."""
    start = _first_data_line(records)
    if start is None:
        raise UnreadableTableError([_no_figures(name)])
    labels = _label_columns(records[start:])
    above, body, below = _split(records, start, labels)
    headings = _headings([cells for _, cells in above], labels)
    width = len(headings)
    values = _values(body, labels, headings)
    rows = _rows(body, labels, values)
    form = WideForm(
        separator,
        tuple(tuple(cells) for _, cells in above),
        tuple(tuple(cells) for _, cells in below),
        labels,
        _thousands(body),
    )
    hidden = frozenset(
        (k, c)
        for k, (_, cells) in enumerate(body)
        for c in range(width)
        if is_hidden(_cell(cells, labels + c))
    )
    columns = tuple(Column(path, path, any(is_percent(part) for part in path)) for path in headings)
    year = _only_year(above, headings)
    return PrintedTable(name, rows, columns, values, hidden, year, _title(above)), form


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _readable(text: str) -> bool:
    try:
        return read_figure(text) is not None
    except ValueError:
        return False


def _first_data_line(records: Sequence[Record]) -> int | None:
    """The first line with figures that are not the years of a heading."""
    for k, (_, cells) in enumerate(records):
        found = [cell.strip() for cell in cells[1:] if _readable(cell)]
        if found and not (all(_YEAR.match(cell) for cell in found) and _distinct_years(found)):
            return k
    return None


def _distinct_years(words: Sequence[str]) -> bool:
    return len(set(words)) == len(words)


def _label_columns(records: Sequence[Record]) -> int:
    """How many leading columns hold words rather than figures (one or two, rarely three)."""
    count = 0
    while count < 3:
        cells = [_cell(cells, count) for _, cells in records]
        words = sum(not is_blank(cell) and not _readable(cell) for cell in cells)
        if words * 2 <= sum(not is_blank(cell) for cell in cells):
            break
        count += 1
    return max(count, 1)


def _split(
    records: Sequence[Record], start: int, labels: int
) -> tuple[list[Record], list[Record], list[Record]]:
    """Lines above the figures, the rows, and the notes below them.

    A label without figures in the middle is a row: a desk that had closed. At the end it is a
    note when it is a sentence.
    """
    end = len(records)
    while end > start + 1 and _is_note(records[end - 1][1], labels):
        end -= 1
    return list(records[:start]), list(records[start:end]), list(records[end:])


def _is_note(cells: Sequence[str], labels: int) -> bool:
    if any(not is_blank(cell) for cell in cells[labels:]):
        return all(_YEAR.match(cell.strip()) for cell in cells if cell.strip())
    words = " ".join(cell.strip() for cell in cells if cell.strip())
    return len(words) > 40 or words.lower().startswith(("bron", "noot", "nota", "*", "source"))


def _headings(lines: Sequence[Sequence[str]], labels: int) -> list[tuple[str, ...]]:
    """The path of headings of each column; an upper heading spans until the next one."""
    used = [cells for cells in lines if any(cell.strip() for cell in cells[labels:])]
    width = max((len(cells) for cells in used), default=labels) - labels
    # A line with a single heading at the left is a title that happens to be in a wide file.
    paths: list[list[str]] = [[] for _ in range(width)]
    for depth, cells in enumerate(used):
        current = ""
        for c in range(width):
            word = _cell(cells, labels + c).strip()
            current = word or (current if depth < len(used) - 1 else "")
            paths[c].append(current)
    return [
        tuple(part for part in path if part) or (f"kolom {c + 1}",) for c, path in enumerate(paths)
    ]


def _values(
    body: Sequence[Record], labels: int, headings: Sequence[tuple[str, ...]]
) -> tuple[tuple[Figure, ...], ...]:
    grid, wrong = [], []
    for line, cells in body:
        row: list[Figure] = []
        for c, heading in enumerate(headings):
            text = _cell(cells, labels + c)
            try:
                row.append(read_figure(text))
            except ValueError:
                row.append(None)
                wrong.append(not_a_figure(line, " ".join(heading), text))
        wrong += [
            not_a_figure(line, str(place + 1), cells[place])
            for place in range(labels + len(headings), len(cells))
            if cells[place].strip()
        ]
        grid.append(tuple(row))
    if wrong:
        raise UnreadableTableError(wrong)
    return tuple(grid)


def _rows(
    body: Sequence[Record], labels: int, values: Sequence[Sequence[Figure]]
) -> tuple[Row, ...]:
    lines = [
        LabelLine(
            tuple(_cell(cells, k) for k in range(labels)),
            line,
            any("%" in cell for cell in cells[labels:]),
        )
        for line, cells in body
    ]
    return row_tree(lines, values)


def _thousands(body: Sequence[Record]) -> str:
    """The mark between thousands that the file uses; none when it uses none."""
    for _, cells in body:
        for cell in cells:
            if found := re.match(r"\d{1,3}([., ’'])\d{3}\b", cell.strip()):
                return found.group(1)
    return ""


def _only_year(above: Sequence[Record], headings: Sequence[tuple[str, ...]]) -> int | None:
    """The one year that title and headings name, if they name just one."""
    words = " ".join([*(cell for _, cells in above for cell in cells), *sum(headings, ())])
    years = set(re.findall(r"\b(?:19|20)\d\d\b", words))
    return int(years.pop()) if len(years) == 1 else None


def _title(above: Sequence[Record]) -> str:
    """The lines above the headings that hold one cell: what the table says it counts."""
    words = [[cell.strip() for cell in cells if cell.strip()] for _, cells in above]
    return " ".join(cells[0] for cells in words if len(cells) == 1)


def _no_figures(name: str) -> Text:
    return sentence(
        "{name} bevat geen rij met getallen. De eerste kolom moet labels bevatten, de volgende "
        "getallen.",
        "{name} holds no row with figures. The first column must hold labels, the next figures.",
        "{name} ne contient aucune ligne de chiffres. La première colonne doit contenir les "
        "libellés, les suivantes les chiffres.",
        name=name,
    )

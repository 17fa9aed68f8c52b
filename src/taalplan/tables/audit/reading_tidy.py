# SPDX-License-Identifier: EUPL-1.2
"""Tidy CSV: one figure a line, in the form of the source or as `taalplan table` writes it.

Lines keep their printed order. A blank cell may be an empty value or a line that is not there.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from taalplan.tables.audit.figures import Figure, is_hidden, read_figure
from taalplan.tables.audit.labels import display, is_percent, is_result, is_total
from taalplan.tables.audit.printed import Cell, Column, PrintedTable, Row
from taalplan.tables.audit.unreadable import UnreadableTableError
from taalplan.tables.audit.words import sentence
from taalplan.vocabulary.text import Text

Record = tuple[int, list[str]]

VALUES = ("value", "waarde", "valeur", "aantal", "count", "obs_value")
STATUSES = ("status", "obs_status")
MEASURES = ("measure", "maat")
ROW_DIMENSIONS = (
    *("region", "regio", "area", "province", "provincie", "desk", "loket"),
    *("municipality", "gemeente", "centre_city", "centrumstad", "result", "resultaat"),
)
YEARS = ("year", "jaar", "calendar_year", "contract_year", "school_year")


@dataclass(frozen=True)
class TidyForm:
    """Which column of the file holds what; `blanks` says whether blank cells have a line."""

    header: tuple[str, ...]
    separator: str
    row_at: tuple[int, ...]
    column_at: tuple[int, ...]
    value_at: int
    blanks: bool

    def write(self, table: PrintedTable) -> str:
        """The table as tidy CSV with the same columns in the same order."""
        out = io.StringIO()
        writer = csv.writer(out, delimiter=self.separator, lineterminator="\n")
        writer.writerow(self.header)
        for row, column, value in table.cells():
            if value is not None or self.blanks:
                writer.writerow(self._line(table.rows[row], table.columns[column], value))
        return out.getvalue()

    def _line(self, row: Row, column: Column, value: Figure) -> list[str]:
        cells = [""] * len(self.header)
        for place, text in zip(self.row_at, row.fields, strict=True):
            cells[place] = text
        for place, text in zip(self.column_at, column.fields, strict=True):
            cells[place] = text
        cells[self.value_at] = "" if value is None else str(value)
        return cells


@dataclass
class _Grid:
    """Rows and columns as they turn up, and the figures between them."""

    rows: list[tuple[str, ...]] = field(default_factory=list)
    columns: list[tuple[str, ...]] = field(default_factory=list)
    cells: dict[tuple[int, int], tuple[Figure, int]] = field(default_factory=dict)
    hidden: set[Cell] = field(default_factory=set)

    def put(
        self, row: tuple[str, ...], column: tuple[str, ...], value: Figure, line: int, hidden: bool
    ) -> None:
        """Place a figure. A cell that is filled already starts the same label a second time."""
        if column not in self.columns:
            self.columns.append(column)
        at = self.columns.index(column)
        same = [k for k, fields in enumerate(self.rows) if fields == row]
        if not same or (same[-1], at) in self.cells:
            self.rows.append(row)
            same = [len(self.rows) - 1]
        self.cells[same[-1], at] = (value, line)
        if hidden:
            self.hidden.add((same[-1], at))


def looks_tidy(header: Sequence[str]) -> bool:
    """Whether the first line names a value column and at least one dimension."""
    names = [name.strip().lower() for name in header]
    return len(names) > 1 and sum(name in VALUES for name in names) == 1


def read_tidy(
    name: str, records: Sequence[Record], separator: str
) -> tuple[PrintedTable, TidyForm]:
    """Read tidy records, the first of which is the header. Raises UnreadableTableError."""
    header = tuple(cell.strip() for cell in records[0][1])
    form = _form(header, records[1:], separator)
    grid = _grid(records[1:], form, header)
    columns = _columns(grid, form, header)
    rows = _rows(grid, form, header)
    values = tuple(
        tuple(grid.cells.get((r, c), (None, 0))[0] for c in range(len(columns)))
        for r in range(len(rows))
    )
    lines = tuple(
        tuple(grid.cells.get((r, c), (None, rows[r].line))[1] for c in range(len(columns)))
        for r in range(len(rows))
    )
    table = PrintedTable(
        name,
        rows,
        columns,
        values,
        hidden=frozenset(grid.hidden),
        year=_year(grid, form, header),
        measure=_measure(records[1:], header),
        lines=lines,
    )
    return table, form


def _form(header: tuple[str, ...], records: Sequence[Record], separator: str) -> TidyForm:
    names = [name.lower() for name in header]
    value_at = next(k for k, name in enumerate(names) if name in VALUES)
    rest = [k for k, name in enumerate(names) if k != value_at and name not in STATUSES]
    rows = [k for k in rest if names[k] in ROW_DIMENSIONS]
    rows += [k for k in rest if names[k] in MEASURES and len(_distinct(records, k)) > 1]
    rows = rows or rest[:1]
    blanks = any(len(cells) > value_at and not cells[value_at].strip() for _, cells in records)
    columns = [k for k in rest if k not in rows]
    return TidyForm(header, separator, tuple(rows), tuple(columns), value_at, blanks)


def _distinct(records: Sequence[Record], place: int) -> list[str]:
    return list(dict.fromkeys(cells[place].strip() for _, cells in records if len(cells) > place))


def _grid(records: Sequence[Record], form: TidyForm, header: tuple[str, ...]) -> _Grid:
    grid, wrong = _Grid(), []
    for line, cells in records:
        if len(cells) < len(header):
            wrong.append(_short(line, len(cells), len(header)))
            continue
        text = cells[form.value_at]
        try:
            value = read_figure(text)
        except ValueError:
            wrong.append(not_a_figure(line, header[form.value_at], text))
            continue
        grid.put(
            tuple(cells[k].strip() for k in form.row_at),
            tuple(cells[k].strip() for k in form.column_at),
            value,
            line,
            is_hidden(text) or _suppressed(cells, header),
        )
    if wrong:
        raise UnreadableTableError(wrong)
    return grid


def _suppressed(cells: Sequence[str], header: tuple[str, ...]) -> bool:
    return any(
        name.lower() in STATUSES and is_hidden(cell)
        for name, cell in zip(header, cells, strict=False)
    )


def _columns(grid: _Grid, form: TidyForm, header: tuple[str, ...]) -> tuple[Column, ...]:
    """Columns with the dimensions that vary; a year that is the same everywhere is no heading."""
    vary = [
        k for k in range(len(form.column_at)) if len({fields[k] for fields in grid.columns}) > 1
    ] or list(range(len(form.column_at)))[:1]
    return tuple(
        Column(
            tuple(display(fields[k]) for k in vary),
            fields,
            any(is_percent(part) for part in fields),
        )
        for fields in grid.columns
    )


def _rows(grid: _Grid, form: TidyForm, header: tuple[str, ...]) -> tuple[Row, ...]:
    paths = [tuple("" if is_total(part) else part for part in fields) for fields in grid.rows]
    first = {row: line for (row, _), (_, line) in reversed(grid.cells.items())}
    rows = []
    for k, fields in enumerate(grid.rows):
        percent = any(is_percent(part) for part in fields)
        label = _label(fields, paths[k])
        level = sum(1 for part in paths[k] if part)
        rows.append(Row(label, level, _parent(paths, k), first[k], fields, percent, paths[k]))
    return tuple(rows)


def _label(fields: tuple[str, ...], path: tuple[str, ...]) -> str:
    """The last part that is not a total; results and percentages under their area's name."""
    named = [part for part in path if part]
    if not named:
        return display(next((part for part in fields if part), "total"))
    last = display(named[-1])
    if not (is_result(named[-1]) or is_percent(named[-1])) or len(path) == 1:
        return last
    return f"{display(named[-2]) if len(named) > 1 else 'totaal'}, {last}"


def _parent(paths: Sequence[tuple[str, ...]], k: int) -> int | None:
    """The row with the last part totalled: the nearest above, else the nearest below."""
    path = list(paths[k])
    while any(path):
        last = max(place for place, part in enumerate(path) if part)
        path[last] = ""
        same = [j for j, other in enumerate(paths) if list(other) == path and j != k]
        if same:
            return min(same, key=lambda j: (j > k, abs(j - k)))
    return None


def _year(grid: _Grid, form: TidyForm, header: tuple[str, ...]) -> int | None:
    for k, place in enumerate(form.column_at):
        found = {fields[k] for fields in grid.columns}
        if header[place].lower() in YEARS and len(found) == 1 and (word := found.pop()).isdigit():
            return int(word)
    return None


def _measure(records: Sequence[Record], header: tuple[str, ...]) -> str:
    for place, name in enumerate(header):
        if name.lower() in MEASURES and len(found := _distinct(records, place)) == 1:
            return found[0]
    return ""


def not_a_figure(line: int, column: str, value: str) -> Text:
    """The sentence about a cell that holds no figure."""
    return sentence(
        "Regel {line}, kolom '{column}': '{value}' is geen getal. Schrijf een getal (2498 of "
        "2.498), of laat de cel leeg.",
        "Line {line}, column '{column}': '{value}' is no figure. Write a figure (2498 or 2.498), "
        "or leave the cell empty.",
        "Ligne {line}, colonne '{column}' : '{value}' n'est pas un nombre. Écrivez un nombre "
        "(2498 ou 2.498) ou laissez la cellule vide.",
        line=str(line),
        column=column,
        value=value.strip(),
    )


def _short(line: int, found: int, expected: int) -> Text:
    return sentence(
        "Regel {line} heeft {found} kolommen in plaats van {expected}. Vul de regel aan of "
        "verwijder hem.",
        "Line {line} has {found} columns instead of {expected}. Complete the line or remove it.",
        "La ligne {line} a {found} colonnes au lieu de {expected}. Complétez-la ou supprimez-la.",
        line=str(line),
        found=found,
        expected=expected,
    )

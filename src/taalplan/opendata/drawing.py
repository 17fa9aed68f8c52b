# SPDX-License-Identifier: EUPL-1.2
"""Which chart shows a chosen table: lines over years, bars for one year, a map for places."""

from __future__ import annotations

from collections.abc import Sequence

from taalplan.opendata.focus import EVERYWHERE, TIMES
from taalplan.tables.chart import Bars, Chart, Lines, Map, Place, Series
from taalplan.tables.naming import member_name
from taalplan.tables.render.words import UNITS
from taalplan.tables.table import TOTAL, Axis, Member, Status, Table
from taalplan.vocabulary.municipalities import municipalities
from taalplan.vocabulary.text import Language, Text

MOST_LINES = 4
MOST_BARS = 40


def charts_of(table: Table) -> dict[str, Chart]:
    """The charts that suit a table, by the word in their address; the usual one first."""
    made = {"map": _map(table), "lines": _lines(table), "bars": _bars(table)}
    return {name: chart for name, chart in made.items() if chart is not None}


def _lines(table: Table) -> Chart | None:
    """A line for each row and each other column, when there are few."""
    place = _time_place(table.columns)
    if place is None:
        return None
    columns = [column for column in table.columns.members if column.unit is None]
    others = list(dict.fromkeys(_without(column.path, place) for column in columns))
    rows = [row for row in table.rows.members if row.unit is None]
    years = list(dict.fromkeys(column.path[place] for column in columns))
    if len(rows) * len(others) > MOST_LINES or len(years) < 2:
        return None
    series = []
    for row in rows:
        for other in others:
            keys = tuple((row.path, (*other[:place], year, *other[place:])) for year in years)
            found = [c for c in columns if c.path == keys[-1][1]]
            # A hidden year is a gap in the line; a line needs two ends.
            if found and sum(_is_shown(table, key) for key in keys) > 1:
                series.append(Series(_series_name(table, row, found[0], place), keys))
    if not series:
        return None
    ticks = tuple(map(Text.same, years))
    return Lines(table, "lines", table.title, ticks, UNITS[table.unit], tuple(series))


def _bars(table: Table) -> Chart | None:
    """A bar for each row, of the last column, the largest first."""
    column = next((c for c in reversed(table.columns.members) if c.unit is None), None)
    if column is None:
        return None
    rows = [
        row
        for row in table.rows.members
        if row.unit is None
        and TOTAL not in row.path[:1]
        and _is_shown(table, (row.path, column.path))
    ]
    flat = [row for row in rows if row.path[-1] == TOTAL] or rows
    rows = flat if len(rows) > MOST_BARS else [r for r in rows if r.path[-1] != TOTAL] or rows
    if not 1 < len(rows) <= MOST_BARS:
        return None
    rows.sort(key=lambda row: -(table.cell(row.path, column.path).value or 0))
    return Bars(
        table,
        "bars",
        _with(table.title, member_name(table.columns, column)),
        tuple(row.label for row in rows),
        UNITS[table.unit],
        tuple((row.path, column.path) for row in rows),
    )


def _map(table: Table) -> Chart | None:
    """A circle for each municipality, of the last column."""
    if "municipality" not in table.rows.names:
        return None
    place = table.rows.names.index("municipality")
    column = table.columns.members[-1]
    known = municipalities(table.provenance.as_of)
    rows = [row for row in table.rows.members if row.path[place] in known]
    if len(rows) < 2:
        return None
    return Map(
        table,
        "map",
        _with(table.title, member_name(table.columns, column)),
        tuple(row.label for row in rows),
        UNITS[table.unit],
        tuple((row.path, column.path) for row in rows),
        tuple(
            Place(known[code].latitude, known[code].longitude, (code,))
            for code in (row.path[place] for row in rows)
        ),
    )


def _time_place(axis: Axis) -> int | None:
    return next((n for n, name in enumerate(axis.names) if name in TIMES), None)


def _without(path: Sequence[str], place: int) -> tuple[str, ...]:
    return (*path[:place], *path[place + 1 :])


def _is_shown(table: Table, key: tuple[tuple[str, ...], tuple[str, ...]]) -> bool:
    cell = table.cell(*key)
    return cell.value is not None and cell.status is not Status.SUPPRESSED


def _series_name(table: Table, row: Member, column: Member, place: int) -> Text:
    """What a line is of: the row and the other columns, without the totals."""
    words = [member_name(table.rows, row)] if set(row.path) != {TOTAL} else []
    if set(_without(column.path, place)) - {TOTAL}:
        words.append(column.label)
    words = words or [EVERYWHERE]
    return Text(*(", ".join(dict.fromkeys(word[g] for word in words)) for g in Language))


def _with(title: Text, part: Text) -> Text:
    return Text(*(f"{title[g]}: {part[g]}" for g in Language))

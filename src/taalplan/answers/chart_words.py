# SPDX-License-Identifier: EUPL-1.2
"""What a chart shows, in words: for who cannot see it, and for the search of a document."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch

from taalplan.tables.chart import Bars, Chart, Flow, Lines, Map, Series, Waterfall
from taalplan.tables.render.layout import cell_text, decimals_in
from taalplan.tables.table import Key, Member, Status, Table
from taalplan.vocabulary.text import Text

BAR = Text("Staafdiagram", "Bar chart", "Diagramme à barres")
WATERFALL = Text("Watervalgrafiek", "Waterfall chart", "Graphique en cascade")
MAP = Text("Kaart", "Map", "Carte")
FLOW = Text("Stroomschema", "Flow chart", "Diagramme de flux")
LINE = Text("Lijngrafiek", "Line chart", "Graphique linéaire")
PLACES = Text(
    "{count} plaatsen; de hoogste cijfers: {most}; de laagste: {least}. "
    "Alle cijfers staan in de tabel.",
    "{count} places; the highest figures: {most}; the lowest: {least}. "
    "All figures are in the table.",
    "{count} lieux ; les chiffres les plus élevés : {most} ; les plus bas : {least}. "
    "Tous les chiffres sont dans le tableau.",
)
TOLD = 25
"""Up to so many places a map tells each figure; above, the ends and where the rest stands."""
ENDS = 5
TO = Text("tot", "to", "à")
NONE = Text("geen cijfer", "no figure", "pas de chiffre")


def printed(table: Table, key: Key, language: str) -> str:
    """A cell as its table prints it: its unit, its decimals, its sign."""
    row, column = _member(table, key)
    cell = table.cell(*key)
    if cell.value is None or cell.status is Status.SUPPRESSED:
        return ""
    unit = row.unit or column.unit or table.unit
    decimals = decimals_in(table, row, column)
    return cell_text(cell, unit, language, decimals, signed=column.signed)


def _member(table: Table, key: Key) -> tuple[Member, Member]:
    row = next(member for member in table.rows.members if member.path == key[0])
    column = next(member for member in table.columns.members if member.path == key[1])
    return row, column


def alternative(chart: Chart, language: str) -> str:
    """The whole alternative text: the kind of chart, its title, its figures."""
    kind, figures = _told(chart, language)
    return f"{kind}. {chart.title[language]}. {' '.join(figures)}"


def decimals_at(table: Table, key: Key) -> int:
    """With how many decimals a cell is printed."""
    return decimals_in(table, *_member(table, key))


@singledispatch
def _told(chart: Chart, language: str) -> tuple[str, list[str]]:
    raise TypeError(f"no words for {type(chart).__name__}")


@_told.register
def _(chart: Bars, language: str) -> tuple[str, list[str]]:
    return BAR[language], [_run(chart, chart.cells, language, chart.low, chart.high)]


@_told.register
def _(chart: Waterfall, language: str) -> tuple[str, list[str]]:
    return WATERFALL[language], [_run(chart, chart.cells, language)]


@_told.register
def _(chart: Lines, language: str) -> tuple[str, list[str]]:
    return LINE[language], [_line(chart, series, language) for series in chart.series]


def _line(chart: Lines, series: Series, language: str) -> str:
    """A line with its narrowest interval; a wider one stands in the table."""
    band = series.bands[-1] if series.bands else None
    low, high = (band.low, band.high) if band else ((), ())
    return f"{series.label[language]}: {_run(chart, series.cells, language, low, high)}"


@_told.register
def _(chart: Map, language: str) -> tuple[str, list[str]]:
    if len(chart.ticks) <= TOLD:
        return MAP[language], [_run(chart, chart.cells, language)]
    shown = [place for place, key in enumerate(chart.cells) if printed(chart.table, key, language)]
    ranked = sorted(shown, key=lambda place: chart.table.cell(*chart.cells[place]).value or 0)

    def told(places: list[int]) -> str:
        return "; ".join(
            f"{chart.ticks[k][language]} {printed(chart.table, chart.cells[k], language)}"
            for k in places
        )

    most, least = told(ranked[::-1][:ENDS]), told(ranked[:ENDS])
    return MAP[language], [PLACES[language].format(count=len(chart.ticks), most=most, least=least)]


@_told.register
def _(chart: Flow, language: str) -> tuple[str, list[str]]:
    streams = (
        f"{chart.ticks[stream.start][language]} → {chart.ticks[stream.end][language]} "
        f"{printed(chart.table, stream.cell, language) or NONE[language]}"
        for stream in chart.streams
    )
    return FLOW[language], [_run(chart, chart.cells, language), "; ".join(streams) + "."]


def _run(
    chart: Chart,
    cells: tuple[Key, ...],
    language: str,
    low: tuple[Key, ...] = (),
    high: tuple[Key, ...] = (),
) -> str:
    return "; ".join(_points(chart, cells, language, low, high)) + "."


def _points(
    chart: Chart,
    cells: tuple[Key, ...],
    language: str,
    low: tuple[Key, ...],
    high: tuple[Key, ...],
) -> Iterator[str]:
    for place, (tick, key) in enumerate(zip(chart.ticks, cells, strict=True)):
        words = f"{tick[language]} {printed(chart.table, key, language) or NONE[language]}"
        ends = [printed(chart.table, run[place], language) for run in (low, high) if run]
        yield words + (f" ({f' {TO[language]} '.join(ends)})" if all(ends) and ends else "")

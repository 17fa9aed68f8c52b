# SPDX-License-Identifier: EUPL-1.2
"""What a chart draws of a drawn table: its bars, steps and lines, read back from its own plan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from taalplan.answers.chart_spec import spec
from taalplan.answers.chart_words import alternative
from taalplan.tables.chart import Bars, Lines, Series, Waterfall
from taalplan.tables.drawn import drawn
from taalplan.tables.table import Axis, Key, Table
from taalplan.vocabulary.text import Text

MEASURE = Text("verandering", "change", "évolution")
CHANGE = ("change",)


def changes(drawing: str) -> Table:
    """A table of signed figures."""
    table = drawn(drawing, columns=("measure",))
    columns = tuple(replace(member, signed=True) for member in table.columns.members)
    return replace(table, columns=Axis(table.columns.dimensions, columns))


def of(table: Table, column: tuple[str, ...] = CHANGE) -> tuple[Key, ...]:
    """The cells of one column, in printed order."""
    return tuple((row.path, column) for row in table.rows.members)


def ticks(table: Table) -> tuple[Text, ...]:
    """The labels of the rows."""
    return tuple(row.label for row in table.rows.members)


def marks(drawing: dict) -> list[str]:
    """The bars of a plan as `label: from .. to 'text'`."""
    return [
        f"{row['label']}: {row['from']:g} .. {row['to']:g} '{row['text']}'"
        for row in drawing["data"]["values"]
    ]


FALL = """
    area      | change
    ----------+-------
    antwerpen |    -60
    limburg   |    -50
    brussel   |     10
    total     |   -100
    """


def test_a_waterfall_begins_where_the_step_before_it_ends() -> None:
    """And its last bar is the whole, from zero."""
    table = changes(FALL)
    chart = Waterfall(table, "w", Text.same("Verandering"), ticks(table), MEASURE, of(table))
    assert marks(spec(chart)) == [
        "antwerpen: 0 .. -60 '-60'",
        "limburg: -60 .. -110 '-50'",
        "brussel: -110 .. -100 '+10'",
        "total: 0 .. -100 '-100'",
    ]


def test_a_waterfall_with_a_gap_is_refused() -> None:
    """Parts of 40 under a whole of 50 would leave a step that is not there."""
    table = changes(
        """
        area      | change
        ----------+-------
        antwerpen |     40
        total     |     50
        """
    )
    with pytest.raises(ValueError, match="the parts are 40 and the whole is 50"):
        Waterfall(table, "w", Text.same("x"), ticks(table), MEASURE, of(table))


def test_bars_begin_at_zero_and_so_does_their_axis() -> None:
    """The axis holds zero and every figure, with room for labels on the sides that are used."""
    table = changes(FALL)
    chart = Bars(table, "b", Text.same("Verandering"), ticks(table), MEASURE, of(table))
    made = spec(chart)
    assert marks(made)[0] == "antwerpen: 0 .. -60 '-60'"
    low, high = made["layer"][0]["encoding"]["x"]["scale"]["domain"]
    assert low < -100
    assert high > 10


def test_a_suppressed_cell_has_no_height_and_no_label() -> None:
    """What the table hides, the chart hides, in the picture and in its words."""
    table = drawn(
        """
        area      | people
        ----------+-------
        antwerpen |     12
        limburg   |      :
        """,
        columns=("measure",),
    )
    chart = Bars(table, "b", Text.same("Aantal"), ticks(table), MEASURE, of(table, ("people",)))
    hidden = spec(chart)["data"]["values"][1]
    assert (hidden["value"], hidden["text"]) == (None, "")
    assert alternative(chart, "nl") == ("Staafdiagram. Aantal. antwerpen 12; limburg geen cijfer.")


LINES = """
    year | seen  | normal | low   | high
    -----+-------+--------+-------+------
    2019 | 26235 |  25409 | 24579 | 26267
    2020 | 20378 |  25409 | 24112 | 26776
    """


def lines(drawing: str = LINES) -> Lines:
    """What was counted beside what was expected, with a band."""
    table = drawn(drawing, columns=("measure",))
    names = {name: of(table, (name,)) for name in ("seen", "normal", "low", "high")}
    return Lines(
        table,
        "l",
        Text.same("Geteld en verwacht"),
        ticks(table),
        Text.same("aantal personen"),
        (
            Series(Text.same("geteld"), names["seen"]),
            Series(
                Text.same("verwacht"),
                names["normal"],
                names["low"],
                names["high"],
                Text.same("gewoon"),
            ),
        ),
    )


def test_a_line_has_a_point_per_tick_and_a_band_where_there_is_an_interval() -> None:
    """Only the first series carries its figures; the second would write over them."""
    rows = spec(lines())["data"]["values"]
    assert [(r["series"], r["place"], r["value"], r["text"]) for r in rows] == [
        ("geteld", 0, 26235, "26.235"),
        ("geteld", 1, 20378, "20.378"),
        ("verwacht", 0, 25409, ""),
        ("verwacht", 1, 25409, ""),
    ]
    assert [(r["low0"], r["high0"]) for r in rows if "low0" in r] == [
        (24579, 26267),
        (24112, 26776),
    ]


def test_the_words_hold_every_figure_of_the_lines() -> None:
    """In the style of their language, with the interval between brackets."""
    assert alternative(lines(), "nl") == (
        "Lijngrafiek. Geteld en verwacht. geteld: 2019 26.235; 2020 20.378. "
        "verwacht: 2019 25.409 (24.579 tot 26.267); 2020 25.409 (24.112 tot 26.776)."
    )
    assert "2019 25,409 (24,579 to 26,267)" in alternative(lines(), "en")


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ((((("elsewhere",)), CHANGE),) * 4, "no cell"),
        (((("antwerpen",), CHANGE),), "1 figures for 4 ticks"),
    ],
)
def test_a_chart_has_only_cells_of_its_table(cells: tuple[Key, ...], sentence: str) -> None:
    """A figure from elsewhere could not be checked by who reads the table beside it."""
    table = changes(FALL)
    with pytest.raises(ValueError, match=sentence):
        Bars(table, "b", Text.same("x"), ticks(table), MEASURE, cells)

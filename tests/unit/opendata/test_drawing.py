# SPDX-License-Identifier: EUPL-1.2
"""Which chart a choice gets: lines over years, bars for places, a map for municipalities."""

from __future__ import annotations

from lib.published import tables
from taalplan.opendata.choice import Choice, select
from taalplan.opendata.cubes import cubes_of
from taalplan.opendata.drawing import charts_of
from taalplan.tables.chart import Bars, Lines, Map
from taalplan.web.pictures import DARK, picture

NAME = "first-registrations"


def charts(key: str = f"{NAME}.desk.calendar-year", **codes: str):
    cube = next(c for c in cubes_of(key.partition(".")[0]) if c.key == key)
    wanted = {name: tuple(each.split()) for name, each in codes.items()}
    return charts_of(select(Choice(cube, tables()[key]).of(**wanted)))


def test_one_figure_over_years_is_a_line() -> None:
    line = charts(desk="vestiging-genk", target_group="obliged")["lines"]
    assert isinstance(line, Lines)
    assert [line.table.cell(*key).value for key in line.series[0].cells] == [177, 105, 159]
    assert line.series[0].label.nl == "Provincie Limburg, Vestiging Genk, verplicht"


def test_the_whole_is_called_by_its_name() -> None:
    line = charts(area="total", target_group="total")["lines"]
    assert line.series[0].label.nl == "Vlaanderen en Brussel"


def test_a_line_needs_two_figures_that_may_be_shown() -> None:
    assert "lines" not in charts(desk="contactpunt-hasselt", target_group="obliged")


def test_many_rows_are_bars_of_the_last_column_the_largest_first() -> None:
    bars = charts(desk="total", target_group="total")["bars"]
    assert isinstance(bars, Bars)
    assert [tick.nl for tick in bars.ticks] == ["Atlas", "Provincie Limburg"]
    assert [bars.table.cell(*key).value for key in bars.cells] == [2800, 2043]


def test_municipalities_are_a_map() -> None:
    drawn = charts(f"{NAME}.municipality.calendar-year", year="2021")["map"]
    assert isinstance(drawn, Map)
    assert [place.codes for place in drawn.places] == [("71016",), ("71022",)]


def test_a_picture_for_a_dark_page_has_no_colour_of_a_light_one() -> None:
    line = charts(desk="vestiging-genk", target_group="obliged")["lines"]
    light, dark = (picture(line, "nl", form) for form in ("", "dark"))
    assert '"white"' in light
    assert not any(f'="{colour}"' in dark for colour in DARK)
    assert "159" in dark
    assert 'role="img"' in dark

# SPDX-License-Identifier: EUPL-1.2
"""From a chart to its Vega-Lite specification: plain data inside, nothing to fetch.

Every mark also tells its meaning without colour: a sign on a bar, a dash or a shape on a line.
Axes of figures begin at zero.
"""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from taalplan.answers.chart_words import printed
from taalplan.tables.chart import Band, Bars, Chart, Lines, Waterfall
from taalplan.tables.table import Key, Status
from taalplan.vocabulary.text import Text

Spec = dict[str, Any]

WIDTH = 620
"""Width in CSS pixels: the text width of an A4 page."""
STEP = 24
AXES = 46
LINES_HEIGHT = 300
ROOM = 0.16
"""How much wider than its figures an axis is, to keep the labels of bars inside."""

INK = "#1a1a1a"
FIRM = "#1f3a5f"
SOFT = "#b9c4d0"
SHADES = ("#eef0f3", "#e4e8ec", "#ccd3db")
"""Of intervals within each other, the widest first."""
RULE = "#8a8a8a"
DASHES = ([1, 0], [5, 4], [2, 3], [8, 3])
SHAPES = ("circle", "diamond", "square", "triangle-up")

CONFIG: Spec = {
    "font": "Liberation Sans, Arial, Helvetica, sans-serif",
    "background": "white",
    "aria": False,
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelColor": INK,
        "titleColor": INK,
        "gridColor": "#dddddd",
        "domainColor": RULE,
        "tickColor": RULE,
        "labelLimit": 280,
    },
    "legend": {
        "labelFontSize": 12,
        "labelColor": INK,
        "labelLimit": 400,
        "orient": "top",
        "title": None,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "titleColor": INK,
    },
    "text": {"fontSize": 12, "color": INK},
}


@singledispatch
def layers_of(chart: Chart, language: str) -> Spec:
    """What one kind of chart adds to the frame that all share."""
    raise TypeError(f"no drawing for {type(chart).__name__}")


def spec(chart: Chart, language: str = "nl") -> Spec:
    """The specification of a chart in one language."""
    return {
        "width": WIDTH,
        "autosize": {"type": "fit", "contains": "padding"},
        "config": CONFIG,
        **layers_of(chart, language),
    }


@layers_of.register
def _(chart: Bars, language: str) -> Spec:
    rows = []
    for place, key in enumerate(chart.cells):
        row = _row(chart, place, key, language)
        row |= {"from": 0, "to": row["value"]}
        if chart.low and chart.high:
            row |= {
                "low": value_of(chart, chart.low[place]),
                "high": value_of(chart, chart.high[place]),
            }
        rows.append(row)
    return _lying(chart, rows, language, whiskers=bool(chart.low and chart.high))


@layers_of.register
def _(chart: Waterfall, language: str) -> Spec:
    rows, reached = [], 0.0
    last = len(chart.cells) - 1
    for place, key in enumerate(chart.cells):
        row = _row(chart, place, key, language)
        begin = 0.0 if place == last else reached
        reached = begin + (row["value"] or 0)
        rows.append(row | {"from": begin, "to": reached, "next": min(place + 1, last)})
    return _lying(chart, rows, language, linked=True)


def _row(chart: Chart, place: int, key: Key, language: str) -> Spec:
    value = value_of(chart, key)
    return {
        "place": place,
        "label": chart.ticks[place][language],
        "value": value,
        "text": printed(chart.table, key, language),
        "rises": (value or 0) >= 0,
    }


def value_of(chart: Chart, key: Key) -> float | int | None:
    """What may be drawn: a suppressed cell has no height either."""
    cell = chart.table.cell(*key)
    return None if cell.status is Status.SUPPRESSED else cell.value


def _lying(
    chart: Chart, rows: list[Spec], language: str, *, whiskers: bool = False, linked: bool = False
) -> Spec:
    """Bars lying down, named at the left, with their figure at the end."""
    ends = [row[name] or 0 for row in rows for name in ("from", "to", "low", "high") if name in row]
    scale = {"domain": _domain(ends), "nice": False}
    labels = {row["place"]: row["label"] for row in rows}
    names = f"{{{','.join(f'{k}: {quoted(v)}' for k, v in labels.items())}}}[datum.value]"
    y = {
        "field": "place",
        "type": "ordinal",
        "axis": {"title": None, "labelExpr": names, "ticks": False, "domain": False},
        "scale": {"paddingInner": 0.25, "paddingOuter": 0.15},
    }
    x = {"type": "quantitative", "scale": scale, "axis": _axis(chart.measure, language)}
    bar: Spec = {
        "mark": {"type": "bar", "stroke": FIRM, "strokeWidth": 1},
        "encoding": {
            "y": y,
            "x": {"field": "from", **x},
            "x2": {"field": "to"},
            "color": {
                "condition": {"test": "datum.rises", "value": SOFT},
                "value": FIRM,
            },
        },
    }
    layers = [bar]
    if linked:
        layers.append(_links(y, x))
    if whiskers:
        layers.append(_whiskers(y, x))
    zero: Spec = {"mark": {"type": "rule", "color": INK}, "encoding": {"x": {"datum": 0, **x}}}
    reach = "high" if whiskers else None
    layers += [zero, *(_labels(y, x, reach, rises=rises) for rises in (True, False))]
    height = STEP * len(rows) + AXES
    return {"height": height, "data": {"values": rows}, "layer": layers}


def _links(y: Spec, x: Spec) -> Spec:
    """A thin line from where a step ends to where the next begins."""
    return {
        "transform": [{"filter": "datum.next > datum.place"}],
        "mark": {"type": "rule", "color": RULE, "strokeDash": [2, 2]},
        "encoding": {
            "x": {"field": "to", **x},
            "y": {**y, "bandPosition": 0.5},
            "y2": {"field": "next", "bandPosition": 0.5},
        },
    }


def _whiskers(y: Spec, x: Spec) -> Spec:
    """The interval of each bar."""
    return {
        "mark": {"type": "rule", "color": INK, "strokeWidth": 2},
        "encoding": {"y": y, "x": {"field": "low", **x}, "x2": {"field": "high"}},
    }


def _labels(y: Spec, x: Spec, reach: str | None, *, rises: bool) -> Spec:
    """The figure of each bar, beyond its end; with a whisker beyond that."""
    field = {True: reach or "to", False: "low" if reach else "to"}[rises]
    return {
        "transform": [{"filter": "datum.rises" if rises else "!datum.rises"}],
        "mark": {"type": "text", "align": "left" if rises else "right", "dx": 5 if rises else -5},
        "encoding": {"y": y, "x": {"field": field, **x}, "text": {"field": "text"}},
    }


def _domain(values: list[float]) -> list[float]:
    """From zero to the furthest figure, with room for labels on the sides that are used."""
    low, high = min([*values, 0]), max([*values, 0])
    room = ROOM * ((high - low) or 1)
    return [low - room if low < 0 else 0, high + room if high > 0 or low == 0 else 0]


def _axis(measure: Text, language: str) -> Spec:
    return {"title": measure[language], "tickCount": 6, "format": ",~r"}


def quoted(words: str) -> str:
    """A string of Vega's own expression language."""
    safe = words.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{safe}'"


@layers_of.register
def _(chart: Lines, language: str) -> Spec:
    ticks = ",".join(f"{k}: {quoted(tick[language])}" for k, tick in enumerate(chart.ticks))
    x = {
        "field": "place",
        "type": "ordinal",
        "scale": {"type": "point", "padding": 0.4},
        "axis": {"title": None, "labelExpr": f"{{{ticks}}}[datum.value]", "labelAngle": 0},
    }
    y = {
        "type": "quantitative",
        "scale": {"zero": True},
        "axis": _axis(chart.measure, language),
    }
    layers = [
        *(_band(band, (number, which), SHADES[which - len(series.bands)], x, y, language)
          for number, series in enumerate(chart.series)
          for which, band in enumerate(series.bands)),
        *_line(chart, x, y, language),
        # A white edge first: a figure stays readable where the line runs through it.
        _figures(x, y, {"stroke": "white", "strokeWidth": 4}),
        _figures(x, y, {}),
    ]  # fmt: skip
    return {
        "height": LINES_HEIGHT,
        "data": {"values": _points(chart, language)},
        "layer": layers,
        "resolve": {"scale": {"fill": "independent"}},
    }


def _points(chart: Lines, language: str) -> list[Spec]:
    """A row for each point of each line; the first line with a figure at a tick prints it."""
    rows: list[Spec] = []
    printed_at: set[int] = set()
    for number, series in enumerate(chart.series):
        for place, key in enumerate(series.cells):
            words = "" if place in printed_at else printed(chart.table, key, language)
            printed_at |= {place} if words else set()
            ends = {
                f"{side}{which}": value_of(chart, run[place])
                for which, band in enumerate(series.bands)
                for side, run in (("low", band.low), ("high", band.high))
            }
            rows.append(
                {
                    "place": place,
                    "number": number,
                    "series": series.label[language],
                    "value": value_of(chart, key),
                    "text": words,
                    **ends,
                }
            )
    return rows


def _figures(x: Spec, y: Spec, look: Spec) -> Spec:
    return {
        "transform": [{"filter": "datum.text != ''"}],
        "mark": {"type": "text", "dy": -12, **look},
        "encoding": {"x": x, "y": {"field": "value", **y}, "text": {"field": "text"}},
    }


def _band(band: Band, at: tuple[int, int], shade: str, x: Spec, y: Spec, language: str) -> Spec:
    """The interval of a series, both by number."""
    number, which = at
    label = band.label[language]
    return {
        "transform": [{"filter": f"datum.number == {number} && datum.low{which} != null"}],
        "mark": {"type": "area", "line": False},
        "encoding": {
            "x": x,
            "y": {"field": f"low{which}", **y},
            "y2": {"field": f"high{which}"},
            "fill": {
                "datum": label,
                "scale": {"domain": [label], "range": [shade]},
                "legend": {"symbolType": "square", "symbolStrokeWidth": 0, "symbolOpacity": 1},
            },
        },
    }


def _line(chart: Lines, x: Spec, y: Spec, language: str) -> list[Spec]:
    """A line and its points; the dash and the shape tell the series apart without colour."""
    names = [series.label[language] for series in chart.series]
    dash = {
        "field": "series",
        "scale": {"domain": names, "range": list(DASHES[: len(names)])},
        "legend": {"symbolStrokeWidth": 2, "symbolStrokeColor": FIRM, "symbolSize": 150},
    }
    shape = {
        "field": "series",
        "scale": {"domain": names, "range": list(SHAPES[: len(names)])},
        "legend": None,
    }
    at = {"x": x, "y": {"field": "value", **y}}
    return [
        {
            "mark": {"type": "line", "color": FIRM, "strokeWidth": 2},
            "encoding": {**at, "strokeDash": dash},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 60, "color": FIRM, "opacity": 1},
            "encoding": {**at, "shape": shape},
        },
    ]

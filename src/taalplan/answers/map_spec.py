# SPDX-License-Identifier: EUPL-1.2
"""From a map to its Vega-Lite specification: every outline and point as plain data on a page.

Readable without colour: darker is more, a minus stands in what lies below zero, a cross where a
figure is suppressed, a ring where nothing was open.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from math import sqrt

from taalplan.answers.chart_spec import FIRM, INK, RULE, SHAPES, SOFT, WIDTH, Spec, layers_of
from taalplan.answers.chart_words import decimals_at, printed
from taalplan.answers.map_classes import Class, class_of, classes
from taalplan.answers.map_labels import Label, beside
from taalplan.answers.outlines import Outline, Point, borders, flat, outlines
from taalplan.tables.chart import Map, Place
from taalplan.tables.numbers import round_half_up
from taalplan.tables.table import Status
from taalplan.vocabulary.municipalities import Municipality, municipalities
from taalplan.vocabulary.text import Text

FULL = 25
"""Up to so many places each is named, with its figure; above, only centre cities by name."""
LARGEST = 1100
"""Square dots that the largest circle covers."""
THICKEST = 7
EDGE = 4
GROUND, GROUND_EDGE = "#f5f5f3", "#d6d6d2"
OTHERWISE = date(2024, 1, 1)
"""Whose municipalities lie under a table that has no day."""

CROSS = "M-0.6,-0.6L0.6,0.6M-0.6,0.6L0.6,-0.6"
RING, MINUS = "circle", "M-0.7,0L0.7,0"
HIDDEN = Text("niet getoond", "not shown", "non montré")
CLOSED = Text("geen cijfer", "no figure", "pas de chiffre")
BELOW = Text("minder dan nul", "below zero", "moins que zéro")

SIGNS: Spec = {
    "orient": "bottom",
    "symbolStrokeColor": INK,
    "symbolFillColor": "transparent",
    "symbolSize": 60,
}


class Page:
    """Where a point of the country stands on the page, in dots from the top left corner."""

    def __init__(self, points: Iterable[Point]) -> None:
        """Fit the points into the width of a page."""
        east, north = zip(*points, strict=True)
        self.scale = (WIDTH - 2 * EDGE) / (max(east) - min(east))
        self.west, self.top = min(east), max(north)
        self.height = round((max(north) - min(north)) * self.scale) + 2 * EDGE

    def at(self, point: Point) -> Point:
        """A point in dots, to a tenth."""
        x, y = (point[0] - self.west) * self.scale, (self.top - point[1]) * self.scale
        return round(x + EDGE, 1), round(y + EDGE, 1)

    def place(self, place: Place) -> Point:
        """Where a place stands."""
        return self.at(flat(place.latitude, place.longitude))


@layers_of.register
def _(chart: Map, language: str) -> Spec:
    on = chart.on or chart.table.provenance.as_of or OTHERWISE
    known = municipalities(on)
    shapes = dict(outlines(on))
    page = Page(_extent(chart, shapes))
    x, y = _axes(page)
    points = [_point(chart, tick, page, language) for tick in range(len(chart.ticks))]
    layers = [_ground(shapes, page)]
    if chart.shaded:
        layers.append(_shades(chart, points, shapes, page, language))
    layers.append(_province_lines(shapes, known, page))
    layers += _lines(chart, page, x, y)
    if not chart.shaded:
        layers.append(_circles(chart, points, x, y, language))
    layers += _signs(chart, points, x, y, language)
    layers += _marks(chart, page, x, y, language)
    layers += _names(chart, points, known, page, x, y, language)
    return {
        "width": WIDTH,
        "height": page.height,
        "autosize": {"type": "pad", "contains": "padding"},
        "projection": {"type": "identity", "scale": 1, "translate": [0, 0]},
        "layer": layers,
        "resolve": {"scale": {"fill": "independent", "shape": "independent"}},
    }


def _extent(chart: Map, shapes: dict[str, Outline]) -> list[Point]:
    ground = [point for outline in shapes.values() for ring in outline for point in ring]
    return ground + [flat(place.latitude, place.longitude) for place in chart.places]


def _axes(page: Page) -> tuple[Spec, Spec]:
    """The page as a grid of dots, not shown."""
    x = {"field": "x", "type": "quantitative", "axis": None,
         "scale": {"domain": [0, WIDTH], "nice": False}}  # fmt: skip
    y = {"field": "y", "type": "quantitative", "axis": None,
         "scale": {"domain": [page.height, 0], "nice": False}}  # fmt: skip
    return x, y


def _point(chart: Map, tick: int, page: Page, language: str) -> Spec:
    """What there is to say of one place."""
    key = chart.cells[tick]
    cell = chart.table.cell(*key)
    hidden = cell.status is Status.SUPPRESSED
    value = None if hidden or cell.value is None else float(
        round_half_up(cell.value, decimals_at(chart.table, key)))  # fmt: skip
    east, south = page.place(chart.places[tick])
    return {
        "tick": tick,
        "x": east,
        "y": south,
        "name": chart.ticks[tick][language],
        "text": printed(chart.table, key, language),
        "value": value,
        "size": abs(value or 0),
        "below": (value or 0) < 0,
        "sign": (HIDDEN if hidden else CLOSED)[language] if value is None else "",
    }


def _ground(shapes: dict[str, Outline], page: Page) -> Spec:
    return {
        "data": {"values": [_feature(outline, page) for outline in shapes.values()]},
        "mark": {"type": "geoshape", "fill": GROUND, "stroke": GROUND_EDGE, "strokeWidth": 0.6},
    }


def _feature(outline: Outline, page: Page, **fields: str | int) -> Spec:
    rings = [[page.at(point) for point in ring] for ring in outline]
    # One polygon each: which ring is a hole is left to the rule of odd crossings within one path.
    coordinates = [[[*ring, ring[0]]] for ring in rings]
    return {"type": "Feature", "geometry": {"type": "MultiPolygon", "coordinates": coordinates}} | (
        fields
    )


def _shades(
    chart: Map, points: list[Spec], shapes: dict[str, Outline], page: Page, language: str
) -> Spec:
    decimals = decimals_at(chart.table, chart.cells[0]) if chart.cells else 0
    values = [point["value"] for point in points if point["value"] is not None]
    made = classes(values, decimals, chart.breaks)
    labels = [one.label(language, decimals) for one in made]
    rows = [
        _feature(
            [ring for code in chart.places[point["tick"]].codes for ring in shapes.get(code, [])],
            page,
            label=labels[class_of(point["value"], made)],
        )
        for point in points
        if point["value"] is not None
    ]
    return {
        "data": {"values": rows},
        "mark": {"type": "geoshape", "stroke": "white", "strokeWidth": 0.5},
        "encoding": {"fill": _fills(made, labels, chart.measure[language])},
    }


def _fills(made: list[Class], labels: list[str], title: str) -> Spec:
    return {
        "field": "label",
        "type": "nominal",
        "scale": {"domain": labels, "range": [one.fill for one in made]},
        "legend": {
            "title": title,
            "symbolType": "square",
            "symbolSize": 180,
            "symbolStrokeColor": RULE,
            "symbolStrokeWidth": 0.5,
        },
    }


def _province_lines(shapes: dict[str, Outline], known: dict[str, Municipality], page: Page) -> Spec:
    parts = {code: place.province for code, place in known.items()}
    lines = [[page.at(point) for point in line] for line in borders(shapes, parts)]
    geometry = {"type": "MultiLineString", "coordinates": lines}
    return {
        "data": {"values": [{"type": "Feature", "geometry": geometry}]},
        "mark": {"type": "geoshape", "filled": False, "stroke": RULE, "strokeWidth": 1},
    }


def _circles(chart: Map, points: list[Spec], x: Spec, y: Spec, language: str) -> Spec:
    """Circles whose surface is the figure, the largest underneath."""
    drawn = sorted((p for p in points if p["value"] is not None), key=lambda p: -float(p["size"]))
    largest = max((float(point["size"]) for point in drawn), default=0) or 1
    decimals = decimals_at(chart.table, chart.cells[0]) if chart.cells else 0
    mark = {"type": "point", "filled": True, "stroke": FIRM, "strokeWidth": 1, "opacity": 0.9}
    size = {
        "field": "size",
        "type": "quantitative",
        "scale": {"domain": [0, largest], "range": [0, LARGEST]},
        "legend": {
            "title": chart.measure[language],
            "values": _steps(largest, decimals),
            "format": f",.{decimals}f",
            "symbolFillColor": SOFT,
            "symbolStrokeColor": FIRM,
        },
    }
    colour = {"condition": {"test": "datum.below", "value": "white"}, "value": SOFT}
    return {
        "data": {"values": drawn},
        "mark": mark,
        "encoding": {"x": x, "y": y, "size": size, "fill": colour},
    }


def _steps(largest: float, decimals: int) -> list[float]:
    """Three circles for the legend: about a tenth, a third and the whole of the largest."""
    coarse = [float(f"{largest * part:.1g}") for part in (0.1, 0.4, 1)]
    return sorted({max(value, 10.0**-decimals) for value in coarse})


def _signs(chart: Map, points: list[Spec], x: Spec, y: Spec, language: str) -> list[Spec]:
    """A sign in every place whose shade or circle does not say it all."""
    rows = [point for point in points if point["sign"]]
    below = [point | {"sign": BELOW[language]} for point in points if point["below"]]
    shapes = {HIDDEN[language]: CROSS, CLOSED[language]: RING, BELOW[language]: MINUS}
    used = {word: shapes[word] for word in shapes if any(r["sign"] == word for r in rows + below)}
    if not used:
        return []
    sign = {
        "field": "sign",
        "type": "nominal",
        "scale": {"domain": list(used), "range": list(used.values())},
    }
    mark = {"type": "point", "filled": False, "size": 30, "strokeWidth": 1.4, "opacity": 1}
    edge = mark | {"stroke": "white", "strokeWidth": 3.4}
    at = {"x": x, "y": y}
    return [
        {
            "data": {"values": rows + below},
            "mark": look,
            "encoding": at | {"shape": sign | {"legend": legend}},
        }
        for look, legend in ((edge, None), (mark | {"stroke": INK}, SIGNS))
    ]


def _lines(chart: Map, page: Page, x: Spec, y: Spec) -> list[Spec]:
    """Lines between places; the thickest carries the largest figure."""
    values = [
        abs(chart.table.cell(*link.cell).value or 0) if link.cell else 0 for link in chart.links
    ]
    most = max(values, default=0) or 1
    rows = []
    for link, value in zip(chart.links, values, strict=True):
        start, end = page.place(link.start), page.place(link.end)
        thick = round(max(0.8, THICKEST * sqrt(value / most)), 2) if link.cell else 0.8
        rows.append({"x": start[0], "y": start[1], "x2": end[0], "y2": end[1], "thick": thick})
    if not rows:
        return []
    return [
        {
            "data": {"values": rows},
            "mark": {"type": "rule", "color": RULE, "opacity": 0.8},
            "encoding": {
                "x": x,
                "y": y,
                "x2": {"field": "x2"},
                "y2": {"field": "y2"},
                "strokeWidth": {"field": "thick", "type": "quantitative", "scale": None},
            },
        }
    ]


def _marks(chart: Map, page: Page, x: Spec, y: Spec, language: str) -> list[Spec]:
    """Points such as desks, a shape for each kind."""
    kinds = list(dict.fromkeys(mark.kind[language] for mark in chart.marks))
    if not kinds:
        return []
    rows = [
        {"x": at[0], "y": at[1], "kind": mark.kind[language]}
        for mark in chart.marks
        for at in [page.place(mark.place)]
    ]
    shapes = [SHAPES[1:][k % (len(SHAPES) - 1)] for k in range(len(kinds))]
    shape = {
        "field": "kind",
        "type": "nominal",
        "scale": {"domain": kinds, "range": shapes},
        "legend": {"orient": "bottom", "symbolFillColor": INK, "symbolStrokeColor": "white"},
    }
    mark = {"type": "point", "filled": True, "fill": INK, "stroke": "white", "strokeWidth": 0.8}
    return [
        {
            "data": {"values": rows},
            "mark": mark | {"size": 55, "opacity": 1},
            "encoding": {"x": x, "y": y, "shape": shape},
        }
    ]


def _names(
    chart: Map,
    points: list[Spec],
    known: dict[str, Municipality],
    page: Page,
    x: Spec,
    y: Spec,
    language: str,
) -> list[Spec]:
    """The names, with figures where there is room: few places each, many only centre cities."""
    if len(points) <= FULL:
        largest = max((point["size"] for point in points), default=0) or 1
        wanted = [
            Label(
                f"{point['name']} {point['text']}".strip(),
                (point["x"], point["y"]),
                0 if chart.shaded else sqrt(LARGEST * point["size"] / largest / 3.14),
            )
            for point in points
        ]
    else:
        cities = [place for place in known.values() if place.centre_city]
        wanted = [
            Label(place.name[language], page.at(flat(place.latitude, place.longitude)), 3)
            for place in cities
        ]
    rows = [
        {"x": label.x, "y": label.y, "text": label.text, "align": label.align}
        for label in beside(wanted, WIDTH)
    ]
    layers: list[Spec] = []
    for align in ("left", "right", "center"):
        some = [row for row in rows if row["align"] == align]
        # A white edge first: a name stays readable over a dark territory.
        for look in ({"stroke": "white", "strokeWidth": 3.5, "strokeJoin": "round"}, {}):
            mark = {"type": "text", "align": align, "baseline": "middle", "fontSize": 11, **look}
            at = {"x": x, "y": y, "text": {"field": "text", "type": "nominal"}}
            layers += [{"data": {"values": some}, "mark": mark, "encoding": at}] if some else []
    return layers

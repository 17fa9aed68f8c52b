# SPDX-License-Identifier: EUPL-1.2
"""From a flow to its Vega-Lite specification: bars in stages, streams between them to scale."""

from __future__ import annotations

from math import cos, pi

from taalplan.answers.chart_spec import FIRM, SOFT, WIDTH, Spec, layers_of, value_of
from taalplan.answers.chart_words import printed
from taalplan.tables.chart import Flow

HEIGHT = 300
GAP = 26
"""Dots between the bars of a stage, for their names."""
BROAD = 14
MARGIN = 8
POINTS = 24
"""Steps in which a stream goes from its bar to the next."""


@layers_of.register
def _(chart: Flow, language: str) -> Spec:
    bars = _bars(chart, language)
    x = {"field": "x", "type": "quantitative", "axis": None,
         "scale": {"domain": [0, WIDTH], "nice": False}}  # fmt: skip
    y = {"type": "quantitative", "axis": None,
         "scale": {"domain": [HEIGHT, 0], "nice": False}}  # fmt: skip
    stream: Spec = {
        "data": {"values": _streams(chart, bars, language)},
        "mark": {"type": "area", "color": SOFT, "opacity": 0.75},
        "encoding": {"x": x, "y": {"field": "top", **y}, "y2": {"field": "bottom"},
                     "detail": {"field": "stream", "type": "nominal"}},
    }  # fmt: skip
    bar: Spec = {
        "data": {"values": bars},
        "mark": {"type": "rect", "fill": FIRM},
        "encoding": {
            "x": x,
            "x2": {"field": "right"},
            "y": {"field": "top", **y},
            "y2": {"field": "bottom"},
        },
    }
    layers = [stream, bar, *_figures(chart, bars, x, y, language), *_names(bars, x, y)]
    return {"height": HEIGHT, "layer": layers}


def _bars(chart: Flow, language: str) -> list[Spec]:
    """Each bar with its corners; the stage that needs most height sets the scale."""
    stages = sorted(set(chart.stages))
    values = [float(value_of(chart, key) or 0) for key in chart.cells]
    heights = []
    for stage in stages:
        inside = [value for value, at in zip(values, chart.stages, strict=True) if at == stage]
        heights.append((HEIGHT - GAP * (len(inside) + 0.6)) / (sum(inside) or 1))
    scale = min(heights, default=1)
    tops = dict.fromkeys(stages, float(GAP))
    across = (WIDTH - BROAD - 2 * MARGIN) / max(1, len(stages) - 1)
    bars = []
    for tick, (value, stage) in enumerate(zip(values, chart.stages, strict=True)):
        top, left = tops[stage], MARGIN + across * stages.index(stage)
        tops[stage] = top + value * scale + GAP
        bars.append(
            {
                "x": left,
                "right": left + BROAD,
                "top": top,
                "bottom": top + max(value * scale, 1),
                "scale": scale,
                "last": stage == stages[-1] and len(stages) > 1,
                "text": f"{chart.ticks[tick][language]} "
                f"{printed(chart.table, chart.cells[tick], language)}".strip(),
            }
        )
    return bars


def _ends(chart: Flow, bars: list[Spec]) -> list[tuple[float, float, float]]:
    """For each stream where it leaves, where it arrives, and how broad it is."""
    left, arrived = ([bar["top"] for bar in bars] for _ in range(2))
    made: list[tuple[float, float, float]] = [(0, 0, 0)] * len(chart.streams)
    # From top to bottom at both sides: streams of one bar then do not cross at its edge.
    order = sorted(
        range(len(chart.streams)),
        key=lambda k: (bars[chart.streams[k].end]["top"], bars[chart.streams[k].start]["top"]),
    )
    for number in order:
        stream = chart.streams[number]
        broad = float(value_of(chart, stream.cell) or 0) * bars[stream.start]["scale"]
        made[number] = (left[stream.start], arrived[stream.end], broad)
        left[stream.start] += broad
        arrived[stream.end] += broad
    return made


def _streams(chart: Flow, bars: list[Spec], language: str) -> list[Spec]:
    rows = []
    for number, (start, end, broad) in enumerate(_ends(chart, bars)):
        stream = chart.streams[number]
        west, east = bars[stream.start]["right"], bars[stream.end]["x"]
        for step in range(POINTS + 1):
            way = step / POINTS
            top = start + (end - start) * (1 - cos(pi * way)) / 2
            rows.append(
                {
                    "stream": number,
                    "x": round(west + (east - west) * way, 1),
                    "top": round(top, 1),
                    "bottom": round(top + broad, 1),
                }
            )
    return rows


def _figures(chart: Flow, bars: list[Spec], x: Spec, y: Spec, language: str) -> list[Spec]:
    """The figure of each stream, shortly after it leaves."""
    rows = []
    for number, (start, end, broad) in enumerate(_ends(chart, bars)):
        stream = chart.streams[number]
        west, east = bars[stream.start]["right"], bars[stream.end]["x"]
        way = 0.3
        top = start + (end - start) * (1 - cos(pi * way)) / 2
        text = printed(chart.table, stream.cell, language)
        rows.append({"x": west + (east - west) * way, "top": top + broad / 2, "text": text})
    at = {"x": x, "y": {"field": "top", **y}, "text": {"field": "text", "type": "nominal"}}
    data = {"values": rows}
    return [
        {"data": data, "mark": {"type": "text", "stroke": "white", "strokeWidth": 3},
         "encoding": at},
        {"data": data, "mark": {"type": "text"}, "encoding": at},
    ]  # fmt: skip


def _names(bars: list[Spec], x: Spec, y: Spec) -> list[Spec]:
    """Name and figure above each bar; those of the last stage end where the page does."""
    layers: list[Spec] = []
    for last in (False, True):
        rows = [bar | {"x": bar["right"] if last else bar["x"]}
                for bar in bars if bar["last"] is last]  # fmt: skip
        mark = {"type": "text", "align": "right" if last else "left", "dy": -9, "color": FIRM}
        at = {"x": x, "y": {"field": "top", **y}, "text": {"field": "text", "type": "nominal"}}
        edge = mark | {"stroke": "white", "strokeWidth": 3}
        layers += [
            {"data": {"values": rows}, "mark": edge, "encoding": at},
            {"data": {"values": rows}, "mark": mark, "encoding": at},
        ]
    return [layer for layer in layers if layer["data"]["values"]]

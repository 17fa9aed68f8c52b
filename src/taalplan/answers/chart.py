# SPDX-License-Identifier: EUPL-1.2
"""Draws a chart for documents: SVG, PNG and the words for who sees neither.

Vega-Lite is turned into pictures by vl-convert, which brings its own engine and typeface: the
same table gives the same bytes on every machine, and nothing is asked from the network.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from taalplan.answers import flow_spec, map_spec  # noqa: F401 (they teach `spec` their kinds)
from taalplan.answers.chart_spec import spec
from taalplan.answers.chart_words import alternative
from taalplan.tables.chart import Chart
from taalplan.tables.numbers import SEPARATORS
from taalplan.tables.table import Table
from taalplan.vocabulary.text import Language

SCALE = 2
"""Dots of the PNG for each of the chart's own: 192 to the inch as printed in a document."""


@dataclass(frozen=True)
class Drawing:
    """A chart as drawn in one language.

    `alt` says what it shows in words, figures included; `table` is where they all stand.
    """

    name: str
    title: str
    svg: str
    png: bytes
    alt: str
    table: Table


def draw(chart: Chart, language: str = "nl") -> Drawing:
    """Draw a chart. Raises TypeError for a kind that was not taught to be drawn."""
    import vl_convert

    alt = alternative(chart, language)
    svg = draw_svg(chart, language)
    png = vl_convert.svg_to_png(svg, scale=SCALE)
    return Drawing(chart.name, chart.title[language], svg, png, alt, chart.table)


def draw_svg(chart: Chart, language: str = "nl", width: int | None = None) -> str:
    """The chart as SVG alone, if wished in another width than that of a page.

    Raises TypeError for a kind that was not taught to be drawn.
    """
    # Loads in 3 ms, but its first chart takes half a second to start the engine.
    import vl_convert

    own = {} if width is None else {"width": width}
    made = vl_convert.vegalite_to_svg(
        {**spec(chart, language), **own}, format_locale=_locale(language), allowed_base_urls=[]
    )
    return _labelled(made, chart.name, alternative(chart, language))


def _locale(language: str) -> dict[str, object]:
    """Figures along an axis as they are written in the text beside it."""
    thousands, point = SEPARATORS[Language(language)]
    return {
        "decimal": point,
        "thousands": thousands,
        "grouping": [3],
        "currency": ["", ""],
        "minus": "-",
    }


def _labelled(svg: str, name: str, alt: str) -> str:
    """One image to a screen reader, and ids that no other chart on the page has."""
    plain = _TAG.sub(lambda tag: _own_attributes(tag.group(), name), svg)
    return plain.replace("<svg ", f'<svg role="img" aria-label="{escape(alt, quote=True)}" ', 1)


_TAG = re.compile(r"<[a-z][^>]*>")


def _own_attributes(tag: str, name: str) -> str:
    """A tag without the roles that the engine gives to its groups, which say nothing in words."""
    bare = re.sub(r' (?:role|aria-[a-z]+)="[^"]*"', "", tag)
    return re.sub(r'\bid="', f'id="{name}-', bare).replace("url(#", f"url(#{name}-")

# SPDX-License-Identifier: EUPL-1.2
"""Charts as pictures for a page: light or dark, for a wide or a narrow screen.

A picture is a file of its own, so that the page is there at once and the browser keeps it.
"""

from __future__ import annotations

import re

from taalplan.answers import draw_svg
from taalplan.tables.chart import Chart

NARROW = 340
"""Width on a telephone, in the chart's own dots: its words stay as large as those of the page."""

ROOM = 24

DARK = {
    "#1a1a1a": "#e9edf1",
    "#1f3a5f": "#8cc8f0",
    "#b9c4d0": "#3f5a74",
    "#d9dde2": "#34404c",
    "#8a8a8a": "#8b97a4",
    "#dddddd": "#36414c",
    "#f5f5f3": "#252d36",
    "#d6d6d2": "#46525e",
    "white": "#1b2128",
    "#ffffff": "#1b2128",
}
"""Each colour of a chart by its counterpart on a dark page, with the same contrast or more."""

_COLOUR = re.compile("|".join(f'(?<="){re.escape(each)}(?=")' for each in DARK), re.IGNORECASE)


def picture(chart: Chart, language: str, form: str = "") -> str:
    """The chart as SVG; `form` has `narrow`, `dark`, both with a dash between them, or nothing."""
    words = form.split("-")
    svg = draw_svg(chart, language, NARROW if "narrow" in words else None)
    if "dark" in words:
        svg = _COLOUR.sub(lambda found: DARK[found.group().lower()], svg)
    return _MEASURES.sub(_wider, svg, count=1)


_MEASURES = re.compile(r'width="([\d.]+)" height="([\d.]+)" viewBox="0 0 ([\d.]+) ([\d.]+)"')


def _wider(found: re.Match[str]) -> str:
    """Room at both sides: the reader's typeface may be wider than the one it was drawn with."""
    width, height = (float(found.group(n)) + extra for n, extra in ((1, 2 * ROOM), (2, 0)))
    return f'width="{width:g}" height="{height:g}" viewBox="{-ROOM} 0 {width:g} {height:g}"'

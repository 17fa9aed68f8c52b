# SPDX-License-Identifier: EUPL-1.2
"""Charts as drawn: the same bytes, one image to a screen reader, nothing from the network."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from taalplan.answers import Drawing, draw
from taalplan.answers.chart_spec import _domain, spec
from taalplan.tables.chart import Bars, Chart, Lines, Series, Waterfall
from taalplan.tables.table import TOTAL, Axis, Cell, Dimension, Member, Table
from taalplan.vocabulary.text import Text

SVG = "{http://www.w3.org/2000/svg}"
DANGEROUS = "Loket 'x' \\ \"y\" <script>{z}</script>"


def table(first: str = DANGEROUS) -> Table:
    """Three figures, one label of which tries to break out of its place."""
    rows = tuple(Member((code,), Text.same(label)) for code, label in (("a", first), ("b", "B")))
    names = ("value", "low", "high")
    values = {"a": (-1234.5, -2000, -500), "b": (800, 300, 1300), TOTAL: (-434.5, -900, 100)}
    return Table(
        "t",
        Text.same("Tabel"),
        Axis(
            (Dimension("desk", Text.same("loket")),), (*rows, Member((TOTAL,), Text.same("Totaal")))
        ),
        Axis(
            (Dimension("measure", Text.same("maat")),),
            tuple(Member((n,), Text.same(n), signed=True, decimals=1) for n in names),
        ),
        {
            ((c,), (n,)): Cell(v)
            for c, row in values.items()
            for n, v in zip(names, row, strict=True)
        },
    )


def charts(source: Table | None = None) -> list[Chart]:
    """One of each kind, of the same table."""
    made = source or table()
    shared = (
        made,
        "proef",
        Text("Proef & <b>", "Test", "Essai"),
        tuple(row.label for row in made.rows.members),
        Text.same("aantal"),
    )
    runs = {
        name: tuple((row.path, (name,)) for row in made.rows.members)
        for name in ("value", "low", "high")
    }
    return [
        Bars(*shared, runs["value"], runs["low"], runs["high"]),
        Waterfall(*shared, runs["value"]),
        Lines(*shared, (Series(Text.same("geteld"), runs["value"], runs["low"], runs["high"],
                               Text.same("interval")),)),
    ]  # fmt: skip


@pytest.fixture(scope="module", params=range(3), ids=["bars", "waterfall", "lines"])
def drawing(request: pytest.FixtureRequest) -> Drawing:
    """Each kind as drawn in Dutch."""
    return draw(charts()[request.param])


def test_the_picture_is_one_image_with_its_words(drawing: Drawing) -> None:
    """`role=img` with the alternative text; nothing inside has a role of its own."""
    root = ElementTree.fromstring(drawing.svg)
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert root.get("aria-label") == drawing.alt
    assert not [e for e in root.iter() if e is not root and e.get("role")]
    assert "-1.234,5" in drawing.alt


def test_words_cannot_break_out_of_the_picture(drawing: Drawing) -> None:
    """Quotes, tags and braces of a label stay words."""
    root = ElementTree.fromstring(drawing.svg)
    assert not list(root.iter(f"{SVG}script"))
    said = "".join(root.itertext()) + drawing.alt
    assert DANGEROUS in said


def test_nothing_is_asked_from_elsewhere(drawing: Drawing) -> None:
    """No address but the names of the formats; no style that a strict page would refuse."""
    bare = re.sub(r"http://www\.w3\.org/[\w/]+", "", drawing.svg)
    assert "http" not in bare
    assert " style=" not in bare
    assert "href" not in bare.replace("xmlns:xlink", "")


def test_figures_along_the_axis_are_dutch(drawing: Drawing) -> None:
    """A point between thousands and a plain minus, as in the sentences."""
    words = [e.text or "" for e in ElementTree.fromstring(drawing.svg).iter(f"{SVG}text")]
    assert any(re.fullmatch(r"-?\d\.\d{3}", word) for word in words), words
    assert not any("\N{MINUS SIGN}" in word for word in words)


def test_the_png_is_as_wide_as_the_page_needs(drawing: Drawing) -> None:
    """Twice 620 points, so that print is sharp."""
    assert drawing.png.startswith(b"\x89PNG")
    width = int.from_bytes(drawing.png[16:20])
    assert 1230 <= width <= 1250


def test_the_same_chart_gives_the_same_bytes_in_another_process() -> None:
    """Nothing depends on a clock, an order of sets or a font of this machine."""
    program = (
        "import sys; sys.path[:0] = ['tests/unit/answers']\n"
        "from test_chart_drawing import charts, draw\n"
        "import hashlib\n"
        "for c in charts():\n"
        "    d = draw(c); print(hashlib.sha256(d.svg.encode() + d.png).hexdigest())\n"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program], check=True, capture_output=True, text=True
        ).stdout
        for _ in range(2)
    }
    assert len(runs) == 1
    assert len(set(runs.pop().split())) == 3


def test_another_language_has_its_own_words_and_figures() -> None:
    """English figures have commas between thousands."""
    made = draw(charts()[0], "en")
    assert made.title == "Test"
    assert "-1,234.5" in made.alt


def test_colour_is_never_the_only_sign() -> None:
    """Bars carry their sign, lines a dash and a shape; both hold in grey."""
    bars, _, lines = (spec(chart) for chart in charts())
    assert all(row["text"] for row in bars["data"]["values"])
    line, point = lines["layer"][1], lines["layer"][2]
    assert "strokeDash" in line["encoding"]
    assert "shape" in point["encoding"]


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [
        ([5, 10], 0, 11.6),
        ([-5, -10], -11.6, 0),
        ([-5, 5], -6.6, 6.6),
        ([0], 0, 0.16),
        ([], 0, 0.16),
    ],
)
def test_an_axis_holds_zero_and_room_for_labels(
    values: list[float], low: float, high: float
) -> None:
    """On the sides that are used; a chart of noughts still has an axis."""
    assert _domain(values) == [pytest.approx(low), pytest.approx(high)]


def test_an_unknown_kind_is_an_error() -> None:
    """A new kind must be taught to be drawn and to be told."""
    one = charts()[0]
    plain = Chart(one.table, one.name, one.title, one.ticks, one.measure)
    with pytest.raises(TypeError, match="no words for Chart"):
        draw(plain)
    with pytest.raises(TypeError, match="no drawing for Chart"):
        spec(plain)


def test_help_and_the_room_do_not_load_the_engine() -> None:
    """Its first chart costs half a second; who draws none pays nothing."""
    program = "import taalplan.answers, sys; print('vl_convert' in sys.modules)"
    out = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert out.stdout.strip() == "False"


def test_two_charts_on_one_page_share_no_ids() -> None:
    """Ids of a picture begin with its name."""
    one = charts()[2]
    made = draw(replace(one, name="ander"))
    assert not [i for i in re.findall(r'\bid="([^"]+)"', made.svg) if not i.startswith("ander-")]

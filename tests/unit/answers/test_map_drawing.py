# SPDX-License-Identifier: EUPL-1.2
"""Maps and flows as drawn: outlines, classes, signs and labels, each held against a plain way."""

from __future__ import annotations

import json
import random
from datetime import date
from math import hypot
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taalplan.answers import draw
from taalplan.answers.boundaries import read_boundaries
from taalplan.answers.chart_spec import spec
from taalplan.answers.map_classes import class_of, classes
from taalplan.answers.map_labels import Label, beside
from taalplan.answers.outlines import REACH, Point, Ring, cells, flat, outlines
from taalplan.tables.chart import Band as Wide
from taalplan.tables.chart import Flow, Lines, Link, Map, Mark, Place, Series, Stream
from taalplan.tables.table import NOT_OPEN, Axis, Cell, Dimension, Key, Member, Status, Table
from taalplan.vocabulary.municipalities import CENTRE_CITIES, municipalities
from taalplan.vocabulary.text import Text

ON = date(2022, 1, 1)
COLUMN = ("value",)


def table(cells: dict[str, Cell], *, signed: bool = False) -> Table:
    """One column of figures."""
    known = municipalities(ON)
    rows = tuple(
        Member((code,), known[code].name if code in known else Text.same(code)) for code in cells
    )
    return Table(
        "t",
        Text.same("Tabel"),
        Axis((Dimension("place", Text.same("plaats")),), rows),
        Axis(
            (Dimension("measure", Text.same("maat")),),
            (Member(COLUMN, Text.same("w"), signed=signed),),
        ),
        {((code,), COLUMN): cell for code, cell in cells.items()},
    )


def a_map(cells: dict[str, Cell], *, signed: bool = False, **fields: object) -> Map:
    """A map of municipalities."""
    known = municipalities(ON)
    made = table(cells, signed=signed)
    return Map(
        made,
        "kaart",
        Text.same("Kaart van de proef"),
        tuple(row.label for row in made.rows.members),
        Text.same("personen"),
        tuple((row.path, COLUMN) for row in made.rows.members),
        tuple(Place(known[c].latitude, known[c].longitude, (c,)) for c in cells),
        on=ON,
        **fields,  # type: ignore[arg-type]
    )


def everywhere() -> dict[str, Cell]:
    """A figure for all 319, some suppressed and some not there."""
    chance = random.Random(7)
    odd = (Cell(None, Status.SUPPRESSED), NOT_OPEN)
    return {
        code: odd[k % 2] if k % 20 < 2 else Cell(chance.randrange(400))
        for k, code in enumerate(municipalities(ON))
    }


def inside(point: Point, ring: Ring) -> bool:
    """Whether a point lies in a ring: an odd number of sides to its right."""
    odd = False
    for k, (x, y) in enumerate(ring):
        before = ring[k - 1]
        if (y > point[1]) != (before[1] > point[1]):
            across = x + (point[1] - y) / (before[1] - y) * (before[0] - x)
            odd ^= point[0] < across
    return odd


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), unique=True, min_size=1))
def test_a_point_belongs_to_its_nearest_centre(centres: list[tuple[int, int]]) -> None:
    """On drawn places and points: the outline is exactly what is nearest and within reach."""
    made = cells({str(k): centre for k, centre in enumerate(centres)})
    for east in range(-5, 36, 3):
        for north in range(-5, 36, 3):
            point = (east + 0.31, north + 0.17)
            away = sorted((hypot(point[0] - x, point[1] - y), str(k))
                          for k, (x, y) in enumerate(centres))  # fmt: skip
            near, code = away[0]
            tie = len(away) > 1 and away[1][0] - near < 1e-6
            # Between the corners the outline is a straight line, a little within its reach.
            if tie or 0.99 * REACH < near < REACH:
                continue
            holders = [name for name, ring in made.items() if inside(point, ring)]
            assert holders == ([code] if near < REACH else [])


def test_every_municipality_has_its_own_ground() -> None:
    """319 outlines, each around its own centre and around no other."""
    known, shapes = municipalities(ON), outlines(ON)
    assert set(shapes) == set(known)
    for code in list(known)[::9]:
        at = flat(known[code].latitude, known[code].longitude)
        assert [c for c, outline in shapes.items() if inside(at, outline[0])] == [code]


@settings(max_examples=200)
@given(
    st.lists(st.integers(-500, 3000), min_size=1, max_size=60),
    st.integers(0, 1),
)
def test_every_figure_falls_in_the_class_that_names_it(values: list[int], decimals: int) -> None:
    """Bounds rise, hold every figure, and never reach over zero."""
    figures = [value / 10**decimals for value in values]
    made = classes(figures, decimals)
    assert [one.low for one in made] == sorted({one.low for one in made})
    for value in figures:
        one = made[class_of(value, made)]
        assert one.low <= value < one.high or value == max(figures)
        assert (one.low < 0) == (value < 0)
    assert len({one.fill for one in made}) == len(made)


def test_two_maps_can_have_the_same_classes() -> None:
    """Bounds that were given are kept, the lowest lowered to hold what lies under it."""
    made = classes([3, 12, 80], 0, (5, 10, 50))
    assert [one.label("nl", 0) for one in made] == ["3 – 9", "10 – 49", "50 – 80"]


@pytest.fixture(scope="module")
def drawn_everywhere() -> str:
    """The picture of 319 municipalities with desks, shaded."""
    cells = everywhere()
    known = municipalities(ON)
    desks = tuple(
        Mark(known[c].name, Place(known[c].latitude, known[c].longitude), Text.same("loket"))
        for c in CENTRE_CITIES
    )
    return draw(a_map(cells, shaded=True, marks=desks)).svg


def test_a_map_says_what_its_signs_mean(drawn_everywhere: str) -> None:
    """Classes, a cross, a ring and the desks stand in the legend once; centre cities are named."""
    words = ["".join(e.itertext()) for e in ElementTree.fromstring(drawn_everywhere).iter()
             if e.tag.endswith("}text")]  # fmt: skip
    for word in ("personen", "niet getoond", "geen cijfer", "loket"):
        assert words.count(word) == 1, word
    assert "Sint-Niklaas" in words
    assert any("–" in word for word in words)


def test_a_suppressed_place_has_no_shade() -> None:
    """What may not be shown is not a colour either."""
    drawing = spec(a_map(everywhere(), shaded=True))
    shown = [cell for cell in everywhere().values() if cell.value is not None]
    assert len(drawing["layer"][1]["data"]["values"]) == len(shown)
    assert "null" not in json.dumps(drawing["layer"][1]["data"])


def test_lines_are_as_thick_as_their_figures() -> None:
    """Four times the people, twice as thick; a line without a figure is thin."""
    known = municipalities(ON)
    antwerp, ghent, genk = (
        Place(known[c].latitude, known[c].longitude) for c in ("11002", "44021", "71016")
    )
    cells = {"11002": Cell(400), "44021": Cell(100), "71016": Cell(-7)}
    links = (
        Link(antwerp, ghent, (("11002",), COLUMN)),
        Link(ghent, genk, (("44021",), COLUMN)),
        Link(genk, antwerp),
    )
    drawing = spec(a_map(cells, signed=True, links=links))
    thick = [row["thick"] for layer in drawing["layer"] if layer["mark"]["type"] == "rule"
             for row in layer["data"]["values"]]  # fmt: skip
    assert thick == [7, 3.5, 0.8]


def test_few_places_are_told_one_by_one_and_many_by_their_ends() -> None:
    """Who does not see the map hears its figures, or hears where they all stand."""
    few = draw(a_map({"11002": Cell(1234), "44021": Cell(None, Status.SUPPRESSED)}))
    assert few.alt == "Kaart. Kaart van de proef. Antwerpen 1.234; Gent geen cijfer."
    assert "Antwerpen 1.234" in "".join(ElementTree.fromstring(few.svg).itertext())
    many = draw(a_map(everywhere()), "en")
    assert "319 places" in many.alt
    assert many.alt.endswith("All figures are in the table.")


@given(st.lists(st.tuples(st.integers(0, 600), st.integers(0, 250)), max_size=12))
@settings(max_examples=60)
def test_names_stay_on_the_page_and_beside_their_point(points: list[tuple[int, int]]) -> None:
    """Each label is put once, at one of four sides of its own point."""
    wanted = [Label(f"Plaats {k}", (float(x), float(y)), 4) for k, (x, y) in enumerate(points)]
    put = beside(wanted, 620)
    assert sorted(one.text for one in put) == sorted(one.text for one in wanted)
    for one in put:
        left, _, right, _ = one.box
        assert left >= 0 or one.point[0] < 40
        assert right <= 620


SQUARE = [[4.3, 51.1], [4.5, 51.1], [4.5, 51.3], [4.3, 51.3], [4.3, 51.1]]


def test_official_boundaries_are_used_where_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of the file, and our own drawing for who is not in it."""
    file = tmp_path / "b.json"
    feature = {"type": "Feature", "properties": {"nis": 11002},
               "geometry": {"type": "Polygon", "coordinates": [SQUARE]}}  # fmt: skip
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    own = outlines(ON)
    monkeypatch.setenv("TAALPLAN_BOUNDARIES", str(file))
    mixed = outlines(ON)
    assert mixed["11002"] == [[flat(lat, lon) for lon, lat in SQUARE]]
    assert mixed["44021"] == own["44021"]


def test_topojson_says_the_same_as_geojson(tmp_path: Path) -> None:
    """Lines of a grid, one of them walked backwards, make the same ring."""
    topology = {
        "type": "Topology",
        "transform": {"scale": [0.1, 0.1], "translate": [4.3, 51.1]},
        "arcs": [[[0, 0], [2, 0], [0, 2]], [[0, 0], [0, 2], [2, 0]]],
        "objects": {"g": {"type": "GeometryCollection", "geometries": [
            {"type": "Polygon", "id": "11002", "arcs": [[0, -2]]},
            {"type": "Point", "id": "44021", "coordinates": [0, 0]}]}},
    }  # fmt: skip
    file = tmp_path / "t.json"
    file.write_text(json.dumps(topology))
    (ring,) = read_boundaries(file, {"11002", "44021"})["11002"]
    assert [(round(x, 6), round(y, 6)) for x, y in ring] == [tuple(p) for p in SQUARE[:-1]]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "not readable as GeoJSON"),
        ('{"features": []}', "no feature has the NIS code"),
        ('{"type": "Topology", "arcs": []}', "not readable"),
        (
            '{"features": [{"id": "11002", "geometry": '
            '{"type": "Polygon", "coordinates": [[[150000, 170000]]]}}]}',
            "not in degrees",
        ),
    ],
)
def test_a_file_without_boundaries_is_refused(tmp_path: Path, text: str, said: str) -> None:
    """Said with its path and what to do."""
    file = tmp_path / "b.json"
    file.write_text(text)
    with pytest.raises(ValueError, match=said):
        read_boundaries(file, {"11002"})


def test_a_map_refuses_what_is_nowhere() -> None:
    """As many places as figures, on the globe, classes that rise."""
    cells = {"11002": Cell(3)}
    with pytest.raises(ValueError, match="0 places for 1 ticks"):
        Map(table(cells), "m", Text.same("m"), (Text.same("a"),), Text.same("p"),
            ((("11002",), COLUMN),))  # fmt: skip
    with pytest.raises(ValueError, match="nowhere"):
        a_map(cells, marks=(Mark(Text.same("x"), Place(4.4, 251.2), Text.same("loket")),))
    with pytest.raises(ValueError, match="do not rise"):
        a_map(cells, breaks=(5, 3))
    with pytest.raises(ValueError, match="no cell"):
        a_map(cells, links=(Link(Place(51, 4), Place(50, 4), (("x",), COLUMN)),))


FLOW = {"new": 90, "a1": 80, "a2": 60, "new>a1": 70, "a1>a2": 50, "new>a2": 10}


def a_flow(figures: dict[str, int], streams: tuple[Stream, ...] | None = None) -> Flow:
    """Who is new, who needs A1 and who needs A2."""
    made = table({code: Cell(value) for code, value in figures.items()})

    def key(code: str) -> Key:
        return (code,), COLUMN

    usual = (
        Stream(0, 1, key("new>a1")),
        Stream(0, 2, key("new>a2")),
        Stream(1, 2, key("a1>a2")),
    )
    return Flow(
        made,
        "stroom",
        Text.same("Doorstroom"),
        tuple(map(Text.same, ("nieuw", "A1", "A2"))),
        Text.same("personen"),
        tuple(map(key, ("new", "a1", "a2"))),
        (0, 1, 2),
        usual if streams is None else streams,
    )


def test_streams_are_as_broad_as_their_figures() -> None:
    """On one scale with the bars, side by side where they leave and arrive."""
    stream, bar, *_ = spec(a_flow(FLOW))["layer"]
    bars = bar["data"]["values"]
    per_person = (bars[0]["bottom"] - bars[0]["top"]) / 90
    ends = {}
    for row in stream["data"]["values"]:
        ends.setdefault(row["stream"], []).append(row)
    for number, people in enumerate((70, 10, 50)):
        for row in ends[number]:
            assert row["bottom"] - row["top"] == pytest.approx(people * per_person, abs=0.11)
    assert ends[0][0]["bottom"] == pytest.approx(ends[1][0]["top"], abs=0.11)
    assert bars[0]["top"] == ends[0][0]["top"]


def test_a_flow_is_told_in_words() -> None:
    """Bars first, then what goes from where to where."""
    alt = draw(a_flow(FLOW)).alt
    assert alt == (
        "Stroomschema. Doorstroom. nieuw 90; A1 80; A2 60. "
        "nieuw → A1 70; nieuw → A2 10; A1 → A2 50."
    )


def test_a_flow_that_cannot_be_is_refused() -> None:
    """More going on than there are, or going back."""
    with pytest.raises(ValueError, match="streams of 101 at nieuw, which is 90"):
        a_flow(FLOW | {"new>a1": 91})
    with pytest.raises(ValueError, match="does not go to a later stage"):
        a_flow(FLOW, (Stream(2, 1, (("a1>a2",), COLUMN)),))


def test_a_fan_opens_where_the_past_ends() -> None:
    """Two intervals within each other, both beginning at the last counted figure."""
    made = table({name: Cell(v) for name, v in
                  {"y1": 100, "y2": 120, "mid": 130, "l95": 90, "h95": 180, "l80": 110,
                   "h80": 150, "none": None}.items()})  # fmt: skip

    def keys(*codes: str) -> tuple[Key, ...]:
        return tuple(((code,), COLUMN) for code in codes)

    past = Series(Text.same("geteld"), keys("y1", "y2", "none"))
    ahead = Series(
        Text.same("verwacht"),
        keys("none", "y2", "mid"),
        keys("none", "y2", "l80"),
        keys("none", "y2", "h80"),
        Text.same("80 %"),
        (Wide(Text.same("95 %"), keys("none", "y2", "l95"), keys("none", "y2", "h95")),),
    )
    fan = Lines(made, "waaier", Text.same("Waaier"), tuple(map(Text.same, ("1", "2", "3"))),
                Text.same("personen"), (past, ahead))  # fmt: skip
    drawing = spec(fan)
    bands = [layer for layer in drawing["layer"] if layer["mark"]["type"] == "area"]
    assert [band["encoding"]["fill"]["datum"] for band in bands] == ["95 %", "80 %"]
    assert len({band["encoding"]["fill"]["scale"]["range"][0] for band in bands}) == 2
    texts = {(row["number"], row["place"]): row["text"] for row in drawing["data"]["values"]}
    assert texts[0, 1] == "120"
    assert texts[1, 1] == ""
    assert texts[1, 2] == "130"
    assert "verwacht: 1 geen cijfer; 2 120 (120 tot 120); 3 130 (110 tot 150)." in draw(fan).alt

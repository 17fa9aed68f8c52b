# SPDX-License-Identifier: EUPL-1.2
"""The HTML fragment can be read by who does not see it: scopes, groups, names and links hold."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from html.parser import HTMLParser

import pytest

from taalplan.tables import Note, Provenance, Table
from taalplan.tables.drawn import drawn
from taalplan.tables.render import render
from taalplan.tables.render.style import STYLESHEET
from taalplan.vocabulary.text import Text

VOID = {"br", "hr", "img"}


@dataclass
class Element:
    """One element with its text, as far as a test wants to know."""

    tag: str
    attributes: dict[str, str]
    text: str = ""
    inside: list[Element] = field(default_factory=list)


class Reader(HTMLParser):
    """Reads a fragment and refuses one whose tags do not match."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]
        self.all: list[Element] = []

    def handle_starttag(self, tag, attrs):
        made = Element(tag, {key: value or "" for key, value in attrs})
        self.open[-1].inside.append(made)
        self.all.append(made)
        self.open.append(made)

    def handle_endtag(self, tag):
        assert self.open.pop().tag == tag

    def handle_data(self, data):
        for element in self.open:
            element.text += data


def read(table: Table, language: str = "nl") -> Reader:
    """The elements of a table's HTML."""
    reader = Reader()
    reader.feed(str(render(table, "html", language)))
    reader.close()
    assert len(reader.open) == 1
    return reader


def every(reader: Reader, tag: str, **attributes: str) -> list[Element]:
    """The elements with a tag and, when given, these attributes."""
    wanted = attributes.items()
    return [e for e in reader.all if e.tag == tag and wanted <= e.attributes.items()]


DESKS = drawn(
    """
    area / desk | obliged | total
    ------------+---------+------
    atlas       |    2498 |  6004
      atlas     |    2498 |  6004
    limburg     |    1010 | 2400*
      genk      |    1010 |     :
      lommel    |         |
    total       |    3508 |  8404
    """,
    name="First registrations!",
)
OUTCOMES = drawn(
    """
    area / result | 2019 obliged | 2019 total | 2020 total
    --------------+--------------+------------+-----------
    atlas         |         2348 |       4687 |         20
      passed      |         2106 |       4118 |         15
    """,
    columns=("contract_year", "target_group"),
)


def test_the_table_has_a_caption_and_stands_in_a_region_that_scrolls_and_is_named_by_it():
    reader = read(DESKS)
    (caption,) = every(reader, "caption")
    (region,) = every(reader, "div", role="region")
    assert caption.text == "Aantal personen"
    assert region.attributes["tabindex"] == "0"
    assert region.attributes["aria-labelledby"] == caption.attributes["id"]
    assert every(reader, "table")[0].attributes["id"] == "table-first-registrations"


def test_every_heading_says_for_what_it_holds():
    reader = read(DESKS)
    assert [(e.text, e.attributes["scope"]) for e in every(reader, "th")] == [
        ("area / desk", "col"),
        ("obliged", "col"),
        ("total", "col"),
        ("atlas", "row"),
        ("limburg", "rowgroup"),
        ("genk", "row"),
        ("lommel", "row"),
        ("total", "row"),
    ]


def test_an_area_and_its_desks_are_a_row_group():
    bodies = every(read(DESKS), "tbody")
    assert [[row.inside[0].text for row in body.inside] for body in bodies] == [
        ["atlas"],
        ["limburg", "genk", "lommel"],
        ["total"],
    ]


def test_a_heading_of_two_lines_has_column_groups_of_the_same_width():
    reader = read(OUTCOMES)
    groups = [e for e in every(reader, "th") if e.attributes["scope"] == "colgroup"]
    assert [(e.text, e.attributes["colspan"]) for e in groups] == [("2019", "2"), ("2020", "1")]
    assert [e.attributes.get("span") for e in every(reader, "colgroup")] == [None, "2", "1"]
    (stub,) = every(reader, "th", **{"class": "stub"})
    assert stub.attributes["rowspan"] == "2"


def test_every_row_has_as_many_cells_as_there_are_columns():
    for row in every(read(OUTCOMES), "tbody")[0].inside:
        assert [cell.tag for cell in row.inside] == ["th", "td", "td", "td"]


def test_signs_and_blanks_are_said_in_words():
    reader = read(DESKS)
    assert every(reader, "td", **{"class": "not_open"})[0].text == "niet open"
    suppressed = every(reader, "td", **{"class": "suppressed"})[0]
    assert suppressed.inside[0].attributes["aria-hidden"] == "true"
    assert suppressed.text == ":niet getoond om personen te beschermen"
    assert every(reader, "td", **{"class": "provisional"})[0].text == "2.400* voorlopig cijfer"


def test_a_percentage_of_nobody_is_not_called_a_closed_desk():
    table = drawn("area / result | n\n---+---\natlas | 0\n  passed | 0\n  % passed |\n")
    (blank,) = every(read(table), "td", **{"class": "not_open"})
    assert blank.text == "geen percentage"
    assert every(read(table), "tr", **{"class": "depth-1 percent"})


def test_notes_are_a_list_that_marks_and_the_table_refer_to():
    noted = DESKS.with_notes(
        Note(Text.same("Over alles."), ()),
        Note(Text.same("Over Genk & omgeving."), (("limburg", "genk"),)),
    )
    origin = Provenance("7f3a9c", date(2022, 2, 24))
    reader = read(replace(noted, provenance=origin))
    ids = [e.attributes["id"] for e in reader.all if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    (link,) = every(reader, "a")
    (note,) = every(reader, "li")
    assert note.text == "Over Genk & omgeving."
    assert link.attributes["href"] == "#" + note.attributes["id"]
    assert link.attributes["aria-describedby"] == note.attributes["id"]
    assert every(reader, "table")[0].attributes["aria-describedby"] in ids
    (source,) = every(reader, "p", **{"class": "source"})
    assert source.text == "Bron: momentopname 7f3a9c, stand op 24 februari 2022."


def test_a_note_about_a_row_that_is_not_printed_goes_to_the_row_that_stands_for_it():
    reader = read(DESKS.with_notes(Note(Text.same("Verhuisd."), (("atlas", "atlas"),))))
    assert [e.text for e in every(reader, "th", scope="row") if "1" in e.text] == ["atlas1"]


def test_text_cannot_become_markup():
    table = drawn(
        """
        area           | total
        ---------------+------
        <b onclick=x>& |     1
        """,
        title='<script>alert("x")</script>',
    )
    reader = read(table)
    assert not every(reader, "script")
    assert not every(reader, "b")
    assert every(reader, "th", scope="row")[0].text == "<b onclick=x>&"


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_the_fragment_says_its_language(language):
    reader = read(DESKS, language)
    assert reader.all[0].attributes["lang"] == language


def test_there_is_no_style_in_the_fragment_and_the_stylesheet_thinks_of_dark_and_paper():
    assert "style=" not in str(render(DESKS, "html"))
    assert STYLESHEET.count("{") == STYLESHEET.count("}")
    for wanted in ("prefers-color-scheme: dark", "@media print", "overflow-x: auto"):
        assert wanted in STYLESHEET


def test_what_is_said_only_in_words_cannot_make_the_page_wider_than_the_screen():
    """Those words are positioned; without a positioned region they hang out of the page."""
    (scroll,) = [line for line in STYLESHEET.splitlines() if ".scroll {" in line and "auto" in line]
    assert "position: relative" in scroll


def test_a_heading_that_looks_like_markup_stays_text():
    table = drawn("<b>area | total\n--------+------\nboom    | 12\n")
    assert "&lt;b&gt;area" in render(table, "html")
    assert "<b>" not in render(table, "html")

# SPDX-License-Identifier: EUPL-1.2
"""The Word table is a real one: heading rows repeat, rows stay whole, and it can be read aloud."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm

from taalplan.tables import Note, Provenance
from taalplan.tables.drawn import drawn
from taalplan.tables.render import render
from taalplan.tables.render.docx import add_table, render_tables
from taalplan.vocabulary.text import Text

DESKS = replace(
    drawn(
        """
        area / desk | obliged | total
        ------------+---------+------
        atlas       |    2498 |  6004
          atlas     |    2498 |  6004
        limburg     |    1010 | 2400*
          genk      |    1010 |     :
          lommel    |         |
        total       |    3508 |  8404
        """
    ).with_notes(
        Note(Text.same("Over alles."), ()),
        Note(Text.same("Over Genk."), (("limburg", "genk"),)),
    ),
    provenance=Provenance("7f3a9c", date(2022, 2, 24)),
)
OUTCOMES = drawn(
    """
    area / result | 2019 obliged | 2019 total | 2020 total
    --------------+--------------+------------+-----------
    atlas         |         2348 |       4687 |         20
      passed      |         2106 |       4118 |         15
      % passed    |          90% |        88% |        75%
    """,
    columns=("contract_year", "target_group"),
)
TBLPR_ORDER = [
    "tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook", "tblCaption",
    "tblDescription",
]  # fmt: skip


def opened(*tables):
    """The document as another program reads it."""
    return Document(BytesIO(render_tables(tables)))


def texts(grid) -> list[list[str]]:
    """The words of each cell."""
    return [[cell.text for cell in row.cells] for row in grid.rows]


def test_the_table_as_printed():
    assert texts(opened(DESKS).tables[0]) == [
        ["area / desk", "obliged", "total"],
        ["atlas", "2.498", "6.004"],
        ["limburg", "1.010", "2.400*"],
        ["genk\u00a01", "1.010", ":"],
        ["lommel", "", ""],
        ["total", "3.508", "8.404"],
    ]


def test_a_heading_of_two_lines_spans_and_repeats_on_each_page():
    grid = opened(OUTCOMES).tables[0]
    assert texts(grid)[:2] == [
        ["area / result", "2019", "2019", "2020"],
        ["area / result", "obliged", "total", "total"],
    ]
    repeated = [row._tr.find(".//" + qn("w:tblHeader")) is not None for row in grid.rows]
    assert repeated == [True, True, False, False, False]


def test_no_row_breaks_over_pages_and_an_area_stays_with_its_first_desk():
    grid = opened(DESKS).tables[0]
    assert all(row._tr.find(".//" + qn("w:cantSplit")) is not None for row in grid.rows)
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in grid.rows[1:]]
    assert kept == [False, True, True, False, False]


def test_figures_are_right_aligned_labels_indented_and_totals_bold():
    grid = opened(DESKS).tables[0]
    for row in grid.rows[1:]:
        figure = row.cells[1].paragraphs[0]
        assert figure.alignment == WD_ALIGN_PARAGRAPH.RIGHT
    indents = [row.cells[0].paragraphs[0].paragraph_format.left_indent for row in grid.rows[1:]]
    assert [bool(indent) for indent in indents] == [False, False, True, True, False]
    bold = [bool(row.cells[0].paragraphs[0].runs[0].bold) for row in grid.rows[1:]]
    assert bold == [True, True, False, False, True]


def test_the_caption_is_numbered_by_a_field_and_stays_with_its_table():
    document = opened(DESKS, OUTCOMES)
    captions = [p for p in document.paragraphs if p.style.name == "Caption"]
    assert [caption.text for caption in captions] == [
        "Tabel 1: Aantal personen",
        "Tabel 2: Aantal personen",
    ]
    assert "SEQ Tabel" in captions[0]._p.xml
    assert captions[0].paragraph_format.keep_with_next


def test_notes_legend_and_source_stand_under_the_table_in_small_type():
    document = opened(DESKS)
    notes = [p for p in document.paragraphs if p.style.name == "Table Note"]
    assert [note.text for note in notes] == [
        "leeg = niet open",
        ": = niet getoond om personen te beschermen",
        "* = voorlopig cijfer",
        "Over alles.",
        "1\u00a0Over Genk.",
        "Bron: momentopname 7f3a9c, stand op 24 februari 2022.",
    ]
    assert notes[4].runs[0].font.superscript
    assert notes[0].style.font.size.pt < 9


def test_the_table_has_alternative_text_and_properties_in_the_order_word_demands():
    properties = opened(OUTCOMES).tables[0]._tbl.tblPr
    names = [child.tag.split("}")[1] for child in properties]
    assert names == [name for name in TBLPR_ORDER if name in names]
    assert properties.find(qn("w:tblCaption")).get(qn("w:val")) == "Aantal personen"
    assert "2019" in properties.find(qn("w:tblDescription")).get(qn("w:val"))


def test_a_table_goes_into_a_document_of_somebody_else_and_is_counted_there():
    document = Document()
    document.add_paragraph("Antwoord op vraag 1.")
    add_table(document, DESKS)
    document.add_paragraph("Antwoord op vraag 2.")
    add_table(document, OUTCOMES, "en")
    add_table(document, OUTCOMES, "fr", number=9)
    captions = [p.text for p in document.paragraphs if p.style.name == "Caption"]
    assert captions == [
        "Tabel 1: Aantal personen",
        "Table 2: Aantal personen (number of people)",
        "Tableau 9: Aantal personen (nombre de personnes)",
    ]


def test_a_style_that_the_document_brings_is_respected():
    document = Document()
    add_table(document, DESKS)
    document.styles["Table Text"].font.name = "Georgia"
    add_table(document, DESKS)
    assert document.styles["Table Text"].font.name == "Georgia"


@pytest.mark.parametrize("table", [DESKS, OUTCOMES])
def test_the_table_fits_between_the_margins_of_a_page(table):
    document = opened(table)
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    assert sum(column.width for column in document.tables[0].columns) <= room


WIDE = drawn(
    "area | " + " | ".join(f"{y} {g}" for y in range(2012, 2022) for g in ("obliged", "total"))
    + "\n" + "-" * 9 + "+---" * 20 + "\n"
    + "Oost-Vlaanderen | " + " | ".join(str(figure) for figure in range(1000, 1020)),
    columns=("year", "target_group"),
)  # fmt: skip


def test_a_table_wider_than_the_page_is_cut_between_groups_and_loses_no_figure():
    document = opened(WIDE, DESKS)
    *grids, desks = document.tables
    assert len(grids) > 1
    room = 21 - 2 * 2.2
    assert all(sum(column.width.cm for column in grid.columns) <= room + 0.01 for grid in grids)
    rows = [texts(grid)[2] for grid in grids]
    assert {row[0] for row in rows} == {"Oost-Vlaanderen"}
    assert [f for row in rows for f in row[1:]] == [f"1.0{figure:02}" for figure in range(20)]
    years = [texts(grid)[0][1:] for grid in grids]
    assert all(row.count(year) == 2 for row in years for year in row)
    captions = [p.text[:8] for p in document.paragraphs if p.style.name == "Caption"]
    assert captions == ["Tabel 1:", "Tabel 2:"]
    assert texts(desks)[0][0] == "area / desk"


def test_a_page_that_lies_down_holds_more_columns():
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(42), Cm(29.7)
    add_table(document, WIDE)
    assert len(document.tables) == 1


def test_the_same_table_gives_the_same_bytes_with_the_snapshots_date():
    assert render(DESKS, "docx") == render(DESKS, "docx")
    assert opened(DESKS).core_properties.created.date() == date(2022, 2, 24)

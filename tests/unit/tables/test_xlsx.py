# SPDX-License-Identifier: EUPL-1.2
"""The workbook keeps the rules for statistics in spreadsheets, and its numbers are numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from taalplan.tables import Note, Provenance, Table
from taalplan.tables.drawn import drawn
from taalplan.tables.render import render
from taalplan.tables.render.xlsx import render_tables, write_workbook
from taalplan.vocabulary.text import Text

ORIGIN = Provenance("7f3a9c", date(2022, 2, 24), synthetic=True)
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
    provenance=ORIGIN,
)
OUTCOMES = drawn(
    """
    area / result | 2019 obliged | 2019 total
    --------------+--------------+-----------
    atlas         |         2348 |       4687
      passed      |         2106 |       4118
      % passed    |          90% |        88%
    """,
    columns=("contract_year", "target_group"),
).with_notes(Note(Text.same("Contracten."), (("2019", "obliged"),)))


def book(*tables: Table, language: str = "nl") -> openpyxl.Workbook:
    """The workbook as another program reads it."""
    return openpyxl.load_workbook(BytesIO(render_tables(tables, language)))


def values(sheet) -> list[list[object]]:
    """The cells of the sheet's marked table."""
    (name,) = sheet.tables
    return [[cell.value for cell in row] for row in sheet[sheet.tables[name].ref]]


def test_a_cover_the_notes_and_one_sheet_per_table():
    assert book(DESKS, OUTCOMES).sheetnames == ["Voorblad", "Noten", "Tabel_1", "Tabel_2"]
    assert book(DESKS, language="fr").sheetnames == ["Couverture", "Notes", "Tableau_1"]


def test_the_table_as_printed_with_codes_beside_the_labels_and_no_empty_cell():
    assert values(book(DESKS)["Tabel_1"]) == [
        ["area (code)", "desk (code)", "area / desk", "obliged", "total"],
        ["atlas", "total", "atlas", 2498, 6004],
        ["limburg", "total", "limburg", 1010, 2400],
        ["limburg", "genk", "genk [noot 2]", 1010, "[c]"],
        ["limburg", "lommel", "lommel", "[x]", "[x]"],
        ["total", "total", "total", 3508, 8404],
    ]


def test_a_heading_of_two_lines_becomes_one_and_units_stand_in_a_column():
    assert values(book(OUTCOMES)["Tabel_1"]) == [
        ["area (code)", "result (code)", "area / result", "Eenheid", "2019 obliged [noot 1]",
         "2019 total"],
        ["atlas", "total", "atlas", "aantal personen", 2348, 4687],
        ["atlas", "passed", "passed", "aantal personen", 2106, 4118],
        ["atlas", "passed-percent", "% passed", "percentage", 0.9, 0.88],
    ]  # fmt: skip


def test_figures_are_numbers_that_follow_the_readers_own_settings():
    sheet = book(DESKS)["Tabel_1"]
    (name,) = sheet.tables
    cells = {cell.value: cell for row in sheet[sheet.tables[name].ref] for cell in row}
    assert (cells[2498].data_type, cells[2498].number_format) == ("n", "#,##0")
    assert cells[2400].number_format == '#,##0" [p]"'
    percentages = [
        c for row in book(OUTCOMES)["Tabel_1"].iter_rows() for c in row if c.value == 0.9
    ]
    assert [cell.number_format for cell in percentages] == ["0%"]


@pytest.mark.parametrize("tables", [(DESKS,), (DESKS, OUTCOMES), (OUTCOMES,)])
def test_nothing_is_merged_nothing_is_a_formula_and_no_row_is_skipped(tables):
    for sheet in book(*tables):
        assert not sheet.merged_cells.ranges
        rows = list(sheet.iter_rows())
        assert all(row[0].value is not None for row in rows)
        assert all(cell.data_type != "f" for row in rows for cell in row)
        for table in sheet.tables.values():
            assert all(cell.value is not None for row in sheet[table.ref] for cell in row)
            assert all(isinstance(cell.value, str) for cell in sheet[table.ref][0])


def test_a_percentage_of_nobody_has_its_own_mark():
    table = drawn(
        """
        area / result | total
        --------------+------
        brussel       |     0
          passed      |     0
          % passed    |
        """
    )
    sheet = book(table)["Tabel_1"]
    assert values(sheet)[-1][-1] == "[z]"
    assert "[z] = geen percentage" in [row[0].value for row in sheet.iter_rows()]


def test_text_that_looks_like_a_formula_stays_text():
    table = drawn(
        """
        area        | =1+1
        ------------+------
        =cmd()calc  |     1
        """,
        title="=HYPERLINK()",
    )
    for sheet in book(table):
        for row in sheet.iter_rows():
            assert all(cell.data_type in ("s", "n") for cell in row)
    assert values(book(table)["Tabel_1"])[1][:2] == ["'=cmd()calc", "'=cmd()calc"]


def test_the_notes_of_all_tables_are_numbered_through():
    assert values(book(DESKS, OUTCOMES)["Noten"]) == [
        ["Nummer", "Tabel", "Noot"],
        [1, "Tabel_1", "Over alles."],
        [2, "Tabel_1", "Over Genk."],
        [3, "Tabel_2", "Contracten."],
    ]
    title = book(DESKS, OUTCOMES)["Tabel_1"]["A1"].value
    assert title == "Tabel 1: Aantal personen [noot 1]"


def test_the_cover_says_where_the_figures_come_from_and_links_to_the_tables():
    cover = book(DESKS, OUTCOMES)["Voorblad"]
    lines = [str(row[0].value) for row in cover.iter_rows()]
    assert any("momentopname 7f3a9c" in line and "synthetische" in line for line in lines)
    assert "[c] = niet getoond om personen te beschermen" in lines
    assert [str(cell.hyperlink.location) for (cell,) in cover.iter_rows() if cell.hyperlink] == [
        "'Tabel_1'!A1",
        "'Tabel_2'!A1",
    ]


def test_columns_that_are_called_the_same_get_different_headings():
    table = drawn("area | a total | b total\n-----+---+---\nboom | 1 | 2\n", columns=("x", "y"))
    same = replace(table.columns.dimensions[0], labels={c: Text.same("Deel") for c in "ab"})
    columns = replace(table.columns, dimensions=(same, table.columns.dimensions[1]))
    heads = values(book(replace(table, columns=columns))["Tabel_1"])[0]
    assert heads[-2:] == ["Deel total", "Deel total (2)"]


def test_the_same_table_gives_the_same_bytes_with_the_snapshots_date():
    assert render(DESKS, "xlsx") == render(DESKS, "xlsx")
    assert book(DESKS).properties.created.date() == date(2022, 2, 24)


def test_a_workbook_without_notes_says_so():
    plain = drawn("area | total\n-----+---\nboom | 1\n")
    assert values(book(plain)["Noten"])[1] == [0, "Tabel", "geen noten"]


def test_a_workbook_is_written_whole(tmp_path):
    path = write_workbook([DESKS], tmp_path / "deep" / "data.xlsx")
    assert path.read_bytes() == render(DESKS, "xlsx")
    assert [file.name for file in path.parent.iterdir()] == ["data.xlsx"]

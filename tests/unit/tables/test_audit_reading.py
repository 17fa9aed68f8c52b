# SPDX-License-Identifier: EUPL-1.2
"""The three forms of a published table are read alike, and written back as they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from lib.printed import PRINTED, PUBLISHED, printed, write_drawing
from taalplan.tables.audit import PrintedTable, UnreadableTableError, check_files, read_table

WIDE = """
    regio        | verplicht | recht | totaal
    Atlas        |     2.498 | 3.402 |  5.900
    Limburg      |       175 |   125 |    300
      Loket Een  |       100 |    75 |    175
      Loket Twee |        75 |    50 |    125
    Totaal       |     2.673 | 3.527 |  6.200
"""

SOURCE_FORM = """\
region,desk,year,target_group,measure,value
Limburg,,2021,verplicht,persons,175
Limburg,,2021,totaal,persons,300
Limburg,Loket Een,2021,verplicht,persons,100
Limburg,Loket Een,2021,totaal,persons,175
Totaal,,2021,verplicht,persons,175
Totaal,,2021,totaal,persons,300
"""

OUR_FORM = """\
area,result,contract_year,target_group,value,status
limburg,total,2019,obliged,959,
limburg,total,2019,total,,suppressed
limburg,passed,2019,obliged,880,
limburg,passed,2019,total,2182,
total,total,2019,obliged,959,
"""


def levels(table: PrintedTable) -> list[tuple[str, int]]:
    """Labels with their depth."""
    return [(row.label, row.level) for row in table.rows]


def read(folder: Path, text: str, encoding: str = "utf-8") -> PrintedTable:
    """Text as a table."""
    path = folder / "t.csv"
    path.write_bytes(text.encode(encoding))
    return read_table(path).table


def test_a_wide_table_has_its_hierarchy_from_its_indentation(tmp_path):
    table = printed(tmp_path, WIDE)
    assert levels(table) == [
        ("Atlas", 1),
        ("Limburg", 1),
        ("Loket Een", 2),
        ("Loket Twee", 2),
        ("Totaal", 0),
    ]
    assert table.children(1) == (2, 3)
    assert table.children(4) == (0, 1)
    assert table.values[0] == (2498, 3402, 5900)
    assert table.rows[2].line == 4


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_separator_and_encoding_are_found_out(tmp_path, separator, encoding):
    path = write_drawing(tmp_path / "t.csv", WIDE.replace("Loket Een", "Loket Eén"), separator)
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    table = read_table(path).table
    assert table.rows[2].label == "Loket Eén"
    assert table.values[4] == (2673, 3527, 6200)


def test_a_region_column_gives_the_hierarchy_too(tmp_path):
    table = read(
        tmp_path, "regio,loket,2020,2021\nA,,3,4\nA,een,1,2\nA,twee,2,2\nB,,5,5\nTotaal,,8,9\n"
    )
    assert levels(table) == [("A", 1), ("een", 2), ("twee", 2), ("B", 1), ("Totaal", 0)]
    assert table.rows[1].parent == 0


def test_without_any_sign_sums_give_the_hierarchy(tmp_path):
    table = read(tmp_path, "naam;x;y\nNoord;10;20\na;4;5\nb;6;15\nZuid;7;7\nTotaal;17;27\n")
    assert levels(table) == [("Noord", 1), ("a", 2), ("b", 2), ("Zuid", 1), ("Totaal", 0)]


def test_headings_of_two_lines_become_paths_and_percentages_are_marked(tmp_path):
    table = read(
        tmp_path,
        "Tabel 3: A1 naar jaar contract\n;2019;;2020;\n;plicht;Totaal;plicht;Totaal\n"
        "Atlas;2.348;4.687;1.575;3.621\ngeslaagd;2.106;4.118;1.428;3.198\n"
        "% geslaagd;90%;88%;91%;88%\nTotaal;2.348;4.687;1.575;3.621\n"
        "Bron: een rapport over iets dat hier niet staat\n",
    )
    assert [column.path for column in table.columns] == [
        ("2019", "plicht"),
        ("2019", "Totaal"),
        ("2020", "plicht"),
        ("2020", "Totaal"),
    ]
    assert [row.percent for row in table.rows] == [False, False, True, False]
    assert [row.label for row in table.rows][1] == "Atlas, geslaagd"
    assert table.measure.startswith("Tabel 3")


def test_a_title_gives_the_year_when_it_names_one(tmp_path):
    table = read(tmp_path, "Aanmeldingen in 2021\nregio;aantal;totaal\nA;1;1\nB;2;2\nTotaal;3;3\n")
    assert table.year == 2021


def test_the_form_of_the_source_is_read_with_its_year_and_measure(tmp_path):
    table = read(tmp_path, SOURCE_FORM)
    assert levels(table) == [("Limburg", 1), ("Loket Een", 2), ("Totaal", 0)]
    assert [column.label for column in table.columns] == ["verplicht", "totaal"]
    assert (table.year, table.measure) == (2021, "persons")
    assert table.line(1, 1) == 5


def test_our_own_form_is_read_and_a_suppressed_figure_is_hidden_not_blank(tmp_path):
    table = read(tmp_path, OUR_FORM)
    assert levels(table) == [
        ("Provincie Limburg", 1),
        ("Provincie Limburg, geslaagd", 2),
        ("totaal", 0),
    ]
    assert table.hidden == {(0, 1)}
    assert table.values[2] == (959, None)


def test_a_label_printed_twice_is_two_rows(tmp_path):
    twice = SOURCE_FORM.replace(
        "Totaal,,2021,v", "Limburg,Loket Een,2021,verplicht,persons,9\nTotaal,,2021,v", 1
    )
    assert [row.label for row in read(tmp_path, twice).rows].count("Loket Een") == 2


@pytest.mark.parametrize(
    "path", [PRINTED / "table-1.csv", PRINTED / "table-2.csv", PUBLISHED / "outcomes-a1.csv"]
)
def test_what_is_written_is_what_was_read(path):
    read_back = read_table(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert read_back.form.write(read_back.table).splitlines() == lines


def test_every_cell_that_is_no_figure_is_named_at_once(tmp_path):
    with pytest.raises(UnreadableTableError) as error:
        read(tmp_path, "regio;2020;2021\nA;1;2\nB;twee;3\nC;4;n.v.t.\n")
    assert [text.nl.split(":")[0] for text in error.value.sentences] == [
        "Regel 3, kolom '2020'",
        "Regel 4, kolom '2021'",
    ]
    assert "laat de cel leeg" in error.value.sentences[0].nl


@pytest.mark.parametrize("text", ["", "een\n", "een;twee\n", "alleen;woorden\nnog;meer\n"])
def test_what_is_no_table_is_said_and_is_a_fault(tmp_path, text):
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    report = check_files([tmp_path / "t.csv"])
    assert [one.code for one in report.findings] == ["unreadable"]
    assert report.exit_code == 1


def test_a_file_that_is_not_there_does_not_keep_the_others_from_being_checked(tmp_path):
    report = check_files([tmp_path / "nothing.csv", PRINTED / "table-2.csv"])
    assert [len(file.findings) for file in report.files] == [1, 0]


def test_a_short_tidy_line_is_named(tmp_path):
    with pytest.raises(UnreadableTableError, match="Regel 3 heeft 5 kolommen in plaats van 6"):
        read(tmp_path, SOURCE_FORM.replace("Limburg,,2021,totaal,persons,300", "L,,2021,totaal,1"))

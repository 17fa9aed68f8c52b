# SPDX-License-Identifier: EUPL-1.2
"""Which table a file, a sheet, a heading or a word means."""

from pathlib import Path

import pytest

from taalplan.snapshot.schema import TABLES, Kind
from taalplan.sources.aliases import ambiguous, code_names, column_names, fold
from taalplan.sources.files import find, table_of


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("registrations", "registrations"),
        ("Registrations-2021", "registrations"),
        ("registrations2021", "registrations"),
        ("registrations (2)", "registrations"),
        ("aanmeldingen_2021", "registrations"),
        ("Contracten", "contracts"),
        ("notes", None),
        ("", None),
        ("2021", None),
    ],
)
def test_the_table_that_a_name_means(name, table):
    assert table_of(name) == table


@pytest.mark.parametrize("table", list(TABLES))
def test_no_heading_can_mean_two_columns_of_a_table(table):
    assert ambiguous(table) == {}


@pytest.mark.parametrize("table", list(TABLES))
def test_every_column_and_code_is_known_by_its_own_name(table):
    for column in TABLES[table].columns:
        assert column_names(table)[fold(column.name.upper())] == column.name
        for code in column.codes:
            assert code_names(column.codes)[fold(code)] == code


def test_dutch_headings_as_they_are_written():
    names = column_names("registrations")
    for heading, column in {
        "Rijksregisternummer": "person",
        "Datum aanmelding": "date",
        "Loket": "desk",
        "soort_aanmelding": "kind",
        "Doelgroep": "target_group",
        "NIS-code": "municipality",
    }.items():
        assert names[fold(heading)] == column


def test_every_key_column_has_a_dutch_name():
    for table in TABLES.values():
        for column in table.columns:
            if column.kind is Kind.KEY:
                assert len([n for n in column_names(table.name).values() if n == column.name]) > 1


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).write_text("", encoding="utf-8")


def test_a_folder_may_hold_other_files_which_are_said(tmp_path):
    touch(tmp_path, "registrations.csv", "README.txt", "notes.csv", "plan.docx", "~$x.xlsx", ".z")
    found = find([tmp_path])
    assert [(path.name, table) for path, table in found.files] == [
        ("registrations.csv", "registrations")
    ]
    assert found.faults == ()
    assert [notice.split(" ")[0] for notice in found.notices] == [
        "README.txt",
        "notes.csv",
        "plan.docx",
    ]


def test_a_slip_in_a_name_does_not_lose_a_table(tmp_path):
    touch(tmp_path, "registratons.csv", "contracts.csv")
    assert [str(fault) for fault in find([tmp_path]).faults] == [
        "registratons.csv: is not named after a table; "
        "name it registrations.csv if that is what it holds"
    ]


def test_a_file_that_is_asked_for_must_be_a_table(tmp_path):
    touch(tmp_path, "notes.csv", "registrations.ods")
    paths = [tmp_path / "notes.csv", tmp_path / "registrations.ods", tmp_path / "gone.csv"]
    faults = [str(fault) for fault in find(paths).faults]
    assert faults[0].startswith(
        "notes.csv: is not named after a table; name it after a table: people, registrations,"
    )
    assert faults[1].startswith("registrations.ods: is not a kind of file that is read; give .csv")
    assert faults[2].startswith("gone.csv: does not exist")


def test_a_file_that_is_given_twice_is_read_once(tmp_path):
    touch(tmp_path, "registrations.csv")
    assert len(find([tmp_path, tmp_path / "registrations.csv"]).files) == 1


def test_a_folder_without_tables_is_a_fault(tmp_path):
    touch(tmp_path, "README.txt")
    assert "holds no file that is named after a table" in str(find([tmp_path]).faults[0])

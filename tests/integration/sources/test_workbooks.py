# SPDX-License-Identifier: EUPL-1.2
"""Workbooks as Excel makes them: real dates, numbers for keys, formulas, several sheets."""

import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from taalplan.sources import read
from taalplan.sources import workbook as room
from taalplan.sources.workbook import number_text

AS_OF = date(2022, 2, 28)
KEY = b"sixteen bytes at least"
HEADINGS = ["person", "date", "desk", "kind", "target_group"]
ROW = [123, datetime(2021, 1, 5), "loket-boom", "first", "obliged"]


def book(path: Path, **sheets: list[list[object]]) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


def faults(*paths: Path) -> list[str]:
    return [str(fault) for fault in read(paths, as_of=AS_OF, key=KEY).faults]


def test_dates_as_cells_as_serial_numbers_and_as_text(tmp_path):
    path = book(
        tmp_path / "registrations.xlsx",
        Blad1=[
            HEADINGS,
            ["A", datetime(2021, 1, 5), *ROW[2:]],
            ["B", 44201, *ROW[2:]],
            ["C", "05/01/2021", *ROW[2:]],
            ["D", date(2021, 1, 5), *ROW[2:]],
        ],
    )
    found = read([path], as_of=AS_OF)
    assert found.faults == ()
    assert found.tables["registrations"]["date"].to_pylist() == [date(2021, 1, 5)] * 4


def test_days_since_1904_are_read_from_the_right_day(tmp_path):
    made = openpyxl.Workbook()
    made.epoch = CALENDAR_MAC_1904
    for row in (HEADINGS, ["A", datetime(2021, 1, 5), *ROW[2:]], ["B", 44201 - 1462, *ROW[2:]]):
        made.active.append(row)
    made.save(tmp_path / "registrations.xlsx")
    found = read([tmp_path], as_of=AS_OF)
    assert found.tables["registrations"]["date"].to_pylist() == [date(2021, 1, 5)] * 2


def test_a_number_as_key_is_the_same_person_as_its_text_elsewhere(tmp_path):
    book(tmp_path / "registrations.xlsx", Blad1=[HEADINGS, ROW, [123.0, 44202, *ROW[2:]]])
    (tmp_path / "contracts.csv").write_text(
        "contract,person,signed,area,target_group\nK,123,2021-02-01,atlas,obliged\n",
        encoding="utf-8",
    )
    found = read([tmp_path], as_of=AS_OF)
    assert found.faults == ()
    assert found.tables["registrations"]["person"].to_pylist() == [0, 0]
    assert found.tables["contracts"]["person"].to_pylist() == [0]


def test_rows_are_named_as_excel_numbers_them(tmp_path):
    path = book(
        tmp_path / "registrations.xlsx",
        Blad1=[[], HEADINGS, ROW, [], [None] * 5, ["B", "31/02/2021", *ROW[2:]], [], ["C"]],
    )
    assert faults(path)[0] == (
        "registrations.xlsx, sheet Blad1, row 6, date: '31/02/2021' is a day that does not exist; "
        "correct it"
    )
    assert {fault.line for fault in read([path], as_of=AS_OF).faults} == {6, 8}


def test_midnight_of_day_zero_is_no_date(tmp_path):
    path = book(tmp_path / "registrations.xlsx", Blad1=[HEADINGS, ROW, ["B", 0, *ROW[2:]]])
    assert "is not a date" in faults(path)[0]
    path = book(tmp_path / "registrations.xlsx", Blad1=[HEADINGS, ["B", 10_001, *ROW[2:]]])
    assert "sign for 'not known'" in faults(path)[0]


def test_a_workbook_with_a_sheet_for_each_table(tmp_path):
    path = book(
        tmp_path / "extract maart.xlsx",
        Aanmeldingen=[HEADINGS, ROW],
        contracten=[["contract", "person", "signed", "area", "doelgroep"],
                    ["K", 123, datetime(2021, 2, 1), "Provincie Antwerpen", "verplicht"]],
        Uitleg=[["Dit is uitleg"]],
    )  # fmt: skip
    found = read([path], as_of=AS_OF)
    assert found.faults == ()
    assert found.tables["contracts"]["area"].to_pylist() == ["antwerpen"]
    assert found.tables["registrations"].num_rows == 1
    assert (
        "extract maart.xlsx: the sheet 'Uitleg' was left out; it is not named after a table"
        in found.notices
    )


def test_a_workbook_of_which_nothing_is_named_after_a_table(tmp_path):
    path = book(tmp_path / "extract.xlsx", Blad1=[HEADINGS, ROW], Blad2=[])
    assert faults(path)[0].startswith(
        "extract.xlsx: has no sheet named after a table (its sheets are Blad1, Blad2); name them"
    )


def test_a_value_beside_the_headings_is_not_lost(tmp_path):
    path = book(tmp_path / "registrations.xlsx", Blad1=[HEADINGS, ROW, [*ROW, "?"]])
    assert faults(path) == [
        "registrations.xlsx, sheet Blad1, row 3: has a value to the right of the last of "
        "5 headings; move it to its column, or give that column a name"
    ]


def test_a_formula_that_was_never_computed_is_not_read_as_empty(tmp_path):
    path = book(
        tmp_path / "registrations.xlsx",
        Blad1=[[*HEADINGS, "municipality"], [*ROW, "=11000+5"], [*ROW[:4], "entitled", "11005"]],
    )
    assert faults(path) == [
        "registrations.xlsx, sheet Blad1, row 2: in column F is a formula without a stored "
        "result; open the workbook in Excel and save it again"
    ]


def test_the_stored_result_of_a_formula_is_read(tmp_path):
    path = book(
        tmp_path / "registrations.xlsx", Blad1=[[*HEADINGS, "municipality"], [*ROW, "=11000+5"]]
    )
    rewrite(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<v></v>", b"<v>11005</v>")
            .replace(b"<v />", b"<v>11005</v>").replace(b"<v/>", b"<v>11005</v>"))  # fmt: skip
    found = read([path], as_of=AS_OF)
    assert found.faults == ()
    assert found.tables["registrations"]["municipality"].to_pylist() == ["11005"]


def test_stated_dimensions_that_are_too_small_do_not_cut_rows_off(tmp_path):
    path = book(tmp_path / "registrations.xlsx", Blad1=[HEADINGS, ROW, [124, *ROW[1:]]])
    rewrite(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"A1:E3", b"A1:B2"))
    assert read([path], as_of=AS_OF).tables["registrations"].num_rows == 2


def test_a_workbook_that_unpacks_to_an_absurd_size_is_refused_unread(tmp_path, monkeypatch):
    path = book(tmp_path / "registrations.xlsx", Blad1=[HEADINGS, *([ROW] * 500)])
    monkeypatch.setattr(room, "LARGEST", 10_000)
    assert "would unpack to" in faults(path)[0]
    monkeypatch.undo()
    bomb = tmp_path / "contracts.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (room.LARGEST // 16 + 1))
    assert faults(bomb) == [
        "contracts.xlsx: would unpack to 64 MiB, which is refused; "
        "export the table as CSV or Parquet"
    ]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04rest", b"no workbook at all"])
def test_a_damaged_workbook_is_a_fault(tmp_path, data):
    path = tmp_path / "registrations.xlsx"
    path.write_bytes(data)
    assert "cannot be read as a workbook" in faults(path)[0]


def test_numbers_as_text():
    assert [number_text(n) for n in (12, 12.0, 12.5, 1.125, 0.5, -3.0)] == [
        "12",
        "12",
        "12.5",
        "1.1250",
        "0.5",
        "-3",
    ]
    # More digits than Excel keeps: shown in a way in which no key is accepted.
    assert "e+" in number_text(12345678901234567890)
    assert "e+" in number_text(1.2345678901234567e19)


def rewrite(path: Path, member: str, change) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert change(parts[member]) != parts[member]
    parts[member] = change(parts[member])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)

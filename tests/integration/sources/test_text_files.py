# SPDX-License-Identifier: EUPL-1.2
"""The same extract in every form in which offices write text gives the same tables."""

from datetime import date
from pathlib import Path

import pytest

from taalplan.snapshot import FaultyDataError, Snapshot
from taalplan.sources import import_files, read

KEY = b"sixteen bytes at least"
ROWS = [
    ["persoon", "datum", "loket", "soort", "doelgroep", "gemeente"],
    ["José", "05/01/2021", "Loket Boom", "eerste", "verplicht", "Boom"],
    ["00012", "06/01/2021", "Loket Geel", "eerste", "rechthebbend", ""],
    ["José", "01/03/2021", "Loket Boom", "heraanmelding", "onbepaald", "Liège"],
]
CLEAN = [row if row[5] != "Liège" else [*row[:5], "11005"] for row in ROWS]


def text(rows: list[list[str]], separator: str = ",", end: str = "\n", quote: str = "") -> str:
    lines = (separator.join(f"{quote}{cell}{quote}" for cell in row) for row in rows)
    return "".join(line + end for line in lines)


def imported(path: Path, data: bytes) -> dict[str, list[object]]:
    path.write_bytes(data)
    found = read([path], as_of=date(2022, 2, 28), key=KEY)
    assert found.faults == ()
    return dict(found.tables["registrations"].to_pydict())


@pytest.fixture
def expected(tmp_path: Path) -> dict[str, list[object]]:
    return imported(tmp_path / "registrations.csv", text(CLEAN).encode())


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_encoding_and_separator(tmp_path, expected, codec, separator):
    data = text(CLEAN, separator).encode(codec)
    assert imported(tmp_path / "registrations.csv", data) == expected


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n\n", "\r\n\r\n"])
def test_every_end_of_line(tmp_path, expected, end):
    data = text(CLEAN, end=end).encode()
    assert imported(tmp_path / "registrations.csv", data) == expected


def test_quoted_fields_an_excel_preamble_empty_rows_and_no_last_line_end(tmp_path, expected):
    path = tmp_path / "registrations.csv"
    assert imported(path, text(CLEAN, quote='"').encode()) == expected
    assert imported(path, b"sep=;\r\n" + text(CLEAN, ";", "\r\n").encode()) == expected
    assert imported(path, text(CLEAN, ";").encode() + b";;;;;\n;;;;;\n") == expected
    assert imported(path, text(CLEAN).encode().rstrip()) == expected
    assert imported(path, b"\n\n" + text(CLEAN).encode()) == expected


def test_lines_are_counted_as_an_editor_does_whatever_stands_before(tmp_path):
    path = tmp_path / "registrations.csv"
    for before, end in ((b"sep=;\r\n", "\r\n"), (b"\n\n", "\n"), (b"", "\r")):
        path.write_bytes(before + text(ROWS, ";", end).encode("cp1252"))
        [fault] = read([path], as_of=date(2022, 2, 28)).faults
        assert fault.line == 4 + before.count(b"\n")
        assert fault.value == "Liège"


def test_how_a_file_was_read_is_said(tmp_path):
    path = tmp_path / "registrations.csv"
    path.write_bytes(text(CLEAN, ";").encode("cp1252"))
    notices = read([path]).notices
    assert "registrations.csv: read as Windows-1252, with semicolons between fields" in notices


def test_several_files_of_one_table_are_one_table(tmp_path, expected):
    folder = tmp_path / "parts"
    folder.mkdir()
    (folder / "registrations-1.csv").write_text(text(CLEAN[:2], ";"), encoding="utf-8")
    (folder / "registrations-2.csv").write_text(text([CLEAN[0], *CLEAN[2:]]), encoding="cp1252")
    found = read([folder], as_of=date(2022, 2, 28), key=KEY)
    assert found.faults == ()
    assert found.tables["registrations"].to_pydict() == expected


def test_an_import_with_a_fault_writes_nothing(tmp_path):
    path, out = tmp_path / "registrations.csv", tmp_path / "out"
    path.write_text(text(ROWS), encoding="utf-8")
    with pytest.raises(FaultyDataError) as error:
        import_files([path], out)
    assert "line 4, municipality: 'Liège'" in str(error.value)
    assert not out.exists()
    assert sorted(tmp_path.iterdir()) == [path]


def test_an_import_gives_a_snapshot_with_its_code_lists(tmp_path):
    path, out = tmp_path / "registrations.csv", tmp_path / "out"
    path.write_text(text(CLEAN), encoding="utf-8")
    snapshot = import_files([path], out, as_of=date(2022, 2, 28), key=KEY)
    assert snapshot.tables == {"registrations", "desks", "municipalities"}
    assert snapshot.rows("registrations") == 3
    assert snapshot.as_of == date(2022, 2, 28)
    assert snapshot.manifest.sources == ("registrations.csv",)
    assert Snapshot.open(out).id == snapshot.id


def test_progress_is_reported_to_its_end(tmp_path):
    path = tmp_path / "registrations.csv"
    path.write_text(text(CLEAN), encoding="utf-8")
    steps: list[tuple[str, float]] = []
    read([path], progress=lambda *step: steps.append(step))
    assert steps == [("registrations.csv", 0.0), ("checking", 0.4), ("", 1.0)]

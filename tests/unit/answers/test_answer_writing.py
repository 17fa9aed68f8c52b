# SPDX-License-Identifier: EUPL-1.2
"""An answer is written whole or not at all, and never over somebody's other files."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from taalplan.answers import Document, OutputError, write_answer
from taalplan.tables.table import Table


def contents(folder: Path) -> dict[str, bytes]:
    """Every file under a folder, by its relative path."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_all_forms_and_all_data_are_there(written: Path, tables: dict[str, Table]) -> None:
    assert set(contents(written)) == {
        "answer.docx",
        "answer.pdf",
        "answer.html",
        "data.xlsx",
        *(f"data/{id}.csv" for id in tables),
    }


def test_open_data_are_tidy(written: Path, tables: dict[str, Table]) -> None:
    with (written / "data" / "eerste.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["area", "desk", "target_group", "value", "status"]
    total = [row for row in rows if row["area"] == row["target_group"] == "total"]
    assert int(total[0]["value"]) == tables["eerste"]["total", "total", "total"]


def test_the_sheet_number_is_the_table_number(written: Path, tables: dict[str, Table]) -> None:
    book = openpyxl.load_workbook(written / "data.xlsx")
    sheets = [name for name in book.sheetnames if name.startswith("Tabel_")]
    assert sheets == [f"Tabel_{number}" for number in range(1, 17)]
    words = {str(cell.value) for row in book["Tabel_2"].iter_rows(max_row=4) for cell in row}
    assert any(tables["eerste_provincie"].title.nl in text for text in words)


def test_the_same_answer_gives_the_same_bytes(
    written: Path, document: Document, tables: dict[str, Table], tmp_path: Path
) -> None:
    paths = write_answer(document, tables, tmp_path / "again")
    assert [path.name for path in paths[:3]] == ["answer.docx", "answer.pdf", "answer.html"]
    assert contents(tmp_path / "again") == contents(written)


def test_a_crash_leaves_the_former_answer(
    document: Document,
    tables: dict[str, Table],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = tmp_path / "216"
    write_answer(document, tables, out)
    before = contents(out)

    def crash(document: Document) -> bytes:
        raise RuntimeError("the power went out")

    monkeypatch.setattr("taalplan.answers.html.html", crash)
    with pytest.raises(RuntimeError):
        write_answer(document, {}, out)
    assert contents(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["216"]


def test_a_crash_between_the_two_renames_is_mended_by_the_next_run(
    document: Document, tables: dict[str, Table], tmp_path: Path
) -> None:
    out = tmp_path / "216"
    write_answer(document, tables, out)
    before = contents(out)
    out.rename(tmp_path / ".216.former")
    (tmp_path / ".216.former" / "notities.txt").write_text("van mij", encoding="utf-8")
    with pytest.raises(OutputError, match=r"notities\.txt"):
        write_answer(document, tables, out)
    assert contents(out) == {**before, "notities.txt": b"van mij"}


@pytest.mark.parametrize("strange", ["brief.docx", "data/eigen.ods", "map/x.txt"])
def test_a_folder_with_other_files_is_not_replaced(
    document: Document, tables: dict[str, Table], tmp_path: Path, strange: str
) -> None:
    path = tmp_path / "map van Els" / strange
    path.parent.mkdir(parents=True)
    path.write_text("van mij", encoding="utf-8")
    with pytest.raises(OutputError, match="choose another folder"):
        write_answer(document, tables, tmp_path / "map van Els")
    assert path.read_text(encoding="utf-8") == "van mij"


def test_a_file_is_not_a_folder(document: Document, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("van mij", encoding="utf-8")
    with pytest.raises(OutputError, match="is a file"):
        write_answer(document, {}, tmp_path / "x")


def test_an_answer_of_before_is_replaced(
    document: Document, tables: dict[str, Table], tmp_path: Path
) -> None:
    out = tmp_path / "new" / "216"
    write_answer(document, {**tables, "extra": tables["a1"]}, out)
    assert (out / "data" / "extra.csv").exists()
    write_answer(document, tables, out)
    assert not (out / "data" / "extra.csv").exists()

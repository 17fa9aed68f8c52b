# SPDX-License-Identifier: EUPL-1.2
"""One front door for all formats, and files that are whole or not there."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from taalplan.tables import Dimension
from taalplan.tables.drawn import drawn
from taalplan.tables.render import FORMATS, UnknownFormatError, render, write
from taalplan.tables.render.door import render_all
from taalplan.tables.table import Axis, Cell, Member, Table
from taalplan.vocabulary.text import Text

AREA = Dimension("area", Text.same("regio"), {"boom": Text.same("Boom")})
TOTAAL = Text("Totaal", "Total", "Total")
TABLE = drawn("area | total\n-----+---\nboom | 12\n")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_renders_as_text_or_as_bytes(name):
    rendered = render(TABLE, name)
    assert isinstance(rendered, bytes if name in ("xlsx", "docx") else str)
    assert rendered


def test_an_unknown_format_names_those_there_are():
    with pytest.raises(UnknownFormatError, match=r"'pdf' is not a format; choose one of text, csv"):
        render(TABLE, "pdf")


def test_json_has_its_full_name_too():
    assert render(TABLE, "jsonstat") == render(TABLE, "json")


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("csv", "px")])
def test_several_tables_share_a_file(name):
    assert len(render_all([TABLE, TABLE], name)) > len(render_all([TABLE], name))


def test_csv_holds_one_table():
    with pytest.raises(ValueError, match="holds one table, not 2"):
        render_all([TABLE, TABLE], "csv")


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_is_written_with_its_folder(name, tmp_path):
    path = write(TABLE, tmp_path / "new" / "table", name)
    expected = render(TABLE, name)
    expected = expected if isinstance(expected, bytes) else expected.encode()
    assert path.read_bytes() == expected


def test_when_writing_fails_the_old_file_stays_and_nothing_half_remains(tmp_path, monkeypatch):
    path = write(TABLE, tmp_path / "table.csv", "csv")
    before = path.read_bytes()

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write(drawn("area | total\n-----+---\nlier | 1\n"), path, "csv")
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["table.csv"]


def test_the_front_door_loads_no_library_of_documents_or_workbooks():
    code = (
        "import sys, taalplan.tables.render;"
        "heavy = ('docx', 'xlsxwriter', 'openpyxl', 'lxml', 'numpy');"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", FORMATS)
def test_a_table_without_column_dimensions_has_one_column_of_figures(name):
    """'How many people by area', and nothing more, is a table too."""
    rows = Axis((AREA,), (Member(("boom",), Text.same("Boom")),))
    cells = {(("boom",), ()): Cell(1234)}
    table = Table("mine", Text.same("Mensen"), rows, Axis((), (Member((), TOTAAL),)), cells)
    rendered = render(table, name)
    if name in ("text", "html"):
        assert "Totaal" in rendered
        assert "1.234" in rendered
    elif isinstance(rendered, str):
        assert "1234" in rendered
    else:
        assert len(rendered) > 1000

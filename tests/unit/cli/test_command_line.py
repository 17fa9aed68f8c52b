# SPDX-License-Identifier: EUPL-1.2
"""The command line: exit codes, words for users, and nothing heavy before it is needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from taalplan.cli.main import COMMANDS, main

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "command-line.md"


def run(*words: object) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as left:
        main([str(word) for word in words])
    return int(left.value.code or 0)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_and_is_documented(command, capsys):
    """`--help` works, and the reference has a heading for it."""
    assert run(command, "--help") == 0
    assert "usage: taalplan" in capsys.readouterr().out
    assert f"## taalplan {command}\n" in PAGE.read_text(encoding="utf-8")


def test_help_loads_nothing_heavy():
    """Arrow, numpy, numba, duckdb, Django and rich stay out of `taalplan --help`."""
    code = (
        "import sys; from taalplan.cli.main import _parser; _parser('table'); "
        "print([m for m in ('pyarrow','numpy','numba','duckdb','django','rich','yaml') "
        "if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_command_not_well_put_ends_with_2(tmp_path, capsys):
    """An unknown table, no snapshot named, a year of the wrong kind, two years for one."""
    assert run("table", "first-registrations") == 2
    assert "add --snapshot DIR" in capsys.readouterr().err
    for words in (
        ["no-such-table"],
        ["first-registrations", "--year", "2021-2022"],
        ["first-registrations", "--year", "2020", "--year", "2021"],
        ["first-registrations", "--axis", "contract-year"],
    ):
        assert run("table", *words, "--snapshot", tmp_path) == 2
        assert capsys.readouterr().err.startswith("taalplan: ")


def test_data_with_faults_ends_with_1_and_says_what_to_do(tmp_path, capsys):
    """A folder that is not a snapshot; a snapshot without the table that is needed."""
    assert run("table", "first-registrations", "--snapshot", tmp_path) == 1
    assert "make one with 'taalplan import' or 'taalplan example'" in capsys.readouterr().err


def test_a_missing_table_is_named(snapshot_of, capsys):
    """Outcomes need components."""
    snapshot = snapshot_of(registrations="person\n1")
    assert run("table", "outcomes-a1", "--snapshot", snapshot.path) == 1
    assert "has no table 'co" in capsys.readouterr().err


def test_a_table_is_written_in_the_format_that_the_file_ends_in(snapshot_of, tmp_path):
    """CSV by its suffix; nothing is left beside it."""
    snapshot = snapshot_of(registrations="person\n1")
    out = tmp_path / "out" / "table.csv"
    out.parent.mkdir()
    assert run("table", "first-registrations", "--snapshot", snapshot.path, "--out", out) == 0
    assert out.read_text().startswith("area,desk,target_group,value,status\n")
    assert list(out.parent.iterdir()) == [out]


def test_the_official_tables_are_listed(capsys):
    """`taalplan table` without a name."""
    assert run("table") == 0
    assert "outcomes-a2" in capsys.readouterr().out


@pytest.mark.parametrize("harm", ["cut", "gone", "changed"])
def test_a_damaged_snapshot_gives_a_sentence_and_no_table(snapshot_of, capsys, harm):
    """Not a traceback of Arrow, and above all not a figure under its id."""
    snapshot = snapshot_of(registrations="person\n1")
    file = snapshot.file("registrations")
    content = file.read_bytes()
    if harm == "gone":
        file.unlink()
    else:
        file.write_bytes(content[:-9] if harm == "cut" else content + b" ")
    assert run("table", "first-registrations", "--snapshot", snapshot.path) == 1
    printed = capsys.readouterr()
    assert "is not as it was written: registrations changed" in printed.err
    assert printed.out == ""


def test_a_day_that_does_not_exist_is_refused_in_words(tmp_path, capsys):
    """The same for a table and for an import."""
    for words in (["table", "outcomes-a1"], ["import", tmp_path, "--out", tmp_path / "o"]):
        assert run(*words, "--as-of", "2022-02-29") == 2
        assert "'2022-02-29' is not a day that exists; write it as" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_named_first(snapshot_of, tmp_path, capsys):
    """A folder stands where the file should come."""
    snapshot = snapshot_of(registrations="person\n1")
    (tmp_path / "there.html").mkdir()
    words = ["table", "first-registrations", "--snapshot", snapshot.path]
    assert run(*words, "--out", tmp_path / "there.html") == 1
    said = capsys.readouterr().err.splitlines()[-1]
    assert said.startswith(f"taalplan: {tmp_path}")
    assert "Errno" not in said


@pytest.mark.parametrize("words", [("--people", "10"), ("--people", "-5"), ("--seed", "-1")])
def test_an_example_of_too_few_people_is_refused_before_it_is_made(words, tmp_path, capsys):
    """In words, and without a folder."""
    assert run("example", "--out", tmp_path / "example", *words) == 2
    assert f"'{words[1]}' is not a whole number of" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


QUESTION = """\
number: 5
title: Aanmeldingen
parliament: Vlaams Parlement
session_year: 2021-2022
asked_on: 2022-02-24
asked_by: A
answered_by: B
function: minister
parts:
  - code: 1a
    asked: Hoeveel?
    table:
      - {id: a, definition: nope}
      - {id: b, definition: outcomes-a1, by: desk, year: 2021}
      - {id: c, definition: first-registrations, year: 2021, by: planet}
"""


def test_every_table_of_a_question_that_cannot_be_is_named_with_its_line(
    snapshot_of, tmp_path, capsys
):
    """All at once: who wrote the question mends it in one go."""
    question = tmp_path / "5.yaml"
    question.write_text(QUESTION, encoding="utf-8")
    snapshot = snapshot_of(registrations="person\n1")
    out = tmp_path / "answer"
    assert run("answer", question, "--snapshot", snapshot.path, "--out", out) == 1
    said = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[1 if "taalplan" in line else 0] for line in said] == [
        f"{question}, line {line}, table '{name}'"
        for line, name in ((13, "a"), (14, "b"), (15, "c"))
    ]
    assert not out.exists()


def test_the_day_of_a_snapshot_in_a_question_is_a_day(tmp_path, capsys):
    """`snapshot: gisteren` is a fault of the file, not of the program."""
    question = tmp_path / "5.yaml"
    question.write_text(QUESTION.replace("nope", "nope, snapshot: gisteren"), encoding="utf-8")
    assert run("answer", question, "--snapshot", tmp_path, "--out", tmp_path / "answer") == 1
    assert "'snapshot: gisteren' is not a date; write it as 2022-02-24" in capsys.readouterr().err


def test_a_workbook_is_not_checked_as_if_it_were_text(tmp_path, capsys):
    """Its bytes would be read as cells, and printed."""
    book = tmp_path / "tabel.XLSX"
    book.write_bytes(b"PK\x03\x04")
    assert run("check", book) == 2
    assert "tabel.XLSX: save the table as CSV" in capsys.readouterr().err

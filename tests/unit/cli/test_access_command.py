# SPDX-License-Identifier: EUPL-1.2
"""`taalplan access`: a study is written, and what cannot be is said."""

from __future__ import annotations

import csv

import pytest

from lib.small_desks import DESKS, registrations
from taalplan.cli.main import main


def run(*arguments: str) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as ended:
        main([*arguments])
    return int(ended.value.code or 0)


@pytest.fixture
def snapshot(snapshot_of):
    """The register around Lommel."""
    return snapshot_of(registrations=registrations(), desks=DESKS)


def test_a_study_is_written(snapshot, tmp_path, capsys):
    """Documents, a workbook, and tables whose figures stand in the sentences."""
    out = tmp_path / "out"
    assert run("access", "--snapshot", str(snapshot.path), "--out", str(out)) == 0
    printed = capsys.readouterr().out.split()
    assert {path.rsplit("/", 1)[1] for path in printed} >= {
        "contactpunten.docx", "contactpunten.html", "contactpunten.xlsx", "access-places.csv"
    }  # fmt: skip
    page = " ".join((out / "contactpunten.html").read_text().split())
    assert "In 2021 meldden 13 personen uit Vlaanderen en Brussel zich aan." in page
    assert "Twee erbij: Lommel en Ronse." in page
    assert "Inwoners van Lommel meldden zich na de sluiting van Vestiging Lommel vooral aan" in page
    with (out / "data" / "access-places.csv").open(newline="") as lines:
        people = [row["value"] for row in csv.DictReader(lines) if row["measure"] == "people"]
    assert sum(map(int, people)) == 13


@pytest.mark.parametrize("language", ["en", "fr"])
def test_in_other_languages(snapshot, tmp_path, language):
    """No sentence stays without its figures."""
    out = tmp_path / "out"
    arguments = ("access", "--snapshot", str(snapshot.path), "--out", str(out))
    assert run(*arguments, "--language", language) == 0
    assert "{" not in (out / "contactpunten.html").read_text().split("<body")[1].split("<svg")[0]


def test_a_year_without_anybody(snapshot, tmp_path, capsys):
    """The years that there are are named, and nothing is written."""
    out = tmp_path / "out"
    arguments = ("access", "--snapshot", str(snapshot.path), "--out", str(out))
    assert run(*arguments, "--year", "2015") == 1
    assert "nobody of whom the residence is known registered in 2015" in capsys.readouterr().err
    assert not out.exists()


def test_where_to_write_must_be_said(snapshot, capsys):
    """A usage error."""
    assert run("access", "--snapshot", str(snapshot.path)) == 2
    assert "--out" in capsys.readouterr().err


def test_faults_of_given_files(snapshot, tmp_path, capsys):
    """A data fault: nothing is written; and a file that is not there is named."""
    file, out = tmp_path / "sites.csv", tmp_path / "out"
    file.write_text("municipality\nAtlantis\n")
    arguments = ("access", "--snapshot", str(snapshot.path), "--out", str(out))
    assert run(*arguments, "--candidates", str(file)) == 1
    assert "sites.csv, line 2, column municipality: 'Atlantis'" in capsys.readouterr().err
    assert run(*arguments, "--travel-times", str(tmp_path / "none.csv")) == 1
    assert "none.csv" in capsys.readouterr().err
    assert not out.exists()


def test_given_files_are_for_places(snapshot, tmp_path, capsys):
    """A usage error beside --staff, rather than a file that is not read."""
    arguments = ("access", "--snapshot", str(snapshot.path), "--out", str(tmp_path / "out"))
    assert run(*arguments, "--staff", "--candidates", "sites.csv") == 2
    assert "do not go with --staff" in capsys.readouterr().err

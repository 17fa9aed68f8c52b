# SPDX-License-Identifier: EUPL-1.2
"""Messages of KBI and education become a snapshot: all that they say, and what they do not."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lib import messages as make
from taalplan.cli.main import main
from taalplan.snapshot import FaultyDataError, Snapshot
from taalplan.sources import write
from taalplan.sources.extract import Extract
from taalplan.sources.messages.extract import read, read_desks

DESKS = {make.BOOM: "loket-boom"}


def _rows(extract: Extract, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = extract.tables[table].to_pylist()
    return [{name: cell for name, cell in row.items() if cell is not None} for row in found]


def _read(folder: Path, **files: str) -> Extract:
    return read([make.write(folder, **files)], desks=DESKS)


def test_a_dossier_becomes_rows(tmp_path: Path) -> None:
    inside = make.contract() + make.way(
        make.part(end="2021-11-30", verdict="VO"), make.part("TO_OB_MO")
    )
    extract = _read(tmp_path, a=make.kbi(inside=inside + make.WAITING))
    assert extract.faults == ()
    assert _rows(extract, "people") == [{"person": 0, "birth_year": 1985, "sex": "f"}]
    assert _rows(extract, "registrations") == [
        {"person": 0, "date": date(2021, 9, 1), "desk": "loket-boom", "kind": "first",
         "target_group": "obliged"}
    ]  # fmt: skip
    assert _rows(extract, "contracts") == [
        {"contract": 0, "person": 0, "signed": date(2021, 9, 10), "area": "atlas",
         "target_group": "obliged"}
    ]  # fmt: skip
    assert _rows(extract, "components") == [
        {"person": 0, "contract": 0, "component": "A1", "opened": date(2021, 9, 10),
         "closed": date(2021, 11, 30), "result": "passed"}
    ]  # fmt: skip
    (demand,) = _rows(extract, "demands")
    assert (demand["level"], demand["dayparts"], demand["intensity"]) == ("A1", ["evening"], 3)
    assert (demand["since"], demand["desired_start"]) == (date(2021, 11, 2), date(2022, 1, 10))


def test_one_place_told_by_both_systems_is_one_place_and_the_differences_are_told(
    tmp_path: Path,
) -> None:
    """KBI      2021-10-04 enrolled
    DAVINCI  2021-10-05 enrolled, 2021-11-20 withdrawn   <- the centre's own account counts
    """
    told = make.enrolment(status="UITGESCHREVEN", withdrawn="2021-11-20")
    extract = _read(
        tmp_path, a=make.kbi(inside=make.kbi_course()), n85073003328=make.education(told)
    )
    placements = [(row["date"], row["status"]) for row in _rows(extract, "placements")]
    assert placements == [(date(2021, 10, 5), "enrolled"), (date(2021, 11, 20), "withdrawn")]
    assert {row["person"] for row in _rows(extract, "placements")} == {0}
    found = [notice for notice in extract.notices if "KBI zegt" in notice]
    assert found == [
        "85073003328.xml, line 4: status: KBI zegt INGESCHREVEN, DAVINCI UITGESCHREVEN",
        "85073003328.xml, line 4: datum inschrijving: KBI zegt 2021-10-04, DAVINCI 2021-10-05",
    ]


def test_codes_that_nobody_knows_are_told_and_stop_nothing(tmp_path: Path) -> None:
    extract = _read(
        tmp_path,
        a=make.kbi(group="<Code>JA</Code><Type>NIEUW_TYPE</Type>", inside=make.way(status="XX")),
    )
    assert extract.faults == ()
    assert _rows(extract, "registrations")[0]["target_group"] == "undetermined"
    told = [notice for notice in extract.notices if "is no code" in notice]
    assert [word for word in ("NIEUW_TYPE", "XX") if any(word in notice for notice in told)] == [
        "NIEUW_TYPE",
        "XX",
    ]


def test_errors_that_were_answered_are_listed(tmp_path: Path) -> None:
    extract = _read(tmp_path, n85073003328=make.education(make.enrolment(), errors=make.ERROR))
    told = [notice for notice in extract.notices if "FOUT" in notice]
    assert len(told) == 1
    assert "DVNCI: Geen gegevens gevonden" in told[0]
    assert len(_rows(extract, "placements")) == 1


def test_the_same_dossier_twice_counts_once_and_the_latest_wins(tmp_path: Path) -> None:
    extract = _read(
        tmp_path,
        a=make.kbi(registered="2021-09-02", answered="2021-12-03"),
        b=make.kbi(answered="2021-12-01"),
        c=make.kbi(answered="2021-12-01"),
    )
    assert [row["date"] for row in _rows(extract, "registrations")] == [date(2021, 9, 2)]


def test_a_desk_without_a_name_is_told(tmp_path: Path) -> None:
    """With a contract at Atlas its area is known; without, somebody must say where it is."""
    folder = make.write(tmp_path, a=make.kbi(inside=make.contract()))
    known = read([folder])
    assert known.faults == ()
    assert any("give --desks" in notice for notice in known.notices)
    folder = make.write(tmp_path, a=make.kbi())
    (fault,) = read([folder]).faults
    assert (fault.file, fault.line, fault.column) == ("a.xml", 10, "desk")


def _laughs() -> str:
    return '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (_laughs(), "has a document type or entities"),
        ('<!DOCTYPE x SYSTEM "http://example.invalid/x.dtd"><x/>', "has a document type"),
        ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>', "has a document"),
        ("<a><b></a>", "is not well-formed"),
        ("", "is not well-formed"),
        ("<a>" * 80 + "</a>" * 80, "is nested deeper"),
        ("<Verslag/>", "is no message that is read"),
    ],
)
def test_xml_that_is_no_message_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    extract = _read(tmp_path, bad=text, good=make.kbi())
    (fault,) = extract.faults
    assert (fault.file, problem in fault.problem) == ("bad.xml", True)
    with pytest.raises(FaultyDataError):
        write(extract, tmp_path / "out")


def test_every_fault_is_told_at_once_without_naming_anybody(tmp_path: Path) -> None:
    extract = _read(
        tmp_path,
        a=make.kbi(insz="123"),
        b=make.kbi(insz="00000000097", registered="2021-13-40"),
        c=make.kbi(insz="00000000196", born="1985-77-01"),
        vraag=make.education(make.enrolment()),
    )
    told = [str(fault) for fault in extract.faults]
    assert [fault.file for fault in extract.faults] == ["a.xml", "b.xml", "c.xml",
                                                       "vraag.xml"]  # fmt: skip
    assert not any(word in line for line in told for word in ("Verzonnen", "00000000196"))
    assert all(fault.line for fault in extract.faults)


def test_desks_are_given_by_a_file(tmp_path: Path) -> None:
    good = tmp_path / "desks.csv"
    good.write_text(f"kbi_number;desk\n{make.BOOM};Loket Boom\n", encoding="utf-8")
    assert read_desks(good) == {make.BOOM: "Loket Boom"}
    good.write_text(f"kbi_number,desk\n{make.BOOM},Loket Nergens\n", encoding="utf-8")
    with pytest.raises(FaultyDataError, match=r"desks.csv, line 2, desk: 'Loket Nergens'"):
        read_desks(good)


def test_no_number_or_name_is_in_the_snapshot(tmp_path: Path) -> None:
    folder = make.write(
        tmp_path / "in", a=make.kbi(), n85073003328=make.education(make.enrolment())
    )
    out = write(read([folder], desks=DESKS), tmp_path / "out")
    content = b"".join(file.read_bytes() for file in out.path.iterdir())
    content += repr([out.table(name).to_pydict() for name in out.tables]).encode()
    assert not [word for word in (b"85073003328", b"Verzonnen", b"Mira") if word in content]
    assert b"loket-boom" in content


def _run(*words: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        main(words)
    return int(stopped.value.code or 0)


@pytest.mark.skipif("TAALPLAN_SHARED" not in os.environ, reason="the published messages")
def test_every_published_message_goes_through(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(os.environ["TAALPLAN_SHARED"]) / "formats"
    assert _run("import", str(folder), "--out", str(tmp_path / "out")) == 0
    told = capsys.readouterr().err
    answered = [line for line in told.splitlines() if "answered with an error" in line]
    assert len(answered) == 20
    assert "VALS_TYPE" in told
    snapshot = Snapshot.open(tmp_path / "out")
    rows = {name: snapshot.rows(name) for name in ("people", "registrations", "contracts")}
    assert rows == {"people": 20, "registrations": 12, "contracts": 5}
    assert _run("check", str(tmp_path / "out")) == 0


def test_the_command_imports_messages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = make.write(tmp_path / "in", a=make.kbi(inside=make.contract()))
    assert _run("import", str(folder), "--out", str(tmp_path / "out")) == 0
    assert Snapshot.open(tmp_path / "out").rows("contracts") == 1
    (folder / "a.xml").write_text("<a>", encoding="utf-8")
    assert _run("import", str(folder), "--out", str(tmp_path / "out2")) == 1
    assert not (tmp_path / "out2").exists()
    assert "a.xml, line 1" in capsys.readouterr().err

# SPDX-License-Identifier: EUPL-1.2
"""Messages straight into a snapshot, or into the register and out of it: the same rows."""

from __future__ import annotations

import os
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lib import messages as told
from lib import register as make
from taalplan.register.actions.intake import take_in
from taalplan.register.extract import extract
from taalplan.snapshot import Snapshot
from taalplan.snapshot.check import check_snapshot
from taalplan.sources import write
from taalplan.sources.messages import extract as straight
from taalplan.sources.messages import read_messages

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
DESKS = {told.BOOM: "loket-boom"}
DAY = date(2022, 6, 1)


@pytest.fixture(autouse=True)
def _key(settings: Any) -> None:
    settings.PSEUDONYM_KEY = "k" * 40
    make.desk(code="loket-boom", area="antwerpen", municipality="11005")


def _folder(folder: Path) -> Path:
    """Five people, each born in another year, with what messages of both systems can say."""
    passed = told.way(told.part(end="2021-11-30", verdict="VO"), told.part("TO_A2"))
    alone = told.way(told.part("TO_A2"), type="TT_NT2")
    advice = "<Adviezen><HvN>CBE Alfa</HvN></Adviezen>"
    inside = {
        85: told.contract() + passed + told.WAITING + advice + told.kbi_course(),
        86: told.contract() + alone + told.WAITING,
        87: told.kbi_course(status="GERESERVEERD", module="842"),
        88: told.contract(signed="2021-08-01") + told.way(told.part("TO_B1/1"), told.part("TO_B1/2")),
        89: "",
    }  # fmt: skip
    files = {
        f"n{year}073003328": told.kbi(insz=f"{year}073003328", born=f"19{year}-07-30", inside=each,
                                      name=f"Naam{year}")
        for year, each in inside.items()
    }  # fmt: skip
    out = told.enrolment(status="UITGESCHREVEN", withdrawn="2021-11-20")
    again = told.enrolment(reference="d-2", enrolled="2022-01-10", result="GESLAAGD")
    other = told.enrolment(reference="d-3", module="884", enrolled="2022-03-01")
    strange = told.enrolment(reference="d-4", module="99999", enrolled="2022-03-01")
    histories = {
        "85073003328": told.education(out, again, errors=told.ERROR),
        "88073003328": told.education(other, strange),
    }
    told.write(folder / "kbi", **files)
    return told.write(
        folder / "education", **{f"n{at}": text for at, text in histories.items()}
    ).parent


def _both(folder: Path, tmp_path: Path) -> tuple[Snapshot, Snapshot]:
    one = write(straight.read([folder], desks=DESKS, as_of=DAY), tmp_path / "straight")
    take_in(messages=read_messages([folder]), desks=DESKS, by=None)
    return one, extract(out=tmp_path / "register", as_of=DAY).snapshot


def _people(snapshot: Snapshot) -> dict[int, Any]:
    """Everybody by what is known about them, which here is of one person each."""
    rows = snapshot.table("people").to_pylist()
    found = {row["person"]: tuple(sorted(map(str, row.items()))) for row in rows}
    return {number: tuple(x for x in each if "'person'" not in x) for number, each in found.items()}


def _courses(snapshot: Snapshot) -> dict[int, Any]:
    rows = snapshot.table("courses").to_pylist()
    return {row.pop("course"): tuple(sorted(row.items(), key=str)) for row in rows}


def _rows(snapshot: Snapshot, table: str) -> Counter[Any]:
    """The rows of a table with people and courses by what they are instead of by number."""
    if table not in snapshot.tables:
        return Counter()
    people, courses = _people(snapshot), _courses(snapshot)
    contracts = {row["contract"]: row["signed"] for row in snapshot.table("contracts").to_pylist()}
    rows = []
    for row in snapshot.table(table).to_pylist():
        row.pop("demand", None)
        if "person" in row:
            row["person"] = people[row["person"]]
        if "course" in row:
            row["course"] = courses[row["course"]]
        if "contract" in row:
            row["contract"] = contracts[row["contract"]]
        rows.append(str(sorted(row.items())))
    return Counter(rows)


TABLES = ("people", "registrations", "contracts", "components", "demands", "courses", "placements",
          "centres", "sites")  # fmt: skip


def test_both_roads_lead_to_the_same_rows(tmp_path: Path) -> None:
    straight_on, by_register = _both(_folder(tmp_path / "in"), tmp_path)
    sizes = {table: straight_on.rows(table) for table in TABLES}
    assert sizes == {"people": 5, "registrations": 5, "contracts": 3, "components": 3, "demands": 2,
                     "courses": 4, "placements": 6, "centres": 1, "sites": 2}  # fmt: skip
    for table in TABLES:
        assert _rows(by_register, table) == _rows(straight_on, table), table
    for snapshot in (straight_on, by_register):
        assert [str(fault) for fault in check_snapshot(snapshot)] == []


def test_what_nobody_tells_of_a_course_is_null(tmp_path: Path) -> None:
    _, snapshot = _both(_folder(tmp_path / "in"), tmp_path)
    courses = {(row["level"], row["profile"]) for row in snapshot.table("courses").to_pylist()}
    assert courses == {("A1", "standard"), ("A2", "standard"), (None, "standard")}
    unknown = ("start", "end", "hours", "distance_hours", "capacity", "places_for_desks", "status")
    assert {row[name] for row in snapshot.table("courses").to_pylist() for name in unknown} == {
        None
    }
    placements = sorted((row["date"], row["status"], row["result"])
                        for row in snapshot.table("placements").to_pylist())  # fmt: skip
    # The same group twice in one school year is one place: out in November, in again in January.
    assert (date(2021, 11, 20), "withdrawn", None) in placements
    assert (date(2022, 1, 10), "enrolled", "passed") in placements


@pytest.mark.skipif("TAALPLAN_SHARED" not in os.environ, reason="the published messages")
def test_published_messages_come_to_the_same_by_both_roads(tmp_path: Path) -> None:
    """But for those whom only education knows: without a name the register makes nobody."""
    folder = Path(os.environ["TAALPLAN_SHARED"]) / "formats"
    straight_on = write(straight.read([folder], as_of=DAY), tmp_path / "straight")
    take_in(messages=read_messages([folder]), desks={}, by=None)
    by_register = extract(out=tmp_path / "register", as_of=DAY).snapshot
    for table in ("registrations", "contracts", "components", "demands"):
        assert _columns(by_register, table) == _columns(straight_on, table), table
    assert by_register.rows("placements") < straight_on.rows("placements")


def _columns(snapshot: Snapshot, table: str) -> list[str]:
    """The rows of a table but for the numbers that each snapshot gives anew."""
    if table not in snapshot.tables:
        return []
    numbers = {"person", "contract", "demand"}
    return sorted(
        str([(name, cell) for name, cell in row.items() if name not in numbers])
        for row in snapshot.table(table).to_pylist()
    )

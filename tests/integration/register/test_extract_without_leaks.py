# SPDX-License-Identifier: EUPL-1.2
"""No name or number leaves the register in any byte of a snapshot; a leak that is planted is found."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from lib import messages as told
from lib import register as make
from lib.leaks import leaks
from taalplan.register.actions.intake import take_in
from taalplan.register.extract import extract
from taalplan.register.models import Account, Demand, Number, Person
from taalplan.sources import write
from taalplan.sources.messages import extract as straight
from taalplan.sources.messages import read_messages

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
DAY = date(2026, 9, 30)
KEY = "geheim" * 8


@pytest.fixture(autouse=True)
def _key(settings: Any) -> None:
    settings.PSEUDONYM_KEY = KEY
    make.desk(code="loket-boom", area="antwerpen", municipality="11005")


def _folder(folder: Path) -> Path:
    course = told.kbi_course(identity="verwijzing-kbi-0001")
    dossiers = {
        f"n{at}": told.kbi(insz=number, name=f"Geheimnaam{at}é", given=f"Zorgvoornaam{at}",
                           inside=told.contract() + told.WAITING + course)
        for at, number in enumerate((told.INSZ, "86073003357", "87073003386"))
    }  # fmt: skip
    told.write(folder, n85073003328=told.education(told.enrolment(reference="verwijzing-davinci")))
    return told.write(folder, **dossiers)


def _words() -> set[str]:
    """Everything by which somebody could be found, and the key itself."""
    words = {KEY}
    for person in Person.objects.all():
        words |= {person.family_name, person.given_names, person.search_name, person.phone,
                  person.email, *person.search_name.split()}  # fmt: skip
    words |= set(Number.objects.values_list("value", flat=True))
    return words | set(Account.objects.values_list("reference", flat=True))


def _filled(folder: Path) -> set[str]:
    take_in(messages=read_messages([_folder(folder)]), desks={told.BOOM: "loket-boom"}, by=None)
    for at, person in enumerate(Person.objects.all()):
        person.phone, person.email = f"0499{at:06}", f"post{at}@voorbeeld.test"
        person.save()
    return _words()


def test_nothing_of_anybody_is_in_the_registers_snapshot(tmp_path: Path) -> None:
    words = _filled(tmp_path / "in")
    assert len(words) > 15
    snapshot = extract(out=tmp_path / "out", as_of=DAY).snapshot
    assert snapshot.rows("people") == 3
    assert leaks(snapshot.path, words) == []


def test_nothing_of_anybody_is_in_an_imported_snapshot(tmp_path: Path) -> None:
    """Also not the names of the files, which are national numbers."""
    folder = _folder(tmp_path / "in")
    out = write(straight.read([folder], desks={told.BOOM: "loket-boom"}), tmp_path / "out")
    words = _filled(tmp_path / "in")
    assert leaks(out.path, words) == []


PLANTED = {
    "a value": pa.table({"x": pa.array(["Geheimnaam0é"])}),
    "a dictionary": pa.table({"x": pa.array(["a", "Geheimnaam0é"]).dictionary_encode()}),
    "a number as text": pa.table({"x": pa.array([told.INSZ])}),
    "a number as a number": pa.table({"x": pa.array([int(told.INSZ)])}),
    "a number with its points": pa.table({"x": pa.array(["85.07.30-033.28"])}),
    "a heading": pa.table({"Geheimnaam0é": pa.array([1])}),
    "UTF-16": pa.table({"x": pa.array(["Zorgvoornaam0".encode("utf-16-le")])}),
    "metadata": pa.table({"x": [1]}).replace_schema_metadata({"by": "Zorgvoornaam0"}),
}


@pytest.mark.parametrize("how", PLANTED)
@pytest.mark.parametrize("packed", ["zstd", "none"])
def test_a_planted_leak_is_found(tmp_path: Path, how: str, packed: str) -> None:
    words = _filled(tmp_path / "in")
    path = extract(out=tmp_path / "out", as_of=DAY).snapshot.path
    pq.write_table(PLANTED[how], path / "planted.parquet", compression=packed)
    found = leaks(path, words)
    assert found
    assert all("planted.parquet" in each for each in found)


def test_a_leak_in_json_or_in_the_name_of_a_file_is_found(tmp_path: Path) -> None:
    words = _filled(tmp_path / "in")
    path = extract(out=tmp_path / "out", as_of=DAY).snapshot.path
    manifest = path / "snapshot.json"
    content = json.loads(manifest.read_text(encoding="utf-8")) | {"by": "Geheimnaam0é"}
    manifest.write_text(json.dumps(content), encoding="utf-8")
    (path / f"{told.INSZ}.txt").touch()
    places = {each.partition(" in ")[2] for each in leaks(path, words)}
    assert places == {"snapshot.json", f"{told.INSZ}.txt"}


def test_a_waiting_entry_has_no_number_of_its_own_outside(tmp_path: Path) -> None:
    """The register's numbers would tell who came first, and stay the same over snapshots."""
    _filled(tmp_path / "in")
    Demand.objects.all().update(since=date(2021, 11, 2))
    rows = extract(out=tmp_path / "out", as_of=DAY).snapshot.table("demands").to_pylist()
    assert sorted(row["demand"] for row in rows) == [0, 1, 2]

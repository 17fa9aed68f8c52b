# SPDX-License-Identifier: EUPL-1.2
"""No key of a person, contract, demand or course, and no name, is anywhere in a snapshot."""

from datetime import date
from pathlib import Path

import pytest

from taalplan.snapshot import Snapshot
from taalplan.snapshot.check import check_snapshot
from taalplan.sources import import_files, read

AS_OF = date(2022, 2, 28)
KEY = b"sixteen bytes at least"
PEOPLE = ["85073003328", "Mohammed El-Amrani", "klant-000417"]
FILES = {
    "registrations.csv": [
        "insz;naam;datum;loket;soort;doelgroep",
        f"{PEOPLE[0]};Els Vermeulen;05/01/2021;loket-boom;first;obliged",
        f"{PEOPLE[1]};Zonder Naam;06/01/2021;loket-boom;first;obliged",
        "85.07.30-033.28;Els Vermeulen;07/01/2021;loket-boom;repeat;obliged",
    ],
    "people.csv": ["person,birth_year,sex", *(f"{key},1985,f" for key in PEOPLE)],
    "contracts.csv": [
        "contract,person,signed,area,target_group",
        f"kontrakt-zqkey7771,{PEOPLE[0]},2021-03-01,atlas,obliged",
        f"kontrakt-zqkey7772,{PEOPLE[1]},2021-03-01,atlas,obliged",
        f"kontrakt-zqkey7773,{PEOPLE[0]},2021-02-01,atlas,obliged",
    ],
    "components.csv": [
        "person,contract,component,opened",
        f"{PEOPLE[1]},kontrakt-zqkey7772,A1,2021-04-01",
        f"{PEOPLE[0]},kontrakt-zqkey7773,A1,2021-04-01",
    ],
    "demands.csv": [
        "demand,person,level,profile,since",
        f"wens-zqkey8881,{PEOPLE[2]},A1,alfa,2021-05-01",
    ],
    "courses.csv": [
        "course,centre,site,municipality,level,profile,start,end,hours,distance_hours,capacity,status",
        "reeks-zqkey9991,cvo-x,campus-x,11002,A1,alfa,2021-09-01,2021-12-24,600,0,12,planned",
    ],
    "placements.csv": [
        "person,course,date,status",
        f"{PEOPLE[2]},reeks-zqkey9991,2021-09-01,enrolled",
    ],
    "appointments.csv": [
        "desk,person,starts,minutes,purpose,booked,status",
        f"loket-boom,{PEOPLE[2]},2021-05-01 10:30,45,intake,2021-04-20,kept",
    ],
}
SECRETS = [
    *PEOPLE,
    "85.07.30-033.28",
    "Vermeulen",
    "Zonder Naam",
    "El-Amrani",
    "zqkey",
]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "extract"
    folder.mkdir()
    for name, lines in FILES.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def everything_in(snapshot: Snapshot) -> bytes:
    """All bytes of the snapshot, and its tables unpacked: Parquet compresses what it holds."""
    files = b"".join(file.read_bytes() for file in snapshot.path.rglob("*") if file.is_file())
    tables = "".join(
        f"{snapshot.table(name).to_pydict()}{snapshot.table(name).schema.metadata}"
        for name in snapshot.tables
    )
    return files + tables.encode()


def test_nothing_of_a_key_or_a_name_is_in_the_snapshot(source, tmp_path):
    snapshot = import_files([source], tmp_path / "out", as_of=AS_OF)
    written = everything_in(snapshot).lower()
    assert [secret for secret in SECRETS if secret.lower().encode() in written] == []
    # The scan does see what is there.
    assert b"loket-boom" in written


def test_the_hashing_key_is_not_in_the_snapshot(source, tmp_path):
    snapshot = import_files([source], tmp_path / "out", as_of=AS_OF, key=KEY)
    assert KEY not in everything_in(snapshot)


def test_the_same_person_has_one_number_in_all_tables(source, tmp_path):
    snapshot = import_files([source], tmp_path / "out", as_of=AS_OF)
    assert sorted(snapshot.table("people")["person"].to_pylist()) == [0, 1, 2]
    registered = snapshot.table("registrations")["person"].to_pylist()
    # 85073003328 and 85.07.30-033.28 are one person.
    assert len(set(registered)) == 2
    placed = snapshot.table("placements")["person"].to_pylist()
    assert placed == snapshot.table("demands")["person"].to_pylist()
    assert placed == snapshot.table("appointments")["person"].to_pylist()
    assert placed[0] not in registered
    assert check_snapshot(snapshot) == []


def test_contracts_are_numbered_by_person_and_then_by_day(source, tmp_path):
    table = import_files([source], tmp_path / "out", as_of=AS_OF).table("contracts")
    assert table["contract"].to_pylist() == [0, 1, 2]
    order = list(zip(table["person"].to_pylist(), table["signed"].to_pylist(), strict=True))
    assert order == sorted(order)


def test_another_import_gives_other_numbers_unless_the_key_is_given(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("person\n" + "".join(f"P{n}\n" for n in range(300)), encoding="utf-8")

    def numbers(key: bytes | None) -> list[int]:
        return list(read([path], as_of=AS_OF, key=key).tables["people"]["person"].to_pylist())

    assert numbers(None) != numbers(None)
    assert numbers(KEY) == numbers(KEY)
    assert sorted(numbers(None)) == list(range(300))


def test_faults_do_not_print_a_key_or_a_national_number(source):
    with (source / "components.csv").open("a", encoding="utf-8") as file:
        file.write(f"{PEOPLE[0]},kontrakt-zqkey0000,A1,2021-04-01\n")
        file.write(f"{PEOPLE[1]},kontrakt-zqkey7771,A1,2021-04-02\n")
        file.write(f"{PEOPLE[1]},kontrakt-zqkey7772,{PEOPLE[0]},2021-04-02\n")
    (source / "feedback.csv").write_text(
        "desk,date,touchpoint,kind,topic\n"
        f"loket-boom,2021-05-01,intake,complaint,over {PEOPLE[0]}\n",
        encoding="utf-8",
    )
    found = read([source], as_of=AS_OF)
    said = " ".join([*map(str, found.faults), *found.notices])
    assert len(found.faults) == 4
    assert [secret for secret in SECRETS if secret in said] == []

# SPDX-License-Identifier: EUPL-1.2
"""What `taalplan example` leaves on disk, and that it is the same every time."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from taalplan import example
from taalplan.snapshot import Snapshot, SnapshotError


def digests(folder: Path) -> dict[str, bytes]:
    """Every file by its path below the folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def corrections(folder: Path) -> list[dict[str, str]]:
    with (folder / "corrections.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_desk_and_year(rows: list[dict[str, Any]]) -> Counter[tuple[str, int]]:
    """Registrations, not people."""
    return Counter((row["desk"], row["date"].year) for row in rows)


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        example.write(tmp_path / name, people=5_000, seed=3)
    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_another_seed_gives_other_people(written: Any, other_seed: Any) -> None:
    assert written.first.id != other_seed.first.id
    assert written.rows("first", "people")[:50] != other_seed.rows("first", "people")[:50]


def test_people_are_numbered_without_gaps_and_tables_follow_their_order(written: Any) -> None:
    for which in ("first", "second"):
        numbers = [row["person"] for row in written.rows(which, "people")]
        assert numbers == list(range(len(numbers)))
        for table, moment in (("registrations", "date"), ("contracts", "signed")):
            keys = [(row["person"], row[moment]) for row in written.rows(which, table)]
            assert keys == sorted(keys)
            assert keys[-1][0] < len(numbers)


def test_a_number_says_nothing_about_when_somebody_came(written: Any) -> None:
    rows = written.rows("second", "registrations")
    half = len(rows) // 2
    early = [sum(row["date"].year < 2019 for row in part) for part in (rows[:half], rows[half:])]
    assert early[0] == pytest.approx(early[1], rel=0.03)


def test_the_releases_say_from_which_extract_each_table_came(written: Any) -> None:
    releases = json.loads((written.folder / "releases.json").read_text("utf-8"))
    assert releases == {
        "first-registrations": "2022-01-31",
        "outcomes-a1": "2022-01-31",
        "outcomes-a2": "2022-01-31",
        "registrations-by-year": "2022-02-28",
    }
    for extract in set(releases.values()):
        assert Snapshot.open(written.folder / extract).as_of.isoformat() == extract


def test_it_says_everywhere_that_it_is_synthetic(written: Any) -> None:
    assert "verzonnen" in (written.folder / "README.md").read_text("utf-8")
    for snapshot in (written.first, written.second):
        assert snapshot.manifest.synthetic
        assert "synthetisch" in snapshot.manifest.sources[0]


def test_the_corrections_explain_every_registration_that_differs(written: Any) -> None:
    """The first extract, corrected line by line, has the second's registrations."""
    counts = by_desk_and_year(written.rows("first", "registrations"))
    for line in corrections(written.folder):
        if line["table"] == "registrations":
            year = int(line["date"][:4])
            counts[line["from"], year] -= bool(line["from"])
            counts[line["to"], year] += bool(line["to"])
    assert +counts == by_desk_and_year(written.rows("second", "registrations"))


def test_the_corrections_explain_every_person_too_many_or_too_few(written: Any) -> None:
    lines = corrections(written.folder)
    late = sum(line["kind"] == "late" for line in lines)
    merged = sum(line["kind"] == "merged" for line in lines)
    gone = sum(line["kind"] == "withdrawn" and not line["person_2022_02_28"] for line in lines)
    before, after = (len(written.rows(which, "people")) for which in ("first", "second"))
    assert before - merged - gone + late == after
    assert min(late, merged, gone) > 0


def test_a_correction_names_a_registration_that_stood_in_the_first_extract(written: Any) -> None:
    stood = {
        (str(row["person"]), row["date"].isoformat(), row["desk"])
        for row in written.rows("first", "registrations")
    }
    stands = {
        (str(row["person"]), row["date"].isoformat(), row["desk"])
        for row in written.rows("second", "registrations")
    }
    for line in corrections(written.folder):
        if line["from"]:
            assert (line["person_2022_01_31"], line["date"], line["from"]) in stood
        if line["to"]:
            assert (line["person_2022_02_28"], line["date"], line["to"]) in stands


def test_another_number_of_people_scales_everything_and_says_so(tmp_path: Path) -> None:
    second = Snapshot.open(example.write(tmp_path / "small", people=12_000)[1])
    assert second.rows("people") == pytest.approx(12_000, rel=0.03)
    assert second.rows("contracts") == pytest.approx(0.6 * 12_000, rel=0.1)
    assert "ongeveer 12000 personen" in (tmp_path / "small" / "README.md").read_text("utf-8")


def test_too_few_people_are_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="give 500 or more"):
        example.write(tmp_path / "tiny", people=20)
    assert not (tmp_path / "tiny").exists()


def test_an_earlier_example_is_replaced_whole(tmp_path: Path) -> None:
    example.write(tmp_path / "it", people=1_000)
    (tmp_path / "it" / "note.txt").write_text("mine", "utf-8")
    example.write(tmp_path / "it", people=2_000)
    assert Snapshot.open(tmp_path / "it" / "2022-01-31").rows("people") > 1_500
    assert not (tmp_path / "it" / "note.txt").exists()


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", "utf-8")
    with pytest.raises(SnapshotError, match="holds other files"):
        example.write(tmp_path, people=1_000)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_progress_rises_from_nothing_to_everything(tmp_path: Path) -> None:
    heard: list[tuple[str, float]] = []
    example.write(tmp_path / "it", people=1_000, progress=lambda *step: heard.append(step))
    shares = [share for _, share in heard]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert all(name for name, _ in heard)

# SPDX-License-Identifier: EUPL-1.2
"""A photograph is never changed: the same again, or a refusal that says what differs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lib.waiting_world import DAY, world, written
from taalplan.snapshot import Snapshot, SnapshotError
from taalplan.waiting import Definition, PhotographError, tables, take, write_photographs
from taalplan.waiting.definition import announced_until, photograph_days
from taalplan.waiting.keep import differences, kept, read, taken


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    return written(world(7), tmp_path)


def test_taken_again_it_is_the_same_file(snapshot: Snapshot, tmp_path: Path) -> None:
    photo = take(snapshot, Definition.of(DAY))
    first = write_photographs([photo], tmp_path / "out")[0]
    before = first.read_bytes()
    again = write_photographs([take(snapshot, Definition.of(DAY))], tmp_path / "out")[0]
    assert again == first
    assert again.read_bytes() == before
    assert read(first)["snapshot"] == snapshot.id


def test_a_corrected_register_is_refused_and_told(snapshot: Snapshot, tmp_path: Path) -> None:
    out = tmp_path / "out"
    before = write_photographs([take(snapshot, Definition.of(DAY))], out)[0]
    rows = world(7)
    gone = next(r for r in rows["demands"] if r["since"] <= DAY and r["ended"] is None)
    rows["demands"].remove(gone)
    later = take(written(rows, tmp_path / "later"), Definition.of(DAY))
    content = before.read_bytes()
    with pytest.raises(
        PhotographError,
        match=r"(?s)snapshot: was .*waiting-reasons later listed persons: was 4, is 3",
    ) as told:
        write_photographs([later], out)
    assert "--new-version" in str(told.value)
    assert before.read_bytes() == content
    second = write_photographs([later], out, again=True)[0]
    assert second.name == "2021-09-10.2.json"
    assert before.read_bytes() == content
    found = list(differences(read(before), read(second)))
    assert any(line.startswith("waiting-reasons") for line in found)
    assert list(kept(out / "photographs", DAY.isoformat())) == [before, second]


def test_a_photograph_changed_by_hand_is_found(snapshot: Snapshot, tmp_path: Path) -> None:
    photo = take(snapshot, Definition.of(DAY))
    path = write_photographs([photo], tmp_path / "out")[0]
    whole = path.read_text("utf-8")
    for spoiled in (whole.replace("waiting-areas", "waiting-area"), whole[:-300], "{}", ""):
        path.write_text(spoiled, "utf-8")
        with pytest.raises(PhotographError, match="not as it was written"):
            taken(photo, tables(photo), path.parent, again=True)


def test_another_definition_differs_by_its_words(snapshot: Snapshot, tmp_path: Path) -> None:
    definition = Definition.of(DAY)
    one, other = (take(snapshot, which) for which in (definition, replace(definition, excluded=())))
    assert other.waits.all()
    assert one.persons(one.waits) < other.persons(other.waits)


def test_nothing_is_written_when_one_of_two_days_is_refused(
    snapshot: Snapshot, tmp_path: Path
) -> None:
    out, other = tmp_path / "out", date(2022, 2, 10)
    write_photographs([take(snapshot, Definition.of(other))], out)
    shorter = written(world(8), tmp_path / "other")
    photos = [take(shorter, Definition.of(day)) for day in (DAY, other)]
    with pytest.raises(PhotographError):
        write_photographs(photos, out)
    assert [path.name for path in (out / "photographs").iterdir()] == ["2022-02-10.json"]


def test_the_future_cannot_be_photographed(snapshot: Snapshot) -> None:
    with pytest.raises(SnapshotError, match="knows nothing of 2022-03-01"):
        take(snapshot, Definition.of(date(2022, 3, 1)))


def test_a_snapshot_without_lists_says_what_is_missing(snapshot_of) -> None:
    empty = snapshot_of(people=[{"person": 1}])
    with pytest.raises(SnapshotError, match="no table 'demands'"):
        take(empty, Definition.of(DAY))


def test_groups_of_the_next_school_year_are_known_from_july() -> None:
    assert announced_until(date(2021, 9, 10)) == date(2022, 8, 31)
    assert announced_until(date(2022, 2, 10)) == date(2022, 8, 31)
    assert announced_until(date(2022, 6, 30)) == date(2022, 8, 31)
    assert announced_until(date(2022, 7, 1)) == date(2023, 8, 31)


def test_official_days_of_a_school_year() -> None:
    from taalplan.vocabulary.periods import SchoolYear

    assert photograph_days(SchoolYear(2021)) == (date(2021, 9, 10), date(2022, 2, 10))


def test_words_without_a_meaning_are_refused() -> None:
    definition = Definition.of(DAY)
    with pytest.raises(ValueError, match=r"clock has 'arrival'.*; waiting\.fits has 'price'"):
        replace(definition, clock="arrival", fits=("price",))


def test_on_another_day_what_cannot_be_said_is_told(tmp_path: Path) -> None:
    """In June the groups of September are not known: nobody may be put on or off the list."""
    row = {
        "demand": 1, "person": 1, "level": "A1", "profile": "standard", "centre": None,
        "since": date(2021, 6, 1), "municipality": "12021", "dayparts": [],
    }  # fmt: skip
    rows = {"demands": [row]}
    snapshot = written(rows, tmp_path)
    photo = take(snapshot, Definition.of(date(2021, 6, 15)))
    assert photo.cannot(6).tolist() == [False]
    assert photo.unsaid(6).tolist() == [True]
    july = take(snapshot, Definition.of(date(2021, 7, 1)))
    assert july.cannot(6).tolist() == [True]
    assert july.unsaid(6).tolist() == [False]

# SPDX-License-Identifier: EUPL-1.2
"""What goes out of the register: all that is counted, and nobody who can be recognised."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lib import register as make
from taalplan.audit.models import Event
from taalplan.register.extract import extract
from taalplan.register.extract.pseudonyms import NoPseudonymKeyError
from taalplan.register.models import (
    Appointment,
    Component,
    Demand,
    Feedback,
    Number,
    Person,
    Placement,
    PlacementChange,
    Registration,
    Remains,
    Role,
)
from taalplan.register.permissions import NotAllowedError
from taalplan.snapshot.check import check_snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
DAY = date(2026, 9, 30)


@pytest.fixture(autouse=True)
def _key(settings: Any) -> None:
    settings.PSEUDONYM_KEY = "k" * 40


def _busy_register() -> list[Person]:
    """Sixty people at two desks, with a contract, a course, a waiting entry each third."""
    desks = [make.desk(), make.desk(code="loket-hasselt", municipality="71022")]
    course = make.course(capacity=100)
    people = []
    for at in range(60):
        person = make.person(
            family_name=f"Geheimnaam{at:03}", given_names=f"Zorgvoornaam{at:03}",
            birth_year=1960 + at % 40, phone=f"0499{at:06}", email=f"mail{at}@voorbeeld.test",
            nationality=("MA", "TR", "UA", "XX", "")[at % 5], postal_code=f"{3500 + at}",
        )  # fmt: skip
        Number.objects.create(person=person, kind="insz", value=f"850730{at:05}")
        make.registration(person=person, desk=desks[at % 2], date=date(2026, 9, 1 + at % 20))
        if at % 3 == 0:
            contract = make.contract(person=person, signed=date(2026, 9, 2))
            way = make.trajectory(person=person, opened=date(2026, 9, 2), contract=contract)
            closed = {"closed": date(2026, 9, 20), "result": "passed"} if at % 2 else {}
            Component.objects.create(trajectory=way, level="A1", opened=date(2026, 9, 2), **closed)
            placement = Placement.objects.create(person=person, course=course, status="assigned")
            for status in ("reserved", "assigned"):
                PlacementChange.objects.create(
                    placement=placement, status=status, date=date(2026, 9, 3)
                )
        if at % 4 == 0:
            Demand.objects.create(person=person, level="A1", profile="standard",
                                  since=date(2026, 9, 4), dayparts=["evening"])  # fmt: skip
        people.append(person)
    slot = make.slot(desk=desks[0], capacity=5)
    Appointment.objects.create(slot=slot, person=people[0], purpose="intake", booked=DAY)
    Feedback.objects.create(desk=desks[0], date=DAY, touchpoint="desk", kind="survey", score=8)
    return people


def _out(tmp_path: Path, **options: Any) -> Any:
    return extract(out=tmp_path / "snapshot", as_of=DAY, **options).snapshot


def _rows(snapshot: Any, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = snapshot.table(name).to_pylist()
    return found


def test_what_is_counted_from_the_snapshot_is_what_the_register_counts(tmp_path: Path) -> None:
    people = _busy_register()
    snapshot = _out(tmp_path)
    assert len(_rows(snapshot, "people")) == len(people)
    desks = Counter(row["desk"] for row in _rows(snapshot, "registrations"))
    assert desks == Counter(Registration.objects.values_list("desk__code", flat=True))
    results = Counter(row["result"] for row in _rows(snapshot, "components"))
    assert results == {"passed": 10, None: 10}
    assert len(_rows(snapshot, "placements")) == PlacementChange.objects.count() == 40
    assert len(_rows(snapshot, "demands")) == 15
    groups = Counter(row["nationality_group"] for row in _rows(snapshot, "people"))
    # XX is stateless: that is known. Of twelve nobody asked.
    known = {"africa_north": 12, "asia_west": 12, "europe_other": 12, "unknown": 12}
    assert groups == known | {None: 12}
    # Half past nine in Brussels is what the day sheet says, not half past seven in UTC.
    (appointment,) = _rows(snapshot, "appointments")
    assert appointment["starts"].hour == 9


def test_a_snapshot_of_the_register_has_no_faults(tmp_path: Path) -> None:
    _busy_register()
    snapshot = _out(tmp_path)
    assert [str(fault) for fault in check_snapshot(snapshot)] == []


def test_no_name_or_number_is_in_any_byte(tmp_path: Path) -> None:
    people = _busy_register()
    snapshot = _out(tmp_path)
    secrets = {b"k" * 40}
    for person in people:
        secrets |= {text.encode() for text in (
            person.family_name, person.given_names, person.phone, person.email,
            person.search_name, person.numbers.get().value)}  # fmt: skip
    written = b"".join(file.read_bytes() for file in snapshot.path.iterdir())
    # Compressed pages would hide a name from the scan, so their content is looked through too.
    import pyarrow.parquet as pq

    for file in snapshot.path.glob("*.parquet"):
        written += repr(pq.read_table(file).to_pydict()).encode()
    found = [secret for secret in secrets if secret.lower() in written.lower()]
    assert found == []
    assert b"2026-09-30" in written  # the scan does find what is there


def test_people_of_merged_files_count_once(tmp_path: Path) -> None:
    """A <- B <- C are three files of one person."""
    desk = make.desk()
    first, second, third = (make.person(at=desk) for _ in range(3))
    make.person(at=desk)
    third.merged_into, second.merged_into = second, first
    for person in (third, second):
        person.save()
    snapshot = _out(tmp_path)
    assert len(_rows(snapshot, "people")) == 2
    registered = Counter(row["person"] for row in _rows(snapshot, "registrations"))
    assert sorted(registered.values()) == [1, 1]  # the same day, desk and kind: said three times


def test_withdrawn_registrations_and_later_events_stay_inside(tmp_path: Path) -> None:
    desk, person = make.desk(), make.person()
    make.registration(person=person, desk=desk, date=date(2026, 9, 1), withdrawn=True)
    make.registration(person=person, desk=desk, date=date(2026, 10, 1))
    way = make.trajectory(person=person, contract=make.contract(person=person))
    Component.objects.create(trajectory=way, level="A1", opened=date(2026, 9, 8),
                             closed=date(2026, 10, 5), result="passed")  # fmt: skip
    snapshot = _out(tmp_path)
    assert _rows(snapshot, "registrations") == []
    (component,) = _rows(snapshot, "components")
    assert (component["closed"], component["result"]) == (None, None)


def test_numbers_follow_the_key_and_not_the_order_of_entry(tmp_path: Path, settings: Any) -> None:
    for year in range(1950, 1990):
        make.person(birth_year=year)
    years = {}
    for key in ("a" * 32, "a" * 32, "b" * 32):
        settings.PSEUDONYM_KEY = key
        found = [row["birth_year"] for row in _rows(_out(tmp_path), "people")]
        years.setdefault(key, []).append(found)
    (first, again), (other,) = years["a" * 32], years["b" * 32]
    assert first == again
    assert first != other
    assert first != sorted(first)


@pytest.mark.parametrize("key", ["", "short", "x" * 31])
def test_without_a_good_key_nothing_is_written(tmp_path: Path, settings: Any, key: str) -> None:
    settings.PSEUDONYM_KEY = key
    with pytest.raises(NoPseudonymKeyError, match="at least 32"):
        _out(tmp_path)
    assert not (tmp_path / "snapshot").exists()


def test_administrators_extract_and_it_is_written_down(tmp_path: Path) -> None:
    make.person()
    clerk, administrator = make.user(), make.user(role=Role.ADMINISTRATOR)
    with pytest.raises(NotAllowedError):
        _out(tmp_path, by=clerk)
    snapshot = _out(tmp_path, by=administrator)
    event = Event.objects.get()
    assert (event.action, event.by) == ("extract", administrator)
    assert event.detail["snapshot"] == snapshot.id
    assert event.detail["rows"]["people"] == 1


def test_municipalities_that_no_list_has_are_told(tmp_path: Path) -> None:
    for code in ("71016", "62063", "99999"):
        make.person(municipality=code)
    made = extract(out=tmp_path / "snapshot", as_of=DAY)
    found = sorted(str(row["municipality"]) for row in _rows(made.snapshot, "people"))
    assert found == ["71016", "None", "wallonie"]
    assert any("99999" in notice for notice in made.notices)


def test_of_somebody_erased_the_group_of_nationality_stays(tmp_path: Path) -> None:
    gone = make.person(nationality="")
    Remains.objects.create(person=gone, nationality_group="africa_north")
    make.person(nationality="UA")
    groups = sorted(row["nationality_group"] for row in _rows(_out(tmp_path), "people"))
    assert groups == ["africa_north", "europe_other"]


def test_an_empty_register_is_an_empty_snapshot(tmp_path: Path) -> None:
    snapshot = _out(tmp_path)
    assert _rows(snapshot, "people") == []
    assert [str(fault) for fault in check_snapshot(snapshot)] == []

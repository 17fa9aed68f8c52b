# SPDX-License-Identifier: EUPL-1.2
"""Spells of a few people whose story is drawn, from a snapshot as it was on a day."""

from __future__ import annotations

from datetime import date

import pyarrow as pa

from lib.small_registers import written
from taalplan.needs.progression import Groups, State
from taalplan.needs.progression.spells import read_spells
from taalplan.snapshot.earlier import as_it_was

GROUPS = Groups(("limburg", "antwerpen"), ("basic", "standard"), ("A1", "A2"))


def course(number: int, level: str, start: date, end: date, profile: str) -> dict[str, object]:
    return {
        "course": number, "centre": "cvo", "site": "site", "municipality": "71016",
        "level": level, "profile": profile, "start": start, "end": end, "hours": 120.0,
        "distance_hours": 0.0, "dayparts": ["morning"], "capacity": 15, "places_for_desks": 15,
        "status": "done",
    }  # fmt: skip


def placed(person: int, number: int, day: date, status: str, result: str | None = None) -> dict:
    return {"person": person, "course": number, "date": day, "status": status, "result": result}


COURSES = [
    course(1, "A1", date(2021, 2, 1), date(2021, 6, 25), "basic"),
    course(2, "A2", date(2021, 9, 6), date(2021, 12, 17), "basic"),
    course(3, "A1", date(2021, 9, 6), date(2022, 6, 24), "standard"),
]
PLACEMENTS = [
    # Person 1 passes A1 and goes on in September; the result of A2 is known in December.
    placed(1, 1, date(2021, 1, 20), "assigned"),
    placed(1, 1, date(2021, 1, 20), "enrolled", "passed"),
    placed(1, 2, date(2021, 8, 20), "enrolled", "failed"),
    # Person 2 leaves A1 in March and begins it again in September.
    placed(2, 1, date(2021, 1, 22), "enrolled", "absent"),
    placed(2, 1, date(2021, 3, 9), "withdrawn"),
    placed(2, 3, date(2021, 8, 30), "enrolled"),
]
COMPONENTS = [
    # Person 1's component is what the enrolments say already; person 3 has nothing else.
    {"person": 1, "contract": 1, "component": "A1", "opened": date(2020, 12, 1),
     "closed": date(2021, 6, 30), "result": "passed"},
    {"person": 3, "contract": 3, "component": "A1", "opened": date(2021, 5, 3),
     "closed": date(2021, 11, 2), "result": "undetermined"},
]  # fmt: skip
REGISTRATIONS = [
    {"person": person, "date": date(2020, 11, 5), "desk": "vestiging-genk", "kind": "first",
     "target_group": "obliged", "municipality": "71016"}
    for person in (1, 2, 3, 4)
]  # fmt: skip
DESKS = [
    {"desk": "vestiging-genk", "name": "Genk", "kind": "branch", "area": "limburg",
     "municipality": "71016", "valid_from": date(2010, 1, 1), "valid_to": None,
     "temporary": False, "counters": 3}
]  # fmt: skip

TOLD_IN_OCTOBER = {
    ("entered", "A1", "2020-11", "2021-02", 1),
    ("busy", "A1", "2021-02", "2021-06", 1),
    ("passed", "A1", "2021-06", "2021-09", 2),
    ("busy", "A2", "2021-09", "NaT", 0),
    ("busy", "A1", "2021-02", "2021-03", 3),
    ("left", "A1", "2021-03", "2021-09", 1),
    ("busy", "A1", "2021-09", "NaT", 0),
    ("entered", "A1", "2020-11", "2021-05", 1),
    ("busy", "A1", "2021-05", "NaT", 0),
    ("entered", "A1", "2020-11", "NaT", 0),
}
LATER = {
    ("busy", "A2", "2021-09", "2021-12", 2),
    ("failed", "A2", "2021-12", "NaT", 0),
    ("busy", "A1", "2021-05", "2021-11", 3),
    ("left", "A1", "2021-11", "NaT", 0),
}


def told(spells) -> set[tuple[object, ...]]:
    return {
        (State(s).name.lower(), GROUPS.levels[level], str(begun), str(ended), int(how))
        for s, level, begun, ended, how in zip(
            spells.state, spells.level, spells.begun, spells.ended, spells.how, strict=True
        )
    }


def tables() -> dict[str, pa.Table]:
    rows = {
        "courses": COURSES, "placements": PLACEMENTS, "components": COMPONENTS,
        "registrations": REGISTRATIONS, "desks": DESKS,
    }  # fmt: skip
    return {name: pa.Table.from_pylist(found) for name, found in rows.items()}


def test_what_was_known_in_october_and_what_came_later() -> None:
    with written(**tables()) as snapshot:
        with as_it_was(snapshot, date(2021, 10, 31)) as earlier:
            then = read_spells(earlier, GROUPS)
        now = read_spells(snapshot, GROUPS)
    assert told(then.spells) == TOLD_IN_OCTOBER
    assert told(now.spells) - TOLD_IN_OCTOBER == LATER
    assert set(then.spells.area) == {0}
    assert then.warnings == ()


def test_by_residence_and_with_tables_missing_there_are_warnings() -> None:
    without = {name: rows for name, rows in tables().items() if name != "placements"}
    with written(**without) as snapshot:
        found = read_spells(snapshot, GROUPS, {"71016": "antwerpen"})
    assert len(found.spells) == 0
    assert "placements" in found.warnings[0].nl
    assert "tellen niet mee" in found.warnings[1].nl

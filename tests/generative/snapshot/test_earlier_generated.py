# SPDX-License-Identifier: EUPL-1.2
"""An earlier snapshot is what would have been written on that day, had nobody waited."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taalplan.snapshot import SnapshotError, write_snapshot
from taalplan.snapshot.earlier import as_it_was

AS_OF = date(2022, 1, 31)
days = st.dates(date(2021, 10, 1), AS_OF)
ends = st.none() | days
few = settings(max_examples=40, deadline=None)

components = st.fixed_dictionaries({"opened": days, "closed": ends})
demands = st.fixed_dictionaries({"since": days, "ended": ends})
courses = st.fixed_dictionaries(
    {"start": days, "length": st.integers(1, 60), "cancelled": st.booleans()}
)
placements = st.fixed_dictionaries({"course": st.integers(0, 3), "date": days})
registrations = st.fixed_dictionaries({"date": days})


@few
@given(st.lists(registrations, max_size=6), st.lists(components, max_size=6), days)
def test_what_had_not_happened_is_not_there(met, studied, day):
    """A component that closed later is open, without a result."""
    rows = {
        "registrations": [
            {"person": n, "date": row["date"], "desk": "atlas", "kind": "first"}
            | {"target_group": "obliged", "municipality": None}
            for n, row in enumerate(met)
        ],
        "components": [
            {"person": n, "contract": n, "component": "A1", "opened": row["opened"]}
            | {"closed": row["closed"], "result": "passed" if row["closed"] else None}
            for n, row in enumerate(studied)
        ],
    }
    found = on(day, rows)
    assert found["registrations"] == [r for r in rows["registrations"] if r["date"] <= day]
    assert found["components"] == [
        row
        if row["closed"] is None or row["closed"] <= day
        else row | {"closed": None, "result": None}
        for row in rows["components"]
        if row["opened"] <= day
    ]


@few
@given(st.lists(demands, min_size=1, max_size=6), days)
def test_who_was_placed_later_still_waits(waiting, day):
    rows = [
        {
            "demand": n, "person": n, "level": "A1", "profile": "standard", "centre": None,
            "since": row["since"], "desired_start": None, "municipality": None, "dayparts": None,
            "intensity": None, "unavailable_until": None, "ended": row["ended"],
            "end_reason": "placed" if row["ended"] else None,
        }
        for n, row in enumerate(waiting)
    ]  # fmt: skip
    open_again = {"ended": None, "end_reason": None}
    assert on(day, {"demands": rows})["demands"] == [
        row | (open_again if row["ended"] and row["ended"] > day else {})
        for row in rows
        if row["since"] <= day
    ]


@few
@given(st.lists(courses, min_size=4, max_size=4), st.lists(placements, max_size=8), days)
def test_a_course_is_known_when_it_began_or_somebody_has_a_place(offered, placed, day):
    """And what became of it is not known before its last day."""
    rows = {"courses": course_rows(offered), "placements": placement_rows(placed)}
    found = on(day, rows)
    promised = {row["course"] for row in rows["placements"] if row["date"] <= day}
    expected = {}
    for row in rows["courses"]:
        if row["start"] > day:
            status = "planned"
        elif row["status"] == "cancelled":
            status = "cancelled"
        else:
            status = "done" if row["end"] <= day else "running"
        if row["start"] <= day or row["course"] in promised:
            expected[row["course"]] = status
    assert {row["course"]: row["status"] for row in found["courses"]} == expected
    over = {row["course"]: row["end"] <= day for row in rows["courses"]}
    assert [(r["person"], r["result"]) for r in found["placements"]] == [
        (row["person"], row["result"] if over[row["course"]] else None)
        for row in rows["placements"]
        if row["date"] <= day
    ]


def test_nothing_is_known_of_tomorrow(tmp_path):
    snapshot = write_snapshot(tmp_path / "s", {}, as_of=AS_OF)
    tomorrow = AS_OF + timedelta(1)
    with (
        pytest.raises(SnapshotError, match="knows nothing of 2022-02-01"),
        as_it_was(snapshot, tomorrow),
    ):
        pass


def test_its_figures_carry_another_id(tmp_path):
    coverage = {"registrations": (date(2021, 1, 1), AS_OF)}
    snapshot = write_snapshot(
        tmp_path / "s", {"placements": pa.Table.from_pylist(placement_rows([]), schema=EMPTY)},
        as_of=AS_OF, coverage=coverage, sources=["somewhere"],
    )  # fmt: skip
    with as_it_was(snapshot, date(2021, 12, 31)) as earlier:
        assert earlier.id != snapshot.id
        assert earlier.as_of == date(2021, 12, 31)
        assert earlier.manifest.coverage["registrations"] == (date(2021, 1, 1), date(2021, 12, 31))
        assert earlier.manifest.sources == ("somewhere",)
        assert earlier.verified() is earlier
    with as_it_was(snapshot, AS_OF) as same:
        assert same is snapshot


def course_rows(drawn):
    return [
        {
            "course": n, "centre": "een", "site": "een", "municipality": "12021", "level": "A1",
            "profile": "standard", "start": row["start"], "hours": 120.0, "distance_hours": 0.0,
            "end": row["start"] + timedelta(row["length"]), "dayparts": ["morning"],
            "capacity": 15, "places_for_desks": None,
            "status": "cancelled" if row["cancelled"] else "done",
        }
        for n, row in enumerate(drawn)
    ]  # fmt: skip


def placement_rows(drawn):
    return [
        {"person": n, "course": row["course"], "date": row["date"], "status": "enrolled"}
        | {"result": "passed"}
        for n, row in enumerate(drawn)
    ]


EMPTY = pa.schema(
    {"person": pa.int64(), "course": pa.int64(), "date": pa.date32()}
    | dict.fromkeys(("status", "result"), pa.string())
)


def on(day, tables):
    """The rows of each table on a day, in stored order."""
    arrow = {
        name: pa.Table.from_pylist(rows, schema=EMPTY if name == "placements" else None)
        for name, rows in tables.items()
        if rows or name == "placements"
    }
    with tempfile.TemporaryDirectory() as folder:
        snapshot = write_snapshot(Path(folder) / "s", arrow, as_of=AS_OF)
        with as_it_was(snapshot, day) as earlier:
            found = {name: earlier.table(name).to_pylist() for name in arrow}
    return {name: found.get(name, []) for name in tables}

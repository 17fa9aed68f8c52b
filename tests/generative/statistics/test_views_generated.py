# SPDX-License-Identifier: EUPL-1.2
"""Enrolments, steps and first lessons mean what a person reading the rows one by one would say."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.small_registers import written
from taalplan.statistics.views import viewed

AS_OF = date(2022, 1, 31)  # that of `written`
STEPS = ["reserved", "assigned", "refused", "enrolled", "withdrawn"]
NEXT = {"A1": "A2", "A2": "B1", "B1": "B2", "B2": "C1"}

few = settings(max_examples=40, deadline=None)
people = st.integers(0, 3)
days = st.dates(date(2020, 6, 1), AS_OF) | st.sampled_from(
    [date(2021, 1, 31), date(2021, 2, 28), date(2021, 7, 31), date(2021, 8, 1), AS_OF]
)


def later(day: date, months: int) -> date:
    """The same day so many months on, or the last one of a shorter month."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


courses = st.fixed_dictionaries(
    {
        "start": days,
        "length": st.integers(1, 300),
        "distance_hours": st.sampled_from([0.0, 5.9, 6.0, 6.1, 120.0]),
        "status": st.sampled_from(["planned", "running", "done", "cancelled"]),
    }
)
placements = st.fixed_dictionaries(
    {
        "person": people,
        "course": st.integers(0, 4),
        "date": days,
        "status": st.sampled_from(STEPS),
        "result": st.sampled_from(["passed", "failed", "absent", None]),
    }
)


def course_rows(drawn) -> list[dict]:
    return [
        {
            "course": number, "centre": "cvo-een", "site": "een", "municipality": "12021",
            "level": "A1", "profile": "standard", "start": row["start"],
            "end": row["start"] + timedelta(row["length"]), "hours": 120.0,
            "distance_hours": row["distance_hours"], "dayparts": ["morning"], "capacity": 15,
            "places_for_desks": 3, "status": row["status"],
        }
        for number, row in enumerate(drawn)
    ]  # fmt: skip


def placement_rows(drawn, number_of_courses) -> list[dict]:
    """Only enrolments have a result, and one person does not take one step twice a day."""
    rows = {
        (row["person"], row["course"], row["date"], row["status"]): row
        for row in drawn
        if row["course"] < number_of_courses
    }
    return [
        row | {"result": row["result"] if row["status"] == "enrolled" else None}
        for row in rows.values()
    ]


@few
@given(st.lists(courses, min_size=1, max_size=5), st.lists(placements, max_size=25))
def test_enrolments(drawn_courses, drawn_placements):
    """Once enrolled in a course that went on; the last step and the result say how it ended."""
    offered = course_rows(drawn_courses)
    placed = placement_rows(drawn_placements, len(offered))
    expected = {}
    for person, number in {(row["person"], row["course"]) for row in placed}:
        history = [r for r in placed if (r["person"], r["course"]) == (person, number)]
        course = offered[number]
        if course["status"] == "cancelled" or "enrolled" not in {r["status"] for r in history}:
            continue
        results = [row["result"] for row in history if row["result"]]
        final = max(history, key=lambda row: (row["date"], STEPS.index(row["status"])))["status"]
        result = max(results, default=None)
        if course["end"] > AS_OF:
            outcome = "busy"
        elif final == "withdrawn" or result == "absent":
            outcome = "dropped"
        else:
            outcome = result or "busy"
        mode = "blended" if course["distance_hours"] >= 6 else "contact"
        expected[person, number] = (mode, outcome)
    tables = {"courses": offered, "placements": placed}
    assert made("enrolments", ("person", "course"), ("mode", "outcome"), tables) == expected


closings = st.fixed_dictionaries(
    {
        "person": people,
        "component": st.sampled_from(["A1", "A2", "B1", "C1"]),
        "opened": days,
        "length": st.none() | st.integers(0, 500),
        "result": st.sampled_from(["passed", "failed", "undetermined"]),
    }
)


@few
@given(st.lists(closings, min_size=1, max_size=20))
def test_steps(drawn):
    """Twelve months from the first time somebody passed a level, and not a day more."""
    rows = [
        {"contract": number, "person": row["person"], "component": row["component"]}
        | {"opened": row["opened"], "closed": closed, "result": row["result"] if closed else None}
        for number, row in enumerate(drawn)
        for closed in [None if row["length"] is None else row["opened"] + timedelta(row["length"])]
    ]
    expected = {}
    for person, level in {(row["person"], row["component"]) for row in rows}:
        own = [row for row in rows if row["person"] == person]
        passes = [
            row["closed"] for row in own if row["component"] == level and row["result"] == "passed"
        ]
        if not passes or level not in NEXT:
            continue
        until = later(min(passes), 12)
        opened = [row["opened"] for row in own if row["component"] == NEXT[level]]
        went_on = bool(opened) and min(opened) <= until
        word = "too_recent" if until > AS_OF else "within" if went_on else "not_within"
        expected[person, level] = (min(passes), word)
    assert (
        made("steps", ("person", "component"), ("passed", "next"), {"components": rows}) == expected
    )


meetings = st.fixed_dictionaries(
    {"person": people, "date": days, "kind": st.sampled_from(["first", "repeat"])}
)


@few
@given(
    st.lists(meetings, min_size=1, max_size=8),
    st.lists(courses, min_size=1, max_size=5),
    st.lists(placements, max_size=20),
)
def test_first_lessons(met, drawn_courses, drawn_placements):
    """From the first registration to the first day of the first lessons that came after it."""
    rows = [
        row | {"desk": "loket-lier", "target_group": "obliged", "municipality": "12021"}
        for row in met
    ]
    offered = course_rows(drawn_courses)
    placed = placement_rows(drawn_placements, len(offered))
    expected = {}
    for person in {row["person"] for row in rows if row["kind"] == "first"}:
        since = min(r["date"] for r in rows if r["person"] == person and r["kind"] == "first")
        starts = [
            offered[row["course"]]["start"]
            for row in placed
            if row["person"] == person and row["status"] == "enrolled"
            and offered[row["course"]]["status"] != "cancelled"
            and offered[row["course"]]["start"] >= since
        ]  # fmt: skip
        if later(since, 6) > AS_OF:
            word = "too_recent"
        else:
            terms = [(1, "month_1"), (2, "month_2"), (3, "month_3"), (6, "month_6")]
            fitting = [w for m, w in terms if starts and min(starts) <= later(since, m)]
            word = (fitting or ["later"])[0]
        expected[(person,)] = (since, word)
    tables = {"registrations": rows, "courses": offered, "placements": placed}
    assert made("first_lessons", ("person",), ("registered", "waited"), tables) == expected


def made(view, key, columns, tables):
    """The view's columns by its key."""
    schemas = {"placements": ["person", "course", "date", "status", "result"]}
    arrow = {
        name: pa.Table.from_pylist(rows)
        if rows
        else pa.table({column: pa.nulls(0) for column in schemas[name]})
        for name, rows in tables.items()
    }
    with written(**arrow) as snapshot, viewed([view], snapshot) as seen:
        found = pq.read_table(seen.file(view)).to_pylist()
    return {tuple(row[name] for name in key): tuple(row[n] for n in columns) for row in found}

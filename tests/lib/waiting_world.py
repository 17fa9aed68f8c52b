# SPDX-License-Identifier: EUPL-1.2
"""Small registers with waiting lists, and a slow photograph that reads them row by row."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa

from taalplan.snapshot import Snapshot, write_snapshot
from taalplan.vocabulary.distance import kilometres
from taalplan.vocabulary.places import municipalities

DAY = date(2021, 9, 10)
AS_OF = date(2022, 2, 28)
TOWNS = ["12021", "12025", "11002", "71016", "44021", "41002"]
DESKS = {"loket-lier": "antwerpen", "atlas": "atlas", "vestiging-genk": "limburg"}
LEVELS, PROFILES = ["A1", "A2"], ["standard", "basic"]
CENTRES = ["cvo-een", "cbe-twee"]
PARTS = [["morning"], ["evening"], ["morning", "afternoon"], []]

Row = dict[str, Any]


def world(seed: int, people: int = 30) -> dict[str, list[Row]]:
    """Rows of a register of a few people with many lists, and courses that hold few."""
    rng = random.Random(seed)

    def day(low: int, high: int) -> date:
        return DAY + timedelta(rng.randint(low, high))

    demands = [
        {
            "demand": number,
            "person": rng.randrange(people),
            "level": rng.choice(LEVELS),
            "profile": rng.choice(PROFILES),
            "centre": rng.choice([*CENTRES, None]),
            "since": day(-400, 20),
            "desired_start": day(-200, 90) if rng.random() < 0.3 else None,
            "municipality": rng.choice([*TOWNS, None]),
            "dayparts": rng.choice(PARTS),
            "unavailable_until": day(-60, 60) if rng.random() < 0.15 else None,
            "ended": day(-20, 60) if rng.random() < 0.3 else None,
        }
        for number in range(2 * people)
    ]
    for row in demands:
        if row["ended"] and row["ended"] < row["since"]:
            row["ended"] = row["since"]
        row["end_reason"] = "withdrawn" if row["ended"] else None
    courses = []
    for number in range(40):
        start = day(-120, 330)
        courses.append(
            {
                "course": number,
                "centre": rng.choice(CENTRES),
                "site": "een",
                "municipality": rng.choice(TOWNS),
                "level": rng.choice(LEVELS),
                "profile": rng.choice(PROFILES),
                "start": start,
                "end": start + timedelta(rng.randint(60, 200)),
                "hours": 120.0,
                "distance_hours": 0.0,
                "dayparts": rng.choice(PARTS[:3]),
                "capacity": 10,
                "places_for_desks": rng.randint(0, 3),
                "status": rng.choice(["planned", "planned", "done", "cancelled"]),
            }
        )
    placements = {}
    for _ in range(people):
        row = {
            "person": rng.randrange(people),
            "course": rng.randrange(len(courses)),
            "date": day(-150, 100),
            "status": rng.choice(["reserved", "assigned", "enrolled", "refused", "withdrawn"]),
        }
        placements[row["person"], row["course"], row["date"], row["status"]] = row
    registrations = [
        {
            "person": person,
            "date": DAY - timedelta(500),
            "desk": rng.choice(list(DESKS)),
            "kind": "first",
            "target_group": "entitled",
            "municipality": rng.choice(TOWNS),
        }
        for person in range(people)
    ]
    return {
        "demands": demands,
        "courses": courses,
        "placements": list(placements.values()),
        "registrations": registrations,
        "desks": [
            {
                "desk": desk, "name": desk, "kind": "loket", "area": area, "municipality": TOWNS[0],
                "valid_from": date(2015, 1, 1), "temporary": False, "counters": 1,
            }
            for desk, area in DESKS.items()
        ],
    }  # fmt: skip


def written(rows: dict[str, list[Row]], folder: Path, as_of: date = AS_OF) -> Snapshot:
    """The rows as a snapshot."""
    tables = {name: pa.Table.from_pylist(own) for name, own in rows.items()}
    return write_snapshot(folder / "snapshot", tables, as_of=as_of, synthetic=True)


@dataclass
class Slow:
    """One entry as a reader of the rows would write it down."""

    row: Row
    area: str
    reason: str
    clock: date
    start: date | None


ORDER = ["reserved", "assigned", "refused", "enrolled", "withdrawn"]
HOLDS = ("reserved", "assigned", "enrolled")


def slow_photograph(
    rows: dict[str, list[Row]], day: date = DAY, until: date = date(2022, 8, 31), reach: float = 15
) -> list[Slow]:
    """Every entry open at the end of a day, served in turn; with no array and no SQL."""
    courses = {row["course"]: row for row in rows["courses"]}
    seats: dict[tuple[int, int], str] = {}
    for row in sorted(rows["placements"], key=lambda r: (r["date"], ORDER.index(r["status"]))):
        if row["date"] <= day:
            seats[row["person"], row["course"]] = row["status"]
    held = [(who, courses[which], status) for (who, which), status in seats.items()]
    held = [seat for seat in held if seat[2] in HOLDS]
    free = {
        key: max(row["places_for_desks"] - sum(seat[1] is row for seat in held), 0)
        for key, row in courses.items()
    }
    held = [seat for seat in held if seat[1]["status"] != "cancelled"]
    known = sorted(
        (r for r in courses.values() if day < r["start"] <= until and r["status"] != "cancelled"),
        key=lambda r: (r["start"], r["course"]),
    )
    found = []
    given: dict[tuple[int, str], date] = {}
    waiting = [r for r in rows["demands"] if r["since"] <= day]
    waiting = [r for r in waiting if r["ended"] is None or r["ended"] > day]
    for row in sorted(waiting, key=lambda r: (clock_of(r), r["demand"])):
        who, level = row["person"], row["level"]
        later = [
            s[1]["start"]
            for s in held
            if s[0] == who and s[1]["level"] == level and s[1]["start"] > day
        ]
        busy = [
            s[1]["end"]
            for s in held
            if s[0] == who and s[2] == "enrolled" and s[1]["start"] <= day <= s[1]["end"]
        ]
        place = min(later, default=None)
        ready = [day + timedelta(1), row["desired_start"] or day]
        ready += [(row["unavailable_until"] or day) + timedelta(1)]
        ready += [max(busy, default=day) + timedelta(1)]
        stages = [(course, stage_of(row, course, reach)) for course in known]
        stages = [(c, s) for c, s in stages if s is not None and c["start"] >= max(ready)]
        start = place or given.get((who, level))
        stage = max((s for _, s in stages), default=0)
        fits = [c for c, s in stages if s == 3]
        if start and fits:
            stage = 4
        elif not start:
            for course in fits:
                if free[course["course"]] > 0:
                    free[course["course"]] -= 1
                    start = given[who, level] = course["start"]
                    stage = 4
                    break
        if row["unavailable_until"] and row["unavailable_until"] >= day:
            reason = "unavailable"
        elif row["desired_start"] and row["desired_start"] > day:
            reason = "later"
        elif place:
            reason = "placed"
        elif busy:
            reason = "busy"
        else:
            reason = ["no_group", "centre", "daypart", "full", "next"][stage]
        desk = next(r["desk"] for r in rows["registrations"] if r["person"] == who)
        found.append(Slow(row, DESKS[desk], reason, clock_of(row), start))
    return found


def clock_of(row: Row) -> date:
    return max(row["since"], row["desired_start"] or row["since"])


def stage_of(row: Row, course: Row, reach: float) -> int | None:
    """How far a course comes towards what an entry asks; None for another level or profile."""
    if (row["level"], row["profile"]) != (course["level"], course["profile"]):
        return None
    own = row["centre"] == course["centre"]
    if not own and row["municipality"] is not None:
        places = municipalities()
        here, there = places[row["municipality"]], places[course["municipality"]]
        if kilometres(here.latitude, here.longitude, there.latitude, there.longitude) > reach:
            return 0
    if row["centre"] and not own:
        return 1
    if row["dayparts"] and not set(course["dayparts"]) <= set(row["dayparts"]):
        return 2
    return 3


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month; told by counting days."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    for last in range(day.day, 0, -1):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise AssertionError

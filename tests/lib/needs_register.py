# SPDX-License-Identifier: EUPL-1.2
"""A register of a few hundred people in three working areas, to make a needs plan of."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa

from taalplan.snapshot import Snapshot, write_snapshot

AS_OF = date(2022, 3, 31)
DESKS = {
    "vestiging-genk": ("limburg", "71016"),
    "loket-mechelen": ("antwerpen", "12025"),
    "atlas": ("atlas", "11002"),
}
HOMES = {"limburg": ("71016", "71011", "71053"), "antwerpen": ("12025", "12021"),
         "atlas": ("11002",)}  # fmt: skip

Rows = dict[str, list[dict[str, Any]]]


def register(people: int = 400, seed: int = 1, first: date = date(2018, 1, 8)) -> Rows:
    """Rows of every table: people register, wait, follow A1, and go on to A2 or not."""
    rng = random.Random(seed)
    rows: Rows = {"registrations": [], "demands": [], "courses": [], "placements": []}
    rows["desks"] = [
        {"desk": desk, "name": desk, "kind": "branch", "area": area, "municipality": nis,
         "valid_from": date(2010, 1, 1), "valid_to": None, "temporary": False, "counters": 2}
        for desk, (area, nis) in DESKS.items()
    ]  # fmt: skip
    opened: dict[tuple[str, str, date], int] = {}
    for person in range(people):
        desk = rng.choice(sorted(DESKS))
        area = DESKS[desk][0]
        home = rng.choice(HOMES[area])
        day = first + timedelta(rng.randrange((AS_OF - first).days))
        group = rng.choice(["obliged", "entitled"])
        rows["registrations"].append(
            {"person": person, "date": day, "desk": desk, "kind": "first", "target_group": group,
             "municipality": home}
        )  # fmt: skip
        start = _next_start(day)
        profile = rng.choice(["basic", "standard"])
        waits = rng.random() < 0.15
        rows["demands"].append(
            {"demand": person, "person": person, "level": "A1", "profile": profile, "centre": None,
             "since": day, "desired_start": None, "municipality": home, "dayparts": ["morning"],
             "intensity": 2, "unavailable_until": None,
             "ended": None if waits or start > AS_OF else start,
             "end_reason": None if waits or start > AS_OF else "enrolled"}
        )  # fmt: skip
        level = "A1"
        while not waits and start <= AS_OF and level != "B1":
            course = opened.setdefault((area, level, start), len(opened))
            result = rng.choice(["passed", "passed", "failed"])
            rows["placements"].append(
                {"person": person, "course": course, "date": start, "status": "enrolled",
                 "result": result if start + timedelta(130) < AS_OF else None}
            )  # fmt: skip
            level = "A2" if result == "passed" and level == "A1" else "B1"
            start = _next_start(start + timedelta(130))
    for (area, level, start), number in opened.items():
        rows["courses"].append(
            {"course": number, "centre": "cvo", "site": "site", "municipality": HOMES[area][0],
             "level": level, "profile": "standard", "start": start,
             "end": start + timedelta(125), "hours": 120.0, "distance_hours": 0.0,
             "dayparts": [rng.choice(["morning", "evening"])], "capacity": 20,
             "places_for_desks": 20, "status": "done"}
        )  # fmt: skip
    return rows


def written(rows: Rows, folder: Path) -> Snapshot:
    """The rows as a snapshot; a table that is not among them is not there."""
    tables = {name: pa.Table.from_pylist(found) for name, found in rows.items() if found}
    return write_snapshot(folder, tables, as_of=AS_OF)


def _next_start(day: date) -> date:
    """The first of September or February after a day."""
    starts = [date(year, month, 1) for year in (day.year, day.year + 1) for month in (2, 9)]
    return next(start for start in starts if start > day)

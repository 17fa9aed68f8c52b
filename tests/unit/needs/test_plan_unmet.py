# SPDX-License-Identifier: EUPL-1.2
"""Who waits, counted by reading the entries one by one; persons and entries apart."""

from __future__ import annotations

import random
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import numpy as np

from taalplan.needs.unmet import waiting_of

AS_OF = date(2022, 2, 28)


def entries(seed: int) -> list[dict[str, Any]]:
    rng = random.Random(seed)

    def day(low: int, high: int) -> date:
        return AS_OF + timedelta(rng.randint(low, high))

    return [
        {
            "person": rng.randrange(12),
            "since": day(-400, 0),
            "desired_start": day(-300, 60) if rng.random() < 0.4 else None,
            "unavailable_until": day(-30, 30) if rng.random() < 0.2 else None,
            "ended": day(-100, 0) if rng.random() < 0.3 else None,
        }
        for _ in range(60)
    ]


def history_of(rows: list[dict[str, Any]]) -> Any:
    columns: dict[str, Any] = {
        name: np.array([row[name] for row in rows], "datetime64[D]")
        for name in ("since", "desired_start", "unavailable_until", "ended")
    }
    columns["person"] = np.array([row["person"] for row in rows])
    columns["level"] = columns["profile"] = np.zeros(len(rows), int)
    people = {"id": np.arange(12), "area": np.arange(12) % 8}
    return SimpleNamespace(as_of=AS_OF, demands=columns, people=people)


def longer(row: dict[str, Any], months: int) -> bool:
    """Whether an entry waits more than so many whole calendar months, told day by day."""
    if row["ended"] or (row["unavailable_until"] and row["unavailable_until"] >= AS_OF):
        return False
    clock = max(row["since"], row["desired_start"] or row["since"])
    today = AS_OF + timedelta(1)
    whole = (today.year - clock.year) * 12 + today.month - clock.month
    return clock <= AS_OF and (whole, today.day) > (months, clock.day)


def test_persons_and_entries_are_counted_as_one_by_one() -> None:
    for seed in range(20):
        rows = entries(seed)
        found = waiting_of(history_of(rows))
        assert found.thresholds == (0, 2, 3, 6)
        for column, months in enumerate(found.thresholds):
            waits = [row for row in rows if longer(row, months)]
            persons = {row["person"] for row in waits}
            for area in range(8):
                mine = [row for row in waits if row["person"] % 8 == area]
                assert found.entries[area, column] == len(mine)
                assert found.persons[area, column] == len({p for p in persons if p % 8 == area})
        official = {row["person"] for row in rows if longer(row, found.official)}
        assert set(found.longest.tolist()) == official

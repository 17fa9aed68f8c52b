# SPDX-License-Identifier: EUPL-1.2
"""An extract that nobody here wrote gives the figures of a few lines of plain Python."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

from command_line import cells, run

DESKS = {"loket-boom": "antwerpen", "loket-lier": "antwerpen", "vestiging-genk": "limburg",
         "atlas": "atlas", "bon-anderlecht": "brussel"}  # fmt: skip


def drawn_rows() -> list[dict[str, str]]:
    """Two thousand registrations of seven hundred people with names as their keys."""
    dice = random.Random(20260216)
    return [
        {
            "person": f"Persoon {dice.randrange(700):04d}",
            "date": (date(2019, 1, 1) + timedelta(dice.randrange(1400))).isoformat(),
            "desk": dice.choice(sorted(DESKS)),
            "kind": dice.choice(["first", "repeat"]),
            "target_group": dice.choice(["obliged", "entitled", "undetermined"]),
        }
        for _ in range(2000)
    ]


def test_tables_of_a_foreign_extract(tmp_path: Path):
    """Semicolons and Latin-1, as Excel on Windows writes; three kinds of table."""
    rows = drawn_rows()
    with (tmp_path / "registrations.csv").open("w", newline="", encoding="latin-1") as file:
        writer = csv.DictWriter(file, rows[0], delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    snapshot = tmp_path / "snapshot"
    run("import", tmp_path / "registrations.csv", "--out", snapshot)

    first, by_year, by_school_year = defaultdict(set), defaultdict(set), defaultdict(set)
    for row in rows:
        who, day, desk = row["person"], date.fromisoformat(row["date"]), row["desk"]
        school = day.year - (day.month < 9)
        for place in ((DESKS[desk], desk), (DESKS[desk], "total"), ("total", "total")):
            by_year[*place, str(day.year)].add(who)
            by_school_year[*place, f"{school}-{school + 1}"].add(who)
            if row["kind"] == "first" and day.year == 2021:
                first[*place, row["target_group"]].add(who)
                first[*place, "total"].add(who)

    for people, words in (
        (first, ["first-registrations", "--year", 2021]),
        (by_year, ["registrations-by-year"]),
        (by_school_year, ["registrations-by-year", "--axis", "school-year"]),
    ):
        counted = cells(*words, "--snapshot", snapshot)
        assert {path: n for path, n in counted.items() if n} == {
            path: len(found) for path, found in people.items()
        }
    assert b"Persoon" not in b"".join(f.read_bytes() for f in snapshot.iterdir())

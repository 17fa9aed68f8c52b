# SPDX-License-Identifier: EUPL-1.2
"""The published tables as plain figures, for tests that recompute what was found in them."""

from __future__ import annotations

import csv
from pathlib import Path

from taalplan.statistics.change.rates import Cohort

PUBLISHED = Path(__file__).parents[2] / "src" / "taalplan" / "example" / "published"
GROUPS = ("obliged", "entitled")


def registrations() -> dict[tuple[str, str], float]:
    """Table 2: people by area and year."""
    return {
        (row["area"], row["year"]): float(row["value"])
        for row in _rows("table-2")
        if row["desk"] == "total" and row["area"] != "total"
    }


def cohort(component: str, year: str) -> Cohort:
    """Table 3 or 4: those who closed a component, and those who passed, of a contract year."""
    counts = {
        (row["area"], row["target_group"], row["result"]): int(row["value"])
        for row in _rows(f"outcomes-{component}")
        if row["contract_year"] == year and row["area"] != "total"
    }
    cells = sorted({(area, group) for area, group, _ in counts if group in GROUPS})
    return Cohort(
        {cell: counts[(*cell, "total")] for cell in cells},
        {cell: counts[(*cell, "passed")] for cell in cells},
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (PUBLISHED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

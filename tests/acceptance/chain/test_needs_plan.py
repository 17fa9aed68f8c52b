# SPDX-License-Identifier: EUPL-1.2
"""The needs plan of the example register: every number adds up, and is explained by its bridge."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from command_line import run

PARTS = ("entry", "shock", "pipeline", "waiting", "progression", "mix", "rounding")
COUNTS = ("people", "places", "groups", "hours")


@pytest.fixture(scope="module")
def plan(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan for 2022-2023, as the command writes it."""
    out = tmp_path_factory.mktemp("needs") / "plan"
    run("needs", "--snapshot", example, "--school-year", "2022-2023", "--out", out)
    return out


def figures(plan: Path, name: str) -> dict[tuple[str, ...], float]:
    """The cells of one of its tables by their path."""
    with (plan / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {
            tuple(row[:-2]): float(row[-2]) for row in list(csv.reader(file))[1:] if row[-2] != ""
        }


def test_all_forms_are_written(plan: Path) -> None:
    for name in ("behoefteplan.docx", "behoefteplan.html", "behoefteplan.xlsx"):
        assert (plan / name).stat().st_size > 10_000


@pytest.mark.parametrize("measure", COUNTS)
def test_cells_add_up_to_every_margin(plan: Path, measure: str) -> None:
    cells = {path: v for path, v in figures(plan, "needs-cells").items() if path[-1] == measure}
    by_area: dict[str, float] = defaultdict(float)
    by_place: dict[str, float] = defaultdict(float)
    by_level: dict[tuple[str, str], float] = defaultdict(float)
    by_both: dict[tuple[str, str], float] = defaultdict(float)
    for (area, place, level, profile, _), value in cells.items():
        by_area[area] += value
        by_place[place] += value
        by_level[level, profile] += value
        by_both[area, level] += value
    areas, places = figures(plan, "needs-areas"), figures(plan, "needs-places")
    levels, both = figures(plan, "needs-levels"), figures(plan, "needs-areas-levels")
    assert sum(by_area.values()) == areas["total", measure] > 0
    assert all(areas[area, measure] == value for area, value in by_area.items())
    printed = {place: v for (_, place, m), v in places.items() if m == measure}
    assert all(printed[place] == value for place, value in by_place.items() if place in printed)
    assert all(levels[*key, measure] == value for key, value in by_level.items())
    assert all(both[*key, measure] == value for key, value in by_both.items())


@pytest.mark.parametrize("name", ["areas", "places", "levels", "cells"])
def test_the_bridge_leads_from_last_year_to_this_year(plan: Path, name: str) -> None:
    cells = figures(plan, f"bridge-{name}")
    rows = {path[:-1] for path in cells}
    assert rows
    for row in rows:
        steps = sum(cells[*row, part] for part in PARTS)
        assert cells[*row, "previous"] + steps == cells[*row, "people"]
    if name == "areas":
        assert any(cells["total", part] != 0 for part in PARTS[:-1])


def test_intervals_hold_what_is_expected_and_places_hold_it_too(plan: Path) -> None:
    cells = figures(plan, "needs-areas-levels")
    for area, level in {path[:2] for path in cells}:
        row = {m: cells[a, b, m] for a, b, m in cells if (a, b) == (area, level)}
        assert row["low"] <= row["people"] <= row["high"]
        assert row["places"] >= row["people"]
        assert row["hours"] == 0 or row["groups"] > 0

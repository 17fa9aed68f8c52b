# SPDX-License-Identifier: EUPL-1.2
"""Last year's publication is a test: the four tables of the answer to question 216."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import cells, run

from taalplan.example import published

GRAND_TOTAL = {("total", "total", group) for group in ("obliged", "entitled", "undetermined")} | {
    ("total", "total", "total")
}


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("registrations-by-year", "table-2"),
        ("outcomes-a1", "outcomes-a1"),
        ("outcomes-a2", "outcomes-a2"),
    ],
)
@pytest.mark.parametrize("engine", ["stamp", "duckdb"])
def test_a_table_equals_the_published_one(example: Path, name: str, table: str, engine: str):
    """Every published cell, by both engines; and nothing more but totals nobody printed."""
    counted = cells(name, "--snapshot", example, "--engine", engine)
    expected = published(table)
    assert {path: counted.get(path) for path in expected} == expected
    unprinted = {path for path in counted if path not in expected}
    assert all(path[0] == "total" or path[0] == path[1] for path in unprinted)


def test_first_registrations_equal_table_1_as_corrected_but_for_its_grand_total(example: Path):
    """The printed grand total adds up desks; counted, it is eight people less."""
    counted = cells("first-registrations", "--snapshot", example, "--year", 2021)
    expected = published("table-1")
    differing = {path for path in expected if counted.get(path) != expected[path]}
    assert differing == GRAND_TOTAL
    assert expected["total", "total", "total"] == 25_326
    assert counted["total", "total", "total"] == 25_318


def test_the_example_has_no_faults(example: Path):
    """`taalplan check` on both snapshots."""
    assert run("check", example).stdout.count("no faults") == 2


def test_parts_exceed_totals_where_people_are_in_two_groups_or_areas(example: Path):
    """The overlaps of table 3 for contracts of 2019: 304 in both groups, 234 in two areas."""
    counted = cells("outcomes-a1", "--snapshot", example)
    areas = {path[0] for path in counted} - {"total"}
    total = ("total", "total", "2019", "total")
    groups = sum(counted["total", "total", "2019", group] for group in ("obliged", "entitled"))
    assert groups - counted[total] == 304
    assert sum(counted[area, "total", "2019", "total"] for area in areas) - counted[total] == 234

# SPDX-License-Identifier: EUPL-1.2
"""Every label that the published tables print is found, as far as those tables are at hand.

Set TAALPLAN_SHARED to a folder with `source/table1.csv` to `table4.csv`
(region, desk, year, target_group, measure, value).
"""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from taalplan.vocabulary.places import AREAS, desks, find_area, find_desk

SHARED = os.environ.get("TAALPLAN_SHARED")
pytestmark = pytest.mark.skipif(not SHARED, reason="the published tables are not at hand")


def _rows(number: int) -> list[dict[str, str]]:
    path = Path(SHARED or "") / "source" / f"table{number}.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_every_label_is_found_in_its_area(number: int) -> None:
    """And only "totaal" is no area."""
    for row in _rows(number):
        area = find_area(row["region"])
        assert (area is None) == (row["region"].lower() == "totaal"), row
        if row["desk"]:
            desk = find_desk(row["desk"])
            assert desk is not None, row
            assert area is not None
            assert desk.area == area.code


def test_desks_are_open_in_the_years_in_which_table_2_has_figures_for_them() -> None:
    """Blank and closed are one and the same, desk by desk and year by year."""
    printed = {(row["desk"], row["year"]) for row in _rows(2) if row["desk"] and row["value"]}
    expected = {
        (desk.name, str(year))
        for desk in desks()
        for year in range(2017, 2022)
        if AREAS[desk.area].has_desks and desk.valid_from.year <= year
        if desk.valid_to is None or year <= desk.valid_to.year
    }

    found = {(find_desk(name).name, year) for name, year in printed}  # type: ignore[union-attr]
    assert found == expected

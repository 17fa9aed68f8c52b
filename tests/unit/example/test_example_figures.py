# SPDX-License-Identifier: EUPL-1.2
"""The published figures as they are kept, and what they ask of the register."""

from __future__ import annotations

import numpy as np
import pytest

from taalplan.example import PUBLISHED, published
from taalplan.example.figures import (
    AREAS,
    CROSSINGS,
    DESKS,
    RESULTS,
    published_targets,
)
from taalplan.vocabulary import places

TARGETS = published_targets()


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_code_of_a_published_table_is_in_the_code_lists(name: str) -> None:
    known = {*AREAS, *DESKS, *RESULTS, "total", "obliged", "entitled", "undetermined"}
    known |= {str(year) for year in range(2017, 2022)}
    assert {code for cell in published(name) for code in cell} <= known


def test_an_unknown_table_is_not_found() -> None:
    with pytest.raises(FileNotFoundError):
        published("table-9")


def test_blank_cells_are_not_zero() -> None:
    """Lommel printed nothing for 2021, Menen nothing for 2020."""
    assert ("limburg", "vestiging-lommel", "total") not in published("table-1")
    assert ("limburg", "vestiging-lommel", "2021") not in published("table-2")
    assert ("west-vlaanderen", "loket-menen", "2020") not in published("table-2")


def test_table_1_is_kept_as_corrected_but_for_its_last_row() -> None:
    cells = published("table-1")
    assert cells["oost-vlaanderen", "loket-aalst", "total"] == 495
    assert cells["limburg", "vestiging-tongeren", "total"] == 125
    assert cells["total", "total", "total"] == 25_326


def test_the_groups_of_every_row_of_table_1_add_up() -> None:
    cells = published("table-1")
    for area, desk, group in cells:
        if group == "total":
            parts = [cells[area, desk, g] for g in ("obliged", "entitled", "undetermined")]
            assert sum(parts) == cells[area, desk, "total"]


@pytest.mark.parametrize("year", ["2017", "2018", "2019", "2020", "2021"])
def test_table_2_adds_up_in_every_area_and_over_them(year: str) -> None:
    cells = published("table-2")
    areas = {area: cells[area, "total", year] for area in places.AREAS}
    for area, total in areas.items():
        desks = [v for (a, d, y), v in cells.items() if (a, y) == (area, year) and d != "total"]
        assert sum(desks) == total
    assert sum(areas.values()) == cells["total", "total", year]


@pytest.mark.parametrize("name", ["outcomes-a1", "outcomes-a2"])
def test_the_results_of_every_outcome_add_up_to_the_closed(name: str) -> None:
    cells = published(name)
    for (area, result, year, group), closed in cells.items():
        if result == "total" and area != "total":
            assert sum(cells[area, r, year, group] for r in RESULTS) == closed


def test_the_people_in_two_areas_solve_the_row_totaal() -> None:
    """Three columns, three kinds of people: one solution, and none of them negative."""
    for component, name in enumerate(("outcomes-a1", "outcomes-a2")):
        cells = published(name)
        for y, year in enumerate(("2019", "2020", "2021")):
            solution = dict(zip(CROSSINGS, TARGETS.crossing[component, y].tolist(), strict=True))
            for column, counted in (
                ("obliged", [(0, 0)]),
                ("entitled", [(1, 1)]),
                ("total", [(0, 0), (1, 1), (0, 1)]),
            ):
                areas = sum(cells[area, "total", year, column] for area in AREAS)
                excess = areas - cells["total", "total", year, column]
                assert sum(solution[kind] for kind in counted) == excess
    assert TARGETS.crossing[0, 0].tolist() == [100, 56, 78]
    assert TARGETS.crossing.min() >= 0


def test_overlaps_of_a2_fit_within_those_of_a1() -> None:
    """The one assumption by which both tables can be about the same people."""
    assert (TARGETS.both[1].sum(axis=-1) <= TARGETS.both[0].sum(axis=-1)).all()
    assert (TARGETS.crossing[1] <= TARGETS.crossing[0]).all()


def test_eight_people_stand_at_two_desks() -> None:
    assert TARGETS.doubles.sum() == 8
    assert TARGETS.doubles[AREAS.index("west-vlaanderen")].tolist() == [2, 4, 1]


@pytest.mark.parametrize("factor", [0.01, 0.3, 1.0, 8.0])
def test_scaled_figures_keep_what_the_register_relies_on(factor: float) -> None:
    scaled = TARGETS.scaled(factor)
    assert scaled.first.sum() == pytest.approx(25_326 * factor, rel=0.1)
    assert (scaled.both <= scaled.closed.min(axis=-1)).all()
    assert (scaled.both[1].sum(axis=-1) <= scaled.both[0].sum(axis=-1)).all()
    assert (scaled.crossing[1] <= scaled.crossing[0]).all()
    assert min(scaled.first.min(), scaled.closed.min(), scaled.crossing.min()) >= 0


def test_scaled_by_one_is_the_same() -> None:
    scaled = TARGETS.scaled(1.0)
    for field in ("first", "doubles", "registered", "closed", "both", "crossing"):
        assert np.array_equal(getattr(scaled, field), getattr(TARGETS, field)), field

# SPDX-License-Identifier: EUPL-1.2
"""The four published tables, counted with sets from the example, are the published ones.

The counter here knows nothing of the product's: it puts people in sets, one set per cell, and
looks how many each holds. A margin is the word `total`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import product
from typing import Any

import pytest

from taalplan.example import published
from taalplan.vocabulary import places

AREA = {desk.code: desk.area for desk in places.desks()}
PRINTED_GRAND_TOTAL = ("total", "total")

Cells = dict[tuple[str, ...], int]


def count(people: Iterable[tuple[int, tuple[str, ...], tuple[bool, ...]]]) -> Cells:
    """Different people per cell; a flag says whether a dimension has a margin."""
    cells: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for person, codes, margins in people:
        choices = [
            (code, "total") if m else (code,) for code, m in zip(codes, margins, strict=True)
        ]
        for cell in product(*choices):
            cells[cell].add(person)
    return {cell: len(members) for cell, members in cells.items()}


def count_registrations(rows: Iterable[dict[str, Any]], column: str) -> Cells:
    """By area, desk and one more column; the third has a margin when it is not a year."""
    return count(
        (
            row["person"],
            (AREA[row["desk"]], row["desk"], str(row[column])),
            (True, True, column != "year"),
        )
        for row in rows
    )


def first_registrations(rows: list[dict[str, Any]]) -> Cells:
    """Table 1: a first registration in 2021."""
    of_2021 = (row for row in rows if row["kind"] == "first" and row["date"].year == 2021)
    return count_registrations(of_2021, "target_group")


def registrations_by_year(rows: list[dict[str, Any]]) -> Cells:
    """Table 2: any registration."""
    return count_registrations(({**row, "year": row["date"].year} for row in rows), "year")


def outcomes(
    component: str, contracts: list[dict[str, Any]], components: list[dict[str, Any]]
) -> Cells:
    """Tables 3 and 4: a closed component, by year of the contract."""
    by_number = {contract["contract"]: contract for contract in contracts}
    found = []
    for row in components:
        if row["component"] == component and row["closed"] is not None:
            contract = by_number[row["contract"]]
            year = str(contract["signed"].year)
            codes = (contract["area"], row["result"], year, contract["target_group"])
            found.append((row["person"], codes, (True, True, False, True)))
    return count(found)


def differences(published_cells: Cells, counted: Cells) -> dict[tuple[str, ...], tuple[int, int]]:
    """Cells that differ: what was published, what was counted."""
    return {
        cell: (value, counted.get(cell, 0))
        for cell, value in published_cells.items()
        if value != counted.get(cell, 0)
    }


@pytest.fixture(params=["written", "other_seed"])
def example(request: pytest.FixtureRequest) -> Any:
    """The example from two seeds."""
    return request.getfixturevalue(request.param)


def test_table_1_is_the_published_one_but_for_its_last_row(example: Any) -> None:
    cells = published("table-1")
    counted = first_registrations(example.rows("first", "registrations"))
    assert len(cells) == 280
    assert differences(cells, counted) == {
        # Printed: the sum of the desks. Counted: people, of whom eight stand at two desks.
        (*PRINTED_GRAND_TOTAL, "obliged"): (9722, 9719),
        (*PRINTED_GRAND_TOTAL, "entitled"): (15202, 15198),
        (*PRINTED_GRAND_TOTAL, "undetermined"): (402, 401),
        (*PRINTED_GRAND_TOTAL, "total"): (25326, 25318),
    }


def test_table_1_has_no_cells_beside_the_published_ones(example: Any) -> None:
    counted = first_registrations(example.rows("first", "registrations"))
    named = {cell for cell in counted if cell[0] != "total"}
    assert named - set(published("table-1")) == set()


def test_table_2_is_the_published_one_in_every_cell(example: Any) -> None:
    cells = published("table-2")
    counted = registrations_by_year(example.rows("second", "registrations"))
    assert len(cells) == 352
    assert differences(cells, counted) == {}


@pytest.mark.parametrize("which", ["first", "second"])
@pytest.mark.parametrize(("name", "component"), [("outcomes-a1", "A1"), ("outcomes-a2", "A2")])
def test_tables_3_and_4_are_the_published_ones_in_every_cell(
    example: Any, which: str, name: str, component: str
) -> None:
    cells = published(name)
    counted = outcomes(
        component, example.rows(which, "contracts"), example.rows(which, "components")
    )
    assert len(cells) == 297
    assert differences(cells, counted) == {}


def test_the_extracts_disagree_about_2021_as_the_published_tables_do(written: Any) -> None:
    """Read from the other extract, Aalst has nine people more, and Gent seven fewer."""
    later = first_registrations(written.rows("second", "registrations"))
    changed = differences(published("table-1"), later)
    assert len(changed) > 15
    by_year = registrations_by_year(written.rows("first", "registrations"))
    of_2021 = differences(published("table-2"), by_year)
    assert of_2021["oost-vlaanderen", "loket-gent", "2021"] == (228, 235)
    assert of_2021["limburg", "contactpunt-hasselt", "2021"] == (463, 464)

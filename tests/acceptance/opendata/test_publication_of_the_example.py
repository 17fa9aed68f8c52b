# SPDX-License-Identifier: EUPL-1.2
"""What the site publishes of the example: the printed figures, and none that is small."""

from __future__ import annotations

import pytest

from taalplan import example
from taalplan.example import published as printed
from taalplan.opendata import Store, cubes_of, publish, read_choice, select
from taalplan.opendata.store import LEDGER
from taalplan.tables.protect.history import Ledger
from taalplan.tables.table import Status

pytestmark = pytest.mark.slow

NAME = "first-registrations"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """First registrations of the example by desk, enrolments, and the headlines."""
    folder = tmp_path_factory.mktemp("publication")
    example.write(folder / "example")
    wanted = [cubes_of(NAME)[0], *cubes_of("enrolments"), *cubes_of("throughput")]
    publish(folder / "example", folder / "store", cubes=wanted)
    return Store(folder / "store")


def test_what_is_shown_is_what_was_printed(store: Store) -> None:
    """Table 1 of the answer of 2022, cell by cell, but for its last row: a sum of desks."""
    table = store.table(cubes_of(NAME)[0])
    shown = hidden = 0
    for (area, desk, group), value in printed("table-1").items():
        if area == "total":
            continue
        cell = table.cell((area, desk), ("2021", group))
        if cell.status is Status.SUPPRESSED:
            hidden += 1
        else:
            assert cell.value == value, (area, desk, group)
            shown += 1
    assert shown > 150
    assert hidden > 20


def test_no_small_number_is_shown(store: Store) -> None:
    for cube in (cubes_of(NAME)[0], *cubes_of("enrolments"), *cubes_of("throughput")):
        small = [c for c in store.table(cube).cells.values() if c.value in (1, 2, 3, 4)]
        assert small == []


def test_genk(store: Store) -> None:
    words = {"desk": ["vestiging-genk"], "target_group": ["obliged"], "year": ["2019,2021"]}
    table = select(read_choice(store, NAME, words))
    assert [cell.value for cell in table.cells.values()] == [177, 159]


def test_the_headlines_are_those_of_the_year(store: Store) -> None:
    release = store.release
    assert release is not None
    found = {each.name: each for each in release.headlines}
    assert (found["registered"].value, found["registered"].before) == (25318, 20384)
    assert found["need"].low < found["need"].value < found["need"].high
    assert release.synthetic


def test_what_was_released_is_remembered(store: Store) -> None:
    ledger = Ledger.read(store.path / LEDGER)
    assert NAME in {name for release in ledger.releases for name in release.tables}

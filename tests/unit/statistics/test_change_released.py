# SPDX-License-Identifier: EUPL-1.2
"""A change explained from released figures: of shown cells only, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from taalplan.snapshot import Snapshot
from taalplan.statistics import find_definition, tabulate
from taalplan.statistics.change import explain, explain_released
from taalplan.tables.checks import check
from taalplan.tables.table import TOTAL, Cell, Key, Status, Table

YEARLY = find_definition("registrations-by-year")
A1 = find_definition("outcomes-a1")


@pytest.fixture
def snapshot(snapshot_of: Callable[..., Snapshot]) -> Snapshot:
    """Two areas in five years, and what became of contracts of 2019 and 2021."""
    many = {"loket-lier": (50, 54, 52, 20, 51), "vestiging-genk": (40, 38, 42, 15, 40)}
    visits = [
        {"date": date(2017 + k, 3, 1), "desk": desk, "kind": "first", "target_group": "obliged"}
        for desk, own in many.items()
        for k, n in enumerate(own)
        for _ in range(n)
    ]
    cases = list(product((2019, 2021), ("antwerpen", "limburg"), ("obliged", "entitled"), range(4)))
    contracts = [
        {
            "person": k,
            "contract": k,
            "signed": date(year, 3, 1),
            "area": area,
            "target_group": group,
        }
        for k, (year, area, group, _) in enumerate(cases, 1)
    ]
    components = [
        {"person": k, "contract": k, "component": "A1", "opened": date(year, 4, 1),
         "closed": date(year, 9, 1), "result": "passed" if n < 2 + (year == 2021) else "failed"}
        for k, (year, _, _, n) in enumerate(cases, 1)
    ]  # fmt: skip
    registrations = [{"person": k, "municipality": None, **row} for k, row in enumerate(visits, 1)]
    return snapshot_of(registrations=registrations, contracts=contracts, components=components)


def hidden(table: Table, *keys: Key) -> Table:
    """The table with some cells suppressed."""
    cells = {key: Cell(None, Status.SUPPRESSED) for key in keys}
    return replace(table, cells={**table.cells, **cells})


def test_with_nothing_hidden_the_sentences_on_areas_are_the_same(snapshot: Snapshot) -> None:
    """The same expectation and contributions; desks with their figures are left out."""
    made = explain_released(YEARLY, tabulate(YEARLY, snapshot), snapshot, "2019", "2021")
    assert made is not None
    whole = explain(YEARLY, snapshot, "2019", "2021")
    assert made.paragraphs == whole.paragraphs
    assert [t.name for t in made.tables] == [t.name for t in whole.tables[:2]]
    assert not made.data
    assert all(check(table) == () for table in made.tables)


def test_a_hidden_desk_hides_nothing_of_its_area(snapshot: Snapshot) -> None:
    """Areas are made of areas: no figure of a desk is needed, and none is shown."""
    key = (("antwerpen", "loket-lier"), ("2020",))
    made = explain_released(
        YEARLY, hidden(tabulate(YEARLY, snapshot), key), snapshot, "2019", "2021"
    )
    assert made is not None
    assert not any("desk" in table.rows.names for table in (*made.tables, *made.data))


def test_a_hidden_area_hides_the_whole_explanation(snapshot: Snapshot) -> None:
    """Its figure would follow from the total and the other areas."""
    key = (("antwerpen", TOTAL), ("2018",))
    table = hidden(tabulate(YEARLY, snapshot), key)
    assert explain_released(YEARLY, table, snapshot, "2019", "2021") is None


def test_a_hidden_group_leaves_the_split_by_area(snapshot: Snapshot) -> None:
    """Without target groups, and the sentence says so."""
    table = tabulate(A1, snapshot)
    whole = explain_released(A1, table, snapshot, "2019", "2021")
    assert whole is not None
    assert {row.path[0] for row in whole.tables[0].rows.members} >= {"area_mix", "group_mix"}
    key = (("antwerpen", "passed"), ("2021", "obliged"))
    made = explain_released(A1, hidden(table, key), snapshot, "2019", "2021")
    assert made is not None
    assert "group_mix" not in {row.path[0] for row in made.tables[0].rows.members}
    assert "Naar doelgroep is hier niet gesplitst" in made.paragraphs[1].nl
    assert all(check(one) == () for one in made.tables)


def test_a_hidden_rate_hides_the_whole_split(snapshot: Snapshot) -> None:
    """With a group and the area's own figure hidden, neither split can be made."""
    keys = [(("antwerpen", "passed"), ("2021", group)) for group in ("obliged", TOTAL)]
    table = hidden(tabulate(A1, snapshot), *keys)
    assert explain_released(A1, table, snapshot, "2019", "2021") is None

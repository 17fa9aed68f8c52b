# SPDX-License-Identifier: EUPL-1.2
"""A network as a table, counted again client by client."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taalplan.access import Locations, Network, solve_capacitated_p_median, solve_p_median
from taalplan.tables.table import TOTAL, Unit

LINE = np.abs(np.subtract.outer(np.arange(5.0), np.arange(5.0)))
NAMES = ("a", "b", "c", "d", "e")


def test_who_stays_who_comes_and_who_goes() -> None:
    """On a line with today's sites at 0 and 1, the best two are 1 and 3 or its like."""
    data = Locations(LINE, demand=[9, 1, 1, 1, 9], existing=(0, 1), sites=NAMES)
    table = solve_p_median(data, 2).as_table(Unit.MINUTES)
    assert [(m.path[0], m.label.nl) for m in table.rows.members] == [
        ("stays", "a"), ("opened", "e"), ("closed", "b"), (TOTAL, "Totaal")
    ]  # fmt: skip
    assert table["closed", "1", "clients"] == table["closed", "1", "demand"] == 0
    assert table["closed", "1", "mean"] is None
    assert table[TOTAL, TOTAL, "demand"] == 21
    assert table[TOTAL, TOTAL, "farthest"] == 2
    assert table[TOTAL, TOTAL, "mean"] == pytest.approx(4 / 21)
    assert [m.unit for m in table.columns.members][2:] == [Unit.MINUTES] * 2
    assert "bewezen" in table.notes[0].text.nl


@given(st.lists(st.integers(0, 9), min_size=5, max_size=5), st.integers(1, 4))
def test_counted_client_by_client(demand: list[int], p: int) -> None:
    """The rows of open sites add up to the total, and the total to the value of the network."""
    network = solve_p_median(Locations(LINE, demand=demand, existing=(2,)), p)
    table = network.as_table()
    total = table[TOTAL, TOTAL, "demand"]
    assert total == sum(demand)
    assert table[TOTAL, TOTAL, "clients"] == 5
    if total:
        assert table[TOTAL, TOTAL, "mean"] * total == pytest.approx(network.value)
    for state, site in (m.path for m in table.rows.members[:-1]):
        mine = [i for i in range(5) if network.assigned[i] == int(site)]
        assert table[state, site, "clients"] == len(mine)
        assert table[state, site, "demand"] == sum(demand[i] for i in mine)
        ways = [LINE[i, int(site)] for i in mine if demand[i]]
        assert table[state, site, "farthest"] == (max(ways) if ways else None)


def test_divided_clients_keep_within_capacity() -> None:
    """Half of the middle one goes each way: no site has more than 3, and all 5 are served."""
    data = Locations(LINE, demand=np.ones(5), capacity=[3, 3, 3, 3, 3])
    table = solve_capacitated_p_median(data, 2, divided=True).as_table()
    served = [table[(*m.path, "demand")] for m in table.rows.members[:-1]]
    assert sum(served) == pytest.approx(5)
    assert max(served) <= 3 + 1e-9


def test_a_gap_is_told() -> None:
    """In the note, in the style of each language."""
    data = Locations(LINE)
    for bound, nl, en in ((5.7, "5", "5"), (5.99883, "0,02", "0.02"), (0.0, "100", "100")):
        loose = Network("p-median", data, (2,), np.full(5, 2), 6.0, bound)
        said = loose.as_table().notes[0].text
        assert f"hoogstens {nl} %" in said.nl
        assert f"at most {en} %" in said.en

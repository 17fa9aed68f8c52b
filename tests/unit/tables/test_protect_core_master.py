# SPDX-License-Identifier: EUPL-1.2
"""The programme behind a search: bounds, cells that are given up, and when nothing is left."""

from __future__ import annotations

import numpy as np
import pytest

from taalplan.tables.protect.arrays import arrays_of
from taalplan.tables.protect.cuts import Cut
from taalplan.tables.protect.explain import explain
from taalplan.tables.protect.master import Master
from taalplan.tables.protect.problem import Cell, Equation, Problem


def master(*weights: int) -> Master:
    """Cells that may all be hidden, of these weights."""
    cells = tuple(Cell(k, 5, weight=w) for k, w in enumerate(weights))
    total = Cell("total", 5 * len(weights), frozen=True)
    terms = (*((k, 1) for k in range(len(weights))), (len(weights), -1))
    arrays = arrays_of(Problem((*cells, total), (Equation(terms),)))
    return Master(arrays, np.zeros(len(weights) + 1), np.array([1.0] * len(weights) + [0.0]))


def at_least(count: float, *cells: int) -> Cut:
    """So many of these cells are hidden."""
    return Cut(np.array(cells, dtype=np.int32), np.ones(len(cells)), count)


def test_whole_cells_cost_more_than_shares() -> None:
    programme = master(6, 6, 6)
    programme.add([at_least(1, 0, 1), at_least(1, 1, 2), at_least(1, 0, 2)])
    shares, relaxed = programme.relaxed()
    assert np.round(relaxed.objective) == 9
    assert programme.next_possible(relaxed.objective) == 12
    chosen, found = programme.whole(5.0, None, 0.0)
    assert found.proven
    assert programme.cost(chosen) == 12
    assert sorted(np.round(shares, 6))[:2] == [0.0, 0.5]


def test_a_cell_that_no_cheaper_choice_hides_is_given_up() -> None:
    programme = master(2, 3, 50)
    programme.add([at_least(1, 0, 1, 2)])
    _, relaxed = programme.relaxed()
    assert programme.close(relaxed, 40.0) == 1
    programme.add([at_least(1, 2)])
    _, after = programme.relaxed()
    assert after.impossible


def test_without_cells_to_choose_there_is_nothing_to_solve() -> None:
    cells = (Cell("a", 1, frozen=True),)
    arrays = arrays_of(Problem(cells, ()))
    shares, relaxed = Master(arrays, np.zeros(1), np.zeros(1)).relaxed()
    assert (list(shares), relaxed.objective, relaxed.proven) == ([0.0], 0.0, True)


def test_a_time_limit_of_whole_cells_does_not_stop_shares() -> None:
    programme = master(*range(1, 40))
    programme.add([at_least(3, *range(k, k + 9)) for k in range(30)])
    programme.whole(0.0, None, 0.0)
    _, relaxed = programme.relaxed()
    assert relaxed.proven


def test_a_problem_that_can_be_protected_has_no_explanation() -> None:
    cells = Cell("a", 1, sensitive=True, protect_high=5), Cell("b", 9), Cell("all", 10)
    problem = Problem(cells, (Equation(((0, 1), (1, 1), (2, -1))),))
    with pytest.raises(RuntimeError, match="protects"):
        explain(problem)

# SPDX-License-Identifier: EUPL-1.2
"""Whole tables that meet demands, cheaper choices near a choice, ends that need no second search."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from lib.protection import cube, every_table, small
from taalplan.tables.protect.arrays import arrays_of
from taalplan.tables.protect.attack import attack
from taalplan.tables.protect.demands import demands_of
from taalplan.tables.protect.neighbours import FEWEST, MOST, Neighbours, searched
from taalplan.tables.protect.pool import Pool
from taalplan.tables.protect.problem import Cell, Equation, Problem
from taalplan.tables.protect.suppress import suppress
from taalplan.tables.protect.whole import wholly


def three(size: int, seed: int, most: int = 200) -> Problem:
    """A table of three dimensions in which one cell in twelve is small."""
    draw = random.Random(seed)
    inner = [
        draw.randint(1, 4) if draw.random() < 1 / 12 else draw.randint(5, most)
        for _ in range(size**3)
    ]
    values, equations = cube((size,) * 3, inner)
    cells = tuple(Cell(k, v, weight=v, **small(v, 5)) for k, v in values.items())  # type: ignore[arg-type]
    return Problem(cells, tuple(equations))


def test_halves_meet_a_demand_that_whole_tables_do_not() -> None:
    # Twice a cell and three others make an odd sum: a half is in reach, a whole one is not.
    cells = (
        Cell("a", 1, sensitive=True, protect_high=2, upper=2),
        Cell("b", 1, upper=2),
        Cell("c", 5),
    )
    problem = Problem(cells, (Equation(((0, 3), (1, 2), (2, -1))),))
    arrays, demands = arrays_of(problem), demands_of(problem)
    pool = Pool(3, demands)
    chosen = np.array([1.0, 1.0, 0.0])
    assert wholly(arrays, demands, pool, chosen, lambda: 9.0) is False
    assert attack(problem, frozenset({0, 1})).violations
    assert wholly(arrays, demands, pool, np.ones(3), lambda: 9.0) is True
    assert pool.wholes().tolist() == [True]


@pytest.mark.parametrize("seed", range(6))
def test_whole_tables_and_the_attack_agree(seed: int) -> None:
    problem = three(3, seed, most=20)
    draw = random.Random(seed)
    arrays, demands = arrays_of(problem), demands_of(problem)
    for _ in range(4):
        hidden = problem.primary | {
            k for k in range(len(problem.cells)) if draw.random() < draw.choice((0.2, 0.4, 0.7))
        }
        chosen = np.array([float(k in hidden) for k in range(len(problem.cells))])
        found = wholly(arrays, demands, Pool(len(chosen), demands), chosen, lambda: 9.0)
        assert found == attack(problem, frozenset(hidden)).protects


def test_without_time_or_for_a_width_nothing_is_claimed() -> None:
    problem = three(3, 1)
    arrays, demands = arrays_of(problem), demands_of(problem)
    everything = np.ones(arrays.cells)
    pool = Pool(arrays.cells, demands)
    assert demands
    assert wholly(arrays, demands, pool, everything, lambda: 0.0) is None
    wide = tuple(
        replace(c, protect_low=None, protect_high=None, protect_width=3) if c.sensitive else c
        for c in problem.cells
    )
    demands = demands_of(replace(problem, cells=wide))
    assert wholly(arrays, demands, Pool(arrays.cells, demands), everything, lambda: 9.0) is None


def test_what_is_shown_again_lies_together_and_was_free_to_be_shown() -> None:
    problem = three(4, 2)
    arrays = arrays_of(problem)
    free = np.array([float(not c.sensitive) for c in problem.cells])
    chosen = np.ones(arrays.cells)
    near = Neighbours(arrays)
    sizes = set()
    for _ in range(50):
        shown = np.flatnonzero(near.without(chosen, free) < 0.5)
        assert (free[shown] > 0).all()
        sizes.add(len(shown))
    assert min(sizes) == FEWEST
    assert max(sizes) == MOST
    only = 1.0 - free
    assert (near.without(only, free) == only).all()


def test_a_search_around_a_choice_goes_on_from_what_is_cheaper() -> None:
    tried = []

    def attempt(best: np.ndarray) -> np.ndarray | None:
        tried.append(float(best[0]))
        return best - 1 if best[0] > 0 else None

    assert searched(np.array([3.0]), attempt, lambda: 1.0)[0] == 0
    assert tried[:4] == [3, 2, 1, 0]
    assert searched(np.array([3.0]), attempt, lambda: 0.0)[0] == 3


@pytest.mark.parametrize("seed", range(3))
def test_three_dimensions_are_found_near_the_bound_and_protect(seed: int) -> None:
    problem = three(4, seed)
    found = suppress(problem, seconds=20, gap=0.02)
    assert found.gap <= 0.02
    assert attack(problem, found.hidden).protects


def test_ends_of_intervals_in_three_dimensions_are_those_of_all_tables() -> None:
    # The classical table of two by two by two with halves at its corners, and smaller ones.
    for values in product((0, 1, 2), repeat=2):
        inner = [values[0], 1, 1, values[1], 1, values[1], values[0], 1]
        keyed, equations = cube((2, 2, 2), inner)
        cells = tuple(
            Cell(k, v, upper=None if 2 in k else 4, frozen=2 in k)  # type: ignore[operator]
            for k, v in keyed.items()
        )
        problem = Problem(cells, tuple(equations))
        hidden = frozenset(k for k, c in enumerate(cells) if not c.frozen)
        tables = every_table(problem, 1000)
        for k, ends in attack(problem, hidden).intervals.items():
            assert (ends.lower, ends.upper) == (tables[:, k].min(), tables[:, k].max())


def test_a_percentage_next_to_an_unpublished_figure_is_an_inequality() -> None:
    # 37 per cent (rounded down) of 100 shown people: 100 * small - 37 * 100 lies in 0..99, a
    # slack that stands nowhere. The percentage gives the hidden figure away until the whole
    # itself is hidden as well.
    figure = Cell("passed", 37, sensitive=True, protect_low=36, protect_high=40)
    rest, everyone = Cell("not passed", 63), Cell("all", 100)
    slack = Cell("slack", 0, published=False, upper=99)
    adds_up = Equation(((0, 1), (1, 1), (2, -1)))
    per_cent = Equation(((0, 100), (2, -37), (3, -1)))
    plain = Problem((figure, rest, everyone), (adds_up,))
    told = Problem((figure, rest, everyone, slack), (adds_up, per_cent))
    assert attack(plain, frozenset({0, 1})).protects
    known = attack(told, frozenset({0, 1}))
    assert (known.intervals[0].lower, known.intervals[0].upper) == (37, 37)
    assert suppress(told).hidden == {0, 1, 2}

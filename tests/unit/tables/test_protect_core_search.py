# SPDX-License-Identifier: EUPL-1.2
"""Searches that cannot succeed say why, searches without time protect, problems are checked."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from lib.protection import cube, small
from taalplan.tables.protect.attack import attack
from taalplan.tables.protect.explain import UnprotectableError
from taalplan.tables.protect.problem import Cell, Equation, Problem
from taalplan.tables.protect.suppress import Progress, suppress


def row(*values: int, frozen: tuple[int, ...] = (), **asked: int | None) -> Problem:
    """A row of figures and their total; the first one is sensitive."""
    cells = [Cell(f"cell {k}", value, frozen=k in frozen) for k, value in enumerate(values)]
    cells[0] = replace(cells[0], sensitive=True, **asked)  # type: ignore[arg-type]
    total = Cell("total", sum(values), frozen=len(values) in frozen)
    terms = (*((k, 1) for k in range(len(values))), (len(values), -1))
    return Problem((*cells, total), (Equation(terms),))


def drawn(rows: int, columns: int, seed: int) -> Problem:
    """A table with margins in which one cell in twelve is small."""
    draw = random.Random(seed)
    inner = [
        draw.randint(1, 4) if draw.random() < 1 / 12 else draw.randint(5, 200)
        for _ in range(rows * columns)
    ]
    values, equations = cube((rows, columns), inner)
    cells = tuple(Cell(k, v, weight=v, **small(v, 5)) for k, v in values.items())  # type: ignore[arg-type]
    return Problem(cells, tuple(equations))


def test_the_cheapest_companion_is_hidden() -> None:
    problem = row(2, 50, 9, 30, protect_low=1, protect_high=5)
    weighted = replace(problem, cells=tuple(replace(c, weight=c.value) for c in problem.cells))
    found = suppress(weighted)
    assert found.hidden == {0, 2}
    assert (found.cost, found.bound, found.gap) == (9, 9, 0)


def test_a_cell_whose_companions_must_be_shown_is_named_with_them() -> None:
    problem = row(2, 50, 9, frozen=(1, 2, 3), protect_high=5)
    with pytest.raises(UnprotectableError) as caught:
        suppress(problem)
    (obstacle,) = caught.value.obstacles
    assert (obstacle.key, obstacle.wanted, obstacle.reached) == ("cell 0", 3, 0)
    assert set(obstacle.frozen) == {"cell 1", "cell 2", "total"}
    assert "cell 0: 3 above" in str(caught.value)
    assert "must be shown: cell 1, cell 2, total" in str(caught.value)


def test_a_cell_of_which_too_much_is_known_is_named() -> None:
    problem = row(2, 50, protect_high=5)
    told = replace(problem, cells=(replace(problem.cells[0], upper=4), *problem.cells[1:]))
    with pytest.raises(UnprotectableError, match="leaves no more room"):
        suppress(told)


def test_nothing_sensitive_hides_nothing() -> None:
    values, equations = cube((2, 2), [10, 20, 30, 40])
    problem = Problem(tuple(Cell(k, v) for k, v in values.items()), tuple(equations))
    found = suppress(problem)
    assert found.hidden == frozenset()
    assert (found.cost, found.gap, found.certificate.protects) == (0, 0, True)


def test_the_bound_rises_and_is_told() -> None:
    told: list[Progress] = []
    problem = drawn(8, 8, 3)
    found = suppress(problem, progress=told.append)
    assert [p.bound for p in told] == sorted(p.bound for p in told)
    assert told[-1].bound <= found.cost == found.bound
    assert found.cost == sum(problem.cells[k].weight for k in found.hidden - problem.primary)


@pytest.mark.parametrize("seconds", [0.0, 0.05])
@pytest.mark.parametrize("seed", range(3))
def test_a_search_that_is_stopped_protects(seconds: float, seed: int) -> None:
    problem = drawn(9, 7, seed)
    found = suppress(problem, seconds=seconds)
    best = suppress(problem)
    assert attack(problem, found.hidden).protects
    assert found.bound <= best.cost <= found.cost
    assert found.gap == pytest.approx((found.cost - found.bound) / found.cost)


@pytest.mark.parametrize("seed", range(4))
def test_without_any_time_a_near_choice_is_made_and_never_everything_hidden(seed: int) -> None:
    """A machine that is too busy must not turn a table into a table of signs."""
    problem = drawn(9, 7, seed)
    found, best = suppress(problem, seconds=0.0), suppress(problem)
    assert found.cost <= 2 * best.cost
    hideable = sum(not cell.sensitive and not cell.frozen for cell in problem.cells)
    assert len(found.hidden - problem.primary) < hideable / 3


def test_in_whole_numbers_too_a_first_choice_is_made_without_time() -> None:
    """Three dimensions, where tables of halves meet demands that whole tables do not."""
    rng = np.random.default_rng(4)
    values, equations = cube((4, 4, 4), rng.integers(1, 60, 64).tolist())
    cells = tuple(
        Cell(key, value, weight=value, **small(value, 9)) for key, value in values.items()
    )
    problem = Problem(cells, tuple(equations))
    found = suppress(problem, seconds=0.0)
    assert found.certificate.protects
    assert found.cost < sum(c.weight for c in cells if not c.sensitive) / 4


def test_a_width_is_made_on_the_side_that_has_room() -> None:
    """A reader who sees "<5" knows that 4 is not 5: the two values beside it lie below."""
    cells = (
        Cell("four", 4, sensitive=True, protect_width=2, lower=1, upper=4),
        Cell("near", 20, weight=20, lower=5),
        Cell("far", 50, weight=50, lower=5),
        Cell("all", 74, frozen=True),
    )
    problem = Problem(cells, (Equation(((0, 1), (1, 1), (2, 1), (3, -1))),))
    assert suppress(problem, seconds=0.0).hidden == {0, 1}


def test_a_gap_that_is_allowed_is_kept() -> None:
    problem = drawn(9, 9, 5)
    found = suppress(problem, gap=0.2)
    assert found.gap <= 0.2
    assert found.cost <= suppress(problem).cost / 0.8


def test_cells_that_must_be_shown_are_shown() -> None:
    problem = drawn(8, 8, 1)
    first = suppress(problem).hidden - problem.primary
    cells = tuple(replace(c, frozen=k in first) for k, c in enumerate(problem.cells))
    again = suppress(replace(problem, cells=cells))
    assert not again.hidden & first
    assert again.certificate.protects


@pytest.mark.parametrize(
    ("cells", "terms", "fault"),
    [
        ((Cell("a", 1), Cell("b", 2)), ((0, 1), (1, -1)), "gives -1 and not 0"),
        ((Cell("a", 1), Cell("a", 1)), ((0, 1), (1, -1)), "same key"),
        ((Cell("a", 1), Cell("b", 1, upper=0)), ((0, 1), (1, -1)), "1 is not in 0..0"),
        ((Cell("a", 1, frozen=True, sensitive=True),), (), "must be shown and must be hidden"),
        ((Cell("a", 1, weight=-1),), (), "negative weight"),
        ((Cell("a", 1),), ((0, 1), (7, 1)), "not there"),
        ((Cell("a", 1),), ((0, 1), (0, -1)), "twice"),
    ],
)
def test_a_problem_that_cannot_be_is_refused(
    cells: tuple[Cell, ...], terms: tuple[tuple[int, int], ...], fault: str
) -> None:
    with pytest.raises(ValueError, match=fault):
        Problem(cells, (Equation(terms),))

# SPDX-License-Identifier: EUPL-1.2
"""What is hidden costs as little as any choice that protects, and readers learn no more than that.

Small tables are made at random: two and three dimensions, sums that overlap, cells that must be
shown, figures that stand nowhere, people who know their own cell. For each of them every table
that a reader can think of is written down, and every choice of cells is tried.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lib.protection import agreeing, cheapest, cube, every_table, protects, small
from taalplan.tables.protect.attack import attack
from taalplan.tables.protect.explain import UnprotectableError
from taalplan.tables.protect.problem import Cell, Equation, Problem
from taalplan.tables.protect.suppress import suppress

TABLES = 6_000
"""Problems with more tables than that are left out."""


@st.composite
def cubes(draw: st.DrawFn) -> Problem:
    """A table with margins of which a few cells may be hidden."""
    sizes = draw(st.sampled_from([(2,), (3,), (2, 2), (2, 3), (3, 2), (2, 2, 2)]))
    inner = draw(st.lists(st.integers(0, 3), min_size=int(np.prod(sizes)), max_size=9))
    values, equations = cube(sizes, inner[: int(np.prod(sizes))])
    return _drawn(draw, values, equations)


@st.composite
def overlaps(draw: st.DrawFn) -> Problem:
    """People in two groups: obliged + entitled = total + both, in two areas that overlap too."""
    values: dict[object, int] = {}
    for area in ("a", "b"):
        both = draw(st.integers(0, 2))
        only = draw(st.integers(0, 2)), draw(st.integers(0, 2))
        values |= {
            (area, "p"): only[0] + both,
            (area, "r"): only[1] + both,
            (area, "t"): sum(only) + both,
            (area, "both"): both,
        }
    total = {
        g: draw(st.integers(max(values["a", g], values["b", g]), values["a", g] + values["b", g]))
        for g in ("p", "r", "t")
    }
    assume(total["p"] + total["r"] >= total["t"] >= max(total["p"], total["r"]))
    values |= {("all", g): value for g, value in total.items()}
    values["all", "both"] = total["p"] + total["r"] - total["t"]
    values |= {("twice", g): values["a", g] + values["b", g] - total[g] for g in total}
    place = {key: number for number, key in enumerate(values)}
    equations = [
        Equation(
            tuple((place[area, g], c) for g, c in (("p", 1), ("r", 1), ("t", -1), ("both", -1)))
        )
        for area in ("a", "b", "all")
    ] + [
        Equation(
            tuple(
                (place[area, g], c) for area, c in (("a", 1), ("b", 1), ("all", -1), ("twice", -1))
            )
        )
        for g in ("p", "r", "t")
    ]
    return _drawn(draw, values, equations, few=5, most=4)


def _drawn(
    draw: st.DrawFn,
    values: dict[object, int],
    equations: list[Equation],
    few: int = 7,
    most: int = 6,
) -> Problem:
    """Cells with drawn weights and rules; `few` of them may be hidden besides.

    No figure is larger than `most`, and readers know it: there is an end to the tables to try.
    """
    threshold = draw(st.integers(2, 4))
    below = [key for key, value in values.items() if 0 < value < threshold]
    sensitive = draw(st.permutations(below))[:3]
    cells = []
    for key, value in values.items():
        rule = small(value, threshold) if key in sensitive else {}
        if rule and draw(st.booleans()):
            rule = {"sensitive": True, "protect_width": draw(st.integers(1, 3))}
        unpublished = isinstance(key, tuple) and ("both" in key or "twice" in key)
        weight = draw(st.sampled_from([1, 1, value, 0]))
        cells.append(
            Cell(
                key, value, weight=weight, upper=max(value, most), published=not unpublished, **rule
            )  # type: ignore[arg-type]
        )
    free = [k for k, cell in enumerate(cells) if cell.published and not cell.sensitive]
    for k in draw(st.permutations(free))[10 if len(cells) > 20 else few :]:
        cells[k] = replace(cells[k], frozen=True)
    ones = [k for k, cell in enumerate(cells) if cell.value == 1 and cell.sensitive]
    insiders = tuple(frozenset([k]) for k in ones if draw(st.booleans()))
    return Problem(tuple(cells), tuple(equations), insiders)


@given(cubes())
@settings(max_examples=50)
def test_no_choice_that_protects_is_cheaper(problem: Problem) -> None:
    _check_cheapest(problem)


@given(overlaps())
@settings(max_examples=40)
def test_no_choice_is_cheaper_where_groups_overlap(problem: Problem) -> None:
    _check_cheapest(problem)


def _check_cheapest(problem: Problem) -> None:
    tables = every_table(problem, TABLES)
    assume(len(tables) < TABLES)
    least = cheapest(problem, tables)
    if least is None:
        with pytest.raises(UnprotectableError):
            suppress(problem)
        return
    found = suppress(problem)
    assert found.cost == found.bound == least
    assert sum(problem.cells[k].weight for k in found.hidden - problem.primary) == least
    assert protects(problem, tables, found.hidden)


@given(st.one_of(cubes(), overlaps()), st.data())
@settings(max_examples=50)
def test_the_attack_learns_exactly_what_can_be_learned(
    problem: Problem, data: st.DataObject
) -> None:
    tables = every_table(problem, TABLES)
    assume(len(tables) < TABLES)
    free = [k for k, cell in enumerate(problem.cells) if cell.published and not cell.frozen]
    hidden = (
        frozenset(data.draw(st.lists(st.sampled_from(free), unique=True))) if free else frozenset()
    )
    certificate = attack(problem, hidden)
    left = agreeing(problem, tables, hidden)
    found = {k: (ends.lower, ends.upper) for k, ends in certificate.intervals.items()}
    assert found == {k: (left[:, k].min(), left[:, k].max()) for k in problem.secret(hidden)}
    assert certificate.protects == protects(problem, tables, hidden)


@given(st.one_of(cubes(), overlaps()))
@settings(max_examples=30)
def test_a_search_without_time_still_protects(problem: Problem) -> None:
    tables = every_table(problem, TABLES)
    assume(len(tables) < TABLES)
    if cheapest(problem, tables) is not None:
        found = suppress(problem, seconds=0.0)
        assert found.bound <= found.cost
        assert protects(problem, tables, found.hidden)

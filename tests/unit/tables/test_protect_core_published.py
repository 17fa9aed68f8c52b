# SPDX-License-Identifier: EUPL-1.2
"""Tables 3 and 4 as published: people in both groups follow from the others, and are protected."""

from __future__ import annotations

import csv
from dataclasses import replace
from importlib.resources import files

import pytest

from lib.protection import small
from taalplan.tables.protect.attack import attack
from taalplan.tables.protect.problem import Cell, Equation, Problem
from taalplan.tables.protect.suppress import suppress

Key = tuple[str, str, str, str]
TOTAL = "total"


def outcomes(name: str) -> Problem:
    """A published table with the groups that stand nowhere: obliged + entitled - total."""
    text = files("taalplan.example.published").joinpath(f"{name}.csv").read_text(encoding="utf-8")
    values: dict[Key, int] = {
        (row["area"], row["result"], row["contract_year"], row["target_group"]): int(row["value"])
        for row in csv.DictReader(text.splitlines())
    }
    equations: list[dict[Key, int]] = []
    for area, result, year, group in list(values):
        if group == TOTAL:
            p, r, t, b = ((area, result, year, g) for g in ("obliged", "entitled", TOTAL, "both"))
            values[b] = values[p] + values[r] - values[t]
            equations.append({p: 1, r: 1, t: -1, b: -1})
    for area, year, group in dict.fromkeys((k[0], k[2], k[3]) for k in values):
        parts = [k for k in values if (k[0], k[2], k[3]) == (area, year, group) and k[1] != TOTAL]
        if parts:
            equations.append(dict.fromkeys(parts, 1) | {(area, TOTAL, year, group): -1})
    cells = tuple(
        Cell(k, v, published=k[3] != "both", **small(v, 5))  # type: ignore[arg-type]
        for k, v in values.items()
    )
    place = {k: n for n, k in enumerate(values)}
    return Problem(
        cells, tuple(Equation(tuple((place[k], c) for k, c in e.items())) for e in equations)
    )


def classical(problem: Problem) -> Problem:
    """The same without a thought for the groups that stand nowhere."""
    cells = (c if c.published else Cell(c.key, c.value, published=False) for c in problem.cells)
    return replace(problem, cells=tuple(cells))


@pytest.mark.parametrize(
    ("name", "primary", "hidden", "groups"),
    [("outcomes-a1", 34, 86, 18), ("outcomes-a2", 32, 86, 23)],
)
def test_groups_that_stand_nowhere_are_protected_as_well(
    name: str, primary: int, hidden: int, groups: int
) -> None:
    problem = outcomes(name)
    assert len(problem.primary) == primary
    published = attack(problem, frozenset())
    assert len(published.exact & {v.cell for v in published.violations}) == groups
    found = suppress(problem)
    assert len(found.hidden) == hidden
    assert found.cost == found.bound == hidden - primary
    assert not {k for k in found.certificate.exact if problem.cells[k].sensitive}


@pytest.mark.parametrize("name", ["outcomes-a1", "outcomes-a2"])
def test_classical_suppression_leaves_them_open(name: str) -> None:
    problem = outcomes(name)
    found = suppress(classical(problem))
    assert len(found.hidden) == 74
    assert found.certificate.protects
    left = attack(problem, found.hidden)
    derived = {k for k in left.exact if problem.cells[k].sensitive}
    assert len(derived) > 10
    assert all(not problem.cells[k].published for k in derived)

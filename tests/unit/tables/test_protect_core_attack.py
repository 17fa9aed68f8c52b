# SPDX-License-Identifier: EUPL-1.2
"""The attack finds what was planted, knows that people are whole, and proves what it says."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from lib.protection import cube, small
from taalplan.tables.protect.attack import attack
from taalplan.tables.protect.problem import Cell, Equation, Problem
from taalplan.tables.protect.proof import proof_of, verify
from taalplan.tables.protect.publication import publication
from taalplan.tables.protect.suppress import suppress

INNER = [2, 40, 31, 25, 3, 60, 18, 22, 90]


def table(threshold: int = 5, **change: Any) -> Problem:
    """Three by three with margins, where 2 and 3 are small."""
    values, equations = cube((3, 3), INNER)
    cells = tuple(
        Cell(key, value, weight=value, **(small(value, threshold) | change))  # type: ignore[arg-type]
        for key, value in values.items()
    )
    return Problem(cells, tuple(equations))


def places(problem: Problem, *keys: tuple[int, ...]) -> frozenset[int]:
    return frozenset(problem.index[key] for key in keys)


def test_one_hidden_cell_in_a_row_is_computed() -> None:
    problem = table()
    certificate = attack(problem, problem.primary)
    assert certificate.exact == problem.primary
    assert {(v.cell, v.asked) for v in certificate.violations} == {
        (k, asked) for k in problem.primary for asked in ("low", "high")
    }


def test_a_sensitive_cell_that_is_shown_is_a_violation() -> None:
    problem = table()
    (violation,) = (v for v in attack(problem, problem.primary - {0}).violations if v.cell == 0)
    assert (violation.asked, violation.lower, violation.upper) == ("hidden", 2, 2)


def test_every_leak_that_is_planted_is_found() -> None:
    """Of what a search hid, no other than sensitive cells can be shown without a violation."""
    problem = table()
    found = suppress(problem)
    assert attack(problem, found.hidden).protects
    for cell in found.hidden - problem.primary:
        assert not attack(problem, found.hidden - {cell}).protects


def test_intervals_are_those_that_follow_by_hand() -> None:
    # 2 + d  40 - d   The sums stay as they are for every d, and nothing can be below 0:
    # 25 - d  3 + d   d is at least -2 and at most 25.
    problem = table()
    square = places(problem, (0, 0), (0, 1), (1, 0), (1, 1))
    ends = attack(problem, square).intervals
    assert {problem.cells[k].key: (e.lower, e.upper) for k, e in ends.items()} == {
        (0, 0): (2 - 2, 2 + 25),
        (0, 1): (40 - 25, 40 + 2),
        (1, 0): (25 - 25, 25 + 2),
        (1, 1): (3 - 2, 3 + 25),
    }


def odd() -> Problem:
    """Twice as many pairs as people, and one: with halves, 0 to 2 people; in truth only 1."""
    cells = (
        Cell("people", 1, sensitive=True, protect_width=2, upper=2),
        Cell("pairs", 1, published=False),
        Cell("one", 1, weight=7),
    )
    return Problem(cells, (Equation(((1, 2), (0, -1), (2, -1))),))


def test_readers_know_that_people_are_whole() -> None:
    certificate = attack(odd(), frozenset({0}))
    ends = certificate.intervals[0]
    assert ends.linear == (0.0, 2.0)
    assert (ends.lower, ends.upper) == (1, 1)
    assert [v.asked for v in certificate.violations] == ["width"]


def test_the_search_hides_more_where_only_whole_numbers_tell() -> None:
    found = suppress(odd())
    assert found.hidden == {0, 2}
    assert found.cost == found.bound == 7


def test_a_figure_without_bound_has_none() -> None:
    cells = (Cell("a", 3, sensitive=True, protect_high=5), Cell("b", 4), Cell("a+b", 7))
    problem = Problem(cells, (Equation(((0, 1), (1, 1), (2, -1))),))
    ends = attack(problem, frozenset({0, 2})).intervals[0]
    assert (ends.lower, ends.upper) == (0, None)


def test_somebody_alone_in_a_cell_can_subtract_themselves() -> None:
    values, equations = cube((2, 2), [1, 2, 30, 40])
    cells = tuple(
        Cell(key, value, **({"sensitive": True, "protect_width": 1} if value < 3 else {}))  # type: ignore[arg-type]
        for key, value in values.items()
    )
    problem = Problem(cells, tuple(equations))
    insider = replace(problem, insiders=(frozenset({0}),))
    hidden = places(problem, (0, 0), (0, 1), (1, 0), (1, 1))
    assert attack(problem, hidden).protects
    (violation,) = attack(insider, hidden).violations
    assert (violation.asked, violation.cell, violation.known) == ("insider", 1, frozenset({0}))
    assert attack(insider, suppress(insider).hidden).protects


def test_a_proof_is_verified_from_the_release_alone() -> None:
    problem = table()
    found = suppress(problem)
    proof = json.loads(json.dumps(proof_of(found.certificate)))
    assert verify(proof, publication(problem, found.hidden)) == ()
    assert len(json.dumps(proof)) < 2_000


def test_a_proof_does_not_depend_on_what_is_hidden() -> None:
    """Another truth behind the same release gives the same proof, byte for byte."""
    problem = table()
    found = suppress(problem)
    release = publication(problem, found.hidden)
    for part in found.certificate.parts:
        for other in part.tables:
            values = dict(zip(part.places, other, strict=True))
            cells = tuple(
                Cell(cell.key, values.get(k, cell.value)) for k, cell in enumerate(problem.cells)
            )
            changed = Problem(cells, problem.equations)
            assert publication(changed, found.hidden) == release
            assert proof_of(attack(changed, found.hidden)) == proof_of(found.certificate)


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (lambda p: p["parts"][0]["tables"].pop(), "no table has"),
        (lambda p: p["parts"][0]["tables"][0].__setitem__(0, 999), "is wrong"),
        (lambda p: p["parts"][0]["tables"][0].__setitem__(0, -1), "cannot be -1"),
        (lambda p: p["parts"].pop(), "not in both"),
        (
            lambda p: p["parts"][0]["largest"].__setitem__(0, 50),
            "no table has the largest value 50",
        ),
        (lambda p: p.update(published="0" * 64), "another release"),
    ],
)
def test_a_spoiled_proof_is_refused(spoil: Any, complaint: str) -> None:
    problem = table()
    found = suppress(problem)
    proof = deepcopy(proof_of(found.certificate))
    spoil(proof)
    faults = verify(proof, publication(problem, found.hidden))
    assert any(complaint in fault for fault in faults), faults


def test_a_figure_that_can_be_computed_is_no_proof() -> None:
    problem = table()
    proof = proof_of(attack(problem, problem.primary))
    faults = verify(proof, publication(problem, problem.primary))
    assert any("can be computed: it is 2" in fault for fault in faults)

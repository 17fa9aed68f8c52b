# SPDX-License-Identifier: EUPL-1.2
"""A problem cut into parts that no sum ties to each other: each is solved by itself."""

from __future__ import annotations

from collections.abc import Iterator

from taalplan.tables.protect.problem import Equation, Problem


def parts_of(problem: Problem) -> Iterator[Problem]:
    """The problem in parts that no sum of hideable figures ties together."""
    loose = _loose(problem)
    roots = _roots(problem, loose)
    equations: dict[int, list[Equation]] = {}
    for places, equation in zip(loose, problem.equations, strict=True):
        if places:
            equations.setdefault(roots[places[0]], []).append(equation)
    members: dict[int, list[int]] = {}
    for place, cell in enumerate(problem.cells):
        if not cell.frozen:
            members.setdefault(roots[place], []).append(place)
    for root, places in members.items():
        if any(problem.cells[place].sensitive for place in places):
            yield _part(problem, places, equations.get(root, []))


def _part(problem: Problem, places: list[int], equations: list[Equation]) -> Problem:
    """Some cells with their equations, and the frozen cells that stand in these."""
    used = {place for equation in equations for place, _ in equation.terms} | set(places)
    order = sorted(used)
    numbers = {place: number for number, place in enumerate(order)}
    return Problem(
        tuple(problem.cells[place] for place in order),
        tuple(Equation(tuple((numbers[k], c) for k, c in e.terms)) for e in equations),
    )


def _loose(problem: Problem) -> list[list[int]]:
    """The cells of each equation that may be hidden."""
    return [
        [k for k, _ in equation.terms if not problem.cells[k].frozen]
        for equation in problem.equations
    ]


def _roots(problem: Problem, loose: list[list[int]]) -> list[int]:
    """One cell for each group of cells that sums tie together, for each of its cells."""
    leader = list(range(len(problem.cells)))

    def find(place: int) -> int:
        while leader[place] != place:
            leader[place] = leader[leader[place]]
            place = leader[place]
        return place

    for places in loose:
        for place in places[1:]:
            leader[find(place)] = find(places[0])
    return [find(place) for place in range(len(leader))]


def hideable(problem: Problem) -> int:
    """How many cells may be hidden, those that stand nowhere included."""
    return sum(not cell.frozen for cell in problem.cells)

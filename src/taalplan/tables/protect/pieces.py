# SPDX-License-Identifier: EUPL-1.2
"""Cut a problem into parts that have nothing to do with each other, or would not if the largest
figures stayed shown.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Set
from dataclasses import replace

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


def with_shown(problem: Problem, shown: Set[Hashable]) -> Problem:
    """The same problem with some more cells that must be shown."""
    cells = tuple(
        replace(cell, frozen=True) if cell.key in shown else cell for cell in problem.cells
    )
    return replace(problem, cells=cells)


def largest_shown(problem: Problem, limit: int) -> set[Hashable]:
    """The fewest of the largest figures that, when shown, leave parts of at most `limit` cells.

    Large figures are totals: to hide one costs most, and between totals tables fall apart.
    """
    order = sorted(
        (
            cell
            for cell in problem.cells
            if cell.published and not cell.sensitive and not cell.frozen
        ),
        key=lambda cell: -cell.value,
    )
    fewest, most = 0, len(order)
    while fewest < most:
        middle = (fewest + most) // 2
        shown = {cell.key for cell in order[:middle]}
        if max(map(hideable, parts_of(with_shown(problem, shown))), default=0) <= limit:
            most = middle
        else:
            fewest = middle + 1
    return {cell.key for cell in order[:most]}

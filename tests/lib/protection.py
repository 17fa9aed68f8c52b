# SPDX-License-Identifier: EUPL-1.2
"""Small tables to protect, and the slow and obvious way to attack and to protect them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice, product

import numpy as np
from numpy.typing import NDArray

from taalplan.tables.protect.problem import Equation, Problem


def small(value: int, threshold: int) -> dict[str, object]:
    """What makes a cell sensitive under a minimum frequency, as keywords of `Cell`."""
    if not 0 < value < threshold:
        return {}
    return {"sensitive": True, "protect_low": value - 1, "protect_high": threshold}


def cube(sizes: tuple[int, ...], inner: list[int]) -> tuple[dict[object, int], list[Equation]]:
    """A table of any number of dimensions with all its margins, `inner` in reading order.

    A key has one number for each dimension; the number after the last is the total.
    """
    values: dict[object, int] = dict(zip(product(*map(range, sizes)), inner, strict=True))
    equations = []
    for axis, size in enumerate(sizes):
        for key in list(values):
            assert isinstance(key, tuple)
            if key[axis] == 0:
                line = [(*key[:axis], k, *key[axis + 1 :]) for k in range(size)]
                total = (*key[:axis], size, *key[axis + 1 :])
                values[total] = sum(values[part] for part in line)
                equations.append((total, line))
    order = {key: number for number, key in enumerate(values)}
    return values, [
        Equation((*((order[part], 1) for part in line), (order[total], -1)))
        for total, line in equations
    ]


Tables = NDArray[np.int64]


def every_table(problem: Problem, most: int) -> Tables:
    """All whole tables that obey the equations and what is known, one per row, up to `most`.

    Every cell needs an upper bound: they are tried one by one. Frozen cells keep their value.
    """
    values = [cell.value if cell.frozen else None for cell in problem.cells]
    return np.array(list(islice(_complete(problem, values), most)), dtype=np.int64)


def _complete(problem: Problem, values: list[int | None]) -> Iterator[list[int | None]]:
    for equation in problem.equations:
        unknown = [(k, c) for k, c in equation.terms if values[k] is None]
        rest = sum(c * (values[k] or 0) for k, c in equation.terms)
        if not unknown and rest:
            return
        if len(unknown) == 1:
            place, coefficient = unknown[0]
            value, left = divmod(-rest, coefficient)
            cell = problem.cells[place]
            if not left and cell.lower <= value <= (cell.upper or 0):
                yield from _complete(problem, [*values[:place], value, *values[place + 1 :]])
            return
    if None not in values:
        yield values
        return
    place = values.index(None)
    cell = problem.cells[place]
    for value in range(cell.lower, (cell.upper or 0) + 1):
        yield from _complete(problem, [*values[:place], value, *values[place + 1 :]])


def agreeing(problem: Problem, tables: Tables, hidden: frozenset[int]) -> Tables:
    """The tables that a reader cannot tell from the truth when these cells are hidden."""
    truth = np.array([cell.value for cell in problem.cells])
    shown = [k for k in range(len(truth)) if k not in problem.secret(hidden)]
    return tables[(tables[:, shown] == truth[shown]).all(axis=1)]


def protects(problem: Problem, tables: Tables, hidden: frozenset[int]) -> bool:
    """Whether a choice protects, by looking at every table that a reader can think of."""
    left = agreeing(problem, tables, hidden)
    low, high = left.min(axis=0), left.max(axis=0)
    for k, cell in enumerate(problem.cells):
        if cell.sensitive and (
            (cell.published and k not in hidden)
            or (cell.protect_low is not None and low[k] > cell.protect_low)
            or (cell.protect_high is not None and high[k] < cell.protect_high)
            or high[k] - low[k] < cell.protect_width
        ):
            return False
    return all(_keeps(problem, left, known) for known in problem.insiders)


def _keeps(problem: Problem, left: Tables, known: frozenset[int]) -> bool:
    """Whether somebody who knows some cells computes no other sensitive one."""
    mine = left[[all(t[k] == problem.cells[k].value for k in known) for t in left]]
    return all(
        len(set(mine[:, k])) > 1
        for k, cell in enumerate(problem.cells)
        if cell.sensitive and k not in known
    )


def cheapest(problem: Problem, tables: Tables) -> int | None:
    """The least cost of a protecting choice, by trying all of them; None when there is none."""
    free = [
        k
        for k, cell in enumerate(problem.cells)
        if cell.published and not cell.frozen and not cell.sensitive
    ]
    choices = (extra for size in range(len(free) + 1) for extra in combinations(free, size))
    priced = sorted((sum(problem.cells[k].weight for k in extra), extra) for extra in choices)
    for cost, extra in priced:
        if protects(problem, tables, problem.primary | frozenset(extra)):
            return cost
    return None

# SPDX-License-Identifier: EUPL-1.2
"""Whole numbers that add up in every margin: controlled rounding of expected numbers.

Half a person cannot be placed, and a table of rounded halves does not add up. Each number, and
each sum, goes to the whole number below or above it, such that all sums hold; among all such
tables the one nearest to what is expected (Cox and Ernst 1982). Small counts are protected with
the same programme, there to multiples of a base.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from taalplan.tables.protect.problem import Cell, Equation, Problem
from taalplan.tables.protect.rounding import controlled

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PARTS = 1000
"""Thousandths of a whole: finer than anything that a plan is about."""

Groups = Sequence[Sequence[int]]


def rounded(values: Floats, rows: Groups = (), columns: Groups = ()) -> Ints:
    """Whole numbers near `values` (rows x columns), whose margins are near theirs as well.

    Margins are single rows and columns, the total, and the sums of groups of rows and of groups
    of columns; groups of one axis do not overlap, and then such a table always exists. What is
    a whole number stays. Values may lie below 0.
    """
    return _rounded(np.rint(values * PARTS).astype(np.int64), rows, columns)


def divided(values: Floats, totals: Ints, columns: Groups = ()) -> Ints:
    """Whole numbers near `values` (rows x columns) whose columns add up to `totals`.

    What a column lacks or has too much is spread in proportion to the size of its values; a
    column of nothing gives its total to the row that is largest in all columns.
    """
    sizes = np.abs(values).astype(float)
    empty = sizes.sum(axis=0) <= 0
    sizes[int(sizes.sum(axis=1).argmax()), empty] = 1.0
    lacks = totals - values.sum(axis=0)
    exact = (values + sizes * (lacks / sizes.sum(axis=0))) * PARTS
    parts = np.floor(exact).astype(np.int64)
    order = np.argsort(parts - exact, axis=0, kind="stable")
    place = np.argsort(order, axis=0, kind="stable")
    parts += place < (totals * PARTS - parts.sum(axis=0))
    return _rounded(parts, (), columns)


def _rounded(parts: Ints, rows: Groups, columns: Groups) -> Ints:
    found = parts // PARTS
    left = parts - found * PARTS
    used = np.flatnonzero(left.any(axis=1)), np.flatnonzero(left.any(axis=0))
    if len(used[0]):
        inner = left[np.ix_(*used)]
        made = _solve(inner, _within(rows, used[0]), _within(columns, used[1]))
        found[np.ix_(*used)] += made
    return np.asarray(found)


def _within(groups: Groups, used: NDArray[np.intp]) -> list[list[int]]:
    """The groups in places among those used; groups of less than two fall away."""
    where = {int(place): number for number, place in enumerate(used)}
    found = [[where[place] for place in group if place in where] for group in groups]
    return [group for group in found if len(group) > 1]


def _solve(parts: Ints, rows: list[list[int]], columns: list[list[int]]) -> Ints:
    height, width = parts.shape
    row_sets, column_sets = _sets(height, rows), _sets(width, columns)
    sums = _matrix(row_sets, height) @ parts @ _matrix(column_sets, width).T
    deep, wide = sums.shape
    cells = tuple(Cell((r, c), int(sums[r, c])) for r in range(deep) for c in range(wide))
    equations = [
        Equation(((r * wide + c, -1), *((m * wide + c, 1) for m in row_sets[r])))
        for r in range(height, deep)
        for c in range(wide)
    ]
    equations += [
        Equation(((r * wide + c, -1), *((r * wide + m, 1) for m in column_sets[c])))
        for r in range(height)
        for c in range(width, wide)
    ]
    made = controlled(Problem(cells, tuple(equations)), PARTS)
    values = np.array([made.values[k] for k in range(len(cells))]).reshape(sums.shape) // PARTS
    return np.asarray(values[:height, :width])


def _sets(number: int, groups: list[list[int]]) -> list[list[int]]:
    """Single places, then each group that is not one of these, then all of them."""
    found: dict[tuple[int, ...], None] = {(place,): None for place in range(number)}
    for group in (*groups, range(number)):
        found.setdefault(tuple(sorted(group)))
    return [list(group) for group in found]


def _matrix(sets: list[list[int]], number: int) -> Ints:
    found = np.zeros((len(sets), number), np.int64)
    for row, group in enumerate(sets):
        found[row, group] = 1
    return found

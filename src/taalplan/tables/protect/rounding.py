# SPDX-License-Identifier: EUPL-1.2
"""Controlled rounding: every figure to a multiple of a base beside it, and every sum still true.

Rounding each figure by itself breaks sums, and a broken sum gives figures away. Here a multiple
stays as it is, any other figure goes to the multiple below or above, and all equations hold,
those of people in two groups included; among all such tables the one nearest to the truth is
taken (Cox and Ernst 1982; for tables in three dimensions none may exist, then a figure may go one
multiple further).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from taalplan.tables.protect.problem import Problem
from taalplan.tables.protect.rules import DisclosureError

FURTHEST = 3
"""Multiples beyond the adjacent ones that are tried before giving up."""


@dataclass(frozen=True)
class Rounded:
    """A rounded value for each cell of a problem, by its number.

    `deviation` is the sum of what was added or taken away, over the published cells; `further`
    how many multiples beyond the adjacent one some figure had to go.
    """

    values: Mapping[int, int]
    deviation: int
    further: int


def controlled(problem: Problem, base: int, *, seconds: float = 60.0) -> Rounded:
    """Round all cells. Raises DisclosureError when no additive rounding was found in time.

    A cell that is `frozen` because it was published before keeps its value only when it is a
    multiple: a reader who knows the rounded release could otherwise not add it up.
    """
    for further in range(FURTHEST + 1):
        values = _solve(problem, base, further, seconds)
        if values is not None:
            moved = (
                abs(values[k] - cell.value)
                for k, cell in enumerate(problem.cells)
                if cell.published
            )
            return Rounded(values, sum(moved), further)
    raise DisclosureError(
        f"no rounding to multiples of {base} was found that keeps all sums; "
        "use a smaller base, fewer dimensions, or hide cells instead"
    )


def _solve(problem: Problem, base: int, further: int, seconds: float) -> dict[int, int] | None:
    """The nearest additive table, as multiples above the floor of each cell; None if there is none.

    With the floor f and the remainder r of a cell, x in {0, 1} multiples more deviate |x*base - r|.
    For x in {0, 1} that is linear: r + x*(base - 2r). Further multiples cost their distance.
    """
    import highspy

    # `Highs` prints a banner on standard output, where tables must stand; its base does not.
    made: Any = highspy.Highs
    model = made.__base__()
    for name, value in (
        ("output_flag", False),
        ("time_limit", seconds),
        ("threads", 1),
    ):
        model.setOptionValue(name, value)
    lp = _programme(highspy, problem, base, further)
    model.passModel(lp)
    model.run()
    if not _optimal(highspy, model):
        return None
    steps = np.array(model.getSolution().col_value)
    if np.abs(steps - np.round(steps)).max(initial=0.0) > 1e-6:
        # Where tables have two dimensions the programme is a network and never gets here.
        whole = len(steps)
        model.changeColsIntegrality(
            whole, np.arange(whole, dtype=np.int32), np.ones(whole, dtype=np.uint8)
        )
        model.run()
        if not _optimal(highspy, model):
            return None
        steps = np.array(model.getSolution().col_value)
    cells = len(problem.cells)
    moved = np.round(steps[:cells]).astype(int)
    if further:
        moved += np.round(steps[cells : 2 * cells] - steps[2 * cells :]).astype(int)
    return {k: (cell.value // base + int(moved[k])) * base for k, cell in enumerate(problem.cells)}


def _optimal(highspy, model) -> bool:  # type: ignore[no-untyped-def]
    return bool(model.getModelStatus() == highspy.HighsModelStatus.kOptimal)


def _programme(highspy, problem: Problem, base: int, further: int):  # type: ignore[no-untyped-def]
    """Columns: x per cell; with `further` also steps up and down beyond. Rows: the equations."""
    cells = problem.cells
    rests = np.array([cell.value % base for cell in cells], dtype=float)
    floors = np.array([cell.value // base for cell in cells], dtype=float)
    # A figure that stands nowhere weighs little, but is not moved for nothing.
    weights = np.array([1.0 if cell.published else 0.01 for cell in cells])
    count, blocks = len(cells), 3 if further else 1
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = count * blocks, len(problem.equations)
    costs, uppers = [weights * (base - 2 * rests)], [(rests > 0).astype(float)]
    if further:
        costs += [weights * base, weights * base]
        # Nobody stays nobody: a zero that became a multiple would say that somebody was there.
        nobody = (floors == 0) & (rests == 0)
        uppers += [np.where(nobody, 0.0, float(further)), np.minimum(floors, further)]
    lp.col_cost_, lp.col_upper_ = np.concatenate(costs), np.concatenate(uppers)
    lp.col_lower_ = np.zeros(lp.num_col_)
    starts, index, values, right = [0], [], [], []
    for equation in problem.equations:
        for block, sign in zip(range(blocks), (1, 1, -1), strict=False):
            index += [place + block * count for place, _ in equation.terms]
            values += [float(sign * coefficient) for _, coefficient in equation.terms]
        starts.append(len(index))
        right.append(-sum(coefficient * floors[place] for place, coefficient in equation.terms))
    lp.row_lower_ = lp.row_upper_ = np.array(right)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.array(starts, dtype=np.int32)
    lp.a_matrix_.index_ = np.array(index, dtype=np.int32)
    lp.a_matrix_.value_ = np.array(values)
    return lp

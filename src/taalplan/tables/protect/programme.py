# SPDX-License-Identifier: EUPL-1.2
"""A linear or integer programme kept inside HiGHS, so that each solution starts from the last."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int32]

INFINITY = float("inf")
TOLERANCE = 1e-9


@dataclass(frozen=True)
class Rows:
    """Sparse rows: row `r` has the entries from `starts[r]` up to `starts[r + 1]`."""

    starts: Integers
    columns: Integers
    values: Floats
    lower: Floats
    upper: Floats


@dataclass(frozen=True)
class Solution:
    """What HiGHS found. `values` is None when there is no solution.

    `bound` is what no solution can be better than; `proven` says that the solution reaches it.
    """

    objective: float
    bound: float
    values: Floats | None
    duals: Floats | None
    reduced: Floats | None
    proven: bool
    unbounded: bool = False
    impossible: bool = False


class Programme:
    """Variables between bounds, rows between bounds, costs to be made small."""

    def __init__(
        self, costs: Floats, lower: Floats, upper: Floats, rows: Rows, *, primal: bool = False
    ) -> None:
        """Hand the programme to HiGHS.

        `primal` chooses the primal simplex method: right where only costs change between two
        solutions, as the last solution then stays feasible.
        """
        import highspy

        self._kinds: Any = highspy
        # `Highs` prints a banner on standard output, where tables must stand; its base does not.
        self._highs: Any = self._kinds.Highs.__base__()
        self._strategy = 4 if primal else 1
        status = self._kinds.HighsModelStatus
        self._stuck = {status.kUnknown, status.kSolveError, status.kUnboundedOrInfeasible}
        for name, value in (
            ("output_flag", False),
            ("threads", 1),
            ("presolve", "off"),
            ("simplex_strategy", self._strategy),
            ("primal_feasibility_tolerance", TOLERANCE),
            ("dual_feasibility_tolerance", TOLERANCE),
            ("mip_feasibility_tolerance", TOLERANCE),
            ("mip_rel_gap", 0.0),
            ("mip_abs_gap", 1e-6),
        ):
            self._highs.setOptionValue(name, value)
        self._highs.passModel(self._model(costs, lower, upper, rows))
        self._integer = False
        self._work: float | None = None
        self._until = INFINITY

    def _model(self, costs: Floats, lower: Floats, upper: Floats, rows: Rows) -> Any:
        model = self._kinds.HighsLp()
        model.num_col_, model.num_row_ = len(costs), len(rows.lower)
        model.col_cost_, model.col_lower_, model.col_upper_ = costs, lower, upper
        model.row_lower_, model.row_upper_ = rows.lower, rows.upper
        model.a_matrix_.format_ = self._kinds.MatrixFormat.kRowwise
        model.a_matrix_.start_ = rows.starts
        model.a_matrix_.index_ = rows.columns
        model.a_matrix_.value_ = rows.values
        return model

    def cost(self, column: int, cost: float) -> None:
        """Change one cost."""
        self._highs.changeColCost(column, cost)

    def bounds(self, column: int, lower: float, upper: float) -> None:
        """Change the bounds of one variable."""
        self._highs.changeColBounds(column, lower, upper)

    def add(self, columns: Integers, values: Floats, lower: float) -> None:
        """Add a row: the values of these columns together are at least `lower`."""
        self._highs.addRow(lower, INFINITY, len(columns), columns, values)

    def integral(self, integral: bool, columns: Integers) -> None:
        """Ask for whole numbers in these columns, or no longer."""
        if integral != self._integer:
            kind = self._kinds.HighsVarType
            chosen = kind.kInteger if integral else kind.kContinuous
            for column in columns:
                self._highs.changeColIntegrality(int(column), chosen)
            self._integer = integral

    def option(self, name: str, value: float | str | bool) -> None:
        """Set an option of HiGHS."""
        self._highs.setOptionValue(name, value)

    def work(self, seconds: float) -> None:
        """Stop each search for whole numbers after some seconds of work of this thread.

        HiGHS' own limit is on the clock: on a busy machine it finds less.
        """
        if self._work is None:
            self._highs.setCallback(self._interrupt, None)
            self._highs.startCallback(self._kinds.cb.HighsCallbackType.kCallbackMipInterrupt)
        self._work = seconds

    def _interrupt(self, _kind: Any, _said: str, _found: Any, answer: Any, _mine: Any) -> None:
        answer.user_interrupt = time.thread_time() > self._until

    def start(self, values: Floats) -> None:
        """Tell a known solution before whole numbers are searched for."""
        solution = self._kinds.HighsSolution()
        solution.col_value = values
        self._highs.setSolution(solution)

    def solve(self) -> Solution:
        """Solve it from where the last solution ended."""
        import numpy as np

        self._until = time.thread_time() + (INFINITY if self._work is None else self._work)
        self._highs.run()
        if self._highs.getModelStatus() in self._stuck:
            # Seen in large tables, when a start from the last solution cycles.
            self._highs.clearSolver()
            self._highs.setOptionValue("simplex_strategy", 1)
            self._highs.run()
            self._highs.setOptionValue("simplex_strategy", self._strategy)
        info = self._highs.getInfo()
        feasible = self._kinds.SolutionStatus.kSolutionStatusFeasible
        objective = float(info.objective_function_value)
        bound = float(info.mip_dual_bound) if self._integer else objective
        status = self._highs.getModelStatus()
        proven = status == self._kinds.HighsModelStatus.kOptimal
        if status == self._kinds.HighsModelStatus.kUnbounded:
            return Solution(-INFINITY, -INFINITY, None, None, None, True, unbounded=True)
        if info.primal_solution_status != feasible:
            impossible = status == self._kinds.HighsModelStatus.kInfeasible
            return Solution(INFINITY, bound, None, None, None, False, impossible=impossible)
        found = self._highs.getSolution()
        values = np.array(found.col_value)
        if self._integer:
            return Solution(objective, bound, values, None, None, proven)
        duals, reduced = np.array(found.row_dual), np.array(found.col_dual)
        return Solution(objective, bound, values, duals, reduced, proven)


def rows_of(terms: Sequence[tuple[Integers, Floats]], lower: Floats, upper: Floats) -> Rows:
    """Rows from the columns and values of each."""
    import numpy as np

    starts = np.zeros(len(terms) + 1, dtype=np.int32)
    np.cumsum([len(columns) for columns, _ in terms], out=starts[1:])
    columns = np.concatenate([c for c, _ in terms]) if terms else np.zeros(0, dtype=np.int32)
    values = np.concatenate([v for _, v in terms]) if terms else np.zeros(0)
    return Rows(starts, columns.astype(np.int32), values.astype(np.float64), lower, upper)

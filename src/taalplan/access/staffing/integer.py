# SPDX-License-Identifier: EUPL-1.2
"""An integer programme built row by row, and HiGHS that solves it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Any

import numpy as np

from taalplan.access.staffing.calendar import Floats


@dataclass(frozen=True, eq=False)
class Answer:
    """What was found. `values` is None when there is no solution, or none was found in time.

    No solution costs less than `bound`; `proven` says that this one costs no more.
    """

    values: Floats | None
    cost: float
    bound: float
    proven: bool
    impossible: bool

    @property
    def gap(self) -> float:
        """How much dearer than the bound it may be, as a share."""
        return 0.0 if self.cost == self.bound else (self.cost - self.bound) / max(self.cost, 1e-9)


@dataclass
class Programme:
    """Whole numbers from 0 up to `upper`, whose cost is made small under rows between limits."""

    costs: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    rows: list[tuple[list[int], list[float], float, float]] = field(default_factory=list)

    def variable(self, cost: float = 0.0, upper: float = inf) -> int:
        """A new whole number; returns its place."""
        self.costs.append(cost)
        self.upper.append(upper)
        return len(self.costs) - 1

    def row(self, terms: Mapping[int, float], lower: float = -inf, upper: float = inf) -> None:
        """Limits on a sum of variables."""
        self.rows.append((list(terms), list(terms.values()), lower, upper))

    def solve(self, seconds: float = 60.0) -> Answer:
        """Solve it, within CPU time on one core of about `seconds`."""
        import highspy

        solver: Any = _silent(highspy)
        for name, value in (
            ("output_flag", False), ("threads", 1), ("time_limit", seconds),
            ("mip_rel_gap", 0.0), ("mip_abs_gap", 1e-6), ("random_seed", 216),
        ):  # fmt: skip
            solver.setOptionValue(name, value)
        solver.passModel(self._model(highspy))
        solver.run()
        status, info = solver.getModelStatus(), solver.getInfo()
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            impossible = status == highspy.HighsModelStatus.kInfeasible
            return Answer(None, inf, float(info.mip_dual_bound), False, impossible)
        values = np.round(np.array(solver.getSolution().col_value))
        cost = float(np.dot(self.costs, values))
        proven = status == highspy.HighsModelStatus.kOptimal
        bound = cost if proven else min(cost, float(info.mip_dual_bound))
        return Answer(values, cost, bound, proven, False)

    def _model(self, highspy: Any) -> Any:
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.costs), len(self.rows)
        model.col_cost_ = np.array(self.costs, dtype=np.float64)
        model.col_lower_ = np.zeros(len(self.costs))
        model.col_upper_ = np.array(self.upper, dtype=np.float64)
        model.integrality_ = [highspy.HighsVarType.kInteger] * len(self.costs)
        model.row_lower_ = np.array([row[2] for row in self.rows], dtype=np.float64)
        model.row_upper_ = np.array([row[3] for row in self.rows], dtype=np.float64)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.cumsum([0] + [len(row[0]) for row in self.rows])
        model.a_matrix_.index_ = np.array([c for row in self.rows for c in row[0]], dtype=np.int32)
        model.a_matrix_.value_ = np.array([v for row in self.rows for v in row[1]])
        return model


def _silent(highspy: Any) -> Any:
    """`Highs` prints a banner on standard output, where results stand; its base does not."""
    return highspy.Highs.__base__()

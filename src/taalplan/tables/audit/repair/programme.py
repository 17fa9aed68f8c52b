# SPDX-License-Identifier: EUPL-1.2
"""A small integer programme, built row by row and solved by HiGHS."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

INFINITY = float("inf")


@dataclass
class Programme:
    """Variables with cost and bounds, rows with coefficients; minimise the cost."""

    costs: list[float] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    rows: list[tuple[float, float, dict[int, float]]] = field(default_factory=list)

    def choice(self, cost: float = 0.0) -> int:
        """A yes-or-no variable."""
        return self._add(cost, 1.0, True)

    def amount(self, upper: float = INFINITY, cost: float = 0.0) -> int:
        """A number from 0 to `upper`."""
        return self._add(cost, upper, False)

    def require(
        self, terms: Mapping[int, float], at_least: float = -INFINITY, at_most: float = INFINITY
    ) -> None:
        """A linear expression between two bounds."""
        self.rows.append((at_least, at_most, dict(terms)))

    def equal(self, terms: Mapping[int, float], value: float) -> None:
        """A linear expression with one value."""
        self.require(terms, value, value)

    def _add(self, cost: float, upper: float, whole: bool) -> int:
        self.costs.append(cost)
        self.lower.append(0.0)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.costs) - 1


@dataclass(frozen=True)
class Solution:
    """The value of each variable. `proven` is False when time ran out first."""

    cost: float
    values: tuple[float, ...]
    proven: bool

    def chosen(self, variable: int) -> bool:
        """Whether a yes-or-no variable is yes."""
        return self.values[variable] > 0.5


class Solver:
    """Keeps a programme inside HiGHS, so that rows can be added between two solutions."""

    def __init__(self, programme: Programme, seconds: float) -> None:
        """Hand the programme over. HiGHS is loaded only now: the command line must start fast."""
        import highspy

        self._kinds: Any = highspy
        # `Highs` itself prints a banner on standard output, where the findings must stand; the
        # class under it does not.
        self._highs = self._kinds.Highs.__base__()
        self._costs = programme.costs
        self._highs.setOptionValue("output_flag", False)
        self._highs.setOptionValue("threads", 1)
        # HiGHS 1.16 was seen to run forever in presolve, beyond its own time limit, once a row
        # with a bound on the cost had been added. These programmes are small without it too.
        self._highs.setOptionValue("presolve", "off")
        self._highs.setOptionValue("time_limit", seconds)
        self._highs.setOptionValue("mip_rel_gap", 0.0)
        self._highs.setOptionValue("mip_abs_gap", 1e-4)
        self._highs.passModel(self._model(programme))

    def solve(self) -> Solution | None:
        """The cheapest solution, or None when there is none (or none was found in time)."""
        self._highs.run()
        status = self._highs.getModelStatus()
        info = self._highs.getInfo()
        if info.primal_solution_status != self._kinds.SolutionStatus.kSolutionStatusFeasible:
            return None
        values = tuple(self._highs.getSolution().col_value)
        proven = status == self._kinds.HighsModelStatus.kOptimal
        return Solution(float(info.objective_function_value), values, proven)

    def forbid(self, choices: list[int]) -> None:
        """Exclude solutions in which all these choices are yes."""
        import numpy as np

        self._highs.addRow(
            -INFINITY,
            len(choices) - 1.0,
            len(choices),
            np.array(choices, dtype=np.int32),
            np.ones(len(choices)),
        )

    def at_most(self, cost: float) -> None:
        """Exclude solutions that cost more: without this the search for one goes on for long."""
        import numpy as np

        used = [k for k, price in enumerate(self._costs) if price]
        prices = np.array([self._costs[k] for k in used])
        self._highs.addRow(-INFINITY, cost, len(used), np.array(used, dtype=np.int32), prices)

    def _model(self, programme: Programme) -> Any:
        import numpy as np

        kinds = self._kinds
        lp = kinds.HighsLp()
        lp.num_col_, lp.num_row_ = len(programme.costs), len(programme.rows)
        lp.col_cost_ = np.array(programme.costs)
        lp.col_lower_ = np.array(programme.lower)
        lp.col_upper_ = np.array(programme.upper)
        lp.row_lower_ = np.array([low for low, _, _ in programme.rows])
        lp.row_upper_ = np.array([high for _, high, _ in programme.rows])
        terms = [sorted(row.items()) for _, _, row in programme.rows]
        lp.a_matrix_.format_ = kinds.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0, *(len(row) for row in terms)])
        lp.a_matrix_.index_ = np.array([at for row in terms for at, _ in row], dtype=np.int32)
        lp.a_matrix_.value_ = np.array([value for row in terms for _, value in row], dtype=float)
        integer, continuous = kinds.HighsVarType.kInteger, kinds.HighsVarType.kContinuous
        lp.integrality_ = [integer if whole else continuous for whole in programme.whole]
        return lp

# SPDX-License-Identifier: EUPL-1.2
"""An integer programme for HiGHS, put together a rule at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from taalplan.access.location.problem import Floats

INFINITY = float("inf")


@dataclass(frozen=True)
class Solution:
    """Values of the variables (None: none was found), their cost, and the proven bound.

    `duals` are the prices of the rows, of a programme without whole variables.
    """

    values: Floats | None
    value: float
    bound: float
    impossible: bool
    duals: Floats | None = None


@dataclass
class Programme:
    """Variables with costs and bounds, and rows; costs are made small."""

    costs: list[Floats] = field(default_factory=list)
    uppers: list[Floats] = field(default_factory=list)
    integral: list[NDArray[np.bool_]] = field(default_factory=list)
    size: int = 0
    columns: list[NDArray[np.int64]] = field(default_factory=list)
    values: list[Floats] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)

    def variables(
        self, costs: ArrayLike, upper: ArrayLike = 1.0, *, whole: bool = False
    ) -> NDArray[np.int64]:
        """Add variables from zero up; returns their numbers."""
        cost = np.asarray(costs, np.float64)
        self.costs.append(cost)
        self.uppers.append(np.broadcast_to(np.asarray(upper, np.float64), cost.shape))
        self.integral.append(np.full(cost.shape, whole))
        self.size += len(cost)
        return np.arange(self.size - len(cost), self.size)

    def row(
        self,
        columns: Sequence[int] | NDArray[np.int64],
        values: ArrayLike = 1.0,
        *,
        lower: float = -INFINITY,
        upper: float = INFINITY,
    ) -> None:
        """Add a rule: these variables times their values lie between the bounds."""
        numbers = np.asarray(columns, np.int64)
        self.columns.append(numbers)
        self.values.append(np.broadcast_to(np.asarray(values, np.float64), numbers.shape))
        self.lower.append(lower)
        self.upper.append(upper)

    def solve(
        self,
        seconds: float,
        *,
        start: Floats | None = None,
        gap: float = 1e-7,
        least: float = 1e-6,
    ) -> Solution:
        """The cheapest values; after `seconds` the best so far with its bound.

        Within `gap` (relative) or `least` of the bound the search ends.
        """
        import highspy

        kinds: Any = highspy
        # `Highs` prints a banner on standard output, where tables must stand; its base does not.
        highs: Any = kinds.Highs.__base__()
        for name, value in (
            ("output_flag", False), ("threads", 1), ("time_limit", max(seconds, 0.1)),
            ("mip_rel_gap", gap), ("mip_abs_gap", least),
        ):  # fmt: skip
            highs.setOptionValue(name, value)
        highs.passModel(self._model(kinds))
        if start is not None:
            known = kinds.HighsSolution()
            known.col_value = start
            highs.setSolution(known)
        highs.run()
        info, status = highs.getInfo(), highs.getModelStatus()
        found = info.primal_solution_status == 2
        mip = any(part.any() for part in self.integral)
        bound = info.mip_dual_bound if mip else info.objective_function_value
        return Solution(
            np.array(highs.getSolution().col_value) if found else None,
            float(info.objective_function_value) if found else INFINITY,
            float(bound),
            status == kinds.HighsModelStatus.kInfeasible,
            None if mip or not found else np.array(highs.getSolution().row_dual),
        )

    def _model(self, kinds: Any) -> Any:
        model = kinds.HighsLp()
        model.num_col_, model.num_row_ = self.size, len(self.lower)
        model.col_cost_ = np.concatenate(self.costs)
        model.col_lower_, model.col_upper_ = np.zeros(self.size), np.concatenate(self.uppers)
        model.row_lower_, model.row_upper_ = np.array(self.lower), np.array(self.upper)
        lengths = [len(columns) for columns in self.columns]
        model.a_matrix_.format_ = kinds.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
        model.a_matrix_.index_ = np.concatenate([*self.columns, []]).astype(np.int32)
        model.a_matrix_.value_ = np.concatenate([*self.values, []])
        whole = np.concatenate(self.integral)
        if whole.any():
            kind = kinds.HighsVarType
            model.integrality_ = [kind.kInteger if w else kind.kContinuous for w in whole]
        return model

# SPDX-License-Identifier: EUPL-1.2
"""A programme solved by HiGHS, with its bound, and what it had found when it was stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from taalplan.supply.model import Model, entries
from taalplan.supply.problem import Floats

Told = Callable[[float, float, float], None]
"""Called with (seconds, best value, bound) while a programme is solved."""


@dataclass(frozen=True, eq=False)
class Solved:
    """The best solution found and what none can exceed; `values` is None without a solution.

    `impossible` says that the rules clash: there is no solution at all.
    """

    value: float
    bound: float
    values: Floats | None
    impossible: bool = False


def maximise(
    model: Model,
    *,
    seconds: float = np.inf,
    gap: float = 0.0,
    told: Told | None = None,
    relaxed: bool = False,
) -> Solved:
    """Solve a model; `relaxed` lets groups be fractions. Ctrl-C and the limit stop it early."""
    import highspy

    class Quiet(highspy.Highs):
        """HiGHS without its banner, which it prints where results stand as it gets callbacks."""

        def enableCallbacks(self) -> None:  # noqa: N802 - the name is that of HiGHS
            self.silent()
            super().enableCallbacks()  # type: ignore[no-untyped-call]

    solver = Quiet()  # type: ignore[no-untyped-call]
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("mip_rel_gap", gap)
    solver.setOptionValue("mip_abs_gap", 1e-7)
    if np.isfinite(seconds):
        solver.setOptionValue("time_limit", float(seconds))
    solver.passModel(_passed(model, relaxed=relaxed))
    if told is not None:
        solver.cbMipLogging.subscribe(
            lambda event: told(
                event.data_out.running_time,
                event.data_out.mip_primal_bound,
                event.data_out.mip_dual_bound,
            )
        )
    solver.HandleKeyboardInterrupt = True
    solver.solve()
    return _solved(solver, relaxed=relaxed)


def _solved(solver, *, relaxed: bool) -> Solved:  # type: ignore[no-untyped-def]
    import highspy

    status = solver.getModelStatus()
    if status in (
        highspy.HighsModelStatus.kInfeasible,
        highspy.HighsModelStatus.kUnboundedOrInfeasible,
    ):
        return Solved(-np.inf, -np.inf, None, impossible=True)
    information = solver.getInfo()
    solution = solver.getSolution()
    found = np.array(solution.col_value)
    has = len(found) > 0 and np.isfinite(information.objective_function_value)
    has = has and information.primal_solution_status == 2
    value = information.objective_function_value if has else -np.inf
    optimal = status == highspy.HighsModelStatus.kOptimal
    bound = information.objective_function_value if relaxed and optimal else (
        np.inf if relaxed else information.mip_dual_bound
    )  # fmt: skip
    return Solved(value, bound, found if has else None)


def _passed(model: Model, *, relaxed: bool):  # type: ignore[no-untyped-def]
    import highspy

    parts = list(entries(model.rules))
    row, column, value = (np.concatenate([part[n] for part in parts]) for n in range(3))
    order = np.lexsort([column, row])
    rows = sum(len(rule.lower) for rule in model.rules)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(model.worth), rows
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = model.worth, model.lower, model.upper
    lp.row_lower_ = np.concatenate([rule.lower for rule in model.rules])
    lp.row_upper_ = np.concatenate([rule.upper for rule in model.rules])
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(np.bincount(row, minlength=rows))]).astype(
        np.int32
    )
    lp.a_matrix_.index_ = column[order].astype(np.int32)
    lp.a_matrix_.value_ = value[order]
    if not relaxed:
        kinds = np.full(len(model.worth), highspy.HighsVarType.kContinuous, object)
        kinds[model.whole] = highspy.HighsVarType.kInteger
        lp.integrality_ = list(kinds)
    return lp

# SPDX-License-Identifier: EUPL-1.2
"""Repairs in order of how little they change."""

from __future__ import annotations

import time

from taalplan.tables.audit.figures import Figure
from taalplan.tables.audit.repair.model import Model, build
from taalplan.tables.audit.repair.problem import Problem
from taalplan.tables.audit.repair.programme import Solution, Solver
from taalplan.tables.audit.repair.relabelling import Placed, Relabelling, same_sums
from taalplan.tables.audit.verdicts import faults


def relabellings(
    problem: Problem, most: int = 12, within: float = 0.75, seconds: float = 1.0
) -> tuple[Relabelling, ...]:
    """The solutions from cheap to dear, at most `within` dearer than the best; none may be needed.

    The search stops at a solution that changes nothing, and starts no new one after `seconds`.
    """
    started = time.monotonic()
    model = build(problem)
    solver = Solver(model.programme, 5 * seconds)
    unrepaired = _cost_as_printed(problem)
    found: list[Relabelling] = []
    while len(found) < most:
        solution = solver.solve()
        if solution is None:
            break
        one = _read(model, solution)
        # What was found when time ran out may be worse than leaving the table alone.
        if one.changes_nothing or one.cost >= unrepaired:
            break
        if not found:
            solver.at_most(one.cost + within)
        alike = [one, *same_sums(problem, one)]
        found += alike
        if time.monotonic() - started > seconds:
            break
        for each in alike:
            solver.forbid(_choices(model, each))
    found.sort(key=lambda one: one.cost)
    return tuple(one for one in found if one.cost <= found[0].cost + within)[:most]


def _cost_as_printed(problem: Problem) -> float:
    """What it costs to leave the table as it is: at least this much for each failing sum."""
    doubled = len(problem.repeated)
    return problem.costs.failing_sum * (doubled + len(faults(problem.table, problem.natures))) + 0.5


def _choices(model: Model, found: Relabelling) -> list[int]:
    others = [model.repeated[row] for row in found.repeated]
    others += [model.overwritten[row] for row in found.overwritten]
    others += [model.missing[parent] for parent, _ in found.missing]
    return model.choices_of(found.empty, found.surplus, others, found.readings)


def _read(model: Model, solution: Solution) -> Relabelling:
    rows: list[int | None] = [None] * len(model.problem.table.rows)
    readings = []
    for arc, step in model.steps.items():
        if solution.chosen(arc):
            rows[step.label] = step.reading.row
            if not step.reading.as_printed:
                readings.append(step.reading)
    repeated = tuple(row for row, arc in model.repeated.items() if solution.chosen(arc))
    return Relabelling(
        cost=solution.cost,
        rows=tuple(rows),
        readings=tuple(sorted(readings, key=lambda one: one.row)),
        surplus=tuple(row for row, arc in model.surplus.items() if solution.chosen(arc)),
        repeated=repeated,
        overwritten=tuple(row for row, arc in model.overwritten.items() if solution.chosen(arc)),
        derived=_derived(model, solution, rows, repeated),
        missing=tuple(
            (parent, _figures(model, solution, parent))
            for parent, var in model.missing.items()
            if solution.chosen(var)
        ),
        proven=solution.proven,
    )


def _derived(
    model: Model, solution: Solution, rows: list[int | None], repeated: tuple[int, ...]
) -> Placed:
    """Lost figures, where only one label of the group can have lost them."""
    found = []
    for parent, var in model.lost.items():
        if solution.chosen(var) and not solution.chosen(model.missing[parent]):
            labels = [
                child
                for child in model.problem.table.parts(parent)
                if rows[child] is None and child not in repeated
            ]
            if len(labels) == 1:
                found.append((labels[0], _figures(model, solution, parent)))
    return tuple(found)


def _figures(model: Model, solution: Solution, parent: int) -> tuple[Figure, ...]:
    width = len(model.problem.table.columns)
    return tuple(round(solution.values[model.derived[parent, k]]) for k in range(width))

# SPDX-License-Identifier: EUPL-1.2
"""Fairness between regions, as a choice that is said aloud.

By default everybody weighs the same, and a plan places most people: then a region where groups
fill easily gets more. With alpha above 0 people weigh more where a smaller share is placed, by
`share ** -alpha`; plans are made again with the weights of the last one. Alpha 1 is proportional
fairness, large alpha looks at the region that is worst off. The bound is that of the last
weights; for the fair whole there is none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from taalplan.supply.plan import SupplyPlan
from taalplan.supply.problem import Floats, SupplyProblem

Solver = Callable[[SupplyProblem, SupplyPlan | None], SupplyPlan]
TIMES = 3
STEEPEST = 3.0
"""Nobody weighs more than so many times, or less than its inverse."""


def shares(plan: SupplyPlan) -> Floats:
    """The share of the expected people of each area that is placed; 1 where nobody is."""
    problem = plan.problem
    area = problem.zone_area[problem.needs.zone]
    need = np.bincount(area, problem.needs.expected, len(problem.areas))
    placed = np.bincount(area, plan.placed, len(problem.areas))
    return np.asarray(np.divide(placed, need, out=np.ones_like(placed), where=need > 0))


def welfare(plan: SupplyPlan, alpha: float) -> float:
    """The alpha-fair welfare of the shares, weighed by need: what is compared between plans."""
    problem = plan.problem
    area = problem.zone_area[problem.needs.zone]
    need = np.bincount(area, problem.needs.expected, len(problem.areas))
    share = np.maximum(shares(plan), 1e-6)
    each = np.log(share) if alpha == 1 else share ** (1 - alpha) / (1 - alpha)
    return float((need * each).sum() / max(need.sum(), 1e-12))


def fair_plan(problem: SupplyProblem, solve: Solver) -> SupplyPlan:
    """The fairest of a few plans, each made with the weights that follow from the one before."""
    alpha = problem.weights.fairness
    best = plan = solve(problem, None)
    for _ in range(TIMES if alpha else 0):
        weight = np.maximum(shares(plan), 0.05) ** -alpha
        weight = np.clip(weight / np.median(weight), 1 / STEEPEST, STEEPEST)
        plan = solve(replace(problem, area_weight=weight), plan)
        if welfare(plan, alpha) > welfare(best, alpha):
            best = plan
    return best

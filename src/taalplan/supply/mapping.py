# SPDX-License-Identifier: EUPL-1.2
"""The courses there are, beside the needs: who would find a place in them, and who would not.

The existing groups are taken as they are, however small. People are seated in them as in a plan:
near enough, of their level and profile, when they can, and not too late. What a plan is measured
by therefore also measures last year's supply.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from taalplan.supply.build import Situation
from taalplan.supply.courses import Courses
from taalplan.supply.options import options_of
from taalplan.supply.plan import SupplyPlan
from taalplan.supply.problem import Floats, Groups, SupplyProblem
from taalplan.supply.search import Search

FULL, NONE = "full", "none"


def seated(problem: SupplyProblem, groups: Groups) -> SupplyPlan:
    """Seat the needs of a problem in given groups, which need not keep any other rule.

    People are given the nearest and earliest seats in turn, the most likely people first; what
    is told as covered is therefore what can be covered, and never more.
    """
    from taalplan.supply.solve import plan_of

    options = options_of(replace(problem, promised=groups))
    search = Search(options, np.zeros(len(options), np.int64), 1)
    return plan_of(options, search.count, search.sown(), float("inf"), 0.0, "seated")


def within_reach(plan: SupplyPlan) -> Floats:
    """For each row of the needs whether any group of the plan was for it, full or not (0 or 1)."""
    options = options_of(replace(plan.problem, promised=plan.groups))
    on = options.least > 0
    found = np.zeros(len(plan.problem.needs.zone))
    found[options.cell[on[options.option_of_arc]]] = 1.0
    return found


@dataclass(frozen=True)
class Indicators:
    """What researchers judge a supply by; shares are of groups, but for `evening_need`.

    `evening` and `weekend` groups, `blended` groups, `starts` (share of the busiest month of
    start, and how many months have any), `travel` and `wait` of who finds a place (kilometres,
    months), `desks` the places for desks that nobody took, and `unknown` courses that do not say.
    """

    groups: int
    evening: float
    weekend: float
    blended: float
    busiest: float
    months: int
    travel: float
    wait: float
    places: float
    taken: float


def indicators(plan: SupplyPlan) -> Indicators:
    """The indicators of any plan, also of last year's supply."""
    groups, problem = plan.groups, plan.problem
    total = max(int(groups.count.sum()), 1)

    def share(codes: tuple[str, ...]) -> float:
        wanted = [n for n, part in enumerate(problem.dayparts) if part in codes]
        return float(groups.count[np.isin(groups.daypart, wanted)].sum() / total)

    starts = np.bincount(groups.round, groups.count, len(problem.rounds))
    blended = [n for n, mode in enumerate(problem.modes) if mode.code != "contact"]
    expected = plan.expected_seats
    placed = max(float(expected.sum()), 1e-9)
    largest = np.array([kind.largest for kind in problem.kinds])[groups.kind]
    return Indicators(
        int(groups.count.sum()),
        share(("evening",)),
        share(("saturday", "sunday")),
        float(groups.count[np.isin(groups.mode, blended)].sum() / total),
        float(starts.max() / total),
        int((starts > 0).sum()),
        float((expected * plan.kilometres).sum() / placed),
        float((expected * plan.months_late).sum() / placed),
        float((largest * groups.count).sum()),
        float(expected.sum()),
    )


def desk_places(courses: Courses) -> tuple[int, int]:
    """Places for desks in the courses, and of how many courses they are not known."""
    known = courses.desks >= 0
    return int(courses.desks[known].sum()), int((~known).sum())


def mapped(situation: Situation) -> SupplyPlan:
    """The existing supply of a situation, seated."""
    return seated(situation.problem, situation.problem.existing)

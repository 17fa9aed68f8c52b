# SPDX-License-Identifier: EUPL-1.2
"""Which groups of lessons to open: the supply beside the need, and a plan that meets it.

A problem is made by hand (`SupplyProblem`) or from a snapshot and its needs plan
(`situation_of`); `make_plan` solves it, `broken_rules` checks it without any code of the solver.
"""

from taalplan.supply.build import Situation, situation_of
from taalplan.supply.change import Change, changed
from taalplan.supply.check import broken_rules
from taalplan.supply.fairness import fair_plan
from taalplan.supply.limits import Limits
from taalplan.supply.mapping import mapped, seated
from taalplan.supply.plan import Seating, SupplyPlan
from taalplan.supply.problem import (
    Groups,
    Kind,
    Mode,
    Needs,
    Site,
    SupplyError,
    SupplyProblem,
    Weights,
    Wish,
    Zone,
)
from taalplan.supply.solve import Effort, make_plan
from taalplan.supply.why import gap_of

__all__ = [
    "Change",
    "Effort",
    "Groups",
    "Kind",
    "Limits",
    "Mode",
    "Needs",
    "Seating",
    "Site",
    "Situation",
    "SupplyError",
    "SupplyPlan",
    "SupplyProblem",
    "Weights",
    "Wish",
    "Zone",
    "broken_rules",
    "changed",
    "fair_plan",
    "gap_of",
    "make_plan",
    "mapped",
    "seated",
    "situation_of",
]

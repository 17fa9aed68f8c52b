# SPDX-License-Identifier: EUPL-1.2
"""How many people a desk needs at the peak: demand, appointments to open, people, shifts.

Erlang's formulas, the taut string and the shift programme can be used on their own as well.
"""

from taalplan.access.staffing.advise import Advice, Crew, StaffingError, advise
from taalplan.access.staffing.calendar import Week, parse_weeks
from taalplan.access.staffing.covering import Cover, cheapest_cover
from taalplan.access.staffing.crew import CrewError, read_crew
from taalplan.access.staffing.erlang import (
    counters_for,
    erlang_b,
    erlang_c,
    fractional_counters_for,
    mean_wait,
    waits_longer,
)
from taalplan.access.staffing.offered import offered_load
from taalplan.access.staffing.patience import ErlangA
from taalplan.access.staffing.plan import Duty, ShiftPlan
from taalplan.access.staffing.problem import Person, Rules, Shift, ShiftProblem, Wanted
from taalplan.access.staffing.slots import taut_string
from taalplan.access.staffing.solve import Clash, fewest_people, plan_shifts
from taalplan.access.staffing.write import write_advice

__all__ = [
    "Advice",
    "Clash",
    "Cover",
    "Crew",
    "CrewError",
    "Duty",
    "ErlangA",
    "Person",
    "Rules",
    "Shift",
    "ShiftPlan",
    "ShiftProblem",
    "StaffingError",
    "Wanted",
    "Week",
    "advise",
    "cheapest_cover",
    "counters_for",
    "erlang_b",
    "erlang_c",
    "fewest_people",
    "fractional_counters_for",
    "mean_wait",
    "offered_load",
    "parse_weeks",
    "plan_shifts",
    "read_crew",
    "taut_string",
    "waits_longer",
    "write_advice",
]

# SPDX-License-Identifier: EUPL-1.2
"""From expected demand to appointments opened and people needed, on the terms that are promised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from taalplan import policy
from taalplan.access.staffing.calendar import STEP, Week
from taalplan.access.staffing.costs import Costs
from taalplan.access.staffing.day import DayNeed, Promise, need_of_day
from taalplan.access.staffing.forecast import Forecast
from taalplan.access.staffing.habits import Habits
from taalplan.access.staffing.offered import offered_load
from taalplan.access.staffing.patience import ErlangA
from taalplan.access.staffing.simulate import Behaviour, Seen, act_out
from taalplan.access.staffing.slots import Slots, plan_slots
from taalplan.access.staffing.visits import Stream


@dataclass(frozen=True)
class Terms:
    """What is promised and what is there, on a day.

    `within` days for an appointment, with the chance `chance`; `least` people at an open desk;
    `patience` minutes after which people without appointment leave on average.
    """

    on: date
    promise: Promise
    within: int
    chance: float
    punctual: float
    least: int
    patience: float
    counters: int
    costs: Costs

    @classmethod
    def of_policy(cls, on: date, counters: int) -> Terms:
        """The terms of policy for a desk with so many counters."""
        return cls(
            on=on,
            promise=Promise(_value("wait.minutes", on), _value("wait.share", on)),
            within=round(_value("appointment.days", on)),
            chance=_value("appointment.chance", on),
            punctual=_value("appointment.punctual_minutes", on),
            least=round(_value("least", on)),
            patience=_value("patience.minutes", on),
            counters=counters,
            costs=Costs.of_policy(on),
        )


def _value(name: str, on: date) -> float:
    return policy.value(f"staffing.{name}", on).number


def slots_of(expected: Forecast, habits: Habits, terms: Terms) -> Slots:
    """The appointments to open on each day of a forecast."""
    room = np.array([habits.weights[day.weekday()].sum() for day in expected.days])
    return plan_slots(expected, room, habits.units, terms.within, terms.chance)


def needs_of(
    expected: Forecast, slots: Slots, habits: Habits, terms: Terms, weeks: Sequence[Week]
) -> dict[date, DayNeed]:
    """How many people are needed on each working day of the weeks."""
    asked = set(weeks)
    return {
        day: need_of_day(
            [int(n) for n in slots.opened[:, place]],
            habits.units,
            expected.mean[Stream.WALK_IN, place] * habits.profile[day.weekday()],
            habits.minutes,
            habits.weights[day.weekday()],
            counters=terms.counters,
            least=terms.least,
            show=habits.show,
            promise=terms.promise,
        )
        for place, day in enumerate(expected.days)
        if Week.of(day) in asked
    }


def leaving(days: Mapping[date, DayNeed], habits: Habits, terms: Terms) -> float:
    """The share of people without appointment who lose patience and leave (Erlang A).

    Each half hour as if it lasted, with the counters that appointments leave on average.
    """
    people = left = 0.0
    for need in days.values():
        load = offered_load(need.arrivals, habits.minutes, STEP)
        for step in np.flatnonzero(need.arrivals):
            free = max(1.0, float(need.people[step]) - habits.show * float(need.busy[step]))
            patience = terms.patience / habits.minutes
            people += float(need.arrivals[step])
            gone = ErlangA(free, float(load[step]), patience).gives_up
            left += float(need.arrivals[step]) * gone
    return left / people if people else 0.0


def acted_out(days: Mapping[date, DayNeed], habits: Habits, terms: Terms, seed: int) -> Seen:
    """All days acted out: what the advice is worth when people are late and talks run over."""
    behaviour = Behaviour(
        habits.show,
        _value("lateness.early_minutes", terms.on),
        _value("lateness.minutes", terms.on),
        _value("service.spread", terms.on),
    )
    total = Seen(0, 0, 0, 0, 0, 0.0)
    for number, need in enumerate(days.values()):
        total += act_out(
            need, habits.units, habits.minutes, behaviour, terms.promise.minutes, terms.punctual,
            days=400, seed=seed + number,
        )  # fmt: skip
    return total

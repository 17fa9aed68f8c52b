# SPDX-License-Identifier: EUPL-1.2
"""Days at a desk acted out: people come early, late or not at all, and talks run over.

The second way to say what a staffing does. The formulas take each half hour as if it lasted for
ever and appointments as exact; here nothing is approximated, but only as many days are seen as
are drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from taalplan.access.staffing.calendar import STEP, Floats, Ints
from taalplan.access.staffing.day import DayNeed

if TYPE_CHECKING:
    from collections.abc import Sequence

DAYS = 2000
"""How often each day is acted out."""


@dataclass(frozen=True)
class Behaviour:
    """How people and talks vary. Minutes; `spread` is the standard deviation over the mean.

    `walk_in_spread` is 1 for exponential durations, as the formulas have them.
    """

    show: float
    early: float
    lateness: float
    spread: float
    walk_in_spread: float = 1.0


@dataclass(frozen=True)
class Seen:
    """What happened on the days acted out.

    `in_time` of `walk_ins` waited no longer than promised; `punctual` of `appointments` began
    in time after the hour agreed, or after they came when they were late.
    """

    days: int
    walk_ins: int
    in_time: int
    appointments: int
    punctual: int
    overtime: float

    @property
    def share_in_time(self) -> float:
        """The share of people without appointment that was helped in time."""
        return self.in_time / self.walk_ins if self.walk_ins else 1.0

    @property
    def share_punctual(self) -> float:
        """The share of appointments that began in time."""
        return self.punctual / self.appointments if self.appointments else 1.0

    @property
    def doubt(self) -> float:
        """Half the width of the 95 % interval of `share_in_time`, by the number of people seen."""
        share, people = self.share_in_time, max(self.walk_ins, 1)
        return 1.96 * sqrt(max(share * (1 - share), 1 / people) / people)

    def __add__(self, other: Seen) -> Seen:
        """Both together."""
        return Seen(
            self.days + other.days,
            self.walk_ins + other.walk_ins,
            self.in_time + other.in_time,
            self.appointments + other.appointments,
            self.punctual + other.punctual,
            self.overtime + other.overtime,
        )


def act_out(
    need: DayNeed,
    units: Sequence[int],
    minutes: float,
    behaviour: Behaviour,
    wait: float,
    punctual: float,
    *,
    days: int = DAYS,
    seed: int = 216,
) -> Seen:
    """A day acted out many times with the people that were advised.

    Whoever is inside at closing time is still helped, by those who were there last.
    """
    from taalplan.access.staffing.acting import act

    when, length = appointments(need, units)
    counted = act(
        when, length, need.arrivals, minutes, _present(need.people), float(STEP), days,
        np.array([behaviour.show, behaviour.early, behaviour.lateness, behaviour.spread,
                  behaviour.walk_in_spread, wait, punctual]),
        seed,
    )  # fmt: skip
    walk_ins, in_time, came, began, overtime = counted
    return Seen(days, int(walk_ins), int(in_time), int(came), int(began), float(overtime))


def appointments(need: DayNeed, units: Sequence[int]) -> tuple[Floats, Floats]:
    """When each appointment of a day begins, and how long it is meant to take, in minutes."""
    found = [
        (float(step * STEP), float(units[kind] * STEP))
        for kind, step in np.argwhere(need.starts > 0)
        for _ in range(need.starts[kind, step])
    ]
    found.sort()
    when = np.array([begin for begin, _ in found], dtype=np.float64)
    return when, np.array([length for _, length in found], dtype=np.float64)


def _present(people: Ints) -> Ints:
    """Who can help in each half hour: in a closed one those of the last open one."""
    found = people.copy()
    for step in range(1, len(found)):
        if found[step] == 0:
            found[step] = found[step - 1]
    return found

# SPDX-License-Identifier: EUPL-1.2
"""A temporary desk for the weeks of a peak, or more people at the desk that there is?

A temporary desk works by appointment, on as few days a week as can serve the people who live
nearer to it. Who comes without an appointment still goes to the desk. Two small desks need more
hours than one, and a room costs money; against that stand counters that are full, and the
travel of clients, which is counted in kilometres and never added to the costs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from taalplan.access.staffing.calendar import Floats, Week, opening_hours
from taalplan.access.staffing.day import DayNeed
from taalplan.access.staffing.forecast import Forecast
from taalplan.access.staffing.habits import Habits
from taalplan.access.staffing.needs import Terms, needs_of, slots_of
from taalplan.access.staffing.residence import Homes
from taalplan.access.staffing.visits import APPOINTED, Stream

WEEKDAYS_OPEN = (1, 3, 0, 4, 2)
"""In which order weekdays are opened: Tuesday, Thursday, Monday, Friday, Wednesday."""

PLENTY = 3.0
"""Whoever can bear three times the demand has counters enough."""

MOST_COUNTERS = 3
CANDIDATES = 4
LEAST_SHARE = 0.03
"""Nobody opens a desk for less than this share of another's people."""


@dataclass(frozen=True)
class Option:
    """What a choice takes over all weeks. `holds` says whether every promise is kept every day."""

    hours: float
    cost: float
    short_days: int
    homeless: int

    @property
    def holds(self) -> bool:
        """Whether all appointments have a counter and the promise to others is kept."""
        return self.short_days == 0 and self.homeless == 0


@dataclass(frozen=True)
class Temporary:
    """A temporary desk in one municipality, beside the desk as it is.

    `served` is the appointments expected there over all weeks, `open_days` how many days it is
    open, `counters` how many people it seats, `kilometres` what clients travel less, there and
    back together.
    """

    municipality: str
    name: str
    share: float
    served: float
    open_days: int
    counters: int
    with_it: Option
    alone: Option
    kilometres: float

    @property
    def dearer(self) -> float:
        """What it costs more than more people at the desk (less when below zero)."""
        return self.with_it.cost - self.alone.cost

    @property
    def cheaper(self) -> bool:
        """Whether it costs less, and keeps no fewer promises."""
        return self.dearer < 0 and self.with_it.short_days <= self.alone.short_days

    @property
    def needed(self) -> bool:
        """Whether the desk alone leaves appointments without a counter that this one serves."""
        return self.alone.homeless > self.with_it.homeless


def temporary_desks(
    homes: Homes,
    expected: Forecast,
    habits: Habits,
    terms: Terms,
    weeks: Sequence[Week],
    ordinary: float,
    taken: frozenset[str],
    seed: int = 216,
) -> tuple[Temporary, ...]:
    """The municipalities where a temporary desk saves most travel, the most first.

    `ordinary` is the hours of a week at the desk over a whole year; `taken` the municipalities
    that have a desk already.
    """
    alone = _option(expected, habits, terms, weeks, ordinary)
    saved, share = catchments(homes)
    total = np.where([code in taken for code in homes.codes], 0.0, saved)
    best = [n for n in np.argsort(-total) if total[n] > 0 and share[n] >= LEAST_SHARE]
    found = []
    for number in best[:CANDIDATES]:
        part = float(share[number])
        near, rest = _split(expected, part, np.random.default_rng([seed, int(number)]))
        served = float(_in_weeks(near, weeks)[list(APPOINTED)].sum())
        there = _smallest(near, habits, terms, weeks)
        with_it = _option(rest, habits, terms, weeks, ordinary)
        costs = terms.costs
        cost = with_it.cost + costs.of_hours(there.hours, 0.0)
        cost += costs.opening + costs.day * there.open_days
        both = Option(
            with_it.hours + there.hours, cost, with_it.short_days,
            with_it.homeless + there.homeless,
        )  # fmt: skip
        each = 2 * float(saved[number]) / part
        found.append(
            Temporary(homes.codes[number], homes.names[number], part, served, there.open_days,
                      there.counters, both, alone, each * served)
        )  # fmt: skip
    return tuple(found)


def room_left(
    expected: Forecast, habits: Habits, terms: Terms, weeks: Sequence[Week]
) -> float | None:
    """How many times the expected demand the desk can bear with a counter for every appointment.

    To a hundredth, found by halving, and at most PLENTY; None when it cannot bear even what is
    expected.
    """

    def holds(times: float) -> bool:
        more = replace(
            expected,
            mean=expected.mean * times,
            draws=np.rint(expected.draws * times).astype(np.int64),
        )
        needs = needs_of(more, slots_of(more, habits, terms), habits, terms, weeks)
        return not any(need.homeless.any() for need in needs.values())

    if not holds(1.0):
        return None
    low, high = 1.0, PLENTY
    if holds(high):
        return high
    while high - low > 0.01:
        middle = (low + high) / 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low


def catchments(homes: Homes) -> tuple[Floats, Floats]:
    """For a desk in each municipality: kilometres one way saved per person of the desk, and the
    share of people who live nearer to it.
    """
    shorter = np.maximum(homes.to_desk[:, None] - homes.far, 0.0)
    saved = homes.share @ shorter
    return saved, homes.share @ (shorter > 0)


@dataclass(frozen=True)
class _There:
    hours: float
    open_days: int
    counters: int
    homeless: int


def _smallest(near: Forecast, habits: Habits, terms: Terms, weeks: Sequence[Week]) -> _There:
    """The fewest counters, then the fewest weekdays, that serve everybody."""
    there = _There(0.0, 0, 0, 0)
    for counters in range(1, MOST_COUNTERS + 1):
        for days in range(1, len(WEEKDAYS_OPEN) + 1):
            small = _open_on(habits, terms.on, WEEKDAYS_OPEN[:days])
            only = replace(terms, counters=counters)
            needs = needs_of(near, slots_of(near, small, only), small, only, weeks)
            there = _There(
                sum(need.hours for need in needs.values()),
                sum(bool(need.people.any()) for need in needs.values()),
                counters,
                sum(int(need.homeless.sum()) for need in needs.values()),
            )
            if there.homeless == 0:
                return there
    return there


def _open_on(habits: Habits, on: date, weekdays: Sequence[int]) -> Habits:
    """The same habits on some weekdays only, by day."""
    is_open = opening_hours(on).open.astype(float)
    weights = np.zeros_like(is_open)
    weights[list(weekdays)] = is_open[list(weekdays)]
    return replace(habits, weights=weights)


def _split(expected: Forecast, part: float, rng: np.random.Generator) -> tuple[Forecast, Forecast]:
    """Appointments of who lives nearer to the temporary desk, and all the rest."""
    appointed = np.zeros((len(Stream), 1))
    appointed[list(APPOINTED)] = part
    near_draws = rng.binomial(expected.draws, np.broadcast_to(appointed, expected.draws.shape))
    near = replace(expected, mean=expected.mean * appointed, draws=near_draws)
    rest = replace(
        expected, mean=expected.mean * (1 - appointed), draws=expected.draws - near_draws
    )
    return near, rest


def _option(
    expected: Forecast, habits: Habits, terms: Terms, weeks: Sequence[Week], ordinary: float
) -> Option:
    """What the desk takes for a demand."""
    needs = needs_of(expected, slots_of(expected, habits, terms), habits, terms, weeks)
    by_week = [
        sum(need.hours for day, need in needs.items() if Week.of(day) == week) for week in weeks
    ]
    return Option(
        sum(by_week),
        sum(terms.costs.of_hours(hours, ordinary) for hours in by_week),
        _short_days(needs, terms),
        sum(int(need.homeless.sum()) for need in needs.values()),
    )


def _short_days(needs: Mapping[date, DayNeed], terms: Terms) -> int:
    return sum(need.kept < terms.promise.share - 1e-9 for need in needs.values())


def _in_weeks(expected: Forecast, weeks: Sequence[Week]) -> Floats:
    asked = set(weeks)
    inside = np.array([Week.of(day) in asked for day in expected.days])
    found: Floats = expected.mean[:, inside]
    return found

# SPDX-License-Identifier: EUPL-1.2
"""How a desk works, from its own past: open hours, durations, who turns up, when people come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

import numpy as np

from taalplan.access.staffing.calendar import (
    STEP,
    STEPS,
    Floats,
    Hours,
    open_evenings,
    opening_hours,
    step_of,
)
from taalplan.access.staffing.shrinking import shrunk_shares
from taalplan.access.staffing.visits import APPOINTED, USUAL_MINUTES, Stream, Visits

RECENT = 104
"""Weeks of the past that hours, durations and turning up are taken from."""

PULL = 20.0
"""How many appointments' worth all desks weigh in the share of one that turns up."""


@dataclass(frozen=True, eq=False)
class Habits:
    """How a desk works: when it is open, how long things take, how many turn up.

    `units` are half hours for each kind of appointment, `minutes` what somebody without one
    takes, `profile` (5 weekdays, 24) when people without one come on a day, `weights` likewise
    how much each half hour is wanted for appointments: 0 closed, 1 by day.
    """

    hours: Hours
    units: tuple[int, ...]
    minutes: float
    show: float
    profile: Floats
    weights: Floats


def habits_of(visits: Visits, desk: str, as_of: date, on: date) -> Habits:
    """How a desk has worked in the last two years, with what it lacks from all desks."""
    since = np.datetime64(as_of - timedelta(weeks=RECENT), "D")
    recent = visits.take((visits.day >= since) & (visits.day <= np.datetime64(as_of, "D")))
    own = recent.of(desk)
    weekday = (own.day.astype(np.int64) + 3) % 7
    hours = opening_hours(on, open_evenings(weekday, own.step))
    known = not visits.from_registrations
    weights = _weights(own, hours) if known else hours.open.astype(float)
    profile = _profile(recent, desk, hours) if known else hours.open.astype(float)
    profile = profile / profile.sum(axis=1, keepdims=True)
    return Habits(
        hours,
        tuple(_units(own, recent, kind) for kind in APPOINTED),
        _mean_minutes(own, recent),
        _show(own, recent),
        profile,
        weights,
    )


def _units(own: Visits, recent: Visits, kind: Stream) -> int:
    """Half hours of an appointment: the middle one of the desk's own, or else of all desks."""
    for some in (own, recent):
        minutes = some.minutes[some.stream == kind]
        if len(minutes) >= 10:
            return max(1, ceil(float(np.median(minutes)) / STEP))
    return USUAL_MINUTES // STEP


def _mean_minutes(own: Visits, recent: Visits) -> float:
    for some in (own, recent):
        minutes = some.minutes[some.stream == Stream.WALK_IN]
        if len(minutes) >= 10:
            return float(minutes.mean())
    return float(USUAL_MINUTES)


def _show(own: Visits, recent: Visits) -> float:
    """The share of appointments that turns up, drawn to that of all desks."""
    own_came, came = (some.came[some.stream != Stream.WALK_IN] for some in (own, recent))
    everybody = float(came.mean()) if len(came) else 1.0
    return (float(own_came.sum()) + PULL * everybody) / (len(own_came) + PULL)


def _profile(recent: Visits, desk: str, hours: Hours) -> Floats:
    """When people without appointment come: (5, 24), nothing in closed half hours."""
    loose = recent.take(recent.stream == Stream.WALK_IN)
    observed = np.zeros((len(recent.desks), STEPS))
    np.add.at(observed, (loose.desk, loose.step), 1.0)
    share = shrunk_shares(observed)[recent.desks.index(desk)]
    # A half hour in which nobody was ever seen may still see somebody.
    found: Floats = np.where(hours.open, share + 0.2 / STEPS, 0.0)
    return found


def _weights(own: Visits, hours: Hours) -> Floats:
    """Evenings hold as many appointments, to a day's half hour, as they have held."""
    weekday = (own.day.astype(np.int64) + 3) % 7
    late = own.step >= step_of(17)
    found = hours.open.astype(float)
    evening = hours.open & hours.evenings
    if evening.any():
        in_evening = late & np.isin(weekday, np.flatnonzero(evening.any(axis=1)))
        by_evening = in_evening.sum() / evening.sum()
        by_day = (~late).sum() / (hours.open & ~hours.evenings).sum()
        found[evening] = min(1.0, max(0.2, by_evening / by_day)) if by_day else 1.0
    return found

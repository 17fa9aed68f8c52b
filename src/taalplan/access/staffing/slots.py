# SPDX-License-Identifier: EUPL-1.2
"""How many appointments to open on each day, so that whoever asks for one has it in time.

Seen as work that piles up: what was asked for by day t must have had its turn some days later,
and cannot have it before it was asked. Between these two lines runs the flattest path, a string
pulled taut: it needs the lowest peak of all plans that keep the promise, and at once the
smallest sum of squares (Dyn and others call it the shortest path in a corridor; in statistics
the taut string). A peak of one week is so spread over the days that the promise leaves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from taalplan.access.staffing.calendar import Floats, Ints
from taalplan.access.staffing.forecast import Forecast
from taalplan.access.staffing.visits import APPOINTED

LEVELS = (0.925, 0.95, 0.975, 0.99, 0.995, 1.0)
"""Demand planned for, as a chance that it is not exceeded, where the chance asked is not enough."""


@dataclass(frozen=True, eq=False)
class Slots:
    """Appointments to open: whole numbers (kinds, days), and what they serve.

    `waits` is how many calendar days those asking on each day wait when demand is at the level
    planned for; `kept` the share of drawn futures in which everybody has a turn in time.
    """

    days: tuple[date, ...]
    opened: Ints
    waits: Floats
    kept: float


def plan_slots(
    forecast: Forecast, room: Floats, units: Sequence[int], within: int, chance: float
) -> Slots:
    """Slots for each working day of a forecast.

    `room` is how many half hours the desk is open on each day, `units` how many of them each
    kind of appointment takes, `within` the days promised, `chance` that of keeping the promise.
    The demand planned for is raised until drawn futures say that the chance is reached.
    """
    weights = np.asarray(units, dtype=np.float64)
    work = np.tensordot(forecast.draws[:, list(APPOINTED)], weights, axes=(1, 0))
    drawn = np.cumsum(work, axis=1)
    due = _due(forecast.days, within)
    found = None
    for level, more in _planned_for(chance):
        asked = np.maximum.accumulate(np.quantile(drawn, level, axis=0)) * more
        upper = np.concatenate([[0.0], asked[:-1]])
        served = taut_string(np.cumsum(room), np.minimum(_at(asked, due), upper), upper)
        opened = _whole(_by_kind(forecast, weights, asked, served))
        kept = _kept(drawn, weights @ opened, due)
        found = Slots(forecast.days, opened, _waits(forecast.days, asked, served), kept)
        if kept >= chance:
            break
    assert found is not None
    return found


def _planned_for(chance: float) -> Iterator[tuple[float, float]]:
    """Demand to plan for, rising: as a chance that it is not exceeded, and a factor beyond all."""
    yield from ((level, 1.0) for level in (chance, *(one for one in LEVELS if one > chance)))
    yield from ((1.0, 1.1**more) for more in range(1, 8))


def taut_string(x: Floats, lower: Floats, upper: Floats) -> Floats:
    """The shortest path from (0, 0) through the corridor at each x, ending between its walls.

    `x` rises (it may stand still, where the desk is closed). The last point is where the string
    is shortest too. Linear programmes give the same lowest peak; this takes one pass a corner.
    """
    n = len(x)
    path = np.zeros(n)
    begin_x, begin_y, at = 0.0, 0.0, 0
    while at < n:
        corner, height = _next_corner(x, lower, upper, at, begin_x, begin_y)
        span = x[corner] - begin_x
        for place in range(at, corner + 1):
            part = (x[place] - begin_x) / span if span > 0 else 1.0
            path[place] = begin_y + (height - begin_y) * part
        begin_x, begin_y, at = float(x[corner]), height, corner + 1
    return path


def _next_corner(
    x: Floats, lower: Floats, upper: Floats, at: int, begin_x: float, begin_y: float
) -> tuple[int, float]:
    """Where a straight line from here must bend, and at which height."""
    steepest, flattest = np.inf, -np.inf
    high = low = at
    for place in range(at, len(x)):
        run = x[place] - begin_x
        if run <= 0:
            low = high = place
            continue
        if (lower[place] - begin_y) / run > steepest:
            return high, float(upper[high])
        if (upper[place] - begin_y) / run < flattest:
            return low, float(lower[low])
        if (upper[place] - begin_y) / run <= steepest:
            steepest, high = (upper[place] - begin_y) / run, place
        if (lower[place] - begin_y) / run >= flattest:
            flattest, low = (lower[place] - begin_y) / run, place
    last = len(x) - 1
    run = x[last] - begin_x
    slope = min(max(0.0, flattest), steepest)
    end = begin_y + slope * run if run > 0 else max(begin_y, float(lower[last]))
    return last, float(end)


def _due(days: Sequence[date], within: int) -> Ints:
    """How many days' demand must have had its turn by the end of each day.

    All that falls due before the next working day.
    """
    found = np.zeros(len(days), dtype=np.int64)
    for place, day in enumerate(days):
        following = days[place + 1] if place + 1 < len(days) else day + timedelta(days=1)
        last = following - timedelta(days=1 + within)
        found[place] = sum(1 for other in days if other <= last)
    return found


def _at(cumulative: Floats, count: Ints) -> Floats:
    """A sum so far, by how many days it is over; nothing over none."""
    found: Floats = np.concatenate([[0.0], cumulative])[count]
    return found


def _by_kind(forecast: Forecast, weights: Floats, asked: Floats, served: Floats) -> Floats:
    """First come, first served: of which kinds the work consists that was served (kinds, days)."""
    mean = forecast.mean[list(APPOINTED)]
    work = weights @ mean
    share = np.divide(mean, work, out=np.zeros_like(mean), where=work > 0)
    by_kind = np.cumsum(share * np.diff(asked, prepend=0.0), axis=1)
    line = np.concatenate([[0.0], asked])
    return np.array([np.interp(served, line, np.concatenate([[0.0], one])) for one in by_kind])


def _whole(cumulative: Floats) -> Ints:
    """Whole slots a day, never behind the plan."""
    whole = np.ceil(cumulative - 1e-9)
    return np.diff(whole, axis=1, prepend=0.0).astype(np.int64)


def _waits(days: Sequence[date], asked: Floats, served: Floats) -> Floats:
    """Calendar days until the work asked for on each day is done; the last is a lower bound."""
    turn = np.searchsorted(served, asked - 1e-9)
    # On a day on which nobody asks, nobody waits.
    turn = np.clip(turn, np.arange(len(days)), len(days) - 1)
    return np.array([(days[t] - day).days for t, day in zip(turn, days, strict=True)], dtype=float)


def _kept(drawn: Floats, capacity: Floats, due: Ints) -> float:
    """The share of futures in which all had their turn in time.

    A slot for which nobody had asked by the day before is lost.
    """
    done = np.zeros(len(drawn))
    kept = np.ones(len(drawn), dtype=np.bool_)
    for place, slots in enumerate(capacity):
        known = drawn[:, place - 1] if place else np.zeros(len(drawn))
        done = np.minimum(done + slots, known)
        if due[place]:
            kept &= done >= drawn[:, due[place] - 1] - 1e-9
    return float(kept.mean())

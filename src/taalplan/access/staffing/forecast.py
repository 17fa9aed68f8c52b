# SPDX-License-Identifier: EUPL-1.2
"""How many people will ask for an appointment, or come without one, on each day ahead.

A day's expectation is level x season x weekday. The season runs by week from the week of
1 September, when courses start, so that a peak stands in the same place each year. Season and
weekday are those of all desks, as far as a desk does not show its own (`shrinking`). The level
is the desk's own, of late: a quarter of a year ago counts half. Years that the shock register
declares no guide are left out.

Paths ahead vary as the past did: the level from year to year, weeks around their expectation,
and people by chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import sqrt

import numpy as np

from taalplan import policy
from taalplan.access.staffing.calendar import WEEKDAYS, Flags, Floats, Ints, Week, is_working
from taalplan.access.staffing.shrinking import gamma_shape, shrunk_shares
from taalplan.access.staffing.visits import Stream, Visits

SEASON = 53
YEAR = 52
DRAWS = 1000

HALF_LIFE = 13
"""Weeks after which what came counts half in a desk's level."""

LEAST = 30
"""Yearly totals below this say nothing of how levels move."""


@dataclass(frozen=True, eq=False)
class Forecast:
    """What one desk can expect on `days` (working days): arrays (streams, days) and draws."""

    days: tuple[date, ...]
    mean: Floats
    draws: Ints

    def week(self, week: Week) -> Flags:
        """Which days lie in a week."""
        return np.array([Week.of(day) == week for day in self.days])

    def interval(self, stream: Sequence[int], days: Flags, chance: float) -> tuple[int, int]:
        """Between which numbers the sum over streams and days lies with a chance."""
        sums = self.draws[:, list(stream)][:, :, days].sum(axis=(1, 2))
        tail = (1 - chance) / 2
        low, high = np.quantile(sums, (tail, 1 - tail), method="closest_observation")
        return int(low), int(high)


@dataclass(frozen=True, eq=False)
class Pattern:
    """How one stream moves, for all desks: season (desks, 53), weekday (desks, 5), level (desks).

    `drift` is the spread of the level from year to year, `shape` that of weeks.
    """

    season: Floats
    weekday: Floats
    level: Floats
    drift: float
    shape: float

    def expected(self, desk: int, days: Sequence[date]) -> Floats:
        """What is expected at a desk on each of some working days."""
        season = np.array([season_week(day) for day in days], dtype=np.int64)
        weekday = np.array([day.weekday() for day in days], dtype=np.int64)
        found: Floats = self.level[desk] * self.season[desk, season] * self.weekday[desk, weekday]
        return found


def season_week(day: date) -> int:
    """Weeks since the week of 1 September, 0 to 52.

    >>> season_week(date(2022, 9, 1)), season_week(date(2022, 8, 26))
    (0, 51)
    """
    monday = Week.of(day).monday
    start = Week.of(date(day.year, 9, 1)).monday
    if monday < start:
        start = Week.of(date(day.year - 1, 9, 1)).monday
    return min((monday - start).days // 7, SEASON - 1)


def working_days(first: Week, last: Week) -> tuple[date, ...]:
    """All working days from one week to another."""
    span = (last.monday - first.monday).days + WEEKDAYS
    days = (first.monday + timedelta(days=n) for n in range(span))
    return tuple(day for day in days if is_working(day))


def pattern(visits: Visits, stream: Stream, as_of: date) -> Pattern:
    """How one stream moved up to the last whole week before `as_of`."""
    weeks, counts = _counted(visits, stream, as_of)
    used = np.array([not _missing(week) for week in weeks])
    open_share, weekday = _weekdays(counts, used, weeks)
    per_week = counts.sum(axis=2)
    season = _season(per_week, open_share, weeks, used)
    index = np.array([season_week(week.monday) for week in weeks])
    ordinary = season[:, index] * open_share
    level = _level(per_week, ordinary, used)
    return Pattern(season, weekday, level, *_spread(per_week, ordinary, used))


def forecast(
    visits: Visits, desk: str, days: Sequence[date], as_of: date, seed: int = 216
) -> Forecast:
    """What a desk can expect on working days, from all that was known on `as_of`.

    Raises ValueError when nobody came to the desk in the year before.
    """
    rng = np.random.default_rng(seed)
    number = visits.desks.index(desk) if desk in visits.desks else -1
    if number < 0:
        raise ValueError(f"the snapshot has no visits to the desk '{desk}'")
    patterns = [pattern(visits, stream, as_of) for stream in Stream]
    mean = np.array([one.expected(number, days) for one in patterns])
    if mean.sum() == 0:
        raise ValueError(
            f"nobody came to the desk '{desk}' in the year before {as_of}, so nothing can be "
            "said of how many will"
        )
    return Forecast(tuple(days), mean, _drawn(rng, patterns, mean, days))


def _drawn(
    rng: np.random.Generator, patterns: Sequence[Pattern], mean: Floats, days: Sequence[date]
) -> Ints:
    """Paths (draws, streams, days): one level for all streams, each week its own factor."""
    weeks = [Week.of(day) for day in days]
    index = np.unique(np.array([week.monday.toordinal() for week in weeks]), return_inverse=True)[1]
    level = rng.standard_normal(DRAWS)
    found = np.empty((DRAWS, len(patterns), len(days)), dtype=np.int64)
    for place, one in enumerate(patterns):
        factor = np.exp(one.drift * level - one.drift**2 / 2)[:, None]
        weekly = rng.gamma(one.shape, 1 / one.shape, (DRAWS, int(index.max()) + 1))
        found[:, place] = rng.poisson(mean[place] * factor * weekly[:, index])
    return found


def _counted(visits: Visits, stream: Stream, as_of: date) -> tuple[list[Week], Floats]:
    """The whole weeks of the history, and counts (desks, weeks, weekdays)."""
    when = visits.day if stream is Stream.WALK_IN else visits.asked
    use = (visits.stream == stream) & (when <= np.datetime64(as_of, "D"))
    # An appointment of the first weeks was asked for before the register begins.
    first = Week.of(visits.day.min().astype(object)).shift(1)
    weeks = [first]
    while weeks[-1].shift(2).monday <= as_of + timedelta(days=1):
        weeks.append(weeks[-1].shift(1))
    day = (when - np.datetime64(first.monday, "D")).astype(np.int64)
    week, weekday = day // 7, day % 7
    use &= (week >= 0) & (week < len(weeks)) & (weekday < WEEKDAYS)
    size = (len(visits.desks), len(weeks), WEEKDAYS)
    flat = np.ravel_multi_index((visits.desk[use], week[use], weekday[use]), size)
    return weeks, np.bincount(flat, minlength=int(np.prod(size))).reshape(size).astype(np.float64)


def _missing(week: Week) -> bool:
    return policy.shocks().missing("appointments", week.monday, week.shift(1).monday)


def _weekdays(counts: Floats, used: Flags, weeks: Sequence[Week]) -> tuple[Floats, Floats]:
    """The part of an ordinary week that each week was open, and the weekdays' shares by desk."""
    is_open = np.array([[is_working(day) for day in week.days] for week in weeks], dtype=float)
    whole = used & (is_open.sum(axis=1) == WEEKDAYS)
    weekday = shrunk_shares(counts[:, whole].sum(axis=1))
    pooled = counts[:, whole].sum(axis=(0, 1))
    pooled = pooled / pooled.sum() if pooled.sum() else np.full(WEEKDAYS, 1 / WEEKDAYS)
    return is_open @ pooled, weekday


def _season(per_week: Floats, open_share: Floats, weeks: Sequence[Week], used: Flags) -> Floats:
    """How busy each week of the school year is (desks, 53), around 1."""
    index = np.array([season_week(week.monday) for week in weeks])
    observed = np.zeros((len(per_week), SEASON))
    exposure = np.zeros(SEASON)
    np.add.at(observed.T, index[used], per_week[:, used].T)
    np.add.at(exposure, index[used], open_share[used])
    # Only some years have 53 weeks; the last is like the one before it.
    observed[:, -2] += observed[:, -1]
    exposure[-2] += exposure[-1]
    shares = shrunk_shares(observed[:, :-1])
    seen = exposure[:-1] > 0
    season = np.divide(shares, exposure[:-1], out=np.zeros_like(shares), where=seen)
    season /= season[:, seen].mean(axis=1, keepdims=True)
    season[:, ~seen] = 1.0
    return np.concatenate([season, season[:, -1:]], axis=1)


def _level(per_week: Floats, ordinary: Floats, used: Flags) -> Floats:
    """Each desk's level of late; nought where nobody came for a year."""
    age = np.arange(len(used))[::-1]
    weight = np.where(used, 0.5 ** (age / HALF_LIFE), 0.0)
    level = _ratio(per_week @ weight, ordinary @ weight)
    level[per_week[:, -YEAR:].sum(axis=1) == 0] = 0.0
    return level


def _spread(per_week: Floats, ordinary: Floats, used: Flags) -> tuple[float, float]:
    """How levels move from year to year (spread of the logarithm), and the shape of weeks."""
    years = [slice(begin, begin + YEAR) for begin in range(len(used) % YEAR, len(used), YEAR)]
    whole = [year for year in years if used[year].all()]
    moved: list[float] = []
    for before, after in pairwise(whole):
        if after.start != before.stop:
            continue
        old, new = per_week[:, before].sum(axis=1), per_week[:, after].sum(axis=1)
        enough = (old >= LEAST) & (new >= LEAST)
        change = np.log(new[enough] / old[enough])
        moved += list(change**2 - 1 / old[enough] - 1 / new[enough])
    drift = sqrt(max(sum(moved) / len(moved), 0.0)) if moved else 0.25
    shapes_seen, shapes_due = [], []
    for year in whole:
        level = _ratio(per_week[:, year].sum(axis=1), ordinary[:, year].sum(axis=1))
        shapes_seen.append(per_week[:, year])
        shapes_due.append(level[:, None] * ordinary[:, year])
    if not whole:
        return drift, 10.0
    shape = gamma_shape(np.concatenate(shapes_seen, axis=1), np.concatenate(shapes_due, axis=1))
    return drift, min(max(shape, 1.0), 1e6)


def _ratio(above: Floats, below: Floats) -> Floats:
    return np.divide(above, below, out=np.zeros_like(above), where=below > 0)

# SPDX-License-Identifier: EUPL-1.2
"""Temporary desks for the weeks in which most people come: where, how long, for how many.

Which weeks are busy is counted over all years and places together, as one place has too few
people in a week. Where people live in those weeks is counted by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from taalplan import policy
from taalplan.access.desks.situation import Situation
from taalplan.access.location import solve_p_median
from taalplan.access.location.problem import Floats

WEEKS = 52


@dataclass(frozen=True)
class Temporary:
    """A temporary desk: its place, who would have it nearest, and how long it is worth it.

    `people` registrations of the peak come from there in a year, `saved` is what they travel
    less, all together. `busiest` is what is expected in its busiest week; `weeks` are the first
    and last week (1-52) in which enough people come, None where no week has enough.
    """

    place: int
    people: float
    saved: float
    busiest: float
    weeks: tuple[int, int] | None


@dataclass(frozen=True, eq=False)
class Peak:
    """The busiest weeks, and the best places for one, two and more temporary desks.

    `season` is the mean number of registrations of each week of the year, `weeks` the numbers of
    the peak (1-52), `years` the whole years that they are the mean of. `desks` has, for each
    number of temporary desks, those that together save most travel.
    """

    season: Floats
    weeks: tuple[int, ...]
    years: tuple[int, ...]
    least: float
    desks: tuple[tuple[Temporary, ...], ...]


def peak_of(situation: Situation) -> Peak:
    """The peak of the weeks of the year, and temporary desks for it beside today's."""
    on = situation.as_of
    visits = situation.visits
    years = tuple(y for y in visits.years() if date(y, 12, 31) <= on)
    rows = np.isin(visits.year, years) & (visits.place >= 0)
    week, place = _weeks(visits.day[rows]), visits.place[rows]
    counts = np.zeros((len(situation.places), WEEKS))
    np.add.at(counts, (place, week), 1 / max(len(years), 1))
    season = counts.sum(axis=0)
    weeks = _busiest(season, policy.value("access.peak_weeks", on).whole)
    least = policy.value("access.temporary_people", on).number
    most = policy.value("access.temporary_desks", on).whole
    desks = tuple(_desks(situation, counts, season, weeks, least, most))
    return Peak(season, tuple(w + 1 for w in weeks), years, least, desks)


def _weeks(days: NDArray[np.datetime64]) -> NDArray[np.int64]:
    """Weeks of seven days from 1 January; the last has the day or two that are left."""
    after = (days - days.astype("datetime64[Y]")).astype(np.int64)
    return np.asarray(np.minimum(after // 7, WEEKS - 1))


def _busiest(season: Floats, length: int) -> tuple[int, ...]:
    """The weeks in a row with most registrations, within one year."""
    sums = np.convolve(season, np.ones(min(length, WEEKS)), mode="valid")
    first = int(np.argmax(sums))
    return tuple(range(first, first + min(length, WEEKS)))


def _desks(
    situation: Situation,
    counts: Floats,
    season: Floats,
    weeks: tuple[int, ...],
    least: float,
    most: int,
) -> Iterator[tuple[Temporary, ...]]:
    counts = situation.spread(counts)
    demand = counts[:, list(weeks)].sum(axis=1)
    sites = situation.sites
    now = situation.way[:, list(sites)].min(axis=1)
    data = situation.locations(demand=demand, forced=sites)
    for extra in range(1, min(most, len(situation.allowed) - len(sites)) + 1):
        network = solve_p_median(data, len(sites) + extra)
        new = sorted(network.opened)
        told = [_temporary(network.assigned == j, j, now, network.costs, counts, season, weeks,
                           least) for j in new]  # fmt: skip
        yield tuple(sorted(told, key=lambda one: -one.saved))


def _temporary(
    mine: NDArray[np.bool_],
    place: int,
    now: Floats,
    then: Floats,
    counts: Floats,
    season: Floats,
    weeks: tuple[int, ...],
    least: float,
) -> Temporary:
    """What one of them does. Its weeks follow the season of all, at the size of its own peak."""
    here = counts[mine][:, list(weeks)].sum(axis=1)
    people = float(here.sum())
    expected = season * people / max(float(season[list(weeks)].sum()), 1e-9)
    return Temporary(
        place=place,
        people=people,
        saved=float((here * (now - then)[mine]).sum()),
        busiest=float(expected[list(weeks)].max()),
        weeks=_run(expected, least, int(weeks[int(np.argmax(expected[list(weeks)]))])),
    )


def _run(expected: Floats, least: float, top: int) -> tuple[int, int] | None:
    """The weeks in a row around the busiest one in which enough people are expected."""
    if expected[top] < least:
        return None
    first = last = top
    while first > 0 and expected[first - 1] >= least:
        first -= 1
    while last < WEEKS - 1 and expected[last + 1] >= least:
        last += 1
    return first + 1, last + 1

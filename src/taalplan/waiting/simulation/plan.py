# SPDX-License-Identifier: EUPL-1.2
"""What supplies do to waiting: the lists on the official days to come, and how long people wait.

Each future is lived under every supply by the same people with the same chances, so that a
difference between two supplies is theirs and not that of luck.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from taalplan.vocabulary.periods import SchoolYear
from taalplan.waiting.arrays import AREA_CODES, LEVELS, Floats, Ints, day_number
from taalplan.waiting.definition import Definition, photograph_days
from taalplan.waiting.photograph import months_later
from taalplan.waiting.simulation.build import Base
from taalplan.waiting.simulation.offers import Supply
from taalplan.waiting.simulation.solve import Future, Records, simulate

SHAPE = (len(AREA_CODES), len(LEVELS))
Heard = Callable[[str, float], None]
Kept = Callable[[int, Supply, Future], None]


@dataclass(frozen=True, eq=False)
class Outlook:
    """The lists and waits of every future under every supply.

    `lists` (supplies, futures, days, thresholds, areas, levels) are persons who have waited
    longer. `begun` and `waited` (supplies, futures, areas, levels): how many begin lessons in
    the school year, and the days that they had waited together.
    """

    base: Base
    supplies: tuple[Supply, ...]
    days: tuple[date, ...]
    thresholds: tuple[int, ...]
    lists: Ints
    begun: Ints
    waited: Floats

    @property
    def school_year(self) -> SchoolYear:
        """The school year that is looked at."""
        return self.base.needs.horizon.school_year

    def interval(self, values: Floats, chance: float) -> tuple[Floats, Floats]:
        """The middle part over futures, which are the first axis."""
        low, high = np.quantile(
            values, [(1 - chance) / 2, (1 + chance) / 2], axis=0, method="inverted_cdf"
        )
        return np.asarray(low), np.asarray(high)


def outlook(
    base: Base,
    supplies: Sequence[Supply],
    *,
    futures: int,
    heard: Heard = lambda step, share: None,
    kept: Kept = lambda number, supply, future: None,
) -> Outlook:
    """Live every future under every supply. `kept` is given each, with its records."""
    year = base.needs.horizon.school_year
    days = photograph_days(year)
    thresholds = Definition.of(base.day).thresholds
    size = (len(supplies), futures)
    lists = np.zeros((*size, len(days), len(thresholds), *SHAPE), np.int64)
    begun, waited = np.zeros((*size, *SHAPE), np.int64), np.zeros((*size, *SHAPE))
    for number in range(futures):
        for place, supply in enumerate(supplies):
            future = simulate(base.future(number, supply), base.seed * 1_000_003 + number)
            kept(number, supply, future)
            area = future.simulation.people.area[future.records.person]
            lists[place, number] = lists_of(future.records, area, days, thresholds)
            begun[place, number], waited[place, number] = waits_of(future.records, area, year)
            heard(f"future {number + 1}", (number + (place + 1) / len(supplies)) / futures)
    return Outlook(base, tuple(supplies), days, thresholds, lists, begun, waited)


def lists_of(
    records: Records, area: Ints, days: Sequence[date], thresholds: Sequence[int]
) -> NDArray[np.int64]:
    """Who has waited longer at the end of each day: (days, thresholds, areas, levels)."""
    found = np.zeros((len(days), len(thresholds), *SHAPE), np.int64)
    clock = np.floor(np.where(np.isnan(records.asked), 0, records.asked)).astype(np.int64)
    for at, day in enumerate(days):
        # The end of a day is just before the next one begins.
        waits = records.waiting(np.nextafter(day_number(day) + 1.0, 0.0))
        for which, months in enumerate(thresholds):
            rows = waits & (months_later(clock, months) <= day_number(day))
            found[at, which] = _counted(area[rows], records.level[rows])
    return found


def waits_of(records: Records, area: Ints, year: SchoolYear) -> tuple[Ints, Floats]:
    """How many begin lessons in a school year, and their days of waiting together."""
    first, last = day_number(year.first_day), day_number(year.last_day)
    rows = (records.start >= first) & (records.start < last + 1) & ~np.isnan(records.asked)
    days = (records.start - records.asked)[rows]
    return (
        _counted(area[rows], records.level[rows]),
        _counted(area[rows], records.level[rows], days),
    )


def _counted(area: Ints, level: Ints, weights: Floats | None = None) -> NDArray[Any]:
    place = np.ravel_multi_index((area, level), SHAPE)
    return np.bincount(place, weights, minlength=SHAPE[0] * SHAPE[1]).reshape(SHAPE)

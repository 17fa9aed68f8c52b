# SPDX-License-Identifier: EUPL-1.2
"""What a plan is told from outside the register: streams of people to come, and a driver.

A stream is people whom the past does not foretell (temporary protection in 2022), as scenarios
with a chance each. A driver is a series (asylum applications) that may run ahead of registrations.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from taalplan.needs.entry import EntryForecast, Scenario, with_streams
from taalplan.needs.history import Floats
from taalplan.needs.horizon import Months

Arrivals = Mapping[tuple[str, str, str], float]
"""People by working area, target group and month (2022-09)."""


@dataclass(frozen=True)
class Future:
    """One scenario of a stream, and how likely it is."""

    code: str
    chance: float
    people: Arrivals

    def counts(self, series: Sequence[tuple[str, str]], months: Months) -> Floats:
        """People by series (area, target group) x month."""
        names = [str(month) for month in months]
        return np.array(
            [[self.people.get((*one, name), 0.0) for name in names] for one in series], dtype=float
        )


@dataclass(frozen=True)
class Stream:
    """People who come on top of what is expected; the chances of the futures add up to 1."""

    name: str
    futures: tuple[Future, ...]


@dataclass(frozen=True, eq=False)
class Driver:
    """A monthly series without holes; what lies after a cut-off is not used there."""

    name: str
    months: Months
    values: Floats

    def on(self, months: Months) -> Floats:
        """The values of months, nan where there is none."""
        found = np.full(len(months), np.nan)
        _, here, there = np.intersect1d(months, self.months, return_indices=True)
        found[here] = self.values[there]
        return found


@dataclass(frozen=True)
class Outside:
    """All that a plan is told from outside; nothing of it by default."""

    streams: tuple[Stream, ...] = ()
    driver: Driver | None = None

    @property
    def a_year_ago(self) -> Outside:
        """What last year's plan could be told: the series, but not yet this year's streams."""
        return replace(self, streams=())


def streamed(
    made: EntryForecast,
    streams: Sequence[Stream],
    series: Sequence[tuple[str, str]],
    months: Months,
    *,
    seed: int,
) -> EntryForecast:
    """The forecast with every stream on top, each drawn apart from the others."""
    for number, stream in enumerate(streams, start=1):
        scenarios = [
            Scenario(one.code, one.chance, one.counts(series, months)) for one in stream.futures
        ]
        made = with_streams(made, scenarios, seed=seed + number)
    return made

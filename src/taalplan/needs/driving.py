# SPDX-License-Identifier: EUPL-1.2
"""Whether a driver earns its place in a plan: tried on all first registrations of earlier years."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

import numpy as np

from taalplan.needs.entry import Hierarchy, Verdict, forecast, growth, judge
from taalplan.needs.history import Floats
from taalplan.needs.horizon import Months
from taalplan.needs.outside import Driver

LAG = 2
"""Months until a value of the driver is known."""


@dataclass(frozen=True)
class Tried:
    """What came of a driver: expected entry is multiplied by `factor`, which is 1 if unused.

    `growth` is the driver's latest known year over the year before, nan where it lacks a month
    of these.
    """

    name: str
    verdict: Verdict
    growth: float
    factor: float

    @property
    def used(self) -> bool:
        """Earlier cut-offs earned it, and its latest two years are known."""
        return self.verdict.used and isfinite(self.growth)


def tried(
    driver: Driver, series: Floats, months: Months, *, window: tuple[int, int], season: int
) -> Tried:
    """Judge a driver on the sum of series (series x months, nan where not known).

    A month that no series knows, such as one that a declared shock leaves out, is no evidence.
    """
    known = np.isfinite(series).any(axis=0)
    total = np.where(known, np.nansum(series, axis=0), np.nan)
    hierarchy = Hierarchy(("all",))

    def plain(history: Floats) -> Floats:
        made = forecast(
            history[None], hierarchy, horizon=window[1], season=season, draws=1, window=window
        )
        return np.asarray(made.mean[0])

    values = driver.on(months)
    verdict = judge(total, values, plain, window=window, season=season, lag=LAG)
    grown = float(np.exp(growth(values[: max(len(values) - LAG, 0)], season)))
    used = verdict.used and isfinite(grown)
    return Tried(driver.name, verdict, grown, grown**verdict.elasticity if used else 1.0)

# SPDX-License-Identifier: EUPL-1.2
"""A needs plan: its numbers, how sure they are, and what they come from.

`make_plan(snapshot, school_year)` makes this year's plan and, in the same way, that of a year
ago, because every number is explained by what changed since.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from taalplan.needs.bridge import FACTORS, Factor, bridge
from taalplan.needs.history import AREA_CODES, LEVELS, PROFILES, Floats, History, Ints
from taalplan.needs.horizon import Horizon
from taalplan.needs.numbers import Numbers, numbers_of, whole
from taalplan.needs.outside import Outside
from taalplan.needs.paths import Paths, expected_need, paths_of
from taalplan.needs.problem import DRAWS, NeedsProblem, build
from taalplan.needs.progression import Levers
from taalplan.needs.residence import PLACES
from taalplan.snapshot import Snapshot
from taalplan.vocabulary.periods import SchoolYear
from taalplan.vocabulary.text import Text

ROUNDING = "rounding"

FEW = 2
"""Paths of entry in last year's plan: of that plan only what was expected is used."""

SHAPE = (len(AREA_CODES), len(PROFILES), len(LEVELS), len(PLACES))
Heard = Callable[[str, float], None]


@dataclass(frozen=True, eq=False)
class NeedsPlan:
    """The plan of one school year.

    Arrays of numbers have the shape (areas, profiles, levels, places of residence). `previous`
    is the people of the plan of a year ago as the same calculation made it then, None where that
    could not be made; `parts` is the bridge from it: whole numbers per factor that add up with
    ROUNDING to the difference, in every margin.
    """

    problem: NeedsProblem
    paths: Paths
    numbers: Numbers
    previous: Ints | None
    parts: Mapping[str, Ints]
    warnings: tuple[Text, ...]

    @property
    def horizon(self) -> Horizon:
        """For when it is, and what could be known."""
        return self.problem.horizon

    @property
    def history(self) -> History:
        """What was known."""
        return self.problem.history

    @cached_property
    def begun(self) -> dict[SchoolYear, Ints]:
        """Beginnings counted in each school year up to the cut-off; the last one is not over."""
        return begun_by_year(self.history)

    def interval(self, weights: Floats, chance: float) -> tuple[float, float]:
        """The middle part of the paths for a sum of cells; `weights` has their shape."""
        key = (weights.tobytes(), chance)
        if key not in self._intervals:
            self._intervals[key] = self._interval(weights.reshape(-1), chance)
        return self._intervals[key]

    def _interval(self, weights: Floats, chance: float) -> tuple[float, float]:
        flat = self.paths.draws.reshape(len(self.paths.draws), -1)
        use = np.flatnonzero(weights)
        drawn = flat[:, use] @ weights[use]
        low, high = np.quantile(drawn, [(1 - chance) / 2, (1 + chance) / 2], method="inverted_cdf")
        return float(low), float(high)

    @cached_property
    def _intervals(self) -> dict[tuple[bytes, float], tuple[float, float]]:
        """Those that were asked before: each stands as a low and a high, and in several tables."""
        return {}


def make_plan(
    snapshot: Snapshot,
    school_year: SchoolYear,
    *,
    draws: int = DRAWS,
    seed: int = 216,
    levers: Levers | None = None,
    outside: Outside | None = None,
    look_back: bool = True,
    heard: Heard = lambda step, share: None,
) -> NeedsPlan:
    """Make the plan of a school year; without `look_back` not that of a year ago.

    `outside` is what it is told beside the snapshot: streams and a driver.

    Raises SnapshotError for a snapshot before its cut-off.
    """
    horizon = Horizon(school_year)
    heard("this year", 0.0)
    problem = build(snapshot, horizon, draws=draws, seed=seed, levers=levers, outside=outside)
    heard("paths", 0.2)
    paths = paths_of(problem, seed)
    numbers = numbers_of(paths, horizon.cut_off)
    heard("last year", 0.5)
    before, warnings = (
        _before(snapshot, horizon, problem, seed, outside) if look_back else (None, ())
    )
    if before is None:
        return NeedsPlan(problem, paths, numbers, None, {}, (*problem.warnings, *warnings))
    past = whole(expected_need(before))
    heard("bridge", 0.8)
    parts = _parts(bridge(before, problem), past, numbers.people)
    return NeedsPlan(problem, paths, numbers, past, parts, (*problem.warnings, *warnings))


def _before(
    snapshot: Snapshot,
    horizon: Horizon,
    problem: NeedsProblem,
    seed: int,
    outside: Outside | None,
) -> tuple[NeedsProblem | None, tuple[Text, ...]]:
    earlier = horizon.previous
    first = problem.history.months[0]
    if np.datetime64(earlier.cut_off, "M") <= first:
        return None, (_no_year_ago(earlier),)
    then = outside.a_year_ago if outside else None
    return build(snapshot, earlier, draws=FEW, seed=seed, outside=then), ()


def _no_year_ago(earlier: Horizon) -> Text:
    return Text(
        f"Er zijn geen gegevens van {earlier.cut_off}; het plan van vorig jaar en de verklaring "
        "van de verschillen ontbreken.",
        f"There are no data of {earlier.cut_off}; last year’s plan and the explanation of the "
        "differences are missing.",
        f"Il n’y a pas de données du {earlier.cut_off} ; le plan de l’an dernier et "
        "l’explication des différences manquent.",
    )


def _parts(made: Mapping[Factor, Floats], before: Ints, after: Ints) -> dict[str, Ints]:
    """The bridge in whole numbers; what rounding adds or takes away is a part of its own."""
    parts: dict[str, Ints] = {factor.value: whole(made[factor]) for factor in FACTORS}
    parts[ROUNDING] = after - before - np.sum(list(parts.values()), axis=0)
    return parts


def begun_by_year(history: History) -> dict[SchoolYear, Ints]:
    """Beginnings (areas, profiles, levels, places) in each school year that is in the data."""
    starts = history.starts
    area = history.people["area"][starts["person"]]
    use = area >= 0
    if not use.any():
        return {}
    place = history.people["place"][starts["person"]]
    year = _school_years(starts["begun"])
    found = {}
    for start in range(int(year[use].min()), int(year[use].max()) + 1):
        rows = use & (year == start)
        at = (area[rows], starts["profile"][rows], starts["level"][rows], place[rows])
        cells = np.ravel_multi_index(at, SHAPE)
        found[SchoolYear(start)] = np.bincount(cells, minlength=int(np.prod(SHAPE))).reshape(SHAPE)
    return found


def _school_years(months: np.ndarray) -> Ints:
    """The calendar year in which the school year of each month began."""
    return np.asarray(1970 + (months.astype(np.int64) - 8) // 12)

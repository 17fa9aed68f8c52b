# SPDX-License-Identifier: EUPL-1.2
"""How many will begin A2 and B1 next school year: progression beside last school year.

Simulated registers (eight areas, seasons, drifting rates, lockdown, a wave of newcomers) of which
all is known until August 2024. Each plan is made from what was known at the end of February, for
the school year from September; entrants are forecast as well, by the last twelve months that
were ordinary. WAPE over areas, school years and registers.

    python benchmarks/progression.py
    python benchmarks/progression.py --registers 8
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from taalplan.needs.progression import Groups, Pipeline, Spells, State, expected, fit, project

LEVELS = ("A1", "A2", "B1", "B2")
GROUPS = Groups(tuple(f"area {n}" for n in range(8)), ("standard",), LEVELS)
FIRST, LAST = np.datetime64("2013-01"), np.datetime64("2024-08")
MONTHS = int((LAST - FIRST).astype(int)) + 1
YEARS = range(2018, 2024)
"""The calendar years in which a plan is made for the school year that begins in them."""

COVERS = (0.8, 0.95)

KINDS = {"calm": (2018, 2023), "lockdown not known yet": (2019, 2020), "after it": (2021, 2022)}
"""School years by whether the lockdown lay in them, or began between the cut-off and them."""

LOCKDOWN = slice(*(int((np.datetime64(m) - FIRST).astype(int)) for m in ("2020-03", "2020-07")))
WAVE = slice(*(int((np.datetime64(m) - FIRST).astype(int)) for m in ("2022-04", "2023-01")))
MASKED = np.arange(np.datetime64("2020-03"), np.datetime64("2021-01"))
STARTS = np.isin(np.arange(MONTHS) % 12, (8, 9, 10, 1, 2, 3))
"""Months in which courses begin: most people begin in the first such month they can."""

LASTS = ((3, 2.5), (3, 3.0), (5, 4.0), (5, 4.0))
"""Months in a level: at least, and the mean of a Poisson number on top."""

PASS = (0.74, 0.70, 0.66, 0.70)
"""Share that passes; of the others 45 in a hundred fail, and the rest leaves."""

ON = (0.75, 0.48, 0.30, 0.0)
"""Share of those who passed who go on."""

Row = tuple[Any, ...]


def next_start(rng: np.random.Generator, month: Any) -> Any:
    """The month in which lessons begin for who could begin in a month; none in a lockdown."""
    upcoming = np.full(MONTHS + 60, MONTHS + 59)
    upcoming[:MONTHS] = np.arange(MONTHS)
    allowed = STARTS.copy()
    allowed[LOCKDOWN] = False
    following = upcoming.copy()
    for m in range(MONTHS - 1, -1, -1):
        following[m] = m if allowed[m] else following[m + 1]
    month = np.minimum(month, MONTHS + 59)
    waits = (rng.random(len(month)) < 0.85) | ((month >= LOCKDOWN.start) & (month < LOCKDOWN.stop))
    return np.where(waits, following[month], month)


def register(seed: int) -> tuple[Spells, Any]:
    """All spells until August 2024, and entrants by area and month."""
    rng = np.random.default_rng(seed)
    noise = np.zeros((8, MONTHS))
    for m in range(1, MONTHS):
        noise[:, m] = 0.9 * noise[:, m - 1] + rng.normal(0, 0.05, 8) + rng.normal(0, 0.03)
    size = rng.uniform(80, 350, 8)[:, None] * (1 + 0.15 * np.cos(np.arange(MONTHS) * np.pi / 6))
    size = size * np.exp(noise)
    size[:, LOCKDOWN] *= 0.35
    size[:, LOCKDOWN.stop : LOCKDOWN.stop + 6] *= 0.8
    size[:, WAVE] *= 1.35
    entrants = rng.poisson(size)
    area, month = (np.repeat(x.ravel(), entrants.ravel()) for x in np.indices(entrants.shape))
    level = np.zeros(len(area), np.int64)
    drift = np.cumsum(rng.normal(0, 0.06, (4, MONTHS // 12 + 8)), axis=1)
    local = rng.normal(0, 0.25, (3, 8))
    rows: list[Row] = []
    state = np.zeros(len(area), np.int64)
    since = month
    lag = rng.geometric(0.45, len(area))
    comes = rng.random(len(area)) < 0.82
    way = np.ones(len(area), np.int64)
    while len(area):
        begun = np.where(comes, next_start(rng, since + lag), MONTHS + 59)
        rows.append((state, level, area, since, begun, way))
        on = (begun < MONTHS) & (level + way - 1 < 4)
        area, begun, level = area[on], begun[on], (level + way - 1)[on]
        least, more = (np.array(column)[level] for column in zip(*LASTS, strict=True))
        ended = begun + least + rng.poisson(more)
        ended += 4 * ((begun < LOCKDOWN.stop) & (ended >= LOCKDOWN.start))
        shift = drift[level, begun // 12] + local[0, area]
        passes = np.array(PASS)[level]
        passes = 1 / (1 + (1 / passes - 1) * np.exp(-shift))
        drawn = rng.random(len(area))
        how = np.where(drawn < passes, 1, np.where(drawn < passes + (1 - passes) * 0.45, 2, 3))
        early = (how == 3) & (rng.random(len(area)) < 0.6)
        ended = np.where(early, np.minimum(ended, begun + 1 + rng.poisson(1, len(area))), ended)
        rows.append((np.ones_like(area), level, area, begun, ended, how))
        on = ended < MONTHS
        area, level, since, state = area[on], level[on], ended[on], 1 + how[on]
        goes = 1 / (1 + (1 / np.maximum(np.array(ON)[level], 1e-9) - 1) * np.exp(-local[1, area]))
        share = np.where(state == State.PASSED, goes, np.where(state == State.FAILED, 0.6, 0.3))
        comes = rng.random(len(area)) < share
        slow = np.where(state == State.LEFT, 0.12, 0.4)
        lag = rng.geometric(slow) - (state == State.PASSED)
        way = np.where(state == State.PASSED, 2, 1)
    return _spells(rows), entrants


def _spells(rows: list[Row]) -> Spells:
    state, level, area, begun, ended, how = (np.concatenate(c) for c in zip(*rows, strict=True))
    known = begun < MONTHS
    over = (ended < MONTHS)[known]
    ends = np.where(over, FIRST + ended[known], np.datetime64("NaT", "M"))
    columns = (state[known], level[known], area[known], np.zeros(known.sum(), np.int64))
    return Spells(*columns, FIRST + begun[known], ends, np.where(over, how[known], 0))


def beginnings(spells: Spells) -> Any:
    """Beginnings by area, level and month since FIRST."""
    busy = spells.take(spells.state == State.BUSY)
    found = np.zeros((8, 4, MONTHS))
    np.add.at(found, (busy.area, busy.level, (busy.begun - FIRST).astype(int)), 1)
    return found


def ordinary_year(series: Any, cut: int) -> Any:
    """The last twelve months, each replaced by the year before where it is masked."""
    months = np.arange(cut - 11, cut + 1)
    masked = np.isin(FIRST + months, MASKED)
    return series[..., np.where(masked, months - 12, months)]


def plans(seed: int) -> Iterator[tuple[int, dict[str, Any], Any]]:
    """For each year the forecasts of the school year, (areas, levels), and what came."""
    spells, entrants = register(seed)
    series = beginnings(spells)
    for year in YEARS:
        cut = int((np.datetime64(f"{year}-02") - FIRST).astype(int))
        september = cut + 7
        known = fit(spells, as_of=FIRST + cut, groups=GROUPS, masked=MASKED[FIRST + cut >= MASKED])
        stock = Pipeline.of(spells, as_of=FIRST + cut, groups=GROUPS)
        coming = np.zeros((8, 1, 4, 18))
        year_round = ordinary_year(entrants, cut)
        coming[:, 0, 0] = year_round[:, np.arange(18) % 12]
        true = np.zeros_like(coming)
        true[:, 0, 0] = entrants[:, cut + 1 : cut + 19]
        last12 = series[..., cut - 11 : cut + 1].sum(axis=-1)
        way = {
            "last school year": series[..., september - 24 : september - 12].sum(axis=-1),
            "series as-is": last12,
            "series, shock masked": ordinary_year(series, cut).sum(axis=-1),
        }
        for name, people in (("progression", coming), ("entrants known", true)):
            mean = expected(known, stock, people, horizon_months=18).starts
            way[name] = mean[:, 0, :, 6:].sum(axis=-1)
        drawn = np.random.default_rng(year).poisson(true, (200, *true.shape))
        paths = project(known, stock, drawn, horizon_months=18, seed=year)[:, :, 0, :, 6:]
        for share in COVERS:
            ends = (1 - share) / 2, (1 + share) / 2
            way[f"{share:.0%}"] = np.quantile(paths.sum(axis=-1), ends, axis=0)
        yield year, way, series[..., september : september + 12].sum(axis=-1)


@dataclass
class Score:
    """Errors and coverage, by kind of year: (levels,) each."""

    error: dict[str, Any] = field(default_factory=lambda: defaultdict(lambda: np.zeros(4)))
    inside: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    began: Any = field(default_factory=lambda: np.zeros(4))

    def add(self, way: dict[str, Any], came: Any) -> None:
        """One school year of one register."""
        self.began += came.sum(axis=0)
        for name, found in way.items():
            if name.endswith("%"):
                self.inside[name].append((found[0] <= came) & (came <= found[1]))
            else:
                self.error[name] += abs(found - came).sum(axis=0)

    def show(self, title: str) -> None:
        """Print errors, ratios to last school year, and coverage."""
        heads = "".join(f"{level:>7}" for level in LEVELS[:3])
        print(f"\n{title + ': WAPE %':32}{heads}   ratio A2    B1")
        for name, wrong in self.error.items():
            ratio = wrong / self.error["last school year"]
            found = "".join(f"{100 * wrong[k] / self.began[k]:7.1f}" for k in range(3))
            print(f"{name:32}{found}{ratio[1]:11.2f}{ratio[2]:6.2f}")
        for name, inside in self.inside.items():
            share = np.mean(inside, axis=(0, 1))
            print(f"{name} interval covers", *(f"{s:.2f}" for s in share[:3]))


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--registers", type=int, default=4)
    number = parser.parse_args().registers
    scores = {"all years": Score()} | {kind: Score() for kind in KINDS}
    started = time.process_time()
    for seed in range(number):
        for year, way, came in plans(seed):
            for kind, years in ({"all years": tuple(YEARS)} | KINDS).items():
                if year in years:
                    scores[kind].add(way, came)
    seconds = time.process_time() - started
    print(f"{number} registers, {len(YEARS)} school years, {seconds:.0f} CPU s")
    for kind, score in scores.items():
        score.show(kind)


if __name__ == "__main__":
    main()

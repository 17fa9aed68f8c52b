# SPDX-License-Identifier: EUPL-1.2
"""Paths, the expectation, and people walked one by one say the same about who begins what when."""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np
import pytest

from lib.walkers import BUSY, PASSED, ordinary, walk
from taalplan.needs.progression import (
    Groups,
    Hazards,
    Lever,
    Levers,
    Pipeline,
    Spells,
    What,
    expected,
    fit,
    project,
)

GROUPS = Groups(("genk", "gent"), ("standard",), ("A1", "A2", "B1"))
LAST = 600
AS_OF = np.datetime64(LAST, "M")
MONTHS = 12


@cache
def register() -> Spells:
    """People who entered in the five years before, in two areas that do not differ."""
    people = [(0, 0, LAST - k % 60) for k in range(3000)]
    found = walk(people, ordinary, first=LAST - 60, until=LAST, levels=3, seed=1).spells
    rows = [
        (state, level, k % 2, 0, month(begun), None if ended is None else month(ended), how)
        for k, (state, level, begun, ended, how) in enumerate(found)
    ]
    return Spells.of(rows)


def month(number: int) -> np.datetime64:
    return np.datetime64(number, "M")


@cache
def hazards() -> Hazards:
    return fit(register(), as_of=AS_OF, groups=GROUPS)


def pipeline() -> Pipeline:
    return Pipeline.of(register(), as_of=AS_OF, groups=GROUPS)


def entrants(draws: int) -> np.ndarray:
    found = np.zeros((draws, 2, 1, 3, MONTHS), np.int64)
    found[:, :, :, 0] = 20
    found[:, :, :, 2] = 3
    return found


LEVERS = {
    "none": Levers(),
    "fewer pass from March": Levers((Lever(What.PASS_RATE, 0.6, date(2020, 3, 1)),)),
    "more leave A2 in Genk": Levers(
        (Lever(What.DROP_OUT, 3.0, date(2020, 2, 1), levels=("A2",), areas=("genk",)),)
    ),
    "fewer go on for half a year": Levers(
        (Lever(What.GOING_ON, 0.3, date(2020, 4, 1), date(2020, 9, 30)),)
    ),
    "wait two months longer": Levers((Lever(What.WAITING, 2, date(2020, 5, 1)),)),
    "wait a month longer, then not any more": Levers(
        (Lever(What.WAITING, 1, date(2020, 3, 1), date(2020, 8, 31)),)
    ),
    "wait two months less": Levers((Lever(What.WAITING, -2, date(2020, 4, 1)),)),
}


@pytest.mark.parametrize("levers", LEVERS.values(), ids=LEVERS)
def test_mean_of_paths_is_the_expectation(levers: Levers) -> None:
    paths = project(
        hazards(), pipeline(), entrants(1500), levers,
        horizon_months=MONTHS, seed=3, rates_vary=False,
    )  # fmt: skip
    mean = expected(hazards(), pipeline(), entrants(1)[0], levers, horizon_months=MONTHS).starts
    error = paths.std(axis=0) / np.sqrt(len(paths))
    assert np.all(np.abs(paths.mean(axis=0) - mean) < 5 * error + 1e-3)
    assert mean.sum() > 300


def test_walking_one_by_one_gives_the_mean_and_spread_of_paths() -> None:
    known = hazards()
    stock = pipeline()
    chances = [known.chance(level) for level in range(3)]

    def chance(state: int, level: int, lasted: int, now: int) -> tuple[float, ...]:
        return tuple(chances[level][state, 0, min(lasted, 35)])

    people = []
    for state, level, _, _, lasted in np.argwhere(stock.people[:, :, :1]):
        held = int(stock.people[state, level, 0, 0, lasted])
        people += [(int(state), int(level), LAST - int(lasted))] * held
    people += [(0, 0, LAST + 1 + m) for m in range(MONTHS) for _ in range(20)]
    people += [(0, 2, LAST + 1 + m) for m in range(MONTHS) for _ in range(3)]
    walked = np.zeros((60, 3))
    for k in range(60):
        found = walk(people, chance, first=LAST + 1, until=LAST + MONTHS, levels=3, seed=k)
        for (level, _), number in found.starts.items():
            walked[k, level] += number
    paths = project(known, stock, entrants(2000), horizon_months=MONTHS, seed=4, rates_vary=False)[
        :, 0
    ].sum(axis=(1, 3))
    error = np.sqrt(walked.var(axis=0) / 60 + paths.var(axis=0) / 2000)
    assert np.all(np.abs(walked.mean(axis=0) - paths.mean(axis=0)) < 4 * error)
    # Chi-squared with 59 degrees of freedom lies within these with a chance of 0.999.
    ratio = walked.var(axis=0, ddof=1) / paths.var(axis=0)
    assert np.all((ratio > 0.45) & (ratio < 1.75))


def test_nobody_is_lost_or_doubled_in_the_expectation() -> None:
    stock = pipeline()
    arriving = entrants(1)[0]
    found = expected(known := hazards(), stock, arriving, horizon_months=MONTHS)
    everybody = stock.people.sum() + np.cumsum(arriving.sum(axis=(0, 1, 2)))
    there = found.people.sum(axis=(0, 1, 2, 3)) + found.done.sum(axis=(0, 1))
    np.testing.assert_allclose(there, everybody, rtol=1e-12)
    assert known.warnings == ()


def test_the_same_seed_gives_the_same_paths_and_another_does_not() -> None:
    def paths(seed: int) -> np.ndarray:
        return project(hazards(), pipeline(), horizon_months=6, seed=seed, draws=30)

    assert np.array_equal(paths(5), paths(5))
    assert not np.array_equal(paths(5), paths(6))


def test_without_time_in_between_everybody_begins_at_most_once_a_month() -> None:
    """With certain chances a path can be written out: A1 in month 1, A2 in month 2, B1 in 3."""
    spells = Spells.of(
        [(BUSY, level, 0, 0, month(LAST - 2), month(LAST - 1), 1) for level in (0, 1, 2)] * 400
        + [(PASSED, level, 0, 0, month(LAST - 1), month(LAST - 1), 2) for level in (0, 1, 2)] * 400
    )
    stock = Pipeline.of(
        Spells.of([(BUSY, 0, 0, 0, month(LAST), None, 0)] * 10), as_of=AS_OF, groups=GROUPS
    )
    known = fit(spells, as_of=AS_OF, groups=GROUPS)
    found = project(known, stock, horizon_months=3, seed=1, draws=5, rates_vary=False)
    begun = found.sum(axis=(1, 2))
    assert begun[:, 1, 0].mean() == pytest.approx(10, abs=0.5)
    assert begun[:, 2, 1].mean() == pytest.approx(10, abs=0.5)
    assert begun[:, :, 2].sum() <= 1

# SPDX-License-Identifier: EUPL-1.2
"""A hundred simulated registers with known parameters: intervals hold what they promise."""

from __future__ import annotations

from functools import cache
from math import sqrt

import numpy as np
import pytest

from taalplan.needs.entry import BOTTOM, Hierarchy, forecast

REGISTERS, PERIODS, SEASON, HORIZON = 100, 32, 4, 4
SIZES = np.array([400.0, 150, 60, 20, 8, 2])
HIERARCHY = Hierarchy.by(list("abcdef"), area=["x", "x", "y", "y", "z", "z"], group=["p", "q"] * 3)


def register(seed: int) -> np.ndarray:
    """Poisson counts around a seasonal random walk, half of it common to all cells."""
    random = np.random.default_rng(seed)
    length = PERIODS + HORIZON
    own = random.normal(0, 0.03, (len(SIZES), length)).cumsum(axis=1)
    common = random.normal(0, 0.03, (1, length)).cumsum(axis=1)
    season = 0.2 * np.sin(np.arange(length) * 2 * np.pi / SEASON)
    return random.poisson(SIZES[:, None] * np.exp(own + common + season)).astype(float)


@cache
def covered() -> dict[tuple[str, float], float]:
    """By level and promise: the mean over registers of the part that lay in the interval."""
    held: dict[tuple[str, float], list[float]] = {}
    for seed in range(REGISTERS):
        counts = register(seed)
        made = forecast(
            counts[:, :PERIODS], HIERARCHY, horizon=HORIZON, season=SEASON, draws=400, seed=seed
        )
        came = HIERARCHY.aggregate(counts[:, PERIODS:])
        for level, part in HIERARCHY.parts.items():
            for promise in (0.8, 0.95):
                low, high = (made.quantile((1 + s * promise) / 2, level) for s in (-1, 1))
                inside = (came[part] >= low) & (came[part] <= high)
                held.setdefault((level, promise), []).append(float(inside.mean()))
    return {key: float(np.mean(values)) for key, values in held.items()}


@pytest.mark.slow
@pytest.mark.parametrize("promise", [0.8, 0.95])
@pytest.mark.parametrize("level", ["total", "area", "group", BOTTOM])
def test_coverage_is_within_binomial_error_of_what_is_promised(level, promise):
    # One register counts as one look: the leads and cells of one move together.
    error = sqrt(promise * (1 - promise) / REGISTERS)
    assert covered()[level, promise] == pytest.approx(promise, abs=2 * error)


def test_the_season_and_the_level_that_made_the_counts_are_found_back():
    random = np.random.default_rng(1)
    season = 1 + 0.3 * np.sin(np.arange(12) * 2 * np.pi / 12)
    history = random.poisson(SIZES[:, None] * np.tile(season, 6)).astype(float)
    made = forecast(history, HIERARCHY, horizon=12, draws=100)
    assert made.expected[0] == pytest.approx(SIZES.sum() * season, rel=0.06)
    assert made.mean[:3].mean(axis=1) == pytest.approx(SIZES[:3], rel=0.08)

# SPDX-License-Identifier: EUPL-1.2
"""Every path of every level adds up to the integer, and a seed gives the same paths."""

from __future__ import annotations

import numpy as np
import pytest

from taalplan.needs.entry import Hierarchy, forecast

AREAS = ("atlas", "atlas", "limburg", "limburg")
GROUPS = ("obliged", "entitled", "obliged", "entitled")


def hierarchy() -> Hierarchy:
    names = [f"{area}/{group}" for area, group in zip(AREAS, GROUPS, strict=True)]
    return Hierarchy.by(names, area=AREAS, group=GROUPS)


def history(months: int = 48) -> np.ndarray:
    random = np.random.default_rng(3)
    season = 1 + 0.3 * np.sin(np.arange(months) * 2 * np.pi / 12)
    return random.poisson(np.array([200, 80, 30, 3])[:, None] * season).astype(float)


def test_paths_are_counts_that_add_up_in_every_level():
    made = forecast(history(), hierarchy(), horizon=18, draws=50, seed=1)
    assert made.paths.dtype == np.int64
    assert (made.paths >= 0).all()
    for name in ("area", "group"):
        assert (made.level(name).sum(axis=1) == made.level("total")[:, 0]).all()
    assert (made.level("total")[:, 0] == made.paths.sum(axis=1)).all()
    limburg = made.level("area")[:, 1]
    assert (limburg == made.paths[:, 2] + made.paths[:, 3]).all()


def test_expected_counts_add_up_too():
    made = forecast(history(), hierarchy(), horizon=6, draws=10)
    assert made.expected[0] == pytest.approx(made.mean.sum(axis=0))


def test_the_same_seed_gives_the_same_paths_and_another_seed_others():
    first, again, other = (
        forecast(history(), hierarchy(), horizon=6, draws=20, seed=seed).paths for seed in (7, 7, 8)
    )
    assert (first == again).all()
    assert (first != other).any()


def test_the_mean_of_the_paths_is_what_is_expected():
    made = forecast(history(), hierarchy(), horizon=12, draws=4000, seed=2)
    assert made.paths.mean(axis=0) == pytest.approx(made.mean, rel=0.05)

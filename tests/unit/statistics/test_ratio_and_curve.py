# SPDX-License-Identifier: EUPL-1.2
"""Identical cohorts: the official ratio rises from year to year, the curve does not."""

from __future__ import annotations

import numpy as np
import pytest

from lib.simulated_cohorts import MONTHS, WILL, YEARS, Seen, simulate


@pytest.fixture(scope="module")
def many() -> list[Seen]:
    """So many people a year that chance plays no part."""
    return simulate(200_000, seed=216)


def test_the_ratio_flatters_recent_years(many: list[Seen]):
    """Above the 86 % that will pass in every year, and the more so the fewer have closed."""
    by_year = [seen.ratio for seen in many]
    assert by_year[0] < by_year[1] < by_year[2]
    assert by_year[2] - WILL[0] > 0.04
    closed = [seen.closed for seen in many]
    assert closed[0] > closed[1] > closed[2]


def test_the_curve_is_the_truth_in_every_year(many: list[Seen]):
    """At each horizon that has a figure, to half a percentage point."""
    compared = 0
    for seen in many:
        for horizon, truth in zip(seen.curve.horizons, seen.truth, strict=True):
            if not horizon.blank:
                assert horizon.share[0] == pytest.approx(truth, abs=0.005)
                compared += 1
            assert horizon.least[0] <= truth <= horizon.most[0]
    assert compared == 5 + 4 + 2


def test_no_year_is_told_of_a_time_that_it_has_not_lived(many: list[Seen]):
    """2021 after 12 months stands on those of January and February, and after 18 on nobody."""
    blank = {seen.year: [h.months for h in seen.curve.horizons if h.blank] for seen in many}
    assert blank == {2019: [], 2020: [36], 2021: [18, 24, 36]}
    assert all(not h.certain for h in many[2].curve.horizons)


def test_nineteen_intervals_in_twenty_hold_the_truth():
    """200 small registers of 150 people a year; the truth is that of a very large one."""
    truth = simulate(400_000, seed=1)[0].truth[MONTHS.index(12)]
    held = []
    for seed in range(200):
        for seen in simulate(150, seed=1000 + seed)[:2]:
            horizon = seen.curve.horizons[MONTHS.index(12)]
            held.append(horizon.lower[0] <= truth <= horizon.upper[0])
    assert len(held) == 200 * len(YEARS[:2])
    assert 0.92 < np.mean(held) < 0.98

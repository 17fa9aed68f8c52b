# SPDX-License-Identifier: EUPL-1.2
"""Cohorts that move up: the ratio by hand, and intervals that hold what they promise."""

from __future__ import annotations

import numpy as np
import pytest

from taalplan.needs import cohort


def test_the_ratio_weighs_the_latest_year_three_times():
    """One place, two steps; a hundred thousand, so that what is added to ratios does not show."""
    first, second = [1e5, 1e5, 1e5, 2e5], [0.0, 0.9e5, 0.8e5, 0.7e5]
    history = np.array([first, second]).T[:, None, :]
    ratio = (1 * 0.9 + 2 * 0.8 + 3 * 0.7) / 6
    assert cohort.next_year(history)[0, 1] == pytest.approx(2e5 * ratio, rel=1e-4)
    assert np.isnan(cohort.next_year(history)[0, 0])


def test_two_years_are_one_transition():
    history = np.array([[[100.0, 80.0]], [[200.0, 50.0]]])
    assert cohort.next_year(history)[0, 1] == pytest.approx(200 * 51 / 101)


def test_a_step_of_nobody_gives_a_number():
    made = cohort.next_year(np.zeros((4, 2, 3)))
    assert np.isfinite(made[:, 1:]).all()


@pytest.mark.parametrize(("years", "ask"), [(1, cohort.next_year), (2, cohort.with_interval)])
def test_too_few_years_are_refused(years, ask):
    with pytest.raises(ValueError, match="at least"):
        ask(np.ones((years, 2, 3)))


def test_intervals_hold_what_they_promise_over_a_hundred_simulated_places():
    random = np.random.default_rng(8)
    held = []
    for _ in range(20):
        history = np.zeros((9, 100, 6))
        history[:, :, 0] = random.poisson(random.uniform(50, 800, 100), (9, 100))
        history[0] = random.poisson(400, (100, 6))
        for year in range(1, 9):
            history[year, :, 1:] = random.binomial(history[year - 1, :, :-1].astype(int), 0.9)
        made = cohort.with_interval(history[:8], 0.95)
        came = history[8][:, 1:]
        held.append(((came >= made.low[:, 1:]) & (came <= made.high[:, 1:])).mean())
    assert np.mean(held) == pytest.approx(0.95, abs=0.025)

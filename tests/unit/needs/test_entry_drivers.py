# SPDX-License-Identifier: EUPL-1.2
"""A driver is used only when earlier cut-offs earn it, and never looks ahead."""

from __future__ import annotations

import numpy as np
import pytest

from taalplan.needs.entry import driven, judge

YEARS, WINDOW = 16, (7, 18)


def last_year(history: np.ndarray) -> np.ndarray:
    return np.full(18, history[-12:].mean())


def world(seed: int, leads: bool) -> tuple[np.ndarray, np.ndarray]:
    """Yearly growth of a driver that registrations follow 12 months later, or do not."""
    random = np.random.default_rng(seed)
    growth = random.normal(0, 0.25, YEARS + 2)
    level = np.repeat(np.exp(np.cumsum(growth)), 12)
    own = np.repeat(np.exp(np.cumsum(random.normal(0, 0.25, YEARS + 2))), 12)
    driver = 1000 * level[12:-12]
    history = 300 * (level if leads else own)[: len(driver)]
    return random.poisson(history).astype(float), driver


def test_a_driver_that_runs_ahead_is_used_and_moves_the_forecast():
    verdicts = [judge(*world(seed, leads=True), last_year, window=WINDOW) for seed in range(20)]
    assert sum(verdict.used for verdict in verdicts) > 10
    used = next(verdict for verdict in verdicts if verdict.used)
    assert used.driven < used.plain
    assert used.reason.startswith("used: over")
    rising = np.r_[np.full(12, 100.0), np.full(12, 200.0)]
    assert driven(np.ones(3), rising, used) == pytest.approx(2**used.elasticity * np.ones(3))


def test_a_driver_that_has_nothing_to_do_with_it_is_rarely_used():
    used = sum(
        judge(*world(seed, leads=False), last_year, window=WINDOW).used for seed in range(100)
    )
    # The gate is a test at 5 %: more than 11 of 100 would happen once in a hundred times.
    assert used <= 11


def test_too_short_a_past_is_no_proof():
    history, driver = world(1, leads=True)
    verdict = judge(history[:60], driver[:60], last_year, window=WINDOW)
    assert not verdict.used
    assert "at least 4 are needed" in verdict.reason
    assert (driven(np.arange(3.0), driver, verdict) == np.arange(3.0)).all()


def test_what_the_driver_does_after_the_last_cut_off_changes_nothing():
    history, driver = world(3, leads=True)
    before = judge(history, driver, last_year, window=WINDOW)
    driver[-18:] = 9e9
    assert judge(history, driver, last_year, window=WINDOW) == before

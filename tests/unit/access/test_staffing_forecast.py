# SPDX-License-Identifier: EUPL-1.2
"""Demand ahead: invented desks whose season, level and weekdays are known are found back."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from taalplan.access.staffing.calendar import Week, is_working, open_evenings, parse_weeks
from taalplan.access.staffing.forecast import (
    forecast,
    pattern,
    season_week,
    working_days,
)
from taalplan.access.staffing.shrinking import NO_DIFFERENCE, gamma_shape, shrunk_shares
from taalplan.access.staffing.visits import Stream, Visits

FIRST, AS_OF = date(2017, 1, 2), date(2022, 2, 28)
PEAK = 2.0
"""How much busier than usual the first four weeks of the school year are."""


def register(levels: dict[str, float], seed: int = 0, weekday=(0.3, 0.2, 0.2, 0.2, 0.1)) -> Visits:
    """Visits of desks by their weekly level: a peak in September, else flat; tables by hand."""
    rng = np.random.default_rng(seed)
    days = [FIRST + timedelta(days=n) for n in range((AS_OF - FIRST).days + 1)]
    days = [day for day in days if is_working(day)]
    rate = np.array([weekday[d.weekday()] * (PEAK if season_week(d) < 4 else 1.0) for d in days])
    desk, when = [], []
    for number, level in enumerate(levels.values()):
        counts = rng.poisson(level * rate)
        when += list(np.repeat(np.array(days, dtype="datetime64[D]"), counts))
        desk += [number] * int(counts.sum())
    n = len(desk)
    stream = rng.choice(4, n, p=[0.5, 0.2, 0.2, 0.1]).astype(np.int64)
    when = np.array(when, dtype="datetime64[D]")
    return Visits(
        tuple(levels), np.array(desk, dtype=np.int64), stream, when, when,
        np.full(n, 4, dtype=np.int64), np.full(n, 60, dtype=np.int64),
        rng.random(n) < 0.9, np.arange(n),
    )  # fmt: skip


LEVELS = {"groot": 400.0, "klein": 6.0, "middel": 60.0}


def test_the_season_the_weekdays_and_the_level_are_found_back():
    found = pattern(register(LEVELS), Stream.INTAKE, AS_OF)
    peak = found.season[:, :4].mean(axis=1) / found.season[:, 5:].mean(axis=1)
    assert peak == pytest.approx([PEAK] * 3, rel=0.1)
    assert found.weekday[0] == pytest.approx([0.3, 0.2, 0.2, 0.2, 0.1], abs=0.01)
    # Half of what comes is an intake; the level is per week of an ordinary season.
    per_week = found.level * found.season[:, 5:].mean(axis=1)
    assert per_week[[0, 2]] / 0.5 == pytest.approx([400, 60], rel=0.1)
    # Of a hundred and fifty people a year, two thirds of the time within 8 %.
    assert per_week[1] / 0.5 == pytest.approx(6, rel=0.25)


def test_a_small_desk_borrows_the_season_of_all():
    found = pattern(register(LEVELS), Stream.INTAKE, AS_OF)
    # By itself the small desk (about three intakes a week) would jump from week to week.
    assert np.abs(found.season[1] / found.season[0] - 1).max() < 0.25


def test_the_sum_ahead_is_what_comes_and_the_interval_holds():
    """Ten registers with the same truth: what is expected, and how often the interval holds."""
    weeks = parse_weeks("2022-W35..W40")
    days = working_days(weeks[0], weeks[-1])
    # Four peak weeks and two others; 0.9 of what comes has an appointment or not alike.
    truth = 60.0 * sum(
        (0.3, 0.2, 0.2, 0.2, 0.1)[d.weekday()] * (PEAK if season_week(d) < 4 else 1) for d in days
    )
    held = []
    for seed in range(10):
        ahead = forecast(register(LEVELS, seed), "middel", days, AS_OF)
        assert ahead.mean.sum() == pytest.approx(truth, rel=0.15)
        low, high = ahead.interval(range(4), np.ones(len(days), dtype=bool), 0.8)
        drawn = np.random.default_rng(seed + 100).poisson(truth)
        held.append(low <= drawn <= high)
    assert sum(held) >= 6


def test_paths_have_the_mean_and_more_spread_than_chance():
    weeks = parse_weeks("2022-W35..W36")
    ahead = forecast(register(LEVELS), "groot", working_days(*weeks), AS_OF)
    sums = ahead.draws.sum(axis=(1, 2))
    assert sums.mean() == pytest.approx(ahead.mean.sum(), rel=0.03)
    assert sums.var() >= 0.8 * ahead.mean.sum()


def test_weeks_of_the_school_year_begin_with_the_week_of_1_september():
    assert season_week(date(2022, 8, 29)) == season_week(date(2022, 9, 2)) == 0
    assert season_week(date(2020, 8, 31)) == 0
    assert season_week(date(2022, 8, 28)) == 51
    assert max(season_week(FIRST + timedelta(days=n)) for n in range(1800)) <= 52


def test_holidays_have_no_days():
    days = working_days(Week.parse("2022-W44"), Week.parse("2022-W44"))
    assert [day.day for day in days] == [31, 2, 3, 4]  # All Saints' Day is closed


def test_a_desk_without_visits_is_told():
    with pytest.raises(ValueError, match="no visits to the desk 'nergens'"):
        forecast(register(LEVELS), "nergens", working_days(*parse_weeks("2022-W35") * 2), AS_OF)
    with pytest.raises(ValueError, match="nobody came to the desk 'leeg'"):
        forecast(register({**LEVELS, "leeg": 0.0, "z": 1.0}), "leeg",
                 working_days(*parse_weeks("2022-W35") * 2), AS_OF)  # fmt: skip


def test_desks_that_do_not_differ_share_one_pattern():
    rng = np.random.default_rng(1)
    truth = np.array([0.5, 0.3, 0.2])
    alike = rng.poisson(np.outer([1000, 10, 50, 200, 5], truth)).astype(float)
    shares = shrunk_shares(alike)
    assert shares.sum(axis=1) == pytest.approx(np.ones(5))
    assert np.abs(shares - truth).max() < 0.06


def test_a_large_desk_that_differs_keeps_its_own():
    observed = np.array([[500.0, 100.0], [100.0, 500.0], [3.0, 0.0]])
    shares = shrunk_shares(observed)
    assert shares[0, 0] > 0.75
    assert shares[1, 0] < 0.25
    # Three people say little.
    assert 0.4 < shares[2, 0] < 0.85


def test_the_spread_between_counts_is_found_back():
    rng = np.random.default_rng(0)
    expected = np.full(20000, 50.0)
    counts = rng.poisson(expected * rng.gamma(8, 1 / 8, 20000))
    assert gamma_shape(counts, expected) == pytest.approx(8, rel=0.1)
    assert gamma_shape(expected, expected) == NO_DIFFERENCE


def test_evenings_are_those_on_which_the_desk_received_people():
    weekday = np.array([1] * 40 + [3] * 3 + [6] * 50)
    step = np.array([19] * 43 + [20] * 50)
    assert open_evenings(weekday, step) == (1,)

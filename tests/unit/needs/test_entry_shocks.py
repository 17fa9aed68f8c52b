# SPDX-License-Identifier: EUPL-1.2
"""Declared shocks: months left out, levels brought together, streams of their own."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from taalplan.needs.entry import (
    Hierarchy,
    Scenario,
    Treated,
    forecast,
    rescaled,
    treat,
    with_streams,
)
from taalplan.policy.shocks import Shock, Treatment
from taalplan.vocabulary.text import Text

MONTHS = np.arange("2018-01", "2022-01", dtype="datetime64[M]")
AREAS, GROUPS = ("atlas", "limburg"), ("obliged", "entitled")


def shock(treatment: Treatment, start: date, end: date | None, **scope: tuple[str, ...]) -> Shock:
    words = Text(nl="schok", en="shock", fr="choc")
    where = {"areas": (), "target_groups": (), **scope}
    return Shock(
        "shock", words, start, end, treatment, ("registrations",), words, "us", False, **where
    )


def read(*shocks: Shock, table: str = "registrations") -> Treated:
    return treat(shocks, MONTHS, table=table, areas=AREAS, target_groups=GROUPS)


def test_a_month_touched_with_one_day_is_left_out():
    treated = read(shock(Treatment.MISSING, date(2020, 3, 31), date(2020, 5, 1)))
    assert MONTHS[treated.masked[0]].astype(str).tolist() == ["2020-03", "2020-04", "2020-05"]


def test_a_shock_of_one_area_leaves_the_others():
    treated = read(shock(Treatment.MISSING, date(2020, 3, 1), None, areas=("limburg",)))
    assert not treated.masked[0].any()
    assert treated.masked[1].sum() == 22


def test_a_shock_of_another_table_or_time_does_nothing():
    other = shock(Treatment.MISSING, date(2020, 3, 1), None)
    later = shock(Treatment.LEVEL_SHIFT, date(2023, 3, 1), None)
    assert not read(other, table="demands").masked.any()
    assert read(later).shifts == ()


def test_before_a_level_shift_is_brought_to_the_level_after_it():
    treated = read(
        shock(Treatment.LEVEL_SHIFT, date(2020, 1, 1), None, target_groups=("entitled",))
    )
    history = np.full((2, 48), 100.0)
    history[1, 24:] = 50.0
    changed = rescaled(history, treated)
    assert changed[0] == pytest.approx(history[0])
    assert changed[1] == pytest.approx(np.full(48, 50.0))


def test_a_shift_seen_for_three_months_counts_for_a_quarter():
    treated = read(shock(Treatment.LEVEL_SHIFT, date(2021, 10, 1), None))
    history = np.full((2, 48), 100.0)
    history[:, 45:] = 16.0
    assert rescaled(history, treated)[0, 0] == pytest.approx(100 * 0.16**0.25)


def test_a_masked_dip_does_not_lower_the_forecast():
    random = np.random.default_rng(0)
    history = random.poisson(100, (2, 48)).astype(float)
    history[:, 40:48] *= 0.3
    treated = read(shock(Treatment.MISSING, date(2021, 5, 1), None))
    hierarchy = Hierarchy.by(["a", "b"])
    plain = forecast(history, hierarchy, horizon=6, draws=50)
    masked = forecast(history, hierarchy, horizon=6, draws=50, masked=treated.masked)
    assert plain.mean.mean() < 80
    assert masked.mean.mean() == pytest.approx(100, rel=0.06)


def test_a_stream_of_its_own_comes_in_the_shares_of_its_scenarios():
    hierarchy = Hierarchy.by(["a", "b"])
    made = forecast(np.full((2, 36), 20.0), hierarchy, horizon=3, draws=1000)
    none, many = np.zeros((2, 3)), np.array([[1000.0] * 3, [0.0] * 3])
    with_it = with_streams(made, [Scenario("none", 0.7, none), Scenario("many", 0.3, many)])
    extra = with_it.paths - made.paths
    assert ((extra[:, 0] > 500).all(axis=1)).sum() == 300
    assert (extra[:, 1] == 0).all()
    assert with_it.mean[0] == pytest.approx(made.mean[0] + 300)
    assert (with_it.level("total")[:, 0] == with_it.paths.sum(axis=1)).all()


def test_scenarios_that_do_not_fit_are_refused_with_every_reason():
    made = forecast(np.full((1, 24), 20.0), Hierarchy(("a",)), horizon=3, draws=5)
    with pytest.raises(ValueError, match=r"(?s)scenario 'x'.*add up to 0\.5"):
        with_streams(made, [Scenario("x", 0.5, np.zeros((2, 3)))])

# SPDX-License-Identifier: EUPL-1.2
"""The parts of an entry forecast one by one: seasons, gaps, shares, spread, paths, backtest."""

from __future__ import annotations

import numpy as np
import pytest

from taalplan.needs.entry import Hierarchy, backtest, forecast
from taalplan.needs.entry.candidates import NAMES, candidates
from taalplan.needs.entry.gaps import observed, with_totals
from taalplan.needs.entry.leads import random_walk
from taalplan.needs.entry.paths import central, draw_paths
from taalplan.needs.entry.season import chance, indices
from taalplan.needs.entry.spread import Spread, t_quantile

AREAS = Hierarchy.by(["a1", "a2", "b1"], area=["a", "a", "b"])
NAN = np.nan


def test_a_season_without_chance_is_found_exactly():
    season = np.array([0.5, 1.5, 1.2, 0.8])
    assert indices(np.tile(100 * season, 6)[None], 4)[0] == pytest.approx(season, rel=0.02)


def test_a_cell_of_chance_takes_the_season_of_the_whole():
    random = np.random.default_rng(0)
    season = np.tile([0.5, 1.5, 1.2, 0.8], 4)
    cell = random.poisson(3 * season).astype(float)
    found = indices(np.array([5000 * season, cell]), 4)
    assert np.abs(found[1] - season[:4]).max() < np.abs(_ratios(cell) - season[:4]).max()
    assert found.mean(axis=1) == pytest.approx([1, 1])


def test_a_season_is_found_in_two_years_that_grow():
    """Both years count, also the half at each end; growth is not taken for a season."""
    season = np.array([0.5, 1.5, 1.2, 0.8])
    level = 1000 * 1.02 ** np.arange(8)
    assert indices((level * np.tile(season, 2))[None], 4)[0] == pytest.approx(season, rel=0.06)


def test_a_season_of_its_own_is_kept_when_chance_is_known_to_be_small():
    whole, own = np.array([1.0, 1, 1, 1]), np.array([0.2, 1.8, 1.5, 0.5])
    longer = np.array([1000 * np.tile(whole, 3), 100 * np.tile(own, 3)])
    noise = chance(longer, 4)
    assert indices(longer[:, :4], 4)[1] == pytest.approx(whole, rel=0.05)
    assert indices(longer[:, :4], 4, noise)[1] == pytest.approx(own, rel=0.05)


def _ratios(values: np.ndarray) -> np.ndarray:
    return values.reshape(-1, 4).mean(axis=0) / values.mean()


def test_less_than_a_year_has_no_season():
    assert (indices(np.array([[5.0, 9.0, 1.0]]), 12) == 1).all()


def test_before_it_opened_a_series_adds_nothing_and_in_a_hole_what_is_ordinary():
    bottom = observed(np.array([[10.0, 10, 10, 10], [NAN, NAN, 4, 4], [6, NAN, 6, 6]]), None)
    series = with_totals(bottom, AREAS, 1)
    assert series[0] == pytest.approx([16, 16, 20, 20])
    assert series[1] == pytest.approx([10, 10, 14, 14])


def test_a_total_of_which_nothing_is_known_is_not_known():
    masked = np.array([False, True, False])
    series = with_totals(observed(np.full((3, 3), 5.0), masked), AREAS, 1)
    assert np.isnan(series[:, 1]).all()
    assert series[0, [0, 2]] == pytest.approx([15, 15])


@pytest.mark.parametrize(
    ("history", "masked", "words"),
    [
        (np.full((3, 4), -1.0), None, "cannot be negative"),
        (np.ones((3, 4)), np.zeros(5, dtype=bool), "masked: expected"),
        (np.ones((2, 4)), None, "expected 3 series"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_was_expected(history, masked, words):
    with pytest.raises(ValueError, match=words):
        forecast(history, AREAS, horizon=2, masked=masked)


def test_a_cell_is_three_years_of_its_share_in_its_area():
    history = np.array([[10.0] * 3 + [20.0], [30.0] * 4, [7.0] * 4])
    series = with_totals(history, AREAS, 1)
    made = candidates(series, AREAS, 1, 1)
    names = dict(zip(NAMES, made[:, :, 0], strict=True))
    share = (2 * 10 + 20) / (2 * 40 + 50)
    assert AREAS.home.tolist() == [1, 1, 2]
    assert names["share"][3] == pytest.approx(share * names["share"][1])


def test_growth_is_that_of_three_years_and_at_most_doubles():
    steady = np.repeat([100.0, 130, 105, 172.8], 4)
    began = np.repeat([0.0, 0, 1, 900], 4)
    short = np.r_[np.full(12, np.nan), np.full(4, 50.0)]
    series = with_totals(np.array([steady, began, short]), AREAS, 4)
    made = dict(zip(NAMES, candidates(series, AREAS, 4, 8), strict=True))
    yearly = 1.728 ** (1 / 3)
    assert made["growth"][3, [0, 4]] == pytest.approx([172.8 * yearly, 172.8 * yearly**2])
    assert made["growth"][4] == pytest.approx(np.full(8, 900.0))
    assert made["growth"][5] == pytest.approx(np.full(8, 50.0))
    twice = np.repeat([10.0, 40], 4)
    made = dict(zip(NAMES, candidates(np.array([twice] * 6), AREAS, 4, 4), strict=True))
    assert made["growth"][3] == pytest.approx(np.full(4, 80.0))


def test_members_repeat_last_year_and_the_same_season():
    history = np.array([[1.0, 2, 3, 4, 5, 6, 7, 8]] * 3)
    made = dict(zip(NAMES, candidates(with_totals(history, AREAS, 4), AREAS, 4, 6), strict=True))
    assert made["seasonal naive"][-1] == pytest.approx([5, 6, 7, 8, 5, 6])
    assert made["last year"][-1].mean() == pytest.approx(6.5, rel=0.1)


def test_student_quantiles_against_the_printed_table():
    assert t_quantile(0.9, 3) == pytest.approx(1.638, rel=0.01)
    assert t_quantile(0.975, 3) == pytest.approx(3.182, rel=0.02)
    assert t_quantile(0.975, 10) == pytest.approx(2.228, rel=0.001)


def test_paths_have_the_central_interval_that_was_measured_in_every_level():
    means = AREAS.aggregate(np.full((3, 4), 5000.0))
    reach = np.array([300.0, 250, 120, 180, 150, 120])[:, None] * np.ones((1, 4))
    names = list(AREAS.parts)
    spread = Spread(reach, dict.fromkeys(names, 30.0), dict.fromkeys(names, random_walk(4)))
    paths = draw_paths(means, spread, AREAS, 4000, seed=3)
    found = central(AREAS.aggregate(paths) - means)
    assert found == pytest.approx(reach, rel=0.05)


def test_a_backtest_sees_nothing_after_its_cut_off():
    random = np.random.default_rng(6)
    history = random.poisson(50, (3, 60)).astype(float)
    other = history.copy()
    other[:, 48:] = 0.0
    first, changed = (
        backtest(one, AREAS, cut_offs=[30], window=(7, 18), draws=50) for one in (history, other)
    )
    assert first == changed
    assert {score.level for score in first} == {"total", "area", "bottom"}


def test_a_backtest_measures_against_last_year_repeated():
    history = np.array([[10.0] * 24 + [20.0] * 18] * 3)
    scores = backtest(history, AREAS, cut_offs=[24], window=(7, 18), draws=20)
    assert [score.last_year_error for score in scores] == pytest.approx([0.5] * 3)


def test_a_cut_off_whose_outcome_is_not_known_has_no_score():
    assert backtest(np.ones((3, 30)), AREAS, cut_offs=[24], window=(7, 18), draws=5) == ()

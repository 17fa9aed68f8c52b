# SPDX-License-Identifier: EUPL-1.2
"""The fast computations against slow, obvious ones: smoothing, theta, WLS, sCRPS, counts."""

from __future__ import annotations

from math import exp, lgamma, log

import numpy as np
import pytest

from taalplan.needs.entry import Hierarchy, members, scores
from taalplan.needs.entry.counts import cumulated
from taalplan.needs.entry.leads import fit_leads
from taalplan.needs.entry.reconcile import projection, reconcile
from taalplan.needs.entry.weights import simplex


def series(count: int = 4, length: int = 30) -> np.ndarray:
    random = np.random.default_rng(5)
    made = 50 + random.normal(0, 8, (count, length)) + np.arange(length) * 0.7
    made[1, 7:12] = np.nan
    return made


def chosen(errors: list[list[float]], numbers: list[int], season: int) -> list[int]:
    """For each series the grid point of the most likelihood: its own and a year of the mean."""
    logs = [[log(max(e, 1e-12)) for e in row] for row in errors]
    common = [sum(row[i] for row in logs) / len(logs) for i in range(len(logs[0]))]
    best = []
    for row, number in zip(logs, numbers, strict=True):
        totals = [number * own + season * mean for own, mean in zip(row, common, strict=True)]
        best.append(totals.index(min(totals)))
    return best


def first_mean(values: list[float], season: int) -> float:
    known = [v for v in values if v == v][:season]
    return sum(known) / len(known)


def test_smoothing_equals_a_loop():
    data, season = series(), 4
    errors, levels = [], []
    for row in data.tolist():
        own_errors, own_levels = [], []
        for alpha in members.ALPHAS:
            level, total = first_mean(row, season), 0.0
            for value in row:
                if value == value:
                    total += (value - level) ** 2
                    level = alpha * value + (1 - alpha) * level
            own_errors.append(total)
            own_levels.append(level)
        errors.append(own_errors)
        levels.append(own_levels)
    numbers = [int(np.isfinite(row).sum()) for row in data]
    best = chosen(errors, numbers, season)
    expected = [level[place] for level, place in zip(levels, best, strict=True)]
    assert members.smoothed(data, season, 3)[:, 2] == pytest.approx(expected)


def slope(points: list[tuple[float, float]], season: int) -> float:
    if len(points) < 2 * season:
        return 0.0
    mean_t = sum(t for t, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    top = sum((t - mean_t) * (y - mean_y) for t, y in points)
    return top / sum((t - mean_t) ** 2 for t, _ in points)


def test_theta_equals_a_loop():
    data, season, horizon = series(), 4, 5
    grid = [(alpha, pull) for alpha in members.ALPHAS for pull in members.PULLS]
    errors, made = [], []
    for row in data.tolist():
        known = [(float(t), value) for t, value in enumerate(row) if value == value]
        own_errors, own_made = [], []
        for alpha, pull in grid:
            level = first_mean(row, season)
            when, total = sum(t for t, _ in known[:season]) / season, 0.0
            for place, (t, value) in enumerate(known):
                total += (value - level - pull * slope(known[:place], season) * (t - when)) ** 2
                level += alpha * (value - level)
                when += alpha * (t - when)
            own_errors.append(total)
            trend = pull * slope(known, season)
            own_made.append([level + trend * (len(row) + h - when) for h in range(horizon)])
        errors.append(own_errors)
        made.append(own_made)
    best = chosen(errors, [int(np.isfinite(row).sum()) for row in data], season)
    expected = np.array([one[place] for one, place in zip(made, best, strict=True)])
    assert members.theta(data, season, horizon) == pytest.approx(expected)


def test_half_the_trend_is_the_theta_method_of_its_authors():
    """Hyndman and Billah: smoothing plus half the slope times (h - 1 + (1 - (1-a)^n) / a)."""
    a, n, b = 0.3, 200, 0.5
    line = 10 + b * np.arange(n)
    level = when = 0.0
    for t, value in enumerate(line):
        level += a * (value - level)
        when += a * (t - when)
    lag = n - when
    assert lag == pytest.approx((1 - (1 - a) ** n) / a, abs=1e-6)
    assert level + b * lag == pytest.approx(10 + b * n)


def test_reconciliation_is_weighted_least_squares():
    hierarchy = Hierarchy.by(["a", "b", "c"], area=["x", "x", "y"])
    variance = np.array([4.0, 2.0, 1.0, 1.0, 3.0, 0.5])
    made = np.array([[100.0], [55.0], [40.0], [20.0], [30.0], [44.0]])
    project = projection(hierarchy, variance)
    found = reconcile(made, hierarchy, project)[hierarchy.parts["bottom"], 0]
    roots = np.sqrt(variance)
    expected = np.linalg.lstsq(hierarchy.summing / roots[:, None], made[:, 0] / roots, rcond=None)[
        0
    ]
    assert found == pytest.approx(expected)


def test_reconciliation_leaves_what_adds_up_alone():
    hierarchy = Hierarchy.by(["a", "b", "c"], area=["x", "x", "y"])
    coherent = hierarchy.aggregate(np.array([[3.0], [5.0], [8.0]]))
    project = projection(hierarchy, np.arange(1.0, 7.0))
    assert reconcile(coherent, hierarchy, project) == pytest.approx(coherent)


def test_a_negative_bottom_becomes_zero_and_all_still_adds_up():
    hierarchy = Hierarchy.by(["a", "b"])
    made = reconcile(np.array([[1.0], [-5.0], [9.0]]), hierarchy, projection(hierarchy, np.ones(3)))
    assert (made >= 0).all()
    assert made[0] == pytest.approx(made[1:].sum(axis=0))


def test_scaled_crps_equals_a_loop():
    random = np.random.default_rng(1)
    actual, draws = random.normal(10, 2, (3, 4)), np.sort(random.normal(10, 2, (9, 3, 4)), axis=0)
    levels = np.arange(1, 10) / 10
    total = 0.0
    for i in range(3):
        for t in range(4):
            for k, q in enumerate(levels):
                miss = actual[i, t] - draws[k, i, t]
                total += 2 * (q * miss if miss >= 0 else (q - 1) * miss) / len(levels)
    assert scores.scaled_crps(actual, draws, levels) == pytest.approx(total / np.abs(actual).sum())


def test_other_scores_by_hand():
    actual, point = np.array([[10.0, 20.0]]), np.array([[12.0, 19.0]])
    assert scores.wape(actual, point) == pytest.approx((2 + 1) / 30)
    history = np.array([[1.0, 2.0, 4.0, 8.0]])
    assert scores.mase(actual, point, history, 2) == pytest.approx(1.5 / ((3 + 6) / 2))
    assert scores.coverage(actual, actual - [[0, 5]], actual + np.array([[1, -1]])) == 0.5


@pytest.mark.parametrize(("mean", "variance"), [(3.0, 9.0), (0.2, 0.9), (40.0, 60.0)])
def test_small_counts_follow_the_negative_binomial(mean, variance):
    size = mean**2 / (variance - mean)
    chance = [
        exp(
            lgamma(k + size) - lgamma(size) - lgamma(k + 1)
            + size * log(size / (size + mean)) + k * log(mean / (size + mean))
        )
        for k in range(200)
    ]  # fmt: skip
    found = cumulated(mean, variance, 0.999)
    assert found == pytest.approx(np.cumsum(chance)[: len(found)])


def test_small_counts_without_excess_are_poisson():
    found = cumulated(2.0, 1.0, 0.99)
    assert found[:3] == pytest.approx([exp(-2), 3 * exp(-2), 5 * exp(-2)], rel=1e-5)


def test_weights_on_the_simplex_beat_every_other_on_a_fine_grid():
    random = np.random.default_rng(2)
    root = random.normal(size=(3, 3))
    products = root @ root.T
    found = simplex(products, 0.1)
    assert found.sum() == pytest.approx(1)
    assert (found >= 0).all()

    def cost(w):
        w = np.array(w)
        return w @ products @ w + 0.1 * np.trace(products) / 3 * ((w - 1 / 3) ** 2).sum()

    grid = [(i / 50, j / 50, 1 - (i + j) / 50) for i in range(51) for j in range(51 - i)]
    assert cost(found) <= min(map(cost, grid)) + 1e-9


def test_the_three_parts_of_an_error_are_found_back():
    """Level misjudged, a random walk and chance, in equal parts at the sixth lead."""
    random = np.random.default_rng(4)
    shape = (20_000, 1, 6)
    walk = random.normal(size=shape).cumsum(axis=2) / np.sqrt(6)
    errors = random.normal(size=(20_000, 1, 1)) + walk + random.normal(size=shape)
    unit = errors / np.sqrt((errors**2).mean())
    found = fit_leads(unit)
    assert found == pytest.approx(np.cov(unit[:, 0].T), abs=0.05)

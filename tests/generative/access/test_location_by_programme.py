# SPDX-License-Identifier: EUPL-1.2
"""Questions too large to try all sets, beside the textbook integer programme of HiGHS."""

from __future__ import annotations

import highspy
import numpy as np
import pytest

from taalplan.access import (
    Locations,
    solve_capacitated_p_median,
    solve_maximal_covering,
    solve_p_median,
)


def textbook(data: Locations, p: int, cost: np.ndarray, capacity: bool = False) -> float:
    """Variables for each pair and each site; x <= y; as it stands in every textbook."""
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    model.setOptionValue("mip_rel_gap", 0.0)
    clients, sites = cost.shape
    y = [model.addVariable(0, 1, 0, highspy.HighsVarType.kInteger) for _ in range(sites)]
    x = [
        [model.addVariable(0, 1, float(cost[i, j]), highspy.HighsVarType.kInteger)
         for j in range(sites)] for i in range(clients)
    ]  # fmt: skip
    for i in range(clients):
        model.addConstr(sum(x[i]) == 1)
        for j in range(sites):
            model.addConstr(x[i][j] <= y[j])
    for j in data.forced:
        model.addConstr(y[j] == 1)
    for j in data.forbidden:
        model.addConstr(y[j] == 0)
    if data.close_at_most is not None:
        model.addConstr(sum(y[j] for j in data.existing) >= len(data.existing) - data.close_at_most)
    if capacity:
        for j in range(sites):
            load = sum(float(data.demand[i]) * x[i][j] for i in range(clients))
            model.addConstr(load <= float(data.capacity[j]) * y[j])
    model.addConstr(sum(y) == p)
    model.minimize()
    return float(model.getObjectiveValue())


@pytest.fixture(params=range(4))
def data(request) -> Locations:
    """Thirty places with people, twelve of them with a desk, one forced and one forbidden."""
    draw = np.random.default_rng(request.param)
    at = draw.uniform(0, 100, (30, 2))
    return Locations(
        np.hypot(*(at[:, None, k] - at[:, k] for k in (0, 1))),
        demand=draw.integers(1, 50, 30),
        capacity=np.full(30, 240.0),
        existing=range(12),
        forced=[3],
        forbidden=[20],
        close_at_most=[None, 3, 8, 10][request.param],
    )


@pytest.mark.parametrize("p", [9, 11])
def test_p_median(data: Locations, p: int) -> None:
    network = solve_p_median(data, p)
    assert network.proven
    assert network.value == pytest.approx(textbook(data, p, data.burden))


def test_maximal_covering(data: Locations) -> None:
    network = solve_maximal_covering(data, 9, 15)
    missed = textbook(data, 9, np.where(data.cost <= 15, 0, data.demand[:, None]))
    assert network.proven
    assert network.value == pytest.approx(data.demand.sum() - missed)


def test_capacitated_p_median(data: Locations) -> None:
    network = solve_capacitated_p_median(data, 9)
    assert network.proven
    assert network.value == pytest.approx(textbook(data, 9, data.burden, capacity=True))


def test_stopped_early_the_bound_still_holds(data: Locations) -> None:
    """Without time for branching the gap is told, and it is honest."""
    best = solve_p_median(data, 9).value
    quick = solve_p_median(data, 9, seconds=0)
    assert quick.bound <= best * (1 + 1e-9)
    assert quick.value >= best * (1 - 1e-9)

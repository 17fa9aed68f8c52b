# SPDX-License-Identifier: EUPL-1.2
"""Every location question on small cases, beside trying all sets of sites."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.small_networks import (
    allowed,
    best,
    check,
    served_divided,
    served_whole,
    small_locations,
    small_rooms,
    travelled,
)
from taalplan.access import (
    LocationError,
    Locations,
    solve_capacitated_facility_location,
    solve_capacitated_p_median,
    solve_facility_location,
    solve_maximal_covering,
    solve_p_center,
    solve_p_median,
    solve_set_covering,
)


@given(small_locations(opening=True), st.integers(1, 6))
def test_p_median(data: Locations, p: int) -> None:
    expected = best(data, p, p, travelled)
    if expected is None:
        with pytest.raises(LocationError):
            solve_p_median(data, p)
        return
    network = solve_p_median(data, p)
    check(network)
    assert len(network.open) == p
    assert network.value == pytest.approx(expected)
    assert network.value == pytest.approx(travelled(data, network.open))
    assert network.proven
    assert network.bound <= network.value


@given(small_locations(opening=True))
def test_facility_location(data: Locations) -> None:
    sites = data.cost.shape[1]
    expected = best(data, 1, sites, travelled)
    if expected is None:
        with pytest.raises(LocationError):
            solve_facility_location(data)
        return
    network = solve_facility_location(data)
    check(network)
    assert network.value == pytest.approx(expected)
    assert network.proven
    assert any(network.open == chosen for chosen in allowed(data, 1, sites))


@given(small_locations(), st.integers(1, 6), st.integers(0, 12).map(lambda n: n / 2))
def test_maximal_covering(data: Locations, p: int, radius: float) -> None:
    def missed(data: Locations, chosen: tuple[int, ...]) -> float:
        pairs = zip(data.cost[:, chosen].min(axis=1), data.demand, strict=True)
        return sum(float(demand) for cost, demand in pairs if cost > radius)

    expected = best(data, p, p, missed)
    if expected is None:
        with pytest.raises(LocationError):
            solve_maximal_covering(data, p, radius)
        return
    network = solve_maximal_covering(data, p, radius)
    check(network)
    assert len(network.open) == p
    assert network.value == pytest.approx(data.demand.sum() - expected)
    assert network.value == pytest.approx(data.demand.sum() - missed(data, network.open))
    assert network.bound >= network.value
    assert network.proven


@given(small_locations(opening=True), st.integers(0, 12).map(lambda n: n / 2))
def test_set_covering(data: Locations, radius: float) -> None:
    def cost(data: Locations, chosen: tuple[int, ...]) -> float:
        if data.cost[:, chosen].min(axis=1).max() > radius:
            return float("inf")
        return float(data.opening[list(chosen)].sum() if data.opening.any() else len(chosen))

    sites = data.cost.shape[1]
    expected = best(data, 1, sites, cost)
    if expected in (None, float("inf")):
        with pytest.raises(LocationError):
            solve_set_covering(data, radius)
        return
    network = solve_set_covering(data, radius)
    check(network)
    assert network.value == pytest.approx(expected)
    assert network.costs.max() <= radius
    assert network.proven


@given(small_locations(), st.integers(1, 6), st.booleans())
def test_p_center(data: Locations, p: int, weighted: bool) -> None:
    count = data.demand > 0 if data.demand.any() else data.demand == 0

    def worst(data: Locations, chosen: tuple[int, ...]) -> float:
        costs = data.cost[:, chosen].min(axis=1) * (data.demand if weighted else 1)
        return float(costs[count].max())

    expected = best(data, p, p, worst)
    if expected is None:
        with pytest.raises(LocationError):
            solve_p_center(data, p, weighted=weighted)
        return
    network = solve_p_center(data, p, weighted=weighted)
    check(network)
    assert len(network.open) == p
    assert network.value == pytest.approx(expected)
    assert network.value == pytest.approx(worst(data, network.open))
    assert network.proven


@settings(max_examples=30)
@given(small_rooms(), st.integers(1, 6), st.booleans())
def test_capacitated_p_median(data: Locations, p: int, divided: bool) -> None:
    expected = best(data, p, p, served_divided if divided else served_whole)
    if expected in (None, float("inf")):
        with pytest.raises(LocationError):
            solve_capacitated_p_median(data, p, divided=divided)
        return
    network = solve_capacitated_p_median(data, p, divided=divided)
    check(network)
    assert len(network.open) == p
    assert network.value == pytest.approx(expected)
    assert network.proven


@settings(max_examples=30)
@given(small_rooms(), st.booleans())
def test_capacitated_facility_location(data: Locations, divided: bool) -> None:
    sites = data.cost.shape[1]
    expected = best(data, 1, sites, served_divided if divided else served_whole)
    if expected in (None, float("inf")):
        with pytest.raises(LocationError):
            solve_capacitated_facility_location(data, divided=divided)
        return
    network = solve_capacitated_facility_location(data, divided=divided)
    check(network)
    assert network.value == pytest.approx(expected)
    assert network.proven

# SPDX-License-Identifier: EUPL-1.2
"""Every location question on small cases, beside trying all sets of sites."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.small_networks import allowed, best, check, small_locations, travelled
from taalplan.access import LocationError, Locations, solve_facility_location, solve_p_median


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

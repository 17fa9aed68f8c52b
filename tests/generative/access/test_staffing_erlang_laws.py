# SPDX-License-Identifier: EUPL-1.2
"""Laws that Erlang's formulas obey whatever the figures."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from taalplan.access.staffing import (
    ErlangA,
    counters_for,
    erlang_b,
    erlang_c,
    fractional_counters_for,
    waits_longer,
)

COUNTERS = st.integers(1, 400)
LOAD = st.floats(0.001, 500)
TIME = st.floats(0, 3)


@given(COUNTERS, LOAD)
def test_more_counters_block_less_and_more_load_more(counters, load):
    blocked = erlang_b(counters, load)
    assert 0 <= blocked <= 1
    assert erlang_b(counters + 1, load) <= blocked <= erlang_b(counters, load * 1.1) + 1e-15


@given(COUNTERS, LOAD)
def test_waiting_follows_from_blocking(counters, load):
    assume(load < counters)
    b = erlang_b(counters, load)
    ratio = load / counters
    assert erlang_c(counters, load) == pytest.approx(b / (1 - ratio * (1 - b)), rel=1e-6)
    assert erlang_c(counters, load) >= b


@given(st.floats(0.0, 60), st.floats(0.01, 60))
def test_one_counter_more_by_the_recursion_between_whole_numbers(counters, load):
    b = erlang_b(counters, load)
    assert erlang_b(counters + 1, load) == pytest.approx(
        load * b / (counters + 1 + load * b), rel=1e-9
    )


@given(st.floats(0.01, 80), st.floats(0.0, 20), st.floats(0.0, 1.0))
def test_continuous_in_counters(load, counters, step):
    # No jump where the way of computing changes: B falls, and by little for a little step.
    assert erlang_b(counters + 1e-7, load) == pytest.approx(erlang_b(counters, load), rel=1e-5)
    assert erlang_b(counters + step, load) <= erlang_b(counters, load) * (1 + 1e-9)


@given(LOAD, TIME, st.floats(0, 0.99))
def test_the_fewest_counters_keep_the_promise_and_one_fewer_does_not(load, time, share):
    counters = counters_for(load, time, share)
    assert 1 - waits_longer(counters, load, time) >= share - 1e-12
    if counters > 1:
        assert 1 - waits_longer(counters - 1, load, time) < share + 1e-12
    exact = fractional_counters_for(load, time, share)
    assert counters - 1 - 1e-6 <= exact <= counters


@given(st.integers(1, 120), st.floats(0.01, 200), st.floats(0.01, 50), TIME)
def test_patience(counters, load, patience, time):
    desk = ErlangA(counters, load, patience)
    helped = desk.helped_within(time)
    assert 0 <= helped <= 1 - desk.gives_up + 1e-9
    assert helped <= desk.helped_within(time + 0.5) + 1e-9
    # Giving up can only shorten the queue of the others.
    if load < counters:
        assert desk.waits <= erlang_c(counters, load) + 1e-9
    # What is not helped and has not given up cannot be: everybody leaves one way or the other.
    assert load * (1 - desk.gives_up) <= counters * (1 + 1e-9)


@given(st.floats(0.1, 5), st.integers(60, 200))
def test_many_counters_leave_nobody_waiting(load, counters):
    # M/M/infinity: everybody has a counter, and the number of busy ones is Poisson.
    assert erlang_c(counters, load) < 1e-30
    assert ErlangA(counters, load, 1.0).gives_up < 1e-12

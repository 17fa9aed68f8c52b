# SPDX-License-Identifier: EUPL-1.2
"""Erlang's formulas against published figures, and against exact sums in fractions."""

from __future__ import annotations

from fractions import Fraction
from math import exp, isclose, log

import pytest

from taalplan.access.staffing import (
    ErlangA,
    counters_for,
    erlang_b,
    erlang_c,
    fractional_counters_for,
    mean_wait,
    offered_load,
    waits_longer,
)


def exact_b(counters: int, load: Fraction) -> Fraction:
    """The formula as Erlang wrote it in 1917, without rounding."""
    term = total = Fraction(1)
    for k in range(1, counters + 1):
        term *= load / k
        total += term
    return term / total


def exact_c(counters: int, load: Fraction) -> Fraction:
    """Erlang C as a sum over the states of the queue."""
    term = total = Fraction(1)
    for k in range(1, counters):
        term *= load / k
        total += term
    waiting = term * load / counters / (1 - load / counters)
    return waiting / (total + waiting)


GLOBALSPEC = {
    # Table of Erlang B in Collins, Carrier Grade Voice Over IP, 2nd edition, appendix A: the load
    # that so many channels can carry with a blocking of 0.01, 0.05, 0.1, ... 5.0 %.
    5: (0.5, 0.6, 0.8, 0.9, 1.0, 1.1, 1.1, 1.2, 1.2, 1.3, 1.3, 1.4, 1.7, 1.9, 2.1, 2.2),
    6: (0.7, 1.0, 1.1, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.8, 1.9, 1.9, 2.3, 2.5, 2.8, 3.0),
    7: (1.1, 1.4, 1.6, 1.8, 1.9, 2.1, 2.2, 2.2, 2.3, 2.4, 2.4, 2.5, 2.9, 3.2, 3.5, 3.7),
    8: (1.4, 1.8, 2.1, 2.3, 2.5, 2.6, 2.7, 2.8, 2.9, 3.0, 3.1, 3.1, 3.6, 4.0, 4.3, 4.5),
    9: (1.8, 2.3, 2.6, 2.9, 3.1, 3.2, 3.3, 3.4, 3.5, 3.6, 3.7, 3.8, 4.3, 4.7, 5.1, 5.4),
}  # fmt: skip
BLOCKING = (0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 2.0, 3.0, 4.0, 5.0)


@pytest.mark.parametrize("channels", GLOBALSPEC)
def test_a_published_table_of_erlang_b(channels):
    for percent, load in zip(BLOCKING, GLOBALSPEC[channels], strict=True):
        # The table prints one decimal: the exact load lies within half of it, or a hair beyond.
        assert erlang_b(channels, max(load - 0.06, 1e-9)) < percent / 100
        assert erlang_b(channels, load + 0.06) > percent / 100


def test_published_examples_of_lines():
    # erlang.com, calculator manual: 15 lines, 1 % blocked: 8.108 erlangs.
    assert erlang_b(15, 8.108) == pytest.approx(0.01, abs=5e-6)
    # The same: 158.333 erlangs and 3 % ask for 168 lines; 33.333 and 1 % for 45.
    assert erlang_b(168, 158.333) <= 0.03 < erlang_b(167, 158.333)
    assert erlang_b(45, 33.333) <= 0.01 < erlang_b(44, 33.333)


def test_published_examples_of_waiting():
    # CRAN, package ErlangC 0.1.0, README: 100 calls in half an hour of 180 s, 14 agents, 20 s.
    assert erlang_c(14, 10) == pytest.approx(0.1741319, abs=5e-8)
    assert 1 - waits_longer(14, 10, 20 / 180) == pytest.approx(0.88835, abs=5e-6)
    assert mean_wait(14, 10) * 180 == pytest.approx(7.83593701177724, abs=1e-13)
    assert erlang_c(11, 10) == pytest.approx(0.6821182, abs=5e-8)
    assert 1 - waits_longer(11, 10, 20 / 180) == pytest.approx(0.3896138, abs=5e-8)
    assert counters_for(10, 20 / 180, 0.8) == 14
    # Mitan, The Erlang-C formula: 360 calls in half an hour of 4 minutes, 55 agents, 15 s.
    assert erlang_c(55, 48) == pytest.approx(0.239, abs=5e-4)
    assert mean_wait(55, 48) * 240 == pytest.approx(8.2, abs=0.05)


@pytest.mark.parametrize(
    ("counters", "load"),
    [(1, "1/7"), (2, "19/10"), (3, "3"), (10, "99/10"), (60, "1/2"), (150, "140"), (300, "299")],
)
def test_as_exact_as_fractions(counters, load):
    a = Fraction(load)
    assert erlang_b(counters, float(a)) == pytest.approx(float(exact_b(counters, a)), rel=1e-12)
    if a < counters:
        expected = float(exact_c(counters, a))
        assert erlang_c(counters, float(a)) == pytest.approx(expected, rel=1e-12)


def test_a_hundred_thousand_counters():
    blocked = erlang_b(100_000, 100_000.0)
    # With as many counters as load: sqrt(2 / (pi n)), and the next term of that series.
    n = 100_000
    assert blocked == pytest.approx((2 / (3.141592653589793 * n)) ** 0.5, rel=3e-3)
    assert 0 < erlang_c(100_000, 99_900.0) < 1
    assert counters_for(100_000.0, 1.0, 0.8) < 100_300
    patient = ErlangA(100_000, 1_000_000.0, 0.5)
    assert patient.gives_up == pytest.approx(0.9, abs=1e-9)


def test_nearly_full_keeps_all_its_figures():
    # 1 - load / counters * (1 - B) would lose eight figures here.
    a = Fraction(10**9 - 1, 10**8)
    assert erlang_c(10, float(a)) == pytest.approx(float(exact_c(10, a)), rel=1e-12)


def slow_b(counters: float, load: float) -> float:
    """1 / B as the integral of load * exp(-load * y) * (1 + y)^c, by Simpson's rule."""
    top = (60 + 20 * counters) / load
    n = 20_000
    h = top / n
    values = [exp(-load * h * i + counters * log(1 + h * i)) for i in range(n + 1)]
    total = values[0] + values[-1] + 4 * sum(values[1:-1:2]) + 2 * sum(values[2:-1:2])
    return 1 / (load * total * h / 3)


@pytest.mark.parametrize("counters", [0.25, 0.999, 1.5, 7.3])
@pytest.mark.parametrize("load", [0.3, 1.49, 1.51, 4.0])
def test_counters_between_whole_numbers(counters, load):
    assert erlang_b(counters, load) == pytest.approx(slow_b(counters, load), rel=1e-4)


def test_a_fraction_of_a_counter_saves_rounding():
    # The complaint of pyworkforce's users (issue 41): 13.04 people, printed as 14.
    exact = fractional_counters_for(10, 20 / 180, 0.8)
    assert 13 < exact < 13.1
    assert 1 - waits_longer(exact, 10, 20 / 180) == pytest.approx(0.8, abs=1e-5)


def birth_and_death(counters: int, load: float, patience: float) -> tuple[float, float]:
    """Waiting and giving up from the chances of each number of people, one by one."""
    logs = [0.0]
    for k in range(1, 3000):
        leaves = min(k, counters) + max(0, k - counters) / patience
        logs.append(logs[-1] + log(load / leaves))
    chances = [exp(one - max(logs)) for one in logs]
    total = sum(chances)
    waiting = sum(chances[counters:]) / total
    leaving = sum((k - counters) / patience * p for k, p in enumerate(chances) if k > counters)
    return waiting, leaving / load / total


@pytest.mark.parametrize(
    ("counters", "load", "patience"),
    [(1, 0.5, 2.0), (5, 20.0, 0.5), (10, 10.0, 1.0), (100, 110.0, 5.0), (40, 10.0, 3.0)],
)
def test_who_gives_up(counters, load, patience):
    desk = ErlangA(counters, load, patience)
    waiting, leaving = birth_and_death(counters, load, patience)
    assert desk.waits == pytest.approx(waiting, rel=1e-9)
    assert desk.gives_up == pytest.approx(leaving, rel=1e-7, abs=1e-15)
    assert desk.helped_within(1e9) == pytest.approx(1 - leaving, rel=1e-9)


def slow_helped(counters: int, load: float, patience: float, time: float) -> float:
    """Helped in time: the density of the virtual wait x the patience left, summed in small steps."""
    step = time / 4000

    def density(v: float) -> float:
        return load * exp(load * patience * (1 - exp(-v / patience)) - counters * v)

    whole, v = 0.0, step / 2
    while density(v) > 1e-14 or v < time:
        whole += density(v) * step
        v += step
    idle = 1 / float(exact_b(counters - 1, Fraction(load)))
    within = sum(
        density((i + 0.5) * step) * exp(-(i + 0.5) * step / patience) * step for i in range(4000)
    )
    return (idle + within) / (idle + whole)


@pytest.mark.parametrize("load", [2.0, 5.0, 7.5])
def test_helped_in_time_when_some_give_up(load):
    fast = ErlangA(5, load, 2.0).helped_within(0.25)
    assert fast == pytest.approx(slow_helped(5, load, 2.0, 0.25), rel=1e-5)


def test_endless_patience_is_erlang_c():
    desk = ErlangA(10, 8.0, 1e7)
    assert desk.waits == pytest.approx(erlang_c(10, 8), rel=1e-5)
    assert desk.would_wait_longer(0.3) == pytest.approx(waits_longer(10, 8, 0.3), rel=1e-5)


def test_nobody_comes():
    assert erlang_b(3, 0) == erlang_c(3, 0) == 0
    assert erlang_b(0, 0) == 1
    assert counters_for(0, 1, 0.9) == 0


@pytest.mark.parametrize("call", [
    lambda: erlang_b(-1, 1), lambda: erlang_b(1, float("nan")), lambda: erlang_c(1, -1),
    lambda: counters_for(1, 1, 1.0), lambda: ErlangA(0, 1, 1), lambda: ErlangA(1, 1, 0),
])  # fmt: skip
def test_what_has_no_meaning_is_refused(call):
    with pytest.raises(ValueError, match=r"\d|nan"):
        call()


def test_the_load_lags_behind_arrivals():
    # Nobody, then two an hour apart, each an hour: the load rises and fades.
    load = offered_load([0, 4, 0, 0], minutes=60, step=30)
    kept = exp(-0.5)
    assert load == pytest.approx([0, 8 * (1 - kept), 8 * (1 - kept), 8 * (1 - kept) * kept])


def test_after_long_the_load_is_arrivals_times_minutes():
    assert isclose(offered_load([3.0] * 60, minutes=40)[-1], 3 * 40 / 30, rel_tol=1e-9)


def test_the_load_is_the_number_of_counters_that_are_busy_when_there_are_enough():
    """Counted person by person: who came earlier and is still there, at the end of each step."""
    import numpy as np

    rng = np.random.default_rng(0)
    arrivals = [0.0, 3.0, 8.0, 1.0, 0.0, 0.0, 5.0]
    days, busy = 4000, np.zeros(len(arrivals) + 1)
    for _ in range(days):
        for step, mean in enumerate(arrivals):
            begun = (step + rng.random(rng.poisson(mean))) * 30
            left = begun + rng.exponential(40.0, len(begun))
            for end in range(step + 1, len(busy)):
                busy[end] += ((begun < end * 30) & (left > end * 30)).sum()
    seen = busy / days
    # The largest within a step stands at one of its ends.
    assert offered_load(arrivals, 40.0) == pytest.approx(np.maximum(seen[:-1], seen[1:]), abs=0.15)

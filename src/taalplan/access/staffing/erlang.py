# SPDX-License-Identifier: EUPL-1.2
"""Erlang's formulas for people at counters, exact and safe from one counter to 100,000.

`load` is the offered load: how many counters would be busy if there were enough of them (people
that come in an hour x hours that each takes). B: who finds all counters busy goes away. C:
everybody waits. A: some give up while they wait.

Nothing is a factorial: each counter more follows from one fewer, so nothing overflows and the
relative error stays that of a few roundings. Counters may be a fraction, which is what a
formula gives when it is asked for the staff of several desks together before rounding.
"""

from __future__ import annotations

from math import exp, gamma, inf, log

_EXACT = 1e-16
_HUGE = 1e250


def erlang_b(counters: float, load: float) -> float:
    """The chance that all counters are busy where nobody waits (Erlang's loss formula).

    Between whole numbers it is the usual analytic continuation, 1/B(c) = a * integral of
    exp(-a y) (1 + y)^c (Jagerman, Bell System Technical Journal 53, 1974).

    >>> round(erlang_b(2, 1.0), 3)
    0.2
    """
    _refuse(counters, load)
    if load == 0:
        return float(counters == 0)
    whole = int(counters)
    fraction = counters - whole
    blocked = 1 / _inverse_b_below_one(fraction, load) if fraction else 1.0
    for step in range(1, whole + 1):
        offered = load * blocked
        blocked = offered / (step + fraction + offered)
    return blocked


def erlang_c(counters: float, load: float) -> float:
    """The chance to have to wait where everybody does; 1 when the counters cannot keep up.

    >>> round(erlang_c(2, 1.0), 3)
    0.333
    """
    if load >= counters:
        _refuse(counters, load)
        return 1.0
    return _c_of_b(erlang_b(counters, load), counters, load)


def waits_longer(counters: float, load: float, time: float) -> float:
    """The chance to wait longer than a time, in mean service times, when nobody gives up."""
    if load >= counters:
        return erlang_c(counters, load)
    return erlang_c(counters, load) * exp(-(counters - load) * time)


def mean_wait(counters: float, load: float) -> float:
    """The mean wait, in mean service times, of everybody; infinite when counters cannot keep up."""
    return inf if load >= counters else erlang_c(counters, load) / (counters - load)


def counters_for(load: float, time: float, share: float) -> int:
    """The fewest counters with which a share of people waits no longer than a time.

    `time` is in mean service times. Walks up once, so that it costs no more than one Erlang B.
    """
    if not 0 <= share < 1:
        raise ValueError(f"a share of {share} cannot be promised; choose from 0 up to below 1")
    _refuse(0, load)
    blocked, counters = 1.0, 0
    while True:
        if counters > load or counters == load == 0:
            wait = _c_of_b(blocked, counters, load) * exp(-(counters - load) * time) if load else 0
            if 1 - wait >= share:
                return counters
        counters += 1
        blocked = load * blocked / (counters + load * blocked)


def fractional_counters_for(load: float, time: float, share: float) -> float:
    """The same without rounding: where the promise is just kept, to a millionth of a counter."""
    high = float(counters_for(load, time, share))
    low = max(high - 1, load)
    while high - low > 1e-6:
        middle = (low + high) / 2
        kept = 1 - waits_longer(middle, load, time) >= share
        low, high = (low, middle) if kept else (middle, high)
    return high


def _c_of_b(blocked: float, counters: float, load: float) -> float:
    # Not 1 - load / counters * (1 - B): that loses all figures when load comes near counters.
    return counters * blocked / (counters - load + load * blocked)


def _inverse_b_below_one(fraction: float, load: float) -> float:
    """1 / B of less than one counter, by an incomplete gamma function: e^a a^-f Gamma(1 + f, a)."""
    if load < 1.5:
        whole = exp(load - fraction * log(load)) * gamma(1 + fraction)
        return whole - load * _lower_series(1 + fraction, load)
    return load * _upper_fraction(1 + fraction, load)


def _lower_series(s: float, x: float) -> float:
    """gamma(s, x) e^x x^-s, the lower incomplete gamma function without its large factors."""
    term = total = 1 / s
    step = s
    while term > total * _EXACT:
        step += 1
        term *= x / step
        total += term
    return total


def _upper_fraction(s: float, x: float) -> float:
    """Gamma(s, x) e^x x^-s by its continued fraction (Lentz's method; DLMF 8.9.2)."""
    b = x + 1 - s
    c, d = inf, 1 / b
    value = d
    for n in range(1, 10_000):
        a = n * (s - n)
        b += 2
        d = 1 / (b + a * d)
        c = b + a / c
        value *= c * d
        if abs(c * d - 1) < _EXACT * 4:
            break
    return value


def log_patience_sum(x: float, y: float) -> float:
    """The logarithm of A(x, y) = 1 + y/(x+1) + y^2/((x+1)(x+2)) + ..., of Erlang A."""
    term = total = 1.0
    scale = 0.0
    step = x
    while True:
        step += 1
        term *= y / step
        total += term
        if total > _HUGE:
            scale += log(_HUGE)
            term, total = term / _HUGE, total / _HUGE
        # Terms shrink once step > y; what is left is below term * y / (step - y).
        if step > y and term * y <= total * _EXACT * (step - y):
            return scale + log(total)


def _refuse(counters: float, load: float) -> None:
    if not (counters >= 0 and load >= 0 and counters < inf and load < inf):
        raise ValueError(f"counters ({counters}) and load ({load}) are finite and not below zero")

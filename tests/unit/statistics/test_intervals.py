# SPDX-License-Identifier: EUPL-1.2
"""Intervals for small numbers keep what they promise, as tables and counting out show."""

from __future__ import annotations

from fractions import Fraction
from math import comb, exp, factorial

import pytest

from taalplan.statistics.satisfaction.intervals import count_interval, share_interval


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        # Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilsons_limits_as_published(part, whole, low, high):
    assert share_interval(part, whole) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("events", "low", "high"),
    [(0, 0.0, 3.689), (1, 0.0253, 5.572), (5, 1.623, 11.668), (20, 12.217, 30.888)],
)
def test_garwoods_limits_as_published(events, low, high):
    assert count_interval(events) == pytest.approx((low, high), abs=5e-4)


@pytest.mark.parametrize("whole", [1, 2, 5, 12])
def test_shares_are_mirrored_and_hold_the_share(whole):
    for part in range(whole + 1):
        low, high = share_interval(part, whole)
        other_low, other_high = share_interval(whole - part, whole)
        assert 0 <= low <= Fraction(part, whole) <= high <= 1
        assert (low, high) == pytest.approx((1 - other_high, 1 - other_low))


def test_wilson_covers_about_95_percent_on_average():
    """Over all shares, of twelve people: counted out, not drawn."""
    shares = [n / 200 for n in range(1, 200)]
    covered = [
        sum(
            comb(12, k) * share**k * (1 - share) ** (12 - k)
            for k in range(13)
            if share_interval(k, 12)[0] <= share <= share_interval(k, 12)[1]
        )
        for share in shares
    ]
    assert sum(covered) / len(covered) == pytest.approx(0.95, abs=0.01)
    assert min(covered) > 0.83


@pytest.mark.parametrize("mean", [0.3, 1.0, 4.2, 17.0])
def test_garwood_covers_at_least_95_percent(mean):
    covered = sum(
        exp(-mean) * mean**k / factorial(k)
        for k in range(60)
        if count_interval(k)[0] <= mean <= count_interval(k)[1]
    )
    assert covered >= 0.95 - 1e-9


def test_many_events_are_no_trouble():
    low, high = count_interval(700)
    assert low == pytest.approx(649.1, abs=0.2)
    assert high == pytest.approx(753.8, abs=0.2)

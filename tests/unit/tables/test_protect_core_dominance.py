# SPDX-License-Identifier: EUPL-1.2
"""Sums that one contributor dominates: when they are sensitive, and how far readers must be kept."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taalplan.tables.protect.attack import attack
from taalplan.tables.protect.dominance import Interval, n_k, p_percent
from taalplan.tables.protect.problem import Cell, Equation, Problem
from taalplan.tables.protect.suppress import suppress


@pytest.mark.parametrize(
    ("contributions", "percent", "expected"),
    [
        ([100, 50, 10], 10, None),  # the others give 10, and 10 % of 100 is 10
        ([100, 50, 9], 10, Interval(158, 160)),  # 1 is missing
        ([100, 50], 10, Interval(140, 160)),
        ([7], 10, Interval(6, 8)),  # 0.7 is missing: whole units
        ([3], 100, Interval(0, 6)),
        ([0, 0], 10, None),
        ([], 10, None),
    ],
)
def test_p_percent_by_hand(
    contributions: list[int], percent: int, expected: Interval | None
) -> None:
    assert p_percent(contributions, percent) == expected


@pytest.mark.parametrize(
    ("contributions", "count", "percent", "expected"),
    [
        ([60, 20, 20], 1, 60, None),
        ([75, 15, 10], 1, 60, Interval(75, 125)),  # 75 is 60 % of 125
        ([40, 40, 20], 2, 75, Interval(93, 107)),  # 80 is 75 % of 106.67
        ([5], 1, 75, Interval(3, 7)),
        ([], 1, 75, None),
    ],
)
def test_n_k_by_hand(
    contributions: list[int], count: int, percent: int, expected: Interval | None
) -> None:
    assert n_k(contributions, count, percent) == expected


amounts = st.lists(st.integers(0, 200), min_size=1, max_size=6)


@given(amounts, st.integers(1, 100))
def test_p_percent_is_what_the_second_largest_can_estimate(
    contributions: list[int], percent: int
) -> None:
    """Told that the sum is at most `high`, they cannot pin the largest down; told it, they can."""
    found = p_percent(contributions, percent)
    first, *others = sorted(contributions, reverse=True)
    second = others[0] if others else 0

    def close(total: int) -> bool:
        return Fraction(total - second - first) < Fraction(percent * first, 100)

    assert (found is not None) == (first > 0 and close(sum(contributions)))
    if found:
        assert not close(found.high)
        assert close(found.high - 1)


@given(amounts, st.integers(1, 3), st.integers(1, 100))
def test_n_k_is_the_share_of_the_largest(
    contributions: list[int], count: int, percent: int
) -> None:
    found = n_k(contributions, count, percent)
    part = sum(sorted(contributions, reverse=True)[:count])
    dominated = 100 * part > percent * sum(contributions)
    assert (found is not None) == dominated
    if found:
        assert 100 * part <= percent * found.high
        assert 100 * part > percent * (found.high - 1)


@pytest.mark.parametrize("percent", [0, 101])
def test_a_percentage_that_is_none_is_refused(percent: int) -> None:
    with pytest.raises(ValueError, match="not between"):
        p_percent([1], percent)
    with pytest.raises(ValueError, match="not between"):
        n_k([1], 1, percent)


def test_a_negative_contribution_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        p_percent([4, -1], 10)
    with pytest.raises(ValueError, match="are none"):
        n_k([4], 0, 10)


def test_hours_of_one_large_centre_are_protected() -> None:
    """Lesson hours by province: in the second, one centre gives 900 of 950."""
    hours = [[400, 350, 300], [900, 40, 10], [250, 240, 200]]
    asked = [p_percent(each, 10) for each in hours]
    assert asked == [None, Interval(870, 1030), None]
    cells = [
        Cell(
            n,
            sum(each),
            sensitive=interval is not None,
            protect_low=interval.low if interval else None,
            protect_high=interval.high if interval else None,
            weight=sum(each),
        )
        for n, (each, interval) in enumerate(zip(hours, asked, strict=True))
    ]
    cells.append(Cell("all", sum(map(sum, hours)), frozen=True))
    problem = Problem(tuple(cells), (Equation(((0, 1), (1, 1), (2, 1), (3, -1))),))
    found = suppress(problem)
    assert found.hidden == {1, 2}
    ends = attack(problem, found.hidden).intervals[1]
    assert ends.lower <= 870
    assert ends.upper is not None
    assert ends.upper >= 1030

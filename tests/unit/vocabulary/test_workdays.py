# SPDX-License-Identifier: EUPL-1.2
"""Working days, held against a calendar read by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taalplan.vocabulary.workdays import (
    is_working_day,
    working_days_after,
    working_days_between,
)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2022, 2, 24), True),  # a Thursday
        (date(2022, 2, 26), False),  # a Saturday
        (date(2022, 4, 18), False),  # Easter Monday
        (date(2022, 7, 11), False),  # the feast of the Flemish Community, a Monday
        (date(2022, 7, 21), False),
        (date(2022, 12, 25), False),
    ],
)
def test_which_days_are_working_days(day: date, works: bool) -> None:
    assert is_working_day(day) is works


def test_the_term_of_question_216_ended_on_24_march_2022() -> None:
    """24 February was a Thursday; four weeks without a holiday are twenty working days."""
    assert working_days_after(date(2022, 2, 24), 20) == date(2022, 3, 24)


def test_easter_makes_a_term_a_day_longer() -> None:
    assert working_days_after(date(2022, 4, 14), 2) == date(2022, 4, 19)


DAYS = st.dates(date(2016, 1, 1), date(2027, 12, 31))


@given(DAYS, st.integers(0, 60))
def test_counted_day_by_day(first: date, number: int) -> None:
    last = working_days_after(first, number)
    counted = [first + timedelta(days=n) for n in range(1, (last - first).days + 1)]
    assert sum(map(is_working_day, counted)) == number == working_days_between(first, last)
    assert not number or is_working_day(last)
    assert working_days_between(last, first) == -number

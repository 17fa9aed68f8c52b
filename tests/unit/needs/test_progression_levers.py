# SPDX-License-Identifier: EUPL-1.2
"""Levers hold in the months, levels and areas they name, and refuse what means nothing."""

from __future__ import annotations

from datetime import date

import pytest

from taalplan.needs.progression import Groups, Lever, Levers, What
from taalplan.needs.progression.followed import month

GROUPS = Groups(("genk", "gent"), ("standard",), ("A1", "A2"))
JANUARY = month("2023-01")


def test_a_lever_holds_from_its_first_month_to_its_last_where_it_says() -> None:
    levers = Levers(
        (
            Lever(What.PASS_RATE, 0.5, date(2023, 2, 15), date(2023, 3, 1), areas=("genk",)),
            Lever(What.PASS_RATE, 0.8, date(2023, 3, 1), levels=("A2",)),
        )
    )
    assert levers.of(What.PASS_RATE, "A2", GROUPS, JANUARY, 4).tolist() == [
        [1.0, 0.5, 0.4, 0.8],
        [1.0, 1.0, 0.8, 0.8],
    ]
    assert levers.of(What.PASS_RATE, "A1", GROUPS, JANUARY, 4)[1].tolist() == [1, 1, 1, 1]
    assert levers.of(What.WAITING, "A2", GROUPS, JANUARY, 4).sum() == 0


def test_waiting_is_added_and_sets_are_joined() -> None:
    one = Levers((Lever(What.WAITING, 2, date(2023, 1, 1)),))
    other = Levers((Lever(What.WAITING, -1, date(2023, 2, 1)),))
    found = (one + other).of(What.WAITING, "A1", GROUPS, JANUARY, 3)
    assert found[0].tolist() == [2, 1, 1]


def test_what_means_nothing_is_refused_all_at_once() -> None:
    with pytest.raises(ValueError, match="not a multiplier"):
        Lever(What.DROP_OUT, -1, date(2023, 1, 1))
    with pytest.raises(ValueError, match="whole number of months"):
        Lever(What.WAITING, 0.5, date(2023, 1, 1))
    with pytest.raises(ValueError, match="before it begins"):
        Lever(What.PASS_RATE, 1, date(2023, 2, 1), date(2023, 1, 1))
    wrong = Levers((Lever(What.PASS_RATE, 1, date(2023, 1, 1), levels=("D1",), areas=("mol",)),))
    with pytest.raises(ValueError, match=r"level 'D1'.*area 'mol'"):
        wrong.check(GROUPS)

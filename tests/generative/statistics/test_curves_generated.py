# SPDX-License-Identifier: EUPL-1.2
"""The curves against a second version that asks everybody on every day, on generated people."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.followed_people import (
    Person,
    as_followed,
    bounds_by_hand,
    error_by_hand,
    known_until_by_hand,
    shares_by_hand,
)
from taalplan.statistics.outcomes.curves import aalen_johansen
from taalplan.statistics.outcomes.figures import cohort_figures
from taalplan.statistics.outcomes.followed import Followed
from taalplan.statistics.outcomes.limits import log_log_limits, worst_case
from taalplan.statistics.outcomes.variance import independent, influence, standard_errors

DAYS = 12
CLOSE = 1e-10


@st.composite
def people(draw: st.DrawFn, *, late: bool = False, groups: int = 1) -> list[Person]:
    """Some people with many ties; with `late`, some under observation after their start only."""
    found = []
    for who in range(draw(st.integers(1, 14))):
        time = draw(st.integers(0, DAYS + 3))
        entry = draw(st.integers(0, min(time, 4))) if late else 0
        cause = draw(st.integers(0, 3))
        reach = draw(st.integers(time, DAYS + 6)) if cause else time
        found.append(Person(time, cause, entry, draw(st.integers(0, groups - 1)), who, reach))
    return found


@given(people(late=True, groups=3))
def test_shares_of_each_group_are_those_by_hand(found: list[Person]) -> None:
    """Ties, late entries, empty groups: the same fractions, and they add up to one."""
    curves = aalen_johansen(as_followed(found), 3, DAYS)
    for group in range(3):
        mine = [p for p in found if p.group == group]
        for day in (0, 3, DAYS):
            expected = [float(share) for share in shares_by_hand(mine, day)]
            assert np.allclose(curves.shares[:, group, day], expected, rtol=0, atol=CLOSE)
            assert abs(curves.shares[:, group, day].sum() - 1) < CLOSE


@given(people(late=True))
def test_a_curve_is_observed_until_nobody_is_left_to_observe(found: list[Person]) -> None:
    """Beyond that day there is no figure; when all have ended, there always is."""
    curves = aalen_johansen(as_followed(found), 1, DAYS)
    assert curves.known_until[0] == known_until_by_hand(found, DAYS)


@given(people())
@settings(max_examples=40)
def test_standard_errors_are_what_a_little_more_weight_moves(found: list[Person]) -> None:
    """Greenwood's way, the influences, and weights of 1 + 1e-12 in fractions: all the same."""
    followed = as_followed(found)
    curves = aalen_johansen(followed, 1, DAYS)
    fast = independent(curves)[:, 0]
    for day in (2, DAYS):
        slow = error_by_hand(found, day)
        one_by_one = np.sqrt((influence(curves, followed, day) ** 2).sum(axis=1))
        assert np.allclose(fast[:, day], slow, rtol=1e-7, atol=1e-9)
        assert np.allclose(one_by_one, slow, rtol=1e-7, atol=1e-9)


@given(people(late=True), st.integers(1, 4))
@settings(max_examples=40)
def test_with_late_entries_and_several_cases_a_person_too(found: list[Person], few: int) -> None:
    """What a person's cases move together is squared together."""
    shared = [Person(p.time, p.cause, p.entry, 0, p.who % few, p.reach) for p in found]
    followed = as_followed(shared, clustered=True)
    curves = aalen_johansen(followed, 1, DAYS)
    days = [day for day in (2, DAYS) if day <= curves.known_until[0]]
    for day in days:
        fast = standard_errors(curves, followed, [day])[:, 0, 0]
        assert np.allclose(fast, error_by_hand(shared, day), rtol=1e-7, atol=1e-9)


@given(people(), st.integers(0, DAYS))
def test_bounds_hold_the_truth_whatever_it_is(found: list[Person], day: int) -> None:
    """By hand; and no way to end the open cases takes a share outside of them."""
    least, most = worst_case(as_followed(found), 1, day, 3)
    expected = bounds_by_hand(found, day)
    assert np.allclose(least[:, 0], [float(low) for low, _ in expected], atol=CLOSE)
    assert np.allclose(most[:, 0], [float(high) for _, high in expected], atol=CLOSE)
    for fate in (0, 1, 2, 3):
        known = [Person(DAYS + 9, 0) if p.cause == 0 and fate == 0 else
                 Person(min(p.time + 1, day) if p.time < day else p.time, fate)
                 if p.cause == 0 and p.time < day else p for p in found]  # fmt: skip
        truth = np.array([float(share) for share in shares_by_hand(known, day)])
        assert np.all(truth >= least[:, 0] - CLOSE)
        assert np.all(truth <= most[:, 0] + CLOSE)


@given(people(late=True, groups=2))
def test_limits_lie_on_their_sides_and_within_nought_and_one(found: list[Person]) -> None:
    """Also where a share is 0 or 1, and the log-log scale says nothing."""
    followed = as_followed(found)
    curves = aalen_johansen(followed, 2, DAYS)
    errors = standard_errors(curves, followed, [DAYS])[:, :, 0]
    shares = curves.shares[:, :, DAYS]
    low, high = log_log_limits(shares, errors, np.full(shares.shape, 3.0))
    assert np.all((low >= 0) & (high <= 1) & (low <= shares + CLOSE) & (high >= shares - CLOSE))
    assert np.all(high[shares == 0] > 0)
    assert np.all(low[shares == 1] < 1)


@given(people(groups=3), st.permutations(range(3)))
def test_groups_do_not_touch_one_another(found: list[Person], order: list[int]) -> None:
    """Renaming groups renames the figures, and nothing else."""
    plain = cohort_figures(as_followed(found), 3, (1, 2), 0.1)
    named = [Person(p.time, p.cause, p.entry, order[p.group], p.who, p.reach) for p in found]
    renamed = cohort_figures(as_followed(named), 3, (1, 2), 0.1)
    for group in range(3):
        mine, same = plain[group], renamed[order[group]]
        assert mine.started == same.started
        for one, other in zip(mine.horizons, same.horizons, strict=True):
            assert np.array_equal(one.share, other.share)
            assert one.blank == other.blank


def test_many_groups_are_done_in_parts_without_a_seam() -> None:
    """600 groups of which each has its own end day."""
    group = np.repeat(np.arange(600), 2)
    time = group % 40
    followed = Followed(group, time, np.ones(1200, np.int64), None, time + 400)
    found = cohort_figures(followed, 600, (1,), 0.1)
    assert [c.horizons[0].share[0] for c in found] == [float(g % 40 <= 30) for g in range(600)]

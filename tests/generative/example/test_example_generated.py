# SPDX-License-Identifier: EUPL-1.2
"""Matching and gluing, on any numbers: nobody twice, and every margin as asked."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taalplan.example import matching
from taalplan.example.figures import AREAS, Targets
from taalplan.example.overlaps import NOT_CLOSED, slots

groups = st.lists(st.integers(0, 4), max_size=30).map(lambda x: np.array(x, dtype=np.int64))
three = st.tuples(*[st.integers(0, 40)] * 3)


@settings(max_examples=200)
@given(left=groups, right=groups, seed=st.integers(0, 99))
def test_matching_pairs_as_many_as_possible_within_each_group(
    left: np.ndarray, right: np.ndarray, seed: int
) -> None:
    i, j = matching.within(np.random.default_rng(seed), left, right)
    assert left[i].tolist() == right[j].tolist()
    assert len(set(i.tolist())) == len(i)
    assert len(set(j.tolist())) == len(j)
    possible = Counter(left.tolist()) & Counter(right.tolist())
    assert Counter(left[i].tolist()) == possible


@st.composite
def outcome_targets(draw: st.DrawFn) -> Targets:
    """Published outcomes that could be of one register: overlaps of A2 within those of A1."""
    shape = (len(AREAS), 1, 3)
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    both_a1 = rng.integers(0, 6, shape)
    both_a2 = np.minimum(rng.integers(0, 6, shape), both_a1)
    more = [rng.integers(0, 50, (*shape, 2)) for _ in range(2)]
    crossing_a1 = rng.integers(0, 5, (1, 3))
    return Targets(
        first=np.zeros((1, 3), dtype=np.int64),
        doubles=np.zeros((1, 3), dtype=np.int64),
        registered=np.zeros((1, 5), dtype=np.int64),
        closed=np.stack([both_a1[..., None] + more[0] + 40, both_a2[..., None] + more[1]]),
        both=np.stack([both_a1, both_a2]),
        crossing=np.stack([crossing_a1, np.zeros_like(crossing_a1)]),
    )


@settings(max_examples=40, deadline=None)
@given(targets=outcome_targets(), seed=st.integers(0, 99))
def test_slots_have_every_margin_and_every_overlap(targets: Targets, seed: int) -> None:
    found = slots(np.random.default_rng(seed), targets)
    for component, results in enumerate((found.a1, found.a2)):
        counted = np.zeros_like(targets.closed[component])
        closed = results != NOT_CLOSED
        place = (found.area[closed], found.year[closed], results[closed], found.group[closed])
        np.add.at(counted, place, 1)
        assert np.array_equal(counted, targets.closed[component])


@settings(max_examples=40, deadline=None)
@given(targets=outcome_targets(), seed=st.integers(0, 99))
def test_partners_are_mutual_and_of_the_kinds_that_were_published(
    targets: Targets, seed: int
) -> None:
    found = slots(np.random.default_rng(seed), targets)
    one = np.flatnonzero(found.partner >= 0)
    other = found.partner[one]
    assert (found.partner[other] == one).all()
    assert (found.year[one] == found.year[other]).all()
    same_area = found.area[one] == found.area[other]
    pairs = one[same_area]
    for trait in (found.a1, found.a2):
        assert (trait[pairs] == trait[found.partner[pairs]]).all()
    assert (found.group[pairs] != found.group[found.partner[pairs]]).all()
    assert same_area.sum() == 2 * targets.both[0].sum()
    assert (~same_area).sum() == 2 * targets.crossing[0].sum()
    assert found.leads.sum() == len(found.area) - len(one) // 2


def test_overlaps_that_cannot_be_are_refused() -> None:
    """More people in both groups closed A2 than A1: no register of ours can hold that."""
    shape = (len(AREAS), 1, 3)
    closed = np.full((2, *shape, 2), 9)
    both = np.stack([np.zeros(shape, dtype=np.int64), np.ones(shape, dtype=np.int64)])
    none = np.zeros((1, 3), dtype=np.int64)
    targets = Targets(none, none, none, closed, both, np.stack([none, none]))
    with pytest.raises(ValueError, match="people in both groups closed A2 and not A1"):
        slots(np.random.default_rng(1), targets)

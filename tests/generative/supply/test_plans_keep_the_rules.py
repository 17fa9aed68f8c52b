# SPDX-License-Identifier: EUPL-1.2
"""Plans of generated problems: every rule kept, the optimum reached, the bound never passed."""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.supplies import drawn, invented
from taalplan.supply import Effort, broken_rules, gap_of, make_plan
from taalplan.supply.highs import maximise
from taalplan.supply.model import model_of
from taalplan.supply.options import options_of

MANY = 400 if os.environ.get("HYPOTHESIS_PROFILE") in ("full", "explore") else 25
SEEDS = st.integers(0, 10**6)


@given(SEEDS)
@settings(max_examples=MANY)
def test_both_ways_keep_every_rule_and_the_bound_holds(seed):
    problem = invented(seed)
    exact = make_plan(problem, exact=True)
    parts = make_plan(problem, Effort(rounds=12), exact=False)
    assert list(broken_rules(exact)) == []
    assert list(broken_rules(parts)) == []
    assert exact.stopped == "proven"
    assert parts.value <= exact.value + 1e-6
    assert parts.bound >= exact.value - 1e-6


@given(SEEDS)
@settings(max_examples=MANY)
def test_strong_rows_cut_off_no_plan(seed):
    options = options_of(invented(seed))
    plain = maximise(model_of(options))
    strong = maximise(model_of(options, strong=True))
    assert strong.value == pytest.approx(plain.value, abs=1e-6)


@given(SEEDS)
@settings(max_examples=MANY)
def test_everybody_left_out_has_a_reason(seed):
    plan = make_plan(invented(seed))
    gap = gap_of(plan)
    assert gap.by_reason().sum() == pytest.approx(plan.unplaced.sum())
    # A proven plan leaves nobody out who could simply have had one more group.
    assert plan.stopped == "proven"


def brute_force(problem):
    """The best value over all numbers of groups; who sits where is an LP of its own."""
    options = options_of(problem)
    model = model_of(options)
    best = -np.inf
    for counts in product(*(range(least, most + 1) for least, most in
                            zip(options.least, options.limit, strict=True))):  # fmt: skip
        lower, upper = model.lower.copy(), model.upper.copy()
        lower[: len(counts)] = upper[: len(counts)] = counts
        found = maximise(replace(model, lower=lower, upper=upper), relaxed=True)
        best = max(best, found.value)
    return best


@given(st.integers(0, 300))
@settings(max_examples=8 if MANY == 25 else 60)
def test_small_problems_equal_brute_force(seed):
    rng = np.random.default_rng(seed)
    needs = [
        (zone, part, number, int(rng.integers(1, 5)))
        for zone in ("aalst", "ninove")
        for part in ("morning", "evening")
        for number in (0, 1)
        if rng.random() < 0.6
    ]
    problem = drawn(needs, rooms=1, budget=float(rng.choice([12_000.0, 40_000.0])))
    if len(options_of(problem)) > 8:
        return
    assert make_plan(problem).value == pytest.approx(max(brute_force(problem), 0.0), abs=1e-6)


def test_a_checker_that_is_given_a_broken_plan_says_so():
    plan = make_plan(drawn([("aalst", "evening", 0, 4), ("ninove", "morning", 0, 4)]))
    groups, seating = plan.groups, plan.seating
    broken = {
        "placed of": replace(plan, seating=replace(seating, people=seating.people * 2)),
        "only": replace(plan, seating=replace(seating, people=seating.people / 2)),
        "cannot come": replace(plan, groups=replace(groups, daypart=1 - groups.daypart)),
        "months late": replace(
            plan, problem=replace(plan.problem, rounds=(0, 9)),
            groups=replace(groups, round=groups.round + 1),
        ),
        "rooms of": replace(plan, problem=replace(plan.problem, rooms=plan.problem.rooms * 0)),
        "lesson hours of": replace(
            plan, problem=replace(plan.problem, teachers=plan.problem.teachers * 0)
        ),
        "euro of": replace(plan, problem=replace(plan.problem, budget=1.0)),
        "site is closed": replace(
            plan, problem=replace(plan.problem, open_sites=np.zeros(2, bool))
        ),
        "no lessons": replace(plan, problem=replace(plan.problem, open_dayparts=np.zeros(2, bool))),
        "km from": replace(
            plan, problem=replace(plan.problem, modes=(replace(plan.problem.modes[0], reach=-0.0),)),
            groups=replace(groups, site=1 - groups.site),
        ),
        "says it is worth": replace(plan, value=plan.value + 1),
        "more than its bound": replace(plan, bound=plan.value - 1),
    }  # fmt: skip
    for words, one in broken.items():
        assert any(words in sentence for sentence in broken_rules(one)), words

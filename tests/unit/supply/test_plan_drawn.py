# SPDX-License-Identifier: EUPL-1.2
"""Plans that can be checked by heart: who gets a group, who does not, and the reason given."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lib.supplies import drawn, school, town
from taalplan.supply import (
    Groups,
    SupplyError,
    broken_rules,
    gap_of,
    make_plan,
)
from taalplan.supply.reasons import offer_sentence, offers_of
from taalplan.supply.why import REASONS


def opened(plan):
    """(site, day-part, groups) of a plan."""
    return [
        (plan.problem.sites[s].code, plan.problem.dayparts[d], int(n))
        for s, d, n in zip(plan.groups.site, plan.groups.daypart, plan.groups.count, strict=True)
    ]


def why(plan):
    """People left out by reason."""
    found = gap_of(plan).by_reason()
    return {reason: round(n, 3) for reason, n in zip(REASONS, found, strict=True) if n > 1e-6}


def test_four_people_in_the_evening_get_an_evening_group_where_they_live():
    plan = make_plan(drawn([("aalst", "evening", 0, 4)]))
    assert opened(plan) == [("hoofd", "evening", 1)]
    assert plan.stopped == "proven"
    assert plan.placed.sum() == pytest.approx(4)
    assert list(broken_rules(plan)) == []


def test_two_places_with_too_few_people_each_share_one_group():
    plan = make_plan(drawn([("aalst", "evening", 0, 2), ("ninove", "evening", 0, 2)]))
    assert len(opened(plan)) == 1
    assert plan.placed.sum() == pytest.approx(4)


@pytest.mark.parametrize(
    ("needs", "changed", "expected"),
    [
        ([("aalst", "evening", 0, 2)], {}, {"people": 2}),
        ([("aalst", "evening", 0, 4)], {"rooms": 0}, {"room": 4}),
        ([("aalst", "evening", 0, 4)], {"hours": 100}, {"teacher": 4}),
        ([("aalst", "evening", 0, 4)], {"budget": 10_000.0}, {"budget": 4}),
        ([("aalst", "evening", 0, 4)], {"open_dayparts": np.array([True, False])}, {"closed": 4}),
        ([("aalst", "evening", 0, 4)], {"hour_cost": 9_000.0}, {"worth": 4}),
    ],
)
def test_who_is_left_out_is_told_why(needs, changed, expected):
    assert why(make_plan(drawn(needs, **changed))) == expected


def test_a_group_may_start_later_but_not_half_a_year_too_late():
    needs = [("aalst", "evening", 0, 2), ("aalst", "evening", 1, 2)]
    plan = make_plan(drawn(needs))
    assert plan.groups.round.tolist() == [1]
    patient = drawn(needs)
    hasty = replace(patient, weights=replace(patient.weights, longest=4))
    assert not len(make_plan(hasty).groups.count)


def test_who_waited_longest_goes_first_when_there_is_one_room():
    problem = drawn([("aalst", "evening", 0, 5), ("ninove", "evening", 0, 5)], rooms=1,
                    sites=(school("hoofd", 6, "aalst"),))  # fmt: skip
    needs = replace(problem.needs, waited=np.array([0.0, 12.0]))
    plan = make_plan(replace(problem, needs=needs))
    # Both rounds have room for five, and those who waited are in the first.
    first = plan.seating.need[plan.groups.round[plan.seating.group] == 0]
    assert set(first.tolist()) == {1}


def test_a_group_that_was_promised_opens_however_small():
    promised = Groups(*(np.array([n]) for n in (0, 0, 0, 1, 0, 0, 1)))
    plan = make_plan(drawn([("aalst", "evening", 0, 1)], promised=promised))
    assert opened(plan) == [("hoofd", "evening", 1)]
    assert list(broken_rules(plan)) == []


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"rooms": 0}, "1 promised groups at the same time and 0 rooms"),
        ({"hours": 10}, "120 promised lesson hours and teachers for 10"),
        ({"budget": 5.0}, "costs 10,800 euro and the budget is 5"),
        ({"open_sites": np.zeros(2, bool)}, "its site is closed"),
        ({"open_dayparts": np.array([True, False])}, "no lessons are given in the evening"),
    ],
)
def test_promises_that_cannot_be_kept_are_explained(changed, words):
    promised = Groups(*(np.array([n]) for n in (0, 0, 0, 1, 0, 0, 1)))
    with pytest.raises(SupplyError, match=words):
        make_plan(drawn([("aalst", "evening", 0, 4)], promised=promised, **changed))


def test_every_clash_is_told_at_once():
    promised = Groups(*(np.array([n]) for n in (0, 0, 0, 1, 0, 0, 1)))
    with pytest.raises(SupplyError) as error:
        make_plan(drawn([("aalst", "evening", 0, 4)], promised=promised, rooms=0, budget=5.0))
    assert len(error.value.faults) == 2


def test_faults_of_a_problem_are_told_at_once():
    with pytest.raises(SupplyError) as error:
        drawn([("aalst", "evening", 0, -4)], budget=-1.0, zones=(town("aalst", 0),) * 2)
    assert len(error.value.faults) >= 2


def test_last_years_group_is_kept_when_that_is_worth_something():
    zones = (town("aalst", 0), town("ninove", 4))
    needs = [("aalst", "evening", 0, 4)]
    existing = Groups(*(np.array([n]) for n in (1, 0, 0, 1, 0, 0, 1)))
    sites = (school("hoofd", 0, "aalst"), school("bij", 4, "ninove"))
    problem = drawn(needs, zones=zones, sites=sites, existing=existing)
    assert opened(make_plan(problem)) == [("hoofd", "evening", 1)]
    keeping = replace(problem, weights=replace(problem.weights, keep=0.5))
    assert opened(make_plan(keeping)) == [("bij", "evening", 1)]


def test_a_coordinator_reads_why_aalst_gets_an_evening_group():
    plan = make_plan(drawn([("aalst", "evening", 0, 3), ("ninove", "evening", 0, 2)], rooms=1))
    (offer,) = offers_of(plan)
    assert offer_sentence(plan, offer).nl == (
        "A2 standaard, avond: 1 groep (september). Verwacht: 5 cursisten, de meesten uit Aalst 3, "
        "Ninove 2. Zij beginnen zodra zij er zijn. In geen andere gemeente binnen hun bereik "
        "is er zo’n groep."
    )

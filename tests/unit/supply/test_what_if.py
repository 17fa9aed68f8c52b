# SPDX-License-Identifier: EUPL-1.2
"""What if: changes do what they say, on problems that can be checked by heart."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lib.supplies import drawn, invented
from taalplan.supply import Change, Effort, SupplyError, broken_rules, changed, fair_plan, make_plan
from taalplan.supply.fairness import shares, welfare
from taalplan.supply.problem import Weights, Wish, layers_of
from taalplan.supply.worth import worth_of_more


def test_the_words_of_the_command_line():
    change = Change.read(["budget=-10%", "rooms=+50%"], ["hoofd"], ["evening"], "10%")
    assert dict(change.amounts) == {"budget": 0.9, "rooms": 1.5}
    assert change.words().nl == (
        "budget -10 %; lokalen +50 %; hoofd gesloten; geen lessen: avond; "
        "10 % van wie contactonderwijs volgt naar gecombineerd onderwijs"
    )
    assert not Change.read([], [], [], None)


def test_words_that_are_not_understood_are_told_together():
    with pytest.raises(SupplyError) as error:
        Change.read(["geld=-10%", "budget=min tien"], [], [], "120%")
    assert len(error.value.faults) == 3
    with pytest.raises(SupplyError, match=r"--close elders.*--forbid nacht"):
        changed(drawn([]), Change(close=("elders",), forbid=("nacht",)))


def test_less_money_fewer_rooms_closed_and_dark():
    problem = drawn([("aalst", "evening", 0, 4)], budget=50_000.0, rooms=3)
    made = changed(problem, Change((("budget", 0.5), ("rooms", 0.5)), ("hoofd",), ("evening",)))
    assert made.budget == 25_000
    assert made.rooms.tolist() == [[1, 1], [1, 1]]
    assert made.open_sites.tolist() == [False, True]
    assert made.open_dayparts.tolist() == [True, False]
    assert not len(make_plan(made).groups.count)


@pytest.mark.parametrize("share", [0.0, 0.1, 1.0])
def test_people_who_move_to_blended_are_nobody_more_or_less(share):
    problem = invented(5)
    made = changed(problem, Change(blended=share or 1e-12))
    assert made.needs.expected.sum() == pytest.approx(problem.needs.expected.sum())

    def blended(one):
        modes = np.array([wish.mode == "blended" for wish in one.wishes])
        return one.needs.expected[modes[one.needs.wish]].sum()

    there = blended(problem)
    rest = problem.needs.expected.sum() - there
    assert blended(made) == pytest.approx(there + share * rest, abs=1e-6)
    assert Wish(("morning",), "blended") in made.wishes


def test_fairness_moves_the_group_to_the_region_that_has_none():
    """One budget for one group; eight near each other, or four far away in the other region."""
    problem = invented(3)
    plain = make_plan(problem, exact=True)
    fair = fair_plan(
        replace(problem, weights=replace(problem.weights, fairness=2.0)),
        lambda one, last: make_plan(one, exact=True),
    )
    assert welfare(fair, 2.0) >= welfare(plain, 2.0) - 1e-9
    assert ((shares(fair) >= 0) & (shares(fair) <= 1 + 1e-9)).all()
    assert list(broken_rules(fair)) == []


def test_one_more_room_is_worth_the_group_that_it_lets_in():
    needs = [("aalst", "evening", 0, 5), ("aalst", "evening", 0, 5), ("aalst", "evening", 1, 5)]
    problem = drawn(needs, rooms=1, hours=480, budget=32_400.0)
    problem = replace(problem, weights=Weights(longest=0), offers=np.array([[True], [False]]))
    plan = make_plan(problem)
    assert plan.placed.sum() == pytest.approx(10)
    (room,) = [one for one in worth_of_more(plan, load=120) if one.kind == "room"]
    assert room.placed == pytest.approx(5)


def test_going_on_from_a_plan_makes_it_no_worse():
    problem = invented(11)
    first = make_plan(problem, Effort(rounds=2), exact=False)
    second = make_plan(problem, Effort(rounds=4), exact=False, start=first.groups)
    assert list(broken_rules(second)) == []
    assert second.groups.count.sum() > 0


def test_layers_of_people_add_up_to_the_mean_and_never_get_likelier():
    draws = np.random.default_rng(1).poisson([3.0, 40.0, 0.01], (500, 3)).astype(float)
    people, chance = layers_of(draws, (0.2, 0.7))
    assert (people * chance).sum(axis=-1) == pytest.approx(draws.mean(axis=0))
    assert (np.diff(chance, axis=-1) <= 1e-12).all()
    # What is met with so many places is the mean of the smaller of the two.
    met = people[:, 0] * chance[:, 0]
    assert met == pytest.approx(np.minimum(draws, people[:, 0]).mean(axis=0))

# SPDX-License-Identifier: EUPL-1.2
"""What a pass rate changed by: the published figures, all orders by hand, and the edges."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import pytest

from lib.printed_figures import cohort
from taalplan.statistics.change.rates import Cohort, split


def points(value: Fraction) -> str:
    """A fraction in percentage points, as the findings print it."""
    return f"{100 * float(value):+.2f}"


def test_published_a1_from_2019_to_2021() -> None:
    """84.9 to 91.8 %: +6.90 points, of which +6.50 are rates."""
    found = split(cohort("a1", "2019"), cohort("a1", "2021"))
    assert (f"{100 * float(found.before):.1f}", f"{100 * float(found.after):.1f}") == (
        "84.9",
        "91.8",
    )
    assert points(found.change) == "+6.90"
    effects = [points(e) for e in (found.area_mix, found.group_mix, found.rates)]
    assert effects == ["+0.44", "-0.04", "+6.50"]


@pytest.mark.parametrize("component", ["a1", "a2"])
@pytest.mark.parametrize("years", [("2019", "2020"), ("2020", "2021"), ("2019", "2021")])
def test_every_published_change_adds_up_exactly(component: str, years: tuple[str, str]) -> None:
    """In fractions: nothing is left over, over the factors and over the areas."""
    found = split(cohort(component, years[0]), cohort(component, years[1]))
    assert found.area_mix + found.group_mix + found.rates == found.after - found.before
    assert sum(found.rates_by_area.values()) == found.rates
    assert sum(found.area_mix_by_area.values()) == found.area_mix
    assert sum(found.group_mix_by_area.values()) == found.group_mix


def in_all_orders(before: Cohort, after: Cohort) -> list[Fraction]:
    """Change the three factors in each of six orders and average what each change adds."""
    sides = [plain_factors(before, after), plain_factors(after, before)]
    effects = [Fraction(0)] * 3
    orders = list(permutations(range(3)))
    for order in orders:
        now = [0, 0, 0]
        for factor in order:
            was = plain_rate([sides[side][k] for k, side in enumerate(now)])
            now[factor] = 1
            effects[factor] += plain_rate([sides[side][k] for k, side in enumerate(now)]) - was
    return [effect / len(orders) for effect in effects]


def plain_factors(cohort: Cohort, other: Cohort) -> list[dict]:
    """Shares of areas, of groups within them, and rates; from the other side where empty."""
    cells = {c for side in (cohort, other) for c, n in side.whole.items() if n}
    people = {a: sum(n for (b, _), n in cohort.whole.items() if a == b) for a, _ in cells}
    there = {a: sum(n for (b, _), n in other.whole.items() if a == b) for a, _ in cells}
    everybody = sum(people.values())
    area = {a: Fraction(n, everybody) for a, n in people.items()}
    group, rate = {}, {}
    for a, g in cells:
        n, m = cohort.whole.get((a, g), 0), other.whole.get((a, g), 0)
        group[a, g] = Fraction(n, people[a]) if people[a] else Fraction(m, there[a])
        rate[a, g] = Fraction(cohort.part[a, g], n) if n else Fraction(other.part[a, g], m)
    return [area, group, rate]


def plain_rate(factors: list[dict]) -> Fraction:
    """The rate of all, from the three factors."""
    area, group, rate = factors
    return sum((area[a] * group[a, g] * rate[a, g] for a, g in group), Fraction(0))


@pytest.mark.parametrize("component", ["a1", "a2"])
def test_all_orders_by_hand_give_the_same(component: str) -> None:
    """To the last digit: the same fractions."""
    before, after = cohort(component, "2019"), cohort(component, "2021")
    found = split(before, after)
    assert [found.area_mix, found.group_mix, found.rates] == in_all_orders(before, after)


def test_only_other_people() -> None:
    """Two areas with unchanged rates; the better one grows: all of the change is mix."""
    before = Cohort({("a", "g"): 50, ("b", "g"): 50}, {("a", "g"): 45, ("b", "g"): 25})
    after = Cohort({("a", "g"): 150, ("b", "g"): 50}, {("a", "g"): 135, ("b", "g"): 25})
    found = split(before, after)
    assert found.change == found.area_mix == Fraction(1, 10)
    assert (found.group_mix, found.rates) == (0, 0)


def test_only_other_rates() -> None:
    """The same people pass more often: all of the change is rates, in the area where it was."""
    before = Cohort({("a", "g"): 50, ("b", "g"): 50}, {("a", "g"): 40, ("b", "g"): 25})
    after = Cohort({("a", "g"): 50, ("b", "g"): 50}, {("a", "g"): 45, ("b", "g"): 25})
    found = split(before, after)
    assert found.change == found.rates == found.rates_by_area["a"] == Fraction(1, 20)
    assert (found.area_mix, found.group_mix, found.rates_by_area["b"]) == (0, 0, 0)


def test_an_area_that_comes_is_mix() -> None:
    """Nobody was there before, so no rate of it can have changed."""
    before = Cohort({("a", "g"): 100}, {("a", "g"): 90})
    after = Cohort({("a", "g"): 100, ("b", "g"): 100}, {("a", "g"): 90, ("b", "g"): 50})
    found = split(before, after)
    assert found.change == found.area_mix == Fraction(-20, 100)
    assert (found.group_mix, found.rates) == (0, 0)


def test_a_group_that_goes_is_group_mix() -> None:
    """Within one area: the group with the lower rate leaves, the rate rises by mix alone."""
    before = Cohort({("a", "g"): 50, ("a", "h"): 50}, {("a", "g"): 45, ("a", "h"): 25})
    after = Cohort({("a", "g"): 50, ("a", "h"): 0}, {("a", "g"): 45, ("a", "h"): 0})
    found = split(before, after)
    assert found.change == found.group_mix == Fraction(20, 100)
    assert (found.area_mix, found.rates) == (0, 0)


@pytest.mark.parametrize(
    ("whole", "part", "sentence"),
    [({("a", "g"): 1}, {("a", "g"): 2}, "2 of 1 cannot be a rate"), ({}, {}, "nobody")],
)
def test_what_is_no_cohort(whole: dict, part: dict, sentence: str) -> None:
    """More successes than people, or nobody at all."""
    with pytest.raises(ValueError, match=sentence):
        Cohort(whole, part)

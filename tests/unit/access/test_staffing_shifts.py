# SPDX-License-Identifier: EUPL-1.2
"""Shifts: published optima, brute force, and a checker that shares no code with the programme."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from taalplan.access.staffing import (
    Clash,
    Person,
    Rules,
    Shift,
    ShiftProblem,
    Wanted,
    cheapest_cover,
    fewest_people,
    plan_shifts,
)
from taalplan.access.staffing.problem import possible_shifts

WEEK = [
    "..2221111..222111........",
    "..2222111..2221111.......",
    "..2211111..2211111.......",
    "..2222111..2221111.2211..",
    "..2221111..2211111.......",
]


def need(rows: list[str]) -> np.ndarray:
    """A week drawn as a line for each day, one sign for each half hour from 8.00."""
    return np.array([[0 if c == "." else int(c) for c in row[:24].ljust(24, ".")] for row in rows])


GENK = need(WEEK)


def faults(plan) -> list[str]:
    """What a plan does wrong, told from its duties only, minute by minute."""
    problem, rules = plan.problem, plan.problem.rules
    found = []
    at = np.zeros((problem.days, 24), dtype=int)
    able: dict[str, np.ndarray] = {w.what: at.copy() for w in problem.wanted}
    people = {p.name: p for p in plan.people}
    for duty in plan.duties:
        person, shift = people[duty.person], duty.shift
        work = set(range(shift.begin, shift.end))
        for begin, length in shift.breaks:
            work -= set(range(begin, begin + length))
        for step in work:
            at[duty.day, step] += 1
            for what in able:
                able[what][duty.day, step] += what in person.languages | person.skills
        if duty.day in person.off:
            found.append(f"{person.name} works on a day off")
        if len(work) / 2 > rules.day_hours or shift.end - shift.begin < rules.shortest_hours * 2:
            found.append(f"{shift} is too long or too short")
        run = 0
        for step in range(24):
            run = run + 1 if step in work else 0
            if run > rules.break_after * 2:
                found.append(f"{shift} has no break")
    if (at < problem.need).any():
        found.append("too few people")
    for wanted in problem.wanted:
        if (able[wanted.what] < np.minimum(problem.need, wanted.number)).any():
            found.append(f"nobody for {wanted.what}")
    for name, person in people.items():
        duties = [d for d in plan.duties if d.person == name]
        if len({d.day for d in duties}) < len(duties):
            found.append(f"{name} has two shifts on a day")
        if sum(d.shift.paid for d in duties) > person.hours + 1e-9:
            found.append(f"{name} works too many hours")
        if sum(d.shift.end > 20 for d in duties) > rules.evenings:
            found.append(f"{name} has too many evenings")
        for one, other in product(duties, duties):
            if other.day == one.day + 1:
                rest = 24 + (other.shift.begin - one.shift.end) / 2
                if rest < rules.rest_hours:
                    found.append(f"{name} rests {rest} hours")
    return found


def crew(*hours: float, **attributes) -> tuple[Person, ...]:
    return tuple(Person(f"p{n}", h, **attributes) for n, h in enumerate(hours))


# Published optima of covering without names.


def test_the_post_office_of_winston():
    # Winston, Operations Research: Applications and Algorithms: five days in a row; 23 people.
    patterns = [[(start + day) % 7 for day in range(5)] for start in range(7)]
    found = cheapest_cover([17, 13, 15, 19, 14, 16, 11], patterns)
    assert (found.cost, found.bound, found.proven) == (23, 23, True)


def test_the_buses_of_taha():
    # Taha, Operations Research, bus scheduling: eight hours in periods of four; 26 buses.
    patterns = [[start, (start + 1) % 6] for start in range(6)]
    assert cheapest_cover([4, 8, 10, 7, 12, 4], patterns).cost == 26


def test_union_airways_of_hillier_and_lieberman():
    # Introduction to Operations Research, section 3.4: 30,610 dollars a day, (48, 31, 39, 43, 15).
    patterns = [[0, 1, 2, 3], [1, 2, 3, 4], [3, 4, 5, 6], [5, 6, 7, 8], [8, 9]]
    found = cheapest_cover(
        [48, 79, 65, 87, 64, 73, 82, 43, 52, 15], patterns, [170, 160, 175, 180, 195]
    )
    assert found.cost == 30610
    assert found.counts == (48, 31, 39, 43, 15)


def test_a_need_that_no_pattern_meets_is_told():
    with pytest.raises(ValueError, match="period 1, where 2 are needed"):
        cheapest_cover([1, 2], [[0]])


@pytest.mark.parametrize("seed", range(12))
def test_covers_as_brute_force_finds_them(seed):
    rng = np.random.default_rng(seed)
    wanted = rng.integers(0, 4, 5)
    patterns = [sorted(rng.choice(5, rng.integers(2, 4), replace=False).tolist()) for _ in range(5)]
    patterns.append([0, 1, 2, 3, 4])
    costs = rng.integers(2, 9, len(patterns)).astype(float)
    works = np.array([[p in pattern for pattern in patterns] for p in range(5)], dtype=int)
    # Nobody is needed more than three times, so no pattern is.
    every = np.array(list(product(range(4), repeat=len(patterns))))
    possible = every[(every @ works.T >= wanted).all(axis=1)]
    found = cheapest_cover(wanted.tolist(), patterns, costs.tolist())
    assert found.cost == (possible @ costs).min() == found.bound


# A week with names.


def brute(problem: ShiftProblem) -> float:
    """The cheapest week by trying every shift, or none, for everybody on each day."""
    days = []
    for shifts in problem.shifts:
        days.append(list(product([None, *shifts], repeat=len(problem.people))))
    best = np.inf
    for week in product(*days):
        cost = sum(s.paid + problem.rules.start for day in week for s in day if s)
        if cost >= best:
            continue
        duties = tuple(
            _Duty(p.name, d, s)
            for d, day in enumerate(week)
            for p, s in zip(problem.people, day, strict=True)
            if s
        )
        if not faults(_Plan(problem, problem.people, duties)):
            best = cost
    return best


class _Duty:
    def __init__(self, person, day, shift):
        self.person, self.day, self.shift = person, day, shift


class _Plan:
    def __init__(self, problem, people, duties):
        self.problem, self.people, self.duties = problem, people, duties


TWO_DAYS = need(["....112211..", "....1221.11."])
SHIFTS = (Shift(4, 8), Shift(6, 10), Shift(4, 10), Shift(5, 11))


@pytest.mark.parametrize(
    ("people", "wanted", "rules"),
    [
        (crew(6, 6), (), Rules(shortest_hours=2)),
        (crew(4, 6, 3), (), Rules(shortest_hours=2)),
        ((Person("a", 9, frozenset({"fr"})), Person("b", 9)), (Wanted("fr"),), Rules(shortest_hours=2)),
        ((Person("a", 9, off=frozenset({1})), *crew(5, 5)), (), Rules(shortest_hours=2)),
        (crew(9, 9), (), Rules(shortest_hours=2, rest_hours=21.5)),
        (crew(3, 3), (), Rules(shortest_hours=2)),
    ],
)  # fmt: skip
def test_a_week_as_brute_force_finds_it(people, wanted, rules):
    problem = ShiftProblem(TWO_DAYS, people, rules, wanted, (SHIFTS, SHIFTS))
    best = brute(problem)
    found = plan_shifts(problem)
    if best == np.inf:
        assert isinstance(found, Clash)
    else:
        assert not faults(found)
        assert found.proven
        assert found.cost == pytest.approx(best)
        assert found.bound == pytest.approx(best)


def test_a_real_week_breaks_no_rule_and_shares_the_evenings():
    plan, least = fewest_people(ShiftProblem(GENK, ()), Person("m", 38))
    assert not faults(plan)
    assert len(plan.people) == least == 2
    assert plan.proven
    worked = [plan.worked(p.name) for p in plan.people]
    assert max(worked) - min(worked) <= 6


def test_many_people_who_are_alike():
    plan, least = fewest_people(ShiftProblem(GENK * 5, ()), Person("m", 30))
    assert not faults(plan)
    assert len(plan.people) >= least
    evenings = [plan.evenings(p.name) for p in plan.people]
    assert max(evenings) - min(evenings) <= 1


def test_the_checker_finds_faults():
    """A checker that finds nothing would prove nothing."""
    plan = plan_shifts(ShiftProblem(GENK, crew(38, 38, 38)))
    assert not isinstance(plan, Clash)
    bad = replace(plan, duties=plan.duties[1:])
    assert "too few people" in faults(bad)
    twice = replace(plan, duties=(*plan.duties, plan.duties[0]))
    assert any("two shifts" in fault for fault in faults(twice))
    strict = replace(plan, problem=replace(plan.problem, rules=Rules(evenings=0, rest_hours=18)))
    assert any("evenings" in f for f in faults(strict))


def test_a_language_that_nobody_speaks_on_monday():
    people = (Person("Fatma", 38, frozenset({"tr"}), off=frozenset({0})), *crew(38, 38, 38))
    clash = plan_shifts(ShiftProblem(GENK, people, wanted=(Wanted("tr"),)))
    assert isinstance(clash, Clash)
    assert set(clash.rules) == {"languages_and_skills", "days_off"}


def test_too_few_hours_and_how_many_people_more():
    clash = plan_shifts(ShiftProblem(GENK, crew(10, 20)))
    assert isinstance(clash, Clash)
    assert set(clash.rules) == {"cover", "week_hours"}
    assert clash.more == 2
    enough = plan_shifts(ShiftProblem(GENK, crew(10, 20, 20, 20)))
    assert not isinstance(enough, Clash)
    assert isinstance(plan_shifts(ShiftProblem(GENK, crew(10, 20, 20))), Clash)


def test_leaving_any_rule_out_of_the_clash_would_leave_no_clash():
    """The rules that are named are needed: without one of them there is a plan."""
    from taalplan.access.staffing.model import RULES
    from taalplan.access.staffing.solve import _solved

    problem = ShiftProblem(GENK, crew(10, 20))
    clash = plan_shifts(problem)
    named = [rule for rule in RULES if rule.__name__ in clash.rules]
    assert _solved(problem, problem.people, named, 10)[0].impossible
    for rule in named:
        others = [one for one in named if one is not rule]
        assert not _solved(problem, problem.people, others, 10)[0].impossible


def test_shifts_have_the_breaks_that_the_rules_ask_for():
    rules = Rules()
    for shift in possible_shifts(GENK[3], rules):
        assert rules.shortest_hours * 2 <= shift.end - shift.begin
        assert shift.paid <= rules.day_hours
        run = longest = 0
        for step in range(24):
            run = run + 1 if shift.works[step] else 0
            longest = max(longest, run)
        assert longest <= rules.break_after * 2
    assert str(Shift(2, 17, ((8, 2),))) == "09:00-16:30 (12:00-13:00)"


def test_a_week_without_a_desk_is_refused():
    with pytest.raises(ValueError, match="shape"):
        ShiftProblem(np.zeros((5, 7), dtype=int), ())
    with pytest.raises(ValueError, match="same name"):
        ShiftProblem(GENK, (Person("a", 38), Person("a", 38)))

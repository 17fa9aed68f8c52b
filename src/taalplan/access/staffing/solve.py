# SPDX-License-Identifier: EUPL-1.2
"""Finds the week with the fewest paid hours, then deals it out fairly; says which rules clash."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

import numpy as np

from taalplan.access.staffing import model as rules
from taalplan.access.staffing.calendar import STEP
from taalplan.access.staffing.covering import cheapest_cover
from taalplan.access.staffing.integer import Answer, Programme
from taalplan.access.staffing.model import RULES, Model, Rule
from taalplan.access.staffing.plan import Duty, ShiftPlan
from taalplan.access.staffing.problem import Person, ShiftProblem

SECONDS = 30.0
MOST_MORE = 12
"""How many people more than the least conceivable are tried."""


@dataclass(frozen=True, eq=False)
class Clash:
    """Why there is no plan: rules that cannot hold together, each needed for the clash.

    `more` is how many people alike to the last would be enough; 0 when more do not help.
    """

    rules: tuple[str, ...]
    more: int


def plan_shifts(problem: ShiftProblem, seconds: float = SECONDS) -> ShiftPlan | Clash:
    """The cheapest week in paid hours; among those, evenings and hours spread fairly.

    Groups of alike people are planned together and dealt out afterwards; where that cannot be
    dealt, everybody is planned apart.
    """
    groups = _groups(problem.people)
    answer, model = _solved(problem, groups, RULES, seconds)
    if answer.impossible:
        return _clash(problem)
    plan = _dealt(model, answer, seconds) if answer.values is not None else None
    if plan is None:
        answer, model = _solved(problem, problem.people, RULES, seconds)
        if answer.impossible:
            return _clash(problem)
        plan = _dealt(model, answer, seconds) if answer.values is not None else None
    if plan is None:
        raise TimeoutError(f"no week of shifts was found in {seconds:.0f} seconds")
    return plan


def fewest_people(
    problem: ShiftProblem, like: Person, seconds: float = SECONDS
) -> tuple[ShiftPlan, int]:
    """A week with as few people as can be, all alike; `people` of the problem are ignored.

    Returns the plan and the least number that is conceivable: when they differ, the rules ask
    for the difference. Raises ValueError when no number of people is enough.
    """
    problem = replace(problem, people=())
    least = max(1, ceil(problem.need.sum() * STEP / 60 / like.hours - 1e-9))
    least = max(least, *(_shifts_of_day(problem, day) for day in range(problem.days)))
    for number in range(least, least + MOST_MORE + 1):
        people = tuple(replace(like, name=f"{like.name} {n + 1}") for n in range(number))
        found = _quick(replace(problem, people=people), seconds)
        if found is not None:
            return found, least
    clash = _clash(replace(problem, people=(replace(like, number=least + MOST_MORE),)))
    raise ValueError(f"no number of people is enough: {', '.join(clash.rules)} clash")


def _shifts_of_day(problem: ShiftProblem, day: int) -> int:
    """The fewest shifts that cover a day: nobody has two, so there are as many people."""
    patterns = [np.flatnonzero(shift.works).tolist() for shift in problem.shifts[day]]
    return round(cheapest_cover(problem.need[day].tolist(), patterns).cost)


def _quick(problem: ShiftProblem, seconds: float) -> ShiftPlan | None:
    """A plan or None, without asking why there is none."""
    answer, model = _solved(problem, _groups(problem.people), RULES, seconds)
    if answer.values is None:
        return None
    found = _dealt(model, answer, seconds)
    if found is None:
        answer, model = _solved(problem, problem.people, RULES, seconds)
        found = _dealt(model, answer, seconds) if answer.values is not None else None
    return found


def _groups(people: Sequence[Person]) -> tuple[Person, ...]:
    """People who are alike in all but name, together."""
    counted = Counter(map(_bare, people))
    return tuple(replace(one, number=number) for one, number in counted.items())


def _bare(person: Person) -> Person:
    return replace(person, name="", number=1)


def _solved(
    problem: ShiftProblem, groups: Sequence[Person], which: Sequence[Rule], seconds: float
) -> tuple[Answer, Model]:
    model = Model(problem, tuple(groups))
    for rule in which:
        rule(model)
    return model.programme.solve(seconds), model


def _dealt(model: Model, answer: Answer, seconds: float) -> ShiftPlan | None:
    """Give each group's shifts to its people, as fairly as can be; None when it cannot be done."""
    assert answer.values is not None
    problem = model.problem
    duties: list[Duty] = []
    for g, group in enumerate(model.groups):
        members = [p for p in problem.people if _bare(p) == _bare(group)]
        members = [p for p in members if group.name in ("", p.name)]
        count = {(d, k): round(answer.values[place]) for _, d, k, _, place in model.each(g)}
        dealt = _deal(problem, members, {key: n for key, n in count.items() if n}, seconds)
        if dealt is None:
            return None
        duties += dealt
    duties.sort(key=lambda duty: (duty.day, duty.shift.begin, duty.shift.end, duty.person))
    return ShiftPlan(problem, problem.people, tuple(duties), answer.bound, answer.proven)


def _deal(
    problem: ShiftProblem,
    members: Sequence[Person],
    count: dict[tuple[int, int], int],
    seconds: float,
) -> list[Duty] | None:
    """Who of the members works which of the shifts, nobody far above the others."""
    kept = tuple(
        tuple(shift for k, shift in enumerate(shifts) if (d, k) in count)
        for d, shifts in enumerate(problem.shifts)
    )
    number = {(d, kept[d].index(problem.shifts[d][k])): n for (d, k), n in count.items()}
    model = Model(replace(problem, shifts=kept), tuple(members))
    programme = model.programme
    programme.costs = [0.0] * len(programme.costs)
    for (day, k), times in number.items():
        terms = {place: 1.0 for _, _, j, _, place in model.each(day=day) if j == k}
        programme.row(terms, times, times)
    for rule in (rules.one_shift_a_day, rules.week_hours, rules.days_off, rules.evenings,
                 rules.rest):  # fmt: skip
        rule(model)
    _fair(model, programme)
    answer = programme.solve(seconds)
    if answer.values is None:
        return None
    return [
        Duty(members[g].name, day, shift)
        for g, day, _, shift, place in model.each()
        for _ in range(round(answer.values[place]))
    ]


def _fair(model: Model, programme: Programme) -> None:
    """Nobody far above the others: the largest number of evenings counts most, then of hours."""
    most_evenings = programme.variable(cost=100.0)
    most_half_hours = programme.variable(cost=1.0)
    for g in range(len(model.groups)):
        late = {place: -1.0 for *_, shift, place in model.each(g) if shift.evening}
        programme.row({most_evenings: 1.0, **late}, lower=0)
        paid = {place: -2 * shift.paid for *_, shift, place in model.each(g)}
        programme.row({most_half_hours: 1.0, **paid}, lower=0)


def _clash(problem: ShiftProblem, seconds: float = SECONDS) -> Clash:
    """Rules none of which can be left out of the clash, found by leaving out one after another."""
    groups = _groups(problem.people)
    standing = list(RULES)
    for rule in RULES:
        without = [one for one in standing if one is not rule]
        if _solved(problem, groups, without, seconds)[0].impossible:
            standing = without
    names = tuple(rule.__name__ for rule in standing)
    return Clash(names, _people_short(problem))


def _people_short(problem: ShiftProblem) -> int:
    if not problem.people:
        return 0
    last = problem.people[-1]
    for more in range(1, MOST_MORE + 1):
        extra = tuple(replace(last, name=f"{last.name} +{n}") for n in range(more))
        answer, _ = _solved(problem, _groups((*problem.people, *extra)), RULES, SECONDS)
        if answer.values is not None:
            return more
    return 0

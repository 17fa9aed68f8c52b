# SPDX-License-Identifier: EUPL-1.2
"""Holds a plan against every rule, from the problem alone: no code of the solver is used.

What it says is plain Python over rows, slow and obvious, so that a reader can check the checker.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from taalplan.supply.plan import SupplyPlan
from taalplan.supply.problem import SupplyProblem
from taalplan.vocabulary.distance import kilometres

CLOSE = 1e-4
"""What rounding of fractions of people may differ."""


def broken_rules(plan: SupplyPlan) -> Iterator[str]:
    """Every rule that a plan breaks, as a sentence; nothing for a plan that can be taught."""
    yield from _open(plan)
    yield from _people(plan)
    yield from _fit(plan)
    yield from _sizes(plan)
    yield from _rooms(plan)
    yield from _teachers(plan)
    yield from _promised(plan)
    yield from _value(plan)


def _words(plan: SupplyPlan, group: int) -> str:
    return plan.problem.group_words(plan.groups, group)


def _open(plan: SupplyPlan) -> Iterator[str]:
    problem, groups = plan.problem, plan.groups
    promised = _counts(problem, "promised")
    for row in range(len(groups.count)):
        key = tuple(int(column[row]) for column in groups.columns)
        if groups.count[row] < 1:
            yield f"{_words(plan, row)}: {groups.count[row]} groups"
        if groups.count[row] <= promised.get(key, 0):
            continue
        if not problem.open_sites[key[0]]:
            yield f"{_words(plan, row)}: the site is closed"
        if not problem.open_dayparts[key[3]]:
            yield f"{_words(plan, row)}: no lessons in this day-part"
        if not problem.offers[key[0], key[2]]:
            yield f"{_words(plan, row)}: the site does not give this profile"


def _counts(problem: SupplyProblem, name: str) -> dict[tuple[int, ...], int]:
    groups = getattr(problem, name)
    rows = zip(*groups.columns, strict=True)
    return {
        tuple(int(code) for code in row): int(count)
        for row, count in zip(rows, groups.count, strict=True)
    }


def _people(plan: SupplyPlan) -> Iterator[str]:
    seated: defaultdict[tuple[int, int], float] = defaultdict(float)
    for need, layer, people in zip(
        plan.seating.need, plan.seating.layer, plan.seating.people, strict=True
    ):
        seated[int(need), int(layer)] += float(people)
        if people < -CLOSE:
            yield f"{people} people of row {need} of the needs"
    for (need, layer), people in seated.items():
        there = plan.problem.needs.people[need, layer]
        if people > there + CLOSE:
            yield f"row {need}, layer {layer} of the needs: {people} placed of {there}"


def _fit(plan: SupplyPlan) -> Iterator[str]:
    """Everybody sits in a group of their level and kind, near, at their time and not too late."""
    problem, groups, needs = plan.problem, plan.groups, plan.problem.needs
    pairs = {(int(g), int(n)) for g, n in zip(plan.seating.group, plan.seating.need, strict=True)}
    for group, need in sorted(pairs):
        wish = problem.wishes[needs.wish[need]]
        zone, site = problem.zones[needs.zone[need]], problem.sites[groups.site[group]]
        mode = problem.modes[groups.mode[group]]
        far = kilometres(zone.latitude, zone.longitude, site.latitude, site.longitude)
        late = problem.rounds[groups.round[group]] - problem.rounds[needs.round[need]]
        if needs.level[need] != groups.level[group] or needs.kind[need] != groups.kind[group]:
            yield f"row {need} of the needs sits in another level or profile"
        if problem.dayparts[groups.daypart[group]] not in wish.dayparts or wish.mode != mode.code:
            yield f"{zone.code} cannot come to {_words(plan, group)}"
        if far > mode.reach + 1e-6:
            yield f"{zone.code} is {far:.1f} km from {_words(plan, group)}"
        if not 0 <= late <= problem.weights.longest:
            yield f"{zone.code} would begin {late} months late in {_words(plan, group)}"


def _sizes(plan: SupplyPlan) -> Iterator[str]:
    problem, groups = plan.problem, plan.groups
    seats: defaultdict[int, float] = defaultdict(float)
    expected: defaultdict[int, float] = defaultdict(float)
    for group, need, layer, people in zip(
        plan.seating.group, plan.seating.need, plan.seating.layer, plan.seating.people, strict=True
    ):
        seats[int(group)] += float(people)
        expected[int(group)] += float(people * problem.needs.chance[need, layer])
    promised = _counts(problem, "promised")
    for row in range(len(groups.count)):
        kind = problem.kinds[groups.kind[row]]
        key = tuple(int(column[row]) for column in groups.columns)
        free = max(int(groups.count[row]) - promised.get(key, 0), 0)
        if seats[row] > kind.largest * groups.count[row] + CLOSE:
            yield f"{_words(plan, row)}: {seats[row]:.1f} people in {groups.count[row]} groups"
        if expected[row] < kind.smallest * free - CLOSE:
            yield f"{_words(plan, row)}: only {expected[row]:.1f} people expected"


def _rooms(plan: SupplyPlan) -> Iterator[str]:
    problem, groups = plan.problem, plan.groups
    busy: defaultdict[tuple[int, int, int], int] = defaultdict(int)
    for row in range(len(groups.count)):
        first = problem.rounds[groups.round[row]]
        for month in range(first, first + problem.kinds[groups.kind[row]].months):
            at = (int(groups.site[row]), int(groups.daypart[row]), month)
            busy[at] += int(groups.count[row]) * problem.modes[groups.mode[row]].rooms
    for (site, part, month), rooms in busy.items():
        if rooms > problem.rooms[site, part]:
            yield (
                f"{problem.sites[site].code} {problem.dayparts[part]} +{month}: "
                f"{rooms} rooms of {problem.rooms[site, part]}"
            )


def _teachers(plan: SupplyPlan) -> Iterator[str]:
    """Teachers of each area and qualification, and the money for all."""
    problem, groups = plan.problem, plan.groups
    hours: defaultdict[tuple[str, str], float] = defaultdict(float)
    for row in range(len(groups.count)):
        kind = problem.kinds[groups.kind[row]]
        area = problem.sites[groups.site[row]].area
        hours[area, kind.qualification] += kind.hours * int(groups.count[row])
    for (area, qualification), given in hours.items():
        at = (problem.areas.index(area), problem.qualifications.index(qualification))
        if given > problem.teachers[at] + CLOSE:
            yield f"{area} {qualification}: {given} lesson hours of {problem.teachers[at]}"
    cost = sum(hours.values()) * problem.hour_cost
    if problem.budget is not None and cost > problem.budget + 0.01:
        yield f"{cost:.2f} euro of {problem.budget:.2f}"


def _promised(plan: SupplyPlan) -> Iterator[str]:
    found = {
        tuple(int(column[row]) for column in plan.groups.columns): int(plan.groups.count[row])
        for row in range(len(plan.groups.count))
    }
    for key, count in _counts(plan.problem, "promised").items():
        if found.get(key, 0) < count:
            yield f"promised: {count} groups of {key}, {found.get(key, 0)} open"


def worth(plan: SupplyPlan) -> float:
    """The value of a plan, counted from its rows."""
    problem, groups, needs = plan.problem, plan.groups, plan.problem.needs
    weights, total = problem.weights, 0.0
    known = _counts(problem, "existing")
    for group, need, layer, people in zip(
        plan.seating.group, plan.seating.need, plan.seating.layer, plan.seating.people, strict=True
    ):
        zone, site = problem.zones[needs.zone[need]], problem.sites[groups.site[group]]
        far = kilometres(zone.latitude, zone.longitude, site.latitude, site.longitude)
        late = problem.rounds[groups.round[group]] - problem.rounds[needs.round[need]]
        each = 1 + weights.waited * needs.waited[need]
        each -= weights.travel * far + weights.waiting * late
        if len(problem.area_weight):
            each *= problem.area_weight[problem.areas.index(zone.area)]
        total += float(people * needs.chance[need, layer] * each)
    for row in range(len(groups.count)):
        hours = problem.kinds[groups.kind[row]].hours * int(groups.count[row])
        total -= hours * problem.hour_cost / 1000 * weights.money
        key = tuple(int(column[row]) for column in groups.columns)
        total += weights.keep * min(int(groups.count[row]), known.get(key, 0))
    return total


def _value(plan: SupplyPlan) -> Iterator[str]:
    counted = worth(plan)
    if abs(counted - plan.value) > 1e-6 * max(1.0, abs(counted)) + 1e-4:
        yield f"the plan says it is worth {plan.value}, its rows {counted}"
    if counted > plan.bound * (1 + 1e-6) + 1e-4:
        yield f"the plan is worth {counted}, more than its bound {plan.bound}"

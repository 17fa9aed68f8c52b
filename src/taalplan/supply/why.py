# SPDX-License-Identifier: EUPL-1.2
"""Why somebody stays without a place, and why a group opens: from what a plan leaves over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from taalplan.supply.options import BUDGET, ROOM, TEACHER, Options, options_of
from taalplan.supply.plan import SupplyPlan
from taalplan.supply.problem import Floats, Groups, Ints

CLOSED, PEOPLE, MONEY, NOT_FOUND = "closed", "people", "worth", "not_found"
REASONS = (PEOPLE, ROOM, TEACHER, BUDGET, MONEY, CLOSED, NOT_FOUND)
"""Too few people within reach; no room, teacher or money; costs more than it is weighed to be
worth; no lessons at that time; and what a better plan might still place."""


@dataclass(frozen=True, eq=False)
class Gap:
    """People left out: `reason` (a place in REASONS) of each row of the needs, and how many."""

    reason: Ints
    people: Floats

    def by_reason(self, rows: Ints | slice = slice(None)) -> Floats:
        """People left out for each reason, of some rows."""
        counts = np.bincount(self.reason[rows], self.people[rows], len(REASONS))
        return counts.astype(float)


def gap_of(plan: SupplyPlan, options: Options | None = None) -> Gap:
    """Why the people of each row who are left out have no place.

    One more group is tried for them beside all that is open: of those that could be filled with
    people who are left out the best decides, by what it lacks.
    """
    problem = plan.problem
    options = options or options_of(problem)
    count = options.counts(plan.groups)
    left = plan.unplaced
    of_option = options.option_of_arc
    pool = np.bincount(of_option, left[options.cell], len(options))
    gain = np.bincount(of_option, (left[options.cell] * options.value), len(options)).astype(float)
    # Of a pool that is larger than a group the average people fill it.
    gain *= np.minimum(1.0, options.largest / np.maximum(pool, 1e-9))
    verdict = _verdicts(options, count, gain)
    could = (pool >= options.smallest - 1e-6)[of_option]
    reason = np.full(len(left), REASONS.index(PEOPLE))
    arcs = np.flatnonzero(could)
    order = arcs[np.argsort(options.value[arcs], kind="stable")]
    reason[options.cell[order]] = verdict[of_option[order]]
    shut = [
        n for n, wish in enumerate(problem.wishes)
        if not any(problem.open_dayparts[problem.dayparts.index(p)] for p in wish.dayparts)
    ]  # fmt: skip
    reason[np.isin(problem.needs.wish, shut)] = REASONS.index(CLOSED)
    return Gap(reason, left)


def _verdicts(options: Options, count: Ints, gain: Floats) -> Ints:
    """What each option lacks for one more group."""
    resources = options.resources
    slack = resources.capacity - options.used(count)
    lacks = options.use > slack[options.use_row] + 1e-6
    found = np.full(len(options), REASONS.index(NOT_FOUND))
    found[gain <= options.cost] = REASONS.index(MONEY)
    kinds = np.array(resources.kind)[options.use_row[lacks]]
    who = options.option_of_use[lacks]
    for kind in (BUDGET, TEACHER, ROOM):
        found[who[kinds == kind]] = REASONS.index(kind)
    return found


@dataclass(frozen=True)
class Because:
    """Why one row of groups is there.

    `learners` are expected in it; `homes` are zones with how many of them, most first; `late` is
    how many months they wait on average, `away` how far they travel; `waited` how many of them
    waited long before. `nearest` is the row of the nearest groups in another municipality that
    they could follow, None when there are none within reach, `further` how many kilometres more
    that would be.
    """

    row: int
    learners: float
    homes: tuple[tuple[int, float], ...]
    late: float
    away: float
    waited: float
    nearest: int | None
    further: float


def because(plan: SupplyPlan) -> Iterator[Because]:
    """Why each row of groups is there, in order."""
    seating, needs = plan.seating, plan.problem.needs
    expected, kilometres, late = plan.expected_seats, plan.kilometres, plan.months_late
    zone = needs.zone[seating.need]
    long = needs.waited[seating.need] > 0
    order = np.argsort(seating.group, kind="stable")
    ends = np.searchsorted(seating.group[order], np.arange(len(plan.groups.count) + 1))
    others = _Others(plan)
    for row in range(len(plan.groups.count)):
        mine = order[ends[row] : ends[row + 1]]
        people = expected[mine]
        total = float(people.sum())
        homes = np.bincount(zone[mine], people, len(plan.problem.zones)).astype(float)
        most = np.argsort(-homes, kind="stable")[:5]
        nearest, further = others.nearest(row, homes)
        yield Because(
            row, total,
            tuple((int(z), float(homes[z])) for z in most if homes[z] >= 0.5),
            float((people * late[mine]).sum() / total) if total else 0.0,
            float((people * kilometres[mine]).sum() / total) if total else 0.0,
            float(people[long[mine]].sum()), nearest, further,
        )  # fmt: skip


class _Others:
    """Which other groups the people of a group could follow: same but for place and month."""

    def __init__(self, plan: SupplyPlan) -> None:
        self.plan = plan
        groups: Groups = plan.groups
        key = np.stack([groups.level, groups.kind, groups.daypart, groups.mode], axis=1)
        _, self.same = np.unique(key, axis=0, return_inverse=True)
        self.same = self.same.reshape(-1)
        self.zone = np.array([site.zone for site in plan.problem.sites])

    def nearest(self, row: int, homes: Floats) -> tuple[int | None, float]:
        """The nearest such groups in another municipality, and how much further on average."""
        plan = self.plan
        groups, far = plan.groups, plan.problem.kilometres
        elsewhere = self.zone[groups.site] != self.zone[groups.site[row]]
        rows = np.flatnonzero((self.same == self.same[row]) & elsewhere)
        if not len(rows) or not homes.sum():
            return None, 0.0
        where = np.flatnonzero(homes)
        mean = homes[where] @ far[where][:, groups.site[rows]] / homes.sum()
        at = int(np.argmin(mean))
        now = homes[where] @ far[where, groups.site[row]] / homes.sum()
        if mean[at] > plan.problem.modes[groups.mode[row]].reach:
            return None, 0.0
        return int(rows[at]), float(mean[at] - now)

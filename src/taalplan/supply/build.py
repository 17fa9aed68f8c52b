# SPDX-License-Identifier: EUPL-1.2
"""The supply problem of a school year, from a snapshot and its needs plan."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taalplan import policy
from taalplan.needs.history import AREA_CODES, LEVELS, PROFILES, Ints
from taalplan.needs.plan import NeedsPlan
from taalplan.needs.split import DAYPARTS, MODES
from taalplan.snapshot import Snapshot
from taalplan.supply.courses import Courses, courses_of
from taalplan.supply.demand import area_of, needs_of, spread_of, zones_of
from taalplan.supply.limits import (
    Limits,
    hours_in_use,
    promised_of,
    rooms_in_use,
    rooms_of,
    teachers_of,
)
from taalplan.supply.problem import Groups, Kind, Mode, Site, SupplyProblem, Weights
from taalplan.vocabulary.places import municipalities, municipality_on

QUALIFICATIONS = ("cbe", "cvo")
BASIC = ("alfa", "basic")
"""Profiles that basic education (CBE) gives; adult education centres (CVO) give the others."""

LEAST_SHARE = 0.01
"""A month is a round of starts when this share of last year's courses began in it."""

USED = (
    "supply.hour_cost", "supply.reach.contact", "supply.reach.blended", "supply.weight.travel",
    "supply.weight.waiting", "supply.weight.waited", "supply.weight.money", "waiting.official",
    "blended.distance_share", "needs.teaching_load",
    *(f"group_sizes.{p}.{size}" for p in PROFILES for size in ("min", "max")),
    *(f"lesson_hours.{p}" for p in PROFILES),
)  # fmt: skip
"""The policy values that a supply is planned with."""


@dataclass(frozen=True, eq=False)
class Situation:
    """A problem with what it was made from, for whoever explains it."""

    problem: SupplyProblem
    needs: NeedsPlan
    courses: Courses
    limits: Limits


def situation_of(
    snapshot: Snapshot,
    plan: NeedsPlan,
    limits: Limits | None = None,
    weights: Weights | None = None,
) -> Situation:
    """Put the problem of a needs plan together. Raises SupplyError and SnapshotError."""
    limits = limits or Limits()
    courses = courses_of(snapshot, plan.horizon.school_year)
    on = plan.horizon.cut_off
    zones = zones_of(plan)
    sites = sites_of(snapshot, courses, plan)
    kinds, modes, rounds = kinds_of(courses, plan), _modes(plan), rounds_of(courses)
    spread = spread_of(plan, snapshot, zones, rounds)
    existing = groups_of(courses, sites, rounds)
    area = np.array([AREA_CODES.index(site.area) for site in sites])
    qualification = np.array([QUALIFICATIONS.index(kind.qualification) for kind in kinds])
    shape = (len(AREA_CODES), len(QUALIFICATIONS))
    used = hours_in_use(existing, kinds, area, qualification, shape)
    cost = limits.hour_cost or policy.value("supply.hour_cost", on).number
    load = policy.value("needs.teaching_load", on).number
    rooms = rooms_in_use(existing, kinds, modes, rounds, (len(sites), len(DAYPARTS)))
    names = {
        "site": [site.code for site in sites], "level": LEVELS, "profile": PROFILES,
        "daypart": DAYPARTS, "mode": MODES,
    }  # fmt: skip
    problem = SupplyProblem(
        areas=AREA_CODES, levels=LEVELS, kinds=kinds, dayparts=DAYPARTS, modes=modes,
        rounds=rounds, wishes=spread.wishes, zones=zones, sites=sites,
        needs=needs_of(plan, spread, zones),
        rooms=rooms_of(limits, sites, DAYPARTS, rooms),
        qualifications=QUALIFICATIONS,
        teachers=teachers_of(limits, AREA_CODES, QUALIFICATIONS, load, used),
        budget=limits.budget if limits.budget is not None else float(used.sum()) * cost,
        hour_cost=cost,
        offers=_offers(existing, qualification, len(sites)),
        open_sites=np.ones(len(sites), bool),
        open_dayparts=np.ones(len(DAYPARTS), bool),
        existing=existing,
        promised=promised_of(limits, names, rounds),
        weights=weights or weights_of(plan),
    )  # fmt: skip
    return Situation(problem, plan, courses, limits)


def weights_of(plan: NeedsPlan, **changed: float) -> Weights:
    """The weights of policy, some of them changed."""
    on = plan.horizon.cut_off
    of = {
        name: policy.value(f"supply.weight.{name}", on).number
        for name in ("travel", "waiting", "waited", "money")
    }
    longest = policy.value("waiting.official", on).whole
    return Weights(**{**of, "longest": longest, **changed})  # type: ignore[arg-type]


def rounds_of(courses: Courses) -> tuple[int, ...]:
    """The months after September in which courses begin."""
    begun = np.bincount(courses.first, minlength=12)
    return tuple(int(month) for month in np.flatnonzero(begun >= LEAST_SHARE * begun.sum()))


def kinds_of(courses: Courses, plan: NeedsPlan) -> tuple[Kind, ...]:
    """The profiles with sizes and hours of policy; how long they last is that of the courses."""
    on = plan.horizon.cut_off
    found = []
    for number, code in enumerate(PROFILES):
        hours = policy.value(f"lesson_hours.{code}", on).number
        lasts = (courses.last - courses.first + 1)[courses.profile == number]
        # Twelve lesson hours a week, four weeks a month, where no course says how long.
        months = int(np.median(lasts)) if len(lasts) else max(1, round(hours / 48))
        found.append(Kind(
            code,
            policy.value(f"group_sizes.{code}.min", on).whole,
            policy.value(f"group_sizes.{code}.max", on).whole,
            hours, months, QUALIFICATIONS[code not in BASIC],
        ))  # fmt: skip
    return tuple(found)


def _modes(plan: NeedsPlan) -> tuple[Mode, ...]:
    on = plan.horizon.cut_off
    return tuple(Mode(code, policy.value(f"supply.reach.{code}", on).number) for code in MODES)


def sites_of(snapshot: Snapshot, courses: Courses, plan: NeedsPlan) -> tuple[Site, ...]:
    """The sites where courses were given, at their own place or that of their municipality."""
    day = plan.horizon.school_year.first_day
    known = municipalities(day)
    used = set(courses.site.tolist())
    found: dict[str, Site] = {}
    for row in snapshot.table("sites").to_pylist():
        nis = row["municipality"]
        if row["site"] not in used or nis not in municipalities():
            continue
        zone = municipality_on(nis, day)
        place = known[zone]
        at = (row["latitude"], row["longitude"])
        latitude, longitude = (place.latitude, place.longitude) if None in at else at
        name = row["name"]
        found[row["site"]] = Site(row["site"], name, zone, area_of(zone), latitude, longitude)
    return tuple(found[code] for code in sorted(found))


def groups_of(courses: Courses, sites: tuple[Site, ...], rounds: tuple[int, ...]) -> Groups:
    """The courses as groups; one outside the rounds stands in the last round before it."""
    codes = {site.code: number for number, site in enumerate(sites)}
    site = np.array([codes.get(code, -1) for code in courses.site], np.int64)
    begin = np.maximum(np.searchsorted(rounds, courses.first, side="right") - 1, 0)
    columns = (site, courses.level, courses.profile, courses.daypart, courses.mode, begin)
    rows = np.stack(columns, axis=1)[site >= 0]
    unique, count = np.unique(rows, axis=0, return_counts=True)
    return Groups(*[*unique.T, count])


def _offers(existing: Groups, qualification: Ints, sites: int) -> np.ndarray:
    """A site may give every profile of a qualification of which it gave one last year."""
    gave = np.zeros((sites, len(QUALIFICATIONS)), bool)
    gave[existing.site, qualification[existing.kind]] = True
    return gave[:, qualification]

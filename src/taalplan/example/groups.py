# SPDX-License-Identifier: EUPL-1.2
"""Learners who want the same course at the same centre, put together in groups.

No group is larger than the places that its course keeps for desks, so that no course is ever
full beyond its capacity. The other learners of a course did not come by way of a desk.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from taalplan import policy
from taalplan.example import lessons
from taalplan.example.attempts import Attempts
from taalplan.example.centres import CVO, UTC, Network
from taalplan.example.choice import KIND_OF_FORM
from taalplan.example.figures import Flags, Floats, Ints
from taalplan.example.known import HIGH, Known
from taalplan.example.reach import era, kilometres
from taalplan.vocabulary.codes import DayPart, Profile

DAYPARTS: tuple[tuple[str, ...], ...] = (
    (DayPart.MORNING,),
    (DayPart.AFTERNOON,),
    (DayPart.MORNING, DayPart.AFTERNOON),
    (DayPart.EVENING,),
    (DayPart.SATURDAY,),
)
"""When the lessons of a course are; a course names one of these by its place."""

BY_DAY, EVENING, SATURDAY = (0, 1, 2), 3, 4

EVENINGS = np.array([0.0, 0.62, 0.55, 0.40, 0.18, 0.03])
"""Share of evening courses by lessons a week: about a third of all. Assumption."""

SATURDAYS = 0.12
"""Share of Saturday courses among those with one lesson a week. Assumption."""

TO_UNIVERSITY = 0.5
"""Share of short courses of the highly schooled near a university language centre. Assumption."""

NEAR = 15.0
DESK_SHARE = (0.55, 0.95)
"""Part of the places that a centre keeps for people whom a desk sends. Assumption."""

LARGE = 20
"""From so many learners a wish for evening or day lessons can be followed."""


@dataclass(frozen=True)
class Groups:
    """Groups as columns, and the group of each attempt in `of`.

    `cell` is equal for groups that differ only in who is in them: they start together.
    """

    site: Ints
    level: Ints
    start: Ints
    form: Ints
    part: Ints
    members: Ints
    capacity: Ints
    cell: Ints
    of: Ints

    def __len__(self) -> int:
        """The number of groups."""
        return len(self.site)


def groups(
    rng: np.random.Generator, known: Known, net: Network, found: Attempts, usual: Ints
) -> Groups:
    """Put attempts together; `usual` gives the site of each person by era and kind of centre."""
    site = _sites(rng, known, net, found, usual)
    part = _parts(rng, _cell(found, net.centre[site]), found)
    cell = _numbered(_cell(found, net.centre[site]) * len(DAYPARTS) + part)
    capacity, limit = _room(rng, cell, lessons.PROFILE_OF[found.form])
    order = np.lexsort((site, cell))
    _, first, counts = np.unique(cell[order], return_index=True, return_counts=True)
    rank = np.arange(len(cell)) - np.repeat(first, counts)
    # As many groups as are needed, and all of them as full as the others.
    needed = -(-counts // limit[order][first])
    number = rank * np.repeat(needed, counts) // np.repeat(counts, counts)
    of_sorted = np.repeat(np.cumsum(needed) - needed, counts) + number
    of = np.empty(len(cell), dtype=np.int64)
    of[order] = of_sorted
    middle = _middle(of_sorted)
    chosen = order[middle]
    return Groups(
        site=site[chosen],
        level=found.level[chosen],
        start=found.start[chosen],
        form=found.form[chosen],
        part=part[chosen],
        members=np.bincount(of),
        capacity=capacity[chosen],
        cell=cell[chosen],
        of=of,
    )


def _sites(
    rng: np.random.Generator, known: Known, net: Network, found: Attempts, usual: Ints
) -> Ints:
    kind = KIND_OF_FORM[found.form]
    when = era(lessons.starts()[found.start], lessons.ends()[found.start, found.form])
    university = usual[when, UTC, found.person]
    far = kilometres()[known.home[found.person], net.municipality[university]]
    short = lessons.PROFILE_OF[found.form] == lessons.PROFILES.index(Profile.SHORT)
    goes = short & (known.education[found.person] == HIGH) & (far < NEAR)
    goes &= (rng.random(len(found)) < TO_UNIVERSITY) & (kind == CVO)
    return usual[when, np.where(goes, UTC, kind), found.person]


def _cell(found: Attempts, centre: Ints) -> Ints:
    sizes = (10, len(lessons.FORMATS), len(lessons.starts()))
    return ((centre * sizes[0] + found.level) * sizes[1] + found.form) * sizes[2] + found.start


def _numbered(key: Ints) -> Ints:
    _, dense = np.unique(key, return_inverse=True)
    return dense.astype(np.int64)


def _parts(rng: np.random.Generator, cell: Ints, found: Attempts) -> Ints:
    """When the lessons are: in a small cell for all alike, in a large one as people wish."""
    dense = _numbered(cell)
    count = np.bincount(dense)
    sessions = lessons.SESSIONS[found.form]
    own, shared = rng.random(len(found.person)), rng.random(len(count))[dense]
    large = count[dense] >= LARGE
    evening = np.where(large, own, shared) < EVENINGS[sessions]
    by_day = rng.choice(BY_DAY, len(count), p=(0.62, 0.26, 0.12))[dense]
    saturday = ~evening & (sessions == 1) & (rng.random(len(count))[dense] < SATURDAYS)
    found_: Ints = np.select([evening, saturday], [EVENING, SATURDAY], by_day)
    return found_


def _room(rng: np.random.Generator, cell: Ints, profile: Ints) -> tuple[Ints, Ints]:
    """Capacity, and the places kept for desks, equal for all courses of a cell."""
    on = date(lessons.SCHOOL_YEARS[0], 9, 1)
    sizes = np.array(
        [
            [policy.value(f"group_sizes.{name}.{size}", on).whole for size in ("target", "max")]
            for name in lessons.PROFILES
        ]
    )
    n = int(cell.max(initial=-1)) + 1
    target, largest = sizes[profile].T
    between = rng.random(n)[cell]
    capacity = (target + between * (largest - target + 1)).astype(np.int64)
    share: Floats = rng.uniform(*DESK_SHARE, n)[cell]
    return capacity, np.maximum((capacity * share).astype(np.int64), 1)


def _middle(of: Ints) -> Ints:
    """The middle row of each group, for rows in order of their group."""
    new: Flags = np.r_[True, of[1:] != of[:-1]] if len(of) else np.zeros(0, dtype=np.bool_)
    first = np.flatnonzero(new)
    middle: Ints = first + np.diff(np.r_[first, len(of)]) // 2
    return middle

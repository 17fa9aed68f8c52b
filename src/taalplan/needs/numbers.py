# SPDX-License-Identifier: EUPL-1.2
"""The whole numbers of a plan: beginnings, places, groups, lesson hours, teachers.

All have the shape (areas, profiles, levels, places of residence) and add up in every margin,
because every margin is a sum of these.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from taalplan import policy
from taalplan.needs.history import LEVELS, PROFILES, Floats, Ints
from taalplan.needs.paths import Paths
from taalplan.needs.rounding import divided, rounded

USED = (
    "calendar.needs_plan_due",
    "calendar.needs_plan_cut_off",
    "waiting.official",
    "needs.places_quantile",
    "needs.interval",
    "needs.share_months",
    "blended.distance_share",
    "needs.teaching_load",
    *(f"group_sizes.{profile}.target" for profile in PROFILES),
    *(f"lesson_hours.{profile}" for profile in PROFILES),
)
"""The policy values that every plan is made with."""

BY_LEVEL = [
    [profile * len(LEVELS) + level for profile in range(len(PROFILES))]
    for level in range(len(LEVELS))
]
"""The columns of each level where profile x level lie side by side."""


@dataclass(frozen=True, eq=False)
class Numbers:
    """`people` (beginnings expected), `places` (enough with the chance of policy), `groups`.

    `group_hours` and `group_size` are by profile, `load` the hours of one full-time teacher.
    """

    people: Ints
    places: Ints
    groups: Ints
    group_hours: Floats
    group_size: Floats
    load: float

    @property
    def hours(self) -> Floats:
        """Lesson hours (lestijden)."""
        return self.groups * self.group_hours[:, None, None]

    @property
    def teachers(self) -> Floats:
        """Full-time teachers."""
        return self.hours / self.load


def numbers_of(paths: Paths, on: date) -> Numbers:
    """From expectations and paths to whole numbers, with the policy of a day."""
    hours = np.array([policy.value(f"lesson_hours.{p}", on).number for p in PROFILES])
    size = np.array([policy.value(f"group_sizes.{p}.target", on).number for p in PROFILES])
    load = policy.value("needs.teaching_load", on).number
    chance = policy.value("needs.places_quantile", on).number
    people = whole(paths.expected)
    # What is kept in reserve is rounded by itself, so that nobody expected is without a place.
    places = people + whole(_enough(paths, chance) - paths.expected)
    groups = _groups(places, size)
    return Numbers(people, places, groups, hours, size, load)


def whole(values: Floats) -> Ints:
    """Values (areas, profiles, levels, places) as whole numbers: by area first, then residence.

    Each number of an area by level and profile is next to what is expected; so is each of a
    place of residence within an area.
    """
    by_area = values.sum(axis=-1)
    areas = rounded(by_area.reshape(len(by_area), -1), (), BY_LEVEL)
    return _by_place(values, areas)


def _by_place(values: Floats, totals: Ints) -> Ints:
    """Totals (areas, cells) divided over the places of residence near `values`."""
    found = []
    for area, total in zip(values, totals, strict=True):
        flat = area.reshape(-1, area.shape[-1]).T
        found.append(divided(flat, total, BY_LEVEL).T.reshape(area.shape))
    return np.stack(found)


def _enough(paths: Paths, chance: float) -> Floats:
    """The expectation raised, by area and level, to what is enough with a chance."""
    drawn = paths.draws.sum(axis=(2, 4))
    enough = np.quantile(drawn, chance, axis=0, method="inverted_cdf")
    expected = paths.expected.sum(axis=(1, 3))
    enough = np.maximum(enough, expected)
    factor = np.divide(enough, expected, out=np.ones_like(expected), where=expected > 0)
    return np.asarray(paths.expected * factor[:, None, :, None])


def _groups(places: Ints, size: Floats) -> Ints:
    """As many groups as hold the places of an area, by level and profile: the last one half full.

    Where people live decides where the groups are, in proportion.
    """
    by_area = places.sum(axis=-1)
    groups = np.ceil(by_area / size[:, None] - 1e-9).astype(np.int64)
    return _by_place(places.astype(float), groups.reshape(len(groups), -1))

# SPDX-License-Identifier: EUPL-1.2
"""What each centre has on offer at each start: large centres nearly everything, small ones less.

Learners of a centre so end up in the same few courses, as they do. All of it is assumption.
"""

from __future__ import annotations

import numpy as np

from taalplan.example import lessons
from taalplan.example.figures import Floats, Ints
from taalplan.example.known import LEVELS
from taalplan.vocabulary.codes import Profile

NOT_OFFERED = -7.0
"""Worth of what a centre does not plan; a course is set up all the same when nothing else fits."""

OFFERED = {"alfa": 0.7, "basic": 0.8, "standard": 0.9, "extended": 0.5, "short": 0.5}
"""Chance that a centre of middle size has a profile at a level and a start."""

MIDDLE_SIZE = 2_500
"""People of the register who would go to a centre of middle size. Of a small register each
centre has few people, and so few forms: courses with one learner each would be no example."""


def menu(rng: np.random.Generator, people_by_centre: Ints) -> Floats:
    """How much each form is worth, by centre, level, start and form (added to a logit).

    Within a profile the forms on the menu weigh as much as that profile's forms everywhere.
    """
    n, starts, forms = len(people_by_centre), len(lessons.starts()), len(lessons.FORMATS)
    size = np.clip(people_by_centre / MIDDLE_SIZE, 0.05, 8.0)[:, None, None, None]
    taste = rng.gumbel(size=(n, len(LEVELS), starts, forms)) * 4.0 / np.sqrt(size)
    shares = np.exp(lessons.log_shares())
    for profile in range(len(Profile)):
        mine = profile == lessons.PROFILE_OF
        top = taste[..., mine].max(axis=-1, keepdims=True)
        total = np.log((shares[mine] * np.exp(taste[..., mine] - top)).sum(-1, keepdims=True))
        chance = OFFERED[lessons.PROFILES[profile]] ** (1 / size[..., 0])
        offered = rng.random((n, len(LEVELS), starts)) < chance
        offered |= np.arange(starts) % len(lessons.START_DAYS) == 0
        taste[..., mine] += np.where(offered, 0.0, NOT_OFFERED)[..., None] - top - total
    found: Floats = taste
    return found

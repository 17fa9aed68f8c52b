# SPDX-License-Identifier: EUPL-1.2
"""Where those who begin a level come from, as whole numbers that add up to the plan."""

from __future__ import annotations

import numpy as np

from taalplan.needs.history import Ints
from taalplan.needs.paths import expectation
from taalplan.needs.plan import NeedsPlan
from taalplan.needs.rounding import divided

ORIGINS = ("new", "up", "again", "waits")
"""For the first time, from a lower level, this level again; and who waits too long already."""


def by_origin(plan: NeedsPlan) -> Ints:
    """Who begins each level in the school year, by origin: (levels, origins)."""
    problem = plan.problem
    made = expectation(problem).origins[..., problem.horizon.target]
    expected = made.sum(axis=(1, 2, 4))
    waits = problem.unmet.sum(axis=(0, 1)).astype(float)
    totals = plan.numbers.people.sum(axis=(0, 1, 3))
    return np.asarray(divided(np.vstack([expected, waits]), totals).T)

# SPDX-License-Identifier: EUPL-1.2
"""A thousand futures of one school year, and what is expected, by where, level and profile.

Every interval is taken from these paths, for any sum of their cells: what adds up in each path
adds up in the plan. The unit is a beginning of a level: somebody who does two levels in a school
year needs two places.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taalplan.needs.history import Floats, Ints
from taalplan.needs.problem import NeedsProblem
from taalplan.needs.progression import Expectation, expected, project


@dataclass(frozen=True, eq=False)
class Paths:
    """Places needed: `draws` (paths, areas, profiles, levels, places) and `expected` (the rest).

    `before` (paths, areas): beginnings between the cut-off and the school year.
    """

    draws: Ints
    expected: Floats
    before: Ints


def expectation(problem: NeedsProblem) -> Expectation:
    """What is expected in each month of the horizon."""
    entrants = np.einsum("am,apl->aplm", problem.entrance.expected, problem.mix)
    return expected(
        problem.hazards,
        problem.pipeline,
        entrants,
        problem.levers,
        horizon_months=len(problem.horizon.months),
    )


def expected_need(problem: NeedsProblem) -> Floats:
    """What is expected in the school year: (areas, profiles, levels, places)."""
    year = expectation(problem).starts[..., problem.horizon.target].sum(axis=-1)
    return np.asarray((year + problem.unmet)[..., None] * problem.split.place)


def paths_of(problem: NeedsProblem, seed: int = 216) -> Paths:
    """Simulate the school year. The same seed gives the same paths."""
    rng = np.random.default_rng([seed, problem.horizon.school_year.start])
    entrants = entrants_by_wish(problem, rng)
    starts = project(
        problem.hazards,
        problem.pipeline,
        entrants,
        problem.levers,
        horizon_months=entrants.shape[-1],
        seed=seed,
    )
    target = problem.horizon.target
    year = starts[..., target].sum(axis=-1) + problem.unmet
    before = starts[..., : target.start].sum(axis=(2, 3, 4))
    return Paths(by_residence(year, problem.split.place, rng), expected_need(problem), before)


def entrants_by_wish(problem: NeedsProblem, rng: np.random.Generator) -> Ints:
    """Entrants of every path by profile and level: (paths, areas, profiles, levels, months)."""
    areas, profiles, levels = problem.mix.shape
    share = problem.mix.reshape(areas, 1, profiles * levels)
    total = share.sum(axis=-1, keepdims=True)
    share = np.where(total > 0, share / np.maximum(total, 1e-300), 1.0 / share.shape[-1])
    paths = problem.entrance.paths
    # Before the mix of an area is known nobody has entered it either.
    paths = np.where(total[:, :, 0] > 0, paths, 0)
    drawn = rng.multinomial(paths, np.broadcast_to(share, (*paths.shape, share.shape[-1])))
    shape = (*paths.shape, profiles, levels)
    return np.moveaxis(drawn.reshape(shape), 2, -1)


def by_residence(year: Ints, share: Floats, rng: np.random.Generator) -> Ints:
    """Everybody of a cell put in a place of residence: one more axis of whole numbers."""
    certain = share / np.maximum(share.sum(axis=-1, keepdims=True), 1e-300)
    return np.asarray(
        rng.multinomial(year, np.broadcast_to(certain, (*year.shape, share.shape[-1])))
    )

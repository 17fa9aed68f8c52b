# SPDX-License-Identifier: EUPL-1.2
"""How far people live from where they are served: the mean, and how unequally it is divided."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taalplan.access.location.problem import Floats


@dataclass(frozen=True)
class Reach:
    """Distances of people; `beyond` is the share of them farther than each limit (0 to 1).

    `worst` is the farthest place where anybody lives, `ninth` what nine of ten stay within,
    `gini` 0 when everybody travels as far and near 1 when a few do all the travelling.
    """

    people: float
    mean: float
    median: float
    ninth: float
    worst: float
    gini: float
    beyond: tuple[float, ...]


def reach(cost: Floats, people: Floats, limits: tuple[float, ...]) -> Reach:
    """Measure the cost of each place, in which so many people live; nobody is a reach of zero."""
    total = float(people.sum())
    if total == 0:
        return Reach(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, tuple(0.0 for _ in limits))
    order = np.argsort(cost, kind="stable")
    order = order[people[order] > 0]
    far, weight = cost[order], people[order]
    below = np.cumsum(weight)
    middle, ninth = (float(far[np.searchsorted(below, share * total)]) for share in (0.5, 0.9))
    return Reach(
        people=total,
        mean=float((far * weight).sum() / total),
        median=middle,
        ninth=ninth,
        worst=float(far[-1]),
        gini=_gini(far, weight),
        beyond=tuple(float(weight[far > limit].sum() / total) for limit in limits),
    )


def _gini(far: Floats, weight: Floats) -> float:
    """Gini's coefficient of sorted distances: twice the surface between Lorenz and the diagonal."""
    travelled = np.cumsum(far * weight)
    if travelled[-1] == 0:
        return 0.0
    before = np.concatenate([[0.0], travelled[:-1]])
    return float(1 - (weight * (before + travelled)).sum() / (weight.sum() * travelled[-1]))

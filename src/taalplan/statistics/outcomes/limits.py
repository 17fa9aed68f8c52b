# SPDX-License-Identifier: EUPL-1.2
"""Confidence limits of shares, and the bounds that need no assumption."""

from __future__ import annotations

from functools import cache

import numpy as np

from taalplan.statistics.outcomes.followed import Floats, Followed, Ints

LEVEL = 0.95


def log_log_limits(
    share: Floats, error: Floats, effective: Floats, level: float = LEVEL
) -> tuple[Floats, Floats]:
    """Lower and upper limits on the scale log(-log p), which keeps them between 0 and 1.

    As R's `survfit(conf.type = "log-log")`. Where the share is 0 or 1 that scale gives
    nothing; there the limit is that of Clopper and Pearson (1934) for `effective` people: how
    many were in effect followed (Dorey and Korn 1987). Without anybody the limits are 0 and 1.
    """
    inside = (share > 0) & (share < 1)
    p = np.where(inside, share, 0.5)
    scaled = np.log(-np.log(p))
    half = _quantile(level) * np.where(inside, error, 0) / (p * np.log(p))
    with np.errstate(over="ignore"):  # of very few people: the limit is then 0
        low, high = np.exp(-np.exp(scaled - half)), np.exp(-np.exp(scaled + half))
    beyond = ((1 - level) / 2) ** (1 / np.maximum(effective, 1e-300))
    lower = np.where(inside, low, np.where(share >= 1, beyond, 0.0))
    upper = np.where(inside, high, np.where(share <= 0, 1 - beyond, 1.0))
    return lower, upper


@cache
def _quantile(level: float) -> float:
    """The quantile of the normal distribution that leaves out half of the rest above."""
    from statistics import NormalDist

    return NormalDist().inv_cdf((1 + level) / 2)


def worst_case(followed: Followed, groups: int, day: int, causes: int) -> tuple[Floats, Floats]:
    """The least and most that each share can be on a day (Manski 1989): (causes + 1, groups).

    Whoever was not followed so long may all, or none, be in a state. Nothing is assumed of
    why somebody was not. NaN for a group that is empty, or of which the register misses cases
    that ended before it began.
    """
    status = np.where(followed.time <= day, followed.cause, 0)
    busy = (status == 0) & (followed.time >= day)
    code = np.where(status > 0, status - 1, np.where(busy, causes, causes + 1))
    width = causes + 2
    cell = followed.group.astype(np.int64) * width + code
    counted = np.bincount(cell, minlength=groups * width).reshape(groups, width)
    if followed.entry is not None:
        late = np.bincount(followed.group, followed.entry > 0, minlength=groups) > 0
        counted = np.where(late[:, None], 0, counted)
    everybody = counted.sum(axis=1)
    whole = np.where(everybody > 0, everybody, np.nan)
    least: Floats = counted[:, : causes + 1].T / whole
    return least, least + counted[:, causes + 1] / whole


def reached(followed: Followed, groups: int, day: int) -> Ints:
    """How many cases of each group could have been followed until a day, whatever became of them.

    Raises ValueError when it is not known how long cases could have been followed.
    """
    if followed.reach is None:
        raise ValueError("it is not known how long these cases could have been followed")
    found: Ints = np.bincount(followed.group[followed.reach >= day], minlength=groups)
    return found

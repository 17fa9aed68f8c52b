# SPDX-License-Identifier: EUPL-1.2
"""Standard errors of the curves: the infinitesimal jackknife, as R's `survfit` gives them.

A case i changes F_k(t) by its influence

    U_ik(t) = sum over s <= t and j of c_kj(s,t) (dN_ij(s) - Y_i(s) d_j(s)/n(s)) / n(s),
    c_kj(s,t) = S(s-) [j = k] - (S(s-)/S(s)) (F_k(t) - F_k(s)),

and the variance is the sum of their squares; of a person with several cases the influences
are added before they are squared (robust variance; Lin and Wei 1989). Where all cases are
observed from their start and stand alone, products over different days cancel, and the sum is
one of Greenwood's kind (Gaynor et al. 1993) that prefix sums give for all days at once.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from taalplan.statistics.outcomes.curves import Curves
from taalplan.statistics.outcomes.followed import Floats, Followed, Ints


def standard_errors(curves: Curves, followed: Followed, on_days: Sequence[int]) -> Floats:
    """The standard error of each share: (causes + 1, groups, len(on_days)), busy last."""
    if followed.is_plain:
        return np.asarray(independent(curves)[:, :, list(on_days)])
    return np.stack([_jackknife(curves, followed, day) for day in on_days], axis=2)


def independent(curves: Curves) -> Floats:
    """Standard errors on every day for independent cases that were observed from their start.

    Shape (causes + 1, groups, days + 1), busy last.
    """
    each, before = curves.per_case, curves.busy_before
    squared = each * each
    # F is taken from its end, where few are left and rounding would weigh most.
    shifted = curves.incidence - curves.incidence[:, :, -1:]
    hazard = _kept(curves) * curves.all_ended * squared
    own = curves.ended * (before * squared)
    total = np.cumsum(hazard, axis=1)
    ending = np.cumsum(own * (before * (1 - curves.ended * each)), axis=2)
    ending -= 2 * (shifted * np.cumsum(own, axis=2) - np.cumsum(own * shifted, axis=2))
    ending += shifted * (shifted * total - 2 * np.cumsum(hazard * shifted, axis=2))
    ending += np.cumsum(hazard * shifted * shifted, axis=2)
    ending[curves.incidence == 0] = 0
    staying = curves.busy * curves.busy * total
    found: Floats = np.sqrt(np.maximum(np.concatenate([ending, staying[None]]), 0))
    return found


def influence(curves: Curves, followed: Followed, day: int) -> Floats:
    """What each case adds to each share on a day, were it to weigh a little more.

    Shape (causes + 1, cases), busy last.
    """
    causes, width = len(curves.ended), curves.days + 1
    row = followed.group.astype(np.int64) * width
    last = row + np.minimum(followed.time, day)
    entry = np.zeros(len(followed), np.int64) if followed.entry is None else followed.entry
    first = row + np.minimum(entry, day)
    each = curves.per_case.ravel()[last]
    kept = _kept(curves)
    spread = np.cumsum(kept * curves.all_ended * curves.per_case**2, axis=1)
    ended = (followed.time <= day) & (followed.cause > 0) & (entry <= day)
    under = (entry <= day).astype(float)
    held = kept.ravel()[last] * each * ended
    hazard = _between(spread, kept * curves.all_ended * curves.per_case**2, first, last) * under
    found = np.empty((causes + 1, len(followed)))
    for k in range(causes):
        share = curves.incidence[k]
        step = curves.ended[k] * curves.busy_before + kept * curves.all_ended * share
        step *= curves.per_case**2
        at_day = share[:, day][followed.group]
        found[k] = at_day * hazard
        found[k] -= _between(np.cumsum(step, axis=1), step, first, last) * under
        found[k] += np.where(followed.cause == k + 1, curves.busy_before.ravel()[last], 0) * (
            each * ended
        )
        found[k] -= held * (at_day - share.ravel()[last])
    found[causes] = curves.busy[:, day][followed.group] * (hazard - held)
    return found


def _kept(curves: Curves) -> Floats:
    """S-/S on each day; 0 where all who were left ended, since nothing follows on that."""
    going_on = curves.at_risk - curves.all_ended
    kept: Floats = np.divide(
        curves.at_risk, going_on, out=np.zeros(curves.at_risk.shape), where=going_on > 0
    )
    return kept


def _between(summed: Floats, step: Floats, first: Ints, last: Ints) -> Floats:
    """The sum of steps from one day to another, both included, for each case."""
    found: Floats = summed.ravel()[last] - summed.ravel()[first] + step.ravel()[first]
    return found


def _jackknife(curves: Curves, followed: Followed, day: int) -> Floats:
    """The standard errors on one day, from the influence of every case or person."""
    added = influence(curves, followed, day)
    group = followed.group
    if followed.cluster is not None:
        key = np.stack([group, followed.cluster])
        (group, _), person = np.unique(key, axis=1, return_inverse=True)
        size = len(group)
        added = np.stack([np.bincount(person.ravel(), one, minlength=size) for one in added])
    groups = len(curves.busy)
    squares = [np.bincount(group, one * one, minlength=groups) for one in added]
    found: Floats = np.sqrt(np.stack(squares))
    return found

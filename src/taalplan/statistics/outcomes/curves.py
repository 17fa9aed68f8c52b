# SPDX-License-Identifier: EUPL-1.2
"""Cumulative incidence with competing risks: the estimator of Aalen and Johansen (1978).

With d_k(t) cases ending in k on day t among the n(t) at risk, and S(t) the share still busy,

    S(t) = prod over s <= t of (1 - d(s)/n(s)),    d = sum of the d_k,
    F_k(t) = sum over s <= t of S(s-) d_k(s)/n(s).

Days are whole, so cases are counted by day once (a counting sort); what follows costs a pass
over the days, whatever the number of cases.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from taalplan.statistics.outcomes.followed import CAUSES, Floats, Followed, Ints


@dataclass(frozen=True)
class Curves:
    """One curve per group, on days 0 to `days`.

    `at_risk` has shape (groups, days + 1), `ended` (causes, groups, days + 1).
    """

    at_risk: Ints
    ended: Ints

    @property
    def days(self) -> int:
        """The last day."""
        return int(self.at_risk.shape[1]) - 1

    @cached_property
    def all_ended(self) -> Ints:
        """The cases that ended on each day, in whatever way: (groups, days + 1)."""
        found: Ints = self.ended.sum(axis=0)
        return found

    @cached_property
    def per_case(self) -> Floats:
        """1 / n on days when anybody was at risk, else 0: (groups, days + 1)."""
        return np.divide(
            1.0, self.at_risk, out=np.zeros(self.at_risk.shape), where=self.at_risk > 0
        )

    @cached_property
    def busy(self) -> Floats:
        """S: the share still busy at the end of each day, (groups, days + 1)."""
        going_on: Floats = (self.at_risk - self.all_ended) * self.per_case
        going_on[self.at_risk == 0] = 1.0
        return np.asarray(np.cumprod(going_on, axis=1), np.float64)

    @cached_property
    def busy_before(self) -> Floats:
        """S-: the share still busy when each day began, (groups, days + 1)."""
        return np.concatenate([np.ones((len(self.busy), 1)), self.busy[:, :-1]], axis=1)

    @cached_property
    def incidence(self) -> Floats:
        """F: the share that has ended in each way, (causes, groups, days + 1)."""
        return np.cumsum(self.ended * (self.busy_before * self.per_case), axis=2)

    @cached_property
    def shares(self) -> Floats:
        """The share in each of STATES, busy last: (causes + 1, groups, days + 1)."""
        return np.concatenate([self.incidence, self.busy[None]])

    @cached_property
    def known_until(self) -> Ints:
        """Until which day each curve is observed; -1 when not even its beginning is.

        A curve is not observed from the first day on which some are still busy by the
        estimate, but nobody is at risk: beyond, it could only be extrapolated. Nor where it
        has all ended while others have yet to come under observation: then too few were seen
        at the beginning. When all have truly ended it is known for good.
        """
        lost = (self.at_risk == 0) & (self.busy_before > 0)
        still_come = np.cumsum((self.at_risk > 0)[:, ::-1], axis=1)[:, ::-1] > (self.at_risk > 0)
        lost |= (self.busy == 0) & still_come
        first = np.where(lost.any(axis=1), lost.argmax(axis=1), lost.shape[1])
        known: Ints = first - 1
        return known


def aalen_johansen(followed: Followed, groups: int, days: int, causes: int = len(CAUSES)) -> Curves:
    """The curves of groups 0 to `groups - 1` over `days` days after each case's start.

    Cases that go on after the last day count as at risk until then.
    """
    width = days + 2
    # Whatever happens later happens in the last, spare column, where nobody looks.
    last = np.minimum(followed.time, days + 1)
    cell = followed.group.astype(np.int64) * width
    cell += last
    cell *= causes + 1
    cell += followed.cause
    shape = (groups, width, causes + 1)
    found = np.bincount(cell, minlength=groups * width * (causes + 1)).reshape(shape)
    gone = np.cumsum(found.sum(axis=2), axis=1)
    gone_before = np.concatenate([np.zeros((groups, 1), gone.dtype), gone[:, :-1]], axis=1)
    at_risk = _entered(followed, groups, width, gone[:, -1:]) - gone_before
    ended = np.ascontiguousarray(np.moveaxis(found[:, : days + 1, 1:], 2, 0))
    return Curves(at_risk[:, : days + 1], ended)


def _entered(followed: Followed, groups: int, width: int, everybody: Ints) -> Ints:
    """How many cases were under observation by each day: (groups, width), or (groups, 1)."""
    if followed.entry is None or not followed.is_late:
        return everybody
    cell = followed.group.astype(np.int64) * width + np.minimum(followed.entry, width - 1)
    found = np.bincount(cell, minlength=groups * width).reshape(groups, width)
    entered: Ints = np.cumsum(found, axis=1)
    return entered

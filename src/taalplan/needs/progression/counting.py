# SPDX-License-Identifier: EUPL-1.2
"""Who was at risk of what, and what happened: counts by state, level, cell and duration.

Only a window of recent calendar months is counted, so that rates are those of now: somebody who
was already in a state when the window opened is at risk from then on, at the duration reached by
then (left truncation). A masked month counts neither who was at risk nor what happened.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taalplan.needs.progression.followed import DURATIONS, Ints, Spells, numbered
from taalplan.needs.progression.groups import CAUSES, GOING_ON, Groups, State


@dataclass(frozen=True)
class Counts:
    """What was counted in each of `months`, the calendar months counted (since 1970).

    `at_risk` (12, states, levels, cells, durations) in person-months by month of the year, from
    January; `ended` (states, levels, cells, durations, causes). `at_risk_by_month` (months,
    states, levels, durations) and `ended_by_month` (months, states, levels, causes) are of all
    cells together.
    """

    months: Ints
    at_risk: Ints
    ended: Ints
    at_risk_by_month: Ints
    ended_by_month: Ints


def count(spells: Spells, *, last: int, window: int, masked: set[int], groups: Groups) -> Counts:
    """Count the `window` months up to `last` (months since 1970), but for the masked ones.

    `spells` are as known at the end of month `last`. A level that begins and ends within one
    month ended after one month: who begins is busy for the rest of that month.
    """
    areas, profiles, levels = groups.shape
    shape = (len(State), levels, areas * profiles, DURATIONS)
    size = int(np.prod(shape))
    cell = (spells.state * levels + spells.level) * areas * profiles
    cell += spells.area * profiles + spells.profile
    begun, ended = numbered(spells.begun), numbered(spells.ended)
    busy = (spells.state == State.BUSY).astype(np.int64)
    over = spells.how != GOING_ON
    until = np.where(over, np.maximum(ended, np.minimum(begun + busy, last)), last)
    first = np.minimum(begun + busy, np.where(over, until, last + 1))
    at_risk = np.zeros((12, size), np.int64)
    happened = np.zeros(size * CAUSES, np.int64)
    by_month = []
    counted = [m for m in range(last - window + 1, last + 1) if m not in masked]
    for now in counted:
        there = np.flatnonzero((first <= now) & (until >= now))
        lasted = np.maximum(now - begun[there], busy[there])
        place = cell[there] * DURATIONS + np.minimum(lasted, DURATIONS - 1)
        there_now = np.bincount(place, minlength=size)
        ends = over[there] & (until[there] == now)
        cause = spells.how[there][ends] - 1
        ends_now = np.bincount(place[ends] * CAUSES + cause, minlength=size * CAUSES)
        at_risk[now % 12] += there_now
        happened += ends_now
        by_month.append((there_now.reshape(shape), ends_now.reshape(*shape, CAUSES)))
    return Counts(
        np.array(counted, np.int64),
        at_risk.reshape(12, *shape),
        happened.reshape(*shape, CAUSES),
        np.array([n.sum(axis=2) for n, _ in by_month]).reshape(-1, *shape[:2], DURATIONS),
        np.array([y.sum(axis=(2, 3)) for _, y in by_month]).reshape(-1, *shape[:2], CAUSES),
    )

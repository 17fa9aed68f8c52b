# SPDX-License-Identifier: EUPL-1.2
"""One day at a desk: when appointments begin, and how many people are needed each half hour.

Who has an appointment has a counter at the hour agreed, so there are at least as many people as
appointments going on. Who comes without one is helped by whoever is free: by those beyond the
appointments, and by those whose appointment did not turn up. Where that is too few to keep the
promise over the day, one more stands in the half hour in which it helps most people.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import comb

import numpy as np

from taalplan.access.staffing.calendar import STEP, STEPS, Flags, Floats, Ints
from taalplan.access.staffing.erlang import waits_longer
from taalplan.access.staffing.offered import offered_load

MOST = 500
"""More people than this at one desk is a mistake in the data."""


@dataclass(frozen=True)
class Promise:
    """What is promised to who comes without an appointment: `share` waits at most `minutes`."""

    minutes: float
    share: float


@dataclass(frozen=True, eq=False)
class DayNeed:
    """A day by half hour. `starts` (kinds, 24) are appointments by when they begin.

    `busy` counts appointments going on, `arrivals` people without one, `people` the staff
    needed; `kept` is the share of arrivals that the promise holds for, `homeless` the
    appointments of each kind for which no counter is free.
    """

    starts: Ints
    busy: Ints
    arrivals: Floats
    people: Ints
    kept: float
    homeless: Ints

    @property
    def hours(self) -> float:
        """Hours of work at the counters."""
        return float(self.people.sum()) * STEP / 60


def need_of_day(
    slots: Sequence[int],
    units: Sequence[int],
    arrivals: Floats,
    minutes: float,
    weights: Floats,
    *,
    counters: int,
    least: int,
    show: float,
    promise: Promise,
) -> DayNeed:
    """Place the appointments of a day and add people until the promise is kept.

    `slots` and `units` are appointments by kind and the half hours that each takes, `arrivals`
    people without appointment by half hour who take `minutes` each, `show` the share of
    appointments that turns up; `weights` says when the desk is open (see `place`).
    """
    load = offered_load(arrivals, minutes, STEP)
    starts, busy, homeless = place(slots, units, load, weights, counters)
    # Fewer than this and the queue would only grow, whatever is promised.
    standing = np.where(arrivals > 0, np.floor(load + show * busy) + 1, 0)
    people = np.maximum(np.maximum(busy, least), np.minimum(standing, counters))
    people = np.where(weights > 0, people, 0).astype(np.int64)
    people, kept = _enough(people, busy, arrivals, load, show, promise.minutes / minutes,
                           promise.share, counters)  # fmt: skip
    return DayNeed(starts, busy, arrivals, people, kept, homeless)


def place(
    slots: Sequence[int], units: Sequence[int], load: Floats, weights: Floats, counters: int
) -> tuple[Ints, Ints, Ints]:
    """When appointments begin, so that the day is as even as it can be; the longest first.

    `weights` is 0 for a closed half hour, 1 for an open one, and less where people want fewer.
    Returns starts (kinds, 24), appointments going on, and by kind those that found no counter.
    """
    starts = np.zeros((len(slots), STEPS), dtype=np.int64)
    busy = np.zeros(STEPS, dtype=np.int64)
    homeless = np.zeros(len(slots), dtype=np.int64)
    for kind in sorted(range(len(slots)), key=lambda kind: -units[kind]):
        windows = _windows(weights > 0, units[kind])
        for _ in range(slots[kind]):
            free = [w for w in windows if busy[w].max() < counters]
            if not free:
                homeless[kind] += 1
                continue
            full = (busy + 1) / np.maximum(weights, 1e-9)
            best = min(free, key=lambda w: (full[w].max(), (busy + load)[w].sum(), w.start))
            starts[kind, best.start] += 1
            busy[best] += 1
    return starts, busy, homeless


def _windows(is_open: Flags, length: int) -> list[slice]:
    """Where an appointment fits without running into a closed half hour."""
    return [
        slice(begin, begin + length)
        for begin in range(STEPS - length + 1)
        if is_open[begin : begin + length].all()
    ]


def helped_in_time(people: int, busy: int, load: float, show: float, wait: float) -> float:
    """The chance that somebody who comes now is helped in time.

    Appointments turn up one by one with chance `show`; those who do keep a counter busy. Where
    the counters left cannot keep up with the load, nobody is counted as helped in time.
    """
    found = 0.0
    for present in range(busy + 1):
        chance = comb(busy, present) * show**present * (1 - show) ** (busy - present)
        free = people - present
        if free > load:
            found += chance * (1 - waits_longer(free, load, wait))
    return found


def _enough(
    people: Ints, busy: Ints, arrivals: Floats, load: Floats, show: float, wait: float,
    share: float, counters: int,
) -> tuple[Ints, float]:  # fmt: skip
    """Add people one by one where it helps most, until the share is reached or no room is left."""
    people = people.copy()
    total = float(arrivals.sum())
    if total == 0:
        return people, 1.0

    def helped(step: int, more: int) -> float:
        found = helped_in_time(people[step] + more, int(busy[step]), load[step], show, wait)
        return float(arrivals[step]) * found

    steps = [step for step in range(STEPS) if arrivals[step] > 0]
    now = {step: helped(step, 0) for step in steps}
    gain = {step: _best_gain(helped, now[step], step) for step in steps}
    while sum(now.values()) < share * total:
        room = [step for step in steps if people[step] < min(counters, MOST)]
        if not room:
            break
        best = max(room, key=lambda step: gain[step])
        people[best] += 1
        now[best] = helped(best, 0)
        gain[best] = _best_gain(helped, now[best], best)
    return people, sum(now.values()) / total


def _best_gain(helped: Callable[[int, int], float], now: float, step: int) -> float:
    """What one person more brings, on average over the best number of people more.

    A first person more may bring nothing where the counters are far behind.
    """
    return max((helped(step, more) - now) / more for more in range(1, 4))

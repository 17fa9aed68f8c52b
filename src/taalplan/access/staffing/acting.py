# SPDX-License-Identifier: EUPL-1.2
"""The compiled part of acting out days: one event after another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit

FAR = 1e18


def _compiled(function: Callable[..., Any]) -> Any:
    """Machine code, kept for the next time where a folder for it can be written."""
    try:
        return njit(cache=True)(function)
    except RuntimeError:
        return njit(function)


@_compiled
def act(when, length, arrivals, minutes, people, step, days, how, seed):  # type: ignore[no-untyped-def]
    """Act out `days` days; returns people without appointment, those helped in time,
    appointments that came, those that began in time, and minutes of work after closing time.

    `how` is: share that shows up, minutes early, spread of lateness, spread of durations with
    and without appointment, wait promised, delay allowed.
    """
    np.random.seed(seed)
    show, early, lateness, spread, loose, wait, punctual = how
    steps = len(people)
    walk_ins = in_time = came = began = 0
    overtime = 0.0
    close = 0.0
    for place in range(steps):
        if arrivals[place] > 0:
            close = (place + 1) * step
    for _ in range(days):
        times, agreed, kinds, size = _people_of_a_day(
            when, length, arrivals, step, show, early, lateness
        )
        order = np.argsort(times[:size])
        begun = np.zeros(size, dtype=np.bool_)
        inside = np.zeros(size, dtype=np.bool_)
        most = 0
        for place in range(steps):
            most = max(most, people[place])
        ends = np.full(most + 1, -1.0)
        arrived = 0
        now = 0.0
        helped = 0
        end_of_day = 0.0
        while helped < size:
            # Everybody who can begin now does: appointments before others, then who came first.
            while True:
                place = min(int(now // step), steps - 1)
                busy = 0
                free = -1
                for counter in range(most):
                    if ends[counter] > now:
                        busy += 1
                    else:
                        free = counter
                if busy >= people[place] or free < 0:
                    break
                best = -1
                for k in range(arrived):
                    who = order[k]
                    first = best < 0 or (kinds[who] >= 0 and kinds[best] < 0)
                    if inside[who] and not begun[who] and first:
                        best = who
                if best < 0:
                    break
                begun[best] = True
                helped += 1
                if kinds[best] >= 0:
                    duration = _duration(length[kinds[best]], spread)
                    came += 1
                    if now - max(agreed[best], times[best]) <= punctual:
                        began += 1
                else:
                    duration = _duration(minutes, loose)
                    walk_ins += 1
                    if now - times[best] <= wait:
                        in_time += 1
                ends[free] = now + duration
                end_of_day = max(end_of_day, now + duration)
            # On to the next event: somebody comes, a counter becomes free, a half hour begins.
            after = FAR
            if arrived < size:
                after = times[order[arrived]]
            for counter in range(most):
                if ends[counter] > now and ends[counter] < after:
                    after = ends[counter]
            boundary = (int(now // step) + 1) * step
            if boundary < after and boundary <= steps * step:
                after = boundary
            if after >= FAR:
                break
            now = after
            while arrived < size and times[order[arrived]] <= now:
                inside[order[arrived]] = True
                arrived += 1
        overtime += max(0.0, end_of_day - close)
    return walk_ins, in_time, came, began, overtime


@_compiled
def _people_of_a_day(when, length, arrivals, step, show, early, lateness):  # type: ignore[no-untyped-def]
    """Times of arrival, hours agreed and the number of the appointment (-1 without one)."""
    numbers = np.empty(len(arrivals), dtype=np.int64)
    total = len(when)
    for place in range(len(arrivals)):
        numbers[place] = np.random.poisson(arrivals[place])
        total += numbers[place]
    times = np.empty(total)
    agreed = np.empty(total)
    kinds = np.empty(total, dtype=np.int64)
    size = 0
    for number in range(len(when)):
        if np.random.random() < show:
            times[size] = max(0.0, when[number] - early + lateness * np.random.standard_normal())
            agreed[size] = when[number]
            kinds[size] = number
            size += 1
    for place in range(len(arrivals)):
        for _ in range(numbers[place]):
            times[size] = (place + np.random.random()) * step
            agreed[size] = times[size]
            kinds[size] = -1
            size += 1
    return times, agreed, kinds, size


@_compiled
def _duration(mean, spread):  # type: ignore[no-untyped-def]
    """A gamma duration; spread 1 is exponential, 0 is always the mean."""
    if spread <= 0:
        return mean
    shape = 1 / (spread * spread)
    return np.random.gamma(shape, mean / shape)

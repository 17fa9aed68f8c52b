# SPDX-License-Identifier: EUPL-1.2
"""The machine of one future: who asks, waits in line, begins, and what comes of it.

Two kinds of events, in order of time: something happens to a person (who comes, from a sorted
list; what follows from it, from a heap), or a group starts. Lines are linked lists per level and
profile, in order of asking, so that who waits longest is offered first and anybody can be taken
out. Compiled; the slow second version of the same rules is in the tests.
"""

from __future__ import annotations

import numpy as np

from taalplan.waiting.serving import compiled
from taalplan.waiting.simulation.keyed import AGAIN, BREAK, PATIENCE, RESULT, STAY, WITHIN, chance
from taalplan.waiting.simulation.problem import HOLDS, LEARNS, QUEUES

OPEN, GAVE_UP = 3, 4
"""How a stage ended beside passed, failed, left: not yet, or by giving up the wait."""

FULL = -1
"""Told in place of the number of stages when there was no room to write them down."""


@compiled  # pragma: no cover - compiled
def push(times, who, size, time, person):  # type: ignore[no-untyped-def]
    """Add an event to the heap; equal times go by person."""
    at = size
    while at > 0:
        up = (at - 1) >> 1
        if times[up] < time or (times[up] == time and who[up] <= person):
            break
        times[at], who[at] = times[up], who[up]
        at = up
    times[at], who[at] = time, person


@compiled  # pragma: no cover - compiled
def pop(times, who, size):  # type: ignore[no-untyped-def]
    """Take the first event off the heap: put the last in its place and let it sink."""
    time, person = times[size - 1], who[size - 1]
    size -= 1
    at = 0
    while True:
        down = 2 * at + 1
        if down >= size:
            break
        other = down + 1
        if other < size and (
            times[other] < times[down] or (times[other] == times[down] and who[other] < who[down])
        ):
            down = other
        if time < times[down] or (time == times[down] and person <= who[down]):
            break
        times[at], who[at] = times[down], who[down]
        at = down
    times[at], who[at] = time, person


@compiled  # pragma: no cover - compiled
def fits(  # type: ignore[no-untyped-def]
    g, p, waited, town, centre, parts, g_town, g_centre, g_parts, apart, reach,
    by_centre, by_parts, yields,
):  # fmt: skip
    """Whether a group is what a person asks for, or takes after having waited."""
    own = centre[p] >= 0 and centre[p] == g_centre[g]
    if waited < yields:
        if by_centre and centre[p] >= 0 and not own:
            return False
        if by_parts and parts[p] != 0 and (g_parts[g] & ~parts[p]) != 0:
            return False
    if own or town[p] < 0 or g_town[g] < 0:
        return True
    return apart[town[p], g_town[g]] <= reach


@compiled  # pragma: no cover - compiled
def run(  # type: ignore[no-untyped-def]
    seed, begin, end, levels, profiles,
    key, area, level0, profile, town, centre, parts, does, holds, asked0, first,
    g_cell, g_centre, g_town, g_parts, g_start, g_end, g_places, g_rolling, g_stay,
    result, again, breaks, patience, apart, reach, by_centre, by_parts, yields,
    r_person, r_level, r_asked, r_start, r_end, r_how,
):  # fmt: skip
    people, groups, room = len(key), len(g_start), len(r_person)
    level, asked, attempt = level0.copy(), asked0.copy(), np.zeros(people, np.int64)
    learning = np.zeros(people, np.bool_)
    outcome, seat = np.zeros(people, np.int64), np.full(people, -1)
    row, gives_up = np.full(people, -1), np.full(people, np.inf)
    after, before = np.full(people, -1), np.full(people, -1)
    cells = levels * profiles
    head, tail = np.full(cells, -1), np.full(cells, -1)
    free = np.zeros(groups, np.int64)
    order = np.argsort(g_start, kind="mergesort")
    # Rolling groups that have started, by cell: the machine looks there when somebody asks.
    rolls, rolling = np.full(groups, -1), np.full(cells, -1)
    times, who = np.empty(people + 1), np.empty(people + 1, np.int64)
    size = written = events = 0
    # What is known from the start stands in a sorted list: the heap holds what follows from it.
    coming = np.argsort(first, kind="mergesort")
    come = 0
    # Who holds a place, by group: a list to walk when it starts.
    held, next_held = np.full(groups, -1), np.full(people, -1)
    for p in range(people - 1, -1, -1):
        if does[p] == HOLDS:
            next_held[p] = held[holds[p]]
            held[holds[p]] = p
    for p in range(people):
        learning[p] = does[p] == LEARNS
    at = 0
    while True:
        group_time = g_start[order[at]] if at < groups else np.inf
        while come < people and does[coming[come]] == HOLDS:
            come += 1
        person_time = times[0] if size else np.inf
        new = come < people and (
            first[coming[come]] < person_time
            or (first[coming[come]] == person_time and coming[come] < who[0])
        )
        if new:
            person_time = first[coming[come]]
        now = min(group_time, person_time)
        if now >= end:
            break
        events += 1
        served = -1
        p = -1
        if person_time <= group_time:
            if new:
                p = coming[come]
                come += 1
            else:
                p = who[0]
                pop(times, who, size)
                size -= 1
            if learning[p]:
                learning[p] = False
                if attempt[p] == 0 and row[p] < 0:
                    # In lessons from before the beginning: what came of it is drawn now.
                    if written == room:
                        return FULL, events
                    row[p] = written
                    r_person[written], r_level[written] = p, level[p]
                    r_asked[written], r_start[written] = np.nan, np.nan
                    written += 1
                    outcome[p] = drawn(
                        seed, key[p], attempt[p], result[area[p], profile[p], level[p]]
                    )
                r_end[row[p]], r_how[row[p]] = now, outcome[p]
                if seat[p] >= 0:
                    served = seat[p]
                    free[served] += 1
                    seat[p] = -1
                goes = again[area[p], profile[p], level[p], outcome[p]]
                on = chance(seed, key[p], attempt[p], AGAIN) < goes
                if outcome[p] == 0:
                    on = on and level[p] + 1 < levels
                if on:
                    days = between(breaks[outcome[p]], chance(seed, key[p], attempt[p], BREAK))
                    level[p] += outcome[p] == 0
                    attempt[p] += 1
                    asked[p] = now + days
                    push(times, who, size, asked[p], p)
                    size += 1
                p = -1
            else:
                # Asks: a new stage, in a rolling group at once or else at the end of the line.
                if written == room:
                    return FULL, events
                row[p] = written
                r_person[written], r_level[written] = p, level[p]
                r_asked[written], r_start[written] = asked[p], np.nan
                r_end[written], r_how[written] = np.nan, OPEN
                written += 1
                gives_up[p] = np.inf
                if patience < np.inf:
                    waits = -np.log(1.0 - chance(seed, key[p], attempt[p], PATIENCE)) * patience
                    gives_up[p] = max(asked[p] + waits, now)
                cell = level[p] * profiles + profile[p]
                g = rolling[cell]
                while g >= 0:
                    if free[g] > 0 and now < g_end[g] and fits(
                        g, p, now - asked[p], town, centre, parts, g_town, g_centre, g_parts,
                        apart, reach, by_centre, by_parts, yields,
                    ):  # fmt: skip
                        break
                    g = rolls[g]
                if g >= 0:
                    free[g] -= 1
                    size = begins(
                        seed, p, g, now, key, level, area, profile, attempt, learning, outcome,
                        seat, row, r_start, g_end, g_rolling, g_stay, result, times, who, size,
                    )  # fmt: skip
                else:
                    before[p], after[p] = tail[cell], -1
                    if tail[cell] >= 0:
                        after[tail[cell]] = p
                    else:
                        head[cell] = p
                    tail[cell] = p
        else:
            served = order[at]
            at += 1
            free[served] = g_places[served]
            if g_rolling[served]:
                rolls[served] = rolling[g_cell[served]]
                rolling[g_cell[served]] = served
            p = held[served]
            while p >= 0:
                if written == room:
                    return FULL, events
                row[p] = written
                r_person[written], r_level[written] = p, level[p]
                r_asked[written], r_how[written] = asked[p], OPEN
                r_end[written] = np.nan
                written += 1
                size = begins(
                    seed, p, served, now, key, level, area, profile, attempt, learning, outcome,
                    seat, row, r_start, g_end, g_rolling, g_stay, result, times, who, size,
                )  # fmt: skip
                p = next_held[p]
        if served < 0 or now >= g_end[served]:
            continue
        # A group has places: offer them along the line, who waits longest first.
        cell = g_cell[served]
        p = head[cell]
        while p >= 0 and free[served] > 0:
            following = after[p]
            gone = gives_up[p] <= now
            takes = not gone and fits(
                served, p, now - asked[p], town, centre, parts, g_town, g_centre, g_parts,
                apart, reach, by_centre, by_parts, yields,
            )  # fmt: skip
            if gone or takes:
                if before[p] >= 0:
                    after[before[p]] = after[p]
                else:
                    head[cell] = after[p]
                if after[p] >= 0:
                    before[after[p]] = before[p]
                else:
                    tail[cell] = before[p]
            if gone:
                r_end[row[p]], r_how[row[p]] = gives_up[p], GAVE_UP
            elif takes:
                free[served] -= 1
                size = begins(
                    seed, p, served, now, key, level, area, profile, attempt, learning, outcome,
                    seat, row, r_start, g_end, g_rolling, g_stay, result, times, who, size,
                )  # fmt: skip
            p = following
    # Who gave up without anybody noticing.
    for cell in range(cells):
        p = head[cell]
        while p >= 0:
            if gives_up[p] < end:
                r_end[row[p]], r_how[row[p]] = gives_up[p], GAVE_UP
            p = after[p]
    return written, events


@compiled  # pragma: no cover - compiled
def begins(  # type: ignore[no-untyped-def]
    seed, p, g, now, key, level, area, profile, attempt, learning, outcome, seat, row, r_start,
    g_end, g_rolling, g_stay, result, times, who, size,
):  # fmt: skip
    """Somebody begins in a group: what will come of it is drawn, and when."""
    learning[p] = True
    r_start[row[p]] = now
    outcome[p] = drawn(seed, key[p], attempt[p], result[area[p], profile[p], level[p]])
    if g_rolling[g]:
        seat[p] = g
        stays = -np.log(1.0 - chance(seed, key[p], attempt[p], STAY)) * g_stay[g]
    else:
        stays = g_end[g] - now
        if outcome[p] == 2:
            stays *= chance(seed, key[p], attempt[p], WITHIN)
    push(times, who, size, now + stays, p)
    return size + 1


@compiled  # pragma: no cover - compiled
def drawn(seed, person, attempt, chances):  # type: ignore[no-untyped-def]
    """Passed, failed or left."""
    u = chance(seed, person, attempt, RESULT)
    if u < chances[0]:
        return 0
    return 1 if u < chances[0] + chances[1] else 2


@compiled  # pragma: no cover - compiled
def between(quantiles, u):  # type: ignore[no-untyped-def]
    """The value at a chance, between evenly spaced quantiles."""
    place = u * (len(quantiles) - 1)
    low = int(place)
    high = min(low + 1, len(quantiles) - 1)
    return quantiles[low] + (place - low) * (quantiles[high] - quantiles[low])


__all__ = ["FULL", "GAVE_UP", "HOLDS", "LEARNS", "OPEN", "QUEUES", "run"]

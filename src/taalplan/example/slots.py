# SPDX-License-Identifier: EUPL-1.2
"""At which half hour of the day appointments begin, so that every desk has counters enough.

A counter has six hours a day, and two more on the evening that its desk is open late. An
appointment takes one of them, or half of one. Where a desk has more appointments on a day than
its counters hold, intakes are made shorter; where even that is not enough there are extra
counters for the day, as desks do at peaks. Opening hours are assumptions: none are published.
"""

from __future__ import annotations

import numpy as np

from taalplan.example import days
from taalplan.example.figures import DESKS, Flags, Floats, Ints
from taalplan.example.known import SPAN
from taalplan.vocabulary import places

MORNING = (9 * 60, 10 * 60, 11 * 60)
AFTERNOON = (13 * 60, 14 * 60, 15 * 60)
EVENING = (17 * 60, 18 * 60)
"""When the hours of a counter begin. Every other counter works half an hour later after noon,
so that the afternoon ends at 16.30."""

BLOCKS: Ints = np.array([*MORNING, *AFTERNOON, *EVENING])
WANTED: Floats = np.array([0.9, 1.3, 1.2, 0.8, 1.1, 0.8, 0.6, 0.4])
"""How much each hour is wanted. Assumption."""

EVENING_OF_DESK = (1, 3)
"""Tuesday or Thursday, the weekday on which a desk with more than one counter is open late."""

FULL, HALF = 60, 30
_SATURDAY = 5


def counters() -> Ints:
    """How many people each desk can receive at a time."""
    of_desk = {desk.code: desk.counters for desk in places.desks()}
    return np.array([of_desk[code] for code in DESKS])


def hours_of_day(desk: Ints, day: Ints) -> Flags:
    """Which of BLOCKS a desk is open on a day: rows as given, columns as BLOCKS."""
    weekday = days.weekday(day)
    late = np.array(EVENING_OF_DESK)[desk % 2]
    late = (weekday == late) & (counters()[desk] > 1)
    is_open = np.ones((len(desk), len(BLOCKS)), dtype=np.bool_)
    # A Saturday is an open day, until noon.
    is_open[:, len(MORNING) :] = (weekday != _SATURDAY)[:, None]
    is_open[:, -len(EVENING) :] = late[:, None]
    return is_open


def times(rng: np.random.Generator, desk: Ints, day: Ints, minutes: Ints) -> tuple[Ints, Ints]:
    """Start (minutes after midnight) and length of each appointment.

    `minutes` is FULL or HALF; the lengths that come back are shorter on days that are too busy.
    """
    group = _numbered(desk * SPAN + day)
    first = np.unique(group, return_index=True)[1]
    is_open = hours_of_day(desk[first], day[first])
    room = counters()[desk[first]]
    length = _shortened(group, minutes, is_open.sum(axis=1) * room)
    unit, half, units = _units(rng, group, length)
    lanes = np.maximum(room, -(-units // is_open.sum(axis=1)))
    block, lane = _cells(rng, is_open, lanes, units)
    start_of_group = np.cumsum(units) - units
    cell = start_of_group[group] + unit
    start = BLOCKS[block][cell] + HALF * half
    after_noon = np.isin(BLOCKS[block][cell], AFTERNOON)
    start += HALF * (after_noon & ((lane[cell] + group) % 2 == 1))
    return start, length


def _numbered(key: Ints) -> Ints:
    _, dense = np.unique(key, return_inverse=True)
    return dense.astype(np.int64)


def _shortened(group: Ints, minutes: Ints, hours: Ints) -> Ints:
    """Half an hour for all on days on which an hour for those who need it does not fit."""
    full = np.bincount(group, minutes == FULL, len(hours))
    halves = np.bincount(group, minutes == HALF, len(hours))
    busy = full + np.ceil(halves / 2) > hours
    return np.where(busy[group], HALF, minutes)


def _units(rng: np.random.Generator, group: Ints, length: Ints) -> tuple[Ints, Ints, Ints]:
    """Each appointment's hour within its day (0, 1, ...), and which half; hours by day.

    Two short appointments share an hour.
    """
    short = (length == HALF).astype(np.int64)
    order = np.lexsort((rng.random(len(group)), short, group))
    count = np.bincount(group)
    rank = np.arange(len(group)) - np.repeat(np.cumsum(count) - count, count)
    full = np.bincount(group, 1 - short).astype(np.int64)
    after_full = rank - full[group[order]]
    unit, half = np.empty(len(group), dtype=np.int64), np.zeros(len(group), dtype=np.int64)
    is_short = short[order] == 1
    unit[order] = np.where(is_short, full[group[order]] + after_full // 2, rank)
    half[order] = np.where(is_short, after_full % 2, 0)
    return unit, half, full + -(-(count - full) // 2)


def _cells(rng: np.random.Generator, is_open: Flags, lanes: Ints, units: Ints) -> tuple[Ints, Ints]:
    """For each hour that is needed a block and a counter (lane), by day: the wanted ones first."""
    group, block = np.nonzero(is_open)
    repeat = lanes[group]
    cell_group, cell_block = np.repeat(group, repeat), np.repeat(block, repeat)
    lane = np.arange(len(cell_group)) - np.repeat(np.cumsum(repeat) - repeat, repeat)
    key = rng.exponential(size=len(lane)) / WANTED[cell_block] + 0.15 * lane
    order = np.lexsort((key, cell_group))
    count = np.bincount(cell_group, minlength=len(lanes))
    rank = np.arange(len(order)) - np.repeat(np.cumsum(count) - count, count)
    taken = order[rank < np.repeat(units, count)]
    return cell_block[taken], lane[taken]

# SPDX-License-Identifier: EUPL-1.2
"""The inner loops of planning, compiled: filling one group, opening many, and the prices of all.

Importing this costs half a second (numba). The arrays are those of `options.Options` with the
arcs of each option in order of value, so that a group that is full needs no look at the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit

EPSILON = 1e-9


def compiled(function: Callable[..., Any]) -> Any:
    """Compile, and keep the result between runs where the folder can be written."""
    try:
        return njit(cache=True, nogil=True)(function)
    except RuntimeError:
        return njit(nogil=True)(function)


@compiled
def look(option, aim, left, chance, begin, cell, value, smallest, largest):  # type: ignore[no-untyped-def]
    """What one more group would place among those who are left.

    Layer by layer, the best arcs first, until the group is full or `aim` learners are expected;
    -1 when it could not be expected to be large enough.
    """
    room, gain, missing = largest[option], 0.0, aim
    for layer in range(left.shape[1]):
        for arc in range(begin[option], begin[option + 1]):
            there = left[cell[arc], layer]
            likely = chance[cell[arc], layer]
            if there <= EPSILON or likely <= EPSILON:
                continue
            taken = min(there, room, missing / likely)
            gain += taken * likely * value[arc]
            missing -= taken * likely
            room -= taken
            if room <= EPSILON or missing <= EPSILON:
                break
        if room <= EPSILON or missing <= EPSILON:
            break
    if aim - missing < smallest[option] - 1e-6:
        return -1.0
    return gain


@compiled
def seat(option, aim, left, seats, chance, begin, cell, largest):  # type: ignore[no-untyped-def]
    """Give the places of one more group to those whom `look` found."""
    room, missing = largest[option], aim
    for layer in range(left.shape[1]):
        for arc in range(begin[option], begin[option + 1]):
            there = left[cell[arc], layer]
            likely = chance[cell[arc], layer]
            if there <= EPSILON or likely <= EPSILON:
                continue
            taken = min(there, room, missing / likely)
            left[cell[arc], layer] -= taken
            seats[arc, layer] += taken
            missing -= taken * likely
            room -= taken
            if room <= EPSILON or missing <= EPSILON:
                return


@compiled
def unseat(option, left, seats, begin, cell):  # type: ignore[no-untyped-def]
    """Take everybody out of an option again."""
    for arc in range(begin[option], begin[option + 1]):
        for layer in range(left.shape[1]):
            if seats[arc, layer] != 0.0:
                left[cell[arc], layer] += seats[arc, layer]
                seats[arc, layer] = 0.0


@compiled
def fits(option, slack, use_begin, use_row, use):  # type: ignore[no-untyped-def]
    """Whether there is a room, a teacher and money for one more group."""
    for at in range(use_begin[option], use_begin[option + 1]):
        if use[at] > slack[use_row[at]] + 1e-6:
            return False
    return True


@compiled
def take(option, groups, slack, use_begin, use_row, use):  # type: ignore[no-untyped-def]
    """Take what a number of groups needs (give it back when it is negative)."""
    for at in range(use_begin[option], use_begin[option + 1]):
        slack[use_row[at]] -= groups * use[at]


@compiled
def open_best(  # type: ignore[no-untyped-def]
    among, aim, least, count, left, seats, slack, price, keep, known, limit, chance,
    begin, cell, value, smallest, largest, cost, use_begin, use_row, use,
):  # fmt: skip
    """Open the best group again and again until none is worth its cost; returns what it gained.

    A group is better than another by what it places less its cost and the `price` of what it
    takes. Gains only fall while groups open, so an option is looked at again only when its last
    known gain is the highest (lazy greedy). `least` is the smallest gain that opens a group.
    """
    size = len(among)
    gain = np.empty(size)
    for at in range(size):
        gain[at] = _net(among[at], aim, count, left, price, keep, known, chance, begin, cell, value,
                        smallest, largest, cost, use_begin, use_row, use)  # fmt: skip
    order = np.argsort(-gain)
    heap = [(-gain[at], at) for at in order]
    gained = 0.0
    while len(heap):
        top, at = heap[0]
        if -top <= least:
            break
        option = among[at]
        if count[option] >= limit[option] or not fits(option, slack, use_begin, use_row, use):
            _pop(heap)
            continue
        now = _net(option, aim, count, left, price, keep, known, chance, begin, cell, value,
                   smallest, largest, cost, use_begin, use_row, use)  # fmt: skip
        if now < -top - 1e-12:
            heap[0] = (-now, at)
            _sink(heap)
            continue
        seat(option, aim[option], left, seats, chance, begin, cell, largest)
        take(option, 1, slack, use_begin, use_row, use)
        gained += now + charged(option, price, use_begin, use_row, use)
        count[option] += 1
        heap[0] = (-now, at)
    return gained


@compiled
def _net(  # type: ignore[no-untyped-def]
    option, aim, count, left, price, keep, known, chance, begin, cell, value,
    smallest, largest, cost, use_begin, use_row, use,
):  # fmt: skip
    gain = look(option, aim[option], left, chance, begin, cell, value, smallest, largest)
    if gain < 0:
        return -1e30
    gain -= cost[option] + charged(option, price, use_begin, use_row, use)
    if count[option] < known[option]:
        gain += keep
    return gain


@compiled
def charged(option, price, use_begin, use_row, use):  # type: ignore[no-untyped-def]
    total = 0.0
    for at in range(use_begin[option], use_begin[option + 1]):
        total += use[at] * price[use_row[at]]
    return total


@compiled
def _pop(heap):  # type: ignore[no-untyped-def]
    heap[0] = heap[-1]
    heap.pop()
    if len(heap):
        _sink(heap)


@compiled
def _sink(heap):  # type: ignore[no-untyped-def]
    at = 0
    while True:
        child = 2 * at + 1
        if child >= len(heap):
            return
        if child + 1 < len(heap) and heap[child + 1] < heap[child]:
            child += 1
        if heap[at] <= heap[child]:
            return
        heap[at], heap[child] = heap[child], heap[at]
        at = child


@compiled
def settle(among, count, left, seats, begin, cell, largest):  # type: ignore[no-untyped-def]
    """Give the seats that are free in open groups to those who are left, the likely ones first."""
    for layer in range(left.shape[1]):
        for option in among:
            if count[option] == 0:
                continue
            room = count[option] * largest[option]
            for arc in range(begin[option], begin[option + 1]):
                for one in range(left.shape[1]):
                    room -= seats[arc, one]
            for arc in range(begin[option], begin[option + 1]):
                if room <= EPSILON:
                    break
                there = left[cell[arc], layer]
                if there > EPSILON:
                    taken = min(there, room)
                    left[cell[arc], layer] -= taken
                    seats[arc, layer] += taken
                    room -= taken


@compiled
def blocks(options, cells, begin, cell):  # type: ignore[no-untyped-def]
    """The block of each option: options that share people, directly or through others."""
    root = np.arange(options + cells)
    for option in range(options):
        for arc in range(begin[option], begin[option + 1]):
            one, other = _root(root, option), _root(root, options + cell[arc])
            if one != other:
                root[max(one, other)] = min(one, other)
    found, number = np.full(options + cells, -1), 0
    block = np.empty(options + cells, np.int64)
    for node in range(options + cells):
        top = _root(root, node)
        if found[top] < 0:
            found[top] = number
            number += 1
        block[node] = found[top]
    return block[:options], block[options:], number


@compiled
def _root(root, node):  # type: ignore[no-untyped-def]
    while root[node] != node:
        root[node] = root[root[node]]
        node = root[node]
    return node


@compiled
def worth(among, count, seats, keep, known, chance, begin, cell, value, cost):  # type: ignore[no-untyped-def]
    """The value of the open groups of some options."""
    total = 0.0
    for option in among:
        if count[option] == 0:
            continue
        total += keep * min(count[option], known[option]) - cost[option] * count[option]
        for arc in range(begin[option], begin[option + 1]):
            for layer in range(seats.shape[1]):
                total += seats[arc, layer] * chance[cell[arc], layer] * value[arc]
    return total


@compiled
def improve(  # type: ignore[no-untyped-def]
    tries, seed, members, member_begin, block, site, far, count, left, seats, slack, price, keep,
    known, least, limit, chance, begin, cell, value, smallest, largest, cost,
    use_begin, use_row, use,
):  # fmt: skip
    """Close the groups of a neighbourhood and open better ones, many times; returns what it gained.

    A neighbourhood is a block around the site of an open group. What turns out worse is undone.
    `price` is charged for resources, so that a plan does not take what is needed elsewhere.
    """
    np.random.seed(seed)
    gained = 0.0
    aim = np.empty(len(cost))
    opened = np.flatnonzero(count)
    for number in range(tries):
        if number % 200 == 0:
            opened = np.flatnonzero(count)
        if len(opened) == 0:
            return gained
        middle = opened[np.random.randint(len(opened))]
        radius = 3.0 + 22.0 * np.random.random() ** 2
        shut = 0.15 + 0.85 * np.random.random()
        whole = members[member_begin[block[middle]] : member_begin[block[middle] + 1]]
        near = whole[far[site[middle]][site[whole]] <= radius]
        if len(near) > 400:
            near = near[np.random.permutation(len(near))[:400]]
        before = worth(near, count, seats, keep, known, chance, begin, cell, value, cost)
        paid = 0.0
        size = 0
        for option in near:
            if count[option] > 0:
                size += (begin[option + 1] - begin[option]) * seats.shape[1]
                paid += count[option] * charged(option, price, use_begin, use_row, use)
        kept, place, had = np.empty(size), 0, count[near].copy()
        for option in near:
            if count[option] > 0:
                for arc in range(begin[option], begin[option + 1]):
                    for layer in range(seats.shape[1]):
                        kept[place] = seats[arc, layer]
                        place += 1
                if option == middle or np.random.random() < shut:
                    unseat(option, left, seats, begin, cell)
                    take(option, least[option] - count[option], slack, use_begin, use_row, use)
                    count[option] = least[option]
        focus = np.random.random() ** 3
        for option in near:
            aim[option] = smallest[option] + (largest[option] - smallest[option]) * min(
                1.0, focus * 2.0 * np.random.random()
            )
        open_best(near, aim, 0.0, count, left, seats, slack, price, keep, known, limit, chance,
                  begin, cell, value, smallest, largest, cost, use_begin, use_row, use)  # fmt: skip
        settle(near, count, left, seats, begin, cell, largest)
        after = worth(near, count, seats, keep, known, chance, begin, cell, value, cost)
        charge = 0.0
        for option in near:
            if count[option] > 0:
                charge += count[option] * charged(option, price, use_begin, use_row, use)
        if after - charge >= before - paid - 1e-9:
            gained += after - before
            continue
        place = 0
        for at in range(len(near)):
            option = near[at]
            if count[option] > 0:
                unseat(option, left, seats, begin, cell)
                take(option, -count[option], slack, use_begin, use_row, use)
                count[option] = 0
        for at in range(len(near)):
            option = near[at]
            if had[at] > 0:
                count[option] = had[at]
                take(option, had[at], slack, use_begin, use_row, use)
                for arc in range(begin[option], begin[option + 1]):
                    for layer in range(seats.shape[1]):
                        amount = kept[place]
                        place += 1
                        if amount > 0.0:
                            seats[arc, layer] = amount
                            left[cell[arc], layer] -= amount
    return gained


@compiled
def tally(count, seats, keep, known, chance, begin, cell, value, cost, block, total):  # type: ignore[no-untyped-def]
    """The value of the open groups of each block, into `total`."""
    total[:] = 0.0
    one = np.empty(1, np.int64)
    for option in range(len(count)):
        if count[option] > 0:
            one[0] = option
            total[block[option]] += worth(
                one, count, seats, keep, known, chance, begin, cell, value, cost
            )


@compiled
def arranged(begin, key):  # type: ignore[no-untyped-def]
    """The arcs in an order in which those of each option fall by their key."""
    order = np.empty(len(key), np.int64)
    for option in range(len(begin) - 1):
        first, last = begin[option], begin[option + 1]
        order[first:last] = first + np.argsort(-key[first:last])
    return order


@compiled
def adopt(  # type: ignore[no-untyped-def]
    wanted, count, left, seats, slack, chance, begin, cell, value, smallest, largest,
    use_begin, use_row, use,
):  # fmt: skip
    """Open groups of another plan, as far as there are people, rooms, teachers and money."""
    for option in range(len(wanted)):
        while count[option] < wanted[option]:
            if not fits(option, slack, use_begin, use_row, use):
                break
            size = smallest[option]
            if look(option, size, left, chance, begin, cell, value, smallest, largest) < 0:
                break
            seat(option, size, left, seats, chance, begin, cell, largest)
            take(option, 1, slack, use_begin, use_row, use)
            count[option] += 1

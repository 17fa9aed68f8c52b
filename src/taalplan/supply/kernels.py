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


def _compiled(function: Callable[..., Any]) -> Any:
    """Compile, and keep the result between runs where the folder can be written."""
    try:
        return njit(cache=True, nogil=True)(function)
    except RuntimeError:
        return njit(nogil=True)(function)


@_compiled
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


@_compiled
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


@_compiled
def unseat(option, left, seats, begin, cell):  # type: ignore[no-untyped-def]
    """Take everybody out of an option again."""
    for arc in range(begin[option], begin[option + 1]):
        for layer in range(left.shape[1]):
            if seats[arc, layer] != 0.0:
                left[cell[arc], layer] += seats[arc, layer]
                seats[arc, layer] = 0.0


@_compiled
def fits(option, slack, use_begin, use_row, use):  # type: ignore[no-untyped-def]
    """Whether there is a room, a teacher and money for one more group."""
    for at in range(use_begin[option], use_begin[option + 1]):
        if use[at] > slack[use_row[at]] + 1e-6:
            return False
    return True


@_compiled
def take(option, groups, slack, use_begin, use_row, use):  # type: ignore[no-untyped-def]
    """Take what a number of groups needs (give it back when it is negative)."""
    for at in range(use_begin[option], use_begin[option + 1]):
        slack[use_row[at]] -= groups * use[at]


@_compiled
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
        gained += now + _price(option, price, use_begin, use_row, use)
        count[option] += 1
        heap[0] = (-now, at)
    return gained


@_compiled
def _net(  # type: ignore[no-untyped-def]
    option, aim, count, left, price, keep, known, chance, begin, cell, value,
    smallest, largest, cost, use_begin, use_row, use,
):  # fmt: skip
    gain = look(option, aim[option], left, chance, begin, cell, value, smallest, largest)
    if gain < 0:
        return -1e30
    gain -= cost[option] + _price(option, price, use_begin, use_row, use)
    if count[option] < known[option]:
        gain += keep
    return gain


@_compiled
def _price(option, price, use_begin, use_row, use):  # type: ignore[no-untyped-def]
    total = 0.0
    for at in range(use_begin[option], use_begin[option + 1]):
        total += use[at] * price[use_row[at]]
    return total


@_compiled
def _pop(heap):  # type: ignore[no-untyped-def]
    heap[0] = heap[-1]
    heap.pop()
    if len(heap):
        _sink(heap)


@_compiled
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


@_compiled
def priced(  # type: ignore[no-untyped-def]
    people, shadow, price, keep, known, least, limit, chance,
    begin, cell, value, smallest, largest, cost, use_begin, use_row, use, block, taken, count, total,
):  # fmt: skip
    """The value of all groups when people and resources have prices; fills `taken` and `count`.

    Every option chooses its own best number of groups and its own people, at `shadow` (cells,
    layers) a person and `price` a unit of a resource, as if it were alone. No plan is worth more
    than what this returns plus people @ shadow plus capacity @ price.
    """
    layers = people.shape[1]
    taken[:] = 0.0
    total[:] = 0.0
    widest = 0
    for option in range(len(cost)):
        widest = max(widest, (begin[option + 1] - begin[option]) * layers)
    gain, amount, who = np.empty(widest), np.empty(widest), np.empty(widest, np.int64)
    for option in range(len(cost)):
        charge = cost[option] + _price(option, price, use_begin, use_row, use)
        count[option] = 0
        if limit[option] == 0:
            continue
        found, good = 0, 0.0
        for arc in range(begin[option], begin[option + 1]):
            for layer in range(layers):
                profit = chance[cell[arc], layer] * value[arc] - shadow[cell[arc], layer]
                if profit > 0.0 and people[cell[arc], layer] > 0.0:
                    gain[found] = profit
                    amount[found] = people[cell[arc], layer]
                    who[found] = cell[arc] * layers + layer
                    good += profit * amount[found]
                    found += 1
        extra = min(limit[option], known[option])
        if good + keep * extra - charge <= 0.0 and least[option] == 0:
            continue
        enough = 0.0
        for at in range(found):
            enough += amount[at]
        if enough < smallest[option] * max(1, least[option]):
            found = 0
            for arc in range(begin[option], begin[option + 1]):
                for layer in range(layers):
                    if people[cell[arc], layer] > 0.0:
                        gain[found] = (
                            chance[cell[arc], layer] * value[arc] - shadow[cell[arc], layer]
                        )
                        amount[found] = people[cell[arc], layer]
                        who[found] = cell[arc] * layers + layer
                        found += 1
        order = np.argsort(-gain[:found])
        best, groups = 0.0, 0
        if least[option] > 0:
            best = -1e30
        for number in range(max(1, least[option]), limit[option] + 1):
            worth = keep * min(number, known[option]) - number * charge
            worth += _worth(order, gain, amount, number * smallest[option],
                            number * largest[option])  # fmt: skip
            if worth > best + 1e-12:
                best, groups = worth, number
            else:
                break
        if groups > 0:
            total[block[option]] += best
            count[option] = groups
            _spend(order, gain, amount, who, groups * smallest[option],
                   groups * largest[option], taken, layers)  # fmt: skip


@_compiled
def _worth(order, gain, amount, low, high):  # type: ignore[no-untyped-def]
    total, room = 0.0, 0.0
    for at in order:
        if room >= high or (gain[at] <= 0.0 and room >= low):
            break
        most = high if gain[at] > 0.0 else low
        part = min(amount[at], most - room)
        total += part * gain[at]
        room += part
    return total


@_compiled
def _spend(order, gain, amount, who, low, high, taken, layers):  # type: ignore[no-untyped-def]
    room = 0.0
    for at in order:
        if room >= high or (gain[at] <= 0.0 and room >= low):
            break
        most = high if gain[at] > 0.0 else low
        part = min(amount[at], most - room)
        taken[who[at] // layers, who[at] % layers] += part
        room += part


@_compiled
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


@_compiled
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


@_compiled
def _root(root, node):  # type: ignore[no-untyped-def]
    while root[node] != node:
        root[node] = root[root[node]]
        node = root[node]
    return node


@_compiled
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


@_compiled
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
        charged = 0.0
        size = 0
        for option in near:
            if count[option] > 0:
                size += (begin[option + 1] - begin[option]) * seats.shape[1]
                charged += count[option] * _price(option, price, use_begin, use_row, use)
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
                charge += count[option] * _price(option, price, use_begin, use_row, use)
        if after - charge >= before - charged - 1e-9:
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


@_compiled
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


@_compiled
def arranged(begin, key):  # type: ignore[no-untyped-def]
    """The arcs in an order in which those of each option fall by their key."""
    order = np.empty(len(key), np.int64)
    for option in range(len(begin) - 1):
        first, last = begin[option], begin[option + 1]
        order[first:last] = first + np.argsort(-key[first:last])
    return order

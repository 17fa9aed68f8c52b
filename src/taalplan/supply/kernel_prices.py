# SPDX-License-Identifier: EUPL-1.2
"""What every option would do at given prices, compiled: the heart of the bound."""

from __future__ import annotations

import numpy as np

from taalplan.supply.kernels import charged, compiled


@compiled
def priced(  # type: ignore[no-untyped-def]
    people, shadow, price, keep, known, least, limit, chance,
    begin, cell, value, smallest, largest, cost, use_begin, use_row, use, block,
    taken, count, total,
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
        charge = cost[option] + charged(option, price, use_begin, use_row, use)
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


@compiled
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


@compiled
def _spend(order, gain, amount, who, low, high, taken, layers):  # type: ignore[no-untyped-def]
    room = 0.0
    for at in order:
        if room >= high or (gain[at] <= 0.0 and room >= low):
            break
        most = high if gain[at] > 0.0 else low
        part = min(amount[at], most - room)
        taken[who[at] // layers, who[at] % layers] += part
        room += part

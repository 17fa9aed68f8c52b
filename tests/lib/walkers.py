# SPDX-License-Identifier: EUPL-1.2
"""People walking through levels one by one, month by month, with chances that are known.

The slow second version of what progression does with counts, and the maker of registers of which
the truth is known. Nothing of it is shared with the code that it checks.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

ENTERED, BUSY, PASSED, FAILED, LEFT = range(5)

Chance = Callable[[int, int, int, int], tuple[float, ...]]
"""(state, level, months in it, calendar month) -> the chance of each cause this month."""


@dataclass
class Walk:
    """What became of people: spells as rows, beginnings by (level, month), and who is where."""

    spells: list[tuple[int, int, int, int | None, int]] = field(default_factory=list)
    starts: Counter[tuple[int, int]] = field(default_factory=Counter)
    there: Counter[int | None] = field(default_factory=Counter)


def walk(
    people: list[tuple[int, int, int]],
    chance: Chance,
    *,
    first: int,
    until: int,
    levels: int,
    seed: int,
) -> Walk:
    """Walk people (state, level, month it began) from month `first` to `until`, both included.

    Months before `first` are over: what is drawn begins there. A spell in the result is (state,
    level, begun, ended or None, cause).
    """
    rng = random.Random(seed)
    found = Walk()
    for state, level, begun in people:
        _one(rng, found, chance, (state, level, begun), range(first, until + 1), levels)
    return found


def _one(
    rng: random.Random,
    found: Walk,
    chance: Chance,
    place: tuple[int, int, int],
    months: range,
    levels: int,
) -> None:
    state, level, begun = place
    for now in months:
        if now < begun:
            continue
        while True:
            lasted = now - begun
            if state == BUSY and lasted == 0:
                break
            cause = _cause(rng, chance(state, level, lasted, now))
            if not cause:
                break
            found.spells.append((state, level, begun, now, cause))
            begun = now
            if state == BUSY:
                state = (PASSED, FAILED, LEFT)[cause - 1]
                continue
            level += cause - 1
            if level == levels:
                found.there[None] += 1
                return
            state = BUSY
            found.starts[level, now] += 1
    found.spells.append((state, level, begun, None, 0))
    found.there[state] += 1


def _cause(rng: random.Random, chances: tuple[float, ...]) -> int:
    drawn = rng.random()
    for cause, chance in enumerate(chances, start=1):
        if drawn < chance:
            return cause
        drawn -= chance
    return 0


def ordinary(state: int, level: int, lasted: int, now: int) -> tuple[float, ...]:
    """Chances as they might be: lessons of some months, a short wait, few who come back late."""
    if state == BUSY:
        busy = 0.02 if lasted < 3 else 0.22
        return busy * (0.85 - 0.05 * level), busy * 0.15, 0.03
    if state == ENTERED:
        return (0.25 if lasted < 6 else 0.02), 0.01
    if state == PASSED:
        return 0.01, (0.18 if lasted < 4 else 0.03)
    return (0.12 if lasted < 6 else 0.01), 0.005

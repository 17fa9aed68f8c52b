# SPDX-License-Identifier: EUPL-1.2
"""The bridge is the mean over all orders, in exact fractions, and adds up."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import numpy as np

from taalplan.needs.bridge import FACTORS, Factor, shapley

BEFORE = dict(zip(FACTORS, (100, -7, 40, 3, 5, 2), strict=True))
AFTER = dict(zip(FACTORS, (120, 4, 35, 0, 6, 3), strict=True))


def worth(changed: frozenset[Factor]) -> Fraction:
    """A need in which rates and mix multiply who enters and who is on the way."""
    v = {factor: Fraction((AFTER if factor in changed else BEFORE)[factor]) for factor in FACTORS}
    people = (v[Factor.ENTRY] + v[Factor.SHOCK]) * v[Factor.MIX] + v[Factor.PIPELINE]
    return people * v[Factor.PROGRESSION] + v[Factor.WAITING]


def by_all_orders() -> dict[Factor, Fraction]:
    """Change one factor after the other, in each of the 720 orders."""
    found = dict.fromkeys(FACTORS, Fraction(0))
    orders = list(permutations(FACTORS))
    for order in orders:
        changed: frozenset[Factor] = frozenset()
        for factor in order:
            found[factor] += worth(changed | {factor}) - worth(changed)
            changed |= {factor}
    return {factor: total / len(orders) for factor, total in found.items()}


def test_each_part_is_its_mean_over_all_orders() -> None:
    made = shapley(lambda changed: np.array([float(worth(changed))]))
    slow = by_all_orders()
    for factor in FACTORS:
        assert abs(made[factor][0] - float(slow[factor])) < 1e-9
    whole = worth(frozenset(FACTORS)) - worth(frozenset())
    assert sum(slow.values()) == whole
    assert abs(sum(part[0] for part in made.values()) - float(whole)) < 1e-9

# SPDX-License-Identifier: EUPL-1.2
"""Over a hundred simulated registers with known chances, intervals cover what they promise."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest

from lib.walkers import ordinary, walk
from taalplan.needs.progression import Groups, Pipeline, Spells, fit, project

GROUPS = Groups(("genk", "gent"), ("standard",), ("A1", "A2", "B1"))
LAST, BEFORE, AFTER = 600, 48, 12
REGISTERS = 100


def limits(share: float, wrong: float = 0.001) -> tuple[int, int]:
    """How many of the registers may be covered, but for a chance `wrong` on either side."""
    n = REGISTERS
    below = np.cumsum([math.comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(n + 1)])
    return int(np.searchsorted(below, wrong)), int(np.searchsorted(below, 1 - wrong))


def register(seed: int) -> tuple[Spells, np.ndarray, np.ndarray]:
    """Spells until the end, entrants after the cut-off, and what they and others really began.

    The spells go on after the cut-off: whoever estimates from them must not look.
    """
    rng = np.random.default_rng(seed)
    rows = []
    truth = np.zeros((2, 3, AFTER))
    entrants = np.zeros((2, 1, 3, AFTER), np.int64)
    for area in range(2):
        months = rng.integers(LAST - BEFORE + 1, LAST + AFTER + 1, 330)
        people = [(0, 0, int(m)) for m in months]
        np.add.at(entrants[area, 0, 0], months[months > LAST] - LAST - 1, 1)
        found = walk(
            people, ordinary,
            first=LAST - BEFORE, until=LAST + AFTER, levels=3, seed=seed * 3 + area,
        )  # fmt: skip
        for state, level, begun, ended, how in found.spells:
            last = None if ended is None else np.datetime64(ended, "M")
            rows.append((state, level, area, 0, np.datetime64(begun, "M"), last, how))
        for (level, month), number in found.starts.items():
            if month > LAST:
                truth[area, level, month - LAST - 1] += number
    return Spells.of(rows), entrants, truth


@cache
def ranks() -> np.ndarray:
    """Where the truth lies among the paths, from 0 to 1: (registers, kinds of sum)."""
    return np.array([_ranks(seed) for seed in range(REGISTERS)])


def _ranks(seed: int) -> list[float]:
    spells, entrants, truth = register(seed)
    as_of = np.datetime64(LAST, "M")
    known = fit(spells, as_of=as_of, groups=GROUPS)
    stock = Pipeline.of(spells, as_of=as_of, groups=GROUPS)
    again = np.broadcast_to(entrants, (100, *entrants.shape))
    paths = project(known, stock, again, horizon_months=AFTER, seed=seed)[:, :, 0]
    rng = np.random.default_rng(seed)
    sums = [(paths[:, :, k].sum(axis=(1, 2)), truth[:, k].sum()) for k in range(3)]
    sums.append((paths[:, 0].sum(axis=(1, 2)), truth[0].sum()))
    sums.append((paths[:, :, 1, 6:].sum(axis=(1, 2)), truth[:, 1, 6:].sum()))
    # Equal counts are put at a drawn place among each other: counts have no quantiles of their own.
    return [
        float(((drawn < true).sum() + rng.random() * (drawn == true).sum()) / len(drawn))
        for drawn, true in sums
    ]


NAMES = ("A1", "A2", "B1", "one area", "A2 in the second half-year")


@pytest.mark.parametrize("share", [0.80, 0.95])
@pytest.mark.parametrize("kind", range(5), ids=NAMES)
def test_intervals_cover_what_they_promise(kind: int, share: float) -> None:
    rank = ranks()[:, kind]
    inside = int(((rank > (1 - share) / 2) & (rank < (1 + share) / 2)).sum())
    least, most = limits(share)
    assert least <= inside <= most


@pytest.mark.parametrize("kind", range(5), ids=NAMES)
def test_half_of_the_truths_lie_below_the_middle(kind: int) -> None:
    least, most = limits(0.5)
    assert least <= int((ranks()[:, kind] < 0.5).sum()) <= most


def test_no_outcome_after_the_cut_off_is_used() -> None:
    """Spells that close later, and spells that begin later, change nothing."""
    spells, _, _ = register(1)
    as_of = np.datetime64(LAST, "M")
    cut = spells.as_known(as_of)
    assert len(cut) < len(spells)
    assert np.all(np.isnat(cut.ended) | (cut.ended <= as_of))
    with_, without = (fit(s, as_of=as_of, groups=GROUPS) for s in (spells, cut))
    for level in range(3):
        assert np.array_equal(with_.chance(level), without.chance(level))
    stocks = [Pipeline.of(s, as_of=as_of, groups=GROUPS).people for s in (spells, cut)]
    assert np.array_equal(*stocks)

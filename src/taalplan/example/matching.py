# SPDX-License-Identifier: EUPL-1.2
"""Matching at random within groups, without a loop over people."""

from __future__ import annotations

import numpy as np

from taalplan.example.figures import Ints


def within(rng: np.random.Generator, left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """Pair rows of two lists that carry the same group number, each row at most once.

    Returns the row numbers in `left` and in `right`. In a group with fewer rows on one side,
    chance says who stays alone on the other.
    """
    a, rank_a = _ranked(rng, left)
    b, rank_b = _ranked(rng, right)
    width = max(len(left), len(right)) + 1
    _, i, j = np.intersect1d(
        left[a] * width + rank_a, right[b] * width + rank_b, assume_unique=True, return_indices=True
    )
    return a[i], b[j]


def _ranked(rng: np.random.Generator, group: Ints) -> tuple[Ints, Ints]:
    """The rows by group in random order, and the place of each within its group."""
    order = np.lexsort((rng.random(len(group)), group))
    return order, rank_in_group(group[order])


def rank_in_group(group: Ints) -> Ints:
    """0, 1, 2, ... within each run of equal numbers of a sorted list."""
    rows = np.arange(len(group))
    first = np.ones(len(group), dtype=np.bool_)
    first[1:] = group[1:] != group[:-1]
    return rows - np.maximum.accumulate(np.where(first, rows, 0))

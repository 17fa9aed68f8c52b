# SPDX-License-Identifier: EUPL-1.2
"""The smallest and the largest value that each hidden figure can have, for someone who reads.

One linear programme for each end of each interval, over the hidden figures alone. Figures are
whole numbers, and readers know it: where the programme ends in fractions, it is solved again
with whole numbers. Every end comes with a whole table in which it occurs, so that an interval
can be checked by addition alone.

Nothing here is shared with the search for what to hide: it would hide the same mistake twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taalplan.tables.protect.programme import INFINITY, Programme, rows_of
from taalplan.tables.protect.publication import Publication

WHOLE = 1e-6
Values = NDArray[np.int64]


@dataclass(frozen=True)
class Ends:
    """The interval of one hidden figure; `upper` is None when nothing bounds it.

    `linear` are the ends for a reader who allows fractions: never narrower.
    """

    lower: int
    upper: int | None
    linear: tuple[float, float]


@dataclass(frozen=True)
class Part:
    """Hidden figures that are tied to each other, whole tables of them, and their intervals.

    Each end of each interval occurs in one of the tables.
    """

    places: tuple[int, ...]
    tables: tuple[tuple[int, ...], ...]
    ends: tuple[Ends, ...]


def bounds(
    published: Publication, places: Sequence[tuple[int, ...]] | None = None
) -> tuple[Part, ...]:
    """The intervals of all hidden figures, part by part.

    Raises ValueError when no whole table agrees with what is shown.
    """
    return tuple(_Part(published, part).solve() for part in places or published.parts())


class _Part:
    """The reader's programme for figures that are tied to each other."""

    def __init__(self, published: Publication, places: tuple[int, ...]) -> None:
        self._places = places
        figures = [published.figures[place] for place in places]
        self._lower = np.array([figure.lower for figure in figures], dtype=np.float64)
        self._upper = np.array(
            [INFINITY if figure.upper is None else figure.upper for figure in figures],
            dtype=np.float64,
        )
        where = {place: number for number, place in enumerate(places)}
        mine = [row for row in published.reduced if row[0][0][0] in where]
        terms = [
            (
                np.array([where[place] for place, _ in row], dtype=np.int32),
                np.array([coefficient for _, coefficient in row], dtype=np.float64),
            )
            for row, _ in mine
        ]
        right = np.array([total for _, total in mine], dtype=np.float64)
        self._rows = rows_of(terms, right, right)
        self._linear = Programme(
            np.zeros(len(places)), self._lower, self._upper, self._rows, primal=True
        )
        self._tables: list[Values] = []

    def solve(self) -> Part:
        ends = tuple(self._interval(number) for number in range(len(self._places)))
        tables = dict.fromkeys(tuple(int(v) for v in table) for table in self._tables)
        return Part(self._places, _needed(tuple(tables), ends), ends)

    def _interval(self, number: int) -> Ends:
        lower, low = self._end(number, 1)
        upper, high = self._end(number, -1)
        if lower is None:
            raise ValueError("a hidden figure has no lower bound")
        return Ends(lower, upper, (low, high))

    def _end(self, number: int, sign: int) -> tuple[int | None, float]:
        """The smallest value (sign 1) or the largest (-1): whole, and with fractions."""
        known = self._lower[number] if sign > 0 else self._upper[number]
        if any(table[number] == known for table in self._tables):
            return int(known), float(known)
        self._linear.cost(number, float(sign))
        found = self._linear.solve()
        self._linear.cost(number, 0.0)
        if found.unbounded:
            return None, INFINITY
        if found.values is None:
            raise ValueError("no table agrees with what is shown")
        linear = float(found.values[number])
        if np.abs(found.values - np.round(found.values)).max() > WHOLE:
            return self._whole(number, sign), linear
        self._keep(found.values)
        return round(linear), linear

    def _whole(self, number: int, sign: int) -> int:
        costs = np.zeros(len(self._places))
        costs[number] = sign
        programme = Programme(costs, self._lower, self._upper, self._rows)
        programme.integral(True, np.arange(len(costs), dtype=np.int32))
        found = programme.solve()
        if found.values is None or not found.proven:
            raise ValueError("no table of whole numbers agrees with what is shown")
        self._keep(found.values)
        return round(float(found.values[number]))

    def _keep(self, values: NDArray[np.float64]) -> None:
        table = np.round(values).astype(np.int64)
        rows = self._rows
        for row, right in enumerate(rows.lower):
            entries = slice(rows.starts[row], rows.starts[row + 1])
            if rows.values[entries] @ table[rows.columns[entries]] != right:
                raise ValueError("HiGHS gave a table that does not add up")
        self._tables.append(table)


def _needed(
    tables: tuple[tuple[int, ...], ...], ends: tuple[Ends, ...]
) -> tuple[tuple[int, ...], ...]:
    """The fewest tables, taken greedily, in which every end occurs."""
    wanted = {(number, end) for number, e in enumerate(ends) for end in (e.lower, e.upper)}
    wanted = {pair for pair in wanted if pair[1] is not None}
    shown = [{(n, v) for n, v in enumerate(table)} & wanted for table in tables]
    kept = []
    while wanted:
        best = max(range(len(tables)), key=lambda k: len(shown[k] & wanted))
        if not shown[best] & wanted:
            raise ValueError("an end of an interval occurs in no table")
        kept.append(tables[best])
        wanted -= shown[best]
    return tuple(kept)

# SPDX-License-Identifier: EUPL-1.2
"""The smallest and the largest value that each hidden figure can have, for someone who reads.

One linear programme for each end of each interval, over the hidden figures alone. Figures are
whole numbers, and readers know it: where the programme ends in fractions, it is solved again
with whole numbers. Every end comes with a whole table in which it occurs, so that an interval
can be checked by addition alone.

Nothing here is shared with the search for what to hide: it would hide the same mistake twice.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from taalplan.tables.protect.programme import INFINITY, Programme, rows_of
from taalplan.tables.protect.publication import Publication

WHOLE = 1e-6
BRANCHES = 200
"""Linear programmes in the search for one end in whole numbers, before it is left to HiGHS."""

NODES = 300
"""Branches of HiGHS after that: percentages can make it endless."""

Values = NDArray[np.int64]
Reals = NDArray[np.float64]
Places = NDArray[np.int32]


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

    Each end of each interval occurs in one of the tables. A rest has no interval (None).
    """

    places: tuple[int, ...]
    tables: tuple[tuple[int, ...], ...]
    ends: tuple[Ends | None, ...]


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
        self._asked = np.array([not published.figures[place].rest for place in places])
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
        with_rest = [columns for columns, _ in terms if not self._asked[columns].all()]
        self._unequal = np.zeros(len(places), dtype=np.bool_)
        self._unequal[np.concatenate(with_rest, dtype=np.int32) if with_rest else []] = True
        right = np.array([total for _, total in mine], dtype=np.float64)
        self._exact = rows_of(terms, right, right)
        self._reachable = _reachable(self._lower, self._upper, terms, right)
        # Percentages have coefficients of thousands, too large for the tolerance of a solver.
        sizes = np.array([np.abs(coefficients).max() for _, coefficients in terms])
        even = [(c, v / size) for (c, v), size in zip(terms, sizes, strict=True)]
        self._rows = rows_of(even, right / sizes, right / sizes) if terms else self._exact
        self._linear = Programme(
            np.zeros(len(places)), self._lower, self._upper, self._rows, primal=True
        )
        self._tables: list[Values] = []
        self._least = np.full(len(places), INFINITY)
        self._largest = np.full(len(places), -INFINITY)

    def solve(self) -> Part:
        ends = tuple(
            self._interval(number) if asked else None for number, asked in enumerate(self._asked)
        )
        return Part(self._places, _needed(self._tables, ends), ends)

    def _interval(self, number: int) -> Ends:
        lower, low = self._end(number, 1)
        upper, high = self._end(number, -1)
        if lower is None:
            raise ValueError("a hidden figure has no lower bound")
        return Ends(lower, upper, (low, high))

    def _end(self, number: int, sign: int) -> tuple[int | None, float]:
        """The smallest value (sign 1) or the largest (-1): whole, and with fractions."""
        known = self._lower[number] if sign > 0 else self._reachable[number]
        seen = self._seen(number, sign)
        if seen == known:
            return int(known), float(known)
        self._linear.cost(number, float(sign))
        found = self._linear.solve()
        self._linear.cost(number, 0.0)
        if found.unbounded:
            return None, INFINITY
        if found.values is None:
            raise ValueError("no table agrees with what is shown")
        linear = float(found.values[number])
        if self._broken(found.values).any():
            # No whole value lies beyond the next one: a table that has it needs no search.
            next_whole = sign * math.ceil(sign * linear - WHOLE)
            if seen != next_whole and not self._branched(number, sign, next_whole):
                self._left_to_highs(number, sign)
            return int(self._seen(number, sign)), linear
        self._keep(found.values)
        return round(linear), linear

    def _seen(self, number: int, sign: int) -> float:
        """The farthest that a figure is in the tables that were found."""
        return float((self._least if sign > 0 else self._largest)[number])

    def _broken(self, values: Reals) -> NDArray[np.bool_]:
        """The figures that are not whole. What is left in an inequality is when they are."""
        return np.asarray(self._asked & (np.abs(values - np.round(values)) > WHOLE))

    def _branched(self, number: int, sign: int, wanted: int) -> bool:
        """Whether branching finds an end and proves it; tables that it meets are kept.

        Figures of inequalities and large ones first: once the wholes of percentages are given, the
        others are mostly whole by themselves.
        """
        linear = self._branching
        linear.cost(number, float(sign))
        best, waiting, moved = INFINITY, [dict[int, tuple[float, float]]()], set[int]()
        for _ in range(BRANCHES):
            if not waiting or best == sign * wanted:
                break
            limits = waiting.pop()
            for place in moved | limits.keys():
                own = float(self._lower[place]), float(self._upper[place])
                linear.bounds(place, *limits.get(place, own))
            moved = set(limits)
            values = linear.solve().values
            if values is None or math.ceil(sign * values[number] - WHOLE) >= best:
                continue
            broken = self._broken(values)
            if not broken.any():
                self._keep(values)
                best = sign * round(float(values[number]))
                continue
            first = broken & self._unequal if (broken & self._unequal).any() else broken
            waiting += self._divided(limits, int(np.argmax(np.where(first, values, -1))), values)
        linear.cost(number, 0.0)
        for place in moved:
            linear.bounds(place, float(self._lower[place]), float(self._upper[place]))
        return bool(best < INFINITY and (not waiting or best == sign * wanted))

    def _divided(
        self, limits: dict[int, tuple[float, float]], place: int, values: Reals
    ) -> list[dict[int, tuple[float, float]]]:
        """The two halves beside a value that is not whole, the likelier one last."""
        value = float(values[place])
        low, high = limits.get(place, (float(self._lower[place]), float(self._upper[place])))
        halves = [
            {**limits, place: (low, math.floor(value))},
            {**limits, place: (math.ceil(value), high)},
        ]
        return halves if value % 1 > 0.5 else halves[::-1]

    @cached_property
    def _branching(self) -> Programme:
        """The same programme for changes of bounds."""
        return Programme(np.zeros(len(self._places)), self._lower, self._upper, self._rows)

    def _left_to_highs(self, number: int, sign: int) -> None:
        """Find a table with an end, or one near it: a reader is then taken to know more."""
        costs = np.zeros(len(self._places))
        costs[number] = sign
        programme = Programme(costs, self._lower, self._upper, self._rows)
        programme.integral(True, np.flatnonzero(self._asked).astype(np.int32))
        programme.option("presolve", "on")
        programme.option("mip_max_nodes", NODES)
        found = programme.solve()
        if found.values is not None:
            self._keep(found.values)
        elif found.impossible:
            raise ValueError("no table of whole numbers agrees with what is shown")
        if abs(self._seen(number, sign)) == INFINITY:
            raise ValueError("no table of whole numbers was found that agrees with what is shown")

    def _keep(self, values: NDArray[np.float64]) -> None:
        table = np.round(values).astype(np.int64)
        rows = self._exact
        if len(rows.lower):
            products = rows.values * table[rows.columns]
            if not np.array_equal(np.add.reduceat(products, rows.starts[:-1]), rows.lower):
                raise ValueError("HiGHS gave a table that does not add up")
        self._tables.append(table)
        np.minimum(self._least, table, out=self._least)
        np.maximum(self._largest, table, out=self._largest)


def _reachable(
    lower: Reals, upper: Reals, terms: Sequence[tuple[Places, Reals]], right: Reals
) -> Reals:
    """The largest value of each figure as far as single sums tell: no programme is needed then."""
    result = upper.copy()
    for (columns, coefficients), total in zip(terms, right, strict=True):
        if (coefficients > 0).all():
            room = total - coefficients @ lower[columns]
            most = np.floor(room / coefficients + lower[columns] + WHOLE)
            result[columns] = np.minimum(result[columns], most)
    return result


def _needed(tables: Sequence[Values], ends: tuple[Ends | None, ...]) -> tuple[tuple[int, ...], ...]:
    """The fewest tables, taken greedily, in which every end occurs."""
    if not tables:
        return ()
    rows = np.array(tables)
    lower = np.array([0 if end is None else end.lower for end in ends])
    upper = np.array([0 if end is None or end.upper is None else end.upper for end in ends])
    shows = np.concatenate([rows == lower, rows == upper], axis=1)
    # A figure without a largest value needs no table that shows it.
    asked = [end is not None for end in ends]
    missing = np.array(asked + [end is not None and end.upper is not None for end in ends])
    kept = []
    while missing.any():
        gains = (shows & missing).sum(axis=1)
        best = int(np.argmax(gains))
        if not gains[best]:
            raise ValueError("an end of an interval occurs in no table")
        kept.append(tuple(int(value) for value in rows[best]))
        missing &= ~shows[best]
    return tuple(kept)

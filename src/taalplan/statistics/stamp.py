# SPDX-License-Identifier: EUPL-1.2
"""Count different people for every margin of a table in one pass, with memory for the cells only.

Facts arrive in order of person. A cell keeps the person who was counted in it last; when the
next fact of the same person falls in the cell again, it is not counted again. That is exact,
needs no hash table, and costs a few nanoseconds a fact and margin.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

Codes = tuple[NDArray[np.int32], ...]
Look = tuple[NDArray[np.int16], ...]


@dataclass
class Stamps:
    """The counters of one table, kept while batches of facts pass by.

    `strides[m, d]` is how far one step in dimension d moves through margin m: 0 where the
    margin totals over d. `base[m]` is where the margin's cells begin.
    """

    base: NDArray[np.int64]
    strides: NDArray[np.int64]
    counts: NDArray[np.int64]
    last: NDArray[np.int64]

    @classmethod
    def for_margins(cls, sizes: list[int], margins: list[tuple[int, ...]]) -> Stamps:
        """Counters for margins given as the dimensions they keep, e.g. (0, 1), (0,) and ().

        `sizes[d]` is the number of categories of dimension d.
        """
        strides = np.zeros((len(margins), len(sizes)), np.int64)
        base = np.zeros(len(margins), np.int64)
        cells = 0
        for m, kept in enumerate(margins):
            base[m], step = cells, 1
            for d in reversed(kept):
                strides[m, d], step = step, step * sizes[d]
            cells += step
        return cls(base, strides, np.zeros(cells, np.int64), np.full(cells, -1, np.int64))

    def add_people(self, person: NDArray[np.int64], raw: Codes, look: Look) -> None:
        """Count a batch: `look[d][raw[d]]` is the category of each fact, negative to skip it.

        `person` must not go down, within a batch or from one to the next.
        """
        raw, look = _read_only(raw), _read_only(look)
        _stamp(_read_only((person,))[0], raw, look, self.base, self.strides, self.counts, self.last)

    def add_rows(self, raw: Codes, look: Look) -> None:
        """Count every fact of a batch, also those of somebody who was counted before."""
        _tally(_read_only(raw), _read_only(look), self.base, self.strides, self.counts)

    def margin(self, m: int, shape: tuple[int, ...]) -> NDArray[np.int64]:
        """The counts of margin m, with one axis for each dimension that it keeps."""
        size = int(np.prod(shape)) if shape else 1
        begin = int(self.base[m])
        return self.counts[begin : begin + size].reshape(shape)


def _read_only(arrays: tuple[NDArray[Any], ...]) -> tuple[NDArray[Any], ...]:
    """The same memory, all of one type to the compiler: what Arrow lends cannot be written."""
    views = tuple(array.view() for array in arrays)
    for view in views:
        view.flags.writeable = False
    return views


@njit(cache=True, nogil=True)  # pragma: no cover - compiled
def _stamp(person, raw, look, base, strides, counts, last):  # type: ignore[no-untyped-def]
    margins, dimensions = strides.shape
    category = np.empty(len(raw), np.int64)
    for i in range(len(person)):
        wanted = True
        for d in range(len(raw)):
            category[d] = look[d][raw[d][i]]
            if category[d] < 0:
                wanted = False
                break
        if not wanted:
            continue
        who = person[i]
        for m in range(margins):
            cell = base[m]
            for d in range(dimensions):
                cell += category[d] * strides[m, d]
            if last[cell] != who:
                last[cell] = who
                counts[cell] += 1
            elif m == 0:
                # Margin 0 keeps every dimension: seen there, seen in all the others.
                break


@njit(cache=True, nogil=True)  # pragma: no cover - compiled
def _tally(raw, look, base, strides, counts):  # type: ignore[no-untyped-def]
    margins, dimensions = strides.shape
    category = np.empty(len(raw), np.int64)
    for i in range(len(raw[0])):
        wanted = True
        for d in range(len(raw)):
            category[d] = look[d][raw[d][i]]
            if category[d] < 0:
                wanted = False
                break
        if not wanted:
            continue
        for m in range(margins):
            cell = base[m]
            for d in range(dimensions):
                cell += category[d] * strides[m, d]
            counts[cell] += 1

# SPDX-License-Identifier: EUPL-1.2
"""Count different people for every margin of a table in one pass, with memory for the cells only.

Facts arrive in order of person. A cell keeps the person who was counted in it last; when the
next fact of the same person falls in the cell again, it is not counted again. That is exact,
needs no hash table, and costs about a nanosecond a fact and margin.

Importing this costs half a second (numba), so it is for tables of millions of facts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numba import njit
from numpy.typing import NDArray

from taalplan.statistics.margins import Margins, Read

TOGETHER = 4
"""Streams that one compiled loop adds up; the compiler makes vector instructions of it."""


@dataclass
class Stamps:
    """The counters of one table, kept while batches of facts pass by.

    `seen` has for every cell of every margin the person counted last, and beside it the count.
    """

    margins: Margins
    seen: NDArray[np.int64] = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nobody."""
        self.seen = np.zeros((self.margins.size, 2), np.int64)
        self.seen[:, 0] = np.iinfo(np.int64).min

    def add(self, read: Read, person: NDArray[np.int64] | None) -> None:
        """Count a batch. People must not go down, within a batch or from one to the next."""
        assert person is not None
        cells = np.zeros(len(person), np.int32)
        nothing = np.zeros(len(person), np.uint32), np.zeros(1, np.int32)
        streams = [*read, *[nothing] * (-len(read) % TOGETHER)]
        for first in range(0, len(streams), TOGETHER):
            _move(cells, *(_lent(a) for s in streams[first : first + TOGETHER] for a in s))
        _stamp(_lent(person), cells, self.margins.cell, self.seen)

    def counts(self) -> NDArray[np.int64]:
        """The counts so far, for all cells of all margins."""
        return self.seen[:, 1]


def _lent(array: NDArray) -> NDArray:  # type: ignore[type-arg]
    """The same memory, all of one type to the compiler: what Arrow lends cannot be written."""
    view = array.view()
    view.flags.writeable = False
    return view


def _compiled(function: Callable[..., None]) -> Callable[..., None]:
    """Machine code, kept for the next time where a folder for it can be written."""
    try:
        return njit(cache=True, nogil=True)(function)
    except RuntimeError:
        return njit(nogil=True)(function)


@_compiled  # pragma: no cover - compiled
def _move(cells, a, in_a, b, in_b, c, in_c, d, in_d):  # type: ignore[no-untyped-def]
    for i in range(len(cells)):
        cells[i] += in_a[a[i]] + in_b[b[i]] + in_c[c[i]] + in_d[d[i]]


@_compiled  # pragma: no cover - compiled
def _stamp(person, cells, margin_cell, seen):  # type: ignore[no-untyped-def]
    margins = margin_cell.shape[1]
    for i in range(len(person)):
        cell = cells[i]
        if cell < 0:
            continue
        who = person[i]
        for m in range(margins):
            k = margin_cell[cell, m]
            # No branch: whether somebody was seen before cannot be guessed by the processor.
            seen[k, 1] += seen[k, 0] != who
            seen[k, 0] = who

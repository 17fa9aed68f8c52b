# SPDX-License-Identifier: EUPL-1.2
"""The cells of a table with all its margins, and the plain ways to count in them.

A *full cell* keeps every dimension. From it follows the cell in each margin, so a fact needs
one number only. `stamp` counts people faster still, once there are some millions of facts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from taalplan.snapshot import SnapshotError

Raw = NDArray[np.uint32]
Look = NDArray[np.int32]
Read = Sequence[tuple[Raw, Look]]
"""What streams read: `look[raw[i]]`, summed over the streams, is the full cell of fact i."""

SKIP = -(1 << 26)
"""A look-up's word for: not this fact. Any sum with it is below zero."""

MOST_CELLS = -SKIP


@dataclass(frozen=True)
class Margins:
    """Where every margin's cells begin and how they are shaped.

    `cell[f, m]` is the cell of margin m in which full cell f lies.
    """

    cell: NDArray[np.int32]
    begin: tuple[int, ...]
    shapes: tuple[tuple[int, ...], ...]

    @classmethod
    def of(
        cls,
        sizes: Sequence[int],
        kept: Sequence[Sequence[int]],
        outer: Mapping[int, tuple[int, NDArray[np.int32]]],
    ) -> Margins:
        """Margins that keep some of the dimensions, such as (0, 1), (0,) and ().

        `sizes` has the number of categories of each dimension. `outer` has the dimensions that
        follow from another, as an area from a desk: which one, and the category for each of its
        categories. They number no full cells.
        """
        numbered = [d for d in range(len(sizes)) if d not in outer]
        if np.prod([sizes[d] for d in numbered], dtype=float) >= MOST_CELLS:
            raise SnapshotError("the table would have more than 60 million cells; ask for less")
        grid = np.indices([sizes[d] for d in numbered], np.int32).reshape(len(numbered), -1)
        category = dict(zip(numbered, grid, strict=True))
        for d, (inner, of_inner) in outer.items():
            category[d] = of_inner[category[inner]]
        cell = np.zeros((grid.shape[1], len(kept)), np.int32)
        begin, end = [], 0
        for m, dimensions in enumerate(kept):
            for d in dimensions:
                cell[:, m] = cell[:, m] * sizes[d] + category[d]
            cell[:, m] += end
            begin.append(end)
            end += int(np.prod([sizes[d] for d in dimensions], dtype=np.int64))
        return cls(cell, (*begin, end), tuple(tuple(sizes[d] for d in ds) for ds in kept))

    @property
    def size(self) -> int:
        """How many cells all margins have together."""
        return self.begin[-1]

    def summed(self, tally: NDArray[np.int64]) -> NDArray[np.int64]:
        """The counts of all cells, when what is in a full cell may be added up."""
        found = np.zeros(self.size, np.int64)
        for cell in self.cell.T:
            np.add.at(found, cell, tally)
        return found

    def split(self, counts: NDArray[np.int64]) -> list[NDArray[np.int64]]:
        """The counts of all cells, margin by margin, with an axis for each dimension kept."""
        return [
            counts[self.begin[m] : self.begin[m + 1]].reshape(shape)
            for m, shape in enumerate(self.shapes)
        ]


class Counter(Protocol):
    """Counts facts batch by batch."""

    def add(self, read: Read, person: NDArray[np.int64] | None) -> None:
        """Count a batch. People must not go down, within a batch or from one to the next."""

    def counts(self) -> NDArray[np.int64]:
        """The counts so far, for all cells of all margins."""


def full_cells(read: Read) -> NDArray[np.int32]:
    """The full cell of each fact, negative for a fact that is not wanted."""
    (raw, look), *others = read
    cells = look.take(raw)
    for raw, look in others:
        cells += look.take(raw)
    return cells


@dataclass
class Rows:
    """Counts facts. Each falls in one full cell, and margins are sums."""

    margins: Margins
    tally: NDArray[np.int64] = field(init=False)

    def __post_init__(self) -> None:
        """Begin at nought."""
        self.tally = np.zeros(len(self.margins.cell), np.int64)

    def add(self, read: Read, person: NDArray[np.int64] | None = None) -> None:
        """Count a batch; who it was does not matter."""
        cells = full_cells(read)
        self.tally += np.bincount(cells[cells >= 0], minlength=len(self.tally))

    def counts(self) -> NDArray[np.int64]:
        """The counts so far, for all cells of all margins."""
        return self.margins.summed(self.tally)


@dataclass
class People:
    """Counts different people by sorting: each pair of person and cell once.

    Keeps the pairs, so it is for tables of up to some millions of facts, where it has long
    finished when the stamp kernel has been loaded.
    """

    margins: Margins
    seen: list[NDArray[np.int64]] = field(default_factory=list)

    def add(self, read: Read, person: NDArray[np.int64] | None) -> None:
        """Keep who was in which full cell."""
        assert person is not None
        cells = full_cells(read)
        wanted = np.flatnonzero(cells >= 0)
        self.seen.append(_pair(person[wanted], cells[wanted], len(self.margins.cell)))

    def counts(self) -> NDArray[np.int64]:
        """The counts so far, for all cells of all margins."""
        full, size = len(self.margins.cell), self.margins.size
        person, cells = _parted(np.concatenate([_NOBODY, *self.seen]), full)
        # Most people are in one full cell, and so once in every margin.
        again = person[1:] == person[:-1]
        several = np.zeros(len(person), bool)
        several[1:] |= again
        several[:-1] |= again
        found = self.margins.summed(np.bincount(cells[~several], minlength=full))
        person, cells = person[several], cells[several]
        for cell in self.margins.cell.T:
            _, once = _parted(_pair(person, cell[cells], size), size)
            found += np.bincount(once, minlength=size)
        return found


_NOBODY = np.empty(0, np.int64)


def _pair(person: NDArray[np.int64], cell: NDArray[np.int32], size: int) -> NDArray[np.int64]:
    """Person and cell as one number; `size` is the number of cells."""
    return (person << size.bit_length()) | cell


def _parted(pairs: NDArray[np.int64], size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The different pairs as people and cells, by person and then by cell."""
    pairs.sort()  # numpy's `unique` hashes, which takes many times as long here
    if len(pairs):
        pairs = pairs[np.append(True, pairs[1:] != pairs[:-1])]
    return pairs >> size.bit_length(), pairs & ((1 << size.bit_length()) - 1)

# SPDX-License-Identifier: EUPL-1.2
"""A hundred thousand messages kept in little room: packed by some hundreds, unpacked when read.

A dossier as objects takes ten kilobytes, of which most is said by every other dossier as well.
"""

from __future__ import annotations

import pickle
import zlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice
from typing import Generic, TypeVar, overload

T = TypeVar("T")
QUICK = 1
"""How hard to pack: harder takes three times as long and saves a quarter."""


def pack(things: Sequence[object]) -> bytes:
    """Some messages as bytes; never written anywhere, for they are about people."""
    return zlib.compress(pickle.dumps(tuple(things), pickle.HIGHEST_PROTOCOL), QUICK)


class Kept(Sequence[T], Generic[T]):
    """Messages in their order, of which one part at a time is unpacked.

    `parts` are what `pack` gave; `chosen` says for each part which places count.
    """

    def __init__(self, parts: Sequence[bytes], chosen: Sequence[Sequence[int]]) -> None:
        """Keep the parts in which something counts."""
        self._parts = [(part, tuple(places))
                       for part, places in zip(parts, chosen, strict=True) if places]  # fmt: skip
        self._ends = list(accumulate(len(places) for _, places in self._parts))

    def __len__(self) -> int:
        """How many count."""
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[T]:
        """All of them, in order."""
        for part, places in self._parts:
            things: tuple[T, ...] = _unpacked(part)
            for at in places:
                yield things[at]

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...

    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        """One of them, or some; cheap where parts are small, or all are read in order."""
        if isinstance(at, slice):
            return list(islice(self, at.start, at.stop, at.step))
        place = at + len(self) if at < 0 else at
        if not 0 <= place < len(self):
            raise IndexError(at)
        number = bisect_right(self._ends, place)
        part, places = self._parts[number]
        found: T = _unpacked(part)[places[place - self._ends[number]]]
        return found


def _unpacked(part: bytes) -> tuple[T, ...]:
    # What is unpacked here was packed by this process or by one that it started.
    found: tuple[T, ...] = pickle.loads(zlib.decompress(part))
    return found

# SPDX-License-Identifier: EUPL-1.2
"""A hundred thousand messages kept in little room: packed by some hundreds, unpacked when read.

A dossier as objects takes ten kilobytes, of which most is said by every other dossier as well.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterator, Sequence
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
        self._length = sum(len(places) for _, places in self._parts)

    def __len__(self) -> int:
        """How many count."""
        return self._length

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
        """One of them, or some; reading all in order is what is cheap."""
        if isinstance(at, slice):
            return list(self)[at]
        left = at + len(self) if at < 0 else at
        for part, places in self._parts:
            if 0 <= left < len(places):
                found: T = _unpacked(part)[places[left]]
                return found
            left -= len(places)
        raise IndexError(at)


def _unpacked(part: bytes) -> tuple[T, ...]:
    # What is unpacked here was packed by this process or by one that it started.
    found: tuple[T, ...] = pickle.loads(zlib.decompress(part))
    return found

# SPDX-License-Identifier: EUPL-1.2
"""Numbers for people that mean nothing outside the snapshot.

Somebody's number is the rank of the keyed hash (HMAC-SHA256) of their place in the register. Who
has the snapshot but not the key cannot go back, not even by trying every person: the hash itself
is nowhere. With the same key two snapshots of the same people have the same numbers; as soon as
one person comes in between, ranks shift, so snapshots are not joined by them.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

SHORTEST = 32
"""Characters that the key needs."""


class NoPseudonymKeyError(Exception):
    """The key is missing or too short; the message says how to give one."""


def checked_key(key: str) -> bytes:
    """The key as bytes. Raises NoPseudonymKeyError when it could be guessed."""
    if len(key) < SHORTEST:
        told = f"has {len(key)} characters" if key else "is not set"
        raise NoPseudonymKeyError(
            f"TAALPLAN_PSEUDONYM_KEY {told}; give at least {SHORTEST} at random, for instance with "
            "'python -c \"import secrets; print(secrets.token_urlsafe(48))\"', and keep them "
            "outside the database"
        )
    return key.encode()


class Numbering:
    """The numbers of things of one kind, each found by its key in the register.

    `aliases` are keys that stand for another: files merged into one have one number.
    """

    def __init__(
        self, kind: str, keys: Iterable[int], key: bytes, aliases: dict[int, int] | None = None
    ) -> None:
        """Number all keys at once: the number is a rank."""
        own = np.fromiter(keys, np.int64)
        hashes = b"".join(
            hmac.digest(key, f"{kind}:{each}".encode(), hashlib.sha256)[:16] for each in own
        )
        halves = np.frombuffer(hashes, dtype=">u8").reshape(-1, 2)
        numbers = np.empty(len(own), np.int64)
        numbers[np.lexsort((halves[:, 1], halves[:, 0]))] = np.arange(len(own))
        self.keys, self.numbers = _with_aliases(own, numbers, aliases or {})

    def of(self, keys: Ints) -> Ints:
        """The number of each key; -1 stays -1, for nobody."""
        if not len(self.keys):
            return np.full(len(keys), -1, np.int64)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[at] == keys, self.numbers[at], -1)


def _with_aliases(own: Ints, numbers: Ints, aliases: dict[int, int]) -> tuple[Ints, Ints]:
    """Keys in order with their numbers, the other names of things included."""
    order = np.argsort(own)
    keys, found = own[order], numbers[order]
    if not aliases:
        return keys, found
    names = np.array(sorted(aliases), np.int64)
    meant = np.array([_root(int(name), aliases) for name in names], np.int64)
    keys, found = np.append(keys, names), np.append(found, found[np.searchsorted(keys, meant)])
    order = np.argsort(keys)
    return keys[order], found[order]


def _root(key: int, aliases: dict[int, int]) -> int:
    """Whom a merged file ended in; a merged file can have been merged again."""
    while key in aliases:
        key = aliases[key]
    return key

# SPDX-License-Identifier: EUPL-1.2
"""Keys of an extract (people, contracts, demands, courses) become dense numbers.

The number of a key is its rank among the keyed hashes of all keys, with a random key that is
forgotten when the import ends: numbers say nothing about names, national numbers or the order
of the source, and two snapshots cannot be joined by them. Neither the text of a key nor a hash
of it is kept.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from taalplan.snapshot.manifest import SnapshotError
from taalplan.snapshot.national import has_national_number
from taalplan.sources.columns import Texts, Typed, refusing
from taalplan.sources.values import UnreadableError, unwrapped

Numbers = npt.NDArray[np.int64]

SHORTEST = 16
"""Bytes a given key needs; less could be tried out."""

_NATIONAL = re.compile(r"\d\d\.\d\d\.\d\d-\d{3}\.\d\d")
_EXPONENT = re.compile(r"\d+([.,]\d+)?[eE]\+?\d+")
_NOBODY = {
    *("null", "none", "nan", "n/a", "na", "nil", "-", "?", "onbekend", "unknown", "inconnu", "nvt"),
    *("#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#num!", "#null!", "#waarde!", "#naam?"),
}


def normal_key(text: str) -> str:
    """A key in the one form in which it is compared.

    Spaces around and doubled spaces within do not count; leading zeros do. 123.0 is how a
    number comes out of some programs, and is 123. A national number may have its points. An
    accent is the same whether it was stored with its letter or beside it, as Macs do.

    Raises UnreadableError for a text that cannot stand for anybody.
    """
    if text.isdigit():
        return text
    key = " ".join(unwrapped(unicodedata.normalize("NFC", text)).split())
    if key.lower() in _NOBODY:
        raise UnreadableError("is no key but a sign for 'not known'", "give the key of this row")
    if _EXPONENT.fullmatch(key):
        problem = "is a number in scientific notation, which has lost its last digits"
        raise UnreadableError(problem, "format the column as text in Excel, and export again")
    if key.endswith(".0") and key[:-2].isdigit():
        return key[:-2]
    if _NATIONAL.fullmatch(key):
        return key.replace(".", "").replace("-", "")
    return key


@dataclass
class Keys:
    """All keys of one kind, over all tables of an extract."""

    kind: str
    ids: dict[str, int] = field(default_factory=dict)

    def add(self, texts: Texts, column: str) -> tuple[Numbers, Typed]:
        """Take a column's keys in. Gives the id of each row (-1 for none) and what is refused."""
        if column not in texts.columns:
            nowhere = np.zeros(texts.rows, np.bool_)
            return np.full(texts.rows, -1, np.int64), Typed(None, nowhere, ())
        encoded = texts.columns[column]
        of_text = np.full(len(encoded.dictionary) + 1, -1, np.int64)
        problems: dict[int, tuple[str, str]] = {}
        for at, text in enumerate(encoded.dictionary.to_pylist()):
            try:
                if text:
                    of_text[at] = self.ids.setdefault(normal_key(text), len(self.ids))
            except UnreadableError as error:
                problems[at] = error.args
        at_rows = np.asarray(encoded.indices.fill_null(-1)).astype(np.int64)
        # Index -1 (no text) takes the last place, which is -1: no key.
        return of_text[at_rows], refusing(texts, column, None, problems)

    def numbers(self, secret: bytes) -> Numbers:
        """The number of each id: its rank among the keyed hashes."""
        if not self.ids:
            return np.zeros(0, np.int64)
        person = self.kind.encode()[: hashlib.blake2b.PERSON_SIZE]
        hashes = b"".join(
            hashlib.blake2b(key.encode(), key=secret, person=person, digest_size=16).digest()
            for key in self.ids
        )
        halves = np.frombuffer(hashes, dtype=">u8").reshape(-1, 2)
        return ranks((halves[:, 1], halves[:, 0]))

    def alike(self) -> int:
        """How many keys differ from another only by zeros in front or by capitals."""
        bare = [key.lstrip("0").casefold() for key in self.ids]
        return len(bare) - len(set(bare))

    def shortened(self) -> set[str]:
        """National numbers that lost a leading zero: ten digits that become valid with one."""
        ten = [key for key in self.ids if len(key) == 10 and key.isdigit()]
        valid = [key for key in ten if has_national_number("0" + key)]
        # Another numbering of ten digits passes the check one time in fifty.
        return set(valid) if len(valid) > 0.9 * len(ten) else set()


def ranks(columns: Iterable[npt.NDArray[np.uint64] | Numbers]) -> Numbers:
    """The place of each row in the order of these columns, the last one first."""
    order = np.lexsort(tuple(columns))
    places = np.empty(len(order), np.int64)
    places[order] = np.arange(len(order))
    return places


def secret_of(key: bytes | None) -> bytes:
    """The hashing key of one import: random, unless one is given to make it reproducible.

    Raises SnapshotError when the given key is shorter than sixteen bytes.
    """
    if key is None:
        return secrets.token_bytes(hashlib.blake2b.MAX_KEY_SIZE)
    if len(key) < SHORTEST:
        raise SnapshotError(f"the key has {len(key)} bytes; give at least {SHORTEST}, at random")
    return hashlib.sha512(key).digest()


def as_arrow(ids: Numbers, numbers: Numbers) -> pa.Array:
    """The numbers of a column's rows; null where there is no key."""
    if not len(numbers):
        return pa.nulls(len(ids), pa.int64())
    return pa.array(numbers[ids], mask=ids < 0)

# SPDX-License-Identifier: EUPL-1.2
"""Names made comparable: one spelling for many, and keys to find them by.

"Mohammed El Amrani", "El-Amrani, Mohamed" and "Мухаммед" are written in many ways by people who
mean the same person. Folding takes away script, accents, case and small words; a key takes away
what spellings differ in most, vowels and doubled letters.
"""

from __future__ import annotations

import re

from anyascii import anyascii

_SMALL = """
al el ul ad as ash at az ibn bin ben bint abu abd van von de den der du des la le di da dos del
ter ten te op het y e
"""
_SMALL = """
al el ul ad as ash at az ibn bin ben bint abu abd van von de den der du des la le di da dos del
ter ten te op het y e
"""
PARTICLES = frozenset(_SMALL.split())
"""Small words that one clerk writes and the next leaves out."""

_ALIKE = (
    ("ph", "f"), ("sch", "s"), ("sh", "s"), ("ch", "k"), ("ck", "k"), ("kh", "k"), ("gh", "g"),
    ("dj", "j"), ("dzh", "j"), ("zh", "j"), ("ts", "s"), ("tz", "s"), ("th", "t"), ("dh", "d"),
    ("ou", "u"), ("oo", "u"), ("ij", "y"), ("q", "k"), ("c", "k"), ("x", "ks"), ("z", "s"),
    ("w", "v"), ("j", "y"), ("h", ""),
)  # fmt: skip


def fold(name: str) -> str:
    """Lower-case Latin letters and single spaces; no accents, dashes or quotes.

    >>> fold("  Ğül-Şahin O’Neill ")
    'gul sahin oneill'
    """
    latin = anyascii(name).lower().replace("'", "").replace("`", "")
    return " ".join(re.sub(r"[^a-z]+", " ", latin).split())


def words(name: str) -> tuple[str, ...]:
    """The words of a name that carry it, in order; all of them when none does."""
    every = tuple(fold(name).split())
    return tuple(word for word in every if word not in PARTICLES) or every


def key(word: str) -> str:
    """What stays of a word however it is spelt: its consonants, simplified, in order.

    >>> key("mohammed") == key("muhamad") == key("mohamed")
    True
    """
    for written, heard in _ALIKE:
        word = word.replace(written, heard)
    first, rest = word[:1], re.sub(r"[aeiouy]", "", word[1:])
    skeleton = re.sub(r"(.)\1+", r"\1", first + rest)
    return skeleton[:40]


def keys(family_name: str, given_names: str) -> frozenset[str]:
    """The keys of all words of a name: who wrote first and last name the other way is found."""
    return frozenset(key(word) for word in words(f"{family_name} {given_names}") if key(word))


def search_name(family_name: str, given_names: str) -> str:
    """How a name is sorted and searched: folded, the family name first."""
    return f"{fold(family_name)} {fold(given_names)}".strip()[:255]

# SPDX-License-Identifier: EUPL-1.2
"""Names made simple enough to be found: however they were typed, transliterated or ordered.

A name key is not a spelling but a rough sound, made in four steps that each undo one way in which
the same name is written differently at two desks:

1. *script*: everything becomes Latin letters (anyascii), and accents go: Олена, Oléna, Olena;
2. *words*: particles that one clerk writes and another does not (van, el, al-, ben) are no key
   of their own, unless the name is nothing else;
3. *letters*: groups that stand for one sound become one letter (ch/sh/sch, ou/oe/u, ph/f, kh/h),
   because French, Dutch, English and Turkish offices write the same Arabic or Cyrillic name
   each in their own way: Chaïma, Shayma, Şeyma;
4. *vowels*: only where a vowel stands counts, not which: Mohamed, Muhammad, Mohammed are `mhmd`
   with the vowels left out, and a name of one consonant keeps its vowels.

Two people with the same key need not look alike: keys only choose who is compared (`doubles.py`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from taalplan.register.models import NameKey, Person

PARTICLES = frozenset(
    {"van", "de", "den", "der", "ten", "ter", "te", "la", "le", "el", "al", "ul", "ait", "ben",
     "bin", "bint", "ibn", "abu", "abd", "abdel", "abdul", "da", "dos", "do", "di", "du", "von",
     "of", "y", "e", "oglu", "ould", "t", "d", "l"}
)  # fmt: skip
"""Words that come and go in a name. None is dropped when nothing else would be left."""

GIVEN_UP = frozenset({"xxx", "nn", "onbekend", "unknown", "inconnu", "x"})
"""What is typed where somebody has no second name; no key, or all of them would look alike."""

_LETTERS = (
    ("tsch", "c"), ("tch", "c"), ("dsch", "j"), ("dzh", "j"), ("zh", "j"), ("dj", "j"),
    ("sch", "s"), ("sh", "s"), ("ch", "s"), ("sz", "s"), ("cz", "c"), ("ph", "f"), ("kh", "h"),
    ("gh", "g"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("qu", "k"), ("q", "k"), ("x", "ks"),
    ("ts", "c"), ("tz", "c"), ("w", "v"), ("ou", "u"), ("oe", "u"), ("oo", "u"), ("ue", "u"),
    ("z", "s"), ("y", "i"), ("j", "i"),
)  # fmt: skip
LONGEST = 40


def words(text: str) -> list[str]:
    """The words of a name in plain small letters, apostrophes and hyphens as spaces."""
    return re.findall(r"[a-z]+", _plain(text))


@lru_cache(maxsize=20_000)
def _plain(text: str) -> str:
    from anyascii import anyascii

    # A quote inside a word is a letter that Latin lacks (Sa'id, Mar'yana), not a new word.
    return anyascii(text).lower().replace("'", "").replace("`", "").replace("’", "")


def search_name(family_name: str, given_names: str = "") -> str:
    """What a list is searched by from its beginning: plain letters, the family name first."""
    return " ".join([*words(family_name), *words(given_names)])[:255]


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """The key of one plain word: a rough sound, at most 40 letters. See the steps above."""
    for written, heard in _LETTERS:
        word = word.replace(written, heard)
    word = re.sub(r"(.)\1+", r"\1", word)
    bones = word[:1] + re.sub(r"[aeiouh]", "", word[1:])
    bones = re.sub(r"(.)\1+", r"\1", bones)
    # Ali, Ayu, Li: with the vowels out there is nothing left to recognise.
    return (bones if len(bones) > 2 else word)[:LONGEST]


def essential(*names: str) -> list[str]:
    """The words that make a name, without particles where others are left."""
    found = [word for name in names for word in words(name) if word not in GIVEN_UP]
    return [word for word in found if word not in PARTICLES] or found


def keys_of(*names: str) -> frozenset[str]:
    """The keys under which somebody of these names is found, in whatever order they stand.

    Words written together by one clerk and apart by another (El Amrani, Elamrani) share a key:
    that of all words of a name as one.
    """
    keys = {sound(word) for word in essential(*names)}
    for name in names:
        listed = words(name)
        if 1 < len(listed) <= 3:
            keys.add(sound("".join(listed)))
    return frozenset(key for key in keys if key)


def keep_name_keys(person: Person) -> None:
    """Write the keys of somebody's name, and only those; called whenever a name changes."""
    wanted = keys_of(person.family_name, person.given_names)
    kept = set(person.name_keys.values_list("key", flat=True))
    if gone := kept - wanted:
        person.name_keys.filter(key__in=gone).delete()
    NameKey.objects.bulk_create(NameKey(person=person, key=key) for key in sorted(wanted - kept))

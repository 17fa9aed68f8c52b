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
4. *vowels*: which vowel is written is the writer's choice, so they go, but for a first letter,
   where only counts that it is a vowel: Mohamed, Muhammad, محمد; Osman, Ousmane, Usman.

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
    ("tsch", "s"), ("tsj", "s"), ("tch", "s"), ("sch", "s"), ("dzj", "y"), ("dzh", "y"),
    ("zh", "y"), ("zj", "y"), ("dj", "y"), ("sh", "s"), ("sj", "s"), ("ch", "s"), ("sz", "s"),
    ("cz", "s"), ("ts", "s"), ("tz", "s"), ("ph", "f"), ("kh", "h"), ("gh", "g"), ("th", "t"),
    ("dh", "d"), ("ck", "k"), ("qu", "k"), ("q", "k"), ("x", "ks"), ("c", "k"), ("w", "v"),
    ("z", "s"), ("j", "y"),
)  # fmt: skip
"""Written, heard; longer groups before the shorter ones they contain."""

LONGEST = 40


@lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """Small Latin letters and single spaces; no accents, dashes or quotes.

    A quote inside a word is a letter that Latin lacks (Sa'id, Mar'yana), not a new word.

    >>> fold("  Ğül-Şahin O’Neill ")
    'gul sahin oneill'
    """
    from anyascii import anyascii

    return " ".join(re.findall(r"[a-z]+", re.sub(r"['`’]", "", anyascii(name)).lower()))


@lru_cache(maxsize=20_000)
def words(*names: str) -> tuple[str, ...]:
    """The words that carry a name, in order, without particles; all of them when none does."""
    found = [word for name in names for word in fold(name).split() if word not in GIVEN_UP]
    return tuple(word for word in found if word not in PARTICLES) or tuple(found)


def search_name(family_name: str, given_names: str = "") -> str:
    """What a list is searched by from its beginning: plain letters, the family name first."""
    return f"{fold(family_name)} {fold(given_names)}".strip()[:255]


@lru_cache(maxsize=20_000)
def key(word: str) -> str:
    """The key of one plain word: a rough sound, at most 40 letters. See the steps above."""
    for written, heard in _LETTERS:
        word = word.replace(written, heard)
    word = re.sub(r"(.)\1+", r"\1", word)
    first = "a" if word[:1] in "aeiou" else word[:1]
    bones = first + re.sub(r"[aeiouhy]", "", word[1:])
    # Ali, Li: with the vowels out there is nothing left to recognise.
    return (bones if len(bones) > 2 else word.replace("y", "i"))[:LONGEST]


def keys(*names: str) -> frozenset[str]:
    """The keys under which somebody of these names is found, in whatever order they stand.

    Words written together by one clerk and apart by another (El Amrani, Elamrani) share a key:
    that of all words of a name as one.
    """
    found = {key(word) for word in words(*names)}
    for name in names:
        listed = fold(name).split()
        if 1 < len(listed) <= 3:
            found.add(key("".join(listed)))
    return frozenset(each for each in found if each)


def keep_name_keys(person: Person) -> None:
    """Write the keys of somebody's name, and only those.

    Called whenever a name or birth year changes: the year stands beside each key, so that one
    look in the index gives the few hundred people of a common name who were born in a year.
    """
    person.name_keys.all().delete()
    add_name_keys(person)


def add_name_keys(person: Person) -> None:
    """Write the keys of the name of somebody who has none yet."""
    wanted = keys(person.family_name, person.given_names)
    NameKey.objects.bulk_create(
        NameKey(person=person, key=each, birth_year=person.birth_year) for each in sorted(wanted)
    )

# SPDX-License-Identifier: EUPL-1.2
"""How alike two people are, in bits of evidence, with the reasons in the clerk's words.

Each thing that agrees or differs adds or takes bits: one bit is twice as likely to be the same
person. Two equal birth dates are worth 14 bits, because one in about 2^14 strangers shares one;
1 January less, because it is written where nobody knows the day. A name is compared word by word
in whatever order, by spelling and by sound; a word is worth more as fewer people bear it.
The table is drawn up by hand and judged by `benchmarks/doubles.py`, which makes a register dirty
and counts who is found.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from taalplan.register import names

Birth = tuple[int | None, int | None, int | None]

Worth = Mapping[str, float]
"""How many bits a word of a name is worth, by its key; others are worth `SAME_WORD`."""

SAME_WORD, LEAST_WORD, MOST_WORD = 7.0, 3.0, 12.0
OTHER_SOUND, ONE_SLIP, TWO_SLIPS = -0.5, -2.0, -4.5
OTHER_WORD, MISSING_WORD = -8.0, -0.5
SAME_DATE, SAME_NEW_YEAR, SWAPPED_DATE, SLIP_IN_DATE = 14.0, 8.0, 12.5, 8.5
SAME_MONTH, SAME_YEAR, GUESSED_DAY, OTHER_YEAR = 9.5, 5.5, 4.5, 2.0
SAME_YEAR_OTHER_DAY, NEAR_YEAR, OTHER_DATE = 0.0, -1.5, -9.0
MOST_FOR_A_NAME = 22.0


@dataclass(frozen=True)
class Described:
    """What is known of somebody when they are compared; birth parts may be None."""

    family_name: str
    given_names: str = ""
    birth: Birth = (None, None, None)
    sex: str = ""
    nationality: str = ""

    @property
    def shown(self) -> str:
        """The name as a clerk says it."""
        return f"{self.given_names} {self.family_name}".strip()


@dataclass(frozen=True)
class Evidence:
    """Bits for (or, below zero, against) its being one person, and why."""

    bits: float
    reasons: tuple[str, ...] = ()

    def __add__(self, other: Evidence) -> Evidence:
        """Both together."""
        return Evidence(self.bits + other.bits, self.reasons + other.reasons)


def compare(one: Described, other: Described, worth: Worth) -> Evidence:
    """All evidence on whether two descriptions are of one person."""
    plain = compare_plain(one, other.sex, other.nationality)
    births = compare_births(one.birth, other.birth)
    return births + compare_names(one, other, worth) + Evidence(plain)


def compare_plain(one: Described, sex: str, nationality: str) -> float:
    """What sex and nationality say; what is not known proves nothing."""
    plain = (0.5 if one.sex == sex else -3.0) if one.sex and sex else 0.0
    if one.nationality and nationality:
        plain += 1.5 if one.nationality == nationality else -1.5
    return plain


class MostForNames:
    """More bits than this the names cannot bring, by the keys that both have: without comparing.

    A word that sounds like none of theirs is a slip at best. Particles are no keys, nor are more
    than three words as one: where those come in, a word may be worth what it is worth.
    """

    def __init__(self, one: Described, worth: Worth) -> None:
        """Of one person, who is compared with many."""
        words = names.words(one.family_name) + names.words(one.given_names)
        joined = tuple(filter(None, (_joined(one.family_name), _joined(one.given_names))))
        self.ways = [[self._word(word, worth) for word in way] for way in (words, joined)]
        self.known: dict[str, float] = {}

    @staticmethod
    def _word(word: str, worth: Worth) -> tuple[str, float, float]:
        """Its key, what it is worth when they share it, and when they do not."""
        key, most = names.key(word), max(_worth(word, worth), SAME_WORD)
        slip = SAME_WORD + ONE_SLIP
        return key, most, most if word in names.PARTICLES or key not in worth else slip

    def __call__(self, family_name: str, given_names: str, shared: str) -> float:
        """`shared` are the keys that both names have, with spaces between them."""
        if _has_many_words(family_name) or _has_many_words(given_names):
            return self._of(frozenset(key for way in self.ways for key, _, _ in way))
        if shared not in self.known:
            self.known[shared] = self._of(frozenset(shared.split()))
        return self.known[shared]

    def _of(self, there: frozenset[str]) -> float:
        most = (
            sum(same if key in there else otherwise for key, same, otherwise in way)
            for way in self.ways
        )
        return min(max(most), MOST_FOR_A_NAME)


def _has_many_words(name: str) -> bool:
    return not name.isalpha() and len(_SEPARATOR.findall(name)) > 2


_SEPARATOR = re.compile(r"[^\w]+")


def compare_names(one: Described, other: Described, worth: Worth) -> Evidence:
    """Word by word, the likest first; the best of words as they stand and written as one."""
    mine, theirs = ([names.words(each.family_name), names.words(each.given_names)]
                    for each in (one, other))  # fmt: skip
    if mine == theirs:
        bits = sum(_worth(word, worth) for word in mine[0] + mine[1])
        return Evidence(min(bits, MOST_FOR_A_NAME), ("zelfde naam",))
    apart = _pairwise(mine[0] + mine[1], theirs[0] + theirs[1], worth)
    bits = max(apart, _as_one(one, other, worth))
    if sorted(mine[0] + mine[1]) == sorted(theirs[0] + theirs[1]):
        swapped = bool(mine[1]) and mine[0] == theirs[1]
        reason = (
            "voornaam en familienaam verwisseld" if swapped else "zelfde namen, anders verdeeld"
        )
    else:
        reason = f"naam lijkt: {one.shown} / {other.shown}" if bits >= SAME_WORD else ""
    return Evidence(min(bits, MOST_FOR_A_NAME), (reason,) if reason else ())


def _pairwise(mine: tuple[str, ...], theirs: tuple[str, ...], worth: Worth) -> float:
    """Each word of the shorter name beside its best counterpart that is left."""
    short, long = sorted((mine, theirs), key=len)
    left, total = list(long), 0.0
    for word in sorted(short, key=len, reverse=True):
        bits = [_word_bits(word, each, worth) for each in left]
        best = max(bits)
        total += best
        del left[bits.index(best)]
    return total + MISSING_WORD * len(left)


def _as_one(one: Described, other: Described, worth: Worth) -> float:
    """Words that one clerk wrote together: El Amrani, Elamrani."""
    total = 0.0
    for mine, theirs in (
        (one.family_name, other.family_name),
        (one.given_names, other.given_names),
    ):
        left, right = _joined(mine), _joined(theirs)
        if left and right:
            total += _word_bits(left, right, worth)
    return total


def _joined(name: str) -> str:
    return names.fold(name).replace(" ", "")


def _word_bits(word: str, other: str, worth: Worth) -> float:
    if word == other:
        return _worth(word, worth)
    bits = _unlike_bits(word, other)
    # The same sound is worth what the name is worth, nearly.
    return _worth(word, worth) + OTHER_SOUND if bits is None else bits


@lru_cache(maxsize=100_000)
def _unlike_bits(word: str, other: str) -> float | None:
    """What two words that are not the same are worth; None when they sound the same."""
    if names.key(word) == names.key(other):
        return None
    # The slip made another key, which says nothing about how common the name is.
    bits = SAME_WORD
    shorter = min(len(word), len(other))
    slips = OSA.distance(word, other, score_cutoff=2)
    if slips == 1 and shorter >= 3:
        return bits + ONE_SLIP
    # Cut off, or with an ending: Kovalenko and Kovalenkova.
    cut = shorter >= 5 and (word.startswith(other) or other.startswith(word))
    return bits + TWO_SLIPS if cut or (slips == 2 and shorter >= 6) else OTHER_WORD


def _worth(word: str, worth: Worth) -> float:
    return worth.get(names.key(word), SAME_WORD)


def compare_births(one: Birth, other: Birth) -> Evidence:
    """Two birth dates of which parts may be missing; what is missing proves nothing."""
    if one[0] is None or other[0] is None:
        return Evidence(0.0)
    if one == other and None not in one:
        return _agreeing(one, 3)
    whole = None not in one and None not in other
    if not whole:
        known = [(a, b) for a, b in zip(one, other, strict=True) if None not in (a, b)]
        if all(a == b for a, b in known):
            return _agreeing(one, len(known))
    if one[0] == other[0]:
        return _same_year(one, other)
    near = abs(one[0] - other[0]) in (1, 10) or _digit_slip(one[0], other[0])
    if not whole:
        return _NEAR_YEAR if near else _OTHER_DATE
    if one[1:] == other[1:]:
        words = "jaar verschilt één cijfer" if near else "ander jaar"
        return Evidence(SLIP_IN_DATE if near else OTHER_YEAR, (f"zelfde dag en maand, {words}",))
    if near and one[1:] == other[:0:-1]:
        return Evidence(OTHER_YEAR, ("dag en maand verwisseld, ander jaar",))
    return _NEAR_YEAR if near and (1, 1) in (one[1:], other[1:]) else _OTHER_DATE


_NEAR_YEAR, _OTHER_DATE = Evidence(NEAR_YEAR), Evidence(OTHER_DATE)
_OTHER_DAY = Evidence(SAME_YEAR_OTHER_DAY)


def _agreeing(birth: Birth, parts: int) -> Evidence:
    if parts == 3:
        new_year = birth[1:] == (1, 1)
        return Evidence(SAME_NEW_YEAR if new_year else SAME_DATE, ("zelfde geboortedatum",))
    if parts == 2:
        return Evidence(SAME_MONTH, ("zelfde geboortemaand en -jaar",))
    return Evidence(SAME_YEAR, ("zelfde geboortejaar",))


def _same_year(one: Birth, other: Birth) -> Evidence:
    if None in (*one, *other):
        return _OTHER_DAY
    if one[1:] == other[:0:-1]:
        return Evidence(SWAPPED_DATE, ("dag en maand verwisseld",))
    if (1, 1) in (one[1:], other[1:]):
        return Evidence(GUESSED_DAY, ("zelfde geboortejaar; 1 januari kan een gok zijn",))
    differing = [(a, b) for a, b in zip(one[1:], other[1:], strict=True) if a != b]
    if len(differing) == 1 and _digit_slip(differing[0][0] or 0, differing[0][1] or 0):
        return Evidence(SLIP_IN_DATE, ("geboortedatum verschilt één cijfer",))
    return _OTHER_DAY


@lru_cache(maxsize=20_000)
def _digit_slip(one: int, other: int) -> bool:
    """One digit mistyped, or two neighbours swapped."""
    width = max(len(str(one)), len(str(other)), 2)
    return OSA.distance(f"{one:0{width}}", f"{other:0{width}}") == 1

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

from collections.abc import Mapping
from dataclasses import dataclass

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
    return compare_rest(one, other) + compare_names(one, other, worth)


def compare_rest(one: Described, other: Described) -> Evidence:
    """The evidence of all but the names."""
    plain = (0.5 if one.sex == other.sex else -3.0) if one.sex and other.sex else 0.0
    if one.nationality and other.nationality:
        plain += 1.5 if one.nationality == other.nationality else -1.5
    births = compare_births(one.birth, other.birth)
    return Evidence(births.bits + plain, births.reasons)


def most_for(one: Described, worth: Worth) -> float:
    """More bits than this no name can bring for a person: what sharing every word is worth."""
    words = names.words(one.family_name) + names.words(one.given_names)
    joined = [names.fold(each).replace(" ", "") for each in (one.family_name, one.given_names)]
    apart, as_one = (
        sum(max(_worth(word, worth), SAME_WORD) for word in each if word)
        for each in (words, joined)
    )
    return min(max(apart, as_one), MOST_FOR_A_NAME)


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
        best = max(left, key=lambda each: _word_bits(word, each, worth))
        total += _word_bits(word, best, worth)
        left.remove(best)
    return total + MISSING_WORD * len(left)


def _as_one(one: Described, other: Described, worth: Worth) -> float:
    """Words that one clerk wrote together: El Amrani, Elamrani."""
    total = 0.0
    for mine, theirs in (
        (one.family_name, other.family_name),
        (one.given_names, other.given_names),
    ):
        left, right = (names.fold(each).replace(" ", "") for each in (mine, theirs))
        if left and right:
            total += _word_bits(left, right, worth)
    return total


def _word_bits(word: str, other: str, worth: Worth) -> float:
    if word == other:
        return _worth(word, worth)
    bits = max(_worth(word, worth), _worth(other, worth)) if worth else SAME_WORD
    if names.key(word) == names.key(other):
        return bits + OTHER_SOUND
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
    known = [(a, b) for a, b in zip(one, other, strict=True) if a is not None and b is not None]
    if all(a == b for a, b in known):
        return _agreeing(one, len(known))
    near = _digit_slip(one[0], other[0]) or abs(one[0] - other[0]) in (1, 10)
    if one[0] == other[0]:
        return _same_year(one, other)
    if len(known) < 3:
        return Evidence(NEAR_YEAR if near else OTHER_DATE)
    if one[1:] == other[1:]:
        words = "jaar verschilt één cijfer" if near else "ander jaar"
        return Evidence(SLIP_IN_DATE if near else OTHER_YEAR, (f"zelfde dag en maand, {words}",))
    if near and one[1:] == other[:0:-1]:
        return Evidence(OTHER_YEAR, ("dag en maand verwisseld, ander jaar",))
    return Evidence(NEAR_YEAR if near and (1, 1) in (one[1:], other[1:]) else OTHER_DATE)


def _agreeing(birth: Birth, parts: int) -> Evidence:
    if parts == 3:
        new_year = birth[1:] == (1, 1)
        return Evidence(SAME_NEW_YEAR if new_year else SAME_DATE, ("zelfde geboortedatum",))
    if parts == 2:
        return Evidence(SAME_MONTH, ("zelfde geboortemaand en -jaar",))
    return Evidence(SAME_YEAR, ("zelfde geboortejaar",))


def _same_year(one: Birth, other: Birth) -> Evidence:
    if None in (*one, *other):
        return Evidence(SAME_YEAR_OTHER_DAY)
    if one[1:] == other[:0:-1]:
        return Evidence(SWAPPED_DATE, ("dag en maand verwisseld",))
    if (1, 1) in (one[1:], other[1:]):
        return Evidence(GUESSED_DAY, ("zelfde geboortejaar; 1 januari kan een gok zijn",))
    differing = [(a, b) for a, b in zip(one[1:], other[1:], strict=True) if a != b]
    if len(differing) == 1 and _digit_slip(differing[0][0] or 0, differing[0][1] or 0):
        return Evidence(SLIP_IN_DATE, ("geboortedatum verschilt één cijfer",))
    return Evidence(SAME_YEAR_OTHER_DAY)


def _digit_slip(one: int, other: int) -> bool:
    """One digit mistyped, or two neighbours swapped."""
    width = max(len(str(one)), len(str(other)), 2)
    return OSA.distance(f"{one:0{width}}", f"{other:0{width}}") == 1

# SPDX-License-Identifier: EUPL-1.2
"""Whether somebody is known already, under another spelling or with the day and month swapped.

The same number is the same person. Without one, people who could be the same are found by the
keys of their names or by their birth date, and scored on both. The clerk decides: a score never
merges anybody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from taalplan.register import names
from taalplan.register.models import Number, NumberKind, Person

LIKELY = 0.82
"""From this score on somebody is shown as perhaps the same person."""

AT_MOST = 400
"""How many people are scored; a name and a year that fit more of them need more to go on."""

Birth = tuple[int | None, int | None, int | None]


@dataclass(frozen=True)
class Match:
    """Somebody who may be the same person, how alike (0 to 1), and in which words."""

    person: Person
    score: float
    reasons: tuple[str, ...]

    @property
    def sure(self) -> bool:
        """Whether it is the same number, and so the same person."""
        return self.score == 1.0


def look_alikes(
    *,
    family_name: str,
    given_names: str = "",
    birth: Birth = (None, None, None),
    insz: str = "",
    besides: Person | None = None,
    at_least: float = LIKELY,
) -> list[Match]:
    """People in the register who may be the one described, the likeliest first.

    `besides` leaves out a person who is compared with all others.
    """
    sure = _same_number(insz)
    found = [_match(person, family_name, given_names, birth) for person in _candidates(
        family_name, given_names, birth)]  # fmt: skip
    likely = [match for match in found if match.score >= at_least]
    known = {match.person.pk for match in sure}
    every = [*sure, *(match for match in likely if match.person.pk not in known)]
    without = [match for match in every if besides is None or match.person.pk != besides.pk]
    return sorted(without, key=lambda match: (-match.score, match.person.pk))


def _same_number(insz: str) -> list[Match]:
    """Whoever has the number now or had it before, in the file that is kept."""
    found = Number.objects.filter(kind=NumberKind.INSZ, value=insz).select_related("person")
    people = [number.person.merged_into or number.person for number in found] if insz else []
    return [Match(person, 1.0, ("zelfde INSZ",)) for person in people]


def _candidates(family_name: str, given_names: str, birth: Birth) -> Iterable[Person]:
    """Those who share a name's key and about the year, and those who share the birth date."""
    year, month, day = birth
    people = Person.objects.filter(merged_into__isnull=True, erased_on__isnull=True)
    keys = names.keys(family_name, given_names)
    named = people.filter(name_keys__key__in=keys)
    if year is not None:
        named = named.filter(Q(birth_year__range=(year - 1, year + 1)) | Q(birth_year__isnull=True))
    found = {person.pk: person for person in named.distinct()[:AT_MOST]}
    if year is not None and month is not None and day is not None:
        born = Q(birth_year=year, birth_month=month, birth_day=day)
        if day <= 12:
            born |= Q(birth_year=year, birth_month=day, birth_day=month)
        found |= {person.pk: person for person in people.filter(born)[:AT_MOST]}
    return found.values()


def _match(person: Person, family_name: str, given_names: str, birth: Birth) -> Match:
    name, name_reason = alike_names(
        (person.family_name, person.given_names), (family_name, given_names)
    )
    known = (person.birth_year, person.birth_month, person.birth_day)
    born, born_reason = alike_births(known, birth)
    # Two strangers share a birth year, or a common name; the same person shares both.
    score = min(0.62 * name + 0.38 * born, 0.99)
    return Match(person, round(score, 3), tuple(filter(None, (name_reason, born_reason))))


def alike_names(one: tuple[str, str], other: tuple[str, str]) -> tuple[float, str]:
    """How alike two names (family, given) are, 0 to 1, and why in words."""
    left, right = ([names.words(part) for part in name] for name in (one, other))
    if sorted(left[0] + left[1]) == sorted(right[0] + right[1]):
        swapped = left != right and left[0] == right[1]
        return 1.0, "voornaam en familienaam verwisseld" if swapped else "zelfde naam"
    mine, theirs = left[0] + left[1], right[0] + right[1]
    words = _pairwise(mine, theirs)
    whole = fuzz.token_sort_ratio(" ".join(mine), " ".join(theirs)) / 100
    score = max(words, whole)
    shown = " ".join(filter(None, reversed(one)))
    return score, f"naam lijkt: {shown}" if score >= 0.75 else ""


def _pairwise(mine: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    """Each word of the shorter name beside its best counterpart, keys counting as half alike."""
    short, long = sorted((mine, theirs), key=len)
    if not short:
        return 0.0
    left = list(long)
    total = 0.0
    for word in sorted(short, key=len, reverse=True):
        best = max(left, key=lambda other: _alike(word, other))
        total += _alike(word, best)
        left.remove(best)
    # A name of one word is in many names; each word that has no counterpart counts against it.
    return total / (len(short) + 0.25 * len(left))


def _alike(word: str, other: str) -> float:
    spelt = JaroWinkler.similarity(word, other)
    return max(spelt, 0.93) if names.key(word) == names.key(other) else float(spelt)


def alike_births(one: Birth, other: Birth) -> tuple[float, str]:
    """How alike two birth dates are, 0 to 1, and why in words; unknown parts prove nothing."""
    if None in (one[0], other[0]):
        return 0.5, ""
    parts = [(a, b) for a, b in zip(one, other, strict=True) if a is not None and b is not None]
    if all(a == b for a, b in parts):
        return (1.0, "zelfde geboortedatum") if len(parts) == 3 else (0.75, "zelfde geboortejaar")
    if len(parts) == 3 and one[0] == other[0] and one[1:] == (other[2], other[1]):
        return 0.9, "dag en maand verwisseld"
    differing = sum(a != b for a, b in parts)
    if len(parts) == 3 and differing == 1:
        return 0.7, "geboortedatum verschilt op één plaats"
    return (0.3, "zelfde geboortejaar") if one[0] == other[0] else (0.0, "")


def search(text: str, at_most: int = 25) -> list[Person]:
    """People by what was typed in one box: a number, a name or the beginning of one, a birth date.

    Names are looked up as they are written, then by their keys, so that a slip of the finger
    still finds somebody.
    """
    people = Person.objects.filter(merged_into__isnull=True, erased_on__isnull=True)
    digits = "".join(filter(str.isdigit, text))
    if len(digits) == 11:
        return [match.person for match in _same_number(digits)]
    if len(digits) == 8:
        return list(people.filter(_born(digits))[:at_most])
    folded = names.fold(text)
    if not folded:
        return []
    found = list(people.filter(search_name__startswith=folded)
                 .order_by("search_name")[:at_most])  # fmt: skip
    if len(found) < at_most:
        found += _by_keys(folded, at_most, {person.pk for person in found})
    return found[:at_most]


def _born(digits: str) -> Q:
    """A date as 15091985 or as 19850915."""
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    written = Q(birth_day=day, birth_month=month, birth_year=year)
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    return written | Q(birth_day=day, birth_month=month, birth_year=year)


def _by_keys(folded: str, at_most: int, known: set[int]) -> list[Person]:
    people = Person.objects.filter(merged_into__isnull=True, erased_on__isnull=True)
    for word in names.words(folded):
        people = people.filter(name_keys__key=names.key(word))
    near = [person for person in people[: 4 * at_most] if person.pk not in known]
    return sorted(near, key=lambda person: -fuzz.token_sort_ratio(folded, person.search_name))[
        :at_most
    ]

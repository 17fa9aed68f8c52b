# SPDX-License-Identifier: EUPL-1.2
"""Find somebody by what was typed in one box: a number, a birth date, a name, a name and a year."""

from __future__ import annotations

import re

from django.db import connection
from django.db.models import Q, QuerySet
from rapidfuzz import fuzz

from taalplan.register import names
from taalplan.register.candidates import AT_MOST, LOOKED_THROUGH, how_common
from taalplan.register.doubles import in_use, same_number
from taalplan.register.models import NameKey, Person

_DATE = re.compile(r"\b(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})\b|\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def search(text: str, at_most: int = 25) -> list[Person]:
    """People by what was typed, the likeliest first; merged and erased files are not shown.

    Names are looked up as they are written and by their keys, so that a slip of the finger still
    finds somebody. A year puts who was born in it first and hides nobody: it may be mistyped.
    """
    digits = re.sub(r"\D", "", text)
    if len(digits) == 11:
        return [match.person for match in same_number(digits)]
    born = _born(text, digits)
    folded = names.fold(text)
    if born is not None:
        people = list(in_use().filter(born)[:AT_MOST])
        return sorted(people, key=lambda person: _nearness(folded, person))[:at_most]
    if not folded:
        return []
    year = _YEAR.search(text)
    found = _named(folded, int(year[0]) if year else None, at_most)
    return sorted(found, key=lambda person: _rank(folded, year, person))[:at_most]


def _born(text: str, digits: str) -> Q | None:
    """A whole date as 15/9/1985, 1985-09-15, 15091985 or 19850915."""
    written = _DATE.search(text)
    if written:
        day, month, year = written.group(1, 2, 3)
        if year is None:
            year, month, day = written.group(4, 5, 6)
        return _on(year, month, day)
    if len(digits) != 8:
        return None
    return _on(digits[4:], digits[2:4], digits[:2]) | _on(digits[:4], digits[4:6], digits[6:])


def _on(year: str, month: str, day: str) -> Q:
    return Q(birth_year=int(year), birth_month=int(month), birth_day=int(day))


def _named(folded: str, year: int | None, at_most: int) -> list[Person]:
    counts, _last = how_common({names.key(word) for word in names.words(folded)})
    keys = sorted(counts, key=lambda key: (counts[key], key))
    numbers: set[int] = set()
    if year is not None:
        numbers |= set(_with_all(keys, NameKey.objects.filter(birth_year=year)))
    numbers |= set(_with_all(keys, NameKey.objects.all()))
    if not numbers:  # one word is spelt quite differently
        numbers |= set(_with_all(keys[:1], NameKey.objects.all()))
    beginning = _beginning(folded).order_by("search_name").values_list("pk", flat=True)
    numbers |= set(beginning[:at_most])
    return list(in_use().filter(pk__in=numbers))


def _with_all(keys: list[str], found: QuerySet[NameKey]) -> list[int]:
    """Numbers of people who have all keys; from the rarest on, so that little is read."""
    if not keys:
        return []
    numbers = list(found.filter(key=keys[0]).values_list("person", flat=True)[:LOOKED_THROUGH])
    # One key after the other: as a join, the database may begin with the commonest.
    for key in keys[1:]:
        also = NameKey.objects.filter(key=key, person__in=numbers)
        numbers = list(also.values_list("person", flat=True))
    return numbers[:AT_MOST]


def _beginning(folded: str) -> QuerySet[Person]:
    """Names that begin with what was typed, by the index of either database.

    SQLite's LIKE would read the whole table, and so would asking here which files are in use;
    a range of PostgreSQL's collation would skip spaces.
    """
    if connection.vendor == "sqlite":
        return Person.objects.filter(search_name__gte=folded, search_name__lt=folded + "{")
    return Person.objects.filter(search_name__startswith=folded)


def _nearness(folded: str, person: Person) -> float:
    return -fuzz.token_sort_ratio(folded, person.search_name)


def _rank(folded: str, year: re.Match[str] | None, person: Person) -> tuple[bool, bool, float, str]:
    return (
        year is not None and person.birth_year != int(year[0]),
        not person.search_name.startswith(folded),
        _nearness(folded, person),
        person.search_name,
    )

# SPDX-License-Identifier: EUPL-1.2
"""Find somebody by what was typed in one box: a number, a birth date, a name, a name and a year."""

from __future__ import annotations

import re
from typing import NamedTuple

from django.db import connection
from django.db.models import Q
from rapidfuzz import fuzz

from taalplan.register import names
from taalplan.register.candidates import AT_MOST, LOOKED_THROUGH, Look, how_common
from taalplan.register.doubles import in_use, same_number
from taalplan.register.models import Person

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
    nearest = sorted(found, key=lambda each: _rank(folded, year, each))[:at_most]
    rows = Person.objects.in_bulk([each.id for each in nearest])
    return [rows[each.id] for each in nearest]


class _Named(NamedTuple):
    """What is needed of somebody to rank them; hundreds are ranked, a page full is shown."""

    id: int
    search_name: str
    birth_year: int | None


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


def _named(folded: str, year: int | None, at_most: int) -> list[_Named]:
    counts, _last = how_common({names.key(word) for word in names.words(folded)})
    keys = sorted(counts, key=lambda key: (counts[key], key))
    looks = [_beginning(folded, at_most)]
    looks += [_with_all(keys, born) for born in {None, year} if keys]
    found = _people(looks)
    if len(found) >= at_most:
        return found
    # One of the words is spelt quite differently, or is no name.
    known = [key for key in keys if counts[key]]
    for left_out in keys:
        others = [key for key in known if key != left_out]
        if others:
            looks += [_with_all(others, year), _with_nearly(left_out, others)]
    return _people(looks)


def _people(looks: list[Look]) -> list[_Named]:
    """Whoever a look gives, once; merged and erased files are not shown."""
    numbers = " union ".join(f"select * from ({look}) l{n}" for n, (look, _) in enumerate(looks))
    with connection.cursor() as cursor:
        cursor.execute(
            f"select {', '.join(_Named._fields)} from register_person where id in ({numbers}) "
            "and merged_into_id is null and erased_on is null",
            [value for _, values in looks for value in values],
        )
        return list(map(_Named._make, cursor.fetchall()))


def _with_all(keys: list[str], year: int | None = None) -> Look:
    """Who has all keys; from the rarest on, so that little is read."""
    born = "" if year is None else " and birth_year = %s"
    return (
        f"select f.person_id from (select person_id from register_namekey where key = %s{born} "
        f"limit {LOOKED_THROUGH}) f where {_also(len(keys) - 1)} limit {AT_MOST}",
        [keys[0], *([] if year is None else [year]), *keys[1:]],
    )


def _with_nearly(key: str, others: list[str]) -> Look:
    """Who has all other keys, and one that begins as this one: a slip at the end of a word."""
    begins = key[: max(len(key) - 2, 2)]
    return (
        f"select f.person_id from (select person_id from register_namekey where key >= %s "
        f"and key < %s limit {LOOKED_THROUGH}) f where {_also(len(others))} limit {AT_MOST}",
        [begins, begins + "{", *others],
    )


def _also(keys: int) -> str:
    """Asked row by row: as a join, the database may begin with the commonest key."""
    one = ("exists (select 1 from register_namekey o where o.person_id = f.person_id "
           "and o.key = %s limit 1 offset 0)")  # fmt: skip
    return " and ".join([one] * keys) or "1 = 1"


def _beginning(folded: str, at_most: int) -> Look:
    """Names that begin with what was typed, by the index of either database.

    SQLite's LIKE would read the whole table, and so would asking here which files are in use; a
    range of PostgreSQL's collation would skip spaces, but for that of its patterns, which is also
    the order of that index: sorted otherwise, all would be read.
    """
    least, below, order = (">=", "<", "") if connection.vendor == "sqlite" else _PATTERNS
    return (
        f"select id from register_person where search_name {least} %s and search_name {below} %s "
        f"order by search_name{order} limit {at_most}",
        [folded, folded + "{"],
    )


_PATTERNS = ("~>=~", "~<~", " using ~<~")


def _nearness(folded: str, person: Person | _Named) -> float:
    return -fuzz.token_sort_ratio(folded, person.search_name)


def _rank(folded: str, year: re.Match[str] | None, person: _Named) -> tuple[bool, bool, float, str]:
    return (
        year is not None and person.birth_year != int(year[0]),
        not person.search_name.startswith(folded),
        _nearness(folded, person),
        person.search_name,
    )

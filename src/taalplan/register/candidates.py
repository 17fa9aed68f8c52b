# SPDX-License-Identifier: EUPL-1.2
"""Who is worth comparing with somebody: a few hundred of a million, in two plain statements.

    names ─▶ how common is each key ─▶ the rarest first ─▶ one statement ─▶ rows to compare

The looks in the index are the same on both databases. They are written out because a database
that may choose begins with the commonest name: `exists` with an end of its own is asked row by
row, from the rarest key on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from django.db import connection

Birth = tuple[int | None, int | None, int | None]

AT_MOST = 400
"""How many people each index gives; those who share most come first."""

LOOKED_THROUGH = 2000
"""How many people with the rarest name are looked through for another name."""

COMMON = 3000
"""A key is counted so far; a commoner name says hardly less."""


class Row(NamedTuple):
    """What is compared of somebody in the register; `shared` are the keys that both names have,
    with spaces between them.
    """

    id: int
    family_name: str
    given_names: str
    birth_year: int | None
    birth_month: int | None
    birth_day: int | None
    sex: str
    nationality: str
    shared: str | None


PERSON = Row._fields[:-1]
"""The columns of a person; of a row all but the last."""


def how_common(keys: Iterable[str]) -> tuple[dict[str, int], int]:
    """How many people have each key, as far as that is worth counting; and the last number given
    to anybody, which says how large the register is.
    """
    asked = list(keys)
    # Each key with its own end: grouped, a common name would be counted to the last person.
    one = f"(select count(*) from (select 1 from register_namekey where key = %s limit {COMMON}) c)"
    last = "(select max(id) from register_person)"
    with connection.cursor() as cursor:
        cursor.execute(f"select {', '.join([one] * len(asked) + [last])}", asked)
        *counts, size = cursor.fetchone()
    return dict(zip(asked, counts, strict=True)), size or 0


def candidates(birth: Birth, counts: Mapping[str, int]) -> list[Row]:
    """Who is worth comparing: three looks in an index, none of which reads the whole register.

    A name key and about the birth year; two name keys; the birth date, also with day and month
    swapped. A double is missed when a slip hits every name and the birth date at once. Merged and
    erased files are not among them.
    """
    keys = sorted(counts, key=lambda key: (counts[key], key))
    looks = [*_sharing_two(keys), *_of_about_the_year(keys, birth[0]), *_born_on(*birth)]
    if not looks:
        return []
    found = " union ".join(f"select * from ({look}) l{n}" for n, (look, _) in enumerate(looks))
    together = "group_concat" if connection.vendor == "sqlite" else "string_agg"
    shared = (
        f"(select {together}(k.key, ' ') from register_namekey k where k.person_id = p.id "
        f"and k.key in ({_marks(keys)}))"
        if keys
        else "null"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"select {', '.join(PERSON)}, {shared} from register_person p where id in ({found}) "
            "and merged_into_id is null and erased_on is null",
            [*keys, *(value for _, values in looks for value in values)],
        )
        return list(map(Row._make, cursor.fetchall()))


Look = tuple[str, Sequence[str | int]]
"""A statement that gives numbers of people, and its values."""


def _sharing_two(keys: Sequence[str]) -> Iterator[Look]:
    """People who have two of these keys, of which the rarest comes first."""
    # Then from the second on: there may be a slip in the rarest word.
    for key, others in ((keys[:1], keys[1:]), (keys[1:2], keys[2:])):
        if others:
            yield (
                f"select f.person_id from (select person_id from register_namekey where key = %s "
                f"limit {LOOKED_THROUGH}) f where exists (select 1 from register_namekey o "
                f"where o.person_id = f.person_id and o.key in ({_marks(others)}) limit 1 offset 0)"
                f" limit {AT_MOST}",
                [*key, *others],
            )


def _of_about_the_year(keys: Sequence[str], year: int | None) -> Iterator[Look]:
    """Who shares a key and was born within a year of it; those who share most come first."""
    if not keys:
        return
    most = f"group by person_id order by count(*) desc, person_id limit {AT_MOST}"
    if year is None:
        some = (f"select person_id from register_namekey where key in ({_marks(keys)}) "
                f"limit {10 * AT_MOST}")  # fmt: skip
        yield f"select person_id from ({some}) s {most}", keys
        return
    # Apart: with an `or` PostgreSQL reads everybody of the name.
    one = f"select person_id from register_namekey where key in ({_marks(keys)}) and birth_year"
    yield (
        f"select person_id from ({one} in (%s, %s, %s) union all {one} is null) s {most}",
        [*keys, year - 1, year, year + 1, *keys],
    )


def _born_on(year: int | None, month: int | None, day: int | None) -> Iterator[Look]:
    if year is None or month is None or day is None:
        return
    yield (
        "select id from register_person where birth_year = %s and (birth_month = %s and "
        f"birth_day = %s or birth_month = %s and birth_day = %s) limit {2 * AT_MOST}",
        [year, month, day, day, month],
    )


def _marks(values: Sequence[str | int]) -> str:
    return ", ".join(["%s"] * len(values))

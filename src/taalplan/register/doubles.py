# SPDX-License-Identifier: EUPL-1.2
"""Whether somebody is known already, under another spelling or with the day and month swapped.

The same number is the same person. Without one, a few hundred people who could be the same are
taken from the indexes of name keys and birth dates, and compared (`alike.py`). The clerk decides:
a score never merges anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2

from django.db import connection
from django.db.models import Count, Max, Q, QuerySet

from taalplan.register import names
from taalplan.register.alike import LEAST_WORD, MOST_WORD, Birth, Described, Worth, compare
from taalplan.register.models import NameKey, Number, NumberKind, Person

SMALLEST = 50_000
"""A register is taken to be at least so large: what is rare among ten people says nothing yet."""

LIKELY = 0.3
"""From this score on somebody is shown as perhaps the same person. Chosen on generated dirty
data (`benchmarks/doubles.py`): lower finds hardly anybody more and shows more strangers."""

AT_MOST = 400
"""How many people each index gives; those who share most come first."""

LOOKED_THROUGH = 2000
"""How many people with the rarest name are looked through for another name."""

COMMON = 3000
"""A key is counted so far; a commoner name says hardly less."""


@dataclass(frozen=True)
class Match:
    """Somebody who may be the same person, how likely (0 to 1), and why in words."""

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
    sex: str = "",
    nationality: str = "",
    besides: Person | None = None,
    at_least: float = LIKELY,
) -> list[Match]:
    """People in the register who may be the one described, the likeliest first.

    `besides` leaves out a person who is compared with all others. Merged and erased files are
    not among them, nor, on a number, is anything but the file that was kept.
    """
    sure = same_number(insz) if insz else []
    wanted = Described(family_name, given_names, birth, sex, nationality)
    counts = how_common(names.keys(family_name, given_names))
    size = max(SMALLEST, Person.objects.aggregate(last=Max("id"))["last"] or 0)
    without = {match.person.pk for match in sure} | ({besides.pk} if besides else set())
    worth = {key: _bits(size / max(count, 1)) for key, count in counts.items()}
    scored = [
        _match(wanted, person, worth, log2(size))
        for person in candidates(wanted, counts)
        if person.pk not in without
    ]
    found = [match for match in sure if besides is None or match.person.pk != besides.pk]
    found += [match for match in scored if match.score >= at_least]
    return sorted(found, key=lambda match: (-match.score, match.person.pk))


def same_number(insz: str) -> list[Match]:
    """Whoever has the number now or had it before, in the file that is kept."""
    found = Number.objects.filter(kind=NumberKind.INSZ, value=insz)
    people = [_kept(number.person) for number in found.select_related("person")]
    return [Match(person, 1.0, ("zelfde INSZ",)) for person in people]


def in_use() -> QuerySet[Person]:
    """Files that were neither merged into another nor erased."""
    return Person.objects.filter(merged_into__isnull=True, erased_on__isnull=True)


def candidates(wanted: Described, counts: Mapping[str, int]) -> Iterable[Person]:
    """Who is worth comparing: three looks in an index, none of which reads the whole register.

    A name key and about the birth year; two name keys; the birth date, also with day and month
    swapped. A double is missed when a slip hits every name and the birth date at once.
    """
    keys = sorted(counts, key=lambda key: (counts[key], key))
    year, month, day = wanted.birth
    numbers = set(sharing_two(keys))
    if year is not None:
        years = Q(birth_year__range=(year - 1, year + 1)) | Q(birth_year__isnull=True)
        numbers |= set(_most_shared(NameKey.objects.filter(years, key__in=keys)))
    else:
        numbers |= set(_most_shared(NameKey.objects.filter(key__in=keys)[: 10 * AT_MOST]))
    if year is not None and month is not None and day is not None:
        born = Q(birth_month=month, birth_day=day) | Q(birth_month=day, birth_day=month)
        there = Person.objects.filter(born, birth_year=year)
        numbers |= set(there.values_list("pk", flat=True)[: 2 * AT_MOST])
    return in_use().filter(pk__in=numbers)


def sharing_two(keys: Sequence[str]) -> list[int]:
    """Numbers of people who have two of these keys, of which the rarest comes first."""
    rarest, *others = keys or [""]
    if not others:
        return []
    found = _with_one_of(rarest, others)
    if len(others) > 1:  # a slip in the rarest word
        found += _with_one_of(others[0], others[1:])
    return found


def _with_one_of(key: str, others: Sequence[str]) -> list[int]:
    # Not as one join: the database may begin with the commonest key.
    numbers = list(
        NameKey.objects.filter(key=key).values_list("person", flat=True)[:LOOKED_THROUGH]
    )
    both = NameKey.objects.filter(key__in=others, person__in=numbers)
    return list(both.values_list("person", flat=True)[:AT_MOST])


def how_common(keys: Iterable[str]) -> dict[str, int]:
    """How many people have each key, as far as that is worth counting."""
    asked = list(keys)
    if not asked:
        return {}
    # One statement for all keys, each with its own end: grouped, a common name would be counted
    # to the last person.
    table = connection.ops.quote_name(NameKey._meta.db_table)
    one = f'(select count(*) from (select 1 from {table} where "key" = %s limit {COMMON}) as found)'
    with connection.cursor() as cursor:
        cursor.execute(f"select {', '.join([one] * len(asked))}", asked)
        return dict(zip(asked, cursor.fetchone(), strict=True))


def _most_shared(found: QuerySet[NameKey]) -> list[int]:
    if found.query.is_sliced:
        found = NameKey.objects.filter(pk__in=found.values("pk"))
    shared = found.values("person").annotate(shared=Count("id")).order_by("-shared", "person")
    return [row["person"] for row in shared[:AT_MOST]]


def _kept(person: Person) -> Person:
    """The file that a file was merged into, however often."""
    while person.merged_into is not None:
        person = person.merged_into
    return person


def _match(wanted: Described, person: Person, worth: Worth, prior: float) -> Match:
    known = Described(
        person.family_name,
        person.given_names,
        (person.birth_year, person.birth_month, person.birth_day),
        person.sex,
        person.nationality,
    )
    evidence = compare(wanted, known, worth)
    score = 1 / (1 + 2 ** min(prior - evidence.bits, 60.0))
    return Match(person, min(round(score, 4), 0.9999), evidence.reasons)


def _bits(one_in: float) -> float:
    """What sharing a name is worth that one in so many people bears."""
    return min(max(log2(one_in), LEAST_WORD), MOST_WORD)

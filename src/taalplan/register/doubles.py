# SPDX-License-Identifier: EUPL-1.2
"""Whether somebody is known already, under another spelling or with the day and month swapped.

The same number is the same person. Without one, a few hundred people who could be the same are
taken from the indexes of name keys and birth dates, and compared (`alike.py`). The clerk decides:
a score never merges anybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log2

from django.db.models import QuerySet

from taalplan.register import names
from taalplan.register.alike import (
    LEAST_WORD,
    MOST_WORD,
    Birth,
    Described,
    Evidence,
    MostForNames,
    compare_births,
    compare_names,
    compare_plain,
)
from taalplan.register.candidates import PERSON, Row, candidates, how_common
from taalplan.register.models import Number, NumberKind, Person

SMALLEST = 50_000
"""A register is taken to be at least so large: what is rare among ten people says nothing yet."""

LIKELY = 0.3
"""From this score on somebody is shown as perhaps the same person. Chosen on generated dirty
data (`benchmarks/doubles.py`): lower finds hardly anybody more and shows more strangers."""


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
    counts, last = how_common(names.keys(family_name, given_names))
    size = max(SMALLEST, last)
    without = {match.person.pk for match in sure} | ({besides.pk} if besides else set())
    measure = _Measure(wanted, counts, size, at_least)
    scored = (measure(row) for row in candidates(birth, counts) if row.id not in without)
    found = [match for match in sure if besides is None or match.person.pk != besides.pk]
    found += [match for match in scored if match is not None]
    return sorted(found, key=lambda match: (-match.score, match.person.pk))


def same_number(insz: str) -> list[Match]:
    """Whoever has the number now or had it before, in the file that is kept."""
    found = Number.objects.filter(kind=NumberKind.INSZ, value=insz)
    people = [_kept(number.person) for number in found.select_related("person")]
    return [Match(person, 1.0, ("zelfde INSZ",)) for person in people]


def in_use() -> QuerySet[Person]:
    """Files that were neither merged into another nor erased."""
    return Person.objects.filter(merged_into__isnull=True, erased_on__isnull=True)


def _kept(person: Person) -> Person:
    """The file that a file was merged into, however often."""
    while person.merged_into is not None:
        person = person.merged_into
    return person


class _Measure:
    """Compares one person with many; None for whoever cannot reach the score that is asked."""

    def __init__(
        self, wanted: Described, counts: Mapping[str, int], size: int, at_least: float
    ) -> None:
        """`counts` says how common each name key is in a register of `size` people."""
        self.wanted, self.prior, self.at_least = wanted, log2(size), at_least
        self.worth = {key: _bits(size / max(count, 1)) for key, count in counts.items()}
        # What must be reached; half of one ten-thousandth is lost in rounding.
        share = min(max(at_least - 0.00005, 1e-12), 1 - 1e-12)
        self.needed = self.prior + log2(share / (1 - share))
        self.most = MostForNames(wanted, self.worth)

    def __call__(self, row: Row) -> Match | None:
        birth = row[3:6]
        births = compare_births(self.wanted.birth, birth)
        plain = compare_plain(self.wanted, row.sex, row.nationality)
        most = self.most(row.family_name, row.given_names, row.shared or "")
        # Most candidates share one name and nothing else: theirs need not be compared.
        if births.bits + plain + most < self.needed:
            return None
        known = Described(row.family_name, row.given_names, birth, row.sex, row.nationality)
        evidence = births + compare_names(self.wanted, known, self.worth) + Evidence(plain)
        score = min(round(1 / (1 + 2 ** min(self.prior - evidence.bits, 60.0)), 4), 0.9999)
        if score < self.at_least:
            return None
        return Match(Person.from_db("default", PERSON, row[:-1]), score, evidence.reasons)


def _bits(one_in: float) -> float:
    """What sharing a name is worth that one in so many people bears."""
    return min(max(log2(one_in), LEAST_WORD), MOST_WORD)

# SPDX-License-Identifier: EUPL-1.2
"""Many people in the register at once, with the keys that an action would have written."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from lib.dirty_people import Invented
from taalplan.register.models import NameKey, Person
from taalplan.register.names import keys, search_name

BATCH = 2000


def fill(people: Sequence[Invented]) -> list[int]:
    """Write people; their numbers in the same order."""
    numbers: list[int] = []
    for first in range(0, len(people), BATCH):
        with transaction.atomic():
            batch = Person.objects.bulk_create(
                Person(
                    family_name=each.family_name,
                    given_names=each.given_names,
                    birth_year=each.year,
                    birth_month=each.month,
                    birth_day=each.day,
                    sex=each.sex,
                    search_name=search_name(each.family_name, each.given_names),
                )
                for each in people[first : first + BATCH]
            )
            NameKey.objects.bulk_create(
                NameKey(person=made, key=key, birth_year=made.birth_year)
                for made in batch
                for key in sorted(keys(made.family_name, made.given_names))
            )
            numbers += [made.pk for made in batch]
    return numbers

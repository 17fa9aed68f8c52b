# SPDX-License-Identifier: EUPL-1.2
"""Forget who somebody was, and keep what the figures count.

What stays about a person: birth year, sex, schooling, literacy and municipality, beside desks,
days, target groups, courses and results. Names, numbers, contact data, month and day of birth,
postal code, nationality, and every text that a clerk typed go.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import connection
from django.db.models import Q

from taalplan.register.models import (
    Account,
    Merge,
    Message,
    NameKey,
    Number,
    Person,
    Preference,
    Registration,
    Suspension,
    TargetGroupStatus,
)

EMPTIED = "gewist"
"""What stands where a name was."""

TEXTS = ("given_names", "search_name", "postal_code", "phone", "email", "nationality")


def files_of(person: Person) -> Iterator[Person]:
    """The file, and every file that was merged into it, directly or by way of another."""
    yield person
    for each in Person.objects.filter(merged_into=person):
        yield from files_of(each)


def empty(person: Person, day: date) -> None:
    """Empty one file; whoever calls has checked the retention term, and logs."""
    for model in (Account, Message, Number, NameKey, Preference):
        model._default_manager.filter(person=person).delete()
    Merge.objects.filter(Q(kept=person) | Q(given_up=person)).delete()
    Registration.objects.filter(person=person).update(reason="")
    TargetGroupStatus.objects.filter(person=person).update(reason="")
    Suspension.objects.filter(contract__person=person).update(reason="")
    for name in TEXTS:
        setattr(person, name, "")
    person.family_name, person.erased_on = EMPTIED, day
    person.birth_month = person.birth_day = None
    person.version += 1
    person.save()


def clear_free_space() -> None:
    """Write the database's files anew without what was erased; outside a transaction.

    SQLite leaves erased bytes in free pages and in its log, PostgreSQL in dead rows. Backups
    are not touched: they have their own term.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM FULL")

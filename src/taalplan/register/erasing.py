# SPDX-License-Identifier: EUPL-1.2
"""Forget who somebody was, and keep what the figures count.

What stays about a person: birth year, sex, schooling, literacy, municipality and the group of the
nationality, beside desks, days, target groups, courses and results. Names, numbers, contact data,
month and day of birth, postal code, nationality, and every text that a clerk typed go. A snapshot
taken afterwards is the same as one taken before.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import F, Q
from django.utils import timezone

from taalplan.register import erased
from taalplan.register.models import (
    Account,
    Merge,
    Message,
    NameKey,
    Number,
    Person,
    Preference,
    Registration,
    Remains,
    Restriction,
    Suspension,
    TargetGroupStatus,
)
from taalplan.register.once import forget_old_keys
from taalplan.vocabulary.nationalities import nationality_groups

EMPTIED = "gewist"
"""What stands where a name was."""

TEXTS = ("given_names", "search_name", "postal_code", "phone", "email", "nationality")

GOES = (Account, Message, Number, NameKey, Preference, Restriction)
"""What is removed whole."""


def empty(numbers: Sequence[int], day: date) -> None:
    """Empty files by their numbers; whoever calls has checked the retention term, and logs."""
    people = Person.objects.filter(pk__in=numbers)
    for person in people:
        erased.remember(person, day)
    _keep_groups(numbers)
    for model in GOES:
        model._default_manager.filter(person__in=numbers).delete()
    Merge.objects.filter(Q(kept__in=numbers) | Q(given_up__in=numbers)).delete()
    Registration.objects.filter(person__in=numbers).update(reason="")
    TargetGroupStatus.objects.filter(person__in=numbers).update(reason="")
    Suspension.objects.filter(contract__person__in=numbers).update(reason="")
    people.update(
        **dict.fromkeys(TEXTS, ""),
        family_name=EMPTIED,
        erased_on=day,
        birth_month=None,
        birth_day=None,
        version=F("version") + 1,
    )


def _keep_groups(numbers: Sequence[int]) -> None:
    groups = nationality_groups()
    known = Person.objects.filter(pk__in=numbers).exclude(nationality="")
    Remains.objects.bulk_create(
        Remains(person_id=number, nationality_group=str(groups.get(nationality, "unknown")))
        for number, nationality in known.values_list("pk", "nationality")
    )


def forget_passing_data() -> int:
    """Remove what the pages keep for hours: ended sessions, answers to requests; how many."""
    sessions, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    return sessions + forget_old_keys()


def clear_free_space() -> None:
    """Write the database's files anew without what was erased; outside a transaction.

    SQLite leaves erased bytes in free pages and in its log, PostgreSQL in dead rows and in its
    statistics, which sample names. What PostgreSQL's own log of changes (WAL), its server log
    and backups still hold is for the operator: docs/how-to/erase-after-the-term.md.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            # A whole register takes longer than a page may.
            cursor.execute("SET statement_timeout = 0")
            cursor.execute("VACUUM (FULL, ANALYZE)")
            cursor.execute("VACUUM FULL pg_catalog.pg_statistic")
            cursor.execute("RESET statement_timeout")

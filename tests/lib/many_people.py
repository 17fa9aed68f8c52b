# SPDX-License-Identifier: EUPL-1.2
"""Many people in the register at once, with the keys that an action would have written.

A million of them are made in minutes: rows are given to the database as they are, without a
model for each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from lib.dirty_people import Invented
from taalplan.register.models import NameKey, Person
from taalplan.register.names import keys, search_name

BATCH = 50_000

Rows = Iterator[dict[str, Any]]


def fill(people: Sequence[Invented]) -> list[int]:
    """Write people; their numbers in the same order."""
    first = (Person.objects.aggregate(last=Max("id"))["last"] or 0) + 1
    for start in range(0, len(people), BATCH):
        batch = dict(enumerate(people[start : start + BATCH], start=first + start))
        with transaction.atomic():
            write(Person, _people(batch))
            write(NameKey, _keys(batch))
    if connection.vendor == "postgresql" and people:
        with connection.cursor() as cursor:
            cursor.execute(
                "select setval(pg_get_serial_sequence('register_person', 'id'), %s)",
                [first + len(people) - 1],
            )
    return list(range(first, first + len(people)))


def _people(batch: dict[int, Invented]) -> Rows:
    for number, each in batch.items():
        yield {
            "id": number,
            "family_name": each.family_name,
            "given_names": each.given_names,
            "birth_year": each.year,
            "birth_month": each.month,
            "birth_day": each.day,
            "sex": each.sex,
            "search_name": search_name(each.family_name, each.given_names),
        }


def _keys(batch: dict[int, Invented]) -> Rows:
    for number, each in batch.items():
        for key in sorted(keys(each.family_name, each.given_names)):
            yield {"person_id": number, "key": key, "birth_year": each.year}


def write(model: Any, rows: Rows) -> None:
    """Rows of a model by the names of their columns, the same in each row; what a row does not
    say is what the model says. COPY on PostgreSQL, one statement for all on SQLite.
    """
    first = next(rows)
    rest = _as_default(model, set(first))
    names, table = [*first, *rest], model._meta.db_table
    columns, same = ", ".join(f'"{name}"' for name in names), tuple(rest.values())
    lines = ((*row.values(), *same) for row in chain([first], rows))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"copy {table} ({columns}) from stdin") as copy:
                for line in lines:
                    copy.write_row(line)
        else:
            marks = ", ".join(["%s"] * len(names))
            cursor.executemany(f"insert into {table} ({columns}) values ({marks})", list(lines))


def _as_default(model: Any, said: set[str]) -> dict[str, Any]:
    found = {}
    for field in model._meta.concrete_fields:
        if field.column not in said and not field.primary_key:
            value = timezone.now() if field.name == "created" else field.get_default()
            found[field.column] = field.get_db_prep_save(value, connection)
    return found

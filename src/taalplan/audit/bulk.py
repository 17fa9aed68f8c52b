# SPDX-License-Identifier: EUPL-1.2
"""Add and change many rows of one kind, as fast as the database takes them.

Django makes an object of each row and prepares each of its values by itself, which takes four
times what the database does. Here a row is a plain object with the model's columns, and values
are prepared a column at a time; the database's own constraints judge them as always.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import count
from operator import attrgetter
from typing import Any

from django.db import connection, models
from django.utils import timezone

PART = 10_000
"""Rows whose values are prepared at the same time."""

Column = Callable[[Sequence[Any]], Sequence[Any]]


class Row:
    """A row that is not in the database yet: its columns by name; the number comes when written.

    `parents` are the rows it names by relation, of which some get their number later.
    """

    def __init__(self, kind: type[models.Model], values: dict[str, Any]) -> None:
        """Take the columns and what a model would give the others."""
        plan = _plan(kind)
        self.__dict__.update(plan)
        self.__dict__.update(values)
        self.pk: int | None = None

    def __getattr__(self, name: str) -> Any:
        """The number of whoever is named, as soon as there is one."""
        if name.endswith("_id"):
            parent = self.__dict__.get(name[:-3])
            return None if parent is None else parent.pk
        raise AttributeError(name)


@cache
def _plan(kind: type[models.Model]) -> dict[str, Any]:
    """What the columns hold that nobody fills in."""
    return {
        field.name: field.get_default()
        for field in kind._meta.concrete_fields
        if not field.primary_key
    }


def number(kind: type[models.Model], rows: Sequence[Any], beyond: int = 0) -> None:
    """Give each row the number it will have; so others can name it before it is written.

    `beyond` is the highest that was given before to rows that are not written yet.
    """
    if not rows:
        return
    table = kind._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # A writer is alone there, so what comes after the last is free.
            cursor.execute("select seq from sqlite_sequence where name = %s", [table])
            free: Iterator[int] = count(max((cursor.fetchone() or (0,))[0], beyond) + 1)
        else:
            cursor.execute(
                "select nextval(pg_get_serial_sequence(%s, 'id')) from generate_series(1, %s)",
                [table, len(rows)],
            )
            free = (found for (found,) in cursor.fetchall())
        for row in rows:
            row.pk = next(free)


def insert(kind: type[models.Model], rows: Sequence[Any]) -> None:
    """Add rows; those without a number get one."""
    if not rows:
        return
    lacking = [row for row in rows if row.pk is None]
    if lacking:
        number(kind, lacking)
    for at in range(0, len(rows), PART):
        _insert(kind, rows[at : at + PART])


def _insert(kind: type[models.Model], rows: Sequence[Any]) -> None:
    fields = [field for field in kind._meta.concrete_fields if not field.primary_key]
    columns = [[row.pk for row in rows]]
    for field in fields:
        name = field.attname if field.is_relation else field.name
        columns.append(list(map(attrgetter(name), rows)))
    names = ["id", *(str(field.column) for field in fields)]
    write = _into_sqlite if connection.vendor == "sqlite" else _into_postgres
    kinds = [None, *fields]
    prepared = [_prepared(field, values) for field, values in zip(kinds, columns, strict=True)]
    write(kind._meta.db_table, names, prepared)


def measure(*kinds: type[models.Model]) -> None:
    """Let PostgreSQL know how many rows there are now: it plans by what it counted last.

    After a hundred thousand rows in one transaction that would be none, and each question would
    read the whole table. SQLite looks for itself.
    """
    if connection.vendor == "postgresql":
        tables = ", ".join(connection.ops.quote_name(kind._meta.db_table) for kind in kinds)
        with connection.cursor() as cursor:
            cursor.execute(f"analyze {tables}")


def update(kind: type[models.Model], rows: Sequence[Any], *names: str) -> None:
    """Write these fields of rows that are there."""
    fields = [kind._meta.get_field(name) for name in names]
    columns = [
        _prepared(field, [getattr(row, field.attname) for row in rows])  # type: ignore[union-attr]
        for field in fields
    ]
    quote = connection.ops.quote_name
    given = ", ".join(f"{quote(str(field.column))} = %s" for field in fields)  # type: ignore[union-attr]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"update {quote(kind._meta.db_table)} set {given} where id = %s",
            list(zip(*columns, [row.pk for row in rows], strict=True)),
        )


def _prepared(field: Any, values: list[Any]) -> list[Any]:
    """Values as the database's own reader of text takes them; None stays None."""
    if isinstance(field, models.JSONField):
        return [_json(each) for each in values]
    if isinstance(field, models.DateTimeField):
        now = timezone.now() if field.auto_now_add else None
        return [_moment(each or now) for each in values]
    if isinstance(field, models.DateField):
        return [None if each is None else _day(each) for each in values]
    if isinstance(field, models.CharField):
        return [None if each is None else str(each) for each in values]
    return values


@lru_cache(maxsize=100)
def _moment(moment: Any) -> str | None:
    return None if moment is None else str(connection.ops.adapt_datetimefield_value(moment))


def _json(value: Any) -> str:
    return "[]" if value == [] else json.dumps(value)


@lru_cache(maxsize=40_000)
def _day(value: date) -> str:
    return value.isoformat()


def _into_sqlite(table: str, names: Sequence[str], columns: Sequence[Sequence[Any]]) -> None:
    quoted = ", ".join(map(connection.ops.quote_name, names))
    places = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"insert into {connection.ops.quote_name(table)} ({quoted}) values ({places})",
            list(zip(*columns, strict=True)),
        )


def _into_postgres(table: str, names: Sequence[str], columns: Sequence[Sequence[Any]]) -> None:
    quoted = ", ".join(map(connection.ops.quote_name, names))
    texts = [[_copied(each) for each in column] for column in columns]
    lines = ("\t".join(row) for row in zip(*texts, strict=True))
    with connection.cursor() as cursor, cursor.copy(
        f"copy {connection.ops.quote_name(table)} ({quoted}) from stdin"
    ) as copy:  # fmt: skip
        copy.write("\n".join(lines) + "\n")


def _copied(value: Any) -> str:
    """A value in PostgreSQL's text format of COPY."""
    if value is None:
        return "\\N"
    text = value if type(value) is str else str(value)
    if "\\" in text or "\t" in text or "\n" in text or "\r" in text:
        text = text.replace("\\", "\\\\").replace("\t", "\\t")
        text = text.replace("\n", "\\n").replace("\r", "\\r")
    return text

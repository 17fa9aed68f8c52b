# SPDX-License-Identifier: EUPL-1.2
"""Add many rows of one kind, as fast as the database takes them."""

from __future__ import annotations

from typing import Any

from django.db import connection, models


def insert(kind: type[models.Model], rows: list[Any]) -> None:
    """Add rows and give each its number.

    Django writes a statement for every hundred rows on SQLite, which takes longer than the rows
    do. There a writer is alone, so the numbers are known beforehand and one statement serves all.
    """
    if not rows:
        return
    if connection.vendor != "sqlite":
        kind._base_manager.bulk_create(rows, batch_size=2000)
        return
    table = kind._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("select seq from sqlite_sequence where name = %s", [table])
        last = (cursor.fetchone() or (0,))[0]
        for number, row in enumerate(rows, start=last + 1):
            row.pk = number
        fields = kind._meta.concrete_fields
        columns = ", ".join(connection.ops.quote_name(str(each.column)) for each in fields)
        places = ", ".join(["%s"] * len(fields))
        cursor.executemany(
            f"insert into {connection.ops.quote_name(table)} ({columns}) values ({places})",
            [[each.get_db_prep_save(each.pre_save(row, True), connection) for each in fields]
             for row in rows],
        )  # fmt: skip
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias

# SPDX-License-Identifier: EUPL-1.2
"""Read the whole register as it was at one moment, while clerks go on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read inside sees the same state, and nobody waits for it.

    PostgreSQL: REPEATABLE READ. SQLite: a read transaction, which with WAL is a still picture;
    not Django's `atomic`, whose immediate transactions would keep every clerk from writing.
    Inside somebody else's transaction, that one decides.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("set transaction isolation level repeatable read, read only")
                # Counting a whole register takes longer than a page may.
                cursor.execute("set local statement_timeout = 0")
            yield
    else:
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("begin deferred")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("rollback")

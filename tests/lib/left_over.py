# SPDX-License-Identifier: EUPL-1.2
"""Look through every byte that a register keeps, for what should not be there any more."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.contrib.sessions.models import Session
from django.db import connection

from lib.postgres import Server


def in_files(files: Iterable[Path], secrets: Iterable[str]) -> list[str]:
    """Which file holds which secret, as UTF-8 or UTF-16."""
    wanted = [
        (secret, secret.encode(form)) for secret in secrets for form in ("utf-8", "utf-16-le")
    ]
    found = []
    for file in files:
        content = file.read_bytes() if file.is_file() else b""
        found += [f"{file.name}: {secret}" for secret, written in wanted if written in content]
    return sorted(set(found))


def in_sessions(secrets: Iterable[str]) -> list[str]:
    """Sessions are packed in the database; unpacked here."""
    kept = " ".join(str(session.get_decoded()) for session in Session.objects.all())
    return [secret for secret in secrets if secret in kept]


def sqlite_files(file: Path) -> list[Path]:
    """The database with its log and its shared memory."""
    return sorted(file.parent.glob(file.name + "*"))


def postgres_tables(server: Server) -> list[Path]:
    """The files of tables, indexes and statistics of the database in use, and shared ones."""
    with connection.cursor() as cursor:
        cursor.execute("select oid from pg_database where datname = current_database()")
        (number,) = cursor.fetchone()
    return [*(server.data / "base" / str(number)).rglob("*"), *(server.data / "global").rglob("*")]


def postgres_changes(server: Server) -> list[Path]:
    """The log of changes (WAL)."""
    return [file for file in (server.data / "pg_wal").rglob("*") if file.is_file()]


def pass_changes_on(server: Server) -> None:
    """What docs/how-to/erase-after-the-term.md asks of the operator: let old WAL be removed."""
    server.execute("alter system set wal_recycle = off")
    server.execute("select pg_reload_conf()")
    # The process that writes checkpoints reads the setting when it gets to it; what it still kept
    # for use again is gone through, so that it is removed as well.
    for _ in range(len(postgres_changes(server)) + 2):
        server.execute("checkpoint")
        server.execute("select pg_switch_wal()")
    server.execute("checkpoint")

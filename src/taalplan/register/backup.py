# SPDX-License-Identifier: EUPL-1.2
"""The whole database in one file, and back.

A backup is a tar with the database as it was on one moment (a file of SQLite, or a dump of
PostgreSQL) and a manifest with its hash and the state of its tables. Secrets (the keys of
pseudonyms, of erased people, of sessions) are not in it: with them beside the data, whoever finds
a backup has everything.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from taalplan import __version__

MANIFEST = "manifest.json"
CONTENT = {"sqlite": "register.sqlite3", "postgresql": "register.dump"}
_BLOCK = 1 << 20


class BackupError(Exception):
    """A backup cannot be made or put back; the message says why and what to do."""


def backup(to: Path) -> Path:
    """Write the database into a file that is not there yet, while others go on writing.

    Raises BackupError when the file is there, or when PostgreSQL's own tools fail.
    """
    to = Path(to).absolute()
    if to.exists():
        raise BackupError(f"{to} is there already; choose another name")
    to.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=to.parent, prefix=".taalplan-backup-") as name:
        folder = Path(name)
        kind = connection.vendor
        content = folder / CONTENT[kind]
        (_from_sqlite if kind == "sqlite" else _from_postgres)(content)
        manifest = {
            "version": __version__,
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "database": kind,
            "sha256": _hash(content),
            "tables": sorted(map(list, _applied())),
        }
        (folder / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        beside = folder / to.name
        with tarfile.open(beside, "w") as tar:
            for file in (folder / MANIFEST, content):
                tar.add(file, file.name)
        _to_disk(beside)
        beside.rename(to)
    return to


def restore(file: Path, *, replace: bool = False) -> Mapping[str, Any]:
    """Put a backup back, whole or not at all; returns its manifest.

    Raises BackupError for a damaged file, one of another kind of database or of a newer Taalplan,
    and when there are people in the register and `replace` does not say that they may go.
    """
    with tempfile.TemporaryDirectory(prefix="taalplan-restore-") as name:
        folder = Path(name)
        manifest = _unpacked(Path(file), folder)
        _check(manifest, folder)
        if not replace and _holds_people():
            raise BackupError(
                "this register holds people; say --replace when the backup should take their place"
            )
        content = folder / CONTENT[manifest["database"]]
        (_to_sqlite if manifest["database"] == "sqlite" else _to_postgres)(content)
    return manifest


def _unpacked(file: Path, folder: Path) -> Mapping[str, Any]:
    try:
        with tarfile.open(file) as tar:
            # Only files of these names, and only their bytes: nothing a tar says of a path, an
            # owner or a link is followed. (`filter=` of tarfile is not in every Python 3.11.)
            for member in tar:
                content = tar.extractfile(member)
                if member.name in (MANIFEST, *CONTENT.values()) and content is not None:
                    with (folder / member.name).open("wb") as here:
                        shutil.copyfileobj(content, here, _BLOCK)
        manifest: Mapping[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, tarfile.TarError, ValueError, EOFError) as error:
        raise BackupError(f"{file} is no whole backup of Taalplan ({error})") from None
    return manifest


def _check(manifest: Mapping[str, Any], folder: Path) -> None:
    kind = manifest.get("database")
    if kind != connection.vendor:
        raise BackupError(f"this is a backup of {kind}; the register is on {connection.vendor}")
    content = folder / CONTENT[kind]
    if not content.exists() or _hash(content) != manifest.get("sha256"):
        raise BackupError("the backup was changed or cut short: its hash is another")
    from django.db.migrations.loader import MigrationLoader

    known = set(MigrationLoader(None).disk_migrations)
    if unknown := {tuple(each) for each in manifest["tables"]} - known:
        newest = ".".join(sorted(unknown)[-1])
        raise BackupError(
            f"the backup is of a newer Taalplan ({manifest['version']}, with {newest}); "
            "install that version first"
        )


def _applied() -> set[tuple[str, str]]:
    return set(MigrationRecorder(connection).applied_migrations())


def _holds_people() -> bool:
    from taalplan.register.models import Person

    if Person._meta.db_table not in connection.introspection.table_names():
        return False
    return Person.objects.exists()


def _from_sqlite(content: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("vacuum into %s", [str(content)])


def _to_sqlite(content: Path) -> None:
    """The old file stays beside the new one until all is well; its journals go with it."""
    target = Path(connection.settings_dict["NAME"])
    connection.close()
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.restored")
    shutil.copyfile(content, beside)
    _to_disk(beside)
    for journal in ("-wal", "-shm"):
        target.with_name(target.name + journal).unlink(missing_ok=True)
    beside.replace(target)


def _from_postgres(content: Path) -> None:
    _run("pg_dump", "--format=custom", "--no-owner", f"--file={content}", _address())


def _to_postgres(content: Path) -> None:
    """One transaction: what was there comes back when it fails halfway."""
    connection.close()
    _run("pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction",
         "--exit-on-error", f"--dbname={_address()}", str(content))  # fmt: skip


def _address() -> str:
    """Where the database is, for PostgreSQL's tools; the password goes by the environment."""
    known = connection.settings_dict
    parts = {"host": "HOST", "port": "PORT", "user": "USER", "dbname": "NAME"}
    return " ".join(f"{name}={known[key]}" for name, key in parts.items() if known[key])


def _run(program: str, *arguments: str) -> None:
    folder = os.environ.get("TAALPLAN_PG_BIN", "")
    found = shutil.which(program, path=folder or None)
    if found is None:
        raise BackupError(f"{program} is not here; install PostgreSQL's client, or set "
                          "TAALPLAN_PG_BIN to the folder that has it")  # fmt: skip
    secret = {"PGPASSWORD": str(connection.settings_dict["PASSWORD"])}
    done = subprocess.run(
        [found, *arguments], env={**os.environ, **secret}, capture_output=True, text=True
    )
    if done.returncode:
        raise BackupError(f"{program} failed: {done.stderr.strip()}")


def _hash(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _to_disk(file: Path) -> None:
    with file.open("rb") as stream:
        os.fsync(stream.fileno())

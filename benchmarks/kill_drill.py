# SPDX-License-Identifier: EUPL-1.2
"""Pull the plug while eight clerks register people, and look what is left.

    clients ──POST, each with a key──▶ granian ──▶ database
                                         ▲ kill -9, twenty times      ▲ or killed and restarted
    a client that got no answer sends the same again, until it has one

Afterwards everybody whose registration was acknowledged must be there, exactly once, also who
was sent again after the answer was lost; the log must be whole. No client may see a 500.

    python benchmarks/kill_drill.py --rounds 20
    python benchmarks/kill_drill.py --database sqlite
    python benchmarks/kill_drill.py --restart-database
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

TESTS = Path(__file__).resolve().parent.parent / "tests"
CSRF = "a" * 32
CLIENTS = 8


@dataclass
class Outcome:
    """What the clients saw and what the register holds."""

    acknowledged: list[str] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)
    sent_again: int = 0
    was_there: int = 0
    faults: list[str] = field(default_factory=list)
    back_after: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        """Three lines for the terminal."""
        slowest = max(self.back_after, default=0.0)
        return (
            f"{len(self.acknowledged)} acknowledged; {self.sent_again} sent again, of which "
            f"{self.was_there} had been written before the plug was pulled\n"
            f"answers: {dict(sorted(self.statuses.items()))}; "
            f"serving again within {slowest:.1f} s\n"
            + ("\n".join(self.faults) or "nothing lost, nothing doubled, the log is whole")
        )


class Site:
    """granian with the register, in its own group of processes."""

    def __init__(self, folder: Path, url: str) -> None:
        """Not started yet."""
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            self.port: int = listener.getsockname()[1]
        self.log = folder / "granian.log"
        self.environment = os.environ | settings_for(folder, url)

    def start(self) -> None:
        """Start, and return when it answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [Path(sys.executable).parent / "granian", "--interface", "wsgi", "--host",
                 "127.0.0.1", "--port", str(self.port), "--workers", "1", "--blocking-threads",
                 "4", "--no-ws", "taalplan.config.wsgi:application"],
                stdout=log, stderr=log, env=self.environment, start_new_session=True,
            )  # fmt: skip
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        """Return when the site can reach its database; RuntimeError with the log after a minute."""
        deadline = time.monotonic() + 60
        while self.status("/klaar/") != 200:
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the site does not start:\n{self.log.read_text()[-4000:]}")
            time.sleep(0.05)

    def kill(self) -> None:
        """Kill -9, the parent and its workers at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def status(self, path: str) -> int:
        """The status of a page, or 0 when nothing answers."""
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            connection.request("GET", path)
            status = connection.getresponse().status
            connection.close()
        except OSError:
            return 0
        return status


def settings_for(folder: Path, url: str) -> dict[str, str]:
    """The environment of the site."""
    return {
        "DJANGO_SETTINGS_MODULE": "taalplan.config.settings",
        "TAALPLAN_HOME": str(folder),
        "TAALPLAN_DATABASE": url,
        "TAALPLAN_SECRET_KEY": "drill" * 10,
    }


class Client(threading.Thread):
    """A clerk who registers one person after the other, and repeats what got no answer."""

    def __init__(self, site: Site, session: str, outcome: Outcome, stop: threading.Event) -> None:
        """Not started yet."""
        super().__init__(daemon=True)
        self.site, self.session, self.outcome, self.stop = site, session, outcome, stop
        self.waiting_for = ""

    def run(self) -> None:
        """Register until told to stop, and then finish the last one."""
        while not self.stop.is_set():
            self.waiting_for = f"Drill {uuid4().hex}"
            key = str(uuid4())
            # After a fault no more: what goes wrong once would go wrong for ever.
            while not self._send(self.waiting_for, key) and not self.outcome.faults:
                self.outcome.sent_again += 1
                time.sleep(0.1)
            if self.outcome.faults:
                return
            self.outcome.acknowledged.append(self.waiting_for)
            self.waiting_for = ""

    def _send(self, name: str, key: str) -> bool:
        form = {"family_name": name, "target_group": "obliged", "somebody_else": "on", "key": key}
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"sessionid={self.session}; csrftoken={CSRF}",
            "X-CSRFToken": CSRF,
        }
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=30)
            connection.request("POST", "/registreren/", urlencode(form), headers)
            answer = connection.getresponse()
            answer.read()
            connection.close()
        except (OSError, http.client.HTTPException):
            self.outcome.statuses["no answer"] += 1
            return False
        self.outcome.statuses[str(answer.status)] += 1
        if answer.status == 503 and not answer.headers["Retry-After"]:
            self.outcome.faults.append("a 503 without Retry-After")
        elif answer.status not in (302, 503):
            self.outcome.faults.append(f"status {answer.status} for {name}")
            return answer.status < 500
        return answer.status == 302


def drill(folder: Path, url: str, rounds: int, server: Any = None) -> Outcome:
    """Kill the site (or, with `server`, its database) `rounds` times while clients write."""
    sessions = prepare(folder, url)
    site, outcome, stop = Site(folder, url), Outcome(), threading.Event()
    clients = [Client(site, session, outcome, stop) for session in sessions]
    try:
        site.start()
        for client in clients:
            client.start()
        for _ in range(rounds):
            time.sleep(random.uniform(0.4, 1.2))
            began = time.monotonic()
            if server is None:
                site.kill()
                outcome.was_there += how_many(client.waiting_for for client in clients)
                site.start()
            else:
                server.stop(signal.SIGQUIT)
                time.sleep(0.5)
                server.start()
                site.wait_until_ready()
            outcome.back_after.append(time.monotonic() - began)
        stop.set()
        for client in clients:
            client.join(60)
    finally:
        site.kill()
    outcome.faults += faults(outcome)
    return outcome


def prepare(folder: Path, url: str) -> list[str]:
    """Migrate, and log eight clerks in; the keys of their sessions."""
    os.environ.update(settings_for(folder, url))
    import django

    django.setup()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.core.management import call_command

    from lib import courses as make
    from taalplan.config.sessions import SessionStore

    call_command("migrate", verbosity=0)
    make.desk()
    sessions = []
    for number in range(CLIENTS):
        clerk = make.user_of(role=make.Role.DESK, where="loket-genk", name=f"clerk-{number}")
        session = SessionStore()
        session[SESSION_KEY] = str(clerk.pk)
        session[BACKEND_SESSION_KEY] = "taalplan.config.login.Backend"
        session[HASH_SESSION_KEY] = clerk.get_session_auth_hash()
        session.create()
        sessions.append(str(session.session_key))
    return sessions


def how_many(names: Any) -> int:
    """How many of these people are in the register."""
    from django.db import connection

    from taalplan.register.models import Person

    connection.close()
    return Person.objects.filter(family_name__in=[name for name in names if name]).count()


def faults(outcome: Outcome) -> list[str]:
    """What is wrong with the register, as sentences."""
    from django.db import connection
    from django.db.models import Count

    from taalplan.audit.log import broken_rows
    from taalplan.register.models import Person, Registration

    connection.close()
    there = Counter(Person.objects.values_list("family_name", flat=True))
    found = [f"lost: {name}" for name in outcome.acknowledged if name not in there]
    found += [f"{times} times: {name}" for name, times in there.items() if times > 1]
    stray = len(there) - len(set(outcome.acknowledged))
    if stray:
        found.append(f"{stray} people that no client knows of")
    odd = Person.objects.annotate(times=Count("registrations")).exclude(times=1).count()
    if odd or Registration.objects.count() != len(outcome.acknowledged):
        found.append(f"{odd} people without exactly one registration")
    found += [f"row {row.pk} of the log does not follow" for row in broken_rows()]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("pragma integrity_check")
            if cursor.fetchone() != ("ok",):
                found.append("the file is damaged")
    connection.close()
    return found


def main() -> None:
    """Run the drill as asked; exit 1 when anything was lost, doubled or answered with a 500."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rounds", type=int, default=20)
    options.add_argument("--database", nargs="+", choices=["sqlite", "postgresql"],
                         default=["sqlite", "postgresql"])  # fmt: skip
    options.add_argument("--restart-database", action="store_true",
                         help="kill PostgreSQL instead of the site")  # fmt: skip
    options.add_argument("--inside", help=argparse.SUPPRESS)
    asked = options.parse_args()
    sys.path.insert(0, str(TESTS))
    if not asked.inside:
        sys.exit(max(_each(asked)))
    sys.exit(bool(_one(asked.inside, asked.rounds, asked.restart_database).faults))


def _each(asked: argparse.Namespace) -> list[int]:
    """Each drill in its own process: Django is set up for one database."""
    kinds = [(kind, False) for kind in asked.database]
    if "postgresql" in asked.database:
        kinds.append(("postgresql", True))
    if asked.restart_database:
        kinds = [("postgresql", True)]
    codes = []
    for kind, restart in kinds:
        command = [sys.executable, __file__, "--inside", kind, "--rounds", str(asked.rounds)]
        command += ["--restart-database"] if restart else []
        codes.append(subprocess.run(command, check=False).returncode)
    return codes


def _one(kind: str, rounds: int, restart: bool) -> Outcome:
    from lib.postgres import Server

    with tempfile.TemporaryDirectory(prefix="taalplan-drill-") as name:
        folder = Path(name)
        server = Server(settings=()) if kind == "postgresql" else None
        try:
            url = f"sqlite:///{folder}/register.sqlite3"
            if server is not None:
                url = server.make_database("drill")
            outcome = drill(folder, url, rounds, server if restart else None)
        finally:
            if server is not None:
                server.remove()
    what = "PostgreSQL killed and restarted" if restart else f"kill -9 of the site on {kind}"
    print(f"{what}, {rounds} times, {CLIENTS} clients\n{outcome}\n", flush=True)
    return outcome


if __name__ == "__main__":
    main()

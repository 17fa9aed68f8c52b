# SPDX-License-Identifier: EUPL-1.2
"""Fifty clerks at work at once on `taalplan serve`: how long does each wait?

    a clerk:  the form ─▶ who is alike? ─▶ send ─▶ the new file      (each its own ─▶ a request)
              └─ thinks a second before each, but for the file: a browser fetches that by itself

    python benchmarks/register_load.py                    everybody registers one after the other
    python benchmarks/register_load.py --only-sends       harder: everybody registers each second
    python benchmarks/register_load.py --searches 80      of a hundred tasks eighty are a search
    python benchmarks/register_load.py --database sqlite --seconds 60

The server is the command itself, with the register already holding people. Each clerk has a
session and a connection of their own. Afterwards every registration that was acknowledged must
be there once, nobody else, and the log must be whole. Exit 1 on any error; a slow answer is
printed, not failed, because machines differ. The target is 95 % within 100 ms.
"""

from __future__ import annotations

import argparse
import html
import http.client
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

from kill_drill import CSRF, TESTS, Site, settings_for

CLERKS = 50
WARM_UP = 3.0
"""Seconds at the start that are not measured: the processes load their modules then."""

SEND = "send the form"
PERSON = "a person, all four together"


class Served(Site):
    """The register served by `taalplan serve`, as somebody would."""

    def start(self) -> None:
        """Start, and return when it answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [Path(sys.executable).parent / "taalplan", "serve", "--empty", "--port",
                 str(self.port)],
                stdout=log, stderr=log, env=self.environment, start_new_session=True,
            )  # fmt: skip
        self.wait_until_ready()

    def processes(self) -> list[Path]:
        """The directories in /proc of the server and its workers; none but on Linux."""
        group = str(self.process.pid)
        found = []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rpartition(")")[2].split()
            except OSError:  # ended meanwhile
                continue
            if fields[2] == group:
                found.append(stat.parent)
        return found

    def megabytes(self) -> float:
        """Resident memory of all processes, now."""
        pages = [int((each / "statm").read_text().split()[1]) for each in self.processes()]
        return sum(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6

    def cpu(self) -> float:
        """CPU seconds, user and system, of all processes so far."""
        stats = [(each / "stat").read_text().rpartition(")")[2] for each in self.processes()]
        ticks = sum(int(stat.split()[11]) + int(stat.split()[12]) for stat in stats)
        return ticks / os.sysconf("SC_CLK_TCK")


@dataclass
class Seen:
    """What all clerks together saw."""

    waits: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    registered: list[int] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    warm: float = 0.0

    def note(self, what: str, began: float) -> float:
        """Somebody waited for an answer, so many milliseconds; what began before the server was
        warm is not kept.
        """
        waited = (time.perf_counter() - began) * 1000
        if began >= self.warm:
            self.waits[what].append(waited)
        return waited


class Clerk(threading.Thread):
    """Somebody with a browser: one connection, one session, a second of thought."""

    def __init__(
        self, port: int, session: str, seen: Seen, end: float, asked: argparse.Namespace, seed: int
    ) -> None:
        """Not started yet."""
        super().__init__(daemon=True)
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies = {"sessionid": session, "csrftoken": CSRF}
        self.seen, self.end, self.asked = seen, end, asked
        self.waited = 0.0
        self.chance = random.Random(seed)

    def run(self) -> None:
        """Work until the end, and finish the last task."""
        time.sleep(self.chance.random())
        while time.perf_counter() < self.end:
            if self.chance.random() * 100 < self.asked.searches:
                self._search()
            elif self.asked.only_sends:
                self._send(self._somebody(), uuid4().hex, CSRF)
            else:
                self._register()

    def _search(self) -> None:
        from lib.dirty_people import invent

        person = invent(self.chance)
        text = self.chance.choice(
            (person.family_name, f"{person.family_name} {person.given_names}",
             f"{person.given_names} {person.family_name} {person.year}")
        )  # fmt: skip
        self._think()
        self._expect(200, "search", "GET", f"/zoeken/?{urlencode({'q': text})}")

    def _register(self) -> None:
        self._think()
        began, self.waited = time.perf_counter(), 0.0
        _, page = self._expect(200, "open the form", "GET", "/registreren/")
        token, key = _hidden(page, "csrfmiddlewaretoken"), _hidden(page, "key")
        form = self._somebody()
        self._think()
        alike = {name: form[name] for name in form if name != "target_group"}
        self._expect(200, "who is alike?", "POST", "/registreren/dubbels/",
                     alike | {"csrfmiddlewaretoken": token})  # fmt: skip
        file = self._send(form, key, token)
        if file:
            self._expect(200, "the new file", "GET", file)
            if began >= self.seen.warm:
                self.seen.waits[PERSON].append(self.waited)

    def _send(self, form: dict[str, str], key: str, token: str) -> str:
        self._think()
        # The clerk has looked at who is alike: it is somebody else.
        sent = form | {"key": key, "csrfmiddlewaretoken": token, "somebody_else": "on"}
        file, _ = self._expect(302, SEND, "POST", "/registreren/", sent)
        found = re.fullmatch(r"/personen/(\d+)/", file)
        if found:
            self.seen.registered.append(int(found[1]))
        return file if found else ""

    def _somebody(self) -> dict[str, str]:
        from lib.dirty_people import invent

        person = invent(self.chance)
        return {
            "family_name": person.family_name,
            "given_names": person.given_names,
            "birth_day": str(person.day or ""),
            "birth_month": str(person.month or ""),
            "birth_year": str(person.year),
            "sex": person.sex,
            "municipality": "Genk",
            "target_group": self.chance.choice(("obliged", "entitled")),
        }

    def _think(self) -> None:
        # A second, but not to the beat: fifty clerks do not press a key together.
        time.sleep(self.asked.think * self.chance.uniform(0.5, 1.5))

    def _expect(
        self, status: int, what: str, method: str, path: str, form: dict[str, str] | None = None
    ) -> tuple[str, str]:
        """Ask, wait, and keep how long; where the answer leads to, and its page."""
        headers = {"Cookie": "; ".join(f"{key}={value}" for key, value in self.cookies.items())}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        try:
            self.connection.request(method, path, urlencode(form) if form else None, headers)
            answer = self.connection.getresponse()
            page = answer.read().decode()
        except (OSError, http.client.HTTPException) as fault:
            self.connection.close()
            self.seen.errors[f"{what}: {type(fault).__name__}"] += 1
            return "", ""
        self.waited += self.seen.note(what, began)
        for name, value in re.findall(
            r"(sessionid|csrftoken)=([^;]+)", "\n".join(answer.headers.get_all("Set-Cookie", []))
        ):
            self.cookies[name] = value
        if answer.status != status:
            self.seen.errors[f"{what}: status {answer.status}"] += 1
            return "", page
        return answer.headers.get("Location", ""), page


def _hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return html.unescape(found[1]) if found else ""


def load(folder: Path, url: str, asked: argparse.Namespace) -> list[str]:
    """Fill a register, serve it, let the clerks work, print; what is wrong, as sentences."""
    sessions, before = prepare(folder, url, asked.people)
    site, seen = Served(folder, url), Seen()
    try:
        site.start()
        began = time.perf_counter()
        seen.warm = began + WARM_UP
        end = seen.warm + asked.seconds
        clerks = [
            Clerk(site.port, session, seen, end, asked, number)
            for number, session in enumerate(sessions)
        ]
        for clerk in clerks:
            clerk.start()
        time.sleep(WARM_UP)
        cpu, own = site.cpu(), time.process_time()
        for clerk in clerks:
            clerk.join()
        lasted = time.perf_counter() - seen.warm
        cpu, own = site.cpu() - cpu, time.process_time() - own
        _print(seen, lasted, cpu, own, site.megabytes())
    finally:
        site.kill()
    return [f"{times} x {what}" for what, times in seen.errors.items()] + wrong(seen, before)


def prepare(folder: Path, url: str, people: int) -> tuple[list[str], int]:
    """Make the tables, the desk and `people` people, and log everybody in; the sessions."""
    os.environ.update(settings_for(folder, url))
    import django

    django.setup()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.core.management import call_command
    from django.db import connection

    from lib import courses as make
    from lib.dirty_people import invent
    from lib.many_people import fill
    from taalplan.config.sessions import SessionStore
    from taalplan.register.models import Person

    call_command("migrate", verbosity=0)
    make.desk()
    chance = random.Random(2207)
    fill([invent(chance) for _ in range(people)])
    sessions = []
    for number in range(CLERKS):
        clerk = make.user_of(role=make.Role.DESK, where="loket-genk", name=f"clerk-{number}")
        session = SessionStore()
        session[SESSION_KEY] = str(clerk.pk)
        session[BACKEND_SESSION_KEY] = "taalplan.config.login.Backend"
        session[HASH_SESSION_KEY] = clerk.get_session_auth_hash()
        session.create()
        sessions.append(str(session.session_key))
    before = Person.objects.count()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("analyze")  # a register that grew for years has its statistics
    connection.close()
    return sessions, before


def wrong(seen: Seen, before: int) -> list[str]:
    """What is wrong with the register afterwards, as sentences."""
    from django.db import connection
    from django.db.models import Count

    from taalplan.audit.log import broken_rows
    from taalplan.audit.models import Event
    from taalplan.register.models import Person, Registration

    connection.close()
    made, numbers = Person.objects.count() - before, set(seen.registered)
    found = []
    if not made == len(numbers) == len(seen.registered) == Registration.objects.count():
        found.append(f"{len(seen.registered)} acknowledged, {made} people and "
                     f"{Registration.objects.count()} registrations there")  # fmt: skip
    once = Person.objects.annotate(times=Count("registrations")).filter(times=1)
    lost = numbers - set(once.values_list("pk", flat=True))
    logged = set(Event.objects.filter(action="register_newcomer").values_list("person", flat=True))
    found += [f"person {number} is not there once" for number in sorted(lost)]
    found += [f"person {number} is not in the log" for number in sorted(numbers - logged)]
    found += [f"row {row.pk} of the log does not follow" for row in broken_rows()]
    rows = Event.objects.count()
    connection.close()
    print("\n".join(found) or f"{len(numbers):,} acknowledged, {made:,} there, each once; "
          f"{rows:,} rows of the log follow each other")  # fmt: skip
    return found


def _print(seen: Seen, lasted: float, cpu: float, own: float, megabytes: float) -> None:
    print("| request | times | p50 ms | p95 ms | p99 ms | slowest ms |")
    print("|---|--:|--:|--:|--:|--:|")
    for what in sorted(seen.waits, key=lambda each: (each != SEND, each == PERSON)):
        waits = sorted(seen.waits[what])
        at = [waits[min(int(len(waits) * share), len(waits) - 1)] for share in (0.5, 0.95, 0.99)]
        figures = " | ".join(f"{wait:.0f}" for wait in (*at, waits[-1]))
        print(f"| {what} | {len(waits):,} | {figures} |")
    total = sum(len(waits) for what, waits in seen.waits.items() if what != PERSON)
    sends = len(seen.waits[SEND])
    print(f"\n{total / lasted:.1f} requests and {sends / lasted:.1f} registrations a second; "
          f"{sum(seen.errors.values())} errors; server {cpu / lasted:.2f} cores, "
          f"{1000 * cpu / max(total, 1):.1f} ms CPU a request, {megabytes:.0f} MB; "
          f"the clerks themselves {own / lasted:.2f} cores")  # fmt: skip
    for what, times in seen.errors.most_common():
        print(f"  {times} x {what}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Both databases, each in a process of its own: Django is set up for one."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--think", type=float, default=1.0, help="seconds before each request")
    parser.add_argument("--people", type=int, default=20_000, help="in the register already")
    parser.add_argument("--searches", type=float, default=0, help="of 100 tasks, how many")
    parser.add_argument("--only-sends", action="store_true", help="no pages between two sends")
    parser.add_argument("--database", nargs="+", choices=["sqlite", "postgresql"],
                        default=["sqlite", "postgresql"])  # fmt: skip
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = list(sys.argv[1:] if arguments is None else arguments)
    asked = parser.parse_args(given)
    if asked.inside:
        return int(bool(_one(asked)))
    codes = [
        subprocess.run(
            [sys.executable, __file__, *given, "--inside", "--database", kind], check=False
        ).returncode
        for kind in asked.database
    ]
    return max(codes)


def _one(asked: argparse.Namespace) -> list[str]:
    sys.path.insert(0, str(TESTS))
    from lib.postgres import Server

    kind = asked.database[0]
    with tempfile.TemporaryDirectory(prefix="taalplan-load-") as name:
        folder = Path(name)
        # Settings as they come: what is acknowledged is on disk.
        server = Server(settings=()) if kind == "postgresql" else None
        try:
            url = server.make_database("load") if server else f"sqlite:///{folder}/r.sqlite3"
            busy = os.getloadavg()[0]
            print(f"\n{kind}: {CLERKS} clerks, {asked.think:g} s of thought, {asked.people:,} "
                  f"people; the machine had {busy:.1f} processes waiting or running\n",
                  flush=True)  # fmt: skip
            return load(folder, url, asked)
        finally:
            if server is not None:
                server.remove()


if __name__ == "__main__":
    sys.exit(main())

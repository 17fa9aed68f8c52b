# SPDX-License-Identifier: EUPL-1.2
"""Taalplan's register beside that of Lino Avanti: the same people, the same database, in turns.

    python benchmarks/beside_lino.py [--people 10000] [--inserted 500] [--rounds 2]
    python benchmarks/beside_lino.py --database postgresql

Lino Avanti (AGPL, the integration courses of East Belgium) is installed once, in an environment
of its own (`.venv-bench-lino`, some 700 MB), as its own commands do: `manage.py install` and
`manage.py prep`, on SQLite and on a server of PostgreSQL that is started for it. Each product then
gets a register with the same people, inserts others one by one as its form does, and shows its
list through its own page. Nothing of Lino is kept or changed.

What is compared is what each does for a person, not the same work: Lino's person has 74 columns
in three tables; Taalplan's is a person with a first registration, a target group, name keys and a
row of the log that nobody can change unseen.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from measure import HERE

TESTS = HERE.parent / "tests"
OWN_PLACE = HERE.parent / ".venv-bench-lino"
PYTHON = OWN_PLACE / "bin" / "python"
# The newest of each that work together: lino-avanti asks for any lino-xl, and later ones break it.
# metaphone is what its look for doubles needs and its own list of requirements forgets.
PINS = ("lino-avanti==26.7.0", "lino==26.7.0", "lino-xl==26.7.0", "lino-react==26.7.0",
        "metaphone==0.6", "psycopg[binary]==3.3.9")  # fmt: skip
LIMIT = 480
"""Seconds for each step of the installation."""

SETTINGS = """\
import os
from lino_avanti.lib.avanti.settings import *

class Site(Site):
    title = "benchmark"
    languages = "en de fr"
    # Its check of the demo fails on PostgreSQL and ends the transaction; nothing here needs it.
    demo_fixtures = [each for each in Site.demo_fixtures if each != "checkdata"]

SITE = Site(globals())
SECRET_KEY = "benchmark" * 5
ALLOWED_HOSTS = ["localhost"]
from urllib.parse import urlsplit
where = urlsplit(os.environ["LINO_DATABASE"])
DATABASES["default"] = {
    "ENGINE": "django.db.backends." + where.scheme.replace("sqlite", "sqlite3"),
    "NAME": where.path[1:], "USER": where.username, "HOST": where.hostname, "PORT": where.port,
}
"""
MANAGE = """\
import sys
from django.core.management import execute_from_command_line
execute_from_command_line(sys.argv)
"""

ROWS = (
    ("save", "a person: check and save"),
    ("submit", "a person as the form does, with the look for doubles"),
    ("list", "the page with the first people"),
    ("search", "the page of a search by family name"),
)


class NoLinoError(Exception):
    """Lino cannot be had here; the message says which step failed and how."""


class Sqlite:
    """Databases as files in a folder."""

    def __init__(self, folder: Path) -> None:
        """Made where they are asked for."""
        self.folder = folder

    def new(self, name: str) -> str:
        """The address of a database that is empty."""
        (self.folder / f"{name}.sqlite3").unlink(missing_ok=True)
        return f"sqlite:///{self.folder}/{name}.sqlite3"

    def keep(self, address: str, prepared: Path) -> None:
        """Put what is in a database aside."""
        shutil.copy(urlsplit(address).path[1:], prepared)

    def again(self, name: str, prepared: Path) -> str:
        """A new database with what was put aside."""
        address = self.new(name)
        shutil.copy(prepared, urlsplit(address).path[1:])
        return address

    def remove(self) -> None:
        """The folder is somebody else's."""


class Postgresql:
    """Databases of a server of our own; what is acknowledged is on disk."""

    def __init__(self, _folder: Path) -> None:
        """Start it."""
        from lib.postgres import Server

        self.server = Server(settings=())

    def new(self, name: str) -> str:
        """The address of a database that is empty."""
        self.server.execute(f'drop database if exists "{name}"')
        return self.server.make_database(name)

    def keep(self, address: str, prepared: Path) -> None:
        """Put what is in a database aside, as statements."""
        made = _step("pg_dump", self.server.programs / "pg_dump", "--no-owner", address)
        prepared.write_text(made, encoding="utf-8")

    def again(self, name: str, prepared: Path) -> str:
        """A new database with what was put aside."""
        address = self.new(name)
        _step("psql", self.server.programs / "psql", "-q", "-v", "ON_ERROR_STOP=1",
              "-f", prepared, address)  # fmt: skip
        return address

    def remove(self) -> None:
        """Stop the server."""
        self.server.remove()


KINDS: dict[str, Any] = {"sqlite": Sqlite, "postgresql": Postgresql}
Databases = Sqlite | Postgresql


def site(databases: Databases) -> Path:
    """What a Lino that works holds before anybody is registered, to be put into a database; Lino
    is installed and its demo made when that was not done yet.
    """
    folder = OWN_PLACE / "site"
    prepared = folder / f"prepared.{type(databases).__name__.lower()}"
    if prepared.exists():
        return prepared
    print(f"Installing Lino Avanti in {OWN_PLACE.name} (once, some minutes) ...", file=sys.stderr)
    if not PYTHON.exists():
        venv.create(OWN_PLACE, with_pip=True)
    _step("pip install", PYTHON, "-m", "pip", "install", "--quiet", *PINS)
    (folder / "mysite").mkdir(parents=True, exist_ok=True)
    (folder / "mysite" / "__init__.py").touch()
    (folder / "mysite" / "settings.py").write_text(SETTINGS, encoding="utf-8")
    (folder / "manage.py").write_text(MANAGE, encoding="utf-8")
    made = databases.new("lino-new")
    for command in ("install", "prep"):
        _step(f"manage.py {command}", PYTHON, folder / "manage.py", command, "--noinput",
              env=_environment(made), cwd=folder)  # fmt: skip
    databases.keep(made, prepared.with_suffix(".part"))
    prepared.with_suffix(".part").rename(prepared)
    return prepared


def _environment(database: str) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "mysite.settings",
        "LINO_DATABASE": database,
        "PYTHONPATH": str(OWN_PLACE / "site"),
        "LC_ALL": "C.UTF-8",
    }


def _step(name: str, *command: Any, **more: Any) -> str:
    try:
        done = subprocess.run(
            [str(part) for part in command], capture_output=True, text=True, timeout=LIMIT,
            check=False, **more,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise NoLinoError(f"{name} took longer than {LIMIT} s") from None
    if done.returncode:
        raise NoLinoError(f"{name} ended with {done.returncode}:\n{done.stderr[-1500:]}")
    return done.stdout


def lino(databases: Databases, prepared: Path, people: Path, inserted: int) -> dict[str, Any]:
    """What Lino says, on a copy of its prepared database."""
    database = databases.again("lino", prepared)
    said = _step("lino_side.py", PYTHON, HERE / "lino_side.py", people, inserted,
                 env=_environment(database))  # fmt: skip
    return _last_line(said)


def taalplan(databases: Databases, people: Path, inserted: int) -> dict[str, Any]:
    """What Taalplan says, in a process and a database of its own."""
    said = _step("taalplan", sys.executable, __file__, "--inside", people,
                 "--address", databases.new("taalplan"), "--inserted", inserted)  # fmt: skip
    return _last_line(said)


def _last_line(said: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(said.strip().splitlines()[-1])
    return found


def _inside(people: list[dict[str, Any]], inserted: int, address: str) -> dict[str, Any]:
    sys.path.insert(0, str(TESTS))
    from register_load import prepare

    with tempfile.TemporaryDirectory(prefix="taalplan-lino-") as folder:
        session = prepare(Path(folder), address, 0)[0][0]
    from django.contrib.auth import get_user_model
    from django.test import Client as Browser

    from lib.dirty_people import Invented
    from lib.many_people import fill
    from taalplan.register.models import Desk, Person, Registration

    there, new = people[:-inserted], people[-inserted:]
    desk = Desk.objects.get()
    numbers = fill([Invented(**each) for each in there])
    Registration.objects.bulk_create(
        [
            Registration(person_id=number, desk=desk, date=date(2026, 9, 1), kind="first",
                         target_group="obliged", municipality="71016")
            for number in numbers
        ],
        batch_size=1000,
    )  # fmt: skip
    by, browser = get_user_model().objects.get(username="clerk-0"), Browser(HTTP_HOST="localhost")
    browser.cookies["sessionid"] = session

    def page(path: str, query: dict[str, str]) -> None:
        answer = browser.get(path, query)
        if answer.status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code}")

    half = inserted // 2
    return {
        "save": _measured(lambda person: _save(person, desk, by), new[:half]),
        "submit": _measured(lambda person: _save(person, desk, by, look=True), new[half:]),
        # Taalplan has no list of everybody: its list is that of who is found.
        "list": _measured(lambda _: page("/zoeken/", {"q": "Ahmed"}), there[:15]),
        "search": _measured(
            lambda person: page("/zoeken/", {"q": person["family_name"]}),
            there[:: max(len(there) // 35, 1)][:35],
        ),
        "people": Person.objects.count(),
    }


def _save(person: dict[str, Any], desk: Any, by: Any, *, look: bool = False) -> None:
    from taalplan.register.actions.people import register_newcomer
    from taalplan.register.doubles import look_alikes
    from taalplan.vocabulary.codes import TargetGroup

    by._taalplan_rights = None  # a request reads the rights anew
    year, month, day = person["year"], person["month"], person["day"]
    names = {"family_name": person["family_name"], "given_names": person["given_names"]}
    if look:
        look_alikes(**names, birth=(year, month, day))
    register_newcomer(**names, birth_year=year, birth_month=month, birth_day=day,
                      sex=person["sex"], desk=desk, date=date(2026, 10, 1),
                      target_group=TargetGroup.OBLIGED, by=by)  # fmt: skip


def _measured(work: Any, things: list[Any]) -> dict[str, Any]:
    from django.db import connection

    from lino_measure import measured

    return measured(work, things, connection)


def main(arguments: Sequence[str] | None = None) -> int:
    """Both, in turns; 1 when Lino cannot be had."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--people", type=int, default=10_000, help="in the register already")
    parser.add_argument("--inserted", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--database", nargs="+", choices=list(KINDS), default=list(KINDS))
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--address", help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.inside:
        people = json.loads(asked.inside.read_text(encoding="utf-8"))
        print(json.dumps(_inside(people, asked.inserted, asked.address)))
        return 0
    sys.path.insert(0, str(TESTS))
    with tempfile.TemporaryDirectory(prefix="taalplan-lino-") as name:
        try:
            for kind in asked.database:
                _on(kind, Path(name), asked)
        except NoLinoError as fault:
            print(f"not compared: {fault}")
            return 1
    return 0


def _on(kind: str, folder: Path, asked: argparse.Namespace) -> None:
    databases: Databases = KINDS[kind](folder)
    try:
        prepared = site(databases)
        print(f"\n{kind}: {asked.people:,} people in the register, {asked.inserted} inserted, "
              f"{asked.rounds} rounds in turns; the machine has {os.getloadavg()[0]:.1f} "
              "processes waiting or running\n", flush=True)  # fmt: skip
        _print(_rounds(databases, prepared, folder / "people.json", asked))
    finally:
        databases.remove()


def _rounds(
    databases: Databases, prepared: Path, people: Path, asked: argparse.Namespace
) -> dict[str, list[dict[str, Any]]]:
    from lib.dirty_people import invent

    chance = random.Random(2207)
    invented = [asdict(invent(chance)) for _ in range(asked.people + asked.inserted)]
    people.write_text(json.dumps(invented), encoding="utf-8")
    said: dict[str, list[dict[str, Any]]] = {"taalplan": [], "lino": []}
    for _ in range(asked.rounds):
        said["taalplan"].append(taalplan(databases, people, asked.inserted))
        said["lino"].append(lino(databases, prepared, people, asked.inserted))
    return said


def _print(said: dict[str, list[dict[str, Any]]]) -> None:
    print("| what | Taalplan: CPU ms | p50 ms | p95 ms | SQL | Lino: CPU ms | p50 ms | p95 ms "
          "| SQL | CPU, Lino to Taalplan |")  # fmt: skip
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    for key, words in ROWS:
        cells, cpu = [], []
        for name in ("taalplan", "lino"):
            walls = sorted(wall for each in said[name] for wall in each[key]["walls"])
            cpu.append(median(each[key]["cpu"] for each in said[name]))
            late = walls[int(len(walls) * 0.95)]
            cells.append(f"{cpu[-1]:.1f} | {median(walls):.1f} | {late:.1f} | "
                         f"{said[name][0][key]['statements']}")  # fmt: skip
        print(f"| {words} | {' | '.join(cells)} | {cpu[1] / cpu[0]:.1f} |")
    print(f"\nin the register at the end: {said['taalplan'][0]['people']:,} of Taalplan, "
          f"{said['lino'][0]['people']:,} of Lino with those of its demo")  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())

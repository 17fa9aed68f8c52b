# SPDX-License-Identifier: EUPL-1.2
"""Staffing beside pyworkforce, both held against exact fractions, and shifts with known optima.

    python benchmarks/staffing.py [--large 100000]

pyworkforce (MIT) is installed once, in an environment of its own (`.venv-bench-staffing`). Both
answer the same questions: the chance to wait, the share helped in time and the counters needed,
for loads from a hundredth to `--large`. The truth is Erlang's sum in fractions, without rounding
(for small loads), or the definition: the fewest counters that keep the promise. Then both solve
the same covering instances with one thread: three of textbooks, whose optimum is printed, and
weeks of many shifts, day by day with at most 20 seconds on the clock for each. Counts are of
wrong answers; seconds are CPU of answering, on this machine.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from measure import HERE
from taalplan.access.staffing import (
    cheapest_cover,
    counters_for,
    erlang_c,
    fractional_counters_for,
    waits_longer,
)

PLACE = HERE.parent / ".venv-bench-staffing"
PINS = ("pyworkforce==0.5.1", "ortools==9.15.6755", "pandas==3.1.1", "numpy==2.4.6")

LOADS = (0.01, 0.1, 0.3, 0.6, 0.9, 1.5, 2.5, 4.7, 7.4, 10.0, 20.5, 50.5, 120.0)
TIMES = (0.05, 0.5, 2.0)
SHARES = (0.2, 0.5, 0.8, 0.95, 0.99)

TEXTBOOK = (
    # Winston: post office; Taha: buses; Hillier and Lieberman: Union Airways.
    ("post office", 23, [17, 13, 15, 19, 14, 16, 11],
     [[(s + d) % 7 for d in range(5)] for s in range(7)], [1] * 7),
    ("buses", 26, [4, 8, 10, 7, 12, 4], [[s, (s + 1) % 6] for s in range(6)], [1] * 6),
    ("airline", 30610, [48, 79, 65, 87, 64, 73, 82, 43, 52, 15],
     [[0, 1, 2, 3], [1, 2, 3, 4], [3, 4, 5, 6], [5, 6, 7, 8], [8, 9]], [170, 160, 175, 180, 195]),
)  # fmt: skip


def peer(question: dict[str, Any]) -> dict[str, Any]:
    """What pyworkforce answers; installs it where it is not there yet."""
    python = PLACE / "bin" / "python"
    if not (PLACE / "ready").exists():
        print(f"Setting up {PLACE.name} (once) ...", file=sys.stderr)
        venv.create(PLACE, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PINS], check=True, timeout=480)
        (PLACE / "ready").touch()
    done = subprocess.run(
        [python, HERE / "staffing_peer.py"], input=json.dumps(question), text=True,
        capture_output=True, check=True, timeout=900,
    )  # fmt: skip
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def exact_wait(counters: int, load: float) -> float:
    """Erlang C in fractions; 1 where the counters cannot keep up."""
    a = Fraction(load)
    if a >= counters:
        return 1.0
    term = total = Fraction(1)
    for k in range(1, counters):
        term *= a / k
        total += term
    waiting = term * a / counters / (1 - a / counters)
    return float(waiting / (total + waiting))


def fewest(load: float, wait: float, share: float) -> int:
    """The fewest counters that keep a promise, tried one after another from none."""
    from math import exp

    counters = 1
    while (
        counters <= load or 1 - exact_wait(counters, load) * exp(-(counters - load) * wait) < share
    ):
        counters += 1
    return counters


def weeks(seed: int) -> list[tuple[str, list[list[int]], list[list[int]], list[int]]]:
    """Days of half hours or quarters with every shift of four to nine hours."""
    rng = random.Random(seed)
    found = []
    for name, periods, days in (("half hours", 24, 5), ("quarters, a day and night", 96, 7)):
        hour = 2 if periods == 24 else 4
        patterns = [
            [p % periods for p in range(begin, begin + length) if p - begin != length // 2]
            for begin in range(0, periods if periods == 96 else periods - 4 * hour, hour // 2)
            for length in range(4 * hour, 9 * hour + 1, hour)
            if periods == 96 or begin + length <= periods
        ]
        costs = [len(pattern) for pattern in patterns]
        need = []
        for _ in range(days):
            level = 3.0
            day = []
            for _ in range(periods):
                level = max(0.0, level + rng.gauss(0, 1.2))
                day.append(round(level))
            if periods == 24:
                day[0] = day[-1] = min(day[0], 2)
            need.append(day)
        found.append((name, need, patterns, costs))
    return found


def wrong(answers: Sequence[Any], truth: Sequence[float], close: float) -> tuple[int, int]:
    """How many answers are further from the truth than `close` or an error, and how many raised."""
    raised = sum(isinstance(one, str) for one in answers)
    off = sum(
        isinstance(one, str) or abs(one - true) > close
        for one, true in zip(answers, truth, strict=True)
    )
    return off, raised


def timed(call: Callable[[], Any]) -> tuple[Any, float]:
    """What a call returns and the CPU seconds it took."""
    began = time.process_time()
    said = call()
    return said, time.process_time() - began


def main() -> None:
    """Ask both, print what each gets wrong and what it cost."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--large", type=float, default=100_000)
    large = parser.parse_args().large
    wait = [(c, a) for a in LOADS for c in (1, 2, 5, 10, 21, 130)]
    late = [(c, a, t) for c, a in wait for t in TIMES] + [(10, 1000.0, 1.0), (10, large, 0.1)]
    need = [(a, t, s) for a in LOADS for t in TIMES for s in SHARES]
    big = [(large / 10**k, 0.1, 0.8) for k in (2, 1, 0)]
    covers = [*((n, [d], p, c) for n, _, d, p, c in TEXTBOOK), *weeks(216)]
    said = peer({
        "wait": wait, "late": late, "need": need,
        "covers": [{"need": n, "patterns": p, "costs": c, "seconds": 20} for _, n, p, c in covers],
    })  # fmt: skip
    own, cpu = timed(lambda: [
        [erlang_c(c, a) for c, a in wait],
        [1 - waits_longer(c, a, t) for c, a, t in late],
        [counters_for(a, t, s) for a, t, s in need],
    ])  # fmt: skip
    from math import exp

    truth = [
        [exact_wait(c, a) for c, a in wait],
        [max(0.0, 1 - exact_wait(c, a) * exp(-max(0.0, c - a) * t)) for c, a, t in late],
        [fewest(a, t, s) for a, t, s in need],
    ]
    print(f"{'':34}{'questions':>10}{'Taalplan wrong':>16}{'pyworkforce wrong':>19}{'raised':>8}")
    names = ("chance to wait", "share helped in time", "fewest counters")
    for name, key, mine, true in zip(names, ("wait", "late", "need"), own, truth, strict=True):
        (ours, _), (theirs, raised) = wrong(mine, true, 1e-9), wrong(said[key], true, 1e-9)
        print(f"{name:34}{len(true):>10}{ours:>16}{theirs:>19}{raised:>8}")
    print(f"CPU s of all questions{'':22}{cpu:>16.4f}{said['cpu']:>19.4f}")
    _examples(wait, late, need, said, truth)
    _large(big)
    _covers(covers, said)


def _examples(wait: Any, late: Any, need: Any, said: Any, truth: Any) -> None:
    """A few of the answers that are wrong."""
    for name, asked, key, true in zip(
        ("chance to wait, (counters, load)", "helped in time, (counters, load, time)",
         "counters, (load, time, share)"), (wait, late, need), ("wait", "late", "need"), truth,
        strict=True,
    ):  # fmt: skip
        off = [
            (question, answer, right)
            for question, answer, right in zip(asked, said[key], true, strict=True)
            if isinstance(answer, str) or abs(answer - right) > 1e-9
        ]
        for question, answer, right in [*off[:2], *off[-1:]]:
            print(f"  {name}: {question}: pyworkforce {answer}, right {right:.6g}")
    fraction = fractional_counters_for(10, 1 / 9, 0.8)
    print(f"  between whole counters, load 10, a ninth of a service time, 80 %: {fraction:.3f}")


def _large(big: Any) -> None:
    """CPU of the counters needed for large loads, each asked once."""
    for load, wait, share in big:
        mine, cpu = timed(lambda a=load, t=wait, s=share: counters_for(a, t, s))
        theirs = peer({"wait": [], "late": [], "need": [(load, wait, share)], "covers": []})
        print(f"load {load:>10,.0f}: Taalplan {mine} in {cpu:.4f} s, pyworkforce "
              f"{theirs['need'][0]} in {theirs['cpu']:.4f} s")  # fmt: skip


def _covers(covers: Any, said: Any) -> None:
    """Both on the same instances."""
    optimum = {name: best for name, best, *_ in TEXTBOOK}
    for (name, need, patterns, costs), theirs in zip(covers, said["covers"], strict=True):
        began = time.process_time()
        mine = [cheapest_cover(day, patterns, costs) for day in need]
        cpu = time.process_time() - began
        cost, bound = sum(m.cost for m in mine), sum(m.bound for m in mine)
        known = f", known {optimum[name]}" if name in optimum else ""
        print(
            f"{name} ({len(need)} x {len(need[0])} periods, {len(patterns)} patterns{known}): "
            f"Taalplan {cost:.0f}, bound {bound:.0f}, {cpu:.3f} s; pyworkforce "
            f"{theirs['cost']:.0f}, {theirs['proven']} of {len(need)} days proven, "
            f"{theirs['cpu']:.3f} s"
        )


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main()

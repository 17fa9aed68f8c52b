# SPDX-License-Identifier: EUPL-1.2
"""How well does `taalplan check` find faults? Plants one of each kind, and prints the shares.

    python benchmarks/check_planted_faults.py --cases 300

- found: a fault was reported (or two rows that are alike beyond chance), of the planted faults
  that change a sum;
- named: the first repair names this kind of fault;
- placed: the first repair, or one that fits as well, points at a row that was touched;
- restored: the first repair gives back the right table, cell by cell;
- listed: one of the repairs does (sums cannot tell which of several desks it was);
- precise: of the reports that name this kind, how many had it.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from planted_tables import KINDS, Planted, plant
from taalplan.tables.audit.reading import Read
from taalplan.tables.audit.reading_wide import WideForm
from taalplan.tables.audit.repair.plan import Repair
from taalplan.tables.audit.report import FileReport, check_table

CODES = {
    "slip": "slip",
    "slip of two": "slip",
    "slip down": "slip",
    "copy": "copy",
    "swap": "swap",
    "swap in a block": "swap",
    "digit": "figure",
    "transposed": "figure",
    "missing row": "missing",
    "row twice": "twice",
    "none": "none",
}


@dataclass(frozen=True)
class Result:
    """What the checker made of one planted fault."""

    planted: Planted
    found: bool
    named: str
    placed: bool
    restored: bool
    among: bool
    seconds: float


def run(kind: str, seed: int) -> Result:
    """Plant one fault and check the table."""
    planted = plant(kind, seed)
    form = WideForm(",", (), (), 1, "")
    started = time.perf_counter()
    report = check_table(Read(Path("planted.csv"), planted.printed, form))
    seconds = time.perf_counter() - started
    found = any(one.severity == "fault" or one.code == "identical-rows" for one in report.findings)
    best = report.best
    return Result(
        planted,
        found,
        named(report) if found else "none",
        _placed(report, planted),
        best is not None and _same(best, planted),
        any(_same(one, planted) for one in report.repairs),
        seconds,
    )


def named(report: FileReport) -> str:
    """The kind of fault that a report names: what explains the rest comes first."""
    codes = {edit.code for edit in report.best.edits} if report.best else set()
    codes |= {one.code for one in report.findings if one.code == "identical-rows"}
    for code, kind in (
        ("repeated-row", "twice"),
        ("slid-rows", "slip"),
        ("copied-row", "copy"),
        ("identical-rows", "copy"),
        ("missing-row", "missing"),
        ("swapped-columns", "swap"),
        ("wrong-figure", "figure"),
    ):
        if code in codes:
            return kind
    return "other" if codes else "unexplained"


def _placed(report: FileReport, planted: Planted) -> bool:
    repairs = [one for one in (report.best, *report.rivals) if one is not None]
    rows = planted.printed.rows
    alike = [one.rows for one in report.findings if one.code == "identical-rows"]
    return any(set(pair) & set(planted.labels) for pair in alike) or any(
        rows[row].label in planted.labels
        for repair in repairs
        for edit in repair.edits
        for row in edit.rows
    )


def _same(repair: Repair, planted: Planted) -> bool:
    """Whether the repaired figures are right. A row that was missing may stand elsewhere."""
    if planted.kind == "missing row":
        return sorted(map(str, repair.table.values)) == sorted(map(str, planted.truth.values))
    return repair.table.values == planted.truth.values


def table(results: Sequence[Result]) -> str:
    """The shares per kind, drawn."""
    by_kind: dict[str, list[Result]] = defaultdict(list)
    for one in results:
        by_kind[one.planted.kind].append(one)
    said = Counter(one.named for one in results)
    right = Counter(one.named for one in results if one.named in _true(one.planted.kind))
    lines = [
        f"{'kind':<16}{'cases':>6}{'visible':>9}{'found':>7}{'named':>7}{'placed':>8}"
        f"{'restored':>10}{'listed':>8}{'precise':>9}"
    ]
    for kind, group in by_kind.items():
        seen = [one for one in group if one.planted.visible]
        share = (
            f"{right[CODES[kind]] / said[CODES[kind]]:9.2f}" if said[CODES[kind]] else f"{'-':>9}"
        )
        if kind == "none":
            quiet = sum(not one.found for one in group) / len(group)
            lines.append(f"{kind:<16}{len(group):>6}{'':>9}{f'silent {quiet:.2f}':>14}")
            continue
        lines.append(
            f"{kind:<16}{len(group):>6}{len(seen):>9}"
            f"{_share(seen, 'found'):>7}"
            f"{sum(one.named in _true(kind) for one in seen) / max(1, len(seen)):7.2f}"
            f"{_share(seen, 'placed'):>8}{_share(seen, 'restored'):>10}"
            f"{_share(seen, 'among'):>8}{share}"
        )
    faulty = [one for one in results if one.planted.kind != "none" and one.planted.visible]
    alarms = [one for one in results if one.found]
    good = sum(one.planted.kind != "none" for one in alarms)
    exact = [one for one in faulty if one.planted.adds_up]
    people = [one for one in faulty if not one.planted.adds_up]
    lines.append(
        f"tables that add up: {len(exact)} faults, recall {_share(exact, 'found')}; tables of "
        f"people who count twice: {len(people)} faults, recall {_share(people, 'found')}"
    )
    lines.append(
        f"all: recall {_share(faulty, 'found')}, precision {good / max(1, len(alarms)):.2f}, "
        f"{max(one.seconds for one in results):.2f} s at most, "
        f"{sum(one.seconds for one in results) / len(results):.2f} s on average"
    )
    return "\n".join(lines)


def _true(kind: str) -> set[str]:
    """What may rightly be said of a kind of fault.

    A slide leaves a copy behind, and inside one group of
    rows that copy is all that sums can see of it.
    """
    return {CODES[kind], "copy"} if CODES[kind] == "slip" else {CODES[kind]}


def _share(group: Sequence[Result], name: str) -> str:
    return f"{sum(getattr(one, name) for one in group) / max(1, len(group)):.2f}"


def main() -> None:
    """Plant, check, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1000, help="the first of the seeds")
    parser.add_argument("--kind", choices=list(KINDS))
    parser.add_argument("--show", action="store_true", help="print the cases that went wrong")
    options = parser.parse_args()
    kinds = [options.kind] if options.kind else list(KINDS)
    results = [
        run(kinds[k % len(kinds)], options.seed + k // len(kinds)) for k in range(options.cases)
    ]
    print(table(results))
    if options.show:
        for one in results:
            if one.planted.visible and not (one.restored and one.found):
                print(one.planted.kind, one.planted.labels, one.planted.columns, one.named)


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: EUPL-1.2
"""Secondary suppression by Taalplan and by Tau-Argus, under the same demands, cell by cell.

Both get the same cells, sums, weights, bounds and protection intervals: Tau-Argus in the file
format of its own solver (`full_jj`, Fischetti and Salazar's method with HiGHS), so that no rule
is translated. Both results are attacked by Taalplan's attack.

    python benchmarks/suppression.py                  up to a few seconds each
    python benchmarks/suppression.py --large          up to 10,000 cells and three dimensions
    python benchmarks/suppression.py --seconds 60     time limit of each search
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from measure import HERE, OWN, machine, peers, run

TABLE_1 = HERE.parent / "src/taalplan/example/published/table-1.csv"
Values = dict[tuple[Any, ...], int]
Sums = list[tuple[tuple[Any, ...], list[tuple[Any, ...]]]]


def table_1() -> tuple[Values, Sums]:
    """The published table 1, its areas and total added up from the desks: 272 cells, 96 sums."""
    with TABLE_1.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    groups = [g for g in dict.fromkeys(r["target_group"] for r in rows) if g != "total"]
    values: Values = {}
    desks: dict[str, list[str]] = {}
    for row in rows:
        if row["desk"] != "total" and row["target_group"] != "total":
            values[row["area"], row["desk"], row["target_group"]] = int(row["value"])
            if row["desk"] not in desks.setdefault(row["area"], []):
                desks[row["area"]].append(row["desk"])
    for area, names in desks.items():
        for desk in names:
            for group in groups:
                values.setdefault((area, desk, group), 0)
    tree: dict[tuple[str, str], list[tuple[str, str]]] = {("all", "total"): []}
    for area, names in desks.items():
        top = (area, "total") if len(names) > 1 else (area, names[0])
        tree["all", "total"].append(top)
        if len(names) > 1:
            tree[top] = [(area, desk) for desk in names]
    return _with_margins(values, tree, groups)


def _with_margins(
    values: Values, tree: Mapping[tuple[str, str], list[tuple[str, str]]], groups: list[str]
) -> tuple[Values, Sums]:
    sums: Sums = []
    for top in [*[t for t in tree if t[0] != "all"], *[t for t in tree if t[0] == "all"]]:
        for group in groups:
            parts = [(*part, group) for part in tree[top]]
            values[*top, group] = sum(values[part] for part in parts)
            sums.append(((*top, group), parts))
    rows = list(dict.fromkeys(key[:-1] for key in values))
    for row in rows:
        values[*row, "total"] = sum(values[*row, group] for group in groups)
        sums.append(((*row, "total"), [(*row, group) for group in groups]))
    sums += [((*top, "total"), [(*part, "total") for part in parts]) for top, parts in tree.items()]
    return values, sums


def cube(sizes: Sequence[int], seed: int, branch: int = 0) -> tuple[Values, Sums]:
    """A random table, 1 to 499 in each cell and 1 to 4 in one of twenty, with all margins.

    `branch` divides the first dimension in groups of so many, with a subtotal each.
    """
    draw = random.Random(seed)
    keys = product(*map(range, sizes))
    values: Values = {
        key: draw.randint(1, 4) if draw.random() < 0.05 else draw.randint(5, 499) for key in keys
    }
    sums: Sums = []
    for axis, size in enumerate(sizes):
        for key in [key for key in values if key[axis] == 0]:
            line = [(*key[:axis], k, *key[axis + 1 :]) for k in range(size)]
            if axis == 0 and branch:
                groups = [line[k : k + branch] for k in range(0, size, branch)]
                line = [(f"group {n}", *key[1:]) for n in range(len(groups))]
                for total, parts in zip(line, groups, strict=True):
                    values[total] = sum(values[part] for part in parts)
                    sums.append((total, parts))
            total = (*key[:axis], "total", *key[axis + 1 :])
            values[total] = sum(values[part] for part in line)
            sums.append((total, line))
    return values, sums


def problem(values: Values, sums: Sums, threshold: int, cost: str) -> dict[str, Any]:
    """What both are told: a count from 1 up to the threshold must seem to lie on both sides."""
    place = {key: number for number, key in enumerate(values)}
    return {
        "cells": [
            {
                "key": json.dumps(key),
                "value": value,
                "weight": value if cost == "value" else 1,
                **(
                    {"sensitive": True, "protect_low": value - 1, "protect_high": threshold}
                    if 0 < value < threshold
                    else {}
                ),
            }
            for key, value in values.items()
        ],
        "equations": [
            [[place[total], -1], *([place[part], 1] for part in parts)] for total, parts in sums
        ],
    }


def jj(told: Mapping[str, Any]) -> str:
    """The same in the format of Tau-Argus' solver. The total of a sum stands first."""
    top = 4 * max(cell["value"] for cell in told["cells"])
    lines = ["0", str(len(told["cells"]))]
    for number, cell in enumerate(told["cells"]):
        hidden = cell.get("sensitive", False)
        low = cell["value"] - cell["protect_low"] if hidden else 0
        high = cell["protect_high"] - cell["value"] if hidden else 0
        lines.append(
            f"{number} {cell['value']} {max(cell['weight'], 1)} {'u' if hidden else 's'} "
            f"0 {top} {low:.3f} {high:.3f} 0"
        )
    lines.append(str(len(told["equations"])))
    for terms in told["equations"]:
        lines.append(f"0 {len(terms)} : " + " ".join(f"{k} ({c})" for k, c in terms) + " ")
    return "\n".join(lines) + "\n"


def own(path: Path, seconds: float) -> dict[str, Any]:
    """One search by Taalplan, in this process."""
    from taalplan.tables.protect.attack import attack
    from taalplan.tables.protect.suppress import suppress

    told = _read(path)
    # What is loaded and compiled once is not measured: a first search of two cells.
    suppress(_small())
    began = time.process_time()
    found = suppress(told, seconds=seconds)
    cpu = time.process_time() - began
    began = time.process_time()
    attack(told, found.hidden)
    return {
        "hidden": sorted(found.hidden),
        "bound": found.bound,
        "cpu": cpu,
        "attack": time.process_time() - began,
    }


def peer(path: Path, seconds: float) -> dict[str, Any]:
    """One search by Tau-Argus, in this process."""
    from pytauargus import HiTaSCtrl

    out = path.with_suffix(".out")
    # It leaves logs where it runs.
    os.chdir(path.parent)
    # Its limit counts whole minutes and is not always kept: the clock ends the process.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(max(60, math.ceil(seconds)) + 15)
    solver = HiTaSCtrl()
    began = time.process_time()
    code = solver.full_jj(
        in_file_jj=str(path), out_file=str(out), max_time=max(1, round(seconds / 60))
    )
    cpu = time.process_time() - began
    hidden = [int(line) for line in out.read_text().split()]
    return {"hidden": hidden, "cpu": cpu, "code": code}


def _read(path: Path) -> Any:
    from taalplan.tables.protect.problem import Cell, Equation, Problem

    told = json.loads(path.read_text(encoding="utf-8"))
    equations = (Equation(tuple((k, c) for k, c in terms)) for terms in told["equations"])
    return Problem(tuple(Cell(**cell) for cell in told["cells"]), tuple(equations))


def _small() -> Any:
    from taalplan.tables.protect.problem import Cell, Equation, Problem

    cells = Cell("a", 1, sensitive=True, protect_high=5), Cell("b", 9), Cell("all", 10)
    return Problem(cells, (Equation(((0, 1), (1, 1), (2, -1))),))


def instances(large: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    """What is compared: a name, and what both are told."""
    for threshold in (3, 5, 10):
        for cost in ("count", "value"):
            yield f"table 1, below {threshold}, {cost}", problem(*table_1(), threshold, cost)
    for size in (20, 50, 100):
        yield f"{size} x {size}", problem(*cube((size, size), 1), 5, "value")
    yield "60 x 20 in groups of 6", problem(*cube((60, 20), 1, branch=6), 5, "value")
    yield "5 x 5 x 5", problem(*cube((5, 5, 5), 1), 5, "value")
    if large:
        yield "400 x 20 in groups of 20", problem(*cube((400, 20), 1, branch=20), 5, "value")
        yield "6 x 6 x 6", problem(*cube((6, 6, 6), 1), 5, "value")
        yield "10 x 10 x 10", problem(*cube((10, 10, 10), 1), 5, "value")
        yield "20 x 20 x 20", problem(*cube((20, 20, 20), 1), 5, "value")


def compare(name: str, told: Mapping[str, Any], seconds: float) -> str:
    """One line: what both lose, whether it protects, and what it costs."""
    from taalplan.tables.protect.attack import attack

    with tempfile.TemporaryDirectory() as folder:
        mine, theirs = Path(folder) / "told.json", Path(folder) / "told.jj"
        mine.write_text(json.dumps(told), encoding="utf-8")
        theirs.write_text(jj(told), encoding="utf-8")
        read = _read(mine)
        sides = []
        for python, kind, path in ((OWN, "own", mine), (peers(), "peer", theirs)):
            try:
                cost = run(
                    python, Path(__file__), [f"--{kind}", str(path), "--seconds", str(seconds)]
                )
            except RuntimeError:
                sides.append("no result in the time given, or an error")
                continue
            hidden = frozenset(cost.said["hidden"]) | read.primary
            lost = sum(read.cells[k].weight for k in hidden - read.primary)
            broken = len({v.cell for v in attack(read, hidden).violations})
            bound = f" (at least {cost.said['bound']:g})" if kind == "own" else ""
            sides.append(
                f"{len(hidden - read.primary)} cells, {lost}{bound}, {broken} unprotected, "
                f"{cost.said['cpu']:.2f} s ({cost.wall:.1f} on the clock), {cost.megabytes:.0f} MB"
            )
    size = f"{len(read.cells)} cells, {len(read.equations)} sums, {len(read.primary)} primary"
    return f"{name} | {size} | {' | '.join(sides)}"


def main() -> None:
    """Measure, or be measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--only", default="")
    parser.add_argument("--own", type=Path)
    parser.add_argument("--peer", type=Path)
    asked = parser.parse_args()
    if asked.own or asked.peer:
        said = own(asked.own, asked.seconds) if asked.own else peer(asked.peer, asked.seconds)
        print(json.dumps(said))
        return
    print(machine(), file=sys.stderr)
    print("what | size | Taalplan | Tau-Argus")
    for name, told in instances(asked.large):
        if asked.only in name:
            print(compare(name, told, asked.seconds), flush=True)


if __name__ == "__main__":
    main()

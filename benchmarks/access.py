# SPDX-License-Identifier: EUPL-1.2
"""Location questions of public sets: proven or not, CPU seconds and memory, each in a process.

python benchmarks/access.py --data DIR                    all sets in DIR: pmed, cap, mclp
python benchmarks/access.py --data DIR --peer             the small ones beside spopt and HiGHS
python benchmarks/access.py --neighbourhoods FILE         Flanders: municipalities, and finer places
python benchmarks/access.py --growth                      drawn places in the plane, n of them

DIR has the folders of OR-Library (pmed, cap; Beasley) and of Lorena and Pereira (mclp), with
`optima.csv` where optima are known. FILE is a CSV with nis_2019_2024, lat, lon and n_sectors; the
people of a municipality are divided over its rows by n_sectors. CPU is of the whole process, from
the start of Python, with compiled code kept. spopt is installed once, in `.venv-bench-access`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

from measure import HERE, OWN, Cost, machine, run

PLACE = HERE.parent / ".venv-bench-access"
PEER = "spopt==0.7.0"
WORKER = HERE / "access_worker.py"
SMALL = ("pmed1", "pmed7", "pmed13")
COVERING = ("SJC324", "SJC500", "SJC818")


def main() -> None:
    """Measure what was asked for and print it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path)
    parser.add_argument("--peer", action="store_true")
    parser.add_argument("--neighbourhoods", type=Path)
    parser.add_argument("--growth", action="store_true")
    options = parser.parse_args()
    print(machine())
    # Compiled once, so that no figure holds the compiler's time.
    run(OWN, WORKER, [json.dumps({"set": "warm"})])
    if options.data:
        _sets(options.data, SMALL if options.peer else None)
    if options.neighbourhoods:
        for places, p in (("municipalities", 59), ("neighbourhoods", 20), ("neighbourhoods", 59),
                          ("neighbourhoods", 100)):  # fmt: skip
            task = {"set": places, "file": str(options.neighbourhoods), "p": p}
            _print(f"{places} p={p}", run(OWN, WORKER, [json.dumps(task)]))
    if options.growth:
        for n in (500, 1000, 2000, 4000):
            _print(
                f"n={n} p=20", run(OWN, WORKER, [json.dumps({"set": "growth", "n": n, "p": 20})])
            )


def _sets(data: Path, beside: tuple[str, ...] | None) -> None:
    """Every instance of the sets, or some of pmed beside the peer."""
    total = 0.0
    for file in sorted(data.glob("pmed/pmed*.txt"), key=lambda path: int(path.stem[4:])):
        if beside is not None and file.stem not in beside:
            continue
        task = {"set": "pmed", "file": str(file)}
        cost = run(OWN, WORKER, [json.dumps(task)])
        total += cost.said["cpu"]
        _print(file.stem, cost, _optima(data / "pmed").get(file.stem))
        if beside is not None:
            _print("  spopt", run(_peer(), HERE / "access_peer.py", [str(file)]))
    print(f"pmed together: {total:.2f} CPU s of solving")
    if beside is not None:
        return
    for name, optimum in _optima(data / "cap").items():
        stem, _, room = name.partition("_")
        task = {"set": "cap", "file": str(data / "cap" / f"{stem}.txt"), "room": room}
        _print(name, run(OWN, WORKER, [json.dumps(task)]), optimum)
    for stem in COVERING:
        for p in (2, 3, 4, 5, 6, 8, 10):
            file = data / "mclp" / f"{stem}.txt"
            if file.exists():
                task = {"set": "mclp", "file": str(file), "p": p}
                _print(f"{stem} p={p}", run(OWN, WORKER, [json.dumps(task)]))


def _optima(folder: Path) -> dict[str, float]:
    file = folder / "optima.csv"
    rows = file.read_text().split() if file.exists() else []
    return {row.split(",")[0]: float(row.split(",")[1]) for row in rows}


def _print(name: str, cost: Cost, optimum: float | None = None) -> None:
    said: dict[str, Any] = dict(cost.said)
    right = "" if optimum is None else (
        "  optimum" if abs(said["value"] - optimum) < 1e-6 * optimum + 0.01 else "  NOT OPTIMAL"
    )  # fmt: skip
    print(
        f"{name:24} {said['value']:16,.2f} {said['bound']:16,.2f}  gap {100 * said['gap']:.4f} %  "
        f"{said['cpu']:7.2f} s solving  {cost.cpu:7.2f} s in all  {cost.megabytes:6.0f} MB{right}",
        flush=True,
    )


def _peer() -> Path:
    """The Python of an environment with spopt, made when it is not there yet."""
    python = PLACE / "bin" / "python"
    if not python.exists():
        print("Setting up .venv-bench-access (once) ...", file=sys.stderr)
        venv.create(PLACE, with_pip=True, clear=True)
        subprocess.run(
            [python, "-m", "pip", "install", "--quiet", PEER, "highspy"], check=True
        )  # fmt: skip
    return python


if __name__ == "__main__":
    main()

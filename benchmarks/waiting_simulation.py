# SPDX-License-Identifier: EUPL-1.2
"""Events per second of the simulation of waiting, beside Ciw and SimPy on the same network.

    python benchmarks/waiting_simulation.py [--people 20000] [--large 1000000]

Three levels with open groups: people come at random, wait in line, stay an exponential time, go
on, come again or leave. The theory is known (Erlang C at each level of a network of Jackson). An
event is somebody asking or somebody leaving lessons: two for each stage. Each simulator lives
about `--people` people three times; seconds are CPU of simulating, without importing, compiling
or reading records. Taalplan, which also draws patience, wishes and distances here, does `--large`
as well. Ciw and SimPy (MIT) are installed once, in `.venv-bench-waiting`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
import venv
from pathlib import Path
from typing import Any

import numpy as np

from measure import HERE
from taalplan.waiting.simulation import Offer, People, Simulation, Ways, simulate

PLACE = HERE.parent / ".venv-bench-waiting"
PINS = ("ciw==3.2.7", "simpy==4.1.2")

RESULT, AGAIN = (0.65, 0.15, 0.20), (0.8, 0.6, 0.5)
NET: dict[str, Any] = {
    "rate": 20.0,
    "stays": [1.0, 1.0, 1.0],
    "places": [29, 19, 12],
    "next": RESULT[0] * AGAIN[0],
    "same": RESULT[1] * AGAIN[1] + RESULT[2] * AGAIN[2],
}


def theory() -> list[float]:
    """The mean wait at each level."""
    found, flow = [], NET["rate"]
    for level, places in enumerate(NET["places"]):
        flow = (flow if not level else flow * NET["next"]) / (1 - NET["same"])
        stay, blocked = NET["stays"][level], 1.0
        load = flow * stay
        for number in range(1, places + 1):
            blocked = load * blocked / (number + load * blocked)
        delayed = blocked / (1 - load / places * (1 - blocked))
        found.append(delayed * stay / (places - load))
    return found


def own(people: int, seed: int) -> dict[str, Any]:
    """The network in Taalplan."""
    rng = np.random.default_rng(seed)
    asked = np.cumsum(rng.exponential(1 / NET["rate"], people))
    levels = np.arange(len(NET["places"]))
    zero, none = np.zeros(people, np.int64), np.full(people, -1)
    nowhere, start = np.full(len(levels), -1), np.zeros(len(levels))
    again = np.broadcast_to(np.array(AGAIN), (8, 5, 5, 3)).copy()
    again[:, :, len(levels) - 1, 0] = 0
    simulation = Simulation(
        People(np.arange(people), zero, zero, zero, none, none, zero, zero, none, asked, asked),
        Offer(
            levels, 0 * levels, nowhere, nowhere, 0 * levels, start, start + 1e9,
            np.array(NET["places"]), np.ones(len(levels), bool), np.array(NET["stays"]),
        ),
        Ways(np.broadcast_to(np.array(RESULT), (8, 5, 5, 3)).copy(), again, np.zeros((3, 2))),
        0.0, float(asked[-1]), 10.0,
    )  # fmt: skip
    began = time.process_time()
    records = simulate(simulation, seed).records
    cpu = time.process_time() - began
    waits = records.start - records.asked
    ended = ~np.isnan(records.end)
    means = [float(np.nanmean(waits[records.level == level])) for level in levels]
    return {"name": "Taalplan", "cpu": cpu, "stages": int(ended.sum()), "waits": means}


def peers(until: float, runs: int) -> list[dict[str, Any]]:
    """The same in Ciw and SimPy; installs them where they are not there yet."""
    python = PLACE / "bin" / "python"
    if not (PLACE / "ready").exists():
        print(f"Setting up {PLACE.name} (once) ...", file=sys.stderr)
        venv.create(PLACE, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PINS], check=True)
        (PLACE / "ready").touch()
    given = json.dumps({"net": NET, "until": until, "runs": runs})
    script = Path(__file__).with_name("waiting_peer.py")
    done = subprocess.run([python, script, given], check=True, capture_output=True, text=True)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def main() -> None:
    """Print a line for each simulator, and how far its waits are from the theory."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--large", type=int, default=1_000_000)
    options = parser.parse_args()
    own(1_000, 0)  # compiles
    runs = [own(options.people, seed) for seed in range(3)]
    runs += peers(options.people / NET["rate"], 3)
    runs.append(own(options.large, 7) | {"name": f"Taalplan, {options.large:,} people"})
    expected = theory()
    print("theory: waits of " + ", ".join(f"{wait:.3f}" for wait in expected))
    for name in dict.fromkeys(run["name"] for run in runs):
        mine = [run for run in runs if run["name"] == name]
        cpu, stages = (sum(run[key] for run in mine) for key in ("cpu", "stages"))
        waits = np.mean([run["waits"] for run in mine], axis=0)
        print(
            f"{name}: {2 * stages / cpu:,.0f} events a second ({2 * stages:,} in {cpu:.2f} s), "
            f"waits {', '.join(f'{wait:.3f}' for wait in waits)}"
        )


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: EUPL-1.2
"""One location question in a process of its own; writes what it found as JSON."""

from __future__ import annotations

import csv
import json
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np

from taalplan.access import (
    Locations,
    Network,
    solve_capacitated_facility_location,
    solve_capacitated_p_median,
    solve_facility_location,
    solve_maximal_covering,
    solve_p_median,
)
from taalplan.vocabulary.places import municipalities

DAY = date(2021, 1, 1)
REACH = 800
LIMIT = 15
"""CPU seconds for Flanders and for drawn places, which are stopped with the gap that is left."""


def pmed(file: Path) -> tuple[np.ndarray, int]:
    """Shortest ways in a graph; a later edge between the same two takes an earlier one's place."""
    numbers = [int(word) for word in file.read_text().split()]
    n, p = numbers[0], numbers[2]
    way = np.full((n, n), np.inf)
    np.fill_diagonal(way, 0)
    for a, b, length in zip(numbers[3::3], numbers[4::3], numbers[5::3], strict=True):
        way[a - 1, b - 1] = way[b - 1, a - 1] = length
    for k in range(n):
        np.minimum(way, way[:, k : k + 1] + way[k], out=way)
    return way, p


def cap(file: Path, room: str) -> Locations:
    """Warehouses with their capacity and cost; customers with their demand and its whole cost."""
    words = file.read_text().replace("capacity", room or "0").split()
    sites, clients = int(words[0]), int(words[1])
    head = np.array(words[2 : 2 + 2 * sites], float).reshape(sites, 2)
    rows = np.array(words[2 + 2 * sites :], float).reshape(clients, sites + 1)
    return Locations(rows[:, 1:] / rows[:, :1], demand=rows[:, 0], opening=head[:, 1],
                     capacity=np.full(sites, float(room)) if room else head[:, 0])  # fmt: skip


def plane(file: Path) -> tuple[np.ndarray, np.ndarray]:
    """Points with a demand: their distances, and the demands."""
    rows = [line.split()[:3] for line in file.read_text().splitlines()[1:]]
    points = np.array([row for row in rows if len(row) == 3], float)
    return np.hypot(*(points[:, None, k] - points[:, k] for k in (0, 1))), points[:, 2]


def flanders(places: str, file: str) -> Locations:
    """The municipalities of 2021 with their population, or the parts of them in a file."""
    known = municipalities(DAY)
    people = {nis: place.population or 0 for nis, place in known.items()}
    if places == "municipalities":
        rows = [(p.latitude, p.longitude, people[nis]) for nis, p in known.items()]
    else:
        with open(file, encoding="utf-8", newline="") as lines:
            parts = [r for r in csv.DictReader(lines) if r["nis_2019_2024"] in people]
        sectors: Counter[str] = Counter()
        for r in parts:
            sectors[r["nis_2019_2024"]] += int(r["n_sectors"])
        rows = [
            (float(r["lat"]), float(r["lon"]),
             people[r["nis_2019_2024"]] * int(r["n_sectors"]) / sectors[r["nis_2019_2024"]])
            for r in parts
        ]  # fmt: skip
    latitude, longitude, demand = np.array(rows).T
    return Locations.between((latitude, longitude), demand=demand)


def solved(task: dict[str, object]) -> tuple[Network, float]:
    """The answer and the CPU seconds of solving, without reading."""
    kind, file, p = task["set"], str(task.get("file", "")), int(str(task.get("p", 0)))
    if kind == "warm":
        return _everything_compiled(), 0.0
    if kind == "pmed":
        way, p = pmed(Path(file))
        data = Locations(way)
        began = time.process_time()
        network = solve_p_median(data, p)
    elif kind == "cap":
        data = cap(Path(file), str(task["room"]))
        began = time.process_time()
        exact = solve_capacitated_facility_location if task["room"] else solve_facility_location
        network = exact(data)
    elif kind == "mclp":
        way, demand = plane(Path(file))
        data = Locations(way, demand=demand)
        began = time.process_time()
        network = solve_maximal_covering(data, p, REACH)
    elif kind == "growth":
        at = np.random.default_rng(216).uniform(0, 1000, (int(str(task["n"])), 2))
        data = Locations(np.hypot(*(at[:, None, k] - at[:, k] for k in (0, 1))))
        began = time.process_time()
        network = solve_p_median(data, p, seconds=LIMIT)
    else:
        data = flanders(str(kind), file)
        began = time.process_time()
        network = solve_p_median(data, p, seconds=LIMIT)
    return network, time.process_time() - began


def _everything_compiled() -> Network:
    """Costs without any order leave a gap, so that every method has to be used."""
    draw = np.random.default_rng(1)
    cost = draw.integers(1, 100, (40, 40)).astype(float)
    solve_p_median(Locations(cost), 4)
    solve_capacitated_p_median(Locations(cost, demand=draw.integers(1, 9, 40), capacity=60), 4)
    rooms = Locations(cost, demand=draw.integers(1, 9, 40), capacity=60, opening=50)
    return solve_capacitated_facility_location(rooms)


def main() -> None:
    """Read the task, solve it, write it."""
    # Loading numba and the compiled code is not solving.
    solve_p_median(Locations(np.arange(16.0).reshape(4, 4)), 2)
    network, cpu = solved(json.loads(sys.argv[1]))
    json.dump(
        {"value": network.value, "bound": network.bound, "gap": network.gap, "cpu": cpu}, sys.stdout
    )


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: EUPL-1.2
"""The network of `waiting_simulation.py` in Ciw and in SimPy; runs in their own environment.

Reads the network as JSON from its argument, writes one JSON object: for each simulator the CPU
seconds of simulating, the stages that were ended, and the mean wait at each level.
"""

from __future__ import annotations

import json
import random
import sys
import time
from importlib.metadata import version
from typing import Any


def with_ciw(net: dict[str, Any], until: float, seed: int) -> dict[str, Any]:
    """As Ciw's documentation models it: nodes, exponential services, a routing matrix."""
    import ciw

    levels = len(net["places"])
    exponential = ciw.dists.Exponential
    routing = [[0.0] * levels for _ in range(levels)]
    for level in range(levels):
        routing[level][level] = net["same"]
        if level + 1 < levels:
            routing[level][level + 1] = net["next"]
    network = ciw.create_network(
        arrival_distributions=[exponential(net["rate"])] + [None] * (levels - 1),
        service_distributions=[exponential(1 / stay) for stay in net["stays"]],
        number_of_servers=net["places"],
        routing=routing,
    )
    ciw.seed(seed)
    began = time.process_time()
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(until)
    cpu = time.process_time() - began
    records = simulation.get_all_records()
    waits = [[r.waiting_time for r in records if r.node == level + 1] for level in range(levels)]
    return _said("ciw", cpu, len(records), waits)


def with_simpy(net: dict[str, Any], until: float, seed: int) -> dict[str, Any]:
    """As SimPy's documentation models it: a process for each person, a resource for each level."""
    import simpy

    rng = random.Random(seed)
    env = simpy.Environment()
    places = [simpy.Resource(env, capacity=count) for count in net["places"]]
    waits: list[list[float]] = [[] for _ in net["places"]]

    def life():  # type: ignore[no-untyped-def]
        level = 0
        while level < len(places):
            asked = env.now
            with places[level].request() as place:
                yield place
                waits[level].append(env.now - asked)
                yield env.timeout(rng.expovariate(1 / net["stays"][level]))
            chance = rng.random()
            if chance < net["next"]:
                level += 1
            elif chance >= net["next"] + net["same"]:
                return

    def arrivals():  # type: ignore[no-untyped-def]
        while True:
            yield env.timeout(rng.expovariate(net["rate"]))
            env.process(life())

    env.process(arrivals())
    began = time.process_time()
    env.run(until)
    cpu = time.process_time() - began
    return _said("simpy", cpu, sum(map(len, waits)), waits)


def _said(name: str, cpu: float, stages: int, waits: list[list[float]]) -> dict[str, Any]:
    means = [sum(level) / len(level) for level in waits]
    return {"name": f"{name} {version(name)}", "cpu": cpu, "stages": stages, "waits": means}


if __name__ == "__main__":
    given = json.loads(sys.argv[1])
    said = [
        simulator(given["net"], given["until"], seed)
        for simulator in (with_ciw, with_simpy)
        for seed in range(given["runs"])
    ]
    print(json.dumps(said))

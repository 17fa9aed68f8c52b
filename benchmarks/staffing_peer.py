# SPDX-License-Identifier: EUPL-1.2
"""The side of pyworkforce in `staffing.py`; runs in an environment of its own.

Reads one JSON object on standard input, writes one: what it answers to each question, or the name
of the error it ends with, and the CPU seconds of answering.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any


def queues(asked: dict[str, Any]) -> dict[str, Any]:
    """Waiting, and positions required, for each load; half an hour, three minutes each."""
    from pyworkforce.queuing import ErlangC

    def desk(load: float, time_: float) -> Any:
        return ErlangC(transactions=load * 10, aht=3, asa=time_ * 3, interval=30)

    began = time.process_time()
    return {
        "wait": [
            _said(lambda a=a, c=c: desk(a, 1).waiting_probability(c)) for c, a in asked["wait"]
        ],
        "late": [
            _said(lambda a=a, c=c, t=t: desk(a, t).service_level(c)) for c, a, t in asked["late"]
        ],
        "need": [
            _said(lambda a=a, t=t, s=s: desk(a, t).required_positions(s)["raw_positions"])
            for a, t, s in asked["need"]
        ],
        "cpu": time.process_time() - began,
    }


def covers(asked: dict[str, Any]) -> dict[str, Any]:
    """The cheapest shifts for each instance, day by day: cost, status and CPU seconds."""
    return {"covers": [_cover(one) for one in asked["covers"]]}


def _cover(one: dict[str, Any]) -> dict[str, Any]:
    from pyworkforce.scheduling import MinRequiredResources

    periods = len(one["need"][0])
    patterns = {
        f"s{n}": [int(p in pattern) for p in range(periods)]
        for n, pattern in enumerate(one["patterns"])
    }
    began = time.process_time()
    said = [
        MinRequiredResources(
            num_days=1, periods=periods, shifts_coverage=patterns, required_resources=[day],
            max_period_concurrency=10_000, max_shift_concurrency=10_000, num_search_workers=1,
            max_search_time=float(one["seconds"]),
            cost_dict={f"s{n}": cost for n, cost in enumerate(one["costs"])},
        ).solve()
        for day in one["need"]
    ]  # fmt: skip
    return {
        "cost": sum(day["cost"] for day in said),
        "proven": sum(day["status"] == "OPTIMAL" for day in said),
        "cpu": time.process_time() - began,
    }


def _said(call: Any) -> Any:
    try:
        return call()
    except Exception as error:
        return type(error).__name__


if __name__ == "__main__":
    question = json.load(sys.stdin)
    json.dump({**queues(question), **covers(question)}, sys.stdout)

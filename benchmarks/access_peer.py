# SPDX-License-Identifier: EUPL-1.2
"""The p-median of spopt, solved by HiGHS, in the environment of the peer; writes JSON."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import numpy as np
import pulp
from spopt.locate import PMedian


def main() -> None:
    """Read a graph as the worker does, and have the peer solve it."""
    numbers = [int(word) for word in Path(sys.argv[1]).read_text().split()]
    n, p = numbers[0], numbers[2]
    way = np.full((n, n), np.inf)
    np.fill_diagonal(way, 0)
    for a, b, length in zip(numbers[3::3], numbers[4::3], numbers[5::3], strict=True):
        way[a - 1, b - 1] = way[b - 1, a - 1] = length
    for k in range(n):
        np.minimum(way, way[:, k : k + 1] + way[k], out=way)
    began = time.process_time()
    model = PMedian.from_cost_matrix(way, np.ones(n), p_facilities=p)
    output = os.dup(1)
    os.dup2(2, 1)
    model = model.solve(pulp.HiGHS(msg=False, threads=1, timeLimit=240))
    os.dup2(output, 1)
    value = float(pulp.value(model.problem.objective))
    optimal = model.problem.status == 1 and model.problem.sol_status == 1
    cpu = time.process_time() - began
    json.dump({"value": value, "bound": value if optimal else 0.0, "gap": 0.0 if optimal else 1.0,
               "cpu": cpu}, sys.stdout)  # fmt: skip


if __name__ == "__main__":
    main()

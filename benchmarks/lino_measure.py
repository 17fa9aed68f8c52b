# SPDX-License-Identifier: EUPL-1.2
"""The same yardstick in two processes: for Taalplan and for Lino, each with its own Python."""

from __future__ import annotations

import time
from typing import Any

NOT_MEASURED = 5
"""The first ones load modules and fill caches; their statements are counted."""


class Statements:
    """Counts what is asked of the database."""

    def __init__(self) -> None:
        """None yet."""
        self.count = 0

    def __call__(self, execute: Any, *rest: Any) -> Any:
        """One more."""
        self.count += 1
        return execute(*rest)


def measured(work: Any, things: list[Any], connection: Any) -> dict[str, Any]:
    """Milliseconds of CPU and clock for each thing, and the statements of a typical one."""
    counts = []
    for thing in things[:NOT_MEASURED]:
        statements = Statements()
        with connection.execute_wrapper(statements):
            work(thing)
        counts.append(statements.count)
    walls = []
    cpu = time.process_time()
    for thing in things[NOT_MEASURED:]:
        began = time.perf_counter()
        work(thing)
        walls.append((time.perf_counter() - began) * 1000)
    cpu = (time.process_time() - cpu) * 1000 / len(walls)
    return {"cpu": cpu, "walls": walls, "statements": sorted(counts)[NOT_MEASURED // 2]}

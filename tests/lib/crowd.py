# SPDX-License-Identifier: EUPL-1.2
"""Many clients at once, each on its own connection to the database, as the web server has them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any


def at_once(jobs: Sequence[Callable[[], Any]], *, clients: int = 50) -> list[Any]:
    """What each job returned, or the error that it raised, in the order of the jobs.

    The clients start together and share the jobs out like cards.
    """
    from django.db import connections

    barrier = Barrier(clients)
    results: list[Any] = [None] * len(jobs)

    def client(number: int) -> None:
        barrier.wait(30)
        try:
            for index in range(number, len(jobs), clients):
                try:
                    results[index] = jobs[index]()
                except Exception as error:
                    results[index] = error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(client, range(clients)))
    return results


def kinds(results: Sequence[Any]) -> dict[str, int]:
    """How often each kind of outcome occurred, by the name of its class."""
    names = [type(result).__name__ for result in results]
    return {name: names.count(name) for name in sorted(set(names))}

# SPDX-License-Identifier: EUPL-1.2
"""Pages of figures from a published snapshot of many registrations: how long each takes.

    python benchmarks/web_figures.py                     a million registrations, 40 requests a page
    python benchmarks/web_figures.py --rows 200000 --requests 20

The snapshot is generated and published first (counting and protecting are told apart from the
pages, which count nothing). Pages are asked of Django itself, without a network: the times are
those of the server, in milliseconds on the clock and of CPU.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

NAME = "/cijfers/first-registrations/"
API = "/api/v1/tables/first-registrations.desk.calendar-year"


def main() -> None:
    """Generate, publish, ask."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--requests", type=int, default=40)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), options.rows, options.requests)


def measure(folder: Path, rows: int, requests: int) -> None:
    """Publish the first registrations of a generated register, and time their pages."""
    from generate import generate
    from taalplan.opendata import cubes_of, publish

    snapshot = generate(folder / "snapshot", rows)
    begin = time.process_time()
    cubes = [*cubes_of("first-registrations")[:1], *cubes_of("registrations-by-year")]
    publish(snapshot.path, folder / "cijfers", cubes=cubes)
    print(f"{rows:,} registrations published in {time.process_time() - begin:.1f} CPU seconds\n")
    os.environ |= {
        "TAALPLAN_HOME": str(folder),
        "TAALPLAN_FIGURES": str(folder / "cijfers"),
        "DJANGO_SETTINGS_MODULE": "taalplan.config.settings",
        "TAALPLAN_API_RATE": "1000000",
    }
    import django

    django.setup()
    print(f"{'page':<34} {'first':>8} {'median':>8} {'p95':>8} {'CPU':>8}   milliseconds")
    for name, address in pages().items():
        print(f"{name:<34} {timed(address, requests)}")


def pages() -> dict[str, str]:
    """The pages: one figure, a long table, why, the list, files and the API."""
    one = "by=desk&desk={desk}&year=2019,2021&target_group=obliged"
    desk = known_desk()
    return {
        "the year at a glance": "/",
        "all figures": "/cijfers/",
        "one figure": f"{NAME}?{one.format(desk=desk)}",
        "areas by year": f"{NAME}?by=desk&desk=total&target_group=total",
        "the whole table": f"{NAME}?by=desk",
        "why": f"{NAME}waarom/?by=desk&desk={desk}&target_group=obliged&van=2019&tot=2021",
        "a chart (kept after the first)": f"{NAME}bars.svg?by=desk&desk=total&target_group=total",
        "XLSX": f"{NAME}cijfers.xlsx?by=desk",
        "API, 100 cells": f"{API}/cells",
        "API, the table as CSV": f"{API}/data",
    }


def known_desk() -> str:
    """A desk with a figure in both years."""
    from taalplan.web.published import store

    table = store().table(store_cube())
    for area, desk in (row.path for row in table.rows.members):
        cells = [table.cell((area, desk), (year, "obliged")) for year in ("2019", "2021")]
        if "total" not in (area, desk) and area != desk and all(c.value for c in cells):
            return desk
    raise SystemExit("no desk has figures in 2019 and 2021")


def store_cube() -> object:
    """The table by desk."""
    from taalplan.opendata import cubes_of

    return cubes_of("first-registrations")[0]


def timed(address: str, requests: int) -> str:
    """The first request, the median and the 95th percentile of the others, and their CPU."""
    from django.test import Client

    client, spent = Client(SERVER_NAME="localhost"), []
    cpu = 0.0
    for _ in range(requests + 1):
        began, busy = time.perf_counter(), time.process_time()
        answer = client.get(address)
        spent.append(1000 * (time.perf_counter() - began))
        cpu += time.process_time() - busy
        assert answer.status_code == 200, (address, answer.status_code)
        assert answer.content
    first, *warm = spent
    p95 = statistics.quantiles(warm, n=20)[-1]
    return f"{first:8.1f} {statistics.median(warm):8.1f} {p95:8.1f} {1000 * cpu / len(spent):8.1f}"


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: EUPL-1.2
"""How long an import takes beside a bare read of the same file, and how much memory it needs.

    python benchmarks/import_speed.py [--rows 1000000]

Makes its own extract in a temporary folder. Each way runs in a process of its own, so that the
peak of its memory is its own; CPU seconds count all threads.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter

HEADINGS = ("person", "date", "desk", "kind", "target_group", "municipality")
XLSX_ROWS = 100_000


def make(folder: Path, rows: int) -> None:
    """Registrations of people with eleven-digit keys, in the order of their dates."""
    import numpy as np

    from taalplan.vocabulary.codes import RegistrationKind, TargetGroup
    from taalplan.vocabulary.places import desks, municipalities

    random = np.random.default_rng(7)
    keys = 10**10 + random.permutation(int(0.72 * rows)) * 7
    days = np.sort(np.datetime64("2017-01-01") + random.integers(0, 1826, rows))
    columns = [
        keys[random.integers(0, len(keys), rows)].astype(str),
        days.astype(str),
        random.choice([desk.code for desk in desks()], rows),
        random.choice([kind.value for kind in RegistrationKind], rows),
        random.choice([group.value for group in TargetGroup], rows),
        random.choice(list(municipalities()), rows),
    ]
    # A person at the same desk on the same day twice would be a fault, not a row.
    table = list(dict.fromkeys(zip(*(column.tolist() for column in columns), strict=True)))
    for name, separator, quoting in (
        ("plain", ",", csv.QUOTE_MINIMAL),
        ("quoted", ";", csv.QUOTE_ALL),
    ):
        (folder / name).mkdir()
        with (folder / name / "registrations.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, delimiter=separator, quoting=quoting)
            writer.writerow(HEADINGS)
            writer.writerows(table)
    _workbook(folder / "workbook", table[:XLSX_ROWS])


def _workbook(folder: Path, table: list[tuple[str, ...]]) -> None:
    import xlsxwriter

    folder.mkdir()
    with xlsxwriter.Workbook(folder / "registrations.xlsx", {"constant_memory": True}) as book:
        sheet, as_date = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, HEADINGS)
        for at, (person, day, *rest) in enumerate(table, start=1):
            sheet.write_string(at, 0, person)
            sheet.write_datetime(at, 1, date.fromisoformat(day), as_date)
            sheet.write_row(at, 2, rest)


def bare_arrow(folder: Path) -> int:
    """Arrow reads the file as text and does nothing with it."""
    import pyarrow as pa
    import pyarrow.csv as pacsv

    types = pacsv.ConvertOptions(column_types=dict.fromkeys(HEADINGS, pa.string()))
    return int(
        pacsv.read_csv(folder / "plain" / "registrations.csv", convert_options=types).num_rows
    )


def bare_python(folder: Path) -> int:
    """Python's csv reads the file and keeps nothing."""
    with (folder / "plain" / "registrations.csv").open(newline="", encoding="utf-8") as file:
        return sum(1 for _ in csv.reader(file)) - 1


def short_script(folder: Path) -> int:
    """What a short script would do: parse dates, number people, look for double rows."""
    people: dict[str, int] = {}
    seen = set()
    with (folder / "plain" / "registrations.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            number = people.setdefault(row["person"], len(people))
            seen.add((number, date.fromisoformat(row["date"]), *list(row.values())[2:]))
    return len(seen)


def imported(name: str) -> Callable[[Path], int]:
    """Import to a snapshot on disk."""

    def run(folder: Path) -> int:
        from taalplan.sources import import_files

        return import_files([folder / name], folder / f"out-{name}").rows("registrations")

    return run


WAYS: dict[str, Callable[[Path], int]] = {
    "bare read, Arrow": bare_arrow,
    "bare read, Python csv": bare_python,
    "short script, Python csv": short_script,
    "taalplan import, CSV": imported("plain"),
    "taalplan import, quoted CSV": imported("quoted"),
    "taalplan import, XLSX": imported("workbook"),
}


def measure(way: str, folder: Path) -> dict[str, float]:
    """Run one way in this process and say what it took."""
    start = perf_counter()
    rows = WAYS[way](folder)
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "rows": rows,
        "wall": perf_counter() - start,
        "cpu": used.ru_utime + used.ru_stime,
        "gigabytes": used.ru_maxrss / 2**20,
    }


def main() -> None:
    """Measure all ways side by side and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--way", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.way == "make":
        make(options.folder, options.rows)
        return
    if options.way:
        print(json.dumps(measure(options.way, options.folder)))
        return
    with tempfile.TemporaryDirectory() as folder:
        # Not in this process: its peak of memory would count for those that it starts.
        this = [sys.executable, __file__, "--rows", str(options.rows), "--folder", folder, "--way"]
        subprocess.run([*this, "make"], check=True)
        print(f"{'':28}{'rows':>10}{'wall s':>9}{'CPU s':>8}{'GB':>7}{'rows/CPU s':>13}")
        for way in WAYS:
            found = json.loads(subprocess.run([*this, way], check=True, capture_output=True).stdout)
            speed = found["rows"] / found["cpu"]
            print(
                f"{way:28}{found['rows']:>10,}{found['wall']:>9.2f}{found['cpu']:>8.2f}"
                f"{found['gigabytes']:>7.2f}{speed:>13,.0f}"
            )


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: EUPL-1.2
"""The four official tables, counted by Taalplan and by others from the same files.

Every way counts the different people in every cell of every margin: tables 1 and 2 from
registrations, tables 3 and 4 from components and their contracts. All must give the same counts.

    python benchmarks/official_tables.py                      1 million registrations
    python benchmarks/official_tables.py --rows 10000000
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from measure import OWN, Cost, peers, run

TABLES = ("first-registrations", "registrations-by-year", "outcomes-a1", "outcomes-a2")
YEAR = 2021
COLUMNS = {
    "registrations": ["person", "date", "desk", "kind", "target_group"],
    "components": ["person", "contract", "component", "result", "closed"],
    "contracts": ["contract", "signed", "area", "target_group"],
}
FEW = 20_000
"""Rows of a first round that is not reported: it leaves everything compiled."""

SLOW = 20.0
"""CPU seconds; what takes longer is measured once."""

ELSEWHERE = {"cpu": 0.0, "megabytes": 0.0}
"""What a way cost in a process that is not a child of ours, so far."""

Counted = Iterator[tuple[str, Mapping[tuple[str, ...], int]]]


def scan(snapshot: Path, spec: Mapping[str, Any]) -> Counted:
    """The floor: decode the same columns from the same files, and touch every number."""
    import pyarrow as pa

    from taalplan.snapshot import Snapshot

    opened = Snapshot.open(snapshot)
    for table, columns in COLUMNS.items():
        touched = 0
        for batch in opened.batches(table, columns):
            for values in batch.columns:
                numbers = values.indices if pa.types.is_dictionary(values.type) else values
                if pa.types.is_date32(numbers.type):
                    numbers = numbers.view(pa.int32())
                touched += int(numbers.fill_null(0).to_numpy().sum())
        yield table, {("total",): touched}


def plain_scan(snapshot: Path, spec: Mapping[str, Any]) -> Counted:
    """The scan as most would write it: a whole column read by Arrow, codes kept, and summed."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    for table, columns in COLUMNS.items():
        touched = 0
        for values in pq.read_table(snapshot / f"{table}.parquet", columns=columns).columns:
            for chunk in values.chunks:
                numbers = chunk.indices if pa.types.is_dictionary(chunk.type) else chunk
                if pa.types.is_date32(numbers.type):
                    numbers = numbers.view(pa.int32())
                touched += pc.sum(numbers).as_py() or 0
        yield table, {("total",): touched}


def taalplan(snapshot: Path, spec: Mapping[str, Any]) -> Counted:
    """Taalplan's own counting."""
    from taalplan.snapshot import Snapshot
    from taalplan.statistics.count import count_all

    found = definitions()
    counts = count_all(list(found.values()), Snapshot.open(snapshot))
    yield from zip(found, counts, strict=True)


def duckdb(snapshot: Path, spec: Mapping[str, Any]) -> Counted:
    """SQL as anybody would write it: grouping sets and count(distinct)."""
    from taalplan.snapshot import Snapshot
    from taalplan.statistics import sql

    for name, definition in definitions().items():
        yield name, sql.count(definition, Snapshot.open(snapshot))


def spark(snapshot: Path, spec: Mapping[str, Any]) -> Counted:
    """The same SQL on Apache Spark, on this machine; Java's own cost is added."""
    from taalplan.snapshot import Snapshot
    from taalplan.statistics import spark

    found = definitions()
    with spark.session() as session:
        java = Path("/proc") / str(session.sparkContext._gateway.proc.pid)
        counts = spark.count_all(list(found.values()), Snapshot.open(snapshot))
        yield from zip(found, counts, strict=True)
        ELSEWHERE.update(cpu=_cpu_of(java), megabytes=_peak_of(java))


def _cpu_of(process: Path) -> float:
    fields = (process / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _peak_of(process: Path) -> float:
    peak = next(x for x in (process / "status").read_text().splitlines() if x.startswith("VmHWM"))
    return int(peak.split()[1]) * 1024 / 1e6


def pandas(snapshot: Path, spec: Mapping[str, Any]) -> Counted:
    """One groupby and nunique for each margin."""
    import pandas as pd

    def read(table: str) -> pd.DataFrame:
        return pd.read_parquet(
            snapshot / f"{table}.parquet",
            columns=COLUMNS[table],
            to_pandas_kwargs={"date_as_object": False},
        )

    facts = read("registrations")
    facts["area"] = facts["desk"].map(spec["area_of"])
    facts["year"] = facts["date"].dt.year
    parts = read("components").merge(read("contracts"), on="contract", how="left")
    parts["contract_year"] = parts["signed"].dt.year
    parts = parts[parts["closed"].notna()]
    wanted = {
        "first-registrations": facts[(facts["kind"] == "first") & (facts["year"] == YEAR)],
        "registrations-by-year": facts,
        "outcomes-a1": parts[parts["component"] == "A1"],
        "outcomes-a2": parts[parts["component"] == "A2"],
    }
    for name, frame in wanted.items():
        counts = {}
        for kept in spec["margins"][name]:
            if kept:
                found = frame.groupby(kept, observed=True)["person"].nunique()
                codes = found.index.to_frame().itertuples(index=False)
                cells = zip(map(tuple, codes), found.tolist(), strict=True)
            else:
                cells = iter([((), frame["person"].nunique())])
            counts |= {path(spec, name, kept, code): int(n) for code, n in cells}
        yield name, counts


def polars(snapshot: Path, spec: Mapping[str, Any]) -> Counted:
    """One group_by and n_unique for each margin, planned together and streamed."""
    import polars as pl

    def read(table: str) -> pl.LazyFrame:
        return pl.scan_parquet(snapshot / f"{table}.parquet").select(COLUMNS[table])

    facts = read("registrations").with_columns(
        area=pl.col("desk").cast(pl.String).replace_strict(spec["area_of"]),
        year=pl.col("date").dt.year(),
    )
    parts = (
        read("components")
        .filter(pl.col("closed").is_not_null())
        .join(read("contracts"), on="contract", how="left")
        .with_columns(contract_year=pl.col("signed").dt.year())
    )
    wanted = {
        "first-registrations": facts.filter((pl.col("kind") == "first") & (pl.col("year") == YEAR)),
        "registrations-by-year": facts,
        "outcomes-a1": parts.filter(pl.col("component") == "A1"),
        "outcomes-a2": parts.filter(pl.col("component") == "A2"),
    }
    people = pl.col("person").n_unique().alias("people")
    margins = [(name, kept) for name in wanted for kept in spec["margins"][name]]
    frames = pl.collect_all(
        [
            wanted[name].group_by(kept).agg(people) if kept else wanted[name].select(people)
            for name, kept in margins
        ],
        engine="streaming",
    )
    for (name, kept), frame in zip(margins, frames, strict=True):
        yield name, {path(spec, name, kept, row[:-1]): row[-1] for row in frame.iter_rows()}


@dataclass(frozen=True)
class Way:
    """One way to count; `own` says that it runs in Taalplan's environment, not in the peers'."""

    name: str
    count: Callable[[Path, Mapping[str, Any]], Counted]
    own: bool


WAYS = {
    "scan": Way("bare scan of the same columns", scan, own=True),
    "plain": Way("the same scan, whole columns by Arrow", plain_scan, own=True),
    "taalplan": Way("Taalplan", taalplan, own=True),
    "polars": Way("polars, n_unique per margin", polars, own=False),
    "duckdb": Way("DuckDB, grouping sets, count(distinct)", duckdb, own=True),
    "pandas": Way("pandas, nunique per margin", pandas, own=False),
    "spark": Way("Spark on this machine, grouping sets", spark, own=True),
}


SCANS = ("scan", "plain")
"""Ways that read and do not count."""


def definitions() -> dict[str, Any]:
    """The four definitions, the first one for one year."""
    from taalplan.statistics import find_definition
    from taalplan.vocabulary.periods import CalendarYear

    found = {name: find_definition(name) for name in TABLES}
    return found | {TABLES[0]: found[TABLES[0]].of_years(CalendarYear(YEAR))}


def path(
    spec: Mapping[str, Any], name: str, kept: list[str], codes: tuple[object, ...]
) -> tuple[str, ...]:
    """A cell's path as Taalplan writes it: a code or `total` for each dimension."""
    code = dict(zip(kept, codes, strict=True))
    return tuple(str(code.get(dimension, "total")) for dimension in spec["dimensions"][name])


def child(way: str, snapshot: Path, times: int) -> None:
    """Count in one way; say what the last time cost, and which counts came out."""
    spec = json.loads((snapshot / "spec.json").read_text(encoding="utf-8"))
    for _ in range(times):
        began = time.process_time() + ELSEWHERE["cpu"]
        found = [
            (name, *where, count)
            for name, counts in WAYS[way].count(snapshot, spec)
            for where, count in counts.items()
        ]
        cpu = time.process_time() + ELSEWHERE["cpu"] - began
    digest = hashlib.sha256(json.dumps(sorted(found)).encode()).hexdigest()[:12]
    said = {"cpu": cpu, "cells": len(found), "digest": digest, "elsewhere": ELSEWHERE}
    print(json.dumps(said))


def prepare(snapshot: Path, rows: int) -> None:
    """A generated snapshot, and beside it what the peers must know of the definitions."""
    from generate import generate
    from taalplan.vocabulary.places import desks

    generate(snapshot, rows)
    found = definitions()
    spec = {
        "area_of": {desk.code: desk.area for desk in desks()},
        "dimensions": {name: d.dimensions for name, d in found.items()},
        "margins": {name: d.margins() for name, d in found.items()},
    }
    (snapshot / "spec.json").write_text(json.dumps(spec), encoding="utf-8")
    return snapshot


@dataclass
class Runs:
    """The runs of one way: each in a process of its own, and each again counting twice."""

    once: list[Cost] = field(default_factory=list)
    twice: list[Cost] = field(default_factory=list)

    @property
    def slow(self) -> bool:
        """Whether one run was long enough to be no accident."""
        return bool(self.once) and self.once[0].cpu + self.once[0].said["elsewhere"]["cpu"] > SLOW

    def middle(self) -> tuple[float, float, float, float]:
        """CPU seconds of the process, of counting once all is loaded; clock, peak memory."""
        loaded = [cost.said["cpu"] for cost in self.twice or self.once]
        return (
            median(cost.cpu + cost.said["elsewhere"]["cpu"] for cost in self.once),
            median(loaded),
            median(cost.wall for cost in self.once),
            median(cost.megabytes + cost.said["elsewhere"]["megabytes"] for cost in self.once),
        )


def measured(snapshot: Path, ways: list[str], repeats: int) -> dict[str, Runs]:
    """Every way in turn, several times over, so that a busy moment hits all alike."""
    runs = {way: Runs() for way in ways}
    for turn in range(repeats):
        for way in ways:
            if runs[way].slow:
                continue
            print(f"  {snapshot.name}, {way}, {turn + 1} of {repeats}", file=sys.stderr)
            python = OWN if WAYS[way].own else peers()
            child = ["--child", way, str(snapshot)]
            runs[way].once.append(run(python, Path(__file__), [*child, "1"]))
            if not runs[way].slow:
                runs[way].twice.append(run(python, Path(__file__), [*child, "2"]))
    return runs


HEADING = f"""
{"":40}{"whole process":^27}{"counting, once loaded":^27}
{"":40}{"CPU s":>9}{"/ scan":>9}{"/ ours":>9}{"CPU s":>9}{"/ scan":>9}{"/ ours":>9}\
{"clock s":>9}{"peak MB":>9}"""


def report(rows: int, runs: Mapping[str, Runs]) -> None:
    """One table: medians, and their ratios to the scan and to Taalplan."""
    said = [cost.said for way, found in runs.items() if way not in SCANS for cost in found.once]
    digests = {one["digest"] for one in said}
    if len(digests) != 1:
        raise SystemExit(f"the ways do not count the same: {', '.join(sorted(digests))}")
    middle = {way: found.middle() for way, found in runs.items()}
    print(f"\nFour official tables from {rows:,} registrations: {said[0]['cells']:,} cells.")
    print(f"Every way gives the same counts ({digests.pop()}).")
    print(
        f"Medians of {len(runs['scan'].once)} runs; of one run, where it takes over {SLOW:.0f} s."
    )
    print(HEADING)
    for way, (process, loaded, clock, megabytes) in middle.items():
        figures = [
            *(process / other for other in (1, middle["scan"][0], middle["taalplan"][0])),
            *(loaded / other for other in (1, middle["scan"][1], middle["taalplan"][1])),
            clock,
        ]
        print(f"{WAYS[way].name:40}{''.join(f'{x:9.2f}' for x in figures)}{megabytes:9.0f}")


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--ways", nargs="*", default=list(WAYS), choices=list(WAYS))
    parser.add_argument("--prepare", help=argparse.SUPPRESS)
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.child:
        way, snapshot, times = options.child
        child(way, Path(snapshot), int(times))
        return
    if options.prepare:
        prepare(Path(options.prepare), options.rows)
        return
    if "spark" in options.ways:
        subprocess.run([OWN, Path(__file__).parents[1] / "tools" / "spark.py"], check=True)
    with tempfile.TemporaryDirectory() as folder:
        for rows, repeats in ((FEW, 1), (options.rows, options.repeats)):
            snapshot = Path(folder) / f"{rows}"
            # In another process: a child's peak memory is never below its parent's.
            command = [OWN, __file__, "--prepare", snapshot, "--rows", str(rows)]
            subprocess.run(command, check=True)
            runs = measured(snapshot, options.ways, repeats)
    report(options.rows, runs)


if __name__ == "__main__":
    main()

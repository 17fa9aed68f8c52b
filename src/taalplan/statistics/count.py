# SPDX-License-Identifier: EUPL-1.2
"""Count definitions on a snapshot: one pass over each table of facts, every margin at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taalplan.snapshot import PeopleRange, Snapshot
from taalplan.statistics.categories import CodeLists
from taalplan.statistics.definition import Count, Definition
from taalplan.statistics.margins import Counter, People, Rows
from taalplan.statistics.plan import Plan, Planner
from taalplan.statistics.streams import Batch
from taalplan.tables.table import TOTAL, Path

Counts = dict[Path, int]
"""The count for each path (rows, then columns; `total` where totalled). Zeros are left out."""

Progress = Callable[[float], None]

Cells = NDArray[np.int64]
"""The counts of one table, in all cells of all its margins."""

MANY_FACTS = 3_000_000
"""From so many facts the stamp kernel pays for its loading; below, sorting has long finished."""


def count(definition: Definition, snapshot: Snapshot) -> Counts:
    """Count one definition."""
    return count_all([definition], snapshot)[0]


def count_all(
    definitions: Sequence[Definition],
    snapshot: Snapshot,
    *,
    lists: CodeLists | None = None,
    progress: Progress | None = None,
    many: int = MANY_FACTS,
    threads: int | None = None,
) -> list[Counts]:
    """Count several definitions; those on the same table share one reading of it.

    Tables of at least `many` facts are counted by the stamp kernel, in as many ranges of people
    side by side as there are `threads` (by default, processors). Raises SnapshotError when
    the snapshot lacks a table that a definition needs.
    """
    planner = Planner(snapshot, lists or CodeLists(snapshot))
    plans = [planner.plan(definition) for definition in definitions]
    tables = dict.fromkeys(plan.definition.of for plan in plans)
    told = _Told(sum(snapshot.rows(table) for table in tables), progress)
    found: dict[int, Counts] = {}
    for table in tables:
        chosen = {n: plan for n, plan in enumerate(plans) if plan.definition.of == table}
        large = snapshot.rows(table) >= many
        reading = _Reading(snapshot, table, list(chosen.values()), stamp=large)
        side_by_side = large and reading.people
        ranges = snapshot.people_ranges(table, threads or _processors()) if side_by_side else []
        counts = reading.together(ranges, told) if len(ranges) > 1 else reading.count(None, told)
        found |= {n: _counts(chosen[n], each) for n, each in zip(chosen, counts, strict=True)}
    return [found[n] for n in range(len(plans))]


@dataclass(frozen=True)
class _Reading:
    """One table of facts, and the plans that are counted from it."""

    snapshot: Snapshot
    table: str
    plans: Sequence[Plan]
    stamp: bool

    @property
    def people(self) -> bool:
        """Whether any plan counts people: the number of each is read then."""
        return any(plan.definition.count is Count.PEOPLE for plan in self.plans)

    def together(self, ranges: Sequence[PeopleRange], told: _Told) -> list[Cells]:
        """The counts of everybody: each range by a thread, added up. Nobody is in two of them."""
        with ThreadPoolExecutor(len(ranges)) as threads:
            parts = list(threads.map(lambda people: self.count(people, told), ranges))
        return [np.sum(part, axis=0) for part in zip(*parts, strict=True)]

    def count(self, people: PeopleRange | None, told: _Told) -> list[Cells]:
        """The counts of each plan in all cells of its margins, of some people or of all."""
        counters = [_counter(plan, stamp=self.stamp) for plan in self.plans]
        for records in self.snapshot.batches(self.table, _columns(self.plans), people):
            batch = Batch(records)
            for plan, counter in zip(self.plans, counters, strict=True):
                person = batch.keys("person") if plan.definition.count is Count.PEOPLE else None
                counter.add([stream.read(batch) for stream in plan.streams], person)
            told.more(records.num_rows)
        return [counter.counts() for counter in counters]


@dataclass
class _Told:
    """How far the counting is, for whoever waits."""

    rows: int
    progress: Progress | None
    seen: int = 0

    def more(self, rows: int) -> None:
        """So many rows more were counted."""
        self.seen += rows
        if self.progress:
            self.progress(self.seen / max(self.rows, 1))


def _processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _columns(plans: Sequence[Plan]) -> list[str]:
    columns = set().union(*(plan.columns for plan in plans))
    if any(plan.definition.count is Count.PEOPLE for plan in plans):
        columns.add("person")
    return sorted(columns)


def _counter(plan: Plan, *, stamp: bool) -> Counter:
    if plan.definition.count is Count.ROWS:
        return Rows(plan.margins)
    if stamp:
        from taalplan.statistics.stamp import Stamps

        return Stamps(plan.margins)
    return People(plan.margins)


def _counts(plan: Plan, counted: Cells) -> Counts:
    names = plan.definition.dimensions
    counts: Counts = {}
    for kept, cells in zip(plan.kept, plan.margins.split(counted), strict=True):
        for where in zip(*cells.nonzero(), strict=True) if kept else _single(cells):
            code = plan.path(kept, where)
            path = tuple(code.get(name, TOTAL) for name in names)
            counts[path] = int(cells[where])
    return counts


def _single(cells) -> list[tuple[()]]:  # type: ignore[no-untyped-def]
    return [()] if cells[()] else []

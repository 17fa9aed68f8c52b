# SPDX-License-Identifier: EUPL-1.2
"""Count definitions on a snapshot: one pass over each table of facts, every margin at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from taalplan.snapshot import Snapshot
from taalplan.statistics.categories import CodeLists
from taalplan.statistics.definition import Count, Definition
from taalplan.statistics.margins import Counter, People, Rows
from taalplan.statistics.plan import Plan, Planner
from taalplan.statistics.streams import Batch
from taalplan.tables.table import TOTAL, Path

Counts = dict[Path, int]
"""The count for each path (rows, then columns; `total` where totalled). Zeros are left out."""

Progress = Callable[[float], None]

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
) -> list[Counts]:
    """Count several definitions; those on the same table share one reading of it.

    Tables of at least `many` facts are counted by the stamp kernel. Raises SnapshotError when
    the snapshot lacks a table that a definition needs.
    """
    planner = Planner(snapshot, lists or CodeLists(snapshot))
    plans = [planner.plan(definition) for definition in definitions]
    tables = dict.fromkeys(plan.definition.of for plan in plans)
    total = sum(snapshot.rows(table) for table in tables)
    found: dict[int, Counts] = {}
    seen = 0
    for table in tables:
        stamp = snapshot.rows(table) >= many
        counted = [
            (n, plan, _counter(plan, stamp=stamp))
            for n, plan in enumerate(plans)
            if plan.definition.of == table
        ]
        for records in snapshot.batches(table, _columns([plan for _, plan, _ in counted])):
            batch = Batch(records)
            for _, plan, counter in counted:
                person = batch.keys("person") if plan.definition.count is Count.PEOPLE else None
                counter.add([stream.read(batch) for stream in plan.streams], person)
            seen += records.num_rows
            if progress:
                progress(seen / max(total, 1))
        found |= {n: _counts(plan, counter) for n, plan, counter in counted}
    return [found[n] for n in range(len(plans))]


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


def _counts(plan: Plan, counter: Counter) -> Counts:
    names = plan.definition.dimensions
    counts: Counts = {}
    for kept, cells in zip(plan.kept, plan.margins.split(counter.counts()), strict=True):
        for where in zip(*cells.nonzero(), strict=True) if kept else _single(cells):
            code = plan.path(kept, where)
            path = tuple(code.get(name, TOTAL) for name in names)
            counts[path] = int(cells[where])
    return counts


def _single(cells) -> list[tuple[()]]:  # type: ignore[no-untyped-def]
    return [()] if cells[()] else []

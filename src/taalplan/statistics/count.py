# SPDX-License-Identifier: EUPL-1.2
"""Count definitions on a snapshot: one pass over each table of facts, every margin at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from taalplan.snapshot import Snapshot, SnapshotError
from taalplan.statistics.categories import CodeLists
from taalplan.statistics.definition import Count, Definition
from taalplan.statistics.dimensions import UNKNOWN, WITHIN
from taalplan.statistics.plan import Plan, Planner
from taalplan.statistics.stamp import Stamps
from taalplan.tables.table import TOTAL, Path

Counts = dict[Path, int]
"""The count for each path (rows, then columns; `total` where totalled). Zeros are left out."""

Progress = Callable[[float], None]


def count(definition: Definition, snapshot: Snapshot) -> Counts:
    """Count one definition with the stamp kernel."""
    return count_all([definition], snapshot)[0]


def count_all(
    definitions: Sequence[Definition],
    snapshot: Snapshot,
    *,
    lists: CodeLists | None = None,
    progress: Progress | None = None,
) -> list[Counts]:
    """Count several definitions; those on the same table share one reading of it.

    Raises SnapshotError when the snapshot lacks a table that a definition needs.
    """
    lists = lists or CodeLists(snapshot)
    planner = Planner(snapshot, lists)
    plans = [planner.plan(definition) for definition in definitions]
    total = sum(snapshot.rows(table) for table in {plan.definition.of for plan in plans})
    found: dict[int, Counts] = {}
    seen = 0
    for table in dict.fromkeys(plan.definition.of for plan in plans):
        numbered = [(n, plan) for n, plan in enumerate(plans) if plan.definition.of == table]
        stamps = [_stamps(plan) for _, plan in numbered]
        columns = sorted(set().union(*(_columns(plan) for _, plan in numbered)))
        for batch in snapshot.batches(table, columns):
            for (_, plan), counters in zip(numbered, stamps, strict=True):
                _add(plan, counters, batch)
            seen += batch.num_rows
            if progress:
                progress(seen / max(total, 1))
        for (n, plan), counters in zip(numbered, stamps, strict=True):
            found[n] = _counts(plan, counters, lists)
    return [found[n] for n in range(len(plans))]


def _columns(plan: Plan) -> set[str]:
    people = plan.definition.count is Count.PEOPLE
    columns = plan.columns | ({"person"} if people else set())
    if not columns:
        raise SnapshotError(f"{plan.definition.name}: nothing to read")
    return columns


def _stamps(plan: Plan) -> Stamps:
    names = plan.definition.dimensions
    margins = [
        tuple(names.index(name) for name in plan.implied(kept))
        for kept in plan.definition.margins()
    ]
    return Stamps.for_margins([plan.codes[name].size for name in names], margins)


def _add(plan: Plan, stamps: Stamps, batch) -> None:  # type: ignore[no-untyped-def]
    read = [stream.read(batch) for stream in plan.streams]
    raw, look = tuple(r for r, _ in read), tuple(table for _, table in read)
    if plan.definition.count is Count.PEOPLE:
        stamps.add_people(batch.column("person").to_numpy(), raw, look)
    else:
        stamps.add_rows(raw, look)


def _counts(plan: Plan, stamps: Stamps, lists: CodeLists) -> Counts:
    names = plan.definition.dimensions
    counts: Counts = {}
    for m, kept in enumerate(plan.definition.margins()):
        numbered = plan.implied(kept)
        cells = stamps.margin(m, tuple(plan.codes[name].size for name in numbered))
        for where in zip(*cells.nonzero(), strict=True) if numbered else _single(cells):
            code = {
                name: plan.codes[name].names[number]
                for name, number in zip(numbered, where, strict=True)
            }
            for inner in (name for name in numbered if WITHIN.get(name) in kept):
                code[WITHIN[inner]] = lists.within(inner, WITHIN[inner]).get(code[inner], UNKNOWN)
            counts[tuple(code.get(name, TOTAL) for name in names)] = int(cells[where])
    return counts


def _single(cells) -> list[tuple[()]]:  # type: ignore[no-untyped-def]
    return [()] if cells[()] else []

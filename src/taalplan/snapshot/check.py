# SPDX-License-Identifier: EUPL-1.2
"""Check a snapshot that was written before: unchanged bytes, its schema, its order, every rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from taalplan.snapshot.faults import Fault
from taalplan.snapshot.inspection import Breach, Inspected, Inspection, faults_of
from taalplan.snapshot.reader import Snapshot
from taalplan.snapshot.relations import RELATIONS
from taalplan.snapshot.rules import RULES
from taalplan.snapshot.schema import TABLES


@dataclass(frozen=True)
class Verdict:
    """What the rules say: faults that refuse the data, and notices that do not."""

    faults: tuple[Fault, ...]
    notices: tuple[Fault, ...]
    counts: dict[str, int]
    """How many rows have each kind of fault, also where only the first are listed."""


def inspect(data: Inspection, before: Iterable[Breach] = ()) -> Verdict:
    """Hold all rules against all tables; `before` are breaches that came up in reading them."""
    found = [*before, *(breach for rule in (*RULES, *RELATIONS) for breach in rule(data))]
    broken = [breach for breach in found if len(breach.rows)]
    wrong = [breach for breach in broken if not breach.notice]
    counts: dict[str, int] = {}
    for breach in wrong:
        kind = f"{breach.table}.{breach.column or 'row'}"
        counts[kind] = counts.get(kind, 0) + len(breach.rows)
    right = [breach for breach in broken if breach.notice]
    return Verdict(tuple(faults_of(wrong, data)), tuple(faults_of(right, data)), counts)


def check_snapshot(snapshot: Snapshot) -> list[Fault]:
    """Every fault of a snapshot, in the order of its files; none when it is whole and right.

    A table whose bytes changed, or whose columns are not those of the schema, is reported as
    such and not looked into further.
    """
    faults = [
        Fault(
            f"{name}.parquet", 0, "", "", "was changed or removed after the snapshot was written",
            "make the snapshot again from its source",
        )
        for name in snapshot.changed()
    ]  # fmt: skip
    inspected: dict[str, Inspected] = {}
    for name in sorted(snapshot.tables):
        if not any(fault.file == f"{name}.parquet" for fault in faults):
            wrong = list(_wrong_columns(snapshot, name))
            faults += wrong
            if not wrong:
                inspected[name] = _inspected(snapshot, name)
    data = Inspection(inspected, snapshot.as_of)
    faults += _unsorted(data)
    return sorted([*faults, *inspect(data).faults])


def _wrong_columns(snapshot: Snapshot, name: str) -> Iterator[Fault]:
    file = f"{name}.parquet"
    if name not in TABLES:
        yield Fault(file, 0, "", "", "is not a table of a snapshot", "take it out")
        return
    found, wanted = pq.read_schema(snapshot.file(name)), TABLES[name].arrow
    for field in wanted:
        if field.name not in found.names:
            yield Fault(file, 0, field.name, "", "is missing", "make the snapshot again")
        elif found.field(field.name).type != field.type:
            kind = str(found.field(field.name).type)
            yield Fault(file, 0, field.name, kind, f"is not the type {field.type}",
                        "make the snapshot again")  # fmt: skip
    for extra in sorted(set(found.names) - set(wanted.names)):
        yield Fault(file, 0, extra, "", "is not a column of this table", "make the snapshot again")


def _inspected(snapshot: Snapshot, name: str) -> Inspected:
    table = snapshot.table(name)

    def text(column: str, row: int) -> str:
        value = table[column][row].as_py() if column else ""
        if isinstance(value, list):
            return " ".join(map(str, value))
        return "" if value is None else str(value)

    return Inspected(table, lambda row: (f"{name}.parquet", row + 1), text)


def _unsorted(data: Inspection) -> Iterator[Fault]:
    for name, inspected in data.tables.items():
        by = TABLES[name].sort
        table = inspected.table.select(by).unify_dictionaries()
        keys = [_rank(table[column]) for column in by]
        order = np.lexsort(keys[::-1])
        # Rows that are equal in these columns may stand in any order.
        moved = np.zeros(len(order), dtype=np.bool_)
        for key in keys:
            moved |= key[order] != key
        if moved.any():
            row = int(np.flatnonzero(moved)[0]) + 1
            problem = f"is out of order; rows go by {', '.join(by)}"
            yield Fault(f"{name}.parquet", row, "", "", problem, "write the table again")


def _rank(values: pa.ChunkedArray) -> npt.NDArray[np.int64]:
    whole = values.combine_chunks()
    if isinstance(whole, pa.ChunkedArray):
        whole = whole.chunk(0) if whole.num_chunks else pa.nulls(0, pa.int64())
    if pa.types.is_dictionary(whole.type):
        places = pc.rank(whole.dictionary, tiebreaker="dense")
        whole = places.take(whole.indices)
    if pa.types.is_date32(whole.type):
        whole = whole.cast(pa.int32())
    return np.asarray(whole.cast(pa.int64()).fill_null(np.iinfo(np.int64).max))

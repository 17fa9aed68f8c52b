# SPDX-License-Identifier: EUPL-1.2
"""Rows of the register as columns of Arrow, a part at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.db.models import QuerySet

PART = 20_000
"""Rows that are Python objects at the same time."""


def columns(rows: QuerySet[Any], **named: tuple[str, pa.DataType]) -> pa.Table:
    """A table with the columns that are named: from which field, and of which type.

    An empty text or list is null: the register says nothing where a form was left open.
    """
    fields = [field for field, _ in named.values()]
    kinds = [kind for _, kind in named.values()]
    schema = pa.schema(list(zip(named, kinds, strict=True)))
    parts = [
        pa.record_batch([_array(values, kind) for values, kind in zip(part, kinds, strict=True)],
                        schema=schema)
        for part in _parts(rows.order_by().values_list(*fields))
    ]  # fmt: skip
    return pa.Table.from_batches(parts, schema=schema)


def _parts(rows: QuerySet[Any, Any]) -> Iterator[Sequence[tuple[Any, ...]]]:
    part: list[tuple[Any, ...]] = []
    for row in rows.iterator(chunk_size=PART):
        part.append(row)
        if len(part) == PART:
            yield list(zip(*part, strict=True))
            part = []
    if part:
        yield list(zip(*part, strict=True))


def _array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    if pa.types.is_string(kind) or pa.types.is_list(kind):
        return pa.array([value or None for value in values], kind)
    if pa.types.is_floating(kind):
        return pa.array([None if value is None else float(value) for value in values], kind)
    return pa.array(values, kind)


def replaced(table: pa.Table, **given: Any) -> pa.Table:
    """The table with these columns put in the place of others, or added."""
    for name, values in given.items():
        at = table.schema.get_field_index(name)
        table = table.append_column(name, values) if at < 0 else table.set_column(at, name, values)
    return table


def kept_until(
    table: pa.Table, day: Any, dates: Sequence[str], outcomes: Sequence[str]
) -> pa.Table:
    """What was known on a day: later dates, and what came of them, are null."""
    for name in dates:
        later = pc.fill_null(pc.greater(table[name], pa.scalar(day)), False)
        nothing = {each: pc.if_else(later, None, table[each]) for each in (name, *outcomes)}
        table = replaced(table, **nothing)
    return table


def without_doubles(table: pa.Table, names: Sequence[str]) -> pa.Table:
    """One row of those that are equal in these columns: the first."""
    counted = table.append_column("_row", pa.array(range(table.num_rows), pa.int64()))
    first = counted.group_by(list(names)).aggregate([("_row", "min")])["_row_min"]
    if len(first) == table.num_rows:
        return table
    return table.take(first.sort() if hasattr(first, "sort") else first)

# SPDX-License-Identifier: EUPL-1.2
"""Read a Parquet file of one table as text, so that the same checks serve it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from taalplan.snapshot.faults import Fault
from taalplan.sources.aliases import column_names, fold
from taalplan.sources.raw import Raw, Reading, without_empty_rows
from taalplan.sources.workbook import number_text


def read_parquet(path: Path, table: str) -> Reading:
    """Read the columns that mean something; the others are only named."""
    try:
        with pq.ParquetFile(path) as file:
            headings = tuple(file.schema_arrow.names)
            known = column_names(table)
            wanted = [name for name in headings if fold(name) in known]
            data = file.read(columns=wanted)
    except (pa.ArrowException, OSError, ValueError) as error:
        problem = f"cannot be read as Parquet ({error.__class__.__name__})"
        return Reading(faults=(Fault(path.name, 0, "", "", problem, "export it again"),))
    faults: list[Fault] = []
    columns = []
    for name in wanted:
        try:
            columns.append(_texts(data[name]))
        except (pa.ArrowException, NotImplementedError, ValueError) as error:
            problem = f"cannot be read ({error.__class__.__name__})"
            faults.append(Fault(path.name, 0, name, str(data[name].type), problem, "store text"))
            columns.append(pa.chunked_array([pa.array([""] * data.num_rows)]))
    extra = tuple(name for name in headings if name not in wanted)
    raw = Raw(
        table, path.name, tuple(wanted), tuple(columns), lambda row: row + 1, not faults,
        not_read=extra,
    )  # fmt: skip
    return Reading((without_empty_rows(raw),), tuple(faults))


def _texts(values: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = values.type
    if pa.types.is_dictionary(kind):
        return _texts(values.cast(kind.value_type))
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        texts = pc.binary_join(values.cast(pa.list_(pa.string())), " ")
    elif pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        texts = _by_value(values, lambda value: number_text(float(value)))
    elif pa.types.is_timestamp(kind):
        if kind.tz:
            # A moment in UTC late in the evening is the next day here.
            values = pc.local_timestamp(values.cast(pa.timestamp(kind.unit, "Europe/Brussels")))
        texts = _by_value(values.cast(pa.timestamp("s"), safe=False), str)
    else:
        texts = values.cast(pa.string())
    return texts.fill_null("").cast(pa.string())


def _by_value(values: pa.ChunkedArray, text: Any) -> pa.ChunkedArray:
    """Turn each different value into text once."""
    encoded = values.combine_chunks().dictionary_encode()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.unify_dictionaries().combine_chunks()
    words = pa.array([text(value.as_py()) for value in encoded.dictionary], pa.string())
    return pa.chunked_array([words.take(encoded.indices)])

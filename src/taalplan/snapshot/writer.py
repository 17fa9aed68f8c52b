# SPDX-License-Identifier: EUPL-1.2
"""Write a snapshot: beside its place first, renamed when it is whole.

Whoever looks in the folder sees the former snapshot or the new one, never a half one, also
when the machine stops in the middle.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from taalplan.snapshot.manifest import MANIFEST, Manifest, SnapshotError, TableFile, sha256_of
from taalplan.snapshot.reader import Snapshot
from taalplan.snapshot.schema import TABLES, TableSchema

ROWS_PER_GROUP = 1_000_000
"""Rows in a Parquet row group: large enough to decode fast, small enough for memory."""


def write_snapshot(
    path: Path,
    tables: Mapping[str, pa.Table],
    *,
    as_of: date,
    sources: Sequence[str] = (),
    synthetic: bool = False,
    coverage: Mapping[str, tuple[date, date]] | None = None,
) -> Snapshot:
    """Write Arrow tables as a snapshot and open it.

    Each table needs the columns of its schema that are required; optional columns that are
    missing become null. Rows are sorted here. Raises SnapshotError for an unknown table or a
    column that cannot be brought to its type, and leaves what was there.
    """
    with beside(path) as folder:
        files = {name: _write_table(folder, name, table) for name, table in tables.items()}
        Manifest(as_of, files, tuple(sources), synthetic, coverage or {}).write(folder)
    return Snapshot.open(path)


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """A new folder beside `path` that takes its place when the block ends without an error.

    An existing folder is replaced only when it is empty or one of ours, so that a slip in
    `--out` cannot wipe somebody's documents.
    """
    _refuse_foreign(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    try:
        yield work
        work.chmod(0o755)
        for file in work.rglob("*"):
            _flush(file)
        _swap(work, path)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _refuse_foreign(path: Path) -> None:
    if path.is_file():
        raise SnapshotError(f"{path} is a file; give a folder that does not exist yet")
    ours = path.is_dir() and (
        not any(path.iterdir()) or any(path.glob(MANIFEST)) or any(path.glob(f"*/{MANIFEST}"))
    )
    if path.is_dir() and not ours:
        raise SnapshotError(f"{path} holds other files; give an empty or a new folder")


def _swap(work: Path, path: Path) -> None:
    """Put the new folder in place; the former one stays readable until the last moment."""
    former = work.with_name(work.name + ".former")
    if path.exists():
        path.rename(former)
    try:
        work.rename(path)
    except OSError:
        if former.exists():
            former.rename(path)
        raise
    shutil.rmtree(former, ignore_errors=True)


def _flush(path: Path) -> None:
    """Ask the disk to hold the file before it gets its name: a rename alone does not."""
    if path.is_file():
        with path.open("rb") as file:
            os.fsync(file.fileno())


def _write_table(folder: Path, name: str, table: pa.Table) -> TableFile:
    if name not in TABLES:
        raise SnapshotError(f"a snapshot has no table '{name}'; it knows {', '.join(TABLES)}")
    ordered = conform(table, TABLES[name])
    path = folder / f"{name}.parquet"
    write_parquet(ordered, path)
    return TableFile(ordered.num_rows, sha256_of(path))


def write_parquet(ordered: pa.Table, path: Path) -> None:
    """One table as a snapshot stores it, to be decoded fast; `ordered` is already conform."""
    pq.write_table(
        ordered,
        path,
        compression="zstd",
        row_group_size=ROWS_PER_GROUP,
        # Keys rise slowly in a table sorted by person: delta coding makes them small and is fast
        # to decode. Days repeat; as a dictionary they take two thirds, and half the time.
        use_dictionary=[
            c.name
            for c in ordered.schema
            if pa.types.is_dictionary(c.type) or pa.types.is_date(c.type)
        ],
        column_encoding={
            c.name: "DELTA_BINARY_PACKED" for c in ordered.schema if c.type == pa.int64()
        },
    )


def conform(table: pa.Table, schema: TableSchema) -> pa.Table:
    """The table with the schema's columns, types and order of rows; other columns are left out."""
    wanted = schema.arrow
    columns = []
    for field in wanted:
        column = schema.column(field.name)
        if field.name not in table.column_names:
            if column.required:
                raise SnapshotError(f"{schema.name}: the column '{field.name}' is missing")
            columns.append(pa.nulls(table.num_rows, field.type))
            continue
        values = _cast(table[field.name], field.type, f"{schema.name}.{field.name}")
        if column.required and values.null_count:
            raise SnapshotError(
                f"{schema.name}: '{field.name}' is empty in {values.null_count} rows"
            )
        columns.append(values)
    return _sorted(pa.table(columns, schema=wanted), schema.sort)


def _sorted(table: pa.Table, by: tuple[str, ...]) -> pa.Table:
    if not by:
        return table
    # Dictionaries are sorted, so their numbers sort as their words do (and Arrow sorts only
    # numbers within a record batch).
    keys = pa.table({name: _sort_key(table[name].combine_chunks()) for name in by})
    order = pc.sort_indices(keys, [(name, "ascending") for name in by])
    return table.take(order).combine_chunks()


def _sort_key(values: pa.Array) -> pa.Array:
    if isinstance(values, pa.ChunkedArray):
        values = pa.concat_arrays(values.chunks) if values.num_chunks else pa.nulls(0)
    return values.indices if pa.types.is_dictionary(values.type) else values


def _cast(values: pa.ChunkedArray, kind: pa.DataType, where: str) -> pa.ChunkedArray:
    try:
        if not pa.types.is_dictionary(kind):
            return values.cast(kind)
        # Sorted dictionaries make files the same to the byte for the same rows.
        plain = values.cast(pa.string()).combine_chunks()
        names = pc.unique(plain).drop_null().sort()
        codes = pc.index_in(plain, value_set=names).cast(pa.int32())
        return pa.chunked_array([pa.DictionaryArray.from_arrays(codes, names)])
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        raise SnapshotError(f"{where}: {error}") from None

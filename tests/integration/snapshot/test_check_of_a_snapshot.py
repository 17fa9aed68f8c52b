# SPDX-License-Identifier: EUPL-1.2
"""A snapshot that was changed, cut, re-sorted or made by hand does not pass for a whole one."""

import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from taalplan.snapshot import Snapshot, write_snapshot
from taalplan.snapshot.check import check_snapshot
from taalplan.snapshot.manifest import MANIFEST, SnapshotError, sha256_of

AS_OF = date(2022, 2, 28)


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    rows = {
        "person": [2, 0, 1, 0],
        "date": [date(2021, 3, day) for day in (4, 3, 2, 1)],
        "desk": ["loket-boom", "loket-geel", "loket-boom", "atlas"],
        "kind": ["first", "repeat", "first", "first"],
        "target_group": ["obliged"] * 4,
    }
    return write_snapshot(tmp_path / "s", {"registrations": pa.table(rows)}, as_of=AS_OF)


def faults(snapshot: Snapshot) -> list[str]:
    return [str(fault) for fault in check_snapshot(Snapshot.open(snapshot.path))]


def resign(snapshot: Snapshot, table: pa.Table, name: str = "registrations") -> None:
    """Replace a table and make the manifest agree, as somebody who knows the format could."""
    path = snapshot.path / f"{name}.parquet"
    pq.write_table(table, path)
    manifest = json.loads((snapshot.path / MANIFEST).read_text(encoding="utf-8"))
    manifest["tables"][name] = {"rows": table.num_rows, "sha256": sha256_of(path)}
    (snapshot.path / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


def test_a_snapshot_as_written_has_no_faults(snapshot):
    assert faults(snapshot) == []


def test_one_changed_byte_is_found(snapshot):
    path = snapshot.file("registrations")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert faults(snapshot) == [
        "registrations.parquet: was changed or removed after the snapshot was written; "
        "make the snapshot again from its source"
    ]


def test_a_table_that_is_gone_is_found(snapshot):
    snapshot.file("registrations").unlink()
    assert "was changed or removed" in faults(snapshot)[0]


def test_columns_that_are_not_those_of_the_schema(snapshot):
    table = snapshot.table("registrations")
    resign(
        snapshot,
        table.drop_columns(["kind"])
        .set_column(0, "person", table["person"].cast(pa.string()))
        .append_column("name", pa.array(["x"] * 4)),
    )
    assert faults(snapshot) == [
        "registrations.parquet, kind: is missing; make the snapshot again",
        "registrations.parquet, name: is not a column of this table; make the snapshot again",
        "registrations.parquet, person: 'string' is not the type int64; make the snapshot again",
    ]


def test_rows_out_of_order_would_be_counted_twice_and_are_found(snapshot):
    table = snapshot.table("registrations")
    resign(snapshot, table.take(pa.array([0, 2, 1, 3])))
    assert faults(snapshot) == [
        "registrations.parquet, row 2: is out of order; rows go by person, date, desk; "
        "write the table again"
    ]


def test_an_order_that_only_words_show_is_found(snapshot):
    table = snapshot.table("registrations")
    fields = table.schema
    # One person on one day: only the desks tell the order, and as numbers of the dictionary
    # (0, 1, 2, 3 in order of appearance) they would seem to be in order.
    desks = pa.array(["loket-geel", "atlas", "loket-boom", "loket-lier"]).dictionary_encode()
    columns = {
        "person": pa.array([0] * 4),
        "date": pa.array([date(2021, 3, 1)] * 4),
        "desk": desks,
    }
    for name, values in columns.items():
        table = table.set_column(fields.get_field_index(name), name, values)
    resign(snapshot, table)
    assert "row 1: is out of order" in faults(snapshot)[0]


def test_a_table_that_no_snapshot_has(snapshot):
    resign(snapshot, pa.table({"x": [1]}), "extras")
    assert faults(snapshot) == ["extras.parquet: is not a table of a snapshot; take it out"]


def test_an_empty_snapshot_of_every_table_passes(tmp_path):
    from taalplan.snapshot.schema import TABLES

    tables = {name: schema.arrow.empty_table() for name, schema in TABLES.items()}
    assert check_snapshot(write_snapshot(tmp_path / "all", tables, as_of=AS_OF)) == []


def test_no_figure_is_counted_from_a_snapshot_that_was_changed(snapshot):
    """The id under a figure vouches for the bytes it was counted from."""
    assert snapshot.verified() is snapshot
    with (snapshot.path / "registrations.parquet").open("r+b") as file:
        file.seek(10)
        file.write(b"X")
    with pytest.raises(SnapshotError, match="registrations changed, so no figure may carry its id"):
        snapshot.verified()

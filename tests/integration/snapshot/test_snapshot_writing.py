# SPDX-License-Identifier: EUPL-1.2
"""A snapshot is written whole or not at all, in one order, and the same rows give the same id."""

from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from taalplan.snapshot import Snapshot, SnapshotError, find_snapshot, write_snapshot
from taalplan.snapshot.manifest import MANIFEST
from taalplan.snapshot.schema import TABLES
from taalplan.snapshot.writer import beside

AS_OF = date(2022, 2, 28)
ROWS = {
    "person": [2, 0, 1, 0],
    "date": [date(2021, 3, day) for day in (4, 3, 2, 1)],
    "desk": ["loket-boom", "loket-geel", "loket-boom", "atlas"],
    "kind": ["first", "repeat", "first", "first"],
    "target_group": ["obliged"] * 4,
}


def registrations(**changes: object) -> dict[str, pa.Table]:
    return {"registrations": pa.table(ROWS | changes)}


def test_rows_are_stored_by_person_and_then_by_day(tmp_path):
    snapshot = write_snapshot(tmp_path / "s", registrations(), as_of=AS_OF)
    stored = snapshot.table("registrations", ["person", "date"])
    assert stored["person"].to_pylist() == [0, 0, 1, 2]
    assert stored["date"].to_pylist()[:2] == [date(2021, 3, 1), date(2021, 3, 3)]
    assert snapshot.table("registrations")["municipality"].null_count == 4


def test_the_same_rows_give_the_same_id_in_whatever_order_they_came(tmp_path):
    one = write_snapshot(tmp_path / "1", registrations(), as_of=AS_OF)
    turned = {name: values[::-1] for name, values in ROWS.items()}
    other = write_snapshot(tmp_path / "2", {"registrations": pa.table(turned)}, as_of=AS_OF)
    changed = write_snapshot(tmp_path / "3", registrations(kind=["first"] * 4), as_of=AS_OF)
    assert one.id == other.id
    assert one.id != changed.id


@pytest.mark.parametrize("name", list(TABLES))
def test_what_is_stored_has_the_types_of_the_schema(tmp_path, name):
    empty = TABLES[name].arrow.empty_table()
    snapshot = write_snapshot(tmp_path / "s", {name: empty}, as_of=AS_OF)
    assert pq.read_schema(snapshot.file(name)).types == TABLES[name].arrow.types


def test_a_moment_is_kept_to_the_second(tmp_path):
    row = {
        "desk": ["loket-boom"],
        "starts": [datetime(2021, 5, 1, 10, 30, 15)],
        "minutes": [45],
        "purpose": ["intake"],
        "booked": [date(2021, 4, 20)],
        "status": ["kept"],
    }
    snapshot = write_snapshot(tmp_path / "s", {"appointments": pa.table(row)}, as_of=AS_OF)
    assert snapshot.table("appointments")["starts"].to_pylist() == row["starts"]


def test_an_error_half_way_leaves_the_former_snapshot_and_nothing_else(tmp_path):
    former = write_snapshot(tmp_path / "s", registrations(), as_of=AS_OF)
    with pytest.raises(SnapshotError, match="has no table 'extras'"):
        write_snapshot(
            tmp_path / "s", registrations() | {"extras": pa.table({"x": [1]})}, as_of=AS_OF
        )
    assert Snapshot.open(tmp_path / "s").id == former.id
    assert [path.name for path in tmp_path.iterdir()] == ["s"]


def test_a_machine_that_stops_in_the_middle_leaves_the_former_snapshot(tmp_path):
    former = write_snapshot(tmp_path / "s", registrations(), as_of=AS_OF)

    def stopped() -> None:
        with beside(tmp_path / "s") as folder:
            (folder / MANIFEST).write_text("{}", encoding="utf-8")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert Snapshot.open(tmp_path / "s").id == former.id
    assert [path.name for path in tmp_path.iterdir()] == ["s"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"desk": None}, "the column 'desk' is missing"),
        ({"kind": ["first", None, "first", "first"]}, "'kind' is empty in 1 rows"),
        ({"date": ["x"] * 4}, "registrations.date"),
    ],
)
def test_what_is_not_of_the_schema_is_refused(tmp_path, changes, words):
    rows = {name: values for name, values in (ROWS | changes).items() if values is not None}
    with pytest.raises(SnapshotError, match=words):
        write_snapshot(tmp_path / "s", {"registrations": pa.table(rows)}, as_of=AS_OF)
    assert list(tmp_path.iterdir()) == []


def test_a_file_or_a_foreign_folder_is_not_replaced(tmp_path):
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "thesis.docx").write_text("mine", encoding="utf-8")
    for name, words in (("file", "is a file"), ("folder", "holds other files")):
        with pytest.raises(SnapshotError, match=words):
            write_snapshot(tmp_path / name, registrations(), as_of=AS_OF)
    assert (tmp_path / "folder" / "thesis.docx").exists()


def test_a_table_that_is_not_there_says_what_is(tmp_path):
    snapshot = write_snapshot(tmp_path / "s", registrations(), as_of=AS_OF)
    with pytest.raises(SnapshotError, match=r"has no table 'contracts' \(it holds registrations\)"):
        snapshot.table("contracts")


def test_of_a_folder_of_snapshots_the_latest_is_meant_or_the_one_of_a_day(tmp_path):
    for day in (date(2022, 1, 31), AS_OF):
        write_snapshot(tmp_path / str(day), registrations(), as_of=day)
    assert find_snapshot(tmp_path).as_of == AS_OF
    assert find_snapshot(tmp_path, as_of=date(2022, 1, 31)).as_of == date(2022, 1, 31)
    assert find_snapshot(tmp_path / str(AS_OF)).as_of == AS_OF
    with pytest.raises(SnapshotError, match="it has 2022-01-31, 2022-02-28"):
        find_snapshot(tmp_path, as_of=date(2020, 1, 1))
    with pytest.raises(SnapshotError, match="is not a snapshot and holds none"):
        find_snapshot(tmp_path / str(AS_OF) / "nothing")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("not json", "cannot be read"),
        ("{}", "cannot be read"),
        ('{"version": 99}', "written as version 99"),
    ],
)
def test_a_manifest_that_cannot_be_read_says_what_to_do(tmp_path: Path, content, words):
    (tmp_path / MANIFEST).write_text(content, encoding="utf-8")
    with pytest.raises(SnapshotError, match=words) as error:
        Snapshot.open(tmp_path)
    assert "make the snapshot again" in str(error.value)

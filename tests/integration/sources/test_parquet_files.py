# SPDX-License-Identifier: EUPL-1.2
"""A Parquet file is read as its CSV would be, whatever types its columns have."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from taalplan.sources import read

AS_OF = date(2022, 2, 28)


def parquet(path: Path, **columns: object) -> Path:
    pq.write_table(pa.table(columns), path)
    return path


DAYS = [date(2021, 1, 5), date(2021, 1, 6)]


@pytest.mark.parametrize(
    "days",
    [
        pa.array(DAYS, pa.date32()),
        pa.array(DAYS, pa.date64()),
        pa.array(["2021-01-05", "06/01/2021"]),
        pa.array([datetime(2021, 1, 5), datetime(2021, 1, 6, 12)], pa.timestamp("us")),
        # Half past eleven in the evening in London is the next day here.
        pa.array(
            [datetime(2021, 1, 4, 23, 30, tzinfo=UTC), datetime(2021, 1, 6, tzinfo=UTC)],
            pa.timestamp("ns", "UTC"),
        ),
    ],
)
@pytest.mark.parametrize(
    "people",
    [
        pa.array([7, 8]),
        pa.array([7.0, 8.0]),
        pa.array(["7", "8.0"]),
        pa.array(["7", "8"]).dictionary_encode(),
        pa.array([Decimal("7"), Decimal("8")]),
    ],
)
def test_every_type_of_day_and_key(tmp_path, days, people):
    path = parquet(
        tmp_path / "registrations.parquet",
        person=people,
        date=days,
        desk=pa.array(["Loket Boom", "loket-geel"]).dictionary_encode(),
        kind=["first"] * 2,
        target_group=["obliged"] * 2,
        municipality=pa.array([11005, None]),
        name=["left", "out"],
    )
    found = read([path], as_of=AS_OF, key=b"sixteen bytes at least")
    assert found.faults == ()
    table = found.tables["registrations"]
    assert table["date"].to_pylist() == DAYS
    assert table["municipality"].to_pylist() == ["11005", None]
    # The same key whatever its type: its number shows it, because the hashing key is the same.
    assert table["person"].to_pylist() == [0, 1] or table["person"].to_pylist() == [1, 0]
    assert "registrations.parquet: the column name was left out" in " ".join(found.notices)


def test_lists_flags_and_numbers(tmp_path):
    path = parquet(
        tmp_path / "courses.parquet",
        course=[1],
        centre=["cvo-x"],
        site=["campus"],
        municipality=["11002"],
        level=["A1"],
        profile=["alfa"],
        start=[DAYS[0]],
        end=[DAYS[1]],
        hours=[1.125],
        distance_hours=[0.0],
        dayparts=[["morning", "evening"]],
        capacity=pa.array([15], pa.int8()),
        status=["planned"],
    )
    found = read([path], as_of=AS_OF)
    assert found.faults == ()
    [row] = found.tables["courses"].to_pylist()
    assert (row["hours"], row["capacity"], row["dayparts"]) == (1.125, 15, ["morning", "evening"])


def test_rows_are_counted_from_one(tmp_path):
    path = parquet(
        tmp_path / "contracts.parquet",
        contract=["K1", "K2"],
        person=["A", "B"],
        signed=[DAYS[0], None],
        area=["atlas", "nowhere"],
        target_group=["obliged", "obliged"],
    )
    assert [str(fault) for fault in read([path], as_of=AS_OF).faults] == [
        "contracts.parquet, row 2, area: 'nowhere' is not a working area; did you mean antwerpen?",
        "contracts.parquet, row 2, signed: is empty; every row needs a value here",
    ]


def test_a_damaged_file_and_an_unreadable_column_are_faults(tmp_path):
    path = tmp_path / "registrations.parquet"
    path.write_bytes(b"PAR1 no")
    assert "cannot be read as Parquet" in str(read([path]).faults[0])
    parquet(path, person=[{"a": 1}], date=[DAYS[0]], desk=["x"], kind=["x"], target_group=["x"])
    assert "cannot be read" in str(read([path]).faults[0])

# SPDX-License-Identifier: EUPL-1.2
"""Any clean extract is imported as a plain reader would, and no bytes at all make it crash."""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from taalplan.snapshot import FaultyDataError, Snapshot, SnapshotError
from taalplan.snapshot.check import check_snapshot
from taalplan.sources import Extract, import_files, read
from taalplan.vocabulary.codes import RegistrationKind, TargetGroup
from taalplan.vocabulary.places import desks, municipalities

AS_OF = date(2024, 12, 31)
KEY = b"sixteen bytes at least"
HEADINGS = ["person", "date", "desk", "kind", "target_group", "municipality", "remark"]

keys = st.one_of(
    st.integers(1, 50).map(str),
    st.integers(1, 50).map("{:05d}".format),
    st.text("abcXYZ éß-'\"\n;,", min_size=1, max_size=8).map(lambda text: f"k{text}k"),
)
dates = st.dates(date(2017, 1, 1), date(2021, 12, 31))
rows = st.tuples(
    keys,
    dates,
    st.sampled_from([desk.code for desk in desks()]),
    st.sampled_from([kind.value for kind in RegistrationKind]),
    st.sampled_from([group.value for group in TargetGroup]),
    st.sampled_from(["", *list(municipalities())[:40]]),
    st.text("remark \"\n;,\t€é'", max_size=12),
)
date_forms = st.sampled_from(
    [
        date.isoformat,
        lambda day: f"{day:%d/%m/%Y}",
        lambda day: f"{day.day}-{day.month}-{day.year}",
        lambda day: f"{day:%Y%m%d}",
        lambda day: str((day - date(1899, 12, 30)).days),
        lambda day: f"{day.isoformat()} 13:45",
    ]
)


def normal(key: str) -> str:
    """What makes two keys the same, written plainly: spaces around and doubled do not count."""
    return " ".join(key.split())


def plain_rows(given_rows: list[tuple]) -> list[tuple]:
    """Each row once, by what counts: the person's key and the columns of the schema."""
    once: dict[tuple, tuple] = {}
    for person, day, *rest in given_rows:
        row = (normal(person), day, *rest[:4])
        once.setdefault(row, (person, day, *rest))
    return list(once.values())


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(rows, max_size=25).map(plain_rows),
    date_forms,
    st.sampled_from(",;\t"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["\n", "\r\n"]),
    st.integers(1, 3),
)
def test_a_clean_extract_is_read_as_a_plain_reader_would(
    clean, form, separator, codec, quoting, end, parts
):
    with tempfile.TemporaryDirectory() as folder:
        for part in range(parts):
            text = io.StringIO(newline="")
            writer = csv.writer(text, delimiter=separator, quoting=quoting, lineterminator=end)
            writer.writerow(HEADINGS)
            for person, day, *rest in clean[part::parts]:
                writer.writerow([person, form(day), *rest])
            path = Path(folder) / f"registrations-{part}.csv"
            path.write_bytes(text.getvalue().encode(codec))
        found = read([Path(folder)], as_of=AS_OF, key=KEY)
    assert [str(fault) for fault in found.faults] == []
    ordered = [row for part in range(parts) for row in clean[part::parts]]
    assert_same(found, ordered)


def assert_same(found: Extract, ordered: list[tuple]) -> None:
    table = found.tables["registrations"].to_pydict()
    assert table["date"] == [row[1] for row in ordered]
    for at, column in enumerate(("desk", "kind", "target_group"), start=2):
        assert table[column] == [row[at] for row in ordered]
    assert table["municipality"] == [row[5] or None for row in ordered]
    # The numbers are dense, and two rows have the same number exactly when their keys are equal.
    pairs = {(normal(row[0]), number) for row, number in zip(ordered, table["person"], strict=True)}
    people = {normal(row[0]) for row in ordered}
    assert len(pairs) == len(people)
    assert sorted(number for _, number in pairs) == list(range(len(people)))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(rows, min_size=1, max_size=15).map(plain_rows))
def test_what_was_imported_passes_the_check_and_counts_the_same(clean):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "registrations.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(HEADINGS)
            writer.writerows(clean)
        snapshot = import_files([path], Path(folder) / "out", as_of=AS_OF)
        assert check_snapshot(snapshot) == []
        assert read_back(snapshot) == Counter((row[1], *row[2:5], row[5] or None) for row in clean)


def read_back(snapshot: Snapshot) -> Counter[tuple]:
    table = snapshot.table("registrations").to_pydict()
    names = ("date", "desk", "kind", "target_group", "municipality")
    return Counter(zip(*(table[name] for name in names), strict=True))


hostile = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.lists(st.sampled_from([*HEADINGS, ",", ";", "\t", '"', "\n", "\r", "sep=", "é", "\0"]))
    .map("".join).map(str.encode),
    st.lists(st.sampled_from(["A", "31/02/2021", "44201", "loket-boom", "first", "", '"', "\n"]))
    .map(",".join).map(lambda text: (",".join(HEADINGS) + "\n" + text).encode("utf-16")),
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    hostile,
    st.sampled_from(["registrations.csv", "contracts.xlsx", "people.parquet", "courses.txt"]),
)
def test_no_bytes_make_an_import_crash_or_leave_anything_behind(data, name):
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / name, Path(folder) / "out"
        path.write_bytes(data)
        faults = read([path]).faults
        if not faults:
            assert check_snapshot(import_files([path], out)) == []
            return
        with pytest.raises(FaultyDataError) as error:
            import_files([path], out)
        assert all(str(fault) for fault in error.value.faults)
        assert [entry.name for entry in Path(folder).iterdir()] == [name]


bad_cells = st.sampled_from(
    [
        (0, ""),
        (0, "8,5E+10"),
        (0, "NULL"),
        (1, "31/02/2021"),
        (1, "1/2/21"),
        (1, "1900-01-01"),
        (1, "2025-01-01"),
        (1, ""),
        (2, "loket nergens"),
        (2, ""),
        (3, "derde"),
        (4, "?"),
        (5, "9999"),
    ]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(rows, min_size=1, max_size=12).map(plain_rows),
    st.data(),
    st.booleans(),
)
def test_every_planted_fault_is_found_on_its_line_and_nothing_else(clean, data, many_lines):
    planted: dict[int, tuple[int, str]] = {}
    for at in data.draw(st.sets(st.integers(0, len(clean) - 1))):
        planted[at] = data.draw(bad_cells)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADINGS)
    expected = set()
    for at, row in enumerate(clean):
        line = text.getvalue().count("\n") + 1
        cells = [normal(row[0]), row[1].isoformat(), *row[2:6], "two\nlines" if many_lines else ""]
        if at in planted:
            column, value = planted[at]
            cells[column] = value
            expected.add((line, HEADINGS[column]))
        writer.writerow(cells)
    assume(len({tuple(row[:6]) for row in clean}) == len(clean))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "registrations.csv"
        path.write_text(text.getvalue(), encoding="utf-8", newline="")
        found = read([path], as_of=AS_OF)
    assert {(fault.line, fault.column) for fault in found.faults} == expected


def test_a_folder_that_holds_other_work_is_not_overwritten(tmp_path):
    source, out = tmp_path / "registrations.csv", tmp_path / "out"
    source.write_text("person,date,desk,kind,target_group\n", encoding="utf-8")
    out.mkdir()
    (out / "thesis.docx").write_text("years of work", encoding="utf-8")
    with pytest.raises(SnapshotError):
        import_files([source], out)
    assert (out / "thesis.docx").read_text(encoding="utf-8") == "years of work"


def workbook_bytes() -> bytes:
    made = openpyxl.Workbook()
    made.active.append(HEADINGS)
    made.active.append(["A", date(2021, 1, 5), "loket-boom", "first", "obliged", 11005, "=1+1"])
    stored = io.BytesIO()
    made.save(stored)
    return stored.getvalue()


def parquet_bytes() -> bytes:
    columns = {name: ["A"] for name in HEADINGS[2:]} | {"person": [1], "date": [date(2021, 1, 5)]}
    stored = io.BytesIO()
    pq.write_table(pa.table(columns), stored)
    return stored.getvalue()


WHOLE = {"registrations.xlsx": workbook_bytes(), "registrations.parquet": parquet_bytes()}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(WHOLE)), st.data())
def test_a_damaged_file_is_told_and_never_crashes(name, data):
    damaged = bytearray(WHOLE[name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(damaged) - 1))
        damaged[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(damaged)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(bytes(damaged[:cut]) if data.draw(st.booleans()) else bytes(damaged))
        assert all(str(fault) for fault in read([path]).faults)


@pytest.mark.parametrize("member", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_workbook_with_a_damaged_part_is_told_and_never_crashes(member, data):
    with zipfile.ZipFile(io.BytesIO(WHOLE["registrations.xlsx"])) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    text = parts[member].decode()
    at = data.draw(st.integers(0, len(text)))
    parts[member] = (
        text[:at] + data.draw(st.text('<>/"0=x&', max_size=3)) + text[at + 1 :]
    ).encode()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "registrations.xlsx"
        with zipfile.ZipFile(path, "w") as archive:
            for part, content in parts.items():
                archive.writestr(part, content)
        assert all(str(fault) for fault in read([path]).faults)


def test_two_rows_without_a_person_are_empty_and_not_double(tmp_path):
    path = tmp_path / "registrations.csv"
    row = ",2017-01-01,atlas,first,obliged\n"
    path.write_text(f"person,date,desk,kind,target_group\n{row}{row}", encoding="utf-8")
    faults = read([path], as_of=AS_OF).faults
    assert [(fault.line, fault.column) for fault in faults] == [(2, "person"), (3, "person")]

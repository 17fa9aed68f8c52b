# SPDX-License-Identifier: EUPL-1.2
"""Each rule of a snapshot finds the rows that break it, and no others."""

from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from taalplan.snapshot import write_snapshot
from taalplan.snapshot.check import check_snapshot
from taalplan.snapshot.inspection import Breach, Inspected, Inspection, faults_of, shown, where
from taalplan.snapshot.national import has_national_number
from taalplan.snapshot.relations import repeats, row_numbers
from taalplan.snapshot.rules import RULES
from taalplan.snapshot.schema import TABLES

AS_OF = date(2022, 2, 28)
DAY = date(2021, 3, 1)
ROWS: dict[str, dict[str, object]] = {
    "people": {"person": 0},
    "registrations": {
        "person": 0,
        "date": DAY,
        "desk": "loket-boom",
        "kind": "first",
        "target_group": "obliged",
    },
    "contracts": {
        "contract": 0,
        "person": 0,
        "signed": DAY,
        "area": "atlas",
        "target_group": "obliged",
    },
    "components": {"person": 0, "contract": 0, "component": "A1", "opened": DAY},
    "courses": {
        "course": 0,
        "centre": "cvo-x",
        "site": "campus",
        "municipality": "11002",
        "level": "A1",
        "profile": "alfa",
        "start": DAY,
        "end": DAY,
        "hours": 120.0,
        "distance_hours": 0.0,
        "capacity": 15,
        "status": "planned",
    },
    "feedback": {"desk": "loket-boom", "date": DAY, "touchpoint": "intake", "kind": "survey"},
    "centres": {"centre": "cvo-x", "name": "CVO X", "kind": "cvo", "valid_from": DAY},
}


def broken(tmp_path: Path, **changes: list[dict[str, object]]) -> list[tuple[int, str, str]]:
    """Faults (row, column, problem) of a snapshot of ordinary rows with these changes."""
    tables = {}
    for name, rows in changes.items():
        whole = [ROWS[name] | row for row in rows]
        names = list(dict.fromkeys(key for row in whole for key in row))
        tables[name] = pa.table({key: [row.get(key) for row in whole] for key in names})
    snapshot = write_snapshot(tmp_path / "snapshot", tables, as_of=AS_OF)
    return [(fault.line, fault.column, fault.problem) for fault in check_snapshot(snapshot)]


@pytest.mark.parametrize("table", list(ROWS))
def test_ordinary_rows_break_no_rule(tmp_path, table):
    others = {"components": {"contracts": [{}]}}.get(table, {})
    assert broken(tmp_path, **{table: [{}]}, **others) == []


@pytest.mark.parametrize(
    ("table", "row", "column", "words"),
    [
        ("registrations", {"desk": "loket-nergens"}, "desk", "is not a desk"),
        ("registrations", {"municipality": "21999"}, "municipality", "is not a municipality"),
        ("registrations", {"kind": "third"}, "kind", "is not a code"),
        ("registrations", {"date": date(2022, 3, 1)}, "date", "is later than 2022-02-28"),
        ("registrations", {"date": date(1989, 12, 31)}, "date", "is not a real date"),
        ("registrations", {"person": -1}, "person", "is less than 0"),
        ("contracts", {"area": "provincie"}, "area", "is not a working area"),
        ("people", {"birth_year": 1849}, "birth_year", "is less than 1850"),
        ("people", {"birth_year": 2023}, "birth_year", "is later than 2022"),
        ("components", {"closed": DAY}, "result", "is empty"),
        ("components", {"result": "passed"}, "closed", "is empty"),
        (
            "components",
            {"closed": date(2021, 2, 1), "result": "passed"},
            "closed",
            "lies before opened (2021-03-01)",
        ),
        ("courses", {"end": date(2021, 2, 1)}, "end", "lies before start"),
        ("courses", {"distance_hours": 121.0}, "distance_hours", "is more than hours"),
        ("courses", {"places_for_desks": 16}, "places_for_desks", "is more than capacity"),
        ("courses", {"capacity": 1_001}, "capacity", "is more than 1,000"),
        ("courses", {"hours": float(5_001)}, "hours", "is more than 5,000"),
        ("courses", {"dayparts": ["morning", "night"]}, "dayparts", "is not a code"),
        ("feedback", {"topic": "Een verhaal over Jan"}, "topic", "is not a code"),
        ("feedback", {"topic": "a" * 61}, "topic", "is not a code"),
        ("feedback", {"score": -0.5}, "score", "is less than 0"),
        ("centres", {"name": "van 85.07.30-033.28"}, "name", "a national number"),
        ("centres", {"valid_to": date(9999, 12, 31)}, "valid_to", "is not a real date"),
        ("centres", {"valid_from": date(1900, 1, 1)}, "valid_from", "is not a real date"),
        ("centres", {"valid_to": date(2020, 1, 1)}, "valid_to", "lies before valid_from"),
    ],
)
def test_one_value_that_breaks_one_rule(tmp_path, table, row, column, words):
    others = {"components": {"contracts": [{}]}}.get(table, {})
    [(line, where_it_is, problem)] = broken(tmp_path, **{table: [row]}, **others)
    assert (line, where_it_is) == (1, column)
    assert words in problem


def test_rows_that_occur_twice(tmp_path):
    assert broken(tmp_path, registrations=[{}, {"person": 1}, {"person": 1}]) == [
        (3, "", "repeats row 2")
    ]
    assert broken(tmp_path, contracts=[{}, {"area": "in-gent"}]) == [
        (2, "", "has the same contract as row 1")
    ]


def test_links_between_tables(tmp_path):
    found = broken(
        tmp_path,
        contracts=[{}, {"contract": 1, "person": 1}],
        components=[{}, {"contract": 1}, {"contract": 7}],
    )
    assert found == [
        (2, "person", "is not who signed the contract (contracts.parquet, row 2)"),
        (3, "contract", "is not in the table contracts"),
    ]


def test_a_site_and_a_centre_are_looked_up_when_their_table_is_there(tmp_path):
    assert broken(tmp_path, courses=[{}], centres=[{"centre": "cvo-y"}]) == [
        (1, "centre", "is not a centre of the table centres")
    ]


def test_row_numbers_are_equal_exactly_when_rows_are():
    random = np.random.default_rng(5)
    columns = {
        "a": pa.array(random.integers(-3, 3, 500)),
        "b": pa.array(random.choice(["x", "y", None], 500)).dictionary_encode(),
        "c": pa.array([None if n % 7 == 0 else DAY for n in range(500)]),
    }
    table = pa.table(columns)
    numbers = row_numbers(table, ("a", "b", "c"))
    rows = [tuple(row.values()) for row in table.to_pylist()]
    assert len(set(zip(rows, numbers.tolist(), strict=True))) == len(set(rows)) == len(set(numbers))


def test_row_numbers_do_not_overflow_when_keys_are_huge():
    keys = pa.array([0, 2**61, 2**61, 5] * 2)
    table = pa.table({"a": keys, "b": keys, "c": keys})
    rows, firsts = repeats(table, ("a", "b", "c"), np.arange(8))
    assert rows.tolist() == [2, 4, 5, 6, 7]
    assert firsts.tolist() == [1, 0, 1, 1, 3]


@pytest.mark.parametrize(
    "text",
    ["85073003328", "85.07.30-033.28", "over 85073003328.", "85-07-30-033-28", "01020300142x"],
)
def test_a_national_number_is_recognised_in_every_form(text):
    if text.startswith("01"):
        text = f"010203001{97 - 2010203001 % 97:02d}"
    assert has_national_number(text)
    assert shown(text) == "(a national number)"


@pytest.mark.parametrize("text", ["85073003329", "123", "", None, "loket-boom", "185073003328"])
def test_what_is_no_national_number(text):
    assert not has_national_number(text)


def test_a_long_value_is_shortened_and_put_on_one_line():
    assert shown("two\nlines") == "two lines"
    assert len(shown("x" * 500)) == 60


def test_rules_do_not_speak_of_cells_that_could_not_be_read():
    table = pa.table({"person": pa.array([None], pa.int64())})
    refused = {"person": np.array([True])}
    data = Inspection(
        {"people": Inspected(_people(table), lambda row: ("x", 1), lambda *_: "", refused)}, AS_OF
    )
    assert [b for rule in RULES for b in rule(data) if len(b.rows)] == []


def _people(table: pa.Table) -> pa.Table:
    schema = TABLES["people"].arrow
    nothing = {f.name: pa.nulls(table.num_rows, f.type) for f in schema}
    return pa.table(nothing | {name: table[name] for name in table.column_names})


def test_a_notice_names_three_rows_and_counts_the_others():
    table = pa.table({"person": pa.array(range(10))})
    inspected = Inspected(_people(table), lambda row: ("people.csv", row + 2), lambda *_: "")
    data = Inspection({"people": inspected}, AS_OF)
    breach = Breach("people", "birth_year", np.arange(10), "is odd", notice=True)
    assert [str(fault) for fault in faults_of([breach], data)] == [
        "people.csv, line 2, birth_year: is odd",
        "people.csv, line 3, birth_year: is odd",
        "people.csv, line 4, birth_year: is odd",
        "people.csv, line 5, birth_year: is another case: this row and 6 others",
    ]


def test_null_is_never_a_breach():
    assert where(pa.chunked_array([pa.array([True, None, False, True])])).tolist() == [0, 3]
    assert where(np.array([False, True])).tolist() == [1]

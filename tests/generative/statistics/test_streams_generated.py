# SPDX-License-Identifier: EUPL-1.2
"""However a file is cut and coded, facts land in the cells that a plain reader puts them in.

   the same rows                    every way to store and read them
+----------------+     row groups of 1 to 9, each with its own dictionary
| person | desk  |     batches of 1 to 5 rows, so that people span them
| 1      | lier  | --> codes as dictionaries or as plain text          --> the same counts
| 1      |       |     empty fields, desks that no list knows
| 7      | genk  |     the stamp kernel, the sorting counter, and SQL
+----------------+
"""

from __future__ import annotations

import tempfile
from collections import Counter as Tally
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taalplan.snapshot import Snapshot, reader, write_snapshot
from taalplan.statistics import find_definition, sql
from taalplan.statistics.count import count_all
from taalplan.statistics.definition import Count
from taalplan.statistics.margins import SKIP, Margins, People, Rows
from taalplan.statistics.stamp import Stamps, _compiled
from taalplan.statistics.streams import (
    Batch,
    Codes,
    CodeStream,
    KnownStream,
    PointerStream,
    WantedStream,
    YearStream,
)
from taalplan.tables.table import TOTAL
from taalplan.vocabulary.periods import CalendarYear, ContractYear, SchoolYear

DESKS = {"loket-lier": "antwerpen", "vestiging-genk": "limburg", "een-nieuw-loket": "unknown"}
HOMES = {"12021": "antwerpen", "71016": "limburg", None: "unknown"}
KERNEL, SORTING = 0, 10**9
"""How many facts are `many`: none, so that all is stamped; or more than there are."""

few = settings(max_examples=25, deadline=None)

days = st.dates(date(2019, 11, 1), date(2021, 2, 28))
registrations = st.fixed_dictionaries(
    {
        "person": st.integers(0, 4) | st.integers(10**10, 10**10 + 2),
        "date": days,
        "desk": st.sampled_from(list(DESKS)),
        "kind": st.sampled_from(["first", "repeat"]),
        "target_group": st.sampled_from(["obliged", "entitled"]),
        "municipality": st.sampled_from(list(HOMES)),
    }
)
cuts = st.fixed_dictionaries(
    {"group": st.integers(1, 9), "batch": st.integers(1, 5), "plain": st.booleans()}
)


@few
@given(st.lists(registrations, min_size=1, max_size=30), cuts)
def test_registrations_count_the_same_however_they_are_stored(rows, cut):
    """Table 1 of 2020, and table 2 by municipality, both from one reading."""
    first = find_definition("first-registrations").of_years(CalendarYear(2020))
    homes = find_definition("registrations-by-year").by("municipality")
    known = [
        row
        | {
            "area": DESKS[row["desk"]],
            "province": HOMES[row["municipality"]],
            "municipality": row["municipality"] or "unknown",
            "year": str(row["date"].year),
        }
        for row in rows
    ]
    expected = [
        sets_of_people([r for r in known if r["kind"] == "first" and r["year"] == "2020"], first),
        sets_of_people(known, homes),
    ]
    with stored({"registrations": rows}, **cut) as snapshot:
        agree([first, homes], snapshot, expected)


contracts = st.fixed_dictionaries(
    {
        "signed": days,
        "area": st.sampled_from(["antwerpen", "limburg", "atlas"]),
        "target_group": st.sampled_from(["obliged", "entitled"]),
    }
)
components = st.fixed_dictionaries(
    {
        "person": st.integers(0, 4),
        "contract": st.integers(0, 6),
        "component": st.sampled_from(["A1", "A2"]),
        "opened": st.just(date(2019, 11, 2)),
        "closed": st.none() | days,
        "result": st.sampled_from(["passed", "failed", None]),
    }
)


@few
@given(
    st.lists(contracts, max_size=6),
    st.lists(components, min_size=1, max_size=30),
    st.sampled_from([(1, 0), (1, 2), (3, 0), (10**12, 5)]),
    cuts,
)
def test_components_find_their_contract_whatever_its_number(signed, parts, numbering, cut):
    """Tables 3 and 4 by calendar and contract year; some components have lost their contract.

    Contracts are numbered 0, 1, 2 (the key is the row), from 2, with gaps, or in the billions.
    """
    times, plus = numbering
    signed = [row | {"contract": n * times + plus, "person": 0} for n, row in enumerate(signed)]
    parts = [row | {"contract": row["contract"] * times + plus} for row in parts]
    of_number = {row["contract"]: row for row in signed}
    known = [
        row
        | {name: of_number[row["contract"]][name] for name in ("area", "target_group")}
        | {"contract_year": str(of_number[row["contract"]]["signed"].year)}
        | {"result": row["result"] or "unknown"}
        for row in parts
        if row["contract"] in of_number and row["closed"]
    ]
    definitions = [find_definition("outcomes-a1"), find_definition("outcomes-a2")]
    expected = [
        sets_of_people([row for row in known if row["component"] == level], definition)
        for level, definition in zip(("A1", "A2"), definitions, strict=True)
    ]
    with stored({"contracts": signed, "components": parts}, **cut) as snapshot:
        agree(definitions, snapshot, expected)


@few
@given(st.lists(registrations, min_size=1, max_size=30), cuts)
def test_rows_are_counted_as_rows(rows, cut):
    """With `count: rows` somebody counts once for each row that meets the conditions."""
    definition = replace(
        find_definition("registrations-by-year"), count=Count.ROWS, where={"kind": ("first",)}
    )
    expected = Tally(
        tuple(value if kept else TOTAL for value, kept in zip(path, keeps, strict=True))
        for row in rows
        if row["kind"] == "first"
        for path in [(DESKS[row["desk"]], row["desk"], str(row["date"].year))]
        for keeps in [(True, True, True), (True, False, True), (False, False, True)]
    )
    with stored({"registrations": rows}, **cut) as snapshot:
        agree([definition], snapshot, [expected])


names = st.none() | st.sampled_from(["a", "b", "c", "strange"])


@few
@given(st.lists(st.lists(names, max_size=6), min_size=1, max_size=5), st.booleans())
def test_a_code_keeps_its_category_in_every_dictionary(batches, renamed):
    """Each batch codes its names anew; an empty field is unknown, an unlisted name its own."""
    codes = Codes(["a", "b", "c"])
    stream = CodeStream("code", codes, 7, {"a": "c", "b": "b"} if renamed else None)
    for values in batches:
        found = [codes.names[moved // 7] for moved in said(stream, pa.array(values, pa.string()))]
        if renamed:
            values = [{"a": "c", "b": "b"}.get(value) for value in values]
        assert found == [value or "unknown" for value in values]


@few
@given(st.lists(names, max_size=8), st.sets(st.sampled_from(["a", "b", "strange", "unknown"])))
def test_a_condition_wants_codes_and_never_an_empty_field(values, wanted):
    """`[a, b]` wants a and b; `[known]` whatever is there, also codes that no list knows."""
    array = pa.array(values, pa.string())
    assert said(WantedStream("code", frozenset(wanted)), array) == [
        0 if value in wanted else SKIP for value in values
    ]
    known = [SKIP if value is None else 0 for value in values]
    assert said(WantedStream("code", frozenset({"known"})), array) == known
    assert said(KnownStream("code"), array) == known


@few
@given(
    st.lists(st.none() | st.dates(date(1900, 1, 1), date(2200, 12, 31)), max_size=12),
    st.sampled_from([CalendarYear, ContractYear, SchoolYear]),
    st.sets(st.integers(1901, 2199), max_size=4),
)
def test_a_day_is_in_the_year_that_its_kind_says(values, kind, starts):
    """Also before 1970 and on the edges; a day in none of the years is left out."""
    years = [kind(start) for start in sorted(starts)]
    edges = [day for year in years for day in (year.first_day, year.last_day)]
    edges += [day + timedelta(step) for day in edges for step in (-1, 1)]
    values = values + edges
    expected = [
        SKIP if day is None or kind.of(day) not in years else 3 * years.index(kind.of(day))
        for day in values
    ]
    assert said(YearStream("code", years, 3), pa.array(values, pa.date32())) == expected


keys = st.integers(0, 8).flatmap(lambda n: st.permutations(range(n))) | st.lists(
    st.integers(0, 8) | st.integers(0, 2**62), unique=True, max_size=8
)


@few
@given(keys, st.booleans(), st.lists(st.none() | st.integers(-1, 9) | st.integers(0, 2**62)))
def test_a_key_leads_to_its_row_or_to_none(numbers, dense, pointers):
    """Rows in any order, keys far apart, keys that are empty or lead nowhere."""
    if dense:
        numbers = list(range(len(numbers)))
    pointers = pointers + numbers
    codes = Codes(["even", "odd"])
    words = [("even", "odd")[number % 2] for number in numbers]
    table = [batch_of(key=numbers[i : i + 3], code=words[i : i + 3]) for i in range(0, 9, 3)]
    stream = PointerStream.over("key", len(numbers), table, [CodeStream("code", codes, 1)])
    raw, look = stream.read(batch_of(key=pointers))
    assert [codes.names[number] for number in look[raw]] == [
        words[numbers.index(number)] if number in numbers else "unknown" for number in pointers
    ]


@few
@given(st.lists(st.integers(0, 9), min_size=1, max_size=30), st.integers(1, 9), cuts)
def test_ranges_of_people_are_everybody_once(people, parts, cut):
    """Also when one person fills several row groups, and when there is but one group."""
    rows = [
        {"person": person, "date": date(2020, 1, 1), "desk": "atlas", "kind": "first"}
        | {"target_group": "obliged", "municipality": None}
        for person in people
    ]
    with stored({"registrations": rows}, **cut) as snapshot:
        ranges = snapshot.people_ranges("registrations", parts)
        found = [
            [n for records in snapshot.batches("registrations", ["person"], each)
             for n in records.column("person").to_pylist()]
            for each in ranges
        ]  # fmt: skip
    assert 1 <= len(ranges) <= parts
    assert list(chain.from_iterable(found)) == sorted(people)
    assert sum(len(set(each)) for each in found) == len(set(people))


@pytest.mark.parametrize("counter", [Rows, People, Stamps])
def test_batches_without_rows_count_nothing(counter):
    """An empty table, and an empty batch between others, change no cell."""
    margins = Margins.of([2], [(0,), ()], {})
    counting = counter(margins)
    nothing = np.empty(0, np.uint32), np.arange(2, dtype=np.int32)
    counting.add([nothing], np.empty(0, np.int64))
    assert counting.counts().tolist() == [0, 0, 0]
    counting.add([(np.array([1, 1], np.uint32), nothing[1])], np.array([5, 6]))
    counting.add([nothing], np.empty(0, np.int64))
    assert counting.counts().tolist() == [0, 2, 2]


def test_the_kernel_takes_any_number_of_dimensions():
    """Five streams and more go through in groups; each counts."""
    facts = np.indices((2,) * 6, np.uint32).reshape(6, -1)
    margins = Margins.of([2] * 6, [tuple(range(6)), (5,)], {})
    read = [(raw, np.array([0, 2 ** (5 - d)], np.int32)) for d, raw in enumerate(facts)]
    for counting in (Stamps(margins), People(margins)):
        counting.add(read, np.arange(64) // 2)
        full, last = margins.split(counting.counts())
        assert full.tolist() == np.ones((2,) * 6).tolist()
        assert last.tolist() == [32, 32]


def test_the_kernel_compiles_where_no_machine_code_can_be_kept():
    """As for a service without a home: what `exec` makes has no file beside which to keep it."""
    made = {}
    exec("def fill(cells):\n    cells[0] = 7", made)
    cells = np.zeros(1)
    _compiled(made["fill"])(cells)
    assert cells[0] == 7


def agree(definitions, snapshot, expected):
    """Both counters, in one thread and in several, and SQL give what was expected."""
    for many, threads in ((KERNEL, 1), (KERNEL, 3), (SORTING, 1)):
        assert count_all(definitions, snapshot, many=many, threads=threads) == expected
    assert [sql.count(definition, snapshot) for definition in definitions] == expected


def sets_of_people(rows, definition):
    """The plain way: a set of people for each cell of each margin."""
    people = defaultdict(set)
    for row in rows:
        for kept in definition.margins():
            path = tuple(row[n] if n in kept else TOTAL for n in definition.dimensions)
            people[path].add(row["person"])
    return {path: len(found) for path, found in people.items()}


def batch_of(**columns) -> Batch:
    """A batch of keys and codes."""
    kinds = {"key": pa.int64(), "code": pa.string()}
    arrays = [pa.array(values, kinds[name]) for name, values in columns.items()]
    return Batch(pa.record_batch(arrays, list(columns)))


def said(stream, values: pa.Array) -> list[int]:
    """What a stream says of each value."""
    raw, look = stream.read(Batch(pa.record_batch([values], ["code"])))
    assert raw.dtype == np.uint32
    return look[raw].tolist()


class stored:  # noqa: N801 - reads as a word: with stored(...)
    """The rows as a snapshot, cut into row groups and read in batches of so many rows."""

    def __init__(self, tables, *, group: int, batch: int, plain: bool) -> None:
        self.tables, self.group, self.batch, self.plain = tables, group, batch, plain

    def __enter__(self) -> Snapshot:
        self.folder = tempfile.TemporaryDirectory()
        self.usual, reader.ROWS_PER_BATCH = reader.ROWS_PER_BATCH, self.batch
        schemas = {"contracts": ["contract", "person", "signed", "area", "target_group"]}
        arrow = {
            name: pa.Table.from_pylist(rows)
            if rows
            else pa.table({column: pa.nulls(0) for column in schemas[name]})
            for name, rows in self.tables.items()
        }
        snapshot = write_snapshot(
            Path(self.folder.name) / "snapshot", arrow, as_of=date(2022, 1, 31)
        )
        for name in self.tables:
            self._cut(snapshot.file(name))
        return snapshot

    def __exit__(self, *_: object) -> None:
        reader.ROWS_PER_BATCH = self.usual
        self.folder.cleanup()

    def _cut(self, file: Path) -> None:
        """Write a file again, every row group with a dictionary of its own codes only."""
        whole = pq.read_table(file)
        text = [pa.types.is_dictionary(field.type) for field in whole.schema]
        pieces = [whole.slice(i, self.group) for i in range(0, len(whole), self.group)]
        arrays = [
            [self._coded(piece[n]) if text[n] else piece[n] for n in range(len(text))]
            for piece in pieces or [whole]
        ]
        groups = [pa.table(columns, whole.schema.names) for columns in arrays]
        with pq.ParquetWriter(file, groups[0].schema) as writer:
            for group in groups:
                writer.write_table(group)

    def _coded(self, values: pa.ChunkedArray) -> pa.Array:
        words = values.cast(pa.string()).combine_chunks()
        return words if self.plain else pa.array(words).dictionary_encode()

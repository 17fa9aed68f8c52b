# SPDX-License-Identifier: EUPL-1.2
"""What must hold between the columns of a row, between rows, and between tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from taalplan.snapshot.inspection import Breach, Inspection, Rows, where
from taalplan.snapshot.rules import Rule
from taalplan.snapshot.schema import TABLES, Kind

Numbers = npt.NDArray[np.int64]


def no_double_rows(data: Inspection) -> Iterator[Breach]:
    """A row occurs once."""
    for name, inspected in data.tables.items():
        unique = TABLES[name].unique
        if not unique or not inspected.table.num_rows:
            continue
        # Two rows without a person are not the same person: they are told as empty already.
        required = [c for c in unique if TABLES[name].column(c).required]
        known = ~np.logical_or.reduce([inspected.empty(column) for column in required])
        candidates = np.flatnonzero(inspected.readable(unique) & known)
        rows, firsts = repeats(inspected.table, unique, candidates)
        first_of = dict(zip(rows.tolist(), firsts.tolist(), strict=True))
        whole = len(unique) == len(TABLES[name].columns)
        what = "repeats" if whole else f"has the same {_and(unique)} as"

        def problem(row: int, name: str = name, what: str = what, of: Any = first_of) -> str:
            return f"{what} {data.beside(name, row, of[row])}"

        yield Breach(name, "", rows, problem, "keep one of the two")


def repeats(table: pa.Table, names: Iterable[str], candidates: Rows) -> tuple[Rows, Rows]:
    """The candidate rows that repeat an earlier one in these columns, and that earlier row."""
    ids = row_numbers(table, names)[candidates]
    ordered = np.sort(ids)
    if not (ordered[1:] == ordered[:-1]).any():
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    order = np.argsort(ids, kind="stable")
    again = np.concatenate([[False], ids[order][1:] == ids[order][:-1]])
    start = np.maximum.accumulate(np.where(again, 0, np.arange(len(ids))))
    rows, firsts = candidates[order][again], candidates[order][start][again]
    by_row = np.argsort(rows)
    return rows[by_row], firsts[by_row]


def row_numbers(table: pa.Table, names: Iterable[str]) -> Numbers:
    """A number for each row that is the same for two rows exactly when the columns are."""
    ids = np.zeros(table.num_rows, np.int64)
    size = 1
    for name in names:
        values = _numbers(table[name])
        span = int(values.max(initial=0)) + 1
        if size * span >= 1 << 62:
            _, ids = np.unique(ids, return_inverse=True)
            size = int(ids.max(initial=0)) + 1
        ids = ids * span + values
        size *= span
    return ids


def _numbers(values: pa.ChunkedArray) -> Numbers:
    """A column as numbers from 1; null is 0."""
    whole = values.unify_dictionaries().combine_chunks()
    if isinstance(whole, pa.ChunkedArray):
        whole = whole.chunk(0) if whole.num_chunks else pa.nulls(0, pa.int64())
    if not pa.types.is_dictionary(whole.type) and not pa.types.is_integer(whole.type):
        whole = whole.dictionary_encode()
    plain = whole.indices if pa.types.is_dictionary(whole.type) else whole
    given = np.asarray(plain.is_valid())
    numbers = np.asarray(plain.cast(pa.int64()).fill_null(0)).astype(np.int64)
    if not given.any():
        return np.zeros(len(numbers), np.int64)
    return np.where(given, numbers - numbers[given].min() + 1, 0)


def _and(names: tuple[str, ...]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def components_have_contracts(data: Inspection) -> Iterator[Breach]:
    """A component belongs to a contract, and a placement to a course, that is there."""
    for table, inspected in data.tables.items():
        for column in TABLES[table].columns:
            if column.kind is not Kind.KEY or not data.has(column.refers):
                continue
            named = data.tables[column.refers]
            if not named.whole or column.name in named.refused:
                continue
            known = data.column(column.refers, column.name)
            lost = pc.invert(pc.is_in(inspected.table[column.name], value_set=known))
            given = inspected.table[column.name].is_valid()
            yield Breach(
                table,
                column.name,
                where(pc.and_(lost, given)),
                f"is not in the table {column.refers}",
                f"add the {column.name}, or take this row out",
            )


def one_person_per_contract(data: Inspection) -> Iterator[Breach]:
    """A component is of the person who signed its contract."""
    if not data.has("contracts", "components"):
        return
    contracts, components = (data.tables[name].table for name in ("contracts", "components"))
    keys, owners = contracts["contract"], contracts["person"]
    at = pc.index_in(components["contract"], value_set=keys).combine_chunks()
    owner = owners.combine_chunks().take(at)
    other = where(pc.not_equal(owner, components["person"].combine_chunks()))

    def problem(row: int) -> str:
        return f"is not who signed the contract ({data.place('contracts', at[row].as_py())})"

    yield Breach("components", "person", other, problem, "correct the person or the contract")


_ORDERS = (
    ("components", "opened", "closed", "closed"),
    ("demands", "since", "ended", "ended"),
    ("courses", "start", "end", "end"),
    *((table, "valid_from", "valid_to", "valid_to") for table in (
        "desks", "centres", "sites", "municipalities")),
)  # fmt: skip


def ends_follow_beginnings(data: Inspection) -> Iterator[Breach]:
    """Nothing ends before it has begun."""
    for table, first, last, named in _ORDERS:
        if data.has(table):
            begin, end = data.column(table, first), data.column(table, last)

            def problem(row: int, table: str = table, first: str = first) -> str:
                return f"lies before {first} ({data.tables[table].text(first, row)})"

            rows = where(pc.less(end, begin))
            yield Breach(table, named, rows, problem, "correct one of the two dates")


def closed_with_a_result(data: Inspection) -> Iterator[Breach]:
    """A closed component has a result; an open one has none."""
    if not data.has("components"):
        return
    table = data.tables["components"]
    closed, result = table.table["closed"], table.table["result"]
    rows = np.flatnonzero(np.asarray(closed.is_valid()) & table.empty("result"))
    yield Breach("components", "result", rows, "is empty, but the component was closed",
                 "give passed, failed or undetermined")  # fmt: skip
    rows = np.flatnonzero(np.asarray(result.is_valid()) & table.empty("closed"))
    yield Breach("components", "closed", rows, "is empty, but there is a result",
                 "give the day on which it was closed")  # fmt: skip


def ended_with_a_reason(data: Inspection) -> Iterator[Breach]:
    """A reason for the end of a demand comes with its day."""
    if data.has("demands"):
        table = data.tables["demands"]
        given = np.asarray(table.table["end_reason"].is_valid())
        rows = np.flatnonzero(given & table.empty("ended"))
        yield Breach("demands", "ended", rows, "is empty, but there is a reason for the end",
                     "give the day on which it ended")  # fmt: skip


def parts_within_the_whole(data: Inspection) -> Iterator[Breach]:
    """Distance lessons are part of all hours; places for desks part of all places."""
    if not data.has("courses"):
        return
    for part, whole in (("distance_hours", "hours"), ("places_for_desks", "capacity")):
        rows = where(pc.greater(data.column("courses", part), data.column("courses", whole)))

        def problem(row: int, whole: str = whole) -> str:
            return f"is more than {whole} ({data.tables['courses'].text(whole, row)})"

        yield Breach("courses", part, rows, problem, "correct one of the two")


def opened_after_signing(data: Inspection) -> Iterator[Breach]:
    """A component opens on or after the day of its contract; registers often differ."""
    if data.has("contracts", "components"):
        contracts, components = (data.tables[name].table for name in ("contracts", "components"))
        at = pc.index_in(components["contract"], value_set=contracts["contract"]).combine_chunks()
        signed = contracts["signed"].combine_chunks().take(at)
        early = where(pc.less(components["opened"].combine_chunks(), signed))
        yield Breach("components", "opened", early, "lies before the contract was signed",
                     notice=True)  # fmt: skip


def one_first_registration(data: Inspection) -> Iterator[Breach]:
    """Somebody registers for the first time once; real registers have a few who do twice."""
    if not data.has("registrations"):
        return
    table = data.tables["registrations"].table
    first = where(pc.equal(table["kind"].cast(pa.string()), "first"))
    rows, _ = repeats(table, ("person",), first)
    yield Breach("registrations", "kind", rows, "is a second first registration of one person",
                 notice=True)  # fmt: skip


def desks_were_open(data: Inspection) -> Iterator[Breach]:
    """A registration falls within a period in which its desk was open."""
    if not data.has("registrations", "desks"):
        return
    desks, table = data.tables["desks"].table, data.tables["registrations"].table
    words = desks["desk"].cast(pa.string()).combine_chunks()
    codes = pc.unique(words)
    at = _positions(table["desk"].cast(pa.string()).combine_chunks(), codes)
    day = np.asarray(table["date"].combine_chunks().cast(pa.int32()).fill_null(0))
    open_then = np.zeros(len(day), dtype=np.bool_)
    for first, last in _periods(desks, _positions(words, codes), len(codes)):
        open_then |= (first[at] <= day) & (day <= last[at])
    given = np.asarray(table["date"].is_valid()) & (at >= 0)
    rows = np.flatnonzero(given & ~open_then)
    yield Breach("registrations", "desk", rows, "was not open on that day", notice=True)


def _positions(words: pa.Array, codes: pa.Array) -> Numbers:
    return np.asarray(pc.index_in(words, value_set=codes).fill_null(-1)).astype(np.int64)


def _periods(desks: pa.Table, of: Numbers, count: int) -> Iterator[tuple[Numbers, Numbers]]:
    """First and last day by desk; a desk that closed and opened again is in a second round."""
    far = np.iinfo(np.int32).max
    first = np.asarray(desks["valid_from"].cast(pa.int32()).fill_null(-far)).astype(np.int64)
    last = np.asarray(desks["valid_to"].cast(pa.int32()).fill_null(far)).astype(np.int64)
    left = np.flatnonzero(of >= 0)
    while len(left):
        _, now = np.unique(of[left], return_index=True)
        begin, end = np.full(count, far, np.int64), np.full(count, -far, np.int64)
        rows = left[now]
        begin[of[rows]], end[of[rows]] = first[rows], last[rows]
        yield begin, end
        left = np.delete(left, now)


RELATIONS: tuple[Rule, ...] = (
    no_double_rows,
    components_have_contracts,
    one_person_per_contract,
    ends_follow_beginnings,
    closed_with_a_result,
    ended_with_a_reason,
    parts_within_the_whole,
    opened_after_signing,
    one_first_registration,
    desks_were_open,
)
"""The rules about more than one column."""

# SPDX-License-Identifier: EUPL-1.2
"""What the rules of a snapshot look at, and how a breach of one becomes faults with a place.

The same rules serve an extract that is being imported (places are lines of the source file) and
a snapshot that was written long ago (places are rows of its Parquet files).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from taalplan.snapshot.faults import Fault, unit_of
from taalplan.snapshot.national import has_national_number
from taalplan.snapshot.schema import TABLES, Kind

Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Sentence = str | Callable[[int], str]
"""Words for every row, or a function that words one row."""

LISTED = 20
"""How many rows are named of one kind of fault; the others are counted."""

LISTED_NOTICES = 3
"""As many of what may be right: enough to look at, too few to drown the faults."""

_LOOKED_AT = 20_000
_LONGEST_VALUE = 60


@dataclass(frozen=True)
class Inspected:
    """One table under inspection, in the types of its schema.

    `place` tells where a row stood (file, line), `text` what stood there. `refused` marks the
    rows of a column whose text could not be read: null in `table`, but not empty. `whole` is
    False when rows were left out because they could not be split into fields, so that
    something that is missing here proves nothing.
    """

    table: pa.Table
    place: Callable[[int], tuple[str, int]]
    text: Callable[[str, int], str]
    refused: Mapping[str, Mask] = field(default_factory=dict)
    whole: bool = True

    def empty(self, column: str) -> Mask:
        """The rows in which nothing was given."""
        nulls = np.asarray(self.table[column].is_null())
        return nulls & ~self.refused[column] if column in self.refused else nulls

    def readable(self, columns: Iterable[str]) -> Mask:
        """The rows in which every one of the columns could be read, or is empty."""
        good = np.ones(self.table.num_rows, dtype=np.bool_)
        for column in columns:
            if column in self.refused:
                good &= ~self.refused[column]
        return good


@dataclass(frozen=True)
class Breach:
    """Rows that break one rule. A `notice` may be right, and is told without refusing it."""

    table: str
    column: str
    rows: Rows
    problem: Sentence
    advice: Sentence = ""
    notice: bool = False


@dataclass(frozen=True)
class Inspection:
    """All tables together. `as_of` is the last day on which anything can have happened."""

    tables: Mapping[str, Inspected]
    as_of: date

    def has(self, *names: str) -> bool:
        """Whether all of these tables are there."""
        return all(name in self.tables for name in names)

    def column(self, table: str, column: str) -> Any:
        """A column of a table, as Arrow."""
        return self.tables[table].table[column]

    def place(self, table: str, row: int) -> str:
        """Where a row stands, in words, for use inside a sentence."""
        file, line = self.tables[table].place(row)
        return f"{file}, {unit_of(file)} {line}"

    def beside(self, table: str, row: int, other: int) -> str:
        """Where another row stands, without repeating the file when it is the same."""
        here, there = self.tables[table].place(row)[0], self.tables[table].place(other)
        file = "" if there[0] == here else f"{there[0]}, "
        return f"{file}{unit_of(there[0])} {there[1]}"


def where(mask: Any) -> Rows:
    """The rows for which an Arrow or numpy condition holds; null is no."""
    if not isinstance(mask, np.ndarray):
        mask = mask.combine_chunks() if isinstance(mask, pa.ChunkedArray) else mask
        mask = np.asarray(mask.fill_null(False))
    return np.flatnonzero(mask)


def faults_of(breaches: Iterable[Breach], data: Inspection) -> list[Fault]:
    """Every breach as faults: the first rows by name, the others counted."""
    return [fault for breach in breaches for fault in _faults(breach, data)]


def _faults(breach: Breach, data: Inspection) -> Iterator[Fault]:
    table = data.tables[breach.table]
    listed = _chosen(breach, table)
    for row in listed:
        file, line = table.place(row)
        text = table.text(breach.column, row) if _may_be_shown(breach) else ""
        problem, advice = _say(breach.problem, row), _say(breach.advice, row)
        yield Fault(file, line, breach.column, shown(text), problem, advice)
    more = len(breach.rows) - len(listed)
    if more > 0:
        row = int(np.setdiff1d(breach.rows[: len(listed) + 1], listed)[0])
        file, line = table.place(row)
        rows = "this row" if more == 1 else f"this row and {more - 1:,} others"
        same = "is another case" if breach.notice else "has the same fault"
        yield Fault(file, line, breach.column, "", f"{same}: {rows}")


def _chosen(breach: Breach, table: Inspected) -> list[int]:
    """Rows to name: one of each different value first, so that no wrong value stays hidden."""
    listed = LISTED_NOTICES if breach.notice else LISTED
    head = [int(row) for row in breach.rows[:_LOOKED_AT]]
    if len(head) <= listed or not breach.column:
        return head[:listed]
    firsts: dict[str, int] = {}
    for row in head:
        firsts.setdefault(table.text(breach.column, row), row)
    chosen = list(firsts.values())[:listed]
    taken = set(chosen)
    chosen += [row for row in head[: 2 * listed] if row not in taken][: listed - len(chosen)]
    return sorted(chosen)


def _may_be_shown(breach: Breach) -> bool:
    # A person's key may be a national number, and what is printed ends up in logs.
    kind = TABLES[breach.table].column(breach.column).kind if breach.column else Kind.KEY
    return kind is not Kind.KEY


def _say(sentence: Sentence, row: int) -> str:
    return sentence if isinstance(sentence, str) else sentence(row)


def shown(text: str) -> str:
    """A value as it is shown in a fault: on one line, not too long, and no national number."""
    if has_national_number(text):
        return "(a national number)"
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_VALUE else line[: _LONGEST_VALUE - 1] + "…"

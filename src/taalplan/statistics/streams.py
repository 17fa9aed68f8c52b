# SPDX-License-Identifier: EUPL-1.2
"""From the columns of a batch to what the stamp kernel eats: raw numbers and a look-up.

The kernel reads `look[raw[i]]`, so nothing is rewritten per fact: a code column gives the
numbers of its dictionary, a date its days since 1970, a pointer the row it points to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from taalplan.snapshot import SnapshotError
from taalplan.vocabulary.periods import Year

SPARE = 64
"""Room in a table for codes that no code list knows (they are counted, and reported)."""

Raw = NDArray[np.int32]
Look = NDArray[np.int16]
SKIP = -1


class Stream(Protocol):
    """One dimension, or one condition, of the facts in a batch."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the batch that are read."""

    def read(self, batch: pa.RecordBatch) -> tuple[Raw, Look]:
        """The raw numbers, one a fact, and the category of each number."""


@dataclass
class Codes:
    """The categories of a dimension.

    A list that is `open` (desks, municipalities, topics) has room for codes that no code list
    knows: they are counted under their own name.
    """

    names: list[str]
    unknown: str = "unknown"
    open: bool = True
    index: dict[str, int] = field(init=False)
    size: int = field(init=False)

    def __post_init__(self) -> None:
        """Number the categories; `unknown` comes last of those that are known."""
        self.names = list(dict.fromkeys([*self.names, self.unknown]))
        self.index = {name: number for number, name in enumerate(self.names)}
        self.size = len(self.names) + (SPARE if self.open else 0)

    def number(self, name: str | None) -> int:
        """The number of a category. Raises SnapshotError when nothing fits any more."""
        if name is None:
            return self.index[self.unknown]
        if name not in self.index:
            if len(self.names) == self.size:
                raise SnapshotError(
                    f"the code '{name}' is in no code list; run 'taalplan check' on the snapshot"
                )
            self.index[name] = len(self.names)
            self.names.append(name)
        return self.index[name]


@dataclass
class CodeStream:
    """A code column. `renamed` leads a code to the category it counts in, as desk to area."""

    column: str
    codes: Codes
    renamed: Mapping[str, str] | None = None
    _former: tuple[pa.Array, Look] | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The code column itself."""
        return (self.column,)

    def read(self, batch: pa.RecordBatch) -> tuple[Raw, Look]:
        """The dictionary's numbers; one more number stands for an empty field."""
        values = dictionary(batch.column(self.column))
        if self._former is None or not self._former[0].equals(values.dictionary):
            self._former = (values.dictionary, self.look(values.dictionary.to_pylist()))
        return numbers(values.indices, len(values.dictionary)), self._former[1]

    def look(self, names: Sequence[str]) -> Look:
        """The category of each name, and of an empty field behind them."""
        renamed = self.renamed
        found = [
            self.codes.number(name if renamed is None else renamed.get(name)) for name in names
        ]
        return np.array([*found, self.codes.number(None)], np.int16)


@dataclass
class WantedStream:
    """A condition: only facts whose code is wanted; `known` wants any code or date."""

    column: str
    wanted: frozenset[str]

    @property
    def columns(self) -> tuple[str, ...]:
        """The column of the condition."""
        return (self.column,)

    def read(self, batch: pa.RecordBatch) -> tuple[Raw, Look]:
        """Category 0 for a wanted fact, SKIP for another."""
        values = batch.column(self.column)
        if "known" in self.wanted:
            return pc.is_valid(values).cast(pa.int32()).to_numpy(zero_copy_only=False), np.array(
                [SKIP, 0], np.int16
            )
        values = dictionary(values)
        names = values.dictionary.to_pylist()
        look = [0 if name in self.wanted else SKIP for name in names]
        return numbers(values.indices, len(names)), np.array([*look, SKIP], np.int16)


@dataclass
class YearStream:
    """The year of a date. `years` are the categories; other years, and no date, are skipped."""

    column: str
    years: Sequence[Year]

    @property
    def columns(self) -> tuple[str, ...]:
        """The date column."""
        return (self.column,)

    def read(self, batch: pa.RecordBatch) -> tuple[Raw, Look]:
        """Days since 1970 and the year each day is in."""
        values = batch.column(self.column)
        days = values if pa.types.is_date32(values.type) else values.cast(pa.date32())
        return numbers(days.view(pa.int32()), 0), year_of_day(tuple(self.years))


@cache
def year_of_day(years: tuple[Year, ...]) -> Look:
    """For each day since 1970 the position of its year among `years`, or SKIP."""
    epoch = date(1970, 1, 1).toordinal()
    look = np.full(date(2201, 12, 31).toordinal() - epoch, SKIP, np.int16)
    for position, year in enumerate(years):
        first = max(year.first_day.toordinal() - epoch, 1)
        look[first : max(year.last_day.toordinal() - epoch + 1, first)] = position
    return look


@dataclass
class PointerStream:
    """A column of the row that a key points to: the target group of a component's contract.

    `keys` are the keys of that table in rising order, `values` what each row says (as the raw
    numbers of the inner stream), `look` their categories; the last one is for no such row.
    """

    key: str
    keys: NDArray[np.int64]
    values: Raw
    look: Look
    dense: bool = field(init=False)

    def __post_init__(self) -> None:
        """Keys 0, 1, 2, ... need no search: the key is the row."""
        self.dense = len(self.keys) > 0 and bool(
            self.keys[0] == 0 and self.keys[-1] == len(self.keys) - 1
        )

    @property
    def columns(self) -> tuple[str, ...]:
        """The column that points."""
        return (self.key,)

    def read(self, batch: pa.RecordBatch) -> tuple[Raw, Look]:
        """What the rows say that this batch points to."""
        pointer = batch.column(self.key).fill_null(-1).to_numpy()
        missing = len(self.look) - 1
        if self.dense:
            inside = (pointer >= 0) & (pointer < len(self.keys))
            if inside.all():
                return self.values[pointer], self.look
            row = np.where(inside, pointer, 0)
        else:
            row = np.searchsorted(self.keys, pointer).clip(0, max(len(self.keys) - 1, 0))
            inside = self.keys[row] == pointer if len(self.keys) else np.zeros(len(row), bool)
        found = self.values[row] if len(self.values) else np.zeros(len(row), np.int32)
        return np.where(inside, found, missing).astype(np.int32), self.look


def dictionary(values: pa.Array) -> pa.DictionaryArray:
    """A code column as a dictionary, also where a file stored it as plain text."""
    return values if pa.types.is_dictionary(values.type) else values.dictionary_encode()


def numbers(values: pa.Array, empty: int) -> Raw:
    """Arrow numbers for numpy, without a copy where none is empty; `empty` fills the rest."""
    whole = values.fill_null(empty) if values.null_count else values
    raw: Raw = whole.to_numpy(zero_copy_only=False).astype(np.int32, copy=False)
    if len(raw) and raw.min() < 0:
        raise SnapshotError("a date before 1970 or a broken dictionary; run 'taalplan check'")
    return raw

# SPDX-License-Identifier: EUPL-1.2
"""From the columns of a batch to what is counted: raw numbers and a look-up.

Nothing is rewritten per fact: a code column gives the numbers of its dictionary, a date the
days since some year began, a key the row it points to. The look-up says how far that moves
the fact's cell in the table (`category * step`), or SKIP.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Any, Protocol, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from taalplan.snapshot import SnapshotError
from taalplan.statistics.margins import SKIP, Look, Raw, full_cells
from taalplan.vocabulary.periods import Year

T = TypeVar("T")

SPARE = 64
"""Room in a table for codes that no code list knows (they are counted, and reported)."""

EPOCH = date(1970, 1, 1).toordinal()
KNOWN = "known"
"""As a condition: the column is not empty."""

NO_DAY = np.iinfo(np.int32).min


class Batch:
    """A piece of a table, of which every column becomes numbers once, whoever asks for it."""

    def __init__(self, records: pa.RecordBatch) -> None:
        """Take the records as they were read."""
        self.records = records
        self._made: dict[object, Any] = {}

    def codes(self, column: str) -> tuple[Raw, pa.Array]:
        """A code column: numbers, and their names. One number more stands for an empty field."""
        return self.once(column, lambda: self._codes(column))

    def days(self, column: str) -> NDArray[np.int32]:
        """A date column in days since 1970; NO_DAY where it is empty."""
        return self.once(column, lambda: _days(self.records.column(column)))

    def keys(self, column: str) -> NDArray[np.int64]:
        """A key column; -1 where it is empty."""
        return self.once(column, lambda: _plain(self.records.column(column), -1))

    def once(self, what: object, make: Callable[[], T]) -> T:
        """What was made before under this name, or else is made now."""
        if what not in self._made:
            self._made[what] = make()
        made: T = self._made[what]
        return made

    def _codes(self, column: str) -> tuple[Raw, pa.Array]:
        values = self.records.column(column)
        if not pa.types.is_dictionary(values.type):
            values = values.dictionary_encode()  # some files store codes as plain text
        return _plain(values.indices, len(values.dictionary)).view(np.uint32), values.dictionary


def _days(values: pa.Array) -> NDArray[np.int32]:
    days = values if pa.types.is_date32(values.type) else values.cast(pa.date32())
    return _plain(days.view(pa.int32()), NO_DAY)


def _plain(values: pa.Array, empty: int) -> NDArray[Any]:
    """Arrow numbers for numpy, without a copy where none is empty."""
    whole = values.fill_null(empty) if values.null_count else values
    numbers: NDArray[Any] = whole.to_numpy(zero_copy_only=False)
    return numbers


class Stream(Protocol):
    """One dimension, or one condition, of the facts in a batch."""

    @property
    def column(self) -> str:
        """The column of the batch that is read."""

    @property
    def missing(self) -> int:
        """What the look-up says of an empty field."""

    def read(self, batch: Batch) -> tuple[Raw, Look]:
        """The raw numbers, one a fact, and what each number says of the cell."""


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
    _one_at_a_time: Lock = field(init=False, repr=False, default_factory=Lock)

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
            with self._one_at_a_time:
                self._add(name)
        return self.index[name]

    def _add(self, name: str) -> None:
        if name in self.index:  # another thread was first
            return
        if len(self.names) == self.size:
            raise SnapshotError(
                f"the code '{name}' is in no code list; run 'taalplan check' on the snapshot"
            )
        self.names.append(name)
        self.index[name] = len(self.names) - 1


class Coded:
    """What streams of code columns share: a look-up for each dictionary, made once."""

    def __init__(self, column: str, renamed: Mapping[str, str] | None) -> None:
        """`renamed` leads a code to the category it counts in, as desk to area."""
        self.column = column
        self.renamed = renamed
        self._former: tuple[pa.Array, Look] | None = None

    @property
    def missing(self) -> int:
        """What the look-up says of an empty field."""
        return self.says(None)

    def says(self, category: str | None) -> int:
        """What the look-up says of a category."""
        raise NotImplementedError

    def read(self, batch: Batch) -> tuple[Raw, Look]:
        """The dictionary's numbers, and what each says."""
        raw, names = batch.codes(self.column)
        former = self._former  # other threads read other batches, with other dictionaries
        if former is None or not former[0].equals(names):
            said = [self.says(self._category(name)) for name in names.to_pylist()]
            self._former = former = names, np.array([*said, self.missing], np.int32)
        return raw, former[1]

    def _category(self, name: str | None) -> str | None:
        return name if self.renamed is None or name is None else self.renamed.get(name)


class CodeStream(Coded):
    """A dimension that stands in a code column."""

    def __init__(
        self, column: str, codes: Codes, step: int, renamed: Mapping[str, str] | None = None
    ) -> None:
        """Each category of `codes` moves the cell by one `step` more."""
        super().__init__(column, renamed)
        self.codes = codes
        self.step = step

    def says(self, category: str | None) -> int:
        """How far a category moves the cell."""
        return self.codes.number(category) * self.step


class WantedStream(Coded):
    """A condition on a code column: only facts whose category is wanted."""

    def __init__(
        self, column: str, wanted: frozenset[str], renamed: Mapping[str, str] | None = None
    ) -> None:
        """Among the wanted categories, `known` stands for all; an empty field is never wanted."""
        super().__init__(column, renamed)
        self.wanted = wanted

    def says(self, category: str | None) -> int:
        """Whether a category is wanted."""
        known = category is not None and KNOWN in self.wanted
        return 0 if known or category in self.wanted else SKIP


@dataclass
class KnownStream:
    """A condition on a date: only facts where it is not empty."""

    column: str
    missing = SKIP

    def read(self, batch: Batch) -> tuple[Raw, Look]:
        """One for a fact that has a value, else nought."""
        known = batch.once((self.column, KNOWN), lambda: self._known(batch))
        return known, np.array([SKIP, 0], np.int32)

    def _known(self, batch: Batch) -> Raw:
        return _plain(pc.is_valid(batch.records.column(self.column)).cast(pa.uint32()), 0)


@dataclass
class YearStream:
    """The year of a date. `years` are the categories; other years, and no date, are skipped."""

    column: str
    years: Sequence[Year]
    step: int
    missing = SKIP

    @cached_property
    def _first(self) -> int:
        return min((_day(year.first_day) for year in self.years), default=0)

    @cached_property
    def _look(self) -> Look:
        days = max((_day(year.last_day) + 1 - self._first for year in self.years), default=0)
        look = np.full(days + 1, SKIP, np.int32)
        for position, year in enumerate(self.years):
            begin, end = _day(year.first_day) - self._first, _day(year.last_day) - self._first
            look[begin : end + 1] = position * self.step
        return look

    def read(self, batch: Batch) -> tuple[Raw, Look]:
        """Days since the first year began; one number for all other days."""
        # Earlier days wrap to large numbers, so one minimum catches what is outside.
        since = (batch.days(self.column) - np.int32(self._first)).view(np.uint32)
        return np.minimum(since, np.uint32(len(self._look) - 1), out=since), self._look


def _day(day: date) -> int:
    return day.toordinal() - EPOCH


@dataclass
class PointerStream:
    """What a key says through the row it points to: area and year of a component's contract.

    `look` has one sum for each row, however many columns it comes from, and one more for no
    such row. `keys` are the rows' keys in rising order; None when a key is its row's number.
    """

    column: str
    look: Look
    keys: NDArray[np.int64] | None

    @classmethod
    def over(
        cls, key: str, rows: int, batches: Iterable[Batch], streams: Sequence[Stream]
    ) -> PointerStream:
        """Read the table that the key points to. A row that is not there says nothing at all."""
        look = np.empty(rows + 1, np.int32)
        look[-1] = sum(stream.missing for stream in streams)
        number: NDArray[np.int64] | None = None
        begin = 0
        for batch in batches:
            end = begin + batch.records.num_rows
            keys = batch.keys(key)
            if number is None and not np.array_equal(keys, np.arange(begin, end)):
                # The keys are no row numbers after all: only then is there a number to keep each.
                number = np.arange(rows, dtype=np.int64)
            if number is not None:
                number[begin:end] = keys
            look[begin:end] = full_cells([stream.read(batch) for stream in streams])
            begin = end
        if number is None:
            return cls(key, look, None)
        order = np.argsort(number, kind="stable")
        beyond = np.iinfo(np.int64).max
        return cls(key, look[np.append(order, -1)], np.append(number[order], beyond))

    @property
    def missing(self) -> int:
        """What is said when the key is empty."""
        return int(self.look[-1])

    def read(self, batch: Batch) -> tuple[Raw, Look]:
        """The rows that this batch points to."""
        rows = batch.once((self.column, id(self)), lambda: self._rows(batch.keys(self.column)))
        return rows, self.look

    def _rows(self, pointer: NDArray[np.int64]) -> Raw:
        none = len(self.look) - 1
        if self.keys is None:
            return np.minimum(pointer.view(np.uint64), np.uint64(none)).astype(np.uint32)
        row = np.searchsorted(self.keys[:-1], pointer)
        return np.where(self.keys[row] == pointer, row, none).astype(np.uint32)

# SPDX-License-Identifier: EUPL-1.2
"""From a definition and a snapshot to the streams that the kernel reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from taalplan.snapshot import Snapshot
from taalplan.statistics.categories import CodeLists, years_of
from taalplan.statistics.definition import Definition
from taalplan.statistics.dimensions import UNKNOWN, WITHIN, Source
from taalplan.statistics.streams import (
    SKIP,
    Codes,
    CodeStream,
    PointerStream,
    Stream,
    WantedStream,
    YearStream,
    dictionary,
    numbers,
    year_of_day,
)
from taalplan.vocabulary.periods import Year

CODE_DIMENSIONS = ("area", "desk", "province", "centre_city", "municipality", "centre", "site")
"""Dimensions whose code list a snapshot may extend."""


@dataclass(frozen=True)
class Plan:
    """What to read for one definition: its dimensions in order, then its conditions."""

    definition: Definition
    codes: Mapping[str, Codes]
    dimensions: tuple[Stream, ...]
    conditions: tuple[Stream, ...]

    @property
    def streams(self) -> tuple[Stream, ...]:
        """All streams, dimensions first."""
        return self.dimensions + self.conditions

    def implied(self, kept: Sequence[str]) -> tuple[str, ...]:
        """What a margin must number: a desk that is kept tells its area, so the area is left out.

        Without this a table by province and municipality would have a cell for every
        municipality in every province.
        """
        outer = {WITHIN[name] for name in kept if name in WITHIN}
        return tuple(name for name in kept if name not in outer)

    @property
    def columns(self) -> set[str]:
        """The columns of the fact table that must be decoded."""
        return {column for stream in self.streams for column in stream.columns}


class Planner:
    """Makes plans for one snapshot; the tables that keys point to are read once."""

    def __init__(self, snapshot: Snapshot, lists: CodeLists) -> None:
        """Plan for a snapshot with its code lists."""
        self.snapshot = snapshot
        self.lists = lists
        self._pointed: dict[tuple[str, str], pa.Table] = {}

    def plan(self, definition: Definition) -> Plan:
        """The streams of a definition. Raises SnapshotError when a table is missing."""
        codes: dict[str, Codes] = {}
        dimensions = []
        for name in definition.dimensions:
            source = definition.fact.source(name)
            codes[name] = self._codes(definition, name, source)
            dimensions.append(self._stream(definition, name, source, codes[name]))
        conditions = [
            self._condition(definition, name, frozenset(wanted))
            for name, wanted in definition.where.items()
        ]
        if definition.axis and not definition.is_yearly:
            source = definition.fact.axes[definition.axis]
            conditions.append(self._years(source, self.years(definition)))
        return Plan(definition, codes, tuple(dimensions), tuple(conditions))

    def years(self, definition: Definition) -> tuple[Year, ...]:
        """The years of the definition's axis: those asked for, or all that the data have."""
        if definition.years or not definition.axis:
            return definition.years
        source = definition.fact.axes[definition.axis]
        return tuple(years_of(self.snapshot, definition.of, source))

    def _codes(self, definition: Definition, name: str, source: Source) -> Codes:
        if source.years:
            # A fact without a year is in no column, so years have no `unknown`.
            years = [str(year) for year in self.years(definition)]
            return Codes(years, unknown=years[-1] if years else UNKNOWN, open=False)
        known = self.lists.codes(name, source, definition.of)
        return Codes(known, open=name in CODE_DIMENSIONS or not known)

    def _stream(self, definition: Definition, name: str, source: Source, codes: Codes) -> Stream:
        if source.years:
            return self._years(source, self.years(definition))
        renamed = None
        column, via, table = source.column, source.via, source.table
        if via in ("desk", "municipality"):
            renamed = self.lists.within(via, column)
            pointer = definition.fact.sources[via]
            column, via, table = pointer.column, pointer.via, pointer.table
        inner = CodeStream(column, codes, renamed)
        return self._pointer(via, table, column, inner) if via else inner

    def _condition(self, definition: Definition, name: str, wanted: frozenset[str]) -> Stream:
        source = definition.fact.sources.get(name)
        if source is None or not source.via:
            return WantedStream(source.column if source else name, wanted)
        known = self.lists.codes(name, source, definition.of)
        codes = Codes(known)
        stream = self._stream(definition, name, source, codes)
        return _only(stream, codes, wanted)

    def _years(self, source: Source, years: tuple[Year, ...]) -> Stream:
        inner = YearStream(source.column, years)
        if not source.via:
            return inner
        keys, values = self._column(source.via, source.table, source.column)
        raw = numbers(values.cast(pa.date32()).view(pa.int32()), 0)
        look = np.append(year_of_day(years), np.int16(SKIP))
        return PointerStream(source.via, keys, raw, look)

    def _pointer(self, key: str, table: str, column: str, inner: CodeStream) -> Stream:
        keys, values = self._column(key, table, column)
        coded = dictionary(values)
        look = inner.look(coded.dictionary.to_pylist())
        return PointerStream(key, keys, numbers(coded.indices, len(look) - 1), look)

    def _column(self, key: str, table: str, column: str) -> tuple[np.ndarray, pa.Array]:
        """The keys of another table in rising order, and a column beside them."""
        if (table, column) not in self._pointed:
            both = self.snapshot.table(table, [key, column])
            keys = both[key].to_numpy()
            if len(keys) > 1 and not (keys[1:] > keys[:-1]).all():
                both = both.take(np.argsort(keys, kind="stable"))
            self._pointed[table, column] = both
        both = self._pointed[table, column]
        return both[key].to_numpy(), both[column].combine_chunks()


@dataclass
class _Only:
    """A dimension used as a condition: its categories become wanted or not."""

    stream: Stream
    codes: Codes
    wanted: frozenset[str]

    @property
    def columns(self) -> tuple[str, ...]:
        return self.stream.columns

    def read(self, batch: pa.RecordBatch):  # type: ignore[no-untyped-def]
        raw, look = self.stream.read(batch)
        wanted = np.array([name in self.wanted for name in self.codes.names])
        return raw, np.where((look >= 0) & wanted[look], 0, SKIP).astype(np.int16)


def _only(stream: Stream, codes: Codes, wanted: frozenset[str]) -> Stream:
    return _Only(stream, codes, wanted)

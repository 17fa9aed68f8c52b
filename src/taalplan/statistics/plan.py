# SPDX-License-Identifier: EUPL-1.2
"""From a definition and a snapshot to the streams that are read and the cells they fall in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from taalplan.snapshot import Snapshot
from taalplan.statistics.categories import CodeLists, years_of
from taalplan.statistics.definition import Definition
from taalplan.statistics.dimensions import UNKNOWN, WITHIN, Source
from taalplan.statistics.margins import Margins
from taalplan.statistics.streams import (
    Batch,
    Codes,
    CodeStream,
    KnownStream,
    PointerStream,
    Stream,
    WantedStream,
    YearStream,
)
from taalplan.vocabulary.periods import Year

CODE_DIMENSIONS = ("area", "desk", "province", "centre_city", "municipality", "centre", "site")
"""Dimensions whose code list a snapshot may extend."""


@dataclass(frozen=True)
class Plan:
    """What to read for one definition, and its cells.

    `outer` has the dimensions that follow from another, which numbers no cells for them: a desk
    tells its area. For each the inner dimension, and the category of each of its categories.
    """

    definition: Definition
    codes: Mapping[str, Codes]
    outer: Mapping[str, tuple[str, NDArray[np.int32]]]
    streams: tuple[Stream, ...]

    @property
    def columns(self) -> set[str]:
        """The columns of the fact table that must be decoded."""
        return {stream.column for stream in self.streams}

    @cached_property
    def kept(self) -> list[tuple[str, ...]]:
        """The dimensions that number each margin, in the order of `Definition.margins`."""
        margins = self.definition.margins()
        return [tuple(n for n in margin if not self._told(n, margin)) for margin in margins]

    @cached_property
    def margins(self) -> Margins:
        """The cells of the table and all its margins."""
        names = list(self.codes)
        return Margins.of(
            [codes.size for codes in self.codes.values()],
            [[names.index(name) for name in kept] for kept in self.kept],
            {names.index(n): (names.index(inner), of) for n, (inner, of) in self.outer.items()},
        )

    def path(self, kept: Sequence[str], numbers: Iterable[int]) -> dict[str, str]:
        """The codes of a cell of a margin, with those that follow from them."""
        number = dict(zip(kept, map(int, numbers), strict=True))
        for name, (inner, of_inner) in self.outer.items():
            if inner in number:
                number[name] = int(of_inner[number[inner]])
        return {name: self.codes[name].names[n] for name, n in number.items()}

    def _told(self, name: str, margin: Sequence[str]) -> bool:
        return name in self.outer and self.outer[name][0] in margin


@dataclass(frozen=True)
class _Part:
    """A stream with the key that leads to its table; `what` tells equal ones."""

    via: str
    table: str
    what: tuple[object, ...]
    stream: Stream


class Planner:
    """Makes plans for one snapshot; what keys point to is read once, for all plans."""

    def __init__(self, snapshot: Snapshot, lists: CodeLists) -> None:
        """Plan for a snapshot with its code lists."""
        self.snapshot = snapshot
        self.lists = lists
        self._listed: dict[tuple[object, ...], Codes] = {}
        self._pointers: dict[tuple[object, ...], PointerStream] = {}

    def plan(self, definition: Definition) -> Plan:
        """The streams of a definition. Raises SnapshotError when a table is missing."""
        codes = {name: self._codes(definition, name) for name in definition.dimensions}
        outer = {
            name: (inner, self._outer(inner, name, codes))
            for inner, name in WITHIN.items()
            if inner in codes and name in codes and self._follows(definition, inner, name)
        }
        numbered = [name for name in codes if name not in outer]
        sizes = [codes[name].size for name in numbered]
        steps = list(accumulate(reversed(sizes), lambda a, b: a * b, initial=1))[-2::-1]
        parts = [
            self._dimension(definition, name, codes[name], step)
            for name, step in zip(numbered, steps, strict=True)
        ]
        parts += [self._condition(definition, *condition) for condition in definition.where.items()]
        if definition.axis and not definition.is_yearly:
            parts.append(self._years(definition, definition.fact.axes[definition.axis], 0))
        return Plan(definition, codes, outer, tuple(self._joined(parts)))

    def years(self, definition: Definition) -> tuple[Year, ...]:
        """The years of the definition's axis: those asked for, or all that the data have."""
        if definition.years or not definition.axis:
            return definition.years
        source = definition.fact.axes[definition.axis]
        return tuple(years_of(self.snapshot, definition.of, source))

    def _codes(self, definition: Definition, name: str) -> Codes:
        """The categories of a dimension; the same object for all plans that have it."""
        source = definition.fact.source(name)
        years = self.years(definition) if source.years else ()
        what = definition.of, name, years
        if what not in self._listed:
            self._listed[what] = self._list(definition, name, source, years)
        return self._listed[what]

    def _list(
        self, definition: Definition, name: str, source: Source, years: tuple[Year, ...]
    ) -> Codes:
        if source.years:
            # A fact without a year is in no column, so years have no `unknown`.
            written = [str(year) for year in years]
            return Codes(written, unknown=written[-1] if written else UNKNOWN, open=False)
        known = self.lists.codes(name, source, definition.of)
        return Codes(known, open=name in CODE_DIMENSIONS or not known)

    def _follows(self, definition: Definition, inner: str, outer: str) -> bool:
        """Whether a code list, and not a column of its own, says what a code lies within."""
        return definition.fact.source(outer).via == inner

    def _outer(self, inner: str, outer: str, codes: Mapping[str, Codes]) -> NDArray[np.int32]:
        within = self.lists.within(inner, outer)
        found = [codes[outer].number(within.get(name)) for name in codes[inner].names]
        spare = codes[inner].size - len(found)
        return np.array([*found, *[codes[outer].number(None)] * spare], np.int32)

    def _dimension(self, definition: Definition, name: str, codes: Codes, step: int) -> _Part:
        source = definition.fact.source(name)
        if source.years:
            return self._years(definition, source, step)
        via, table, column, renamed = self._place(definition, source)
        return _Part(via, table, (name, id(codes), step), CodeStream(column, codes, step, renamed))

    def _condition(self, definition: Definition, name: str, wanted: Sequence[str]) -> _Part:
        source = definition.fact.sources.get(name)
        if source is None:
            return _Part("", "", (), KnownStream(name))
        via, table, column, renamed = self._place(definition, source)
        stream = WantedStream(column, frozenset(wanted), renamed)
        return _Part(via, table, (name, *wanted), stream)

    def _years(self, definition: Definition, source: Source, step: int) -> _Part:
        years = self.years(definition)
        return _Part(
            source.via, source.table, (years, step), YearStream(source.column, years, step)
        )

    def _place(
        self, definition: Definition, source: Source
    ) -> tuple[str, str, str, Mapping[str, str] | None]:
        """By which key, in which table and column a code stands, and what it is renamed to."""
        if source.via not in ("desk", "municipality"):
            return source.via, source.table, source.column, None
        pointer = definition.fact.sources[source.via]
        renamed = self.lists.within(source.via, source.column)
        return pointer.via, pointer.table, pointer.column, renamed

    def _joined(self, parts: Sequence[_Part]) -> Iterable[Stream]:
        """The fact's own streams, and one for each key whatever is read through it."""
        yield from (part.stream for part in parts if not part.via)
        for via, table in dict.fromkeys((part.via, part.table) for part in parts if part.via):
            through = [part for part in parts if (part.via, part.table) == (via, table)]
            what = via, table, *(part.what for part in through)
            if what not in self._pointers:
                streams = [part.stream for part in through]
                columns = sorted({via, *(stream.column for stream in streams)})
                batches = map(Batch, self.snapshot.batches(table, columns))
                self._pointers[what] = PointerStream.over(
                    via, self.snapshot.rows(table), batches, streams
                )
            yield self._pointers[what]

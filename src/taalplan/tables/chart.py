# SPDX-License-Identifier: EUPL-1.2
"""What a chart shows: cells of one table, and nothing that is not in it.

A chart has no figures of its own. It names cells of its table, so that the table beside it is
always its full text, and a cell that may not be shown cannot be drawn. `answers.draw` draws.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from taalplan.tables.table import Key, Table
from taalplan.vocabulary.text import Text


@dataclass(frozen=True)
class Band:
    """An interval along a line: its name in the legend, and a low and a high cell per tick."""

    label: Text
    low: tuple[Key, ...]
    high: tuple[Key, ...]


@dataclass(frozen=True)
class Series:
    """One line: a cell for each tick. `low` and `high` are the cells of its interval, if any.

    `interval` says what the interval is, in the words of the legend. A fan has `wider`
    intervals around it, the widest first. Where a forecast begins, the line and its intervals
    name the last cell that was counted: so the fan opens where the past ends.
    """

    label: Text
    cells: tuple[Key, ...]
    low: tuple[Key, ...] = ()
    high: tuple[Key, ...] = ()
    interval: Text | None = None
    wider: tuple[Band, ...] = ()

    @property
    def bands(self) -> tuple[Band, ...]:
        """Every interval, the widest first: the order in which they are drawn."""
        if not (self.low and self.high and self.interval):
            return self.wider
        return (*self.wider, Band(self.interval, self.low, self.high))


@dataclass(frozen=True)
class Chart:
    """What all kinds share: a table, a title, and the words along the axis.

    `name` tells the charts of one document apart; `measure` is what stands along the axis of
    figures. Raises ValueError for a cell that the table does not have.
    """

    table: Table
    name: str
    title: Text
    ticks: tuple[Text, ...]
    measure: Text

    def __post_init__(self) -> None:
        """Refuse cells outside the table, and as many figures as there are not ticks."""
        rows = {member.path for member in self.table.rows.members}
        columns = {member.path for member in self.table.columns.members}
        runs = [keys for keys in self.drawn() if keys]
        for keys in runs:
            if len(keys) != len(self.ticks):
                raise ValueError(f"{self.name}: {len(keys)} figures for {len(self.ticks)} ticks")
        for row, column in chain(*runs, self.between()):
            if row not in rows or column not in columns:
                raise ValueError(f"{self.name}: the table has no cell {row} {column}")

    def drawn(self) -> Iterator[tuple[Key, ...]]:
        """Every run of cells that is drawn, one cell per tick."""
        yield from ()

    def between(self) -> Iterator[Key]:
        """The cells that are drawn between ticks: what goes from one to another."""
        yield from ()


@dataclass(frozen=True)
class Bars(Chart):
    """A bar lying down for each tick, from zero; with `low` and `high` a whisker on each."""

    cells: tuple[Key, ...] = ()
    low: tuple[Key, ...] = ()
    high: tuple[Key, ...] = ()

    def drawn(self) -> Iterator[tuple[Key, ...]]:
        """The bars and their whiskers."""
        yield from (self.cells, self.low, self.high)


@dataclass(frozen=True)
class Waterfall(Chart):
    """Parts of a change, each beginning where the one before it ends; the last tick is the whole.

    Raises ValueError when the parts do not add up to the whole.
    """

    cells: tuple[Key, ...] = ()

    def __post_init__(self) -> None:
        """Refuse parts that leave a gap: the chart would show a step that is not there."""
        super().__post_init__()
        *parts, whole = (self.table.cell(*key).value or 0 for key in self.cells)
        if abs(sum(parts) - whole) > 1e-6:
            raise ValueError(f"{self.name}: the parts are {sum(parts)} and the whole is {whole}")

    def drawn(self) -> Iterator[tuple[Key, ...]]:
        """The steps and the whole."""
        yield self.cells


@dataclass(frozen=True)
class Lines(Chart):
    """A line through the ticks for each series, with a band for an interval; from zero."""

    series: tuple[Series, ...] = ()

    def drawn(self) -> Iterator[tuple[Key, ...]]:
        """The lines and their bands."""
        for series in self.series:
            yield series.cells
            for band in series.bands:
                yield from (band.low, band.high)


@dataclass(frozen=True)
class Place:
    """Where a figure belongs: a point (WGS84, degrees), and the municipalities it stands for.

    `codes` are NIS codes: one for a municipality, several for an area, none for a point such as
    a desk. A map that is shaded colours their territory.
    """

    latitude: float
    longitude: float
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mark:
    """A point without a figure, such as a desk; `kind` is its word in the legend."""

    label: Text
    place: Place
    kind: Text


@dataclass(frozen=True)
class Link:
    """A line between two places, as thick as its cell says; thin where it has none."""

    start: Place
    end: Place
    cell: Key | None = None


@dataclass(frozen=True)
class Map(Chart):
    """A figure for each place: a circle as large as the figure, or its territory shaded.

    Circles are for counts, shading for shares and rates: a large municipality is not more than
    a small one. `breaks` are the lower bounds of the classes of shading, where two maps must
    have the same; else the figures are cut in five classes of about as many places. Columns of
    differences (`signed`) are drawn on both sides of zero. `on` says whose municipalities lie
    underneath, for they merge; without it the day of the table's own figures.
    """

    cells: tuple[Key, ...] = ()
    places: tuple[Place, ...] = ()
    shaded: bool = False
    breaks: tuple[float, ...] = ()
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()
    on: date | None = None

    def __post_init__(self) -> None:
        """Refuse figures without a place, places that are nowhere, classes out of order."""
        super().__post_init__()
        if len(self.places) != len(self.ticks):
            raise ValueError(f"{self.name}: {len(self.places)} places for {len(self.ticks)} ticks")
        ends = [end for link in self.links for end in (link.start, link.end)]
        for place in (*self.places, *(mark.place for mark in self.marks), *ends):
            if not (abs(place.latitude) <= 90 and abs(place.longitude) <= 180):
                raise ValueError(f"{self.name}: {place} is nowhere; latitude comes first")
        if list(self.breaks) != sorted(set(self.breaks)):
            raise ValueError(f"{self.name}: the bounds of classes do not rise: {self.breaks}")

    def drawn(self) -> Iterator[tuple[Key, ...]]:
        """The figures of the places."""
        yield self.cells

    def between(self) -> Iterator[Key]:
        """The figures of the lines."""
        yield from (link.cell for link in self.links if link.cell)


@dataclass(frozen=True)
class Stream:
    """What goes from one tick of a flow to another, by their number; its cell says how much."""

    start: int
    end: int
    cell: Key


@dataclass(frozen=True)
class Flow(Chart):
    """Bars in `stages` from left to right, and between them streams as broad as their figure.

    `cells` are the bars, one per tick; `stages` says for each tick in which column it stands.
    Streams that add up to less than their bar leave the rest of it open: not all went on.

    Raises ValueError for a stream that does not go to the right, or that is broader than its bar.
    """

    cells: tuple[Key, ...] = ()
    stages: tuple[int, ...] = ()
    streams: tuple[Stream, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn without a stream hanging in the air."""
        super().__post_init__()
        if len(self.stages) != len(self.ticks):
            raise ValueError(f"{self.name}: {len(self.stages)} stages for {len(self.ticks)} ticks")
        for stream in self.streams:
            if self.stages[stream.start] >= self.stages[stream.end]:
                raise ValueError(f"{self.name}: {stream} does not go to a later stage")
        for tick, key in enumerate(self.cells):
            for side in ("start", "end"):
                parts = [s.cell for s in self.streams if getattr(s, side) == tick]
                told = sum(self.table.cell(*part).value or 0 for part in parts)
                whole = self.table.cell(*key).value or 0
                if told > whole + 1e-6:
                    words = self.ticks[tick].nl
                    raise ValueError(f"{self.name}: streams of {told} at {words}, which is {whole}")

    def drawn(self) -> Iterator[tuple[Key, ...]]:
        """The bars."""
        yield self.cells

    def between(self) -> Iterator[Key]:
        """The streams."""
        yield from (stream.cell for stream in self.streams)

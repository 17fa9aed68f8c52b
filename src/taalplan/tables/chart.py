# SPDX-License-Identifier: EUPL-1.2
"""What a chart shows: cells of one table, and nothing that is not in it.

A chart has no figures of its own. It names cells of its table, so that the table beside it is
always its full text, and a cell that may not be shown cannot be drawn. `answers.draw` draws.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from taalplan.tables.table import Key, Table
from taalplan.vocabulary.text import Text


@dataclass(frozen=True)
class Series:
    """One line: a cell for each tick. `low` and `high` are the cells of its interval, if any.

    `interval` says what the interval is, in the words of the legend.
    """

    label: Text
    cells: tuple[Key, ...]
    low: tuple[Key, ...] = ()
    high: tuple[Key, ...] = ()
    interval: Text | None = None


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
        for keys in self.drawn():
            if keys and len(keys) != len(self.ticks):
                raise ValueError(f"{self.name}: {len(keys)} figures for {len(self.ticks)} ticks")
            for row, column in keys:
                if row not in rows or column not in columns:
                    raise ValueError(f"{self.name}: the table has no cell {row} {column}")

    def drawn(self) -> Iterator[tuple[Key, ...]]:
        """Every run of cells that is drawn, one cell per tick."""
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
            yield from (series.cells, series.low, series.high)

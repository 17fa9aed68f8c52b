# SPDX-License-Identifier: EUPL-1.2
"""What an analysis says: sentences, tables and charts, in the order in which they are read.

The rooms that explain or plan end in one of these, and every document is made of it; none of
them needs to know what a document is.
"""

from __future__ import annotations

from dataclasses import dataclass

from taalplan.tables.chart import Chart
from taalplan.tables.table import Table
from taalplan.vocabulary.text import Text

Part = Text | Table | Chart
"""One part of an explanation."""


@dataclass(frozen=True)
class Explanation:
    """An analysis with its parts in reading order: a `Text` is one paragraph.

    `data` are tables too long to print, which stand among the data files.
    """

    name: str
    title: Text
    parts: tuple[Part, ...]
    data: tuple[Table, ...] = ()

    @property
    def paragraphs(self) -> tuple[Text, ...]:
        """The sentences."""
        return tuple(part for part in self.parts if isinstance(part, Text))

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables; their names differ."""
        return tuple(part for part in self.parts if isinstance(part, Table))

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The charts."""
        return tuple(part for part in self.parts if isinstance(part, Chart))

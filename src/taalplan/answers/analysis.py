# SPDX-License-Identifier: EUPL-1.2
"""An analysis as blocks of a document: its sentences, its tables, its charts drawn."""

from __future__ import annotations

from collections.abc import Iterator

from taalplan.answers.chart import draw
from taalplan.answers.document import Block, ChartBlock, Paragraph, TableBlock
from taalplan.tables.explanation import Explanation
from taalplan.tables.table import Table
from taalplan.vocabulary.text import Text


def blocks(explanation: Explanation, language: str = "nl") -> Iterator[Block]:
    """The parts of an analysis in reading order; `compose` numbers its tables and charts."""
    for part in explanation.parts:
        if isinstance(part, Text):
            yield Paragraph(part[language])
        elif isinstance(part, Table):
            yield TableBlock(part, part.name)
        else:
            yield ChartBlock(draw(part, language))

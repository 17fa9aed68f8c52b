# SPDX-License-Identifier: EUPL-1.2
"""A supply as a document: what it places, whom not and why, and why each group is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from taalplan import policy
from taalplan.answers.chart import draw
from taalplan.answers.document import (
    Block,
    Bullets,
    ChartBlock,
    Document,
    Facts,
    Heading,
    Notice,
    Paragraph,
    TableBlock,
)
from taalplan.needs import sentences as of_needs
from taalplan.needs.plan import NeedsPlan
from taalplan.supply.build import USED
from taalplan.tables.chart import Chart
from taalplan.tables.table import Table
from taalplan.vocabulary.text import Text


@dataclass(frozen=True)
class Listed:
    """A list without order."""

    items: tuple[Text, ...]


@dataclass(frozen=True)
class Chapter:
    """A heading with what stands under it, in reading order."""

    heading: Text
    parts: tuple[Text | Listed | Table | Chart, ...]
    level: int = 2


@dataclass(frozen=True)
class Report:
    """Everything that is written about a supply, before it has a form.

    `data` are tables that are too long to print; `facts` stand on the cover.
    """

    name: str
    title: Text
    needs: NeedsPlan
    facts: tuple[tuple[Text, Text], ...]
    chapters: tuple[Chapter, ...]
    data: tuple[Table, ...] = ()
    notices: tuple[tuple[Text, Text], ...] = ()

    @property
    def tables(self) -> tuple[Table, ...]:
        """The printed tables, then those that stand in data only."""
        parts = [part for chapter in self.chapters for part in chapter.parts]
        return (*(part for part in parts if isinstance(part, Table)), *self.data)


def document(report: Report, language: str = "nl") -> Document:
    """The document of a report in one language."""
    title = report.title[language]
    return Document(
        title=title,
        subtitle=of_needs.subtitle(report.needs.horizon)[language],
        letterhead=("Taalplan",),
        header=title,
        author="Taalplan",
        day=report.needs.horizon.cut_off,
        facts=Facts(tuple((k[language], v[language]) for k, v in report.facts)),
        blocks=tuple(_blocks(report, language)),
        data=tuple(TableBlock(table, table.name) for table in report.data),
        synthetic=report.needs.history.synthetic,
        language=language,
    )


def _blocks(report: Report, language: str) -> Iterator[Block]:
    if report.needs.history.synthetic:
        yield Notice(*(text[language] for text in of_needs.SYNTHETIC))
    for title, text in report.notices:
        yield Notice(title[language], text[language])
    numbers = {"table": 0, "chart": 0}
    for chapter in report.chapters:
        yield Heading(chapter.heading[language], chapter.level)
        yield from _parts(chapter.parts, language, numbers)
    yield Heading(of_needs.ASSUMPTIONS[language])
    yield Paragraph(of_needs.ASSUMED[language])
    on = report.needs.horizon.cut_off
    yield Bullets(tuple(of_needs.assumption(policy.value(key, on))[language] for key in USED))


def _parts(
    parts: Sequence[Text | Listed | Table | Chart], language: str, numbers: dict[str, int]
) -> Iterator[Block]:
    for part in parts:
        if isinstance(part, Text):
            yield Paragraph(part[language])
        elif isinstance(part, Listed):
            yield Bullets(tuple(item[language] for item in part.items))
        elif isinstance(part, Table):
            numbers["table"] += 1
            yield TableBlock(part, part.name, numbers["table"])
        else:
            numbers["chart"] += 1
            yield ChartBlock(draw(part, language), numbers["chart"])

# SPDX-License-Identifier: EUPL-1.2
"""The plan as a document: what it says, where each number comes from, what was assumed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from taalplan import policy
from taalplan.answers import draw
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
from taalplan.needs import sentences
from taalplan.needs.chapters import Said, chapters
from taalplan.needs.numbers import USED
from taalplan.needs.plan import NeedsPlan
from taalplan.tables.table import Note, Table
from taalplan.vocabulary.text import Text


def document(plan: NeedsPlan, tables: Mapping[str, Table], language: str = "nl") -> Document:
    """The document of a plan in one language."""
    year = plan.horizon.school_year
    title = sentences.title(year)[language]
    blocks = tuple(_blocks(plan, tables, language))
    printed = {block.table.name for block in blocks if isinstance(block, TableBlock)}
    return Document(
        title=title,
        subtitle=sentences.subtitle(plan.horizon)[language],
        letterhead=("Taalplan",),
        header=title,
        author="Taalplan",
        day=plan.horizon.cut_off,
        facts=Facts(tuple((k[language], v[language]) for k, v in sentences.facts(plan))),
        blocks=blocks,
        data=tuple(TableBlock(t, name) for name, t in tables.items() if name not in printed),
        synthetic=plan.history.synthetic,
        language=language,
    )


def _blocks(plan: NeedsPlan, tables: Mapping[str, Table], language: str) -> Iterator[Block]:
    if plan.history.synthetic:
        yield Notice(*(text[language] for text in sentences.SYNTHETIC))
    if plan.warnings:
        yield Heading(sentences.WARNINGS[language])
        yield Bullets(tuple(warning[language] for warning in plan.warnings))
    number = _Numbers()
    for chapter in chapters(plan, tables):
        yield Heading(chapter.heading[language], chapter.level, chapter.new_page)
        for part in chapter.parts:
            yield number.block(part, language)
    yield Heading(sentences.ASSUMPTIONS[language])
    yield Paragraph(sentences.ASSUMED[language])
    on = plan.horizon.cut_off
    yield Bullets(
        tuple(sentences.assumption(policy.value(key, on), on.year)[language] for key in USED)
    )


class _Numbers:
    """Numbers tables and charts, each on their own, as they are met."""

    def __init__(self) -> None:
        self.tables, self.charts = 0, 0
        self.said: set[Note] = set()

    def block(self, part: Said, language: str) -> Block:
        """A part as a block with its number."""
        if isinstance(part, Text):
            return Paragraph(part[language])
        if isinstance(part, tuple):
            return Bullets(tuple(text[language] for text in part))
        if isinstance(part, Table):
            self.tables += 1
            return TableBlock(self._once(part), part.name, self.tables)
        self.charts += 1
        return ChartBlock(draw(part, language), self.charts)

    def _once(self, table: Table) -> Table:
        """A table with the notes that were not printed before; its data keep them all."""
        new = tuple(note for note in table.notes if note not in self.said)
        self.said |= set(new)
        return replace(table, notes=new)

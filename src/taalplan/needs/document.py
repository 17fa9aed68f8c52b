# SPDX-License-Identifier: EUPL-1.2
"""The plan as a document: what it says, where each number comes from, what was assumed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from taalplan import policy
from taalplan.answers.document import (
    Block,
    Bullets,
    Document,
    Facts,
    Heading,
    Notice,
    Paragraph,
    TableBlock,
)
from taalplan.needs import sentences
from taalplan.needs.numbers import USED
from taalplan.needs.plan import NeedsPlan
from taalplan.tables.table import Table

DATA_ONLY = ("needs-cells", "bridge-cells")


def document(plan: NeedsPlan, tables: Mapping[str, Table], language: str = "nl") -> Document:
    """The document of a plan in one language."""
    printed = [name for name in tables if name not in DATA_ONLY]
    numbers = {name: number for number, name in enumerate(printed, 1)}
    year = plan.horizon.school_year
    title = sentences.title(year)[language]
    return Document(
        title=title,
        subtitle=sentences.subtitle(plan.horizon)[language],
        letterhead=("Taalplan",),
        header=title,
        author="Taalplan",
        day=plan.horizon.cut_off,
        facts=Facts(tuple((k[language], v[language]) for k, v in sentences.facts(plan))),
        blocks=tuple(_blocks(plan, tables, numbers, language)),
        data=tuple(TableBlock(tables[name], name) for name in DATA_ONLY if name in tables),
        synthetic=plan.history.synthetic,
        language=language,
    )


def _blocks(
    plan: NeedsPlan, tables: Mapping[str, Table], numbers: Mapping[str, int], language: str
) -> Iterator[Block]:
    if plan.history.synthetic:
        yield Notice(*(text[language] for text in sentences.SYNTHETIC))
    if plan.warnings:
        yield Heading(sentences.WARNINGS[language])
        yield Bullets(tuple(warning[language] for warning in plan.warnings))
    for heading, texts, names in sentences.chapters(plan):
        yield Heading(heading[language])
        for text in texts:
            yield Paragraph(text[language])
        for name in names:
            if name in tables:
                yield TableBlock(tables[name], name, numbers[name])
    yield Heading(sentences.ASSUMPTIONS[language])
    yield Paragraph(sentences.ASSUMED[language])
    on = plan.horizon.cut_off
    yield Bullets(tuple(sentences.assumption(policy.value(key, on))[language] for key in USED))

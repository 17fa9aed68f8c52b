# SPDX-License-Identifier: EUPL-1.2
"""The study as a document: what it says, how it was computed, what was assumed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from taalplan import policy
from taalplan.access.desks import words
from taalplan.access.desks.common import used
from taalplan.access.desks.explain import explanations
from taalplan.access.desks.method import method
from taalplan.access.desks.study import Study
from taalplan.answers import blocks
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
from taalplan.policy import PolicyValue
from taalplan.tables.chart import Map
from taalplan.tables.table import Table
from taalplan.vocabulary.text import Text

TITLE = Text("Contactpunten op de juiste plaats", "Desks in the right place",
             "Des guichets au bon endroit")  # fmt: skip


def document(study: Study, language: str = "nl") -> Document:
    """The document of a study in one language."""
    situation = study.situation
    title = f"{TITLE[language]} {situation.year}"
    chapters = explanations(study)
    return Document(
        title=title,
        subtitle=Text(
            f"Aanmeldingen van {situation.year}, contactpunten op {situation.as_of}",
            f"Registrations of {situation.year}, desks on {situation.as_of}",
            f"Inscriptions de {situation.year}, guichets au {situation.as_of}",
        )[language],
        letterhead=("Taalplan",),
        header=title,
        author="Taalplan",
        day=situation.as_of,
        facts=Facts(((Text("Momentopname", "Snapshot", "Instantané")[language],
                      situation.snapshot),)),
        blocks=tuple(_numbered(_blocks(study, language))),
        data=tuple(TableBlock(t, t.name) for chapter in chapters for t in chapter.data),
        synthetic=situation.synthetic,
        language=language,
    )  # fmt: skip


def _blocks(study: Study, language: str) -> Iterator[Block]:
    if study.situation.synthetic:
        yield Notice(*(text[language] for text in words.SYNTHETIC))
    for chapter in explanations(study):
        yield Heading(chapter.title[language])
        yield from blocks(chapter, language)
    yield Heading(words.HOW[language])
    for text in method(study.situation):
        yield Paragraph(text[language])
    yield Heading(words.ASSUMPTIONS[language])
    on = study.situation.as_of
    yield Bullets(tuple(_assumption(policy.value(key, on), language) for key in used(study)))
    yield Heading(words.MAPS[language])
    for table in _of_maps(study):
        yield TableBlock(table, table.name)


def _of_maps(study: Study) -> Iterator[Table]:
    """What the maps draw and no table beside them says: whoever cannot see a map reads it."""
    chapters = explanations(study)
    printed = {table.name for chapter in chapters for table in chapter.tables}
    drawn = {
        chart.table.name: chart.table
        for chapter in chapters
        for chart in chapter.charts
        if isinstance(chart, Map) and chart.table.name not in printed
    }
    yield from drawn.values()


def _numbered(found: Iterator[Block]) -> Iterator[Block]:
    tables = charts = 0
    for block in found:
        if isinstance(block, TableBlock):
            tables += 1
            yield replace(block, number=tables)
        elif isinstance(block, ChartBlock):
            charts += 1
            yield replace(block, number=charts)
        else:
            yield block


def _assumption(value: PolicyValue, language: str) -> str:
    shown = ", ".join(f"{number:g}" for number in value.numbers)
    mark = {"nl": " (aanname)", "en": " (assumption)", "fr": " (hypothèse)"}[language]
    return f"{value.label[language]}: {shown}{mark * value.assumption}. {value.source[language]}"

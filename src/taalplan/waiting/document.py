# SPDX-License-Identifier: EUPL-1.2
"""Photographs as a document: what they say, their tables, their definition with its sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

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
from taalplan.needs.sentences import ASSUMED, ASSUMPTIONS, SYNTHETIC, assumption
from taalplan.tables.table import Table
from taalplan.vocabulary.text import Text
from taalplan.waiting import words
from taalplan.waiting.definition import USED
from taalplan.waiting.explain import TITLE, officially, threshold_chart, why
from taalplan.waiting.photograph import Photograph
from taalplan.waiting.table import DATA_ONLY, overview

LISTS = Text("Is er een wachtlijst?", "Is there a waiting list?", "Y a-t-il une liste d’attente ?")
WHY = Text("Waarom wacht men?", "Why do people wait?", "Pourquoi attend-on ?")
WHERE = Text("Wie wacht, en waar?", "Who waits, and where?", "Qui attend, et où ?")
FILES = Text("Foto’s", "Photographs", "Photos")

SURVEY = Text("Bevraging en register", "Survey and register", "Enquête et registre")

Tables = Mapping[str, Mapping[str, Table]]
"""Tables of each photograph, by its day and their name."""


Surveys = Mapping[str, tuple[Table, tuple[Text, ...]]]
"""For the days of which centres were asked: the comparison, and what is said of it."""


def document(
    photos: Sequence[Photograph], made: Tables, language: str = "nl", surveys: Surveys | None = None
) -> Document:
    """The document of photographs in one language; the last one is told in full."""
    last = photos[-1]
    title = TITLE[language]
    days = ", ".join(words.day(photo.definition.day)[language] for photo in photos)
    return Document(
        title=title,
        subtitle=days,
        letterhead=("Taalplan",),
        header=f"{title} · {days}",
        author="Taalplan",
        day=last.definition.day,
        facts=Facts(tuple(_facts(photos, language))),
        blocks=tuple(_numbered(_blocks(photos, made, language, surveys or {}))),
        data=tuple(
            TableBlock(table, f"{name}-{day}")
            for day, of_day in made.items()
            for name, table in of_day.items()
            if name in DATA_ONLY
        ),
        synthetic=last.synthetic,
        language=language,
    )


def _facts(photos: Sequence[Photograph], language: str) -> Iterator[tuple[str, str]]:
    last = photos[-1]
    name = Text("Momentopname", "Snapshot", "Extrait")[language]
    as_of = Text("stand op", "as of", "au")[language]
    yield name, f"{last.snapshot}, {as_of} {words.day(last.as_of)[language]}"


def _numbered(blocks: Iterator[Block]) -> Iterator[Block]:
    table = figure = 0
    for block in blocks:
        if isinstance(block, TableBlock):
            table += 1
            yield TableBlock(block.table, block.id, table)
        elif isinstance(block, ChartBlock):
            figure += 1
            yield ChartBlock(block.drawing, figure)
        else:
            yield block


def _blocks(
    photos: Sequence[Photograph], made: Tables, language: str, surveys: Surveys
) -> Iterator[Block]:
    last = photos[-1]
    if last.synthetic:
        heading, said = SYNTHETIC[0], _SYNTHETIC
        yield Notice(heading[language], said[language])
    yield Heading(LISTS[language])
    days, definitions = overview(photos), [photo.definition for photo in photos]
    for one in definitions:
        yield Paragraph(" ".join(text[language] for text in officially(days, one)))
    yield TableBlock(days, days.name)
    yield ChartBlock(draw(threshold_chart(days, definitions), language))
    yield Heading(WHY[language])
    reasons = made[last.definition.day.isoformat()]["waiting-reasons"]
    for text in why(reasons, days, last.definition):
        yield Paragraph(text[language])
    for name in ("waiting-reasons", "waiting-lists"):
        yield from _each(made, name)
    yield Heading(WHERE[language])
    for name in ("waiting-areas", "waiting-places", "waiting-levels", "waiting-dayparts"):
        yield from _each(made, name)
    if surveys:
        yield Heading(SURVEY[language])
    for day, (table, compared) in surveys.items():
        for text in compared:
            yield Paragraph(text[language])
        yield TableBlock(table, f"{table.name}-{day}")
    yield Heading(ASSUMPTIONS[language])
    yield Paragraph(ASSUMED[language])
    on = last.definition.day
    yield Bullets(tuple(assumption(policy.value(key, on))[language] for key in USED))


def _each(made: Tables, name: str) -> Iterator[Block]:
    for day, of_day in made.items():
        yield TableBlock(of_day[name], f"{name}-{day}")


_SYNTHETIC = Text(
    "Deze foto’s zijn gemaakt uit een nagebootst register. Geen enkele rij gaat over een bestaande "
    "persoon.",
    "These photographs are made from an invented register. No row is about a real person.",
    "Ces photos sont faites d’un registre simulé. Aucune ligne ne concerne une personne réelle.",
)

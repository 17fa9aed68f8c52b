# SPDX-License-Identifier: EUPL-1.2
"""The study as a document: what it says, how it was computed, what was assumed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from taalplan import policy
from taalplan.access.desks import words
from taalplan.access.desks.common import USED
from taalplan.access.desks.explain import explanations
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
from taalplan.vocabulary.text import Text

TITLE = Text("Contactpunten op de juiste plaats", "Desks in the right place",
             "Des guichets au bon endroit")  # fmt: skip
METHOD = (
    Text(
        "De vraag is geteld naar de gemeente waar iemand bij de eerste aanmelding van het jaar "
        "woonde. De afstand is die in vogelvlucht tussen de kernen van gemeenten; binnen een "
        "gemeente is ze 0 km. Zij is dus korter dan de weg, en voor alle netwerken op dezelfde "
        "manier.",
        "Demand is counted by the municipality where somebody lived at the first registration of "
        "the year. The distance is as the crow flies between the centres of municipalities; within "
        "one it is 0 km. It is therefore shorter than the way, and for all networks alike.",
        "La demande est comptée selon la commune où la personne habitait à sa première inscription "
        "de l’année. La distance est à vol d’oiseau entre les centres des communes ; dans une "
        "commune, elle est de 0 km. Elle est donc plus courte que le trajet, de la même façon pour "
        "tous les réseaux.",
    ),
    Text(
        "De beste netwerken zijn exact berekend (p-mediaan en p-center), met een bewezen grens. "
        "Een contactpunt kan in elke gemeente van Vlaanderen en Brussel liggen. De stedelijke "
        "agentschappen Atlas en IN-Gent blijven altijd open.",
        "The best networks were computed exactly (p-median and p-center), with a proven bound. A "
        "desk can lie in any municipality of Flanders and Brussels. The city agencies Atlas and "
        "IN-Gent always stay open.",
        "Les meilleurs réseaux ont été calculés exactement (p-médiane et p-centre), avec une borne "
        "prouvée. Un guichet peut se trouver dans toute commune de Flandre et de Bruxelles. Les "
        "agences urbaines Atlas et IN-Gent restent toujours ouvertes.",
    ),
    Text(
        "De ongelijkheid (Gini) is 0 % wanneer iedereen even ver reist, en nadert 100 % wanneer "
        "enkelen al de kilometers afleggen. Wie in een gemeente met een contactpunt woont, reist "
        "hier 0 km; daardoor is zij altijd hoog.",
        "Inequality (Gini) is 0 % when everybody travels as far, and nears 100 % when a few travel "
        "all kilometres. Who lives in a municipality with a desk travels 0 km here; that is why it "
        "is always high.",
        "L’inégalité (Gini) est de 0 % quand tous parcourent la même distance et approche 100 % "
        "quand quelques-uns parcourent tous les kilomètres. Qui habite une commune avec guichet "
        "parcourt ici 0 km ; elle est donc toujours élevée.",
    ),
)


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
    for text in METHOD:
        yield Paragraph(text[language])
    yield Heading(words.ASSUMPTIONS[language])
    on = study.situation.as_of
    yield Bullets(tuple(_assumption(policy.value(key, on), language) for key in USED))


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

# SPDX-License-Identifier: EUPL-1.2
"""Advice as a document: first what to do, then why, then what was assumed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from taalplan import policy
from taalplan.access.staffing import sentences, verdicts, words
from taalplan.access.staffing.advise import Advice
from taalplan.access.staffing.table import USED
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
from taalplan.policy import PolicyValue
from taalplan.tables.chart import Bars, Chart, Lines, Series
from taalplan.tables.table import Table
from taalplan.vocabulary.text import Language, Text

DATA_ONLY = ("staff-half-hours",)

SYNTHETIC = (
    Text("Synthetische gegevens", "Synthetic data", "Données synthétiques"),
    Text(
        "Dit advies is gemaakt uit een nagebootst register. Geen enkele rij gaat over een "
        "bestaande persoon.",
        "This advice is made from an invented register. No row is about a real person.",
        "Cet avis est fait d’un registre simulé. Aucune ligne ne concerne une personne réelle.",
    ),
)
WARNINGS = Text(
    "Waarop dit advies niet kon steunen",
    "What this advice could not rest on",
    "Ce sur quoi cet avis n’a pu s’appuyer",
)
ASSUMPTIONS = Text("Gebruikte waarden en hun bron", "Values used and their source",
                   "Valeurs utilisées et leur source")  # fmt: skip
ASSUMED = Text(
    "Een waarde die als aanname gemarkeerd is, komt uit geen openbare bron. Vervang haar door die "
    "van de eigen organisatie (policy/values/staffing.yaml) en maak het advies opnieuw.",
    "A value marked as an assumption has no public source. Replace it by your organisation's own "
    "(policy/values/staffing.yaml) and make the advice again.",
    "Une valeur marquée comme hypothèse n’a pas de source publique. Remplacez-la par celle de "
    "votre organisation (policy/values/staffing.yaml) et refaites l’avis.",
)
CHAPTERS = {
    "short": Text("In het kort", "In short", "En bref"),
    "demand": Text("Wie er komt", "Who comes", "Qui vient"),
    "people": Text("Hoeveel mensen, wanneer", "How many people, and when",
                   "Combien de personnes, et quand"),
    "appointments": Text("Afspraken openen", "Appointments to open", "Rendez-vous à ouvrir"),
    "shifts": Text("Diensten", "Shifts", "Services"),
    "temporary": Text("Een tijdelijk loket of meer mensen?", "A temporary desk or more people?",
                      "Un guichet temporaire ou plus de personnes ?"),
    "voices": Text("Wat klanten zeggen", "What clients say", "Ce que disent les clients"),
}  # fmt: skip


def document(advice: Advice, tables: Mapping[str, Table], language: str = "nl") -> Document:
    """The document of an advice in one language."""
    title = sentences.title(advice)[language]
    return Document(
        title=title,
        subtitle=sentences.period(advice)[language],
        letterhead=("Taalplan",),
        header=title,
        author="Taalplan",
        day=advice.as_of,
        facts=Facts(tuple((k[language], v[language]) for k, v in _facts(advice))),
        blocks=tuple(_numbered(_blocks(advice, tables, language))),
        data=tuple(TableBlock(tables[name], name) for name in DATA_ONLY if name in tables),
        synthetic=advice.synthetic,
        language=language,
    )


def _facts(advice: Advice) -> Iterator[tuple[Text, Text]]:
    yield Text("Loket", "Desk", "Guichet"), Text.same(advice.desk.name)
    yield Text("Balies", "Counters", "Postes"), Text.same(str(advice.desk.counters))
    yield Text("Weken", "Weeks", "Semaines"), sentences.period(advice)
    yield Text("Momentopname", "Snapshot", "Instantané"), Text.same(advice.snapshot)
    yield Text("Stand op", "As of", "Situation au"), Text.same(str(advice.as_of))


def _blocks(advice: Advice, tables: Mapping[str, Table], language: str) -> Iterator[Block]:
    if advice.synthetic:
        yield Notice(*(text[language] for text in SYNTHETIC))
    if advice.warnings:
        yield Heading(WARNINGS[language])
        yield Bullets(tuple(warning[language] for warning in advice.warnings))
    for name, parts in _chapters(advice, tables):
        yield Heading(CHAPTERS[name][language])
        for part in parts:
            if isinstance(part, Text):
                yield Paragraph(part[language])
            elif isinstance(part, Table):
                yield TableBlock(part, part.name)
            elif isinstance(part, Chart):
                yield ChartBlock(draw(part, language))
            else:
                yield Bullets(tuple(item[language] for item in part))
    yield Heading(ASSUMPTIONS[language])
    yield Paragraph(ASSUMED[language])
    on = advice.weeks[0].monday
    yield Bullets(tuple(assumption(policy.value(key, on))[language] for key in USED))


Part = Text | Table | Chart | tuple[Text, ...]


def _chapters(
    advice: Advice, tables: Mapping[str, Table]
) -> Iterator[tuple[str, tuple[Part, ...]]]:
    on = advice.weeks[0].monday
    days = policy.value("staffing.appointment.days", on).whole
    chance = policy.value("staffing.appointment.chance", on).number
    plan = advice.plan(advice.busiest)
    yield "short", (*sentences.in_short(advice), tables["staff-slots"], tables["staff-people"])
    yield "demand", (tables["staff-demand"], demand_chart(advice, tables["staff-demand"]))
    yield "people", (tables["staff-grid"], people_chart(advice, tables["staff-grid"]))
    yield (
        "appointments",
        (sentences.slots_sentence(advice, days, chance), tables["staff-appointments"]),
    )
    if plan is not None:
        yield (
            "shifts",
            (
                sentences.shift_sentence(plan),
                tables["staff-shifts"],
                sentences.roster(plan, advice.crew is not None),
            ),
        )
    yield "temporary", (*verdicts.temporary_sentences(advice), *_some(tables, "staff-temporary"))
    if advice.voices is not None:
        yield (
            "voices",
            (
                *verdicts.voices_sentences(advice.voices),
                *_some(tables, "staff-voices", "staff-desks-beside"),
            ),
        )


def _some(tables: Mapping[str, Table], *names: str) -> Iterator[Table]:
    """Those of the tables that there are."""
    return (tables[name] for name in names if name in tables)


def demand_chart(advice: Advice, table: Table) -> Chart:
    """Appointments asked for by week, with the interval."""
    rows = [member.path for member in table.rows.members]

    def column(name: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
        return tuple((row, (name,)) for row in rows)

    series = Series(
        words.ASKED, column("asked"), column("low"), column("high"),
        Text("in 80 van de 100 paden", "in 80 of 100 paths", "dans 80 trajectoires sur 100"),
    )  # fmt: skip
    return Lines(
        table, "staff-demand-chart", words.of_desk(words.DEMAND, advice.desk.name),
        tuple(map(words.tick, advice.weeks)), words.ASKED,
        (series,),
    )  # fmt: skip


def people_chart(advice: Advice, table: Table) -> Chart:
    """The busiest day by half hour."""
    needs = {day: need.hours for day, need in advice.of_week(advice.busiest).items()}
    day = max(needs, key=lambda one: needs[one])
    code = (str(day.weekday()),)
    rows = [m for m in table.rows.members if table.cell(m.path, code).value is not None]
    title = words.of_desk(words.GRID, advice.desk.name, words.WEEKDAYS[day.weekday()])
    return Bars(
        table, "staff-people-chart", title, tuple(m.label for m in rows), words.NEEDED,
        cells=tuple((m.path, code) for m in rows),
    )  # fmt: skip


def assumption(value: PolicyValue) -> Text:
    """A policy value with its source."""
    values = value.value if isinstance(value.value, tuple) else (value.value,)
    shown = ", ".join(map(str, values))
    marks = {"nl": " (aanname)", "en": " (assumption)", "fr": " (hypothèse)"}
    return Text(*(
        f"{value.label[lang]}: {shown}{marks[lang] * value.assumption}. {value.source[lang]}"
        for lang in Language
    ))  # fmt: skip


def _numbered(blocks: Iterator[Block]) -> Iterator[Block]:
    """Tables and charts with their numbers, in reading order."""
    tables = charts = 0
    for block in blocks:
        if isinstance(block, TableBlock):
            tables += 1
            yield TableBlock(block.table, block.id, tables)
        elif isinstance(block, ChartBlock):
            charts += 1
            yield ChartBlock(block.drawing, charts)
        else:
            yield block

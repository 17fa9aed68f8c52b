# SPDX-License-Identifier: EUPL-1.2
"""From a question and its tables to a document: quoted, answered, numbered, accounted for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from taalplan.answers.account import account
from taalplan.answers.document import (
    Block,
    ChartBlock,
    Document,
    Facts,
    Heading,
    Notice,
    Paragraph,
    Quote,
    Signature,
    TableBlock,
)
from taalplan.answers.faults import Fault, QuestionError
from taalplan.answers.numbers import datum, opsomming
from taalplan.answers.parts import Material, part_blocks
from taalplan.answers.question import Part, Place, Question
from taalplan.answers.templates import paragraphs
from taalplan.tables.checks import check
from taalplan.tables.findings import Finding, Severity
from taalplan.tables.protect.words import HEADING
from taalplan.tables.table import Table
from taalplan.vocabulary.text import Text

if TYPE_CHECKING:
    from taalplan.tables.protect.apply import Protected

Analyses = Mapping[str, Sequence[Block]]


def compose(
    question: Question,
    tables: Mapping[str, Table],
    *,
    analyses: Analyses | None = None,
    as_of: date | None = None,
    protection: Protected | None = None,
) -> Document:
    """The whole answer. `tables` has one table for each `question.requests`, by id.

    `analyses` holds the blocks of those that are ready, by the name in the question file; the
    ids of their tables must differ from those of the question. `as_of` dates the file, by
    default as the youngest snapshot. `protection` is what made `tables` fit to be read by
    outsiders; the document says what was done, and holds no other tables then. Raises
    QuestionError with every table that is missing or does not add up, and every sentence
    without its figure.
    """
    ready = analyses or {}
    _refuse_unprotected(question, tables, ready, protection)
    tables = {**tables, **_analysed(question, ready)}
    findings = {id: check(table) for id, table in tables.items()}
    _refuse(question, tables, findings, _analysed(question, ready))
    figures = _figures(question, ready)
    material = Material(
        question, _titled(question, tables), ready, _numbers(question, ready), figures
    )
    faults = [fault for part in question.parts for fault in material.faults(part)]
    if faults:
        raise QuestionError(faults)
    day = as_of or max(_days(tables), default=question.asked_on)
    asked = datum(question.asked_on)
    return Document(
        title=f"Antwoord op schriftelijke vraag nr. {question.number} van {asked}",
        subtitle=question.title,
        letterhead=(question.answered_by, question.function),
        header=f"Schriftelijke vraag nr. {question.number} van {asked} · {question.asked_by}",
        author=question.answered_by,
        day=day,
        facts=_cover(question, tables, protection),
        blocks=(
            *_notices(material),
            *_answer(material),
            *_protection(protection),
            *_back(material, findings),
        ),
        data=tuple(
            material.block(request.id)
            for request in question.requests
            if request.place is Place.DATA
        ),
        synthetic=_synthetic(tables),
    )


def _refuse_unprotected(
    question: Question,
    tables: Mapping[str, Table],
    analyses: Analyses,
    protection: Protected | None,
) -> None:
    """Stop when a table would stand beside protected ones that was not protected with them."""
    if protection is None or not protection.paragraphs:
        return
    allowed = {**protection.tables, **protection.derived}
    all_tables = {**tables, **_analysed(question, analyses)}
    strange = [id for id, table in all_tables.items() if allowed.get(id) is not table]
    if strange:
        problem = f"not protected with the others: {', '.join(strange)}"
        advice = "protect all tables of the answer together"
        raise QuestionError([Fault(question.file, 0, "tables", problem, advice)])


def _protection(protection: Protected | None) -> Iterator[Block]:
    """What was done so that nobody is recognised."""
    said = protection.paragraphs if protection else ()
    if said:
        yield Heading(HEADING)
        yield from map(Paragraph, said)


def _refuse(
    question: Question,
    tables: Mapping[str, Table],
    findings: Mapping[str, Sequence[Finding]],
    analysed: Mapping[str, Table],
) -> None:
    """Stop before a word is written when a table is missing or wrong."""
    faults = []
    for request in question.requests:
        if request.id not in tables:
            problem = f"table '{request.id}' ({request.definition}) was not made"
            faults.append(Fault(question.file, request.line, "table", problem, "make it first"))
    lines = dict.fromkeys(analysed, 0) | {one.id: one.line for one in question.requests}
    for id, line in lines.items():
        for finding in findings.get(id, ()):
            if finding.severity is Severity.FAULT:
                faults.append(Fault(question.file, line, "table", f"table '{id}': {finding}"))
    if faults:
        raise QuestionError(faults)


def _analysed(question: Question, analyses: Analyses) -> dict[str, Table]:
    """The tables that stand in the analyses of this question, by id, in order."""
    names = [part.analysis.name for part in question.parts if part.analysis]
    blocks = (block for name in names for block in analyses.get(name, ()))
    return {block.id: block.table for block in blocks if isinstance(block, TableBlock)}


def _titled(question: Question, tables: Mapping[str, Table]) -> dict[str, Table]:
    """The tables, with the titles that the question file gives them."""
    titles = {request.id: request.title for request in question.requests if request.title}
    return {
        id: replace(table, title=Text.same(titles[id])) if id in titles else table
        for id, table in tables.items()
    }


def _numbers(question: Question, analyses: Analyses) -> dict[str, int]:
    """Tables are numbered as they are met: part after part, then those of the annex."""
    order: list[str] = []
    for part in question.parts:
        order += [request.id for request in part.tables if request.place is Place.TEXT]
        blocks = analyses.get(part.analysis.name, ()) if part.analysis else ()
        order += [block.id for block in blocks if isinstance(block, TableBlock)]
    order += [request.id for request in question.requests if request.place is Place.ANNEX]
    return {id: number for number, id in enumerate(order, 1)}


def _figures(question: Question, analyses: Analyses) -> dict[str, int]:
    """Charts are numbered on their own, as they are met."""
    names = [part.analysis.name for part in question.parts if part.analysis]
    blocks = (block for name in names for block in analyses.get(name, ()))
    charts = [block.drawing.name for block in blocks if isinstance(block, ChartBlock)]
    return {name: number for number, name in enumerate(charts, 1)}


def _answer(material: Material) -> Iterator[Block]:
    """The question's introduction, then each sub-question with its answer, then the signature."""
    question = material.question
    if question.introduction:
        yield Heading("Toelichting bij de vraag")
        yield Quote(tuple(paragraphs(question.introduction)))
    yield Heading("Antwoord")
    for part in question.parts:
        yield from part_blocks(part, material)
    yield Signature(question.answered_by, question.function)


def _cover(question: Question, tables: Mapping[str, Table], protection: Protected | None) -> Facts:
    days = sorted(set(_days(tables)))
    rows = [
        ("Vraag van", question.asked_by),
        ("Zitting", f"{question.parliament}, {question.session_year}"),
    ]
    if days:
        rows.append(("Stand van de gegevens", opsomming([datum(day) for day in days])))
    if protection is not None and protection.paragraphs:
        rows.append((HEADING, protection.summary))
    return Facts(tuple(rows))


def _notices(material: Material) -> Iterator[Block]:
    if _synthetic(material.tables):
        yield Notice(
            "Synthetische gegevens: geen echte personen",
            "De tabellen in dit document zijn geteld uit een nagebootst register. Geen enkele "
            "rij gaat over een bestaande persoon. Dit document dient als voorbeeld en is geen "
            "antwoord van een minister.",
        )
    waiting = [part.code for part in material.question.parts if _waits(part, material)]
    if waiting:
        subject = f"de vragen {opsomming(waiting)}" if waiting[1:] else f"vraag {waiting[0]}"
        yield Notice(
            "Nog niet volledig",
            f"De analyse bij {subject} ontbreekt. Waar zij hoort, staat waarom.",
        )


def _waits(part: Part, material: Material) -> bool:
    return part.analysis is not None and part.analysis.name not in material.analyses


def _back(material: Material, findings: Mapping[str, Sequence[Finding]]) -> Iterator[Block]:
    """The annexes: long tables, and the account of every table."""
    requests = material.question.requests
    annex = [request.id for request in requests if request.place is Place.ANNEX]
    if annex:
        yield Heading("Bijlage: tabellen", new_page=True)
        yield from map(material.block, annex)
    if requests:
        analysed = _analysed(material.question, material.analyses)
        ids = [*(request.id for request in requests), *analysed]
        yield from account([(material.name(id), material.block(id)) for id in ids], findings)


def _synthetic(tables: Mapping[str, Table]) -> bool:
    return any(table.provenance.synthetic for table in tables.values())


def _days(tables: Mapping[str, Table]) -> list[date]:
    days = (table.provenance.as_of for table in tables.values())
    return [day for day in days if day is not None]

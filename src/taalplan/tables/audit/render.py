# SPDX-License-Identifier: EUPL-1.2
"""A report as prose that somebody can act on: what is wrong, why, the proposal, what remains."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from taalplan.tables.audit.figures import write_figure
from taalplan.tables.audit.found import Found, Severity
from taalplan.tables.audit.repair.plan import Move, Repair
from taalplan.tables.audit.report import FileReport, Report
from taalplan.tables.audit.words import listed, rows_word, sentence
from taalplan.vocabulary.text import Text

WIDTH = 100

WRONG = Text("kan niet kloppen", "cannot be right", "ne peut pas être juste")
RIGHT = Text("geen fouten gevonden", "no faults found", "aucune erreur trouvée")
DOUBTFUL = Text(
    "geen fouten, wel iets om uit te leggen",
    "no faults, but something to explain",
    "aucune erreur, mais quelque chose à expliquer",
)
SYMPTOMS = Text(
    "Daardoor kloppen deze sommen niet:",
    "As a result these sums fail:",
    "En conséquence, ces sommes sont fausses :",
)
PROPOSAL = Text("Voorstel", "Proposal", "Proposition")
REMAINS = Text("Na dit voorstel blijft:", "After this proposal remains:", "Reste ensuite :")
UNEXPLAINED = Text(
    "Geen verklaring gevonden die weinig verandert; vergelijk met de bron.",
    "No explanation was found that changes little; compare with the source.",
    "Aucune explication qui change peu n'a été trouvée ; comparez avec la source.",
)
BETWEEN = Text("Tussen de tabellen", "Between the tables", "Entre les tableaux")
OTHERS = Text(
    "Andere verklaringen, in volgorde van hoe weinig ze veranderen:",
    "Other explanations, in order of how little they change:",
    "Autres explications, par ordre de changement croissant :",
)


def render_text(report: Report, language: str = "nl") -> str:
    """The whole report as plain text of at most 100 characters a line."""
    lines: list[str] = []
    for file in report.files:
        lines += [*_file(file, language), ""]
    if report.between:
        lines += [BETWEEN[language], *_items(report.between, language), ""]
    return "\n".join(lines).rstrip() + "\n"


def _file(file: FileReport, language: str) -> Iterator[str]:
    severities = {one.severity for one in file.findings}
    verdict = DOUBTFUL if Severity.WARNING in severities else RIGHT
    verdict = WRONG if Severity.FAULT in severities else verdict
    yield f"{file.path.name}: {verdict[language]}"
    if file.best is None:
        yield from _items(file.findings, language)
        if verdict is WRONG and file.table is not None:
            yield from _wrapped(UNEXPLAINED[language], "  ! ")
        return
    yield from _items(file.causes, language)
    yield from ("", SYMPTOMS[language], *_items(file.symptoms, language))
    yield from ("", *_proposal(file, file.best, language))
    if file.rest:
        yield from ("", REMAINS[language], *_items(file.rest, language))


def _items(findings: Sequence[Found], language: str) -> Iterator[str]:
    for one in findings:
        text = one.sentence[language]
        place = f" [{one.file}:{one.line}]" if one.line and f" {one.line}" not in text else ""
        yield from _wrapped(f"{text}{place}", "- ")
        for evidence in one.evidence:
            yield from _wrapped(evidence[language], "  > ")


def _wrapped(text: str, first: str) -> list[str]:
    rest = " " * len(first)
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _proposal(file: FileReport, repair: Repair, language: str) -> Iterator[str]:
    text = sentence(
        "{head} (wijzigt {count}): {summary}.",
        "{head} (changes {count}): {summary}.",
        "{head} (modifie {count}) : {summary}.",
        head=PROPOSAL,
        count=rows_word(len(repair.moves) or len({row for e in repair.edits for row in e.rows})),
        summary=repair.summary,
    )
    yield from _wrapped(text[language], "")
    yield from _moves(repair.moves, language)
    for evidence in repair.evidence:
        yield from _wrapped(evidence[language], "  > ")
    yield from _others(file, repair, language)


def _others(file: FileReport, repair: Repair, language: str) -> Iterator[str]:
    """The repairs with the same sums in one sentence, the others as a list."""
    same = [one for one in file.repairs[1:] if one.shape == repair.shape]
    if same and repair.empty_labels:
        yield from _wrapped(_same_sums(repair, same)[language], "  ! ")
    elif file.rivals:
        yield from _wrapped(_undecided(file)[language], "  ! ")
    shapes = {one.shape: one for one in reversed(file.repairs) if one.shape != repair.shape}
    if shapes:
        yield from ("", OTHERS[language])
        ordered = sorted(shapes.values(), key=lambda one: one.cost)
        for number, other in enumerate(ordered, start=2):
            yield from _wrapped(other.summary[language], f"  {number}. ")


def _same_sums(repair: Repair, same: Sequence[Repair]) -> Text:
    """Which labels could be empty instead, and what decided between them if anything did."""
    chosen = " + ".join(repair.empty_labels)
    evidence = any(edit.evidence for edit in repair.edits)
    why = (
        Text(
            "het bewijs hierboven beslist",
            "the evidence above decides",
            "la preuve ci-dessus tranche",
        )
        if evidence
        else Text(
            "gekozen is wat de minste rijen verschuift",
            "chosen is what moves the fewest rows",
            "le choix est celui qui déplace le moins de lignes",
        )
    )
    return sentence(
        "Sommen alleen zeggen niet welk label leeg is: met {others} in plaats van {chosen} zijn "
        "ze dezelfde; {why}.",
        "Sums alone do not say which label is empty: with {others} instead of {chosen} they are "
        "the same; {why}.",
        "Les sommes seules ne disent pas quel libellé est vide : avec {others} au lieu de "
        "{chosen}, elles sont les mêmes ; {why}.",
        others=listed([" + ".join(one.empty_labels) for one in same], 10),
        chosen=chosen,
        why=why,
    )


def _undecided(file: FileReport) -> Text:
    return sentence(
        "De sommen alleen kiezen niet tussen dit voorstel en {count} andere, die even goed "
        "passen; een andere tabel over hetzelfde kan dat wel.",
        "Sums alone do not choose between this proposal and {count} others that fit as well; "
        "another table about the same thing can.",
        "Les sommes seules ne tranchent pas entre cette proposition et {count} autres qui "
        "conviennent aussi bien ; un autre tableau sur le même sujet le peut.",
        count=len(file.rivals),
    )


def _moves(moves: Sequence[Move], language: str) -> Iterator[str]:
    if not moves:
        return
    width = max(len(move.label) for move in moves)
    printed = [_row(move.printed, language) for move in moves]
    proposed = [_row(move.proposed, language) for move in moves]
    left = max(len(text) for text in printed)
    right = max(len(text) for text in proposed)
    for move, before, after in zip(moves, printed, proposed, strict=True):
        evidence = "; ".join(text[language] for text in move.evidence)
        yield (
            f"    {move.label:<{width}}  {before:>{left}}  ->  {after:>{right}}  {evidence}"
        ).rstrip()


def _row(figures: Sequence[int | float | None], language: str) -> str:
    if all(value is None for value in figures):
        return Text("(leeg)", "(blank)", "(vide)")[language]
    return " / ".join(write_figure(value, language) or "–" for value in figures)

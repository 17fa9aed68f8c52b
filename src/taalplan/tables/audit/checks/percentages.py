# SPDX-License-Identifier: EUPL-1.2
"""Percentages held against the counts they come from, and which denominator they used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from taalplan.tables.audit.found import Found, Severity
from taalplan.tables.audit.labels import is_result
from taalplan.tables.audit.printed import PrintedTable
from taalplan.tables.audit.words import listed, rows_word, sentence
from taalplan.tables.numbers import round_half_up
from taalplan.vocabulary.places import slug
from taalplan.vocabulary.text import Text

ALL = Text("alle gesloten", "all closed", "tous les clôturés")
KNOWN = Text("gesloten zonder onbepaald", "closed without undetermined", "sans indéterminés")

_PASSED = {"geslaagd", "passed", "reussi"}
_UNDETERMINED = {"onbepaald", "undetermined", "indetermine"}


@dataclass(frozen=True)
class Share:
    """A printed percentage, its cell, and the counts it may come from."""

    row: int
    column: int
    printed: float
    passed: float
    closed: float
    undetermined: float

    def by(self, denominator: Text) -> float | None:
        """The percentage with a denominator, unrounded; None when that is zero."""
        below = self.closed - (self.undetermined if denominator is KNOWN else 0)
        return 100 * self.passed / below if below else None

    def agrees(self, denominator: Text) -> bool:
        """Whether the printed figure is the rounded percentage, half up or half even."""
        value = self.by(denominator)
        if value is None:
            return self.printed == 0
        decimals = 0 if float(self.printed).is_integer() else 1
        both = {float(round_half_up(value, decimals)), round(value, decimals)}
        return self.printed in both


def check_percentages(table: PrintedTable) -> list[Found]:
    """Which denominator the percentages used, and those that follow from no denominator."""
    shares = list(_shares(table))
    if not shares:
        return []
    used = max((ALL, KNOWN), key=lambda name: sum(share.agrees(name) for share in shares))
    wrong = [share for share in shares if not share.agrees(used)]
    if len(wrong) * 2 > len(shares):
        return [_unknown(table, shares)]
    refuted = sum(not share.agrees(KNOWN if used is ALL else ALL) for share in shares)
    found = [_definition(table, used, len(shares) - len(wrong), refuted)]
    return found + ([_wrong(table, used, wrong)] if wrong else [])


def _shares(table: PrintedTable) -> Iterator[Share]:
    for row, label in enumerate(table.rows):
        if not label.percent or label.parent is None:
            continue
        parts = {_result(table, k): k for k in table.children(label.parent) if k != row}
        passed = next((parts[name] for name in parts if name in _PASSED), None)
        rest = next((parts[name] for name in parts if name in _UNDETERMINED), None)
        if passed is None:
            continue
        for column, printed in enumerate(table.values[row]):
            closed, count = table.values[label.parent][column], table.values[passed][column]
            open_cells = {(passed, column), (label.parent, column)} & table.hidden
            if printed is not None and closed is not None and count is not None and not open_cells:
                unknown = table.values[rest][column] or 0 if rest is not None else 0
                yield Share(row, column, printed, count, closed, unknown)


def _result(table: PrintedTable, row: int) -> str:
    word = table.rows[row].label.rsplit(", ", 1)[-1]
    return slug(word) if is_result(word) else ""


def _definition(table: PrintedTable, used: Text, right: int, refuted: int) -> Found:
    text = sentence(
        "De percentages zijn geslaagd gedeeld door {used}, afgerond op gehele procenten: "
        "{right} kloppen zo, {refuted} zouden met de andere noemer anders zijn.",
        "The percentages are passed divided by {used}, rounded to whole per cents: {right} are "
        "right so, {refuted} would differ with the other denominator.",
        "Les pourcentages sont les réussites divisées par {used}, arrondies à l'unité : {right} "
        "sont ainsi justes, {refuted} seraient différents avec l'autre dénominateur.",
        used=used,
        right=right,
        refuted=refuted,
    )
    return Found("percentage-definition", Severity.NOTE, text, file=table.name)


def _wrong(table: PrintedTable, used: Text, wrong: Sequence[Share]) -> Found:
    examples = [
        sentence(
            "{row} {column}: gedrukt {printed} %, berekend {computed} %",
            "{row} {column}: printed {printed}%, computed {computed}%",
            "{row} {column} : imprimé {printed} %, calculé {computed} %",
            row=table.rows[one.row].label,
            column=table.columns[one.column].label,
            printed=one.printed,
            computed=round(one.by(used) or 0, 1),
        )
        for one in wrong
    ]
    text = sentence(
        "{count} met een percentage dat niet uit de aantallen volgt ({used}): {list}.",
        "{count} with a percentage that does not follow from the counts ({used}): {list}.",
        "{count} avec un pourcentage qui ne découle pas des nombres ({used}) : {list}.",
        count=rows_word(len({one.row for one in wrong})),
        used=used,
        list=listed(examples, 6),
    )
    return _found(table, "percentage", text, wrong, used)


def _unknown(table: PrintedTable, shares: Sequence[Share]) -> Found:
    text = sentence(
        "De meeste percentages volgen uit geen van beide noemers (alle gesloten, of gesloten "
        "zonder onbepaald).",
        "Most percentages follow from neither denominator (all closed, or closed without "
        "undetermined).",
        "La plupart des pourcentages ne découlent d'aucun des deux dénominateurs (tous les "
        "clôturés, ou sans indéterminés).",
    )
    wrong = [one for one in shares if not one.agrees(ALL)]
    return _found(table, "percentage", text, wrong, ALL)


def _found(table: PrintedTable, code: str, text: Text, wrong: Sequence[Share], used: Text) -> Found:
    first = wrong[0]
    return Found(
        code,
        Severity.FAULT,
        text,
        where=f"{table.rows[first.row].label}, {table.columns[first.column].label}",
        printed=first.printed,
        computed=first.by(used),
        file=table.name,
        line=table.line(first.row, first.column),
        rows=tuple(dict.fromkeys(table.rows[one.row].label for one in wrong)),
        columns=tuple(dict.fromkeys(table.columns[one.column].label for one in wrong)),
    )

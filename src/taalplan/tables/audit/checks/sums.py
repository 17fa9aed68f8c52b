# SPDX-License-Identifier: EUPL-1.2
"""Sums that fail, and totals of different people that explain why parts exceed them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from taalplan.tables.audit.found import Found, Severity
from taalplan.tables.audit.printed import PrintedTable
from taalplan.tables.audit.sums import Direction, Family
from taalplan.tables.audit.verdicts import Outcome, Verdict
from taalplan.tables.audit.words import count, listed, persons, sentence
from taalplan.vocabulary.text import Text


def check_sums(table: PrintedTable, outcomes: Sequence[Outcome]) -> list[Found]:
    """Findings about sums: one per row that fails, one per family of totals of people."""
    failing: dict[tuple[Direction, int], list[Outcome]] = defaultdict(list)
    for one in outcomes:
        if one.is_fault:
            failing[one.sum.family.direction, one.sum.total[0]].append(one)
    found = [_failure(table, group) for group in failing.values()]
    double = [one for one in outcomes if one.verdict is Verdict.DOUBLE]
    if double:
        found.append(_double(table, double, outcomes))
    return found + _overlaps(table, outcomes)


def _failure(table: PrintedTable, group: Sequence[Outcome]) -> Found:
    first = group[0]
    row = table.rows[first.sum.total[0]]
    over_rows = first.sum.family.direction is Direction.ROWS
    text = sentence(
        "{subject}: {details}.{why}",
        "{subject}: {details}.{why}",
        "{subject} : {details}.{why}",
        subject=_subject(table, first),
        details=listed([_detail(table, one) for one in group], 12),
        why=_why(table, group),
    )
    columns = tuple(table.columns[one.sum.total[1]].label for one in group)
    return Found(
        "rows-do-not-add-up" if over_rows else "columns-do-not-add-up",
        Severity.FAULT,
        text,
        where=f"{row.label}, {', '.join(columns)}",
        printed=first.printed,
        computed=first.computed,
        file=table.name,
        line=table.line(*first.sum.total),
        rows=(row.label,),
        columns=columns,
    )


def _subject(table: PrintedTable, one: Outcome) -> Text:
    row = table.rows[one.sum.total[0]].label
    if one.sum.family.direction is Direction.ROWS:
        return sentence(
            "{row} is niet de som van zijn rijen",
            "{row} is not the sum of its rows",
            "{row} n'est pas la somme de ses lignes",
            row=row,
        )
    return sentence(
        "In de rij {row} is het totaal niet de som van de kolommen",
        "In the row {row} the total is not the sum of the columns",
        "Dans la ligne {row}, le total n'est pas la somme des colonnes",
        row=row,
    )


def _detail(table: PrintedTable, one: Outcome) -> Text:
    return sentence(
        "{column} {printed} tegen {computed} opgeteld",
        "{column} {printed} against {computed} added up",
        "{column} {printed} contre {computed} additionnés",
        column=table.columns[one.sum.total[1]].label,
        printed=one.printed,
        computed=one.computed,
    )


def _why(table: PrintedTable, group: Sequence[Outcome]) -> Text:
    """What makes it certain: one part above the total, or a total above all its parts."""
    below = [one for one in group if one.verdict is Verdict.BELOW_PART]
    if below:
        one = max(below, key=lambda one: one.computed)
        row, column = max(one.sum.parts, key=lambda cell: table.values[cell[0]][cell[1]] or 0)
        rows = one.sum.family.direction is Direction.ROWS
        return sentence(
            " {part} alleen is al {largest}.",
            " {part} alone is {largest} already.",
            " {part} à lui seul est déjà {largest}.",
            part=table.rows[row].label if rows else table.columns[column].label,
            largest=table.values[row][column],
        )
    if all(one.verdict is Verdict.ABOVE for one in group):
        return Text(
            " Een totaal is nooit groter dan de som van zijn delen.",
            " A total is never above the sum of its parts.",
            " Un total n'est jamais supérieur à la somme de ses parties.",
        )
    return Text.same("")


def _double(table: PrintedTable, group: Sequence[Outcome], outcomes: Sequence[Outcome]) -> Found:
    """A grand total that adds up desks, above regions that count people once."""
    most = max(group, key=lambda one: -one.gap)
    row = table.rows[most.sum.total[0]]
    between = [
        sentence("{row} {gap}", "{row} {gap}", "{row} {gap}", row=table.rows[k].label, gap=gap)
        for k, gap in _overlap_rows(outcomes, most.sum.total[1])
    ]
    text = sentence(
        "{row} ({column}: {printed}) is de som van alle loketten, geen telling van personen: "
        "de regio's samen zijn {computed}. Wie bij twee loketten van een regio kwam, telt in de "
        "regio één keer en in het totaal twee keer ({between}). Een totaal van unieke personen is "
        "hoogstens {computed}.",
        "{row} ({column}: {printed}) is the sum of all desks, not a count of people: the regions "
        "together are {computed}. Somebody who came to two desks of a region counts once in the "
        "region and twice in the total ({between}). A total of different people is at most "
        "{computed}.",
        "{row} ({column} : {printed}) est la somme de tous les guichets, pas un nombre de "
        "personnes : les régions font ensemble {computed}. Qui s'est présenté à deux guichets "
        "d'une région compte une fois dans la région et deux fois dans le total ({between}). Un "
        "total de personnes uniques est au plus {computed}.",
        row=row.label,
        column=table.columns[most.sum.total[1]].label,
        printed=most.printed,
        computed=most.computed,
        between=listed(between),
    )
    return Found(
        "total-counts-desks",
        Severity.WARNING,
        text,
        where=row.label,
        printed=most.printed,
        computed=most.computed,
        file=table.name,
        line=table.line(*most.sum.total),
        rows=(row.label,),
        columns=tuple(table.columns[one.sum.total[1]].label for one in group),
    )


def _overlap_rows(outcomes: Sequence[Outcome], column: int) -> list[tuple[int, float]]:
    return [
        (one.sum.total[0], one.gap)
        for one in outcomes
        if one.verdict is Verdict.OVERLAP
        and one.sum.family.direction is Direction.ROWS
        and one.sum.total[1] == column
    ]


def _overlaps(table: PrintedTable, outcomes: Sequence[Outcome]) -> list[Found]:
    families: dict[Family, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        if one.verdict is Verdict.OVERLAP:
            families[one.sum.family].append(one)
    return [_overlap(table, group) for group in families.values()]


def _overlap(table: PrintedTable, group: Sequence[Outcome]) -> Found:
    """Dozens of small overlaps read as one sentence with the largest of them."""
    rows = group[0].sum.family.direction is Direction.ROWS
    most = sorted(group, key=lambda one: -one.gap)
    examples = [_example(table, one) for one in most]
    why = _WHY_ROWS if rows else _WHY_COLUMNS
    text = sentence(
        "{why}, in {number}: {examples}.",
        "{why}, in {number}: {examples}.",
        "{why}, dans {number} : {examples}.",
        number=count(len(group), ("totaal", "totalen"), ("total", "totals"), ("total", "totaux")),
        examples=listed(examples, 6),
        why=Text(*why),
    )
    return Found(
        "overlap",
        Severity.NOTE,
        text,
        where=table.rows[most[0].sum.total[0]].label,
        printed=most[0].printed,
        computed=most[0].computed,
        file=table.name,
        rows=tuple(dict.fromkeys(table.rows[one.sum.total[0]].label for one in group)),
        columns=tuple(dict.fromkeys(table.columns[one.sum.total[1]].label for one in group)),
    )


_WHY_ROWS = (
    "Sommige personen tellen in meer dan één rij en in het totaal één keer",
    "Some people count in more than one row and once in the total",
    "Certaines personnes comptent dans plus d'une ligne et une fois dans le total",
)
_WHY_COLUMNS = (
    "Sommige personen tellen in meer dan één kolom en in het totaal één keer",
    "Some people count in more than one column and once in the total",
    "Certaines personnes comptent dans plus d'une colonne et une fois dans le total",
)


def _example(table: PrintedTable, one: Outcome) -> Text:
    return sentence(
        "{row} {column} ({people})",
        "{row} {column} ({people})",
        "{row} {column} ({people})",
        row=table.rows[one.sum.total[0]].label,
        column=table.columns[one.sum.total[1]].label,
        people=persons(one.gap),
    )

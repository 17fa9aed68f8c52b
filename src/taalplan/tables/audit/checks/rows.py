# SPDX-License-Identifier: EUPL-1.2
"""Rows that look wrong by themselves: copies, and desks with figures after they closed."""

from __future__ import annotations

from math import log10

from taalplan.tables.audit.found import Found, Severity
from taalplan.tables.audit.labels import closed_throughout, periods_of
from taalplan.tables.audit.printed import PrintedTable
from taalplan.tables.audit.repair.problem import copies
from taalplan.tables.audit.words import figures, listed, sentence
from taalplan.vocabulary.text import Text

BEYOND_CHANCE = 2.5
"""Decimal digits that equal rows hold beyond those that so many pairs of rows explain."""


def check_copies(table: PrintedTable) -> list[Found]:
    """Rows whose figures all equal those of another row, too many to be chance."""
    rows = max(len(table.rows), 2)
    pairs = copies(table, log10(rows * rows / 2) + BEYOND_CHANCE)
    return [_copy(table, other, row) for row, other in pairs.items() if other < row]


def _copy(table: PrintedTable, first: int, second: int) -> Found:
    text = sentence(
        "{second} heeft precies de cijfers van {first} ({figures}): een van beide is een kopie.",
        "{second} has exactly the figures of {first} ({figures}): one of the two is a copy.",
        "{second} a exactement les chiffres de {first} ({figures}) : l'une des deux est une copie.",
        first=table.rows[first].label,
        second=table.rows[second].label,
        figures=figures(table.values[second]),
    )
    return Found(
        "identical-rows",
        Severity.WARNING,
        text,
        where=table.rows[second].label,
        file=table.name,
        line=table.rows[second].line,
        rows=(table.rows[first].label, table.rows[second].label),
    )


def check_closed(table: PrintedTable) -> list[Found]:
    """Desks that were closed all year and have figures nevertheless."""
    rows = [
        row
        for row, label in enumerate(table.rows)
        if closed_throughout(label.label, table.year) and any(table.values[row])
    ]
    if not rows:
        return []
    text = sentence(
        "{desks}: er staan cijfers bij, maar het loket was heel {year} gesloten.",
        "{desks}: there are figures, but the desk was closed throughout {year}.",
        "{desks} : il y a des chiffres, mais le guichet était fermé pendant toute l'année {year}.",
        desks=listed([_since(table.rows[row].label) for row in rows]),
        year=str(table.year),
    )
    return [
        Found(
            "closed-desk",
            Severity.WARNING,
            text,
            where=table.rows[rows[0]].label,
            file=table.name,
            line=table.rows[rows[0]].line,
            rows=tuple(table.rows[row].label for row in rows),
        )
    ]


def _since(label: str) -> Text:
    last = max((period.valid_to for period in periods_of(label) if period.valid_to), default=None)
    if last is None:
        return Text.same(label)
    return sentence(
        "{label} (tot {day})",
        "{label} (until {day})",
        "{label} (jusqu'au {day})",
        label=label,
        day=last.isoformat(),
    )


def check_blanks(table: PrintedTable) -> list[Found]:
    """A note where a table prints both blanks and zeros: a reader may ask what a blank is."""
    blank = [
        (row, column)
        for row, column, value in table.cells()
        if value is None
        and (row, column) not in table.hidden
        and any(other is not None for other in table.values[row])
    ]
    zeros = sum(value == 0 for _, _, value in table.cells())
    if not blank or not zeros:
        return []
    text = sentence(
        "De tabel heeft zowel lege cellen ({rows}) als nullen ({zeros}). Leeg is gelezen als: "
        "niets te tellen; nul als: geteld, en niemand gevonden.",
        "The table has both blank cells ({rows}) and zeros ({zeros}). Blank was read as: nothing "
        "to count; zero as: counted, and nobody found.",
        "Le tableau a des cellules vides ({rows}) et des zéros ({zeros}). Vide a été lu comme : "
        "rien à compter ; zéro comme : compté, et personne trouvé.",
        rows=listed(list(dict.fromkeys(table.rows[row].label for row, _ in blank)), 6),
        zeros=zeros,
    )
    return [Found("blank-or-zero", Severity.NOTE, text, file=table.name)]

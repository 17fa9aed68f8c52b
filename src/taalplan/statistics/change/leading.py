# SPDX-License-Identifier: EUPL-1.2
"""The desks that moved most, up and down, with all others in one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from taalplan.statistics.change import words
from taalplan.statistics.change.contributions import SEVERAL, Step, contributions
from taalplan.statistics.change.phrases import fill
from taalplan.statistics.definition import Definition
from taalplan.tables.table import TOTAL, Axis, Cell, Key, Member, Note, Path, Table
from taalplan.vocabulary.text import Text

HOW_MANY = 10
OTHERS = "others"


def leading(table: Table, step: Step, definition: Definition, how_many: int = HOW_MANY) -> Table:
    """The desks with the largest change either way; the lines add up to the change of the total.

    `table` counts people by area and desk and by year. Desks of all areas stand in one list, so
    the line of doubles holds everybody who came to more than one of them.
    """
    made = contributions(table, step)
    whole = (TOTAL,) * len(made.rows.dimensions)
    desks = [
        member
        for member in made.rows.members
        if TOTAL not in member.path and SEVERAL not in member.path
    ]

    def moved(member: Member) -> float:
        return made.cell(member.path, (step.code, "change")).value or 0

    chosen = sorted(sorted(desks, key=lambda m: -abs(moved(m)))[:how_many], key=moved)
    rest = [member for member in desks if member not in chosen]
    cells: dict[Key, Cell] = {}
    for column in made.columns.members:
        total = made.cell(whole, column.path)
        parts = [_sum(made, group, column) for group in (chosen, rest)]
        for member in chosen:
            cells[(member.path[-1],), column.path] = made.cell(member.path, column.path)
        cells[(OTHERS,), column.path] = Cell(parts[1])
        cells[(SEVERAL,), column.path] = Cell((total.value or 0) - sum(parts))
        cells[(TOTAL,), column.path] = total
    desk = made.rows.dimensions[-1]
    others = fill(Text("{others} ({n})", "{others} ({n})", "{others} ({n})"),
                  others=words.OTHERS, n=str(len(rest)))  # fmt: skip
    doubled = any(
        cells[(SEVERAL,), column.path].value
        for column in made.columns.members
        if column.unit is None
    )
    rows = [
        *(replace(member, path=(member.path[-1],), depth=0) for member in chosen),
        *([Member((OTHERS,), others)] if rest else []),
        *([Member((SEVERAL,), words.several(desk.label), signed=True)] if doubled else []),
        Member((TOTAL,), Text("Totaal", "Total", "Total")),
    ]
    shown: set[Path] = {row.path for row in rows}
    title = fill(
        Text(
            "{subject}: loketten met de grootste verandering, {before}-{after}",
            "{subject}: desks with the largest change, {before}-{after}",
            "{subject} : guichets à la plus forte évolution, {before}-{after}",
        ),
        subject=words.subject(definition),
        before=step.before,
        after=step.after,
    )
    return replace(
        made,
        name=f"leading-{definition.name}",
        title=title,
        rows=Axis((desk,), tuple(rows)),
        cells={key: cell for key, cell in cells.items() if key[0] in shown},
        notes=(Note(words.ADDS_UP),),
    )


def _sum(table: Table, members: Sequence[Member], column: Member) -> float | int:
    return sum(table.cell(member.path, column.path).value or 0 for member in members)

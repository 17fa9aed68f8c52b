# SPDX-License-Identifier: EUPL-1.2
"""Tables of outcomes for readers outside: every figure stands for a multiple of some people.

Suppression hides counts that others add up to; shares of a curve are no counts, and add up to
nothing that is printed. They are protected by rounding each to the nearest multiple of a base,
in people, as higher education statistics in the United Kingdom are (HESA, standard rounding):
whether a figure stands for one or two people more cannot be seen. Cohorts of a few times the
base say nothing at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from taalplan.statistics.dimensions import TIME_DIMENSIONS
from taalplan.statistics.outcomes import words
from taalplan.statistics.outcomes.definition import MONTHS, OUTCOME
from taalplan.statistics.outcomes.followed import Outcome
from taalplan.tables.numbers import round_half_up
from taalplan.tables.table import MEASURE, TOTAL, Cell, Key, Note, Path, Status, Table, Unit

LEAST = 5
"""How many times the base a cohort must have to say anything."""

HIDDEN = Cell(None, Status.SUPPRESSED)

EXACT = frozenset({"several", "left-truncation", "left-out"})
"""Notes that name a number of people as it is."""

OF_WHOLE_YEARS = frozenset({"still-open", "begun", "provisional"})
"""Notes that give shares of a whole year."""


def is_of_outcomes(table: Table) -> bool:
    """Whether a table has shares of cohorts."""
    names = {dimension.name for dimension in table.dimensions}
    return table.unit is Unit.PERCENT and names >= {OUTCOME, MEASURE, MONTHS}


def rounded(table: Table, base: int) -> Table:
    """The same table with every figure as a multiple of `base` people, and a note that says so."""
    cells = dict(_cells(table, base))
    note = words.per_language(
        lambda g: {
            "nl": f"Om personen te beschermen staat elk cijfer voor een veelvoud van {base} "
            f"personen; van minder dan {LEAST * base} personen is niets getoond. Delen kunnen "
            "daardoor iets van hun som afwijken.",
            "en": f"To protect people each figure stands for a multiple of {base} people; of fewer "
            f"than {LEAST * base} people nothing is shown. Parts may differ a little from their "
            "sum.",
            "fr": f"Pour protéger les personnes, chaque chiffre représente un multiple de {base} "
            f"personnes ; rien n'est montré de moins de {LEAST * base} personnes. Les parties "
            "peuvent s'écarter un peu de leur somme.",
        }[g]
    )
    left_out = EXACT | (OF_WHOLE_YEARS if _hides_a_year(table, cells) else frozenset())
    kept = tuple(one for one in table.notes if one.kind not in left_out)
    return replace(table, cells=cells, notes=kept).with_notes(Note(note, kind="rounded"))


def _hides_a_year(table: Table, cells: dict[Key, Cell]) -> bool:
    """Whether a whole year is too small to be shown, and so what the notes say of it."""
    own = {OUTCOME, MEASURE, MONTHS, *TIME_DIMENSIONS.values()}
    divided = [k for k, one in enumerate(table.dimensions) if one.name not in own]
    return any(
        cell is HIDDEN and all((row + column)[k] == TOTAL for k in divided)
        for (row, column), cell in cells.items()
        if words.RATIO not in row + column
    )


def _cells(table: Table, base: int) -> Iterator[tuple[Key, Cell]]:
    names = [dimension.name for dimension in table.dimensions]
    places = {name: place for place, name in enumerate(names)}
    width = len(table.rows.dimensions)
    for (row, column), cell in table.cells.items():
        path = row + column
        whole = _at(table, path, places, width, words.PEOPLE, words.STARTED) or 0
        yield (row, column), _cell(cell, path, places, float(whole), base, table, width)


def _cell(
    cell: Cell,
    path: Path,
    places: dict[str, int],
    whole: float,
    base: int,
    table: Table,
    width: int,
) -> Cell:
    if cell.value is None:
        return cell
    if whole < LEAST * base:
        return HIDDEN
    if path[places[OUTCOME]] == words.PEOPLE:
        return replace(cell, value=_multiple(cell.value, base))
    if path[places[OUTCOME]] == words.RATIO:
        busy = _at(table, path, places, width, Outcome.BUSY, words.SHARE) or 0
        whole *= 1 - busy / 100
        if whole < LEAST * base:
            return HIDDEN
    people = _multiple(cell.value * whole / 100, base)
    return replace(cell, value=min(100.0, 100 * people / _multiple(whole, base)))


def _at(
    table: Table, path: Path, places: dict[str, int], width: int, outcome: str, measure: str
) -> float | None:
    """The figure of the same cohort and months for another outcome and measure."""
    codes = list(path)
    codes[places[OUTCOME]], codes[places[MEASURE]] = outcome, measure
    return table.cell(tuple(codes[:width]), tuple(codes[width:])).value


def _multiple(people: float, base: int) -> int:
    return base * int(round_half_up(people / base))

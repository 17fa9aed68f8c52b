# SPDX-License-Identifier: EUPL-1.2
"""The charts of a plan: each draws cells of one of its tables."""

from __future__ import annotations

from taalplan.needs import words
from taalplan.needs.history import LEVELS
from taalplan.tables.chart import Flow, Map, Place, Stream, Waterfall
from taalplan.tables.sentences import fill
from taalplan.tables.table import TOTAL, Key, Member, Table
from taalplan.vocabulary.municipalities import municipalities
from taalplan.vocabulary.text import Text

LEAST = 0.005
"""A level with so little of the largest is a line without a name: it stands in the table only."""


def where(table: Table) -> Map:
    """The table of municipalities as a map: a circle as large as the need."""
    rows = [row for row in table.rows.members if TOTAL not in row.path and row.path[1]]
    known = municipalities(table.provenance.as_of)
    places = tuple(
        Place(known[c].latitude, known[c].longitude, (c,)) for _, c in (row.path for row in rows)
    )
    cells = tuple((row.path, ("people",)) for row in rows)
    return Map(
        table, f"chart-{table.name}", table.title, tuple(row.label for row in rows),
        words.PEOPLE, cells, places,
    )  # fmt: skip


def cities(table: Table) -> Map:
    """The centre cities of the table of places: a circle as large as the need."""
    rows = [row for row in table.rows.members if row.path[-1].startswith("stad-")]
    known = municipalities()
    codes = [row.path[-1].removeprefix("stad-") for row in rows]
    places = tuple(Place(known[c].latitude, known[c].longitude, (c,)) for c in codes)
    cells = tuple((row.path, ("people",)) for row in rows)
    return Map(
        table, f"chart-{table.name}", fill(words.CITIES, title=table.title),
        tuple(row.label for row in rows), words.PEOPLE, cells, places,
    )  # fmt: skip


def flow(table: Table) -> Flow | None:
    """Who begins which level, and how many come from the level below.

    None where more come from below than began there: over a year that can be, and a flow would
    hang in the air.
    """
    need = {level: table.cell((level,), (TOTAL,)).value or 0 for level in LEVELS}
    levels = [level for level in LEVELS if need[level] > LEAST * max(need.values())]
    ups = [
        Stream(number, number + 1, ((level,), ("up",)))
        for number, level in enumerate(levels[1:])
        if table.cell((level,), ("up",)).value
    ]
    try:
        return Flow(
            table, f"chart-{table.name}", table.title,
            tuple(Text.same(level) for level in levels), words.LEARNERS,
            tuple(((level,), (TOTAL,)) for level in levels), tuple(range(len(levels))),
            tuple(ups),
        )  # fmt: skip
    except ValueError:
        return None


def why(table: Table, row: Member) -> Waterfall:
    """One row of the bridge: from last year's plan to this one."""
    parts = [c for c in table.columns.members if c.path[0] not in ("previous", "people")]
    cells: tuple[Key, ...] = tuple((row.path, part.path) for part in parts)
    title = fill(words.BRIDGE, name=row.label)
    ticks = tuple(part.label for part in parts)
    name = f"chart-{table.name}-{'-'.join(row.path)}"
    return Waterfall(table, name, title, ticks, words.LEARNERS, cells)

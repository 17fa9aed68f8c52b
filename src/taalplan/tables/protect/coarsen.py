# SPDX-License-Identifier: EUPL-1.2
"""A table with less detail, where there is so much that hiding leaves nothing worth reading.

Outcomes by municipality, result and target group are mostly counts of one to four people. To hide
these takes nearly all others with them, and a table of signs answers no question. The same table
without target groups keeps the results of all but the smallest municipalities.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from taalplan.tables.protect.cells import drafts_of, model_of
from taalplan.tables.protect.keys import Figure
from taalplan.tables.protect.pieces import hideable, parts_of
from taalplan.tables.protect.rules import DisclosureError, DisclosureRule
from taalplan.tables.protect.words import LESS_DETAIL
from taalplan.tables.table import TOTAL, Axis, Note, Table
from taalplan.vocabulary.text import Text

Contributions = Mapping[Figure, Sequence[float]] | None


def readable(table: Table, rule: DisclosureRule, contributions: Contributions = None) -> Table:
    """The table, or as much of it as can be protected by hiding figures.

    Dimensions are given up from the last column backwards, then from the last row. Raises
    DisclosureError when none can be.
    """
    gone: list[Text] = []
    kept = table
    while _tied(kept, rule, contributions) > rule.detail:
        shorter = next(_shorter(kept), None)
        if shorter is None:
            raise DisclosureError(
                f"table {table.name} has more than {rule.detail} figures that depend on each "
                "other, and no dimension that can be given up: ask for less detail"
            )
        name, kept = shorter
        gone.append(next(d.label for d in table.dimensions if d.name == name))
    return _told(kept, gone) if gone else table


def _tied(table: Table, rule: DisclosureRule, contributions: Contributions) -> int:
    parts = parts_of(model_of(drafts_of([table], rule, contributions)).problem)
    return max(map(hideable, parts), default=0)


def _shorter(table: Table) -> Iterator[tuple[str, Table]]:
    for name in (*reversed(table.columns.names), *reversed(table.rows.names)):
        try:
            yield name, without(table, name)
        except KeyError:
            continue


def _told(table: Table, gone: list[Text]) -> Table:
    """Say in the title and in a note what is not there, so that nobody looks for it."""
    joined = Text(
        " en ".join(t.nl for t in gone),
        " and ".join(t.en for t in gone),
        " et ".join(t.fr for t in gone),
    )
    title = Text(
        f"{table.title.nl} (hier zonder {joined.nl})",
        f"{table.title.en} (here without {joined.en})",
        f"{table.title.fr} (ici sans {joined.fr})",
    )
    said = Text(*(LESS_DETAIL[lang].format(gone=joined[lang]) for lang in ("nl", "en", "fr")))
    # Notes about what is gone would be about nothing.
    paths = {member.path for axis in (table.rows, table.columns) for member in axis.members}
    notes = tuple(note for note in table.notes if not note.about or set(note.about) & paths)
    return replace(table, title=title, notes=(*notes, Note(said, kind="less-detail")))


def without(table: Table, dimension: str) -> Table:
    """The table with a dimension totalled; the dimension itself is gone from its axis.

    Raises KeyError when the table has no such dimension, or nothing that totals it.
    """
    on_rows = dimension in table.rows.names
    axis = table.rows if on_rows else table.columns
    place = axis.names.index(dimension) if dimension in axis.names else -1
    kept = [m for m in axis.members if place >= 0 and m.path[place] == TOTAL and m.ratio is None]
    if not kept:
        raise KeyError(dimension)

    def cut(path: tuple[str, ...]) -> tuple[str, ...]:
        return (*path[:place], *path[place + 1 :])

    shorter = Axis(
        tuple(d for d in axis.dimensions if d.name != dimension),
        tuple(replace(member, path=cut(member.path)) for member in kept),
    )
    paths = {member.path for member in kept}
    cells = {
        (cut(row), column) if on_rows else (row, cut(column)): cell
        for (row, column), cell in table.cells.items()
        if (row if on_rows else column) in paths
    }
    rows, columns = (shorter, table.columns) if on_rows else (table.rows, shorter)
    # A percentage whose part or whole is gone cannot be computed any more.
    return replace(table, rows=rows, columns=columns, cells=cells, counted=table.counted)

# SPDX-License-Identifier: EUPL-1.2
"""Which rows and columns are printed, and which notes are marked on which of them."""

from __future__ import annotations

from dataclasses import dataclass

from taalplan.tables.table import TOTAL, Axis, Member, Note, Path, Table


def printed_members(axis: Axis) -> tuple[Member, ...]:
    """The members a reader sees: a desk that is all there is of its area stands for nothing new.

    An area without separate desks has one desk of its own code. Data keeps both; printing
    both would show the same figures twice, one under the other.
    """
    paths = {member.path for member in axis.members}
    return tuple(
        member
        for member in axis.members
        if member.in_print and stands_for(member.path) not in paths
    )


def stands_for(path: Path) -> Path | None:
    """The path a member coincides with, as ("atlas", "atlas") does with ("atlas", "total")."""
    for place in range(1, len(path)):
        if path[place] == path[place - 1] != TOTAL:
            return (*path[:place], TOTAL, *path[place + 1 :])
    return None


@dataclass(frozen=True)
class NumberedNote:
    """A note about rows or columns that are printed: its number and whom it is about."""

    number: int
    note: Note
    about: frozenset[Path]


def number_notes(
    table: Table, rows: tuple[Member, ...], columns: tuple[Member, ...]
) -> tuple[NumberedNote, ...]:
    """Number the notes in the order in which a reader meets them: heading first, then rows.

    What a note says about a row that is not printed, it says about the row that stands for it.
    """
    order = {member.path: place for place, member in enumerate((*columns, *rows))}
    found: list[tuple[int, int, frozenset[Path]]] = []
    for index, note in enumerate(table.notes):
        about = (path if path in order else stands_for(path) for path in note.about)
        paths = frozenset(path for path in about if path in order)
        if paths:
            found.append((min(order[path] for path in paths), index, paths))
    found.sort(key=lambda one: one[:2])
    return tuple(NumberedNote(n, table.notes[i], about) for n, (_, i, about) in enumerate(found, 1))


def marks(members: tuple[Member, ...], notes: tuple[NumberedNote, ...]) -> tuple[int, ...]:
    """The numbers of the notes that hold for every one of some members."""
    wanted = {member.path for member in members}
    return tuple(note.number for note in notes if wanted <= note.about)

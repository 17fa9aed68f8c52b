# SPDX-License-Identifier: EUPL-1.2
"""The form in which a reader chooses: a question for each dimension of the table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from taalplan.opendata.choice import Choice, dimensions, labelled
from taalplan.statistics.dimensions import WITHIN
from taalplan.tables.table import TOTAL, Table
from taalplan.vocabulary.text import Text


@dataclass(frozen=True)
class Option:
    """One answer of a question."""

    code: str
    label: Text
    chosen: bool


@dataclass(frozen=True)
class Question:
    """A dimension: its answers, in groups where they lie within another dimension."""

    name: str
    label: Text
    groups: tuple[tuple[Text | None, tuple[Option, ...]], ...]

    @property
    def chosen(self) -> list[Option]:
        """The answers that were given; none when everything is shown."""
        return [option for _, options in self.groups for option in options if option.chosen]


def questions(choice: Choice) -> list[Question]:
    """The questions in the order of the table; one with a single answer is not asked."""
    found = []
    for dimension, codes in dimensions(choice.table):
        if len(codes) > 1:
            groups = tuple(_groups(choice, dimension.name))
            found.append(Question(dimension.name, dimension.label, groups))
    return found


def _groups(choice: Choice, name: str) -> Iterator[tuple[Text | None, tuple[Option, ...]]]:
    """All answers at once; desks by their area."""
    given = choice.chosen.get(name, ())
    options = [Option(code, label, code in given) for code, label in labelled(choice.table, name)]
    outer = WITHIN.get(name)
    if outer not in choice.table.rows.names or outer is None:
        yield None, tuple(options)
        return
    yield None, tuple(option for option in options if option.code == TOTAL)
    lies_in = _outer_codes(choice.table, name, outer)
    for code, label in labelled(choice.table, outer):
        inside = tuple(option for option in options if lies_in.get(option.code) == code)
        if inside:
            yield label, inside


def _outer_codes(table: Table, name: str, outer: str) -> dict[str, str]:
    inner_place, outer_place = (table.rows.names.index(each) for each in (name, outer))
    return {
        member.path[inner_place]: member.path[outer_place]
        for member in table.rows.members
        if member.path[inner_place] != TOTAL
    }

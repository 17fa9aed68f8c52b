# SPDX-License-Identifier: EUPL-1.2
"""One figure over the years, and how it reads beside wider and neighbouring ones.

A focus has one code for each dimension but the year: "obliged people at Vestiging Genk".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from taalplan.opendata.choice import Choice, labelled
from taalplan.statistics.dimensions import TIME_DIMENSIONS, WITHIN
from taalplan.tables.table import TOTAL, Cell, Path, Table
from taalplan.vocabulary.text import Language, Text

TIMES = frozenset(TIME_DIMENSIONS.values())


@dataclass(frozen=True)
class Focus:
    """One figure of a table, for every year. `codes` has a code for each dimension but the year."""

    table: Table
    codes: tuple[tuple[str, str], ...]

    @property
    def time(self) -> str:
        """The dimension of the years."""
        return time_of(self.table)

    @property
    def years(self) -> tuple[str, ...]:
        """The years of the table."""
        return tuple(code for code, _ in labelled(self.table, self.time))

    def cell(self, year: str) -> Cell:
        """The figure of a year."""
        codes = {**dict(self.codes), self.time: year}
        rows, columns = (
            tuple(codes[name] for name in axis.names)
            for axis in (self.table.rows, self.table.columns)
        )
        return self.table.cell(rows, columns)

    def value(self, year: str) -> float | None:
        """The figure of a year; None when it is hidden or there was nothing to count."""
        return self.cell(year).value

    def at(self, **codes: str) -> Focus:
        """The same with another code for some dimensions."""
        return replace(self, codes=tuple((n, codes.get(n, code)) for n, code in self.codes))

    @property
    def is_there(self) -> bool:
        """Whether the table has its rows and columns."""
        codes = {**dict(self.codes), self.time: self.years[-1]}
        return all(
            tuple(codes[name] for name in axis.names) in {member.path for member in axis.members}
            for axis in (self.table.rows, self.table.columns)
        )

    @property
    def name(self) -> Text:
        """What it is about: the narrowest place, then the other codes that are no totals."""
        names = list(self._names())
        if all(code == TOTAL for name, code in self.codes if name in PLACES):
            names.insert(0, EVERYWHERE)
        return Text(*(", ".join(name[language] for name in names) for language in Language))

    def label(self, dimension: str) -> Text:
        """What its code of one dimension is called."""
        return dict(labelled(self.table, dimension))[dict(self.codes)[dimension]]

    def _names(self) -> Iterator[Text]:
        own = dict(self.codes)
        inner = {outer for name, outer in WITHIN.items() if own.get(name, TOTAL) != TOTAL}
        for name, code in self.codes:
            if code != TOTAL and name not in inner:
                yield self.label(name)

    def wider(self) -> Iterator[Focus]:
        """The same group in the area around a desk, then everywhere."""
        own = dict(self.codes)
        for name, outer in WITHIN.items():
            if own.get(name, TOTAL) != TOTAL and own.get(name) != own.get(outer):
                yield self.at(**{name: TOTAL})
        places = {name: TOTAL for name in own if name in PLACES}
        if any(own[name] != TOTAL for name in places):
            yield self.at(**places)

    def divided(self, dimension: str) -> Iterator[Focus]:
        """The figures beside it along one dimension: the other groups, the other desks."""
        for code, _ in labelled(self.table, dimension):
            found = self.at(**{dimension: code})
            if code != TOTAL and found.is_there:
                yield found


EVERYWHERE = Text("Vlaanderen en Brussel", "Flanders and Brussels", "Flandre et Bruxelles")
PLACES = frozenset({"area", "desk", "province", "municipality"})


def time_of(table: Table) -> str:
    """The dimension of a table's years; empty where it has none."""
    return next((d.name for d in table.dimensions if d.name in TIMES), "")


def focus_of(choice: Choice) -> Focus | None:
    """The one figure that is chosen, whatever the years; None when there are several.

    Of a dimension of which nothing was chosen the total is meant, where there is one.
    """
    table, chosen = choice.table, choice.chosen
    if not time_of(table):
        return None
    codes: dict[str, str] = {}
    for dimension in table.dimensions:
        name = dimension.name
        if name == time_of(table):
            continue
        known = [code for code, _ in labelled(table, name)]
        wanted = chosen.get(name, (TOTAL,) if TOTAL in known else ())
        if len(wanted) != 1:
            return None
        codes[name] = wanted[0]
    return _placed(Focus(table, tuple(codes.items())), chosen)


def _placed(focus: Focus, chosen: Mapping[str, Path]) -> Focus | None:
    """With the area that a desk lies in, which an address need not name."""
    if focus.is_there:
        return focus
    own = dict(focus.codes)
    for name, outer in WITHIN.items():
        if own.get(name, TOTAL) != TOTAL and outer not in chosen and outer in own:
            for code, _ in labelled(focus.table, outer):
                found = focus.at(**{outer: code})
                if found.is_there:
                    return found
    return None

# SPDX-License-Identifier: EUPL-1.2
"""Which tables are published: each indicator in full, by each place and along each kind of year.

A reader chooses rows and columns of one of these. The more there are, the more must be hidden to
keep them from being subtracted from each other, so each has to earn its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from taalplan.statistics.definition import TIME, Definition
from taalplan.statistics.kinds import Asked, find_table, table_names
from taalplan.statistics.satisfaction import Satisfaction


@dataclass(frozen=True)
class Cube:
    """One published table: an indicator by a place, along an axis.

    `by` is empty where the indicator has no choice of places. `start` is what a reader sees
    before having chosen anything: codes per dimension.
    """

    indicator: str
    by: str
    axis: str
    asked: Asked
    start: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def key(self) -> str:
        """Its name in the store and in addresses: `first-registrations.desk.calendar-year`."""
        return ".".join(filter(None, (self.indicator, self.by, self.axis)))


WHOLE = (("desk", ("total",)), ("target_group", ("total",)))
PLACES = (("municipality", ("total",)),)


@cache
def cubes_of(indicator: str) -> tuple[Cube, ...]:
    """The tables of an indicator, the usual one first; none where it is not for the public."""
    return tuple(_cubes(indicator, find_table(indicator)))


@cache
def published_names() -> tuple[str, ...]:
    """The indicators that are published, registrations first."""
    names = [name for name in table_names() if cubes_of(name)]
    return tuple(sorted(names, key=lambda name: (name not in _FIRST, name)))


_FIRST = ("first-registrations", "registrations-by-year")


def _cubes(name: str, asked: Asked) -> Iterator[Cube]:
    if isinstance(asked, Satisfaction):
        # Shares of few answers per desk: the protection of counts does not hold for them yet.
        return
    if not isinstance(asked, Definition):
        yield Cube(name, "", asked.axis, asked)
        return
    if name == "first-registrations":
        divided = replace(asked, columns=(TIME, *asked.columns))
        yield Cube(name, "desk", "calendar-year", divided, WHOLE)
        yield Cube(name, "desk", "school-year", divided.along("school-year"), WHOLE)
        by_home = replace(asked, columns=(TIME,)).by("municipality")
        yield Cube(name, "municipality", "calendar-year", by_home, PLACES)
    elif name == "registrations-by-year":
        yield Cube(name, "desk", "calendar-year", asked, WHOLE[:1])
    else:
        yield Cube(name, "", asked.axis, asked)

# SPDX-License-Identifier: EUPL-1.2
"""What the supply knows of the register: its tables as plain columns of numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from taalplan.example import days
from taalplan.example.catchments import MUNICIPALITIES
from taalplan.example.figures import AREAS, DESKS, RESULTS, Flags, Ints
from taalplan.vocabulary import places
from taalplan.vocabulary.codes import Component, Education, Literacy, RegistrationKind

LEVELS: tuple[str, ...] = tuple(level.value for level in Component)
A1, A2, B1, B2 = range(4)
EDUCATIONS = tuple(level.value for level in Education)
LITERACIES = tuple(kind.value for kind in Literacy)
LOW, MEDIUM, HIGH = range(3)
LATIN, OTHER_SCRIPT, NOT_LITERATE = range(3)
_KINDS = tuple(kind.value for kind in RegistrationKind)

NO_END = 10**6
"""A day after all others: for what has not ended, or never was."""

SPAN = 100_000
"""More than any day number: person x SPAN + day orders rows by person and day."""


@dataclass(frozen=True)
class Known:
    """The register on one day; days count from 1970-01-01, codes are indexes, -1 is unknown.

    People are 0..n-1. `home` is never unknown: where it is, that of the first desk stands in.
    """

    as_of: int
    education: Ints
    literacy: Ints
    home: Ints
    registered_person: Ints
    registered_day: Ints
    registered_desk: Ints
    registered_first: Ints
    contract_person: Ints
    contract_signed: Ints
    contract_area: Ints
    component_person: Ints
    component_contract: Ints
    component_level: Ints
    component_opened: Ints
    component_closed: Ints
    component_result: Ints

    def __len__(self) -> int:
        """The number of people."""
        return len(self.home)

    @property
    def in_brussels(self) -> Flags:
        """Who lives in the Brussels-Capital Region."""
        found: Flags = np.array([nis.startswith("21") for nis in MUNICIPALITIES])[self.home]
        return found

    @property
    def first_registered(self) -> Ints:
        """The day of each person's first registration; NO_END without one."""
        first = np.full(len(self), NO_END)
        first[self.registered_person[::-1]] = self.registered_day[::-1]
        return first

    def registered_before(self, person: Ints, day: Ints) -> Ints:
        """The row of the last registration of each person on or before a day; -1: there is none."""
        keys = self.registered_person * SPAN + self.registered_day
        rows = np.searchsorted(keys, person * SPAN + day, side="right") - 1
        same = (rows >= 0) & (self.registered_person[rows] == person)
        return np.where(same, rows, -1)


def known(tables: Mapping[str, Any], as_of: date) -> Known:
    """Read people, registrations, contracts and components (Arrow, columns of the schema)."""
    people, contracts = tables["people"], _in_order(tables, "contracts")
    parts, rows = _in_order(tables, "components"), _in_order(tables, "registrations")
    person, desk = number(rows, "person"), code(rows, "desk", DESKS)
    if not len(person):
        raise ValueError("nobody has registered: there is nobody to make a supply for")
    return Known(
        as_of=days.number(as_of),
        education=code(people, "education", EDUCATIONS),
        literacy=code(people, "literacy", LITERACIES),
        home=_homes(code(people, "municipality", MUNICIPALITIES), person, desk),
        registered_person=person,
        registered_day=number(rows, "date"),
        registered_desk=desk,
        registered_first=(code(rows, "kind", _KINDS) == 0).astype(np.int64),
        contract_person=number(contracts, "person"),
        contract_signed=number(contracts, "signed"),
        contract_area=code(contracts, "area", AREAS),
        component_person=number(parts, "person"),
        component_contract=number(parts, "contract"),
        component_level=code(parts, "component", LEVELS),
        component_opened=number(parts, "opened"),
        component_closed=number(parts, "closed"),
        component_result=code(parts, "result", RESULTS),
    )


def _homes(home: Ints, person: Ints, desk: Ints) -> Ints:
    by_desk = {one.code: one.municipality for one in places.desks()}
    of_desk = np.array([MUNICIPALITIES.index(by_desk[code_]) for code_ in DESKS])
    first = np.full(len(home), DESKS.index("bon-brussel"))
    first[person[::-1]] = desk[::-1]
    return np.where(home < 0, of_desk[first], home)


_ORDER = {
    "registrations": ("person", "date", "desk", "kind"),
    "contracts": ("person", "signed", "contract"),
    "components": ("person", "opened", "component", "contract"),
}


def _in_order(tables: Mapping[str, Any], name: str) -> Any:
    """A table in one order, so that the rows made of it do not depend on how it came in."""
    import pyarrow as pa
    import pyarrow.compute as pc

    table = tables[name]
    columns = ((key, table[key]) for key in _ORDER[name])
    keys = pa.table(
        {k: c.cast(pa.string()) if pa.types.is_dictionary(c.type) else c for k, c in columns}
    )
    order = pc.sort_indices(keys, [(key, "ascending") for key in _ORDER[name]])
    return table.take(order)


def number(table: Any, name: str) -> Ints:
    """A column of numbers or dates; -1 where it is empty."""
    import pyarrow as pa

    values = table[name].combine_chunks()
    if pa.types.is_date32(values.type):
        values = values.cast(pa.int32())
    plain: Ints = np.asarray(values.cast(pa.int64()).fill_null(-1)).astype(np.int64)
    return plain


def code(table: Any, name: str, codes: tuple[str, ...]) -> Ints:
    """A column of codes as their places in a list; -1 where it is empty or not in the list."""
    import pyarrow as pa
    import pyarrow.compute as pc

    found = pc.index_in(table[name].cast(pa.string()), value_set=pa.array(codes))
    plain: Ints = np.asarray(found.combine_chunks().fill_null(-1)).astype(np.int64)
    return plain

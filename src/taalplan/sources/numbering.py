# SPDX-License-Identifier: EUPL-1.2
"""Give every key column of an extract its numbers, the same key the same number everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from taalplan.snapshot.inspection import Breach
from taalplan.snapshot.schema import Kind
from taalplan.sources.columns import Texts, Typed
from taalplan.sources.keys import Keys, Numbers, as_arrow, ranks

_BY_PERSON = {"contract": ("contracts", "signed"), "demand": ("demands", "since")}
"""Keys that are numbered by person and then by day, so that looking them up goes in order."""


@dataclass(frozen=True)
class Numbered:
    """The key columns by table and name, and what is wrong or odd about keys as a whole."""

    columns: Mapping[str, Mapping[str, Typed]]
    breaches: tuple[Breach, ...]
    notices: tuple[str, ...]


def number(
    texts: Mapping[str, Texts], read: Mapping[str, Mapping[str, Typed]], secret: bytes
) -> Numbered:
    """Number all keys. `read` has the other columns, of which days are needed for the order."""
    kinds: dict[str, Keys] = {}
    found: dict[tuple[str, str], tuple[Numbers, Typed]] = {}
    for name, table in texts.items():
        for column in table.schema.columns:
            if column.kind is Kind.KEY:
                keys = kinds.setdefault(column.name, Keys(column.name))
                found[name, column.name] = keys.add(table, column.name)
    numbers = {kind: keys.numbers(secret) for kind, keys in kinds.items()}
    for kind, (table_name, day) in _BY_PERSON.items():
        if table_name in texts:
            people = numbers["person"], found[table_name, "person"][0]
            days = read[table_name][day].values
            numbers[kind] = _by_person(found[table_name, kind][0], numbers[kind], people, days)
    columns: dict[str, dict[str, Typed]] = {name: {} for name in texts}
    for (name, kind), (ids, cells) in found.items():
        columns[name][kind] = replace(cells, values=as_arrow(ids, numbers[kind]))
    return Numbered(columns, _shortened(kinds, found), _alike(kinds))


def _by_person(
    ids: Numbers, numbers: Numbers, people: tuple[Numbers, Numbers], days: pa.Array
) -> Numbers:
    """Numbers in the order of person and day; keys that have no row of their own come last."""
    last = np.iinfo(np.int64).max
    person, day = np.full(len(numbers), last), np.full(len(numbers), last)
    of_people, who = people
    known = (ids >= 0) & (who >= 0)
    person[ids[known]] = of_people[who[known]]
    day[ids[known]] = np.asarray(days.cast(pa.int32()).fill_null(0))[known]
    return ranks((numbers, day, person))


def _alike(kinds: Mapping[str, Keys]) -> tuple[str, ...]:
    counts = {kind: keys.alike() for kind, keys in kinds.items()}
    return tuple(
        f"keys of {kind} that differ from another only by zeros in front or by capitals: "
        f"{count:,}; each counts as somebody or something else"
        for kind, count in counts.items()
        if count
    )


def _shortened(
    kinds: Mapping[str, Keys], found: Mapping[tuple[str, str], tuple[Numbers, Typed]]
) -> tuple[Breach, ...]:
    """People whose national number lost its first zero: with it, they are somebody else."""
    if "person" not in kinds:
        return ()
    short = [kinds["person"].ids[key] for key in kinds["person"].shortened()]
    return tuple(
        Breach(
            table,
            "person",
            np.flatnonzero(np.isin(ids, short)),
            "is a national number that has lost its first zero",
            "format the column as text in Excel, and export again",
        )
        for (table, kind), (ids, _) in found.items()
        if kind == "person" and short
    )

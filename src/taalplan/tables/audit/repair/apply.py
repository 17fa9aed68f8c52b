# SPDX-License-Identifier: EUPL-1.2
"""Carries a repair out: the table with its figures beside the labels they belong to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from taalplan.tables.audit.figures import Figure
from taalplan.tables.audit.labels import meaning
from taalplan.tables.audit.printed import Cell, PrintedTable, Row
from taalplan.tables.audit.repair.relabelling import Relabelling
from taalplan.vocabulary.places import AREAS, desks

UNKNOWN_LABEL = "(ontbrekende rij)"


@dataclass
class _Result:
    """The rows of the repaired table while it is put together."""

    rows: list[Row] = field(default_factory=list)
    values: list[tuple[Figure, ...]] = field(default_factory=list)
    hidden: set[Cell] = field(default_factory=set)
    place: dict[int, int] = field(default_factory=dict)


def repaired(table: PrintedTable, found: Relabelling) -> PrintedTable:
    """The table after a repair. Labels without figures become blank, absent rows are added."""
    readings = {one.row: one.figures for one in found.readings}
    derived, missing = dict(found.derived), dict(found.missing)
    result = _Result()
    for label, row in enumerate(table.rows):
        if label in found.repeated:
            continue
        source = found.rows[label]
        result.place[label] = len(result.rows)
        result.rows.append(row)
        blank: tuple[Figure, ...] = (None,) * len(table.columns)
        if source is None:
            result.values.append(derived.get(label, blank))
        else:
            result.values.append(readings.get(source, table.values[source]))
            result.hidden |= {(len(result.rows) - 1, c) for r, c in table.hidden if r == source}
        _add_missing(table, result, label, missing)
    rows = tuple(
        replace(row, parent=None if row.parent is None else result.place[row.parent])
        for row in result.rows
    )
    return replace(
        table,
        rows=rows,
        values=tuple(result.values),
        hidden=frozenset(result.hidden),
        lines=(),
    )


def _add_missing(
    table: PrintedTable, result: _Result, label: int, missing: dict[int, tuple[Figure, ...]]
) -> None:
    """After the last row of a group, add the row that the group lacks."""
    for parent, figures in missing.items():
        children = table.parts(parent)
        if children and label == children[-1]:
            name = next(iter(absent_desks(table, parent)), UNKNOWN_LABEL)
            model = table.rows[children[-1]]
            fields = tuple(
                name if field.strip() == model.fields[-1].strip() else field
                for field in model.fields
            )
            result.rows.append(replace(model, label=name, line=0, fields=fields))
            result.values.append(figures)


def absent_desks(table: PrintedTable, parent: int) -> tuple[str, ...]:
    """Known desks of an area that were open in the table's year and that no row names.

    Empty unless the year is known and exactly one desk is absent: a guess is no evidence.
    """
    area = meaning(table.rows[parent].label)
    if area not in AREAS or table.year is None:
        return ()
    named = {meaning(row.label) for row in table.rows}
    absent = {
        desk.code: desk.name
        for desk in desks()
        if desk.area == area
        and desk.code not in named
        and desk.valid_from.year <= table.year
        and (desk.valid_to is None or table.year <= desk.valid_to.year)
    }
    return tuple(absent.values()) if len(absent) == 1 else ()

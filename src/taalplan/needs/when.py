# SPDX-License-Identifier: EUPL-1.2
"""The divisions of a plan as tables: when, how and where lessons are needed, and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from taalplan.needs import dividing, words
from taalplan.needs.flow import ORIGINS, by_origin
from taalplan.needs.history import AREA_CODES, LEVELS, Ints
from taalplan.needs.plan import NeedsPlan
from taalplan.needs.split import DAYPARTS, MODES
from taalplan.needs.table import ALL, area_axis, area_level_axis, framed
from taalplan.tables.table import TOTAL, Axis, Cell, Dimension, Key, Member, Table
from taalplan.vocabulary.municipalities import municipalities
from taalplan.vocabulary.places import AREAS, PROVINCES
from taalplan.vocabulary.terms import label
from taalplan.vocabulary.text import Text


def divisions(plan: NeedsPlan) -> dict[str, Table]:
    """The tables by name, in the order in which they are read."""
    dayparts = {code: label("day_part", code) for code in DAYPARTS}
    modes = {code: label("teaching_mode", code) for code in MODES}
    months = {
        f"{month:02}": text
        for month, text in zip(dividing.SCHOOL_MONTHS, words.MONTHS, strict=True)
    }
    made: list[Table] = []
    for name, title, what, labels, parts in (
        ("daypart", words.BY_DAYPART, words.DAYPART, dayparts, dividing.by_daypart(plan)),
        ("start", words.BY_MONTH, words.MONTH, months, dividing.by_month(plan)),
        ("mode", words.BY_MODE, words.MODE, modes, dividing.by_mode(plan)),
    ):
        columns = Axis((Dimension(name, what, dict(labels)),), _columns(labels))
        made += [
            _of_parts(plan, f"needs-{name}s", title, area_axis(), _area_parts(parts), columns),
            _of_parts(
                plan, f"needs-{name}s-levels", title, area_level_axis(), _level_parts(parts),
                columns,
            ),
        ]  # fmt: skip
    return {table.name: table for table in (*made, origins_table(plan), municipalities_table(plan))}


Parts = Iterator[tuple[Member, Ints]]


def _area_parts(parts: Ints) -> Parts:
    """Rows of working areas."""
    for place, area in enumerate(AREA_CODES):
        yield Member((area,), AREAS[area].label), parts[place].sum(axis=0)
    yield Member((TOTAL,), ALL), parts.sum(axis=(0, 1))


def _level_parts(parts: Ints) -> Parts:
    """Rows of working areas with the levels under each."""
    for place, area in enumerate(AREA_CODES):
        yield Member((area, TOTAL), AREAS[area].label), parts[place].sum(axis=0)
        for number, level in enumerate(LEVELS):
            yield Member((area, level), Text.same(level), 1), parts[place, number]
    yield Member((TOTAL, TOTAL), ALL), parts.sum(axis=(0, 1))


def _columns(labels: Mapping[str, Text]) -> tuple[Member, ...]:
    return (*(Member((code,), text) for code, text in labels.items()), Member((TOTAL,), ALL))


def _of_parts(
    plan: NeedsPlan,
    name: str,
    title: Text,
    dimensions: tuple[Dimension, ...],
    parts: Parts,
    columns: Axis,
) -> Table:
    """Rows by the parts of their need, and the sum of these."""
    rows: list[Member] = []
    cells: dict[Key, Cell] = {}
    for row, numbers in parts:
        rows.append(row)
        for column, number in zip(columns.members, (*numbers, numbers.sum()), strict=True):
            cells[row.path, column.path] = Cell(int(number))
    return framed(plan, name, title, Axis(dimensions, tuple(rows)), columns, cells)


def origins_table(plan: NeedsPlan) -> Table:
    """Levels by where those who begin them come from."""
    numbers = by_origin(plan)
    rows = (*(Member((level,), Text.same(level)) for level in LEVELS), Member((TOTAL,), ALL))
    columns = (
        *(Member((code,), words.ORIGINS[code]) for code in ORIGINS),
        Member((TOTAL,), ALL),
    )
    whole = np.vstack([numbers, numbers.sum(axis=0)])
    cells: dict[Key, Cell] = {
        (row.path, column.path): Cell(int(value))
        for row, line in zip(rows, np.column_stack([whole, whole.sum(axis=1)]), strict=True)
        for column, value in zip(columns, line, strict=True)
    }
    labels = dict(words.ORIGINS)
    return framed(
        plan, "needs-origins", words.BY_ORIGIN, Axis((Dimension("level", words.LEVEL),), rows),
        Axis((Dimension("origin", words.ORIGIN, labels),), columns), cells,
    )  # fmt: skip


def municipalities_table(plan: NeedsPlan) -> Table:
    """Municipalities of residence, those of a province together."""
    need = dividing.by_municipality(plan)
    known = municipalities(plan.horizon.cut_off)
    order = sorted(
        (code for code in need if code), key=lambda c: (known[c].province, known[c].name.nl)
    )
    rows = [Member((known[c].province, c), known[c].name) for c in order]
    rows += [Member(("", ""), words.NOWHERE)] if need[""] else []
    rows.append(Member((TOTAL, TOTAL), ALL))
    cells: dict[Key, Cell] = {(row.path, ("people",)): Cell(need.get(row.path[1])) for row in rows}
    cells[rows[-1].path, ("people",)] = Cell(sum(need.values()))
    dimensions = (
        Dimension("province", words.PROVINCE, {p: place.label for p, place in PROVINCES.items()}),
        Dimension("municipality", words.MUNICIPALITY, {c: known[c].name for c in order}),
    )
    return framed(
        plan, "needs-municipalities", words.BY_MUNICIPALITY, Axis(dimensions, tuple(rows)),
        Axis(measure(["people"]), (Member(("people",), words.PEOPLE),)), cells,
    )  # fmt: skip


def measure(names: Sequence[str]) -> tuple[Dimension, ...]:
    """The dimension of columns that are measures."""
    known = {"people": words.PEOPLE}
    return (Dimension("measure", words.MEASURE, {n: known[n] for n in names if n in known}),)

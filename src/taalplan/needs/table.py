# SPDX-License-Identifier: EUPL-1.2
"""The plan as tables: each number with its interval, last year beside it, and its bridge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from taalplan import policy
from taalplan.needs import words
from taalplan.needs.history import AREA_CODES, LEVELS, PROFILES, Floats
from taalplan.needs.numbers import USED
from taalplan.needs.plan import SHAPE, NeedsPlan
from taalplan.needs.residence import ELSEWHERE, PLACES, UNKNOWN_PLACE
from taalplan.tables.sentences import fill
from taalplan.tables.table import (
    MEASURE,
    TOTAL,
    Axis,
    Cell,
    Dimension,
    Key,
    Member,
    Note,
    Path,
    Provenance,
    Table,
    Unit,
)
from taalplan.vocabulary.places import AREAS, PROVINCES
from taalplan.vocabulary.terms import label
from taalplan.vocabulary.text import Text

ALL = Text("Totaal", "Total", "Total")


@dataclass(frozen=True, eq=False)
class Row:
    """One printed row: its path, its label, and the cells of the plan that it sums."""

    path: Path
    label: Text
    cells: Floats
    depth: int = 0


def mask(areas=None, profiles=None, levels=None, places=None) -> Floats:  # type: ignore[no-untyped-def]
    """A 1 for each cell of the plan that is in all that is given; nothing given is everything."""
    found = np.zeros(SHAPE)
    every = [range(size) for size in SHAPE]
    chosen = [
        list(one if given is None else given)
        for one, given in zip(every, (areas, profiles, levels, places), strict=True)
    ]
    found[np.ix_(*chosen)] = 1.0
    return found


def tables(plan: NeedsPlan) -> dict[str, Table]:
    """The main tables of a plan by name, those that are printed first."""
    made = [
        _measured(plan, "needs-areas", words.BY_AREA, area_axis(), list(area_rows())),
        _measured(plan, "needs-places", words.BY_PLACE, place_axis(), list(place_rows())),
        _measured(plan, "needs-levels", words.BY_LEVEL, level_axis(), list(level_rows())),
        _measured(
            plan, "needs-areas-levels", words.BY_AREA_LEVEL, area_level_axis(),
            list(area_level_rows()),
        ),
    ]  # fmt: skip
    if plan.parts:
        made += [
            _bridge(plan, "bridge-areas", words.BRIDGE_AREA, area_axis(), list(area_rows())),
            _bridge(plan, "bridge-places", words.BRIDGE_PLACE, place_axis(), list(place_rows())),
            _bridge(plan, "bridge-levels", words.BRIDGE_LEVEL, level_axis(), list(level_rows())),
        ]
    made.append(waiting_table(plan))
    made.append(
        _measured(plan, "needs-cells", words.CELLS, cell_axis(), list(cell_rows(plan)), exact=True)
    )
    if plan.parts:
        made.append(
            _bridge(plan, "bridge-cells", words.BRIDGE_CELLS, cell_axis(), list(cell_rows(plan)))
        )
    return {table.name: table for table in made}


def levels_of_area(plan: NeedsPlan, place: int) -> Table:
    """What one working area needs by level."""
    code = AREA_CODES[place]
    rows = [
        Row((level,), Text.same(level), mask([place], levels=[number]))
        for number, level in enumerate(LEVELS)
    ]
    rows.append(Row((TOTAL,), ALL, mask([place])))
    title = fill(words.LEVELS_OF, area=AREAS[code].label)
    return _measured(plan, f"needs-levels-{code}", title, level_axis()[:1], rows)


def area_rows() -> Iterator[Row]:
    """The working areas and their total."""
    for number, code in enumerate(AREA_CODES):
        yield Row((code,), AREAS[code].label, mask([number]))
    yield Row((TOTAL,), ALL, mask())


def place_rows() -> Iterator[Row]:
    """Provinces of residence, the centre cities and the rest under each, and the total."""
    provinces = list(dict.fromkeys(place.province for place in PLACES))
    for province in provinces:
        inside = [n for n, place in enumerate(PLACES) if place.province == province]
        yield Row((province, TOTAL), _province(province), mask(places=inside))
        if len(inside) > 1:
            for number in inside:
                place = PLACES[number]
                yield Row((province, place.code), place.label, mask(places=[number]), 1)
    yield Row((TOTAL, TOTAL), ALL, mask())


def level_rows() -> Iterator[Row]:
    """Levels, the profiles under each, and the total."""
    for number, level in enumerate(LEVELS):
        yield Row((level, TOTAL), Text.same(level), mask(levels=[number]))
        for place, profile in enumerate(PROFILES):
            cells = mask(profiles=[place], levels=[number])
            yield Row((level, profile), label("profile", profile), cells, 1)
    yield Row((TOTAL, TOTAL), ALL, mask())


def area_level_rows() -> Iterator[Row]:
    """Working areas, the levels under each, and the total."""
    for number, code in enumerate(AREA_CODES):
        yield Row((code, TOTAL), AREAS[code].label, mask([number]))
        for place, level in enumerate(LEVELS):
            yield Row((code, level), Text.same(level), mask([number], levels=[place]), 1)
    yield Row((TOTAL, TOTAL), ALL, mask())


def cell_rows(plan: NeedsPlan) -> Iterator[Row]:
    """Every cell of area x residence x level x profile in which anything is or was."""
    past = plan.previous if plan.previous is not None else plan.numbers.people
    held = (plan.numbers.people + past + plan.numbers.groups + plan.numbers.places) > 0
    held |= np.any([part != 0 for part in plan.parts.values()], axis=0) if plan.parts else False
    for a, p, v, r in np.argwhere(held.transpose(0, 3, 2, 1)):
        cells = np.zeros(SHAPE)
        cells[a, r, v, p] = 1.0
        codes = (AREA_CODES[a], PLACES[p].code, LEVELS[v], PROFILES[r])
        yield Row(codes, Text.same(" ".join(codes)), cells)


def _province(code: str) -> Text:
    return UNKNOWN_PLACE if code == ELSEWHERE else PROVINCES[code].label


def area_axis() -> tuple[Dimension, ...]:
    return (Dimension("area", words.AREA, {c: AREAS[c].label for c in AREA_CODES}),)


def place_axis() -> tuple[Dimension, ...]:
    provinces = {place.province: _province(place.province) for place in PLACES}
    return (
        Dimension("province", words.PROVINCE, provinces),
        Dimension("place", words.PLACE, {place.code: place.label for place in PLACES}),
    )


def level_axis() -> tuple[Dimension, ...]:
    return (
        Dimension("level", words.LEVEL),
        Dimension("profile", words.PROFILE, {p: label("profile", p) for p in PROFILES}),
    )


def area_level_axis() -> tuple[Dimension, ...]:
    return (*area_axis(), Dimension("level", words.LEVEL))


def cell_axis() -> tuple[Dimension, ...]:
    return (*area_axis(), place_axis()[1], *level_axis())


def _measured(
    plan: NeedsPlan,
    name: str,
    title: Text,
    dimensions: tuple[Dimension, ...],
    rows: Sequence[Row],
    *,
    exact: bool = False,
) -> Table:
    """Rows by what is planned; `exact` leaves intervals out, of which cells have too many."""
    measures = [m for m in _measures(plan) if not (exact and m.estimate)]
    cells: dict[Key, Cell] = {
        (row.path, (member.path)): Cell(value)
        for row in rows
        for member in measures
        if (value := _value(plan, member.path[0], row.cells)) is not None
    }
    return _of_rows(plan, name, title, dimensions, rows, tuple(measures), cells)


def _measures(plan: NeedsPlan) -> list[Member]:
    year = plan.horizon.school_year
    found = [
        Member(("people",), words.PEOPLE),
        Member(("low",), words.LOW, estimate=True),
        Member(("high",), words.HIGH, estimate=True),
        Member(("places",), words.PLACES),
        Member(("groups",), words.GROUPS, unit=Unit.GROUPS),
        Member(("hours",), words.HOURS, unit=Unit.HOURS, decimals=0),
        Member(("teachers",), words.TEACHERS, unit=Unit.TEACHERS, decimals=1, estimate=True),
        Member(
            ("teachers_low",),
            words.TEACHERS_LOW,
            unit=Unit.TEACHERS,
            decimals=1,
            estimate=True,
            in_print=False,
        ),
        Member(
            ("teachers_high",),
            words.TEACHERS_HIGH,
            unit=Unit.TEACHERS,
            decimals=1,
            estimate=True,
            in_print=False,
        ),
    ]
    if plan.previous is not None:
        found.append(Member(("previous",), words.planned(year.shift(-1))))
    if year.shift(-1) in plan.begun:
        found.append(Member(("running",), words.begun_so_far(year.shift(-1)), in_print=False))
    if year.shift(-2) in plan.begun:
        found.append(Member(("begun",), words.begun(year.shift(-2))))
    return found


def _value(plan: NeedsPlan, measure: str, cells: Floats) -> float | int | None:
    numbers, year = plan.numbers, plan.horizon.school_year
    if measure in ("low", "high", "teachers_low", "teachers_high"):
        chance = policy.value("needs.interval", plan.horizon.cut_off).number
        weights = cells
        if measure.startswith("teachers"):
            each = numbers.group_hours / numbers.group_size / numbers.load
            weights = cells * each[:, None, None]
        bounds = plan.interval(weights, chance)
        found = bounds[measure.endswith("high")]
        return found if measure.startswith("teachers") else round(found)
    if measure == "teachers":
        return float((numbers.teachers * cells).sum())
    if measure == "hours":
        hours = float((numbers.hours * cells).sum())
        return int(hours) if hours.is_integer() else hours
    counted = {
        "people": numbers.people,
        "places": numbers.places,
        "groups": numbers.groups,
        "previous": plan.previous if plan.previous is not None else None,
        "running": plan.begun.get(year.shift(-1)),
        "begun": plan.begun.get(year.shift(-2)),
    }[measure]
    return None if counted is None else int((counted * cells).sum())


def _bridge(
    plan: NeedsPlan,
    name: str,
    title: Text,
    dimensions: tuple[Dimension, ...],
    rows: Sequence[Row],
) -> Table:
    """From last year's number to this year's, part by part."""
    assert plan.previous is not None
    year = plan.horizon.school_year
    columns = [Member(("previous",), words.planned(year.shift(-1)))]
    columns += [Member((part,), words.PARTS[part], signed=True) for part in plan.parts]
    columns.append(Member(("change",), words.TOGETHER, signed=True))
    columns.append(Member(("people",), words.planned(year)))
    arrays = {
        "previous": plan.previous,
        **plan.parts,
        "change": plan.numbers.people - plan.previous,
        "people": plan.numbers.people,
    }
    cells: dict[Key, Cell] = {
        (row.path, (code,)): Cell(int((array * row.cells).sum()))
        for row in rows
        for code, array in arrays.items()
    }
    return _of_rows(plan, name, title, dimensions, rows, tuple(columns), cells)


def waiting_table(plan: NeedsPlan) -> Table:
    """Who waited on the cut-off, longer than each threshold: persons and entries apart."""
    waiting = plan.problem.waiting
    kinds = (("persons", waiting.persons), ("entries", waiting.entries))
    columns = tuple(
        Member(
            (f"{kind}-{months}",),
            words.waits(kind, months),
            unit=Unit.PEOPLE if kind == "persons" else Unit.ROWS,
        )
        for kind, _ in kinds
        for months in waiting.thresholds
    )
    rows = list(area_rows())
    cells: dict[Key, Cell] = {
        (row.path, (f"{kind}-{months}",)): Cell(
            int(counts[:, column].sum() if row.path == (TOTAL,) else counts[place, column])
        )
        for kind, counts in kinds
        for column, months in enumerate(waiting.thresholds)
        for place, row in enumerate(rows)
    }
    return _of_rows(plan, "waiting", words.WAITING, area_axis(), rows, columns, cells, Unit.PEOPLE)


def framed(
    plan: NeedsPlan,
    name: str,
    title: Text,
    rows: Axis,
    columns: Axis,
    cells: Mapping[Key, Cell],
    unit: Unit = Unit.ENROLMENTS,
) -> Table:
    """A table of a plan: titled with its school year, with its notes and where it comes from."""
    return Table(
        name,
        words.of_year(title, plan.horizon.school_year),
        rows,
        columns,
        cells,
        unit,
        notes=tuple(Note(text) for text in words.notes(name, plan.horizon.cut_off)),
        provenance=provenance(plan),
    )


def _of_rows(
    plan: NeedsPlan,
    name: str,
    title: Text,
    dimensions: tuple[Dimension, ...],
    rows: Sequence[Row],
    columns: tuple[Member, ...],
    cells: Mapping[Key, Cell],
    unit: Unit = Unit.ENROLMENTS,
) -> Table:
    """Rows by measures."""
    measure = {member.path[0]: member.label for member in columns}
    return framed(
        plan, name, title,
        Axis(dimensions, tuple(Member(row.path, row.label, row.depth) for row in rows)),
        Axis((Dimension(MEASURE, words.MEASURE, measure),), columns),
        cells, unit,
    )  # fmt: skip


def provenance(plan: NeedsPlan) -> Provenance:
    """The snapshot, the day up to which it was used, and what was assumed."""
    history = plan.history
    assumed = policy.assumptions(USED, plan.horizon.cut_off)
    return Provenance(
        snapshot=history.snapshot,
        as_of=history.as_of,
        assumptions=tuple(value.key for value in assumed),
        synthetic=history.synthetic,
    )

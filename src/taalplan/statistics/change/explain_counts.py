# SPDX-License-Identifier: EUPL-1.2
"""Why a count changed, from a snapshot: expectation, contributions, desks; sentences and charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from taalplan import policy
from taalplan.policy import Shock, ShockRegister
from taalplan.snapshot import Snapshot
from taalplan.statistics.change import count_sentences as say
from taalplan.statistics.change import words
from taalplan.statistics.change.contributions import SEVERAL, Step, contributions
from taalplan.statistics.change.desks import DeskEvent, DeskPeriod, desk_events
from taalplan.statistics.change.expected import expect
from taalplan.statistics.change.leading import leading
from taalplan.statistics.change.phrases import fill, joined
from taalplan.statistics.change.tables import expectation_table
from taalplan.statistics.definition import TIME, Definition, DefinitionError
from taalplan.statistics.tabulate import tabulate_all
from taalplan.tables.chart import Chart, Lines, Series, Waterfall
from taalplan.tables.explanation import Explanation
from taalplan.tables.table import TOTAL, Axis, Key, Member, Note, Provenance, Status, Table
from taalplan.vocabulary.periods import AXES, Year
from taalplan.vocabulary.text import Text

MANY_STEPS = 3
"""Above so many years between the two, only the whole period is divided."""


@dataclass(frozen=True)
class Counted:
    """What an explanation of counts is made of: a definition's people, divided three ways."""

    definition: Definition
    area: Table
    desk: Table | None
    group: Table | None
    first: str
    last: str

    @property
    def years(self) -> tuple[str, ...]:
        """Every year with figures up to the last one asked for."""
        found = [column.path[0] for column in self.area.columns.members]
        return tuple(found[: found.index(self.last) + 1])

    @property
    def steps(self) -> tuple[Step, ...]:
        """From year to year, then the whole period."""
        between = self.years[self.years.index(self.first) :]
        single = [Step(*pair) for pair in pairwise(between)]
        whole = Step(self.first, self.last)
        return (*single, whole) if 1 < len(single) <= MANY_STEPS else (whole,)


def explain_counts(
    definition: Definition,
    snapshot: Snapshot,
    first: str,
    last: str,
    register: ShockRegister | None = None,
) -> Explanation:
    """Why the people (or rows) of a definition changed from one year to another.

    Raises DefinitionError for years without data or not over yet, and for facts that are not
    divided by area.
    """
    return _explained(_count(definition, snapshot, first, last), snapshot, register)


def explain_released_counts(
    definition: Definition,
    table: Table,
    snapshot: Snapshot,
    first: str,
    last: str,
    register: ShockRegister | None = None,
) -> Explanation | None:
    """The same from a table as it was released, and from nothing else: it cannot tell more.

    By area only. None when a figure that is needed was not released.
    """
    rows = tuple(m for m in table.rows.members if set(m.path[1:]) <= {TOTAL} and m.unit is None)
    held = {column.path for column in table.columns.members}
    cells = {
        (row.path[:1], column): table.cell(row.path, column) for row in rows for column in held
    }
    hidden = any(cell.status is Status.SUPPRESSED for cell in cells.values())
    if table.rows.names[0] != "area" or hidden or not {(first,), (last,)} <= held:
        return None
    members = tuple(replace(row, path=row.path[:1]) for row in rows)
    area = replace(table, rows=Axis(table.rows.dimensions[:1], members), cells=cells)
    counted = Counted(definition, area, None, None, first, last)
    return _explained(counted, snapshot, register)


def _explained(counted: Counted, snapshot: Snapshot, register: ShockRegister | None) -> Explanation:
    register = register or policy.shocks()
    definition, first, last = counted.definition, counted.first, counted.last
    kind = AXES[definition.axis]
    declared = {year: register.about(definition.of, *_days(kind, year)) for year in counted.years}
    base = [
        year
        for year in counted.years
        if year <= first and not register.missing(definition.of, *_days(kind, year))
    ]
    begun = [
        shock
        for shock in register
        if definition.of in shock.tables
        and shock.begins_in(kind.parse(first).first_day, kind.parse(last).last_day)
    ]
    parts = [*_expectation(counted, base, declared, begun), *_contributions(counted)]
    parts += _desks(counted, snapshot, kind)
    whole = () if counted.desk is None else (_contributed(counted, counted.desk),)
    return Explanation(f"change-{definition.name}", _title(counted), tuple(parts), whole)


def _days(kind: type[Year], year: str) -> tuple[date, date]:
    parsed = kind.parse(year)
    return parsed.first_day, parsed.last_day


def _count(definition: Definition, snapshot: Snapshot, first: str, last: str) -> Counted:
    """The same people by area, desk and target group, as far as the facts are divided so."""
    if not definition.axis:
        raise DefinitionError(f"{definition.name}: without years there is no change to explain")
    years = [definition.parse_year(year) for year in (first, last)]
    if not years[0] < years[1]:
        raise DefinitionError(f"{definition.name}: {first} does not come before {last}")
    if years[1].last_day > snapshot.as_of:
        raise DefinitionError(
            f"{definition.name}: {last} was not over on {snapshot.as_of}; compare whole years"
        )
    known = definition.fact.sources
    if "area" not in known:
        raise DefinitionError(
            f"{definition.name}: {definition.of} are not divided by area, so the change cannot be"
        )
    ways = {"area": ("area",), "desk": ("area", "desk"), "target_group": ("target_group",)}
    wanted = {name: rows for name, rows in ways.items() if name in known}
    tables = tabulate_all([_by(definition, rows) for rows in wanted.values()], snapshot)
    found = dict(zip(wanted, tables, strict=True))
    held = {column.path[0] for column in found["area"].columns.members}
    for year in (first, last):
        if year not in held:
            raise DefinitionError(
                f"{definition.name}: the snapshot has no {year}; it has {', '.join(sorted(held))}"
            )
    return Counted(
        definition, found["area"], found.get("desk"), found.get("target_group"), first, last
    )


def _by(definition: Definition, rows: tuple[str, ...]) -> Definition:
    return replace(definition, rows=rows, columns=(TIME,), ratios=(), codes={}, years=())


def _title(counted: Counted) -> Text:
    return fill(
        Text(
            "{subject}: de verandering van {first} tot {last}",
            "{subject}: the change from {first} to {last}",
            "{subject} : l’évolution de {first} à {last}",
        ),
        subject=words.subject(counted.definition),
        first=counted.first,
        last=counted.last,
    )


Parts = Iterator[Text | Table | Chart]


def _expectation(
    counted: Counted,
    base: Sequence[str],
    declared: dict[str, tuple[Shock, ...]],
    begun: Sequence[Shock],
) -> Parts:
    others = [year for year in counted.years if year not in base]
    if not base or not others:
        return
    counts = {
        (row.path[0], year): float(counted.area.cell(row.path, (year,)).value or 0)
        for row in counted.area.rows.members
        for year in counted.years
    }
    made = expect(counts, base, others)
    labels = {row.path[0]: row.label for row in counted.area.rows.members}
    yield say.basis(made)
    for year in others:
        found = made.of(year)
        areas = [
            (labels[place], one)
            for (place, when), one in made.deviations.items()
            if when == year and place != TOTAL
        ]
        yield joined(
            say.deviation(found), say.places(areas, year), say.shocks(year, found, declared[year])
        )
    if say.shifts(begun).nl:
        yield say.shifts(begun)
    title = fill(
        Text(
            "{subject}: geteld en verwacht, {first}-{last}",
            "{subject}: counted and expected, {first}-{last}",
            "{subject} : compté et attendu, {first}-{last}",
        ),
        subject=words.subject(counted.definition),
        first=counted.years[0],
        last=counted.last,
    )
    used = [shock for year in others for shock in declared[year]]
    table = _assuming(expectation_table(_named(counted, counted.area), made, others, title), used)
    yield _lines(table, counted, title)
    yield table


def _assuming(table: Table, used: Sequence[Shock]) -> Table:
    """The shocks that were not dated by their source stand among the assumptions."""
    told = [
        f"{shock.label.nl}: {shock.start} tot {shock.end or 'nu'}"
        for shock in dict.fromkeys(used)
        if shock.assumption
    ]
    provenance: Provenance = replace(
        table.provenance, assumptions=(*table.provenance.assumptions, *told)
    )
    return replace(table, provenance=provenance)


def _lines(table: Table, counted: Counted, title: Text) -> Lines:
    rows = [(year, TOTAL) for year in counted.years]

    def cells(measure: str) -> tuple[Key, ...]:
        return tuple((row, (measure,)) for row in rows)

    return Lines(
        table,
        f"chart-{table.name}",
        title,
        tuple(Text.same(year) for year in counted.years),
        words.PEOPLE,
        (
            Series(words.OBSERVED, cells("observed")),
            Series(words.EXPECTED, cells("expected"), cells("low"), cells("high"), words.INTERVAL),
        ),
    )


def _named(counted: Counted, table: Table) -> Table:
    """The table under the name of its definition and the way in which it is divided."""
    last = table.rows.dimensions[-1].name.replace("_", "-")
    return replace(table, name=f"{counted.definition.name}-by-{last}")


def _contributed(counted: Counted, table: Table) -> Table:
    made = contributions(_named(counted, table), *counted.steps)
    title = fill(
        Text(
            "{subject}: bijdrage van elke {by} aan de verandering, {first}-{last}",
            "{subject}: contribution of each {by} to the change, {first}-{last}",
            "{subject} : contribution par {by} à l’évolution, {first}-{last}",
        ),
        subject=words.subject(counted.definition),
        by=_way(table),
        first=counted.first,
        last=counted.last,
    )
    return replace(made, title=title, notes=(Note(words.ADDS_UP),))


def _way(table: Table) -> Text:
    if table.rows.dimensions[-1].name == "desk":
        return Text("regio en loket", "area and desk", "région et guichet")
    return table.rows.dimensions[-1].label


def _contributions(counted: Counted) -> Parts:
    area = _contributed(counted, counted.area)
    for step in counted.steps:
        yield say.contribution(area, step.code, step.before, step.after)
    yield _waterfall(area, counted)
    yield area
    if counted.group is not None:
        yield _contributed(counted, counted.group)


def _waterfall(table: Table, counted: Counted) -> Waterfall:
    """The step in which the total moved most: that is the one that readers ask about."""

    def moved(step: Step) -> float:
        return abs(table.cell((TOTAL,), (step.code, "change")).value or 0)

    step = max(counted.steps, key=moved)
    column = (step.code, "change")
    total = table.cell((TOTAL,), column).value or 0
    last = [(SEVERAL,), (TOTAL,)]

    def order(row: Member) -> tuple[int, float]:
        """Along with the total first, then against it; doubles and the total at the end."""
        value = table.cell(row.path, column).value or 0
        return (last.index(row.path) + 1 if row.path in last else 0, value if total < 0 else -value)

    rows = [
        row
        for row in sorted(table.rows.members, key=order)
        if row.path != (SEVERAL,) or table.cell(row.path, column).value
    ]
    title = fill(
        Text(
            "Bijdrage van elke {by} aan de verandering van {before} naar {after}",
            "Contribution of each {by} to the change from {before} to {after}",
            "Contribution par {by} à l’évolution de {before} à {after}",
        ),
        by=_way(table),
        before=step.before,
        after=step.after,
    )
    return Waterfall(
        table,
        f"chart-{table.name}",
        title,
        tuple(row.label for row in rows),
        words.PEOPLE_CHANGE,
        tuple((row.path, column) for row in rows),
    )


def _desks(counted: Counted, snapshot: Snapshot, kind: type[Year]) -> Parts:
    if "desk" not in counted.definition.fact.sources:
        return
    first, last = kind.parse(counted.first).shift(1), kind.parse(counted.last)
    yield say.desk_sentence(_events(snapshot, first.first_day, last.last_day))
    if counted.desk is not None:
        yield leading(counted.desk, Step(counted.first, counted.last), counted.definition)


def _events(snapshot: Snapshot, first: date, last: date) -> tuple[DeskEvent, ...]:
    if "desks" not in snapshot.tables:
        return ()
    rows = snapshot.table("desks").to_pylist()
    periods = [
        DeskPeriod(
            row["desk"],
            Text.same(row["name"]),
            row["area"],
            row["municipality"] or "",
            row["valid_from"],
            row["valid_to"],
        )
        for row in rows
        if not row["temporary"]
    ]
    return desk_events(periods, first, last)

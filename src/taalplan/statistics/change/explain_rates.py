# SPDX-License-Identifier: EUPL-1.2
"""Why a rate changed between two cohorts, from a snapshot: mix, rates, and what that hides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from taalplan.snapshot import Snapshot
from taalplan.statistics.change import rate_sentences as say
from taalplan.statistics.change import words
from taalplan.statistics.change.contributions import SEVERAL, Step
from taalplan.statistics.change.phrases import fill
from taalplan.statistics.change.rate_sentences import EqualFollowUp, StillOpen
from taalplan.statistics.change.rates import Cohort, Split, split
from taalplan.statistics.change.tables import split_by_area, split_table
from taalplan.statistics.count import count
from taalplan.statistics.definition import KNOWN, TIME, Definition, DefinitionError
from taalplan.statistics.tabulate import tabulate
from taalplan.tables.chart import Bars, Chart
from taalplan.tables.explanation import Explanation
from taalplan.tables.table import TOTAL, Cell, Dimension, Path, Status, Table
from taalplan.vocabulary.text import Text

EVERYBODY = "everybody"
"""The one group of a table that is not divided by group."""


@dataclass(frozen=True)
class Counted:
    """The table of a rate, and how its paths are made."""

    definition: Definition
    table: Table
    step: Step
    grouped: bool = True

    def value(self, year: str, area: str, group: str, result: str) -> int:
        """A count by its codes."""
        return int(self.cell(year, area, group, result).value or 0)

    def cell(self, year: str, area: str, group: str, result: str) -> Cell:
        """A cell by its codes."""
        named = {
            self.definition.time: year,
            self.area: area,
            self.group: group,
            self.definition.ratios[0].dimension: result,
        }
        row = tuple(named.get(name, TOTAL) for name in self.definition.row_dimensions)
        column = tuple(named.get(name, TOTAL) for name in self.definition.column_dimensions)
        return self.table.cell(row, column)

    @property
    def others(self) -> list[str]:
        """The dimensions that divide people: not the year, not the result."""
        rate = self.definition.ratios[0].dimension
        return [
            name for name in self.definition.dimensions if name not in (self.definition.time, rate)
        ]

    @property
    def area(self) -> str:
        """The first way in which people are divided, usually the area."""
        return self.others[0]

    @property
    def group(self) -> str:
        """The second way, usually the target group; empty when there is none."""
        return self.others[1] if self.grouped and len(self.others) > 1 else ""

    @property
    def is_whole(self) -> bool:
        """Whether every figure that the split needs may be shown."""
        ratio = self.definition.ratios[0]
        places = [*product(self.codes(self.area), self.codes(self.group)), (TOTAL, TOTAL)]
        asked = product((self.step.before, self.step.after), places, (ratio.part, ratio.whole))
        return not any(
            self.cell(year, *place, result).status is Status.SUPPRESSED
            for year, place, result in asked
        )

    def codes(self, name: str) -> list[str]:
        """The codes of a dimension that the table shows, without its total."""
        if not name:
            return [TOTAL]
        for axis in (self.table.rows, self.table.columns):
            if name in axis.names:
                place = axis.names.index(name)
                codes = dict.fromkeys(member.path[place] for member in axis.members)
                return [code for code in codes if code != TOTAL]
        raise DefinitionError(f"{self.definition.name}: there is no '{name}'")

    def cohort(self, year: str) -> Cohort:
        """Those of one year by area and group, and those of them who passed."""
        ratio = self.definition.ratios[0]
        cells = list(product(self.codes(self.area), self.codes(self.group)))
        return Cohort(
            {cell: self.value(year, *cell, ratio.whole) for cell in cells},
            {cell: self.value(year, *cell, ratio.part) for cell in cells},
        )

    def rate(self, year: str, area: str = TOTAL) -> float | None:
        """The published rate, in percent: of people who are counted once."""
        ratio = self.definition.ratios[0]
        whole = self.value(year, area, TOTAL, ratio.whole)
        return 100 * self.value(year, area, TOTAL, ratio.part) / whole if whole else None


def explain_rates(
    definition: Definition,
    snapshot: Snapshot,
    first: str,
    last: str,
    follow_up: EqualFollowUp | None = None,
) -> Explanation:
    """Why the rate of a definition changed from one cohort to another.

    `follow_up` compares the cohorts at equal follow-up; without it the sentences say that this
    was not done. Raises DefinitionError for a definition without a rate or a year without people.
    """
    return _explained(_count(definition, snapshot, first, last), snapshot, follow_up)


def explain_released_rates(
    definition: Definition,
    table: Table,
    snapshot: Snapshot,
    first: str,
    last: str,
    follow_up: EqualFollowUp | None = None,
) -> Explanation | None:
    """The same from a table as it was released; without target groups where those are hidden.

    None when a figure that is needed was not released.
    """
    named = replace(table, name=definition.name)
    for grouped in (True, False):
        counted = Counted(definition, named, Step(first, last), grouped)
        if counted.is_whole:
            return _explained(counted, snapshot, follow_up)
    return None


def _explained(
    counted: Counted, snapshot: Snapshot, follow_up: EqualFollowUp | None
) -> Explanation:
    definition, first, last = counted.definition, counted.step.before, counted.step.after
    before, after = counted.rate(first), counted.rate(last)
    if before is None or after is None:
        year = first if before is None else last
        raise DefinitionError(f"{definition.name}: nobody was counted in {year}, so it has no rate")
    made = split(counted.cohort(first), counted.cohort(last))
    official = after - before
    effects = [100 * float(one) for one in (made.area_mix, made.group_mix, made.rates)]
    what = words.component(definition)
    still = _still_open(definition, snapshot, first, last)
    parts: list[Text | Table | Chart] = [
        say.rates(what, first, last, before, after),
        say.parts(
            effects[0],
            effects[1] if counted.group else None,
            effects[2],
            official - sum(effects),
        ),
        say.caution(effects[2], still, last, first),
        say.equal_follow_up(follow_up, first, last),
    ]
    parts += _drawn(counted, made, official)
    return Explanation(f"change-{definition.name}", _title(counted), tuple(parts))


def _count(definition: Definition, snapshot: Snapshot, first: str, last: str) -> Counted:
    if not definition.ratios:
        raise DefinitionError(f"{definition.name}: it has no rate whose change could be split")
    if TIME not in definition.rows + definition.columns:
        raise DefinitionError(f"{definition.name}: its years do not stand side by side")
    years = [definition.parse_year(year) for year in (first, last)]
    if not years[0] < years[1]:
        raise DefinitionError(f"{definition.name}: {first} does not come before {last}")
    table = tabulate(definition.of_years(*years), snapshot)
    counted = Counted(definition, replace(table, name=definition.name), Step(first, last))
    if not counted.others:
        raise DefinitionError(f"{definition.name}: people are not divided, so there is no mix")
    return counted


def _still_open(
    definition: Definition, snapshot: Snapshot, first: str, last: str
) -> StillOpen | None:
    """How many of each cohort have not closed yet; None where that is not what is counted."""
    if definition.where.get("closed") != (KNOWN,):
        return None
    years = [definition.parse_year(year) for year in (first, last)]
    closed = replace(definition, rows=(TIME,), columns=(), ratios=(), codes={}, years=tuple(years))
    where = {name: codes for name, codes in definition.where.items() if name != "closed"}
    begun = count(replace(closed, where=where), snapshot)
    done = count(closed, snapshot)
    shares = [
        100 * (1 - done.get((str(year),), 0) / begun[(str(year),)])
        if begun.get((str(year),))
        else 0
        for year in years
    ]
    return StillOpen(shares[0], shares[1], snapshot.as_of)


def _title(counted: Counted) -> Text:
    return fill(
        Text(
            "{what}: de verandering van het slaagpercentage van {first} tot {last}",
            "{what}: the change of the pass rate from {first} to {last}",
            "{what} : l’évolution du taux de réussite de {first} à {last}",
        ),
        what=words.component(counted.definition),
        first=counted.step.before,
        last=counted.step.after,
    )


def _drawn(counted: Counted, made: Split, official: float) -> Iterator[Text | Table | Chart]:
    what, step = words.component(counted.definition), counted.step
    names = {"what": what, "first": Text.same(step.before), "last": Text.same(step.after)}
    title = fill(
        Text(
            "{what}: waaruit de verandering van het slaagpercentage bestaat, {first}-{last}",
            "{what}: what the change of the pass rate consists of, {first}-{last}",
            "{what} : composition de l’évolution du taux de réussite, {first}-{last}",
        ),
        **names,
    )
    effects = split_table(counted.table, made, official, title, grouped=bool(counted.group))
    yield _bars(effects, title)
    yield effects
    by_area = fill(
        Text(
            "{what}: bijdrage van elke regio aan de verandering van het slaagpercentage, "
            "{first}-{last}",
            "{what}: contribution of each area to the change of the pass rate, {first}-{last}",
            "{what} : contribution de chaque région à l’évolution du taux, {first}-{last}",
        ),
        **names,
    )
    yield split_by_area(
        counted.table, made, step, _places(counted), _labels(counted), _rates(counted), by_area
    )


def _bars(table: Table, title: Text) -> Bars:
    rows = [
        row
        for row in table.rows.members
        if row.path != (SEVERAL,) or round(table.cell(row.path, ("change",)).value or 0, 2)
    ]
    cells: tuple[tuple[Path, Path], ...] = tuple((row.path, ("change",)) for row in rows)
    labels = tuple(row.label for row in rows)
    return Bars(table, f"chart-{table.name}", title, labels, words.IN_POINTS, cells)


def _places(counted: Counted) -> Dimension:
    return next(d for d in counted.table.dimensions if d.name == counted.area)


def _labels(counted: Counted) -> dict[str, Text]:
    places = _places(counted)
    return {code: places.label_of(code) for code in counted.codes(counted.area)}


def _rates(counted: Counted) -> dict[str, tuple[float | None, float | None]]:
    """The rates of all cells of an area together, which is what the split is about."""
    sides = [counted.cohort(year) for year in (counted.step.before, counted.step.after)]
    found: dict[str, tuple[float | None, float | None]] = {
        TOTAL: (100 * float(sides[0].rate), 100 * float(sides[1].rate))
    }
    for area in counted.codes(counted.area):
        found[area] = (_of_area(sides[0], area), _of_area(sides[1], area))
    return found


def _of_area(cohort: Cohort, area: str) -> float | None:
    whole = sum(people for (own, _), people in cohort.whole.items() if own == area)
    part = sum(people for (own, _), people in cohort.part.items() if own == area)
    return 100 * part / whole if whole else None

# SPDX-License-Identifier: EUPL-1.2
"""Expectations and splits as tables; contributions are one already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from taalplan.statistics.change import phrases, words
from taalplan.statistics.change.contributions import SEVERAL, Step
from taalplan.statistics.change.expected import Deviation, Expectation
from taalplan.statistics.change.rates import Split
from taalplan.tables.table import (
    NOT_OPEN,
    TOTAL,
    Axis,
    Cell,
    Dimension,
    Key,
    Member,
    Note,
    Path,
    Table,
    Unit,
)
from taalplan.vocabulary.text import Text

YEAR = Dimension("year", Text("jaar", "year", "année"))
MEASURES = (
    Member(("observed",), words.OBSERVED),
    Member(("expected",), words.EXPECTED, estimate=True),
    Member(("low",), words.FROM, estimate=True),
    Member(("high",), words.TO, estimate=True),
    Member(("deviation",), words.DEVIATION, unit=Unit.PERCENT, signed=True, decimals=1),
    Member(("deviation_low",), words.FROM, unit=Unit.PERCENT, signed=True, decimals=1),
    Member(("deviation_high",), words.TO, unit=Unit.PERCENT, signed=True, decimals=1),
)
"""The columns of a table of expectations, counts first, then percentages."""


def expectation_table(table: Table, made: Expectation, others: Sequence[str], title: Text) -> Table:
    """Each year beside its expectation; the years outside the base by place too.

    `table` is the table of counts by place and year from which the expectation was made.
    """
    places = table.rows.dimensions[0]
    rows = tuple(_years(table, made, others))
    cells: dict[Key, Cell] = {}
    for row in rows:
        year, place = row.path
        for column, value in zip(MEASURES, _values(made.of(year, place)), strict=True):
            cells[row.path, column.path] = NOT_OPEN if value is None else Cell(value)
    note = phrases.fill(
        words.EXPECTED_NOTE,
        phi=phrases.number(made.dispersion, 1) if made.freedom else Text.same("-"),
        freedom=str(made.freedom),
    )
    return replace(
        table,
        name=f"expected-{table.name}",
        title=title,
        rows=Axis((YEAR, places), rows),
        columns=Axis((words.MEASURE,), MEASURES),
        cells=cells,
        notes=(Note(note),),
    )


def _years(table: Table, made: Expectation, others: Sequence[str]) -> Iterator[Member]:
    for year in made.base:
        yield Member((year, TOTAL), phrases.fill(words.BASE, year=year))
    known = {place for place, _ in made.deviations}
    for year in others:
        yield Member((year, TOTAL), Text.same(year))
        for member in table.rows.members:
            if member.path != (TOTAL,) and member.path[0] in known:
                yield Member((year, member.path[0]), member.label, depth=1)


def _values(found: Deviation) -> tuple[float | None, ...]:
    ratios = (found.ratio, found.ratio_low, found.ratio_high)
    percentages = (None if ratio is None else 100 * (ratio - 1) for ratio in ratios)
    return (found.observed, found.expected, found.low, found.high, *percentages)


EFFECTS = ("area_mix", "group_mix", "rates", SEVERAL, TOTAL)


def split_table(
    source: Table, made: Split, official: float, title: Text, *, grouped: bool = True
) -> Table:
    """The parts of the change of a rate, in percentage points; they add up to the official one.

    `official` is the change of the published rate, in points. It is a rate of people counted
    once; the split is over cells in which somebody may stand twice. The gap is a line of its own.
    Without groups (`grouped`) there is no mix of them.
    """
    own = [100 * float(value) for value in (made.area_mix, made.group_mix, made.rates)]
    values = [*own, official - sum(own), official]
    labels = (words.AREA_MIX, words.GROUP_MIX, words.RATES, words.OVERLAP, _TOTAL)
    rows = tuple(
        Member((code,), label, signed=True)
        for code, label in zip(EFFECTS, labels, strict=True)
        if grouped or code != "group_mix"
    )
    shown = {row.path for row in rows}
    column = Member(("change",), words.IN_POINTS, signed=True, decimals=2)
    return replace(
        source,
        name=f"split-{source.name}",
        title=title,
        rows=Axis((Dimension("effect", words.EFFECT),), rows),
        columns=Axis((words.MEASURE,), (column,)),
        cells={
            ((code,), ("change",)): Cell(value)
            for code, value in zip(EFFECTS, values, strict=True)
            if (code,) in shown
        },
        unit=Unit.POINTS,
        counted=frozenset(),
        notes=(Note(words.SPLIT_NOTE),),
    )


_TOTAL = Text("Totaal", "Total", "Total")

SPLIT_MEASURES = (
    Member(("before",), Text.same(""), unit=Unit.PERCENT, decimals=1),
    Member(("after",), Text.same(""), unit=Unit.PERCENT, decimals=1),
    Member(("area_mix",), Text("regio", "area", "région"), signed=True, decimals=2),
    Member(("group_mix",), Text("doelgroep", "group", "groupe"), signed=True, decimals=2),
    Member(("rates",), Text("slaagpct.", "rates", "taux"), signed=True, decimals=2),
    Member(("change",), Text("samen", "together", "ensemble"), signed=True, decimals=2),
)


def split_by_area(
    source: Table,
    made: Split,
    step: Step,
    places: Dimension,
    labels: dict[str, Text],
    rates: dict[str, tuple[float | None, float | None]],
    title: Text,
) -> Table:
    """What each area adds to each part, ranked; in percentage points of the rate of all."""
    together = {
        area: made.area_mix_by_area[area] + made.group_mix_by_area[area] + made.rates_by_area[area]
        for area in made.rates_by_area
    }
    way = -1 if made.change < 0 else 1
    ranked = sorted(together, key=lambda area: -way * together[area])
    rows = [Member((area,), labels.get(area, Text.same(area)), signed=True) for area in ranked]
    rows.append(Member((TOTAL,), _TOTAL, signed=True))
    heads = (
        replace(SPLIT_MEASURES[0], label=Text.same(step.before)),
        replace(SPLIT_MEASURES[1], label=Text.same(step.after)),
        *SPLIT_MEASURES[2:],
    )
    cells: dict[Key, Cell] = {}
    parts = (made.area_mix_by_area, made.group_mix_by_area, made.rates_by_area, together)
    for area in ranked:
        values = [*rates[area], *(100 * float(part[area]) for part in parts)]
        cells |= _line((area,), heads, values)
    whole = (made.area_mix, made.group_mix, made.rates, made.change)
    values = [*rates[TOTAL], *(100 * float(part) for part in whole)]
    cells |= _line((TOTAL,), heads, values)
    return replace(
        source,
        name=f"split-by-area-{source.name}",
        title=title,
        rows=Axis((places,), tuple(rows)),
        columns=Axis((words.MEASURE,), heads),
        cells=cells,
        unit=Unit.POINTS,
        counted=frozenset(),
        notes=(Note(words.SPLIT_NOTE),),
    )


def _line(path: Path, heads: Sequence[Member], values: Sequence[float | None]) -> dict[Key, Cell]:
    return {
        (path, head.path): NOT_OPEN if value is None else Cell(value)
        for head, value in zip(heads, values, strict=True)
    }

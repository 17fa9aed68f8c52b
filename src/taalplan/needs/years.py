# SPDX-License-Identifier: EUPL-1.2
"""School years as a table and a fan: what was begun, what is expected, and how sure that is.

The running year is partly known: what was counted up to the cut-off, and paths from then on.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from taalplan.needs import words
from taalplan.needs.history import AREA_CODES, Ints
from taalplan.needs.plan import NeedsPlan
from taalplan.needs.table import framed
from taalplan.tables.chart import Band, Lines, Series
from taalplan.tables.sentences import fill
from taalplan.tables.table import MEASURE, Axis, Cell, Dimension, Key, Member, Table
from taalplan.vocabulary.periods import SchoolYear
from taalplan.vocabulary.places import AREAS
from taalplan.vocabulary.text import Text

CHANCES = ("80", "95")
FLANDERS = Text("Vlaanderen en Brussel", "Flanders and Brussels", "Flandre et Bruxelles")
ALL_AREAS = tuple(range(len(AREA_CODES)))


def years_table(plan: NeedsPlan, areas: Sequence[int] = ALL_AREAS) -> Table:
    """The school years that are over, the running one and the planned one, of some areas."""
    year = plan.horizon.school_year
    running = year.shift(-1)
    known = plan.begun.get(running)
    so_far = 0 if known is None else int(known[list(areas)].sum())
    rest = plan.paths.before[:, list(areas)].sum(axis=1)
    need = plan.paths.draws[:, list(areas)].sum(axis=(1, 2, 3, 4))
    cells: dict[Key, Cell] = {}
    over = [one for one in plan.begun if one < running]
    for one in over:
        cells[_row(one), ("begun",)] = Cell(int(plan.begun[one][list(areas)].sum()))
    _expect(cells, running, so_far + rest, round(float(so_far + rest.mean())))
    _expect(cells, year, need, int(plan.numbers.people[list(areas)].sum()))
    columns = [Member(("begun",), words.BEGUN), Member(("expected",), words.EXPECTED)]
    columns += [
        Member((f"{side}{chance}",), words.bound(side, chance), estimate=True)
        for chance in CHANCES
        for side in ("low", "high")
    ]
    rows = tuple(Member(_row(one), Text.same(str(one))) for one in (*over, running, year))
    code, name = _named(areas)
    labels = {member.path[0]: member.label for member in columns}
    return framed(
        plan, f"needs-years-{code}", fill(words.YEARS, area=name),
        Axis((Dimension("school_year", words.SCHOOL_YEAR),), rows),
        Axis((Dimension(MEASURE, words.MEASURE, labels),), tuple(columns)), cells,
    )  # fmt: skip


def fan(table: Table) -> Lines:
    """The years of a table as a line, and from the last one that is over a fan."""
    years = [row.path[0] for row in table.rows.members]
    # Where the fan opens, its lines name the last counted figure.
    opens = len(years) - 3

    def keys(measure: str) -> tuple[Key, ...]:
        return tuple(
            ((year,), ("begun" if number == opens else measure,))
            for number, year in enumerate(years)
        )

    ahead = Series(
        words.EXPECTED,
        keys("expected"),
        keys("low80"),
        keys("high80"),
        words.WITHIN["80"],
        (Band(words.WITHIN["95"], keys("low95"), keys("high95")),),
    )
    past = Series(words.BEGUN, tuple(((year,), ("begun",)) for year in years))
    ticks = tuple(Text.same(year) for year in years)
    return Lines(table, f"chart-{table.name}", table.title, ticks, words.LEARNERS, (past, ahead))


def _expect(cells: dict[Key, Cell], year: SchoolYear, paths: Ints, expected: int) -> None:
    cells[_row(year), ("expected",)] = Cell(expected)
    for chance in CHANCES:
        outside = (1 - int(chance) / 100) / 2
        low, high = np.quantile(paths, [outside, 1 - outside], method="inverted_cdf")
        cells[_row(year), (f"low{chance}",)] = Cell(int(low))
        cells[_row(year), (f"high{chance}",)] = Cell(int(high))


def _row(year: SchoolYear) -> tuple[str]:
    return (str(year),)


def _named(areas: Sequence[int]) -> tuple[str, Text]:
    """The code and the name of the areas together."""
    if len(areas) == 1:
        code = AREA_CODES[areas[0]]
        return code, AREAS[code].label
    return "total", FLANDERS

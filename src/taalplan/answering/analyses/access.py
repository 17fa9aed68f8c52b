# SPDX-License-Identifier: EUPL-1.2
"""Are desks added or closed, and where: what the register knows, and what distance suggests.

    analysis: {name: access, kind: access, with: {year: "2021"}, reason: ...}

Without a year it is the last whole one. It rests on people by municipality. For readers from whom
figures are hidden that table is protected with the rest, and the computation uses what is left.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from taalplan.answering.analyses import Given
    from taalplan.answers import AnalysisRequest, Question
    from taalplan.tables.explanation import Explanation
    from taalplan.tables.table import Table


PEOPLE = "access-people"


def counted(request: AnalysisRequest, question: Question, folder: Path) -> dict[str, Table]:
    """People of the year by municipality of residence."""
    from taalplan.snapshot import find_snapshot
    from taalplan.statistics.kinds import find_table, make_tables

    snapshot = find_snapshot(folder).verified()
    definition = find_table("registrations-by-year").by("municipality")
    year = definition.parse_year(str(_year(request) or snapshot.as_of.year - 1))
    (table,) = make_tables([definition.of_years(year)], snapshot)
    return {PEOPLE: table}


def explain(request: AnalysisRequest, given: Given) -> list[Explanation | None]:
    """Changes of desks in the register, and what a computation of distances says."""
    from taalplan.access.desks import brief, make_study, read_situation
    from taalplan.snapshot import find_snapshot

    snapshot = find_snapshot(given.folder).verified()
    situation = read_situation(snapshot, _year(request))
    if given.protected:
        situation = situation.released(_shown(given.tables[PEOPLE]))
    return [brief(make_study(situation, frontier=False))]


def _shown(table: Table) -> dict[str, float]:
    """What a released table says of each municipality; nothing of those that are hidden."""
    from taalplan.tables.table import TOTAL

    return {
        row.path[-1]: float(cell.value)
        for row in table.rows.members
        for column in table.columns.members
        if row.path[-1] != TOTAL and (cell := table.cell(row.path, column.path)).value is not None
    }


def _year(request: AnalysisRequest) -> int | None:
    """The year asked for. Raises DefinitionError for what is no year."""
    from taalplan.statistics import DefinitionError

    unknown = sorted(set(request.settings) - {"year"})
    if unknown:
        raise DefinitionError(f"the kind 'access' knows 'year' only, not {', '.join(unknown)}")
    asked = request.settings.get("year", "")
    if asked and not asked.isdigit():
        raise DefinitionError(f"'{asked}' is not a year; write it as 2021")
    return int(asked) if asked else None

# SPDX-License-Identifier: EUPL-1.2
"""Are desks added or closed, and where: what the register knows, and what distance suggests.

    analysis: {name: access, kind: access, with: {year: "2021"}, reason: ...}

Without a year it is the last whole one. It rests on people by municipality, which no released
table has; for readers from whom figures are hidden it is therefore not made.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from taalplan.answering.analyses import Given
    from taalplan.answers import AnalysisRequest, Question
    from taalplan.tables.explanation import Explanation
    from taalplan.tables.table import Table


def counted(request: AnalysisRequest, question: Question, folder: Path) -> dict[str, Table]:
    """Nothing: what is counted by municipality is not released."""
    _year(request)
    return {}


def explain(request: AnalysisRequest, given: Given) -> list[Explanation | None]:
    """Changes of desks in the register, and what a computation of distances says."""
    from taalplan.access.desks import brief, make_study, read_situation
    from taalplan.snapshot import find_snapshot

    if given.protected:
        return [None]
    snapshot = find_snapshot(given.folder).verified()
    situation = read_situation(snapshot, _year(request))
    return [brief(make_study(situation, frontier=False))]


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

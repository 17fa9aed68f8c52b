# SPDX-License-Identifier: EUPL-1.2
"""Are there waiting lists, and why: photographs of the days that the question names.

    analysis: {name: waiting, kind: waiting, with: {dates: "2021-09-10 2022-02-10"}, reason: ...}

Without dates it is the latest official day that the snapshot knows.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from taalplan.answering.analyses import Given
    from taalplan.answers import AnalysisRequest, Question
    from taalplan.snapshot import Snapshot
    from taalplan.tables.explanation import Explanation
    from taalplan.tables.table import Table


def counted(request: AnalysisRequest, question: Question, folder: Path) -> dict[str, Table]:
    """Who waits on the days, by threshold, reason and place."""
    from taalplan.snapshot import find_snapshot
    from taalplan.waiting import Definition, counted, take

    snapshot = find_snapshot(folder).verified()
    return counted([take(snapshot, Definition.of(day)) for day in _days(request, snapshot)])


def explain(request: AnalysisRequest, given: Given) -> list[Explanation | None]:
    """What the released tables say; a figure that is hidden is in no sentence."""
    from taalplan.snapshot import find_snapshot
    from taalplan.waiting import Definition, explained

    days = _days(request, find_snapshot(given.folder))
    return [explained(given.tables, [Definition.of(day) for day in days])]


def _days(request: AnalysisRequest, snapshot: Snapshot) -> list[date]:
    """The days asked for, in order. Raises DefinitionError for a word that is no day."""
    from taalplan.statistics import DefinitionError
    from taalplan.waiting import latest_photograph_day

    unknown = sorted(set(request.settings) - {"dates"})
    if unknown:
        raise DefinitionError(f"the kind 'waiting' knows 'dates' only, not {', '.join(unknown)}")
    asked = request.settings.get("dates", "").replace(",", " ").split()
    try:
        return sorted({date.fromisoformat(day) for day in asked}) or [
            latest_photograph_day(snapshot.as_of)
        ]
    except ValueError as error:
        raise DefinitionError(f"dates are written as 2021-09-10 2022-02-10 ({error})") from None

# SPDX-License-Identifier: EUPL-1.2
"""Why a table of the question changed: explained from the snapshot that it came from."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from taalplan.answering.analyses import Given
    from taalplan.answers import AnalysisRequest, Question
    from taalplan.tables.explanation import Explanation
    from taalplan.tables.table import Table


def counted(request: AnalysisRequest, question: Question, folder: Path) -> dict[str, Table]:
    """Nothing: it explains tables of the question itself."""
    return {}


def explain(request: AnalysisRequest, given: Given) -> list[Explanation | None]:
    """An explanation for each definition; for readers outside, of the tables as released.

    Rounded figures and figures with noise do not add up as counts do, so they are not analysed.
    """
    if not given.protected:
        return [
            explain_change(name, given.folder, request.first, request.last)
            for name in request.definitions
        ]
    if not given.adds_up:
        return [None]
    return [_as_released(name, request, given) for name in request.definitions]


def explain_change(
    name: str, folder: Path, first: str, last: str, as_of: date | None = None
) -> Explanation:
    """Why a table changed. Raises DefinitionError or SnapshotError."""
    from taalplan.snapshot import find_snapshot
    from taalplan.statistics import find_definition
    from taalplan.statistics.change import explain

    definition = find_definition(name)
    snapshot = find_snapshot(folder, definition.name, as_of).verified()
    return explain(definition, snapshot, first, last)


def _as_released(name: str, request: AnalysisRequest, given: Given) -> Explanation | None:
    """None when the figures are hidden, or were not asked for in the question."""
    from taalplan.snapshot import find_snapshot
    from taalplan.statistics import find_definition
    from taalplan.statistics.change import explain_released

    asked = given.question.requests
    plain = {r.definition: r.id for r in asked if not (r.by or r.axis or r.snapshot)}
    if name not in plain:
        return None
    snapshot, table = find_snapshot(given.folder, name), given.tables[plain[name]]
    return explain_released(find_definition(name), table, snapshot, request.first, request.last)

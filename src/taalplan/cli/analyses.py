# SPDX-License-Identifier: EUPL-1.2
"""The analyses of a question: each explained from the snapshot that its tables came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from taalplan.answers import AnalysisRequest, Question
    from taalplan.tables.explanation import Explanation
    from taalplan.tables.table import Table


def explained(
    requests: Sequence[AnalysisRequest], folder: Path, file: str = "question"
) -> dict[str, list[Explanation]]:
    """The explanations of each analysis by its name; one for each of its definitions.

    Raises QuestionError with every analysis that cannot be made, by its line in `file`.
    """
    from taalplan.answers import Fault, QuestionError
    from taalplan.statistics import DefinitionError

    found: dict[str, list[Explanation]] = {}
    faults = []
    for request in requests:
        for name in request.definitions:
            try:
                made = explain_change(name, folder, request.first, request.last)
                found.setdefault(request.name, []).append(made)
            except DefinitionError as error:
                where = f"analysis '{request.name}'"
                faults += [
                    Fault(file, request.line, where, said, "mend the analysis")
                    for said in str(error).splitlines()
                ]
    if faults:
        raise QuestionError(faults)
    return found


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


def explained_as_released(
    question: Question, tables: Mapping[str, Table], folder: Path
) -> dict[str, list[Explanation | None]]:
    """The explanations of each analysis, made of the tables as they are released.

    None in place of one whose figures are hidden or were not asked for in the question.
    """
    from taalplan.snapshot import find_snapshot
    from taalplan.statistics import find_definition
    from taalplan.statistics.change import explain_released

    plain = {r.definition: r.id for r in question.requests if not (r.by or r.axis or r.snapshot)}
    found: dict[str, list[Explanation | None]] = {}
    for request in question.analyses:
        for name in request.definitions:
            made = None
            if name in plain:
                snapshot, table = find_snapshot(folder, name), tables[plain[name]]
                years = request.first, request.last
                made = explain_released(find_definition(name), table, snapshot, *years)
            found.setdefault(request.name, []).append(made)
    return found

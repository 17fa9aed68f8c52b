# SPDX-License-Identifier: EUPL-1.2
"""The analyses of a question: each explained from the snapshot that its tables came from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from taalplan.answers import AnalysisRequest
    from taalplan.tables.explanation import Explanation


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

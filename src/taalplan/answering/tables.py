# SPDX-License-Identifier: EUPL-1.2
"""The tables that a question asks for, counted from the snapshots of a folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from taalplan.answers import Fault, QuestionError

if TYPE_CHECKING:
    from taalplan.answers import TableRequest
    from taalplan.snapshot import Snapshot
    from taalplan.statistics.kinds import Asked
    from taalplan.tables.table import Table


def tables_for(
    requests: Sequence[TableRequest],
    folder: Path,
    heard: Callable[[float], None],
    file: str = "question",
) -> dict[str, Table]:
    """The table of each request by its id; those of one snapshot are counted together.

    Raises QuestionError with every request that is not a table, by its line in `file`.
    """
    from taalplan.statistics import DefinitionError
    from taalplan.statistics.kinds import make_tables

    wanted = {}
    faults = []
    for request in requests:
        try:
            wanted[request.id] = _wanted(request, folder)
        except DefinitionError as error:
            faults += [
                Fault(file, request.line, f"table '{request.id}'", said, "mend the table")
                for said in str(error).splitlines()
            ]
    if faults:
        raise QuestionError(faults)
    made: dict[str, Table] = {}
    for path in dict.fromkeys(snapshot.path for _, snapshot in wanted.values()):
        chosen = {id: definition for id, (definition, s) in wanted.items() if s.path == path}
        snapshot = next(s for _, s in wanted.values() if s.path == path).verified()
        tables = make_tables(list(chosen.values()), snapshot)
        made |= dict(zip(chosen, tables, strict=True))
        heard(len(made) / len(wanted))
    return {request.id: made[request.id] for request in requests}


def _wanted(request: TableRequest, folder: Path) -> tuple[Asked, Snapshot]:
    """The definition as the request wants it, and the snapshot to count it from."""
    from taalplan.snapshot import find_snapshot
    from taalplan.statistics.kinds import find_table

    definition = find_table(request.definition)
    if request.axis:
        definition = definition.along(request.axis)
    if request.by:
        definition = definition.by(request.by)
    definition = definition.of_years(*(definition.parse_year(year) for year in request.years))
    as_of = date.fromisoformat(request.snapshot) if request.snapshot else None
    return definition, find_snapshot(folder, definition.name, as_of)

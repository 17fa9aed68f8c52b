# SPDX-License-Identifier: EUPL-1.2
"""`taalplan answer QUESTION.yaml --snapshot DIR --out DIR`: a checked document with its data."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from taalplan.cli import audience
from taalplan.cli.console import progress, say

if TYPE_CHECKING:
    from taalplan.answers import TableRequest
    from taalplan.answers.document import Block
    from taalplan.snapshot import Snapshot
    from taalplan.statistics.kinds import Asked
    from taalplan.tables.explanation import Explanation
    from taalplan.tables.table import Table


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `taalplan answer`."""
    parser.add_argument("question", type=Path, metavar="QUESTION.yaml")
    parser.add_argument("--snapshot", type=Path, required=True, metavar="DIR",
                        help="a snapshot, or a folder of them")  # fmt: skip
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    audience.add_arguments(parser, "parliament")


def run(options: argparse.Namespace) -> int:
    """Count every table of the question, protect them together, and write all its forms."""
    from taalplan.answers import compose, read_question, write_answer
    from taalplan.cli.analyses import Given, counted, explained
    from taalplan.tables.protect.rules import Method

    question = read_question(options.question)
    with progress("answer") as bar:
        tables = tables_for(
            question.requests,
            options.snapshot,
            lambda share: bar("counting", share / 2),
            str(options.question),
        )
        tables |= counted(question, options.snapshot)
        bar("protecting", 0.5)
        release = audience.protected(
            tables, options, lambda share: bar("protecting", 0.5 + share / 4)
        )
        hidden = release.rule.protects
        tables = release.tables if hidden else tables
        bar("explaining", 0.75)
        whole = not hidden or release.rule.method is Method.SUPPRESS
        given = Given(question, options.snapshot, tables, hidden, whole)
        found = explained(question, given)
        if hidden:
            release = release.deriving(made_in(found))
        else:
            tables |= {table.name: table for e in every(found) for table in e.data}
        bar("composing", 0.8)
        document = compose(question, tables, analyses=as_blocks(found), protection=release)
        audience.record(release, options)
        bar("writing", 0.85)
        written = write_answer(document, tables, options.out, release.file)
    audience.tell(release)
    for path in written:
        print(path)
    say(f"{len(tables)} tables, each checked; read the document before it is sent")
    return 0


NOT_SHOWN = (
    "De ontleding van deze verandering is gemaakt uit cijfers die hier niet getoond mogen "
    "worden om personen te beschermen. Zij is daarom niet in dit document opgenomen."
)


def as_blocks(found: Mapping[str, list[Explanation | None]]) -> dict[str, list[Block]]:
    """The blocks of each analysis by its name; a sentence in place of what may not be shown."""
    from taalplan.answers import blocks
    from taalplan.answers.document import Paragraph

    return {
        name: [block for one in each for block in (blocks(one) if one else [Paragraph(NOT_SHOWN)])]
        for name, each in found.items()
    }


def every(found: Mapping[str, list[Explanation | None]]) -> list[Explanation]:
    """All explanations that are shown."""
    return [one for each in found.values() for one in each if one]


def made_in(found: Mapping[str, list[Explanation | None]]) -> dict[str, Table]:
    """The tables that stand in the explanations, by name."""
    return {table.name: table for one in every(found) for table in one.tables}


def tables_for(
    requests: Sequence[TableRequest],
    folder: Path,
    heard: Callable[[float], None],
    file: str = "question",
) -> dict[str, Table]:
    """The table of each request by its id; those of one snapshot are counted together.

    Raises QuestionError with every request that is not a table, by its line in `file`.
    """
    from taalplan.answers import Fault, QuestionError
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

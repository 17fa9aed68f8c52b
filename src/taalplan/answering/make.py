# SPDX-License-Identifier: EUPL-1.2
"""From a question to an answer, in the order in which it must be done.

Tables are protected together, with those that analyses rest on, before anything is said about
them: a sentence could give away what a table hides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from taalplan.answering.analyses import Given, counted, explained
from taalplan.answering.tables import tables_for
from taalplan.answers import blocks, compose
from taalplan.answers.document import Paragraph
from taalplan.tables.protect.rules import Method

if TYPE_CHECKING:
    from taalplan.answering.outlet import Outlet
    from taalplan.answers import Document, Question
    from taalplan.answers.document import Block
    from taalplan.tables.explanation import Explanation
    from taalplan.tables.protect.apply import Protected
    from taalplan.tables.table import Table


@dataclass(frozen=True)
class Answer:
    """A document, the tables among its data, and what was done to protect people."""

    document: Document
    tables: Mapping[str, Table]
    release: Protected


def make_answer(
    question: Question, folder: Path, outlet: Outlet, heard: Callable[[str, float], None]
) -> Answer:
    """Answer a question from the snapshots of a folder. Writes nothing.

    Raises QuestionError with all that is wrong in the question, DisclosureError when nothing may
    be shown, SnapshotError when there is nothing to count from.
    """
    tables = tables_for(
        question.requests, folder, lambda share: heard("counting", share / 2), question.file
    )
    tables |= counted(question, folder)
    heard("protecting", 0.5)
    release = outlet.protected(tables, lambda share: heard("protecting", 0.5 + share / 4))
    hidden = release.rule.protects
    if hidden:
        tables = dict(release.tables)
    heard("explaining", 0.75)
    whole = not hidden or release.rule.method is Method.SUPPRESS
    found = explained(question, Given(question, folder, tables, hidden, whole))
    if hidden:
        release = release.deriving(_made_in(found))
    else:
        tables |= {table.name: table for e in _every(found) for table in e.data}
    heard("composing", 0.9)
    document = compose(question, tables, analyses=_as_blocks(found), protection=release)
    return Answer(document, tables, release)


NOT_SHOWN = (
    "De ontleding van deze verandering is gemaakt uit cijfers die hier niet getoond mogen "
    "worden om personen te beschermen. Zij is daarom niet in dit document opgenomen."
)


def _as_blocks(found: Mapping[str, list[Explanation | None]]) -> dict[str, list[Block]]:
    """The blocks of each analysis by its name; a sentence in place of what may not be shown."""
    return {
        name: [block for one in each for block in (blocks(one) if one else [Paragraph(NOT_SHOWN)])]
        for name, each in found.items()
    }


def _every(found: Mapping[str, list[Explanation | None]]) -> list[Explanation]:
    """All explanations that are shown."""
    return [one for each in found.values() for one in each if one]


def _made_in(found: Mapping[str, list[Explanation | None]]) -> dict[str, Table]:
    """The tables that stand in the explanations, by name."""
    return {table.name: table for one in _every(found) for table in one.tables}

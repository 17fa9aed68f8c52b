# SPDX-License-Identifier: EUPL-1.2
"""Every kind of table that can be asked for by name: counts, and outcomes under follow-up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from taalplan.snapshot import Snapshot
from taalplan.statistics import outcomes
from taalplan.statistics.definition import Definition
from taalplan.statistics.outcomes import FollowUp
from taalplan.statistics.outcomes.words import title as follow_up_title
from taalplan.statistics.read_definition import find_definition, official_names, text_of
from taalplan.statistics.tabulate import tabulate_all
from taalplan.statistics.titles import title
from taalplan.tables.table import Table
from taalplan.vocabulary.text import Text

Asked = Definition | FollowUp


def table_names() -> tuple[str, ...]:
    """The names of all official tables."""
    return tuple(sorted((*official_names(), *outcomes.follow_up_names())))


def find_table(name_or_file: str) -> Asked:
    """What an official name or a YAML file asks for. Raises DefinitionError."""
    if name_or_file in outcomes.follow_up_names():
        return outcomes.official_follow_up(name_or_file)
    path = Path(name_or_file)
    if path.suffix in (".yaml", ".yml") and path.exists():
        text = text_of(path)
        if outcomes.is_follow_up(text):
            return outcomes.read_follow_up(text, path.stem, str(path))
    return find_definition(name_or_file)


def title_of(asked: Asked) -> Text:
    """The title with its words filled in."""
    return follow_up_title(asked) if isinstance(asked, FollowUp) else title(asked)


def make_tables(
    asked: Sequence[Asked],
    snapshot: Snapshot,
    engine: str = "stamp",
    progress: Callable[[float], None] | None = None,
) -> list[Table]:
    """Several finished tables in the order asked; counts share their readings of the snapshot.

    Raises DefinitionError or SnapshotError.
    """
    counts = [one for one in asked if isinstance(one, Definition)]
    made = iter(tabulate_all(counts, snapshot, engine, progress) if counts else [])
    return [
        outcomes.follow(one, snapshot) if isinstance(one, FollowUp) else next(made) for one in asked
    ]

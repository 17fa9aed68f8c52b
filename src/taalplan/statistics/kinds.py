# SPDX-License-Identifier: EUPL-1.2
"""Every kind of table that can be asked for by name: counts, follow-ups, and satisfaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from taalplan.snapshot import Snapshot
from taalplan.statistics import outcomes
from taalplan.statistics.definition import Definition
from taalplan.statistics.outcomes import FollowUp
from taalplan.statistics.outcomes.words import title as follow_up_title
from taalplan.statistics.read_definition import find_definition, official_names, text_of
from taalplan.statistics.satisfaction import OFFICIAL, Satisfaction, satisfaction
from taalplan.statistics.tabulate import tabulate_all
from taalplan.statistics.titles import title
from taalplan.tables.table import Table
from taalplan.vocabulary.text import Text

Asked = Definition | FollowUp | Satisfaction


def table_names() -> tuple[str, ...]:
    """The names of all official tables."""
    return tuple(sorted((*official_names(), *outcomes.follow_up_names(), OFFICIAL.name)))


def find_table(name_or_file: str) -> Asked:
    """What an official name or a YAML file asks for. Raises DefinitionError."""
    if name_or_file in outcomes.follow_up_names():
        return outcomes.official_follow_up(name_or_file)
    if name_or_file == OFFICIAL.name:
        return OFFICIAL
    path = Path(name_or_file)
    if path.suffix in (".yaml", ".yml") and path.exists():
        text = text_of(path)
        if outcomes.is_follow_up(text):
            return outcomes.read_follow_up(text, path.stem, str(path))
    return find_definition(name_or_file)


def title_of(asked: Asked) -> Text:
    """The title with its words filled in."""
    if isinstance(asked, FollowUp):
        return follow_up_title(asked)
    return title(asked.contacts if isinstance(asked, Satisfaction) else asked)


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
    return [next(made) if isinstance(one, Definition) else _make(one, snapshot) for one in asked]


def _make(asked: FollowUp | Satisfaction, snapshot: Snapshot) -> Table:
    if isinstance(asked, FollowUp):
        return outcomes.follow(asked, snapshot)
    return satisfaction(asked, snapshot)

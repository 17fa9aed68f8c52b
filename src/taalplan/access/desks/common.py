# SPDX-License-Identifier: EUPL-1.2
"""How a table of a study is put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from taalplan import policy
from taalplan.access.desks import words
from taalplan.access.desks.study import Study, far_key
from taalplan.tables.table import (
    MEASURE,
    Axis,
    Cell,
    Dimension,
    Key,
    Member,
    Note,
    Provenance,
    Status,
    Table,
    Unit,
)
from taalplan.vocabulary.text import Text

LANGUAGES = ("nl", "en", "fr")

USED = (
    "access.silent_share",
    "access.silent_from",
    "access.peak_weeks",
    "access.temporary_people",
    "access.temporary_desks",
)
"""The policy values of every study, beside the limits that count as far."""

HIDDEN = Cell(None, Status.SUPPRESSED)
Value = float | int | Cell | None
Row = tuple[Member, Mapping[str, Value]]


def used(study: Study) -> tuple[str, ...]:
    """The policy values that a study used."""
    return (far_key(study.situation), *USED)


def way(study: Study, code: str, label: Text, decimals: int = 1) -> Member:
    """A column of kilometres or minutes, with the unit in its heading."""
    unit = study.situation.unit
    return Member((code,), words.headed(label, unit), unit=unit, decimals=decimals, estimate=True)


def of_place(study: Study) -> Dimension:
    """The municipalities, by code."""
    names = {place.nis: place.name for place in study.situation.places}
    return Dimension("municipality", words.PLACE, names)


def study_table(
    study: Study,
    name: str,
    dimensions: Sequence[Dimension],
    rows: Sequence[Row],
    columns: Sequence[Member],
    unit: Unit = Unit.PEOPLE,
    notes: Sequence[Text] = (),
) -> Table:
    """A table of rows with their figures by measure; what has no figure has no cell."""
    cells: dict[Key, Cell] = {
        (member.path, (code,)): value if isinstance(value, Cell) else Cell(_plain(value))
        for member, row in rows
        for code, value in row.items()
        if value is not None
    }
    measures: dict[str, Text] = {member.path[0]: member.label for member in columns}
    return Table(
        name,
        words.TITLES[name],
        Axis(tuple(dimensions), tuple(member for member, _ in rows)),
        Axis((Dimension(MEASURE, words.MEASURE, measures),), tuple(columns)),
        cells,
        unit,
        notes=tuple(Note(text) for text in notes),
        provenance=provenance(study),
    )


def _plain(value: float | int) -> float | int:
    """A plain number: what numpy gives is not one to every writer."""
    return int(value) if float(value).is_integer() else float(value)


def provenance(study: Study) -> Provenance:
    """The snapshot, its day, and what was assumed."""
    situation = study.situation
    assumed = policy.assumptions(used(study), situation.as_of)
    return Provenance(
        snapshot=situation.snapshot,
        as_of=situation.as_of,
        assumptions=tuple(value.key for value in assumed),
        synthetic=situation.synthetic,
    )

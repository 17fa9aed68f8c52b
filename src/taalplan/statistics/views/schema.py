# SPDX-License-Identifier: EUPL-1.2
"""The columns of each view, as the snapshot's schema has them for its tables."""

from __future__ import annotations

from enum import StrEnum

from taalplan.snapshot.schema import TABLES, Column, Kind, TableSchema
from taalplan.vocabulary import codes

_PERSON = Column("person", Kind.KEY)


def _copied(table: str, *names: str) -> tuple[Column, ...]:
    return tuple(TABLES[table].column(name) for name in names)


def _codes(name: str, kind: type[StrEnum]) -> Column:
    return Column(name, Kind.CODE, codes=tuple(member.value for member in kind))


VIEWS: dict[str, TableSchema] = {
    view.name: view
    for view in (
        TableSchema(
            "enrolments",
            (
                _PERSON,
                *_copied("courses", "course", "start", "centre", "municipality"),
                *_copied("courses", "level", "profile"),
                _codes("mode", codes.TeachingMode),
                _codes("outcome", codes.EnrolmentOutcome),
            ),
            unique=("person", "course"),
            sort=("person", "course"),
        ),
        TableSchema(
            "steps",
            (
                _PERSON,
                *_copied("components", "contract"),
                _codes("component", codes.Component),
                Column("passed", Kind.DATE),
                _codes("next", codes.NextLevel),
            ),
            unique=("person", "component"),
            sort=("person", "component"),
        ),
        TableSchema(
            "first_lessons",
            (
                _PERSON,
                Column("registered", Kind.DATE),
                *_copied("registrations", "desk", "target_group", "municipality"),
                _codes("waited", codes.FirstLesson),
            ),
            unique=("person",),
            sort=("person",),
        ),
        TableSchema(
            "heard",
            (*_copied("feedback", "desk", "date", "touchpoint"), _codes("said", codes.Heard)),
            sort=("desk", "date"),
        ),
    )
}
"""Every view; what each row means stands above its SQL."""


def schema_of(name: str) -> TableSchema:
    """The schema of a table or a view. Raises KeyError."""
    return VIEWS.get(name) or TABLES[name]

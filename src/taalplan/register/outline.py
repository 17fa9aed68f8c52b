# SPDX-License-Identifier: EUPL-1.2
"""What there is in somebody's file, in one statement: most files have little, and need not be asked
for what they do not have.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.db import connection

from taalplan.register.models import (
    Appointment,
    Component,
    Contract,
    Demand,
    Merge,
    NumberKind,
    Person,
    Placement,
    Restriction,
)

_KINDS = {
    Contract: "person_id",
    Placement: "person_id",
    Demand: "person_id",
    Appointment: "person_id",
    Merge: "kept_id",
    Restriction: "person_id",
}


@dataclass(frozen=True)
class Outline:
    """The INSZ in use, the target group of today (both empty when there is none), and of which
    kinds of things there is at least one: models, of `_KINDS` and Component.
    """

    insz: str
    target_group: str
    has: frozenset[type]


def outline_of(person: Person) -> Outline:
    """Ask once what the file of a person holds."""
    statement, columns = _statement()
    with connection.cursor() as cursor:
        cursor.execute(statement, [person.pk] * columns)
        insz, group, *there = cursor.fetchone()
    kinds = (Component, *_KINDS)
    return Outline(
        insz or "", group or "", frozenset(kind for kind, is_there in zip(kinds, there, strict=True)
                                           if is_there),
    )  # fmt: skip


@cache
def _statement() -> tuple[str, int]:
    """The statement, and how often it asks for the number of the person."""
    parts = [
        f"(select n.value from register_number n where n.person_id = %s "
        f"and n.kind = '{NumberKind.INSZ.value}' and n.current)",
        '(select t."group" from register_targetgroupstatus t '
        "where t.person_id = %s and t.valid_to is null)",
        "exists (select 1 from register_component c join register_trajectory t "
        "on t.id = c.trajectory_id where t.person_id = %s)",
        *(
            f"exists (select 1 from {kind._meta.db_table} where {column} = %s)"
            for kind, column in _KINDS.items()
        ),
    ]
    return f"select {', '.join(parts)}", len(parts)

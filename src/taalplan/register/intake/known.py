# SPDX-License-Identifier: EUPL-1.2
"""What the register knows already about the people of some messages, read at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from taalplan.register.models import (
    Account,
    Component,
    Contract,
    Demand,
    Message,
    Number,
    NumberKind,
    Person,
    Preference,
    Registration,
    TargetGroupStatus,
    Trajectory,
)


@dataclass
class Known:
    """Rows by the keys by which a message can mean them; changed as rows are added.

    Rows are the database's or those that a batch is about to write, which have the same columns.
    """

    people: dict[str, Any]
    messages: dict[tuple[int, str], Any]
    registrations: set[tuple[int, int, date]]
    contracts: dict[tuple[int, date], Any]
    ways: dict[tuple[int, str, date], Any]
    parts: dict[tuple[int, str, date], Any]
    statuses: dict[int, list[Any]]
    preferences: set[tuple[int, date]]
    demands: set[tuple[int, str, date]]
    accounts: dict[int, list[Any]] = field(default_factory=dict)


def known(numbers: Iterable[str]) -> Known:
    """What there is about people with these national numbers.

    A file that was merged into another stands for that other.
    """
    rows = Number.objects.filter(kind=NumberKind.INSZ, value__in=list(numbers))
    people: dict[str, Any] = {row.value: row.person for row in rows.select_related("person")}
    while merged := {each.merged_into_id for each in people.values() if each.merged_into_id}:
        kept = Person.objects.in_bulk(merged)
        people = {
            number: kept[each.merged_into_id] if each.merged_into_id else each
            for number, each in people.items()
        }
    of = {"person__in": [each.pk for each in people.values()]}
    statuses: dict[int, list[Any]] = defaultdict(list)
    for status in TargetGroupStatus.objects.filter(**of).order_by("valid_from"):
        statuses[status.person_id].append(status)
    accounts: dict[int, list[Any]] = defaultdict(list)
    for account in Account.objects.filter(**of):
        accounts[account.person_id].append(account)
    ways = list(Trajectory.objects.filter(**of))
    return Known(
        people,
        {(each.person_id, each.system): each for each in Message.objects.filter(**of)},
        set(Registration.objects.filter(**of).values_list("person_id", "desk_id", "date")),
        {(each.person_id, each.signed): each for each in Contract.objects.filter(**of)},
        {(each.person_id, each.type, each.opened): each for each in ways},
        _parts(ways),
        statuses,
        set(Preference.objects.filter(**of).values_list("person_id", "valid_from")),
        set(Demand.objects.filter(**of).values_list("person_id", "level", "since")),
        accounts,
    )


def _parts(ways: list[Trajectory]) -> dict[Any, Component]:
    found = Component.objects.filter(trajectory__in=[each.pk for each in ways])
    return {(each.trajectory_id, each.level, each.opened): each for each in found}

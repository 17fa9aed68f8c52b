# SPDX-License-Identifier: EUPL-1.2
"""What changes in the rows of two files that become one, noted so that it can go back.

Each change is a note: table, number, columns as they were, columns as they became. Going back
reads the notes from the last to the first and puts back what still says what the merge wrote;
what was changed since stays as it is. Notes hold numbers, codes and days, never a name.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q, QuerySet

from taalplan.register import firsts
from taalplan.register.models import (
    Account,
    Merge,
    Message,
    NameKey,
    Person,
    Remains,
    Restriction,
    TargetGroupStatus,
)

STAYS = (NameKey, Merge, Message, Person, Remains)
"""What does not move: names and what systems said last belong to their file; so do merges."""

Note = list[Any]


def owned() -> list[tuple[type[models.Model], str]]:
    """Every model with a person, and the name of that column: none can be forgotten."""
    relations = [
        relation
        for relation in Person._meta.related_objects
        if isinstance(relation.field, models.ForeignKey) and relation.related_model not in STAYS
    ]
    return [(relation.related_model, relation.field.name) for relation in relations]


def join(kept: Person, given_up: Person) -> list[Note]:
    """Move all rows of one file to the other; the notes of what changed, in order."""
    notes: list[Note] = []
    _one_current_number(kept, given_up, notes)
    for model, column in owned():
        rows = model._default_manager.filter(**{column: given_up})
        if model is TargetGroupStatus:
            rows = _without_overlap(kept, given_up)
        if model is Account:
            rows = _not_told_twice(kept, given_up)
        if model is Restriction:
            rows = _not_disputed_twice(kept, given_up)
        _change(rows, f"{column}_id", kept.pk, notes)
    before = {row.pk: str(row.kind) for row in firsts.counting(kept)}
    for number in firsts.settle(kept):
        was, became = {"kind": before[number]}, {"kind": firsts.REPEAT.value}
        notes.append(["register.registration", number, was, became])
    return notes


def part(notes: Iterable[Note]) -> int:
    """Put back what a merge changed; how many notes no longer held and were left as they are."""
    passed_over = 0
    for label, number, was, became in reversed(list(notes)):
        row = apps.get_model(label)._default_manager.filter(pk=number, **became)
        passed_over += not row.update(**was)
    return passed_over


def _change(rows: Any, column: str, value: Any, notes: list[Note]) -> None:
    label = rows.model._meta.label_lower
    found = list(rows.order_by("pk").values_list("pk", column))
    rows.model._default_manager.filter(pk__in=[number for number, _ in found]).update(
        **{column: value}
    )
    notes += [[label, number, {column: was}, {column: value}] for number, was in found]


def _one_current_number(kept: Person, given_up: Person, notes: list[Note]) -> None:
    """Of two numbers of one kind, that of the file that is kept is the current one."""
    kinds = kept.numbers.filter(current=True).values_list("kind", flat=True)
    _change(given_up.numbers.filter(current=True, kind__in=list(kinds)), "current", False, notes)


def _without_overlap(kept: Person, given_up: Person) -> QuerySet[TargetGroupStatus]:
    """Periods before the first one of the kept file; where both know it, the kept file does."""
    first = kept.target_groups.order_by("valid_from").first()
    if first is None:
        return given_up.target_groups.all()
    return given_up.target_groups.filter(Q(valid_to__lt=first.valid_from))


def _not_told_twice(kept: Person, given_up: Person) -> QuerySet[Account]:
    mine = Account.objects.filter(person=kept)
    told = [Q(system=each.system, reference=each.reference) for each in mine]
    rows = Account.objects.filter(person=given_up)
    for each in told:
        rows = rows.exclude(each)
    return rows


def _not_disputed_twice(kept: Person, given_up: Person) -> QuerySet[Restriction]:
    open_here = Restriction.objects.filter(person=kept, lifted__isnull=True).values("what")
    twice = Q(lifted__isnull=True, what__in=open_here)
    return Restriction.objects.filter(person=given_up).exclude(twice)

# SPDX-License-Identifier: EUPL-1.2
"""Two files of one person brought together, and apart again when it was a mistake."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from taalplan.audit import log
from taalplan.register.models import (
    HOLDS_SEAT,
    Merge,
    NameKey,
    Person,
    Placement,
    TargetGroupStatus,
)
from taalplan.register.permissions import check_can_change_person
from taalplan.register.states import NotInThisStateError

STAYS = (NameKey, Merge, Person)
"""What does not move: names belong to their file, and so do earlier merges."""


class CannotMergeError(Exception):
    """The two files cannot be one person's as they stand; the message says what to do first."""


@transaction.atomic
def merge(*, kept: Person, given_up: Person, by: Any) -> Merge:
    """Move everything of one file to another; the empty one stays, and points to the other.

    What moved is kept with the merge, so that it can go back. Raises CannotMergeError when both
    hold a seat in the same course, NotInThisStateError when one of them is not in use.
    """
    check_can_change_person(by, kept)
    check_can_change_person(by, given_up)
    _check_mergeable(kept, given_up)
    moved = {}
    for model, column in _owned():
        found = model._default_manager.filter(**{column: given_up})
        moved[model._meta.label_lower] = sorted(found.values_list("pk", flat=True))
    statuses = _close_open_statuses(kept, given_up)
    numbers = _one_current_number(kept, given_up)
    for model, column in _owned():
        model._default_manager.filter(pk__in=moved[model._meta.label_lower]).update(
            **{column: kept}
        )
    Person.objects.filter(pk=given_up.pk).update(merged_into=kept)
    given_up.refresh_from_db()
    made = Merge.objects.create(
        kept=kept,
        given_up=given_up,
        moved={"rows": moved, "closed": statuses, "not_current": numbers},
    )
    log.record(by=by, action="merge", thing=made, person=kept, given_up=given_up.pk)
    return made


@transaction.atomic
def undo_merge(*, merge: Merge, by: Any) -> Merge:
    """Give each file back what was its own; what came after the merge stays where it is."""
    check_can_change_person(by, merge.kept)
    if merge.undone is not None:
        raise NotInThisStateError(_("deze samenvoeging is al ongedaan gemaakt"))
    rows = merge.moved["rows"]
    for model, column in _owned():
        numbers = rows.get(model._meta.label_lower, [])
        model._default_manager.filter(pk__in=numbers).update(**{column: merge.given_up})
    TargetGroupStatus.objects.filter(pk__in=merge.moved["closed"]).update(valid_to=None)
    for label, numbers in merge.moved["not_current"].items():
        _model(label)._default_manager.filter(pk__in=numbers).update(current=True)
    Person.objects.filter(pk=merge.given_up_id).update(merged_into=None)
    merge.undone = datetime.now(UTC)
    merge.save(update_fields=["undone"])
    merge.given_up.refresh_from_db()
    log.record(
        by=by, action="undo_merge", thing=merge, person=merge.kept_id, given_up=merge.given_up_id
    )
    return merge


def _owned() -> list[tuple[type[models.Model], str]]:
    """Every model with a person, and the name of that column: none can be forgotten."""
    relations = [
        relation
        for relation in Person._meta.related_objects
        if isinstance(relation.field, models.ForeignKey) and relation.related_model not in STAYS
    ]
    return [(relation.related_model, relation.field.name) for relation in relations]


def _model(label: str) -> type[models.Model]:
    return next(model for model, _column in _owned() if model._meta.label_lower == label)


def _check_mergeable(kept: Person, given_up: Person) -> None:
    if kept.pk == given_up.pk:
        raise CannotMergeError(_("dit is twee keer hetzelfde dossier"))
    for person in (kept, given_up):
        if person.merged_into_id or person.erased_on:
            raise NotInThisStateError(_("een van beide dossiers is niet meer in gebruik"))
    seats = Placement.objects.filter(status__in=[status.value for status in HOLDS_SEAT])
    courses = seats.filter(person=given_up).values("course")
    both = seats.filter(person=kept, course__in=courses).select_related("course").first()
    if both is not None:
        raise CannotMergeError(
            _("beide dossiers hebben een plaats in cursus %(course)s; schrijf er eerst één uit")
            % {"course": both.course.code}
        )


def _close_open_statuses(kept: Person, given_up: Person) -> list[int]:
    """One target group at a time: that of the file that is kept stays open."""
    opened = TargetGroupStatus.objects.filter(person=given_up, valid_to__isnull=True)
    if not TargetGroupStatus.objects.filter(person=kept, valid_to__isnull=True).exists():
        return []
    closed = list(opened.values_list("pk", flat=True))
    opened.update(valid_to=models.F("valid_from"))
    return closed


def _one_current_number(kept: Person, given_up: Person) -> dict[str, list[int]]:
    """Of two numbers of one kind, that of the file that is kept is the current one."""
    kinds = kept.numbers.filter(current=True).values("kind")
    doubled = given_up.numbers.filter(current=True, kind__in=kinds)
    numbers = sorted(doubled.values_list("pk", flat=True))
    label = doubled.model._meta.label_lower
    doubled.update(current=False)
    return {label: numbers}

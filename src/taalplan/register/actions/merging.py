# SPDX-License-Identifier: EUPL-1.2
"""Two files of one person brought together, and apart again when it was a mistake."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from taalplan.audit import log
from taalplan.register import entries, files, filling, joining
from taalplan.register.models import HOLDS_SEAT, Appointment, Merge, Person, Placement
from taalplan.register.permissions import check_can_change_person
from taalplan.register.states import NotInThisStateError
from taalplan.vocabulary.codes import AppointmentStatus


class CannotMergeError(Exception):
    """The two files cannot be one person's as they stand; the message says what to do first."""


@transaction.atomic
def merge(*, kept: Person, given_up: Person, by: Any) -> Merge:
    """Move everything of one file to another; the empty one stays, and points to the other.

    What the kept file does not say (a birth date, a phone number) is filled in from the other.
    The earliest registration of both is the first. What changed is kept with the merge, so that
    it can go back. Raises CannotMergeError when both hold a seat in the same course or
    are expected at the same time, or a seat is offered to both for the same thing;
    NotInThisStateError when one of them is not in use. Who waits for the same thing in both files
    waits for it once after this, in the older place.
    """
    check_can_change_person(by, kept)
    check_can_change_person(by, given_up)
    if kept.pk == given_up.pk:
        raise CannotMergeError(_("dit is twee keer hetzelfde dossier"))
    files.lock(kept, given_up)
    _check_mergeable(kept, given_up)
    waits = _one_entry_each(kept, given_up)
    notes = joining.join(kept, given_up)
    filled = filling.fill(kept, given_up)
    Person.objects.filter(pk=given_up.pk).update(merged_into=kept)
    given_up.refresh_from_db()
    kept.refresh_from_db()
    made = Merge.objects.create(
        kept=kept, given_up=given_up, moved={"notes": notes, "filled": filled, "waits": waits}
    )
    log.record(by=by, action="merge", thing=made, person=kept, given_up=given_up.pk,
               waits_dropped=[row["id"] for row in waits["dropped"]])  # fmt: skip
    return made


@transaction.atomic
def undo_merge(*, merge: Merge, by: Any) -> Merge:
    """Give each file back what was its own; what came after the merge stays where it is."""
    check_can_change_person(by, merge.kept)
    files.lock(merge.kept)
    merge.refresh_from_db()
    if merge.undone is not None:
        raise NotInThisStateError(_("deze samenvoeging is al ongedaan gemaakt"))
    passed_over = joining.part(merge.moved["notes"])
    passed_over += entries.apart(merge.moved.get("waits", {}))
    filling.empty(merge.kept, merge.given_up, merge.moved["filled"])
    Person.objects.filter(pk=merge.given_up_id).update(merged_into=None)
    merge.undone = datetime.now(UTC)
    merge.save(update_fields=["undone"])
    merge.given_up.refresh_from_db()
    merge.kept.refresh_from_db()
    log.record(by=by, action="undo_merge", thing=merge, person=merge.kept_id,
               given_up=merge.given_up_id, changed_since=passed_over)  # fmt: skip
    return merge


def _one_entry_each(kept: Person, given_up: Person) -> dict[str, Any]:
    try:
        return entries.join(kept, given_up).plain()
    except entries.BothOfferedError:
        raise CannotMergeError(
            _("aan beide dossiers is een plaats aangeboden voor hetzelfde; beantwoord er eerst één")
        ) from None


def _check_mergeable(kept: Person, given_up: Person) -> None:
    seats = Placement.objects.filter(status__in=[status.value for status in HOLDS_SEAT])
    courses = seats.filter(person=given_up).values("course")
    both = seats.filter(person=kept, course__in=courses).select_related("course").first()
    if both is not None:
        raise CannotMergeError(
            _("beide dossiers hebben een plaats in cursus %(course)s; schrijf er eerst één uit")
            % {"course": both.course.code}
        )
    expected = Appointment.objects.exclude(status=AppointmentStatus.CANCELLED)
    slots = expected.filter(person=given_up).values("slot")
    if expected.filter(person=kept, slot__in=slots).exists():
        raise CannotMergeError(
            _("beide dossiers hebben een afspraak op hetzelfde uur; annuleer er eerst één")
        )

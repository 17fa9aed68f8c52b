# SPDX-License-Identifier: EUPL-1.2
"""Somebody registers at a desk (aanmelding)."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from taalplan.audit import log
from taalplan.register.models import Desk, Person, Registration, TargetGroupStatus
from taalplan.register.permissions import check_can_work_at
from taalplan.register.states import NotInThisStateError
from taalplan.vocabulary.codes import RegistrationKind, TargetGroup


@transaction.atomic
def register_at_desk(
    *,
    person: Person,
    desk: Desk,
    date: datetime.date,
    target_group: TargetGroup,
    by: Any,
    municipality: str = "",
    reason: str = "",
) -> Registration:
    """Register somebody: for the first time when no registration of theirs counts, else again.

    A registration elsewhere counts too: whoever came to Hasselt in June is not new in Genk. The
    person's target group status follows when it changed. Raises NotInThisStateError when the
    desk is not open that day, or the file was merged or erased.
    """
    check_can_work_at(by, desk)
    _check_open(person, desk, date)
    # One clerk at a time per person, or two desks would both write a first registration.
    Person.objects.select_for_update().get(pk=person.pk)
    known = Registration.objects.filter(person=person, withdrawn=False).exists()
    made = Registration.objects.create(
        person=person,
        desk=desk,
        date=date,
        kind=RegistrationKind.REPEAT if known else RegistrationKind.FIRST,
        target_group=target_group,
        municipality=municipality or person.municipality,
        reason=reason,
    )
    follow_target_group(person, target_group, date)
    log.record(
        by=by, action="register_at_desk", thing=made, person=person, desk=desk.code,
        kind=made.kind, target_group=target_group.value,
    )  # fmt: skip
    return made


@transaction.atomic
def withdraw_registration(*, registration: Registration, by: Any) -> Registration:
    """Take back a registration that was a mistake; it stays, and counts no more."""
    check_can_work_at(by, registration.desk)
    if registration.withdrawn:
        raise NotInThisStateError(_("deze aanmelding is al ingetrokken"))
    registration.withdrawn = True
    registration.save(update_fields=["withdrawn"])
    log.record(
        by=by, action="withdraw_registration", thing=registration, person=registration.person
    )
    return registration


def follow_target_group(
    person: Person, group: TargetGroup, day: datetime.date
) -> TargetGroupStatus:
    """Close the status that no longer holds, and open the one that does."""
    current = TargetGroupStatus.objects.filter(person=person, valid_to__isnull=True).first()
    if current is not None and current.group == group:
        return current
    if current is not None:
        current.valid_to = max(current.valid_from, day)
        current.save(update_fields=["valid_to"])
    return TargetGroupStatus.objects.create(person=person, group=group, valid_from=day)


def _check_open(person: Person, desk: Desk, day: datetime.date) -> None:
    if person.merged_into_id or person.erased_on:
        raise NotInThisStateError(_("dit dossier is niet meer in gebruik"))
    if day < desk.valid_from or (desk.valid_to is not None and day > desk.valid_to):
        raise NotInThisStateError(_("%(desk)s is die dag niet open") % {"desk": desk.name})

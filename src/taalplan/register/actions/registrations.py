# SPDX-License-Identifier: EUPL-1.2
"""Somebody registers at a desk (aanmelding)."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from taalplan.audit import log
from taalplan.register import files, firsts, periods
from taalplan.register.models import Desk, Person, Registration, TargetGroupStatus
from taalplan.register.opening import check_open
from taalplan.register.permissions import check_can_work_at
from taalplan.register.residence import living_on
from taalplan.register.states import NotInThisStateError
from taalplan.vocabulary.codes import TargetGroup


class AlreadyRegisteredError(NotInThisStateError):
    """The person registered at this desk on this day already."""


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

    A registration elsewhere counts too: whoever came to Hasselt in June is not new in Genk
    (`firsts.kind_on` says it in a sentence). The person's target-group status follows, but
    "undetermined" at a desk does not undo what was determined before. Raises
    NotInThisStateError when the desk is not open that day, or the file was merged or erased;
    AlreadyRegisteredError when it was done already.
    """
    check_can_work_at(by, desk)
    # One clerk at a time per person, or two desks would both write a first registration.
    files.lock(person)
    _check(person, desk, date)
    kind, _sentence = firsts.kind_on(person, date)
    made = Registration.objects.create(
        person=person,
        desk=desk,
        date=date,
        kind=kind,
        target_group=target_group,
        municipality=municipality or living_on(person.municipality, date),
        reason=reason,
    )
    changed = firsts.settle(person)
    known = TargetGroupStatus.objects.filter(person=person).exists()
    if target_group != TargetGroup.UNDETERMINED or not known:
        periods.set_from(person, target_group, date)
    log.record(
        by=by, action="register_at_desk", thing=made, person=person, desk=desk.code,
        kind=str(made.kind), target_group=str(target_group), kind_changed=sorted(changed),
    )  # fmt: skip
    return made


@transaction.atomic
def withdraw_registration(*, registration: Registration, by: Any) -> Registration:
    """Take back a registration that was a mistake; it stays, and counts no more.

    Was it the first, then the one after it becomes the first.
    """
    check_can_work_at(by, registration.desk)
    files.lock(registration.person)
    registration.refresh_from_db()
    if registration.withdrawn:
        raise NotInThisStateError(_("deze aanmelding is al ingetrokken"))
    registration.withdrawn = True
    registration.save(update_fields=["withdrawn"])
    changed = firsts.follow_withdrawal(registration)
    log.record(
        by=by, action="withdraw_registration", thing=registration,
        person=registration.person_id, kind_changed=sorted(changed),
    )  # fmt: skip
    return registration


def _check(person: Person, desk: Desk, day: datetime.date) -> None:
    check_open(desk, day)
    same = firsts.counting(person).filter(desk=desk, date=day)
    if same.exists():
        raise AlreadyRegisteredError(
            _("deze persoon is op %(day)s al aangemeld bij %(desk)s")
            % {"day": f"{day:%d/%m/%Y}", "desk": desk.name}
        )

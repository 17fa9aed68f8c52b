# SPDX-License-Identifier: EUPL-1.2
"""Whether somebody must integrate, from a day on (doelgroep)."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction

from taalplan.audit import log
from taalplan.register.actions.registrations import follow_target_group
from taalplan.register.models import Person, TargetGroupStatus
from taalplan.register.permissions import check_can_change_person
from taalplan.vocabulary.codes import TargetGroup


@transaction.atomic
def set_target_group(
    *, person: Person, group: TargetGroup, day: datetime.date, by: Any, reason: str = ""
) -> TargetGroupStatus:
    """Open a status from a day on and close the one before; the same again changes nothing."""
    check_can_change_person(by, person)
    Person.objects.select_for_update().get(pk=person.pk)
    status = follow_target_group(person, group, day)
    if reason and status.reason != reason:
        status.reason = reason
        status.save(update_fields=["reason"])
    log.record(by=by, action="set_target_group", thing=status, person=person, group=group.value)
    return status

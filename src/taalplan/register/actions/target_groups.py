# SPDX-License-Identifier: EUPL-1.2
"""Whether somebody must integrate, from a day on (doelgroep)."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction

from taalplan.audit import log
from taalplan.register import files, periods
from taalplan.register.models import Person, TargetGroupStatus
from taalplan.register.permissions import check_can_change_person
from taalplan.vocabulary.codes import TargetGroup


@transaction.atomic
def set_target_group(
    *, person: Person, group: TargetGroup, day: datetime.date, by: Any, reason: str = ""
) -> TargetGroupStatus:
    """Set the status from a day on, until the next one that is known; the same again changes
    nothing. Raises NotInThisStateError for a merged or erased file.
    """
    check_can_change_person(by, person)
    files.lock(person)
    status = periods.set_from(person, group, day)
    if reason and status.reason != reason:
        status.reason = reason
        status.save(update_fields=["reason"])
    log.record(by=by, action="set_target_group", thing=status, person=person, group=group.value)
    return status

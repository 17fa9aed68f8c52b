# SPDX-License-Identifier: EUPL-1.2
"""Looking at somebody's file: it leaves a trace, with why."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from taalplan.audit import log
from taalplan.audit.models import Event
from taalplan.register.models import Person
from taalplan.register.permissions import check_can_see_person


class Purpose(StrEnum):
    """Why somebody's file is opened."""

    COUNTER = "counter"
    APPOINTMENT = "appointment"
    PLACEMENT = "placement"
    DOUBLE = "double"
    CORRECTION = "correction"
    REQUEST = "request"


class NoPurposeError(Exception):
    """A file is not opened without saying why."""


@transaction.atomic
def look_at(*, person: Person, purpose: str, by: Any) -> Event:
    """Write down who opens somebody's file, and why. Raises NoPurposeError."""
    check_can_see_person(by, person)
    if purpose not in list(Purpose):
        raise NoPurposeError(_("zeg waarvoor u dit dossier opent"))
    return log.record(by=by, action="look_at", thing=person, person=person, purpose=purpose)

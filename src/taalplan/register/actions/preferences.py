# SPDX-License-Identifier: EUPL-1.2
"""When and where somebody can come (voorkeuren)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from taalplan.audit import log
from taalplan.register import files
from taalplan.register.models import Centre, Person, Preference
from taalplan.register.permissions import check_can_change_person
from taalplan.vocabulary.codes import DayPart


@transaction.atomic
def set_preferences(
    *,
    person: Person,
    day: datetime.date,
    by: Any,
    dayparts: Sequence[DayPart] = (),
    intensity: int | None = None,
    desired_start: datetime.date | None = None,
    municipality: str = "",
    centre: Centre | None = None,
    reason: str = "",
) -> Preference:
    """Write down preferences that count from a day on; earlier ones stay, to look back at."""
    check_can_change_person(by, person)
    files.lock(person)
    made = Preference.objects.create(
        person=person,
        valid_from=day,
        dayparts=[part.value for part in DayPart if part in set(dayparts)],
        intensity=intensity,
        desired_start=desired_start,
        municipality=municipality,
        centre=centre,
        reason=reason,
    )
    log.record(by=by, action="set_preferences", thing=made, person=person)
    return made

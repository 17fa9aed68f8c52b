# SPDX-License-Identifier: EUPL-1.2
"""Target-group status in periods that follow each other without overlap; both days included."""

from __future__ import annotations

from datetime import date, timedelta

from taalplan.register.models import Person, TargetGroupStatus
from taalplan.vocabulary.codes import TargetGroup

DAY = timedelta(days=1)


def set_from(person: Person, group: TargetGroup, day: date) -> TargetGroupStatus:
    """The status that holds on a day and says `group`, made where there was none.

    A later status stays: what is written down late fills the time before it. Whoever calls has
    locked the person's file.
    """
    known = TargetGroupStatus.objects.filter(person=person)
    here = known.filter(valid_from__lte=day).order_by("-valid_from").first()
    if here is not None and here.valid_to is not None and here.valid_to < day:
        here = None
    if here is not None and here.group == group:
        return here
    if here is not None and here.valid_from == day:
        # Set wrong and put right on the same day: there was no day on which the first held.
        here.group, here.reason = group, ""
        here.save(update_fields=["group", "reason"])
        return here
    after = known.filter(valid_from__gt=day).order_by("valid_from").first()
    if here is not None:
        until = here.valid_to
        here.valid_to = day - DAY
        here.save(update_fields=["valid_to"])
    else:
        until = None
    if after is not None:
        until = min(filter(None, (until, after.valid_from - DAY)))
    return TargetGroupStatus.objects.create(
        person=person, group=group, valid_from=day, valid_to=until
    )

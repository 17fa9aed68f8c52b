# SPDX-License-Identifier: EUPL-1.2
"""What somebody may ask about themselves: a copy, a mark on what they dispute, to be forgotten.

Putting right what is wrong is `people.change_person` and what the other actions put in its place.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from taalplan.audit import log
from taalplan.register import erasing, files, owndata, retention
from taalplan.register.models import Person, Restriction
from taalplan.register.permissions import check_can_administer, check_can_change_person
from taalplan.register.states import NotInThisStateError


class TooEarlyError(Exception):
    """The file is still kept; the message says why."""


class NothingToDisputeError(ValueError):
    """There is no such part of a file."""


@transaction.atomic
def own_data(*, person: Person, by: Any) -> owndata.OwnData:
    """Everything the register holds about somebody (inzage).

    Also who looked at their file, when and why, by role and not by name of the clerk.
    """
    check_can_change_person(by, person)
    copy = owndata.gather(person)
    log.record(by=by, action="own_data", thing=person, person=person, purpose="request")
    return copy


@transaction.atomic
def restrict(*, person: Person, what: str, day: datetime.date, by: Any) -> Restriction:
    """Mark something as disputed (beperking): `what` is one of `owndata.DISPUTABLE`.

    Raises NothingToDisputeError; NotInThisStateError when it is marked already.
    """
    check_can_change_person(by, person)
    files.lock(person)
    if what not in owndata.DISPUTABLE:
        raise NothingToDisputeError(_("kies wat er betwist wordt"))
    if Restriction.objects.filter(person=person, what=what, lifted__isnull=True).exists():
        raise NotInThisStateError(_("dit staat al als betwist gemerkt"))
    made = Restriction.objects.create(person=person, what=what, since=day)
    log.record(by=by, action="restrict", thing=made, person=person, what=what)
    return made


@transaction.atomic
def lift_restriction(*, restriction: Restriction, day: datetime.date, by: Any) -> Restriction:
    """It is settled: what was disputed was put right, or was right."""
    check_can_change_person(by, restriction.person)
    files.lock(restriction.person)
    restriction.refresh_from_db()
    if restriction.lifted is not None:
        raise NotInThisStateError(_("dit is niet meer betwist"))
    restriction.lifted = max(day, restriction.since)
    restriction.save(update_fields=["lifted"])
    log.record(by=by, action="lift_restriction", thing=restriction, person=restriction.person,
               what=restriction.what)  # fmt: skip
    return restriction


@transaction.atomic
def erase_person(*, person: Person, day: datetime.date, by: Any) -> Person:
    """Forget who somebody was; what happened stays, with desks, dates and groups, for the figures.

    Raises TooEarlyError before the retention term has passed, and for a file that is in use or
    disputed. Afterwards nothing in the database leads to the person any more, in this file and in
    those that were merged into it; what the database's own files still hold in free space goes
    with `erasing.clear_free_space`.
    """
    check_can_administer(by)
    files.lock(person)
    why = retention.judge([person.pk], day)[person.pk]
    if why is not None:
        raise TooEarlyError(_sentence(why, person, day))
    erasing.empty(list(retention.files_of([person.pk])), day)
    person.refresh_from_db()
    log.record(by=by, action="erase_person", thing=person, person=person)
    return person


@transaction.atomic
def erase_expired(*, numbers: Sequence[int], day: datetime.date, by: Any) -> dict[int, Any]:
    """Erase of these files those whose term has passed: a batch, with one audit row for each file.

    `numbers` are of people; `by` is an administrator, or None for the system itself, from a
    command on the server. For each file still there: None when it was erased, else why it is kept.
    """
    if by is not None:
        check_can_administer(by)
    here = Person.objects.select_for_update().filter(
        pk__in=numbers, merged_into__isnull=True, erased_on__isnull=True
    )
    found = list(here.order_by("pk").values_list("pk", flat=True))
    verdicts = retention.judge(found, day)
    gone = [number for number in found if verdicts[number] is None]
    erasing.empty(list(retention.files_of(gone)), day)
    log.record_many(
        [log.Entry(action="erase_person", kind="person", number=number, person=number)
         for number in gone],
        by=by,
    )  # fmt: skip
    return dict(verdicts)


def _sentence(why: retention.Kept, person: Person, day: datetime.date) -> str:
    if why is retention.Kept.TERM:
        until = retention.kept_until(person, day)
        return _("dit dossier wordt bewaard tot en met %(day)s") % {"day": until}
    if why is retention.Kept.DISPUTED:
        return _("in dit dossier wordt iets betwist; handel dat eerst af")
    return _("deze persoon wacht nog of heeft nog een plaats; beëindig dat eerst")

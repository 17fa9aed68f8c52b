# SPDX-License-Identifier: EUPL-1.2
"""Which files somebody opened, and for what; a look lasts a while and is then asked again.

The look itself is in the audit log. The session only remembers that it was written, so that
going from a file to a booking and back does not ask why a second time.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from taalplan.audit import log
from taalplan.register.models import Desk, Person
from taalplan.register.permissions import check_can_see_person

LASTS = timedelta(minutes=30)
_KEPT = "looks"
_LISTS = "lists"


def remember(request: HttpRequest, person: Person, purpose: str) -> None:
    """A look was logged; whatever is older than a look lasts is forgotten."""
    now = timezone.now().timestamp()
    kept = {
        number: look
        for number, look in request.session.get(_KEPT, {}).items()
        if look[1] > now - LASTS.total_seconds()
    }
    request.session[_KEPT] = kept | {str(person.pk): [purpose, now]}


def keep_session(request: HttpRequest) -> None:
    """Save the session in the transaction of the work: one commit waits for the disk, not two.

    Called after the work has written its row of the log, always in that order: two requests of
    one session could wait for each other otherwise.
    """
    request.session.save()
    request.session.modified = False


def purpose_of(request: HttpRequest, person: Person) -> str:
    """Why this file is open now; empty when it is not."""
    look = request.session.get(_KEPT, {}).get(str(person.pk))
    if look is None or look[1] <= (timezone.now() - LASTS).timestamp():
        return ""
    return str(look[0])


def file_of(request: HttpRequest, number: int) -> Person | HttpResponse:
    """A person whose file this user may open and has opened; else where to go first.

    Raises Http404 for nobody and for somebody who was erased, NotAllowedError for somebody of
    other desks. A file that was merged leads to the one that was kept.
    """
    person = get_object_or_404(Person, pk=number, erased_on__isnull=True)
    if person.merged_into_id:
        return redirect("person", person.merged_into_id)
    check_can_see_person(request.user, person)
    if not purpose_of(request, person):
        ask = reverse("open_person", args=[person.pk])
        return redirect(f"{ask}?{urlencode({'next': request.get_full_path()})}")
    return person


def note_list(request: HttpRequest, desk: Desk, day: date) -> None:
    """Write down that somebody saw who is expected at a desk on a day: once a day is enough."""
    seen = f"{timezone.localdate()} {desk.code} {day}"
    kept = request.session.get(_LISTS, [])
    if seen in kept:
        return
    with transaction.atomic():
        log.record(by=request.user, action="look_at_day", thing=desk, purpose="appointment",
                   day=day.isoformat())  # fmt: skip
    request.session[_LISTS] = [*kept, seen][-20:]

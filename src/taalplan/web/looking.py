# SPDX-License-Identifier: EUPL-1.2
"""Which files somebody opened, and for what; the purpose lasts a while and is then asked again.

Every opening of a page about somebody is a row of the audit log with the purpose that was chosen.
What is opened again within a minute (a reload, a booking and back) is the same look. The session
remembers the purpose, so that it is not asked on every page, and when the last row was written.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from taalplan.audit import log
from taalplan.register.actions.looking import look_at
from taalplan.register.models import Desk, Person
from taalplan.register.permissions import check_can_see_person

LASTS = timedelta(minutes=30)
SAME_LOOK = timedelta(minutes=1)
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
    request.session[_KEPT] = kept | {str(person.pk): [purpose, now, now]}


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
    purpose = purpose_of(request, person)
    if not purpose:
        ask = reverse("open_person", args=[person.pk])
        return redirect(f"{ask}?{urlencode({'next': request.get_full_path()})}")
    if request.method != "POST":  # what is sent is in the log by what it does
        note_look(request, person, purpose)
    return person


def note_look(request: HttpRequest, person: Person, purpose: str) -> None:
    """Write down that somebody's data are shown, unless that was done less than a minute ago."""
    kept = request.session.get(_KEPT, {})
    known = kept.get(str(person.pk))
    now = timezone.now()
    if known is not None and known[-1] > (now - SAME_LOOK).timestamp():
        return
    with transaction.atomic():
        look_at(person=person, purpose=purpose, by=request.user)
        # A file that is only compared was not opened: its own page still asks why.
        since = known[1] if known is not None else 0
        was = known[0] if known is not None else purpose
        request.session[_KEPT] = kept | {str(person.pk): [was, since, now.timestamp()]}
        keep_session(request)


def note_list(request: HttpRequest, desk: Desk, day: date) -> None:
    """Write down that somebody saw who is expected at a desk on a day: once a day is enough."""
    if _is_new(request, f"{desk.code} {day}"):
        with transaction.atomic():
            log.record(by=request.user, action="look_at_day", thing=desk, purpose="appointment",
                       day=day.isoformat())  # fmt: skip


def note_names(request: HttpRequest, thing: Model, **detail: Any) -> None:
    """Write down that somebody saw the names in a course or on a list: once a day is enough."""
    if _is_new(request, f"{thing._meta.model_name} {thing.pk} {sorted(detail.items())}"):
        with transaction.atomic():
            log.record(
                by=request.user, action="look_at_list", thing=thing, purpose="placement", **detail
            )


def _is_new(request: HttpRequest, list_seen: str) -> bool:
    """Whether a list was not seen yet today in this session; from now on it was."""
    seen, kept = f"{timezone.localdate()} {list_seen}", request.session.get(_LISTS, [])
    if seen in kept:
        return False
    request.session[_LISTS] = [*kept, seen][-20:]
    return True

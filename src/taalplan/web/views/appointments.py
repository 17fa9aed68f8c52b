# SPDX-License-Identifier: EUPL-1.2
"""Appointments: book, move, and say what became of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from taalplan.register import diary
from taalplan.register.actions import appointments as actions
from taalplan.register.actions.looking import Purpose
from taalplan.register.models import Appointment, Desk, Person
from taalplan.register.permissions import check_can_change_person, check_can_work_at
from taalplan.vocabulary.codes import AppointmentPurpose, AppointmentStatus
from taalplan.web.desks import current_desk
from taalplan.web.forms.courses import BookForm, KeyForm, MoveForm
from taalplan.web.looking import file_of, note_look, purpose_of
from taalplan.web.views.sending import carry_out, sent

AHEAD = timedelta(days=13)
"""Two weeks of free times are shown at once."""

CLOSING: dict[str, Any] = {
    AppointmentStatus.KEPT: actions.mark_kept,
    AppointmentStatus.MISSED: actions.mark_missed,
    AppointmentStatus.CANCELLED: actions.cancel,
}


@require_http_methods(["GET", "POST"])
def book(request: HttpRequest, number: int) -> HttpResponse:
    """Choose a free time at this desk for somebody."""
    person = file_of(request, number)
    if isinstance(person, HttpResponse):
        return person
    check_can_change_person(request.user, person)
    desk = current_desk(request)
    if desk is None:
        return redirect("choose_desk")
    form = BookForm(sent(request), initial={"purpose": AppointmentPurpose.INTAKE})

    def work() -> dict[str, Any]:
        made = actions.book(
            person=person,
            desk=desk,
            starts=form.cleaned_data["starts"],
            purpose=AppointmentPurpose(form.cleaned_data["purpose"]),
            day=timezone.localdate(),
            by=request.user,
        )
        return {"appointment": made.pk}

    return _choose_time(request, desk, person, form, work, _("Maak een afspraak"))


@require_http_methods(["GET", "POST"])
def move_appointment(request: HttpRequest, number: int) -> HttpResponse:
    """Choose another time for an appointment."""
    appointment = get_object_or_404(
        Appointment.objects.select_related("slot__desk", "person"), pk=number
    )
    desk = appointment.slot.desk
    check_can_work_at(request.user, desk)
    form = MoveForm(sent(request))
    if request.method != "POST":
        purpose = purpose_of(request, appointment.person) or Purpose.APPOINTMENT
        note_look(request, appointment.person, purpose)

    def work() -> dict[str, Any]:
        actions.move(appointment=appointment, starts=form.cleaned_data["starts"], by=request.user)
        return {"appointment": appointment.pk}

    return _choose_time(request, desk, appointment.person, form, work, _("Verplaats de afspraak"))


def _choose_time(
    request: HttpRequest,
    desk: Desk,
    person: Person,
    form: forms.Form,
    work: Callable[[], dict[str, Any]],
    heading: str,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        carry_out(request, form, work)
        when = date_format(timezone.localtime(form.cleaned_data["starts"]), "l j F, H:i")
        messages.success(request, _("De persoon wordt verwacht op %(when)s.") % {"when": when})
        return redirect("person", person.pk)
    today = timezone.localdate()
    first = max(_day(request.GET.get("vanaf", "")), today)
    context = {
        "person": person,
        "at": desk,
        "form": form,
        "heading": heading,
        "first": first,
        "days": free_times(desk, first),
        "chosen": request.POST.get("starts", ""),
        "before": first - AHEAD - timedelta(days=1) if first > today else None,
        "after": first + AHEAD + timedelta(days=1),
    }
    return render(request, "web/book.html", context, status=422 if form.errors else 200)


def free_times(desk: Desk, first: date) -> list[tuple[date, list[diary.OpenSlot]]]:
    """The free times of two weeks that are not past, by day."""
    now = timezone.now()
    free = [
        slot
        for slot in diary.open_slots(desk, first, first + AHEAD)
        if slot.free and slot.starts > now
    ]
    by_day = groupby(free, key=lambda slot: timezone.localdate(slot.starts))
    return [(day, list(slots)) for day, slots in by_day]


def _day(text: str) -> date:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return timezone.localdate()


@require_POST
def close_appointment(request: HttpRequest, number: int) -> HttpResponse:
    """They came, they did not come, or they called it off: one button each."""
    appointment = get_object_or_404(
        Appointment.objects.select_related("slot__desk", "person"), pk=number
    )
    check_can_work_at(request.user, appointment.slot.desk)
    close = CLOSING.get(request.POST.get("status", ""))
    form = KeyForm(request.POST)
    if close is not None and form.is_valid():

        def work() -> dict[str, Any]:
            close(appointment=appointment, by=request.user)
            return {"appointment": appointment.pk}

        carry_out(request, form, work)
        messages.success(request, _("De afspraak is bijgewerkt."))
    if "person" in request.POST:
        return redirect("person", appointment.person_id)
    return redirect("desk")

# SPDX-License-Identifier: EUPL-1.2
"""Somebody's file: why it is opened, what is in it, and changing it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from taalplan.register.actions.looking import look_at
from taalplan.register.models import (
    HOLDS_SEAT,
    Appointment,
    Demand,
    Merge,
    NumberKind,
    Person,
    Placement,
    Restriction,
)
from taalplan.register.outline import Outline, outline_of
from taalplan.register.permissions import can_change_files, check_can_see_person
from taalplan.vocabulary.codes import AppointmentStatus
from taalplan.web.countries import country_name
from taalplan.web.forms.courses import KeyForm
from taalplan.web.forms.people import DATA, PurposeForm, purpose_words
from taalplan.web.known import Found, look_alikes
from taalplan.web.looking import file_of, purpose_of, remember
from taalplan.web.templatetags.words import word
from taalplan.web.timeline import timeline
from taalplan.web.views.sending import sent


@require_http_methods(["GET", "POST"])
def open_person(request: HttpRequest, number: int) -> HttpResponse:
    """Ask why a file is opened, write that down, and open it."""
    person = get_object_or_404(Person, pk=number, erased_on__isnull=True)
    if person.merged_into_id:
        return redirect("open_person", person.merged_into_id)
    check_can_see_person(request.user, person)
    form = PurposeForm(sent(request), initial={"doel": request.GET.get("doel", "")})
    onward = request.POST.get("next") or request.GET.get("next") or ""
    if not url_has_allowed_host_and_scheme(onward, {request.get_host()}):
        onward = reverse("person", args=[person.pk])
    if request.method == "POST" and form.is_valid():
        purpose = form.cleaned_data["doel"]
        look_at(person=person, purpose=purpose, by=request.user)
        remember(request, person, purpose)
        return redirect(onward)
    context = {"form": form, "next": onward}
    return render(request, "web/open_person.html", context, status=422 if form.errors else 200)


@require_safe
def person(request: HttpRequest, number: int) -> HttpResponse:
    """The file: what is planned, what was, and the person's own data."""
    found = file_of(request, number)
    if isinstance(found, HttpResponse):
        return found
    may_change = can_change_files(request.user)
    outline = outline_of(found)
    context = {
        "person": found,
        "insz": outline.insz,
        "purpose": purpose_words(purpose_of(request, found)),
        "may_change": may_change,
        "timeline": timeline(found, outline),
        "facts": _facts(found, outline.target_group),
        # Of other desks too, or a double would be found by nobody.
        "doubles": _doubles(request, found) if may_change else [],
        "merges": _merges(found) if Merge in outline.has else (),
        "form": KeyForm(),
    }
    return render(request, "web/person.html", context | _planned(found, outline))


def current_insz(person: Person) -> str:
    """The INSZ in use; empty for who has none."""
    number = person.numbers.filter(kind=NumberKind.INSZ, current=True).first()
    return number.value if number else ""


def _merges(person: Person) -> QuerySet[Merge]:
    return Merge.objects.filter(kept=person, undone__isnull=True).select_related("given_up")


def _planned(person: Person, outline: Outline) -> dict[str, Any]:
    """What somebody waits for, sits in and is expected at; nothing is asked that is not there."""
    planned: dict[str, Any] = {}
    if Restriction in outline.has:
        planned["disputed"] = Restriction.objects.filter(person=person, lifted__isnull=True)
    if Demand in outline.has:
        waiting = person.demands.filter(ended__isnull=True)
        planned["open_demands"] = waiting.select_related("offered")
    if Placement in outline.has:
        planned["placements"] = person.placements.filter(
            status__in=HOLDS_SEAT, course__end__gte=timezone.localdate()
        ).select_related("course__site__centre")
    if Appointment in outline.has:
        planned["appointments"] = person.appointments.filter(
            status=AppointmentStatus.BOOKED, slot__starts__gte=timezone.now()
        ).select_related("slot__desk")
    return planned


def _doubles(request: HttpRequest, person: Person) -> list[Found]:
    """Who may be the same person."""
    known = {name: getattr(person, name) for name in DATA}
    return look_alikes(request.user, known, besides=person)


def _facts(person: Person, target_group: str) -> list[tuple[str, str]]:
    return [
        (_("Doelgroep"), word(target_group, "target_group")),
        (_("Nationaliteit"), country_name(person.nationality)),
        (
            _("Gemeente"),
            f"{person.postal_code} {word(person.municipality, 'municipality')}".strip(),
        ),
        (_("Telefoon"), person.phone),
        (_("E-mail"), person.email),
        (_("Geslacht"), word(person.sex, "sex")),
        (_("Scholing"), word(person.education, "education")),
        (_("Lezen en schrijven"), word(person.literacy, "literacy")),
    ]

# SPDX-License-Identifier: EUPL-1.2
"""Courses, who is in them, and giving somebody a seat."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from taalplan.register.actions import placements as actions
from taalplan.register.models import HOLDS_SEAT, Course, Person, Placement, Role
from taalplan.register.permissions import (
    NotAllowedError,
    can_run_course,
    check_can_change_person,
    people_seen_by,
    rights_of,
)
from taalplan.register.seats import OPEN_TO_PLACE
from taalplan.register.states import NotInThisStateError
from taalplan.vocabulary.codes import Component, PlacementStatus
from taalplan.web.fitting import level_for, offers, wish_of
from taalplan.web.forms.courses import KeyForm, PlaceForm
from taalplan.web.looking import file_of, note_names
from taalplan.web.views.sending import carry_out, sent

STEPS: dict[str, Any] = {
    PlacementStatus.ASSIGNED: actions.assign,
    PlacementStatus.ENROLLED: actions.enrol,
    PlacementStatus.REFUSED: actions.refuse,
    PlacementStatus.WITHDRAWN: actions.withdraw,
}
"""The action that brings a placement in each state."""


def _check_can_see_courses(request: HttpRequest) -> None:
    if not rights_of(request.user).roles & {Role.DESK, Role.COORDINATOR, Role.CENTRE}:
        raise NotAllowedError(_("cursussen zijn voor loketten en centra"))


@require_safe
def courses(request: HttpRequest) -> HttpResponse:
    """The courses that have not ended, of one level or all; a centre sees its own."""
    _check_can_see_courses(request)
    level = request.GET.get("niveau", "")
    found = Course.objects.filter(end__gte=timezone.localdate(), status__in=OPEN_TO_PLACE)
    rights = rights_of(request.user)
    if not rights.desks and not rights.areas:
        found = found.filter(site__centre__code__in=rights.centres)
    if level in set(Component):
        found = found.filter(level=level)
    context = {"courses": found.select_related("site__centre")[:200], "level": level}
    return render(request, "web/courses.html", context | {"levels": list(Component)})


@require_safe
def course(request: HttpRequest, number: int) -> HttpResponse:
    """A course and its group. Names only of people whose file the reader may open."""
    _check_can_see_courses(request)
    found = get_object_or_404(Course.objects.select_related("site__centre"), pk=number)
    rights = rights_of(request.user)
    own = can_run_course(request.user, found)
    if not own and not rights.desks and not rights.areas:
        raise NotAllowedError(_("dit is een cursus van een ander centrum"))
    members = found.placements.filter(status__in=HOLDS_SEAT).select_related("person")
    named = members
    if not own:
        seen = Person.objects.filter(people_seen_by(request.user), placements__course=found)
        named = members.filter(person__in=seen.values("pk"))
    note_names(request, found)
    context = {
        "course": found,
        # Another system's course has seats that nobody here counts.
        "free": 0 if found.origin else found.capacity - found.taken,
        "members": named.order_by("person__family_name", "person__given_names"),
        "others": members.count() - named.count(),
        "own": own,
        "form": KeyForm(),
    }
    return render(request, "web/course.html", context)


@require_http_methods(["GET", "POST"])
def place(request: HttpRequest, number: int) -> HttpResponse:
    """The courses that fit somebody, with a free seat first; a press of a button places them."""
    person = file_of(request, number)
    if isinstance(person, HttpResponse):
        return person
    check_can_change_person(request.user, person)
    form = PlaceForm(sent(request))
    if request.method == "POST" and form.is_valid():
        return _place(request, person, form)
    asked = request.GET.get("niveau", "")
    level = asked if asked in set(Component) else level_for(person)
    found = offers(person, level, wish_of(person, level))
    context = {"person": person, "level": level, "levels": list(Component), "form": form}
    context["old"] = _seat(person, request.GET.get("van", ""))
    return render(request, "web/place.html", context | {
        "offers": [offer for offer in found if offer.free],
        "full": [offer for offer in found if not offer.free],
    })  # fmt: skip


def _place(request: HttpRequest, person: Person, form: PlaceForm) -> HttpResponse:
    chosen = get_object_or_404(Course, pk=form.cleaned_data["course"])

    leaves = form.cleaned_data["old"]

    def work() -> dict[str, Any]:
        given: dict[str, Any] = {"day": timezone.localdate(), "by": request.user}
        if leaves is None:
            return {"placement": actions.place(person=person, course=chosen, **given).pk}
        old = _seat(person, str(leaves))
        if old is None:
            raise NotInThisStateError(
                _("die plaats is intussen opgegeven; bekijk het dossier opnieuw")
            )
        return {"placement": actions.transfer(placement=old, to=chosen, **given).pk}

    carry_out(request, form, work)
    messages.success(
        request,
        _("De persoon heeft een plaats in %(course)s.") % {"course": chosen.code},
    )
    return redirect("person", person.pk)


def _seat(person: Person, number: str) -> Placement | None:
    """A seat that somebody holds, by its number."""
    held = person.placements.filter(status__in=HOLDS_SEAT).select_related("course__site__centre")
    return held.filter(pk=int(number)).first() if number.isdecimal() else None


@require_POST
def step_placement(request: HttpRequest, number: int) -> HttpResponse:
    """The next state of a placement, by one button."""
    placement = get_object_or_404(
        Placement.objects.select_related("person", "course__site__centre"), pk=number
    )
    form = KeyForm(request.POST)
    step = STEPS.get(request.POST.get("status", ""))
    if step is None or not form.is_valid():
        return redirect("course", placement.course_id)
    more = {"waiting_again": True} if "again" in request.POST else {}

    def work() -> dict[str, Any]:
        step(placement=placement, day=timezone.localdate(), by=request.user, **more)
        return {"placement": placement.pk}

    carry_out(request, form, work)
    messages.success(request, _("De plaatsing is bijgewerkt."))
    if "person" in request.POST:
        return redirect("person", placement.person_id)
    return redirect("course", placement.course_id)

# SPDX-License-Identifier: EUPL-1.2
"""The waiting list: join, leave, and answer an offered seat."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from taalplan.register.actions import waiting as actions
from taalplan.register.models import Demand, Person
from taalplan.register.permissions import (
    check_can_change_person,
    check_can_find_people,
    people_seen_by,
)
from taalplan.register.states import NotInThisStateError
from taalplan.vocabulary.codes import Component, DayPart, EndReason, Profile
from taalplan.web.desks import current_desk
from taalplan.web.fitting import level_for, wish_of
from taalplan.web.forms.courses import KeyForm, WaitForm
from taalplan.web.forms.fields import municipality_names
from taalplan.web.looking import file_of, note_names
from taalplan.web.views.sending import carry_out, sent

PAGE = 50


@require_safe
def waiting_list(request: HttpRequest) -> HttpResponse:
    """Who waits for a level, in order; of people of other desks only that they wait."""
    check_can_find_people(request.user)
    counts = dict(
        Demand.objects.filter(ended__isnull=True)
        .order_by()
        .values_list("level")
        .annotate(Count("id"))
    )
    asked = request.GET.get("niveau", "")
    level = asked if asked in set(Component) else Component.A1.value
    waiting = Demand.objects.filter(level=level, ended__isnull=True).order_by("since", "id")
    page = Paginator(waiting.select_related("person", "offered"), PAGE).get_page(
        request.GET.get("bladzijde")
    )
    mine = set(
        Person.objects.filter(
            people_seen_by(request.user), pk__in=[demand.person_id for demand in page]
        ).values_list("pk", flat=True)
    )  # fmt: skip
    desk = current_desk(request)
    if mine:
        # A coordinator of an area whose desks are all closed reads the names too.
        where: Any = desk or request.user
        note_names(request, where, waiting=str(level))
    context = {
        "levels": [(each, counts.get(each, 0)) for each in Component],
        "level": level,
        "page": page,
        "mine": mine,
        "form": KeyForm(),
        "today": timezone.localdate(),
    }
    return render(request, "web/waiting_list.html", context)


@require_http_methods(["GET", "POST"])
def wait(request: HttpRequest, number: int) -> HttpResponse:
    """Put somebody on the waiting list."""
    person = file_of(request, number)
    if isinstance(person, HttpResponse):
        return person
    check_can_change_person(request.user, person)
    form = WaitForm(sent(request), initial=_wishes(request, person))
    if request.method == "POST" and form.is_valid():
        carry_out(request, form, lambda: _wait_for(request, person, form.cleaned_data))
        messages.success(request, _("De persoon staat op de wachtlijst."))
        return redirect("person", person.pk)
    context = {"person": person, "form": form, "municipality_names": municipality_names()}
    return render(request, "web/wait.html", context, status=422 if form.errors else 200)


def _wishes(request: HttpRequest, person: Person) -> dict[str, Any]:
    """What is known already is not asked again."""
    asked = request.GET.get("niveau", "")
    level = asked if asked in set(Component) else level_for(person)
    wish = wish_of(person, level)
    return {
        "level": level,
        "profile": wish.profile or "standard",
        "dayparts": sorted(wish.dayparts),
        "municipality": wish.municipality,
        "centre": wish.centre,
        "desired_start": wish.start,
    }


def _wait_for(request: HttpRequest, person: Person, data: dict[str, Any]) -> dict[str, Any]:
    demand = actions.wait_for(
        person=person,
        level=Component(data["level"]),
        profile=Profile(data["profile"]),
        since=timezone.localdate(),
        by=request.user,
        centre=data["centre"],
        desired_start=data["desired_start"],
        municipality=data["municipality"],
        dayparts=[DayPart(part) for part in data["dayparts"]],
    )
    return {"demand": demand.pk}


@require_POST
def answer_waiting(request: HttpRequest, number: int) -> HttpResponse:
    """Take or leave an offered seat, or leave the list, by one button."""
    demand = get_object_or_404(Demand.objects.select_related("person", "offered"), pk=number)
    form = KeyForm(request.POST)
    answer = ANSWERS.get(request.POST.get("answer", ""))
    if answer is None or not form.is_valid():
        raise NotInThisStateError(_("dat kan niet met wie wacht"))
    act, text = answer

    def work() -> dict[str, Any]:
        act(demand, request.user)
        return {"demand": demand.pk}

    carry_out(request, form, work)
    messages.success(request, _(text))
    return redirect("person", demand.person_id)


def _accept(demand: Demand, user: Any) -> None:
    actions.accept_offer(demand=demand, day=timezone.localdate(), by=user)


def _decline(demand: Demand, user: Any) -> None:
    actions.decline_offer(demand=demand, day=timezone.localdate(), by=user)


def _leave(demand: Demand, user: Any) -> None:
    actions.end_waiting(
        demand=demand, reason=EndReason.WITHDRAWN, day=timezone.localdate(), by=user
    )


ANSWERS: dict[str, tuple[Callable[[Demand, Any], None], str]] = {
    "accept": (_accept, gettext_noop("De persoon neemt de aangeboden plaats.")),
    "decline": (
        _decline,
        gettext_noop("De persoon wacht verder; de plaats gaat naar de volgende."),
    ),
    "leave": (_leave, gettext_noop("De persoon staat niet meer op de wachtlijst.")),
}

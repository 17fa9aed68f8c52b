# SPDX-License-Identifier: EUPL-1.2
"""The first page of the day, the choice of a desk, and pages that are for everybody."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from taalplan.register import diary
from taalplan.register.models import Appointment, Demand, Desk, Registration, Role
from taalplan.register.permissions import check_can_work_at, rights_of
from taalplan.vocabulary.codes import AppointmentStatus
from taalplan.web.desks import CHOSEN, current_desk, own_desks
from taalplan.web.looking import note_list


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Who is expected at this desk today."""
    here = current_desk(request)
    today = timezone.localdate()
    context = {"today": today, "roles": rights_of(request.user).roles, "centre": Role.CENTRE}
    if here is None:
        return render(request, "web/no_desk.html", context)
    note_list(request, here, today)
    context |= {"appointments": appointments_on(here, today), "offers": offers_to_people_of(here)}
    return render(request, "web/desk.html", context | {"now": timezone.now()})


def offers_to_people_of(desk: Desk) -> QuerySet[Demand]:
    """Seats that are kept for people of a desk until they answer: whom to call, the first to
    lapse first.
    """
    known = Registration.objects.filter(
        person=OuterRef("person"), desk__code=desk.code, withdrawn=False
    )
    return (
        Demand.objects.filter(Exists(known), offered__isnull=False, ended__isnull=True)
        .select_related("person", "offered__site")
        .order_by("offered_until", "id")
    )


def appointments_on(desk: Desk, day: date) -> QuerySet[Appointment]:
    """The appointments of a desk on a day by time, without the cancelled ones."""
    zone = timezone.get_current_timezone()
    first = datetime.combine(day, time.min, zone)
    return (
        Appointment.objects.filter(
            slot__desk__code=desk.code,
            slot__starts__gte=first,
            slot__starts__lt=first + timedelta(days=1),
        )
        .exclude(status=AppointmentStatus.CANCELLED)
        .select_related("slot", "person")
        .order_by("slot__starts", "person__family_name")
    )


@require_safe
def day_sheet(request: HttpRequest) -> HttpResponse:
    """The appointments of a day on paper, with room for notes."""
    here = current_desk(request)
    if here is None:
        return redirect("desk")
    check_can_work_at(request.user, here)
    day = _day(request.GET.get("dag", ""))
    note_list(request, here, day)
    context: dict[str, object] = {"day": day, "sheet": diary.day_sheet(here, day)}
    context |= {"before": day - timedelta(days=1), "after": day + timedelta(days=1)}
    return render(request, "web/day_sheet.html", context)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return timezone.localdate()


@require_http_methods(["GET", "POST"])
def choose_desk(request: HttpRequest) -> HttpResponse:
    """At which of their desks somebody works now."""
    mine = own_desks(request)
    wanted = request.POST.get("desk", "")
    if request.method == "POST" and wanted in {desk.code for desk in mine}:
        request.session[CHOSEN] = wanted
        return redirect("desk")
    return render(request, "web/choose_desk.html", {"desks": mine})


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement (toegankelijkheidsverklaring)."""
    return render(request, "web/accessibility.html")


@login_not_required
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """The database answers too; 503 while it does not."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return HttpResponse("ok\n", content_type="text/plain")

# SPDX-License-Identifier: EUPL-1.2
"""Running a desk (hours, closing days, feedback) and a course (its state, its results)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from taalplan.register import diary
from taalplan.register.actions import courses, feedback, placements, places, waiting
from taalplan.register.models import Closure, Course, Desk, OpeningHours, Placement
from taalplan.register.permissions import (
    can_run_desk,
    check_can_run_course,
    check_can_run_desk,
    check_can_work_at,
)
from taalplan.register.states import COURSE
from taalplan.vocabulary.codes import CourseResult, CourseStatus, FeedbackKind, PlacementStatus
from taalplan.web.deeds import Deed, Group, page
from taalplan.web.desks import current_desk, own_desks
from taalplan.web.forms import running as forms
from taalplan.web.looking import note_names
from taalplan.web.templatetags.words import word
from taalplan.web.views import correcting

AHEAD = timedelta(days=120)
"""How far ahead closing days, and people who are booked on them, are listed."""


@require_http_methods(["GET", "POST"])
def hours(request: HttpRequest) -> HttpResponse:
    """When this desk is open; its coordinator changes that."""
    desk = current_desk(request)
    if desk is None:
        return redirect("desk")
    check_can_work_at(request.user, desk)
    if request.method == "POST":
        check_can_run_desk(request.user, desk)
    may, today = can_run_desk(request.user, desk), timezone.localdate()
    known = OpeningHours.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=today), desk=desk
    ).order_by("weekday", "opens", "valid_from")
    groups = [
        Group(_("Openingsuren"), [_hours_line(each) for each in known],
              _hours_deeds(request, desk, known) if may else (), _("Nog geen uren.")),
        Group(_("Gesloten"), [(_said(day), why) for day, why in _closed(desk, today)],
              _closing_deeds(request, desk, today) if may else ()),
    ]  # fmt: skip
    warnings = _stranded(desk, today)
    return page(request, groups, heading=_("Openingsuren"), under=desk.name, warnings=warnings)


def _hours_line(each: OpeningHours) -> tuple[str, str]:
    staff = ngettext("%(n)s medewerker", "%(n)s medewerkers", each.staff) % {"n": each.staff}
    period = _("sinds %(day)s") % {"day": _said(each.valid_from)}
    if each.valid_to:
        period = f"{_said(each.valid_from)} – {_said(each.valid_to)}"
    return forms.hours_words(each), f"{staff}, {period}"


def _hours_deeds(request: HttpRequest, desk: Desk, known: Any) -> list[Deed]:
    others = _others_of_area(request, desk)

    def set_hours(data: dict[str, Any]) -> OpeningHours:
        given = {name: value for name, value in data.items() if name not in ("key", "all_desks")}
        # In the one transaction of the form: every desk, or none when one of them refuses.
        for each in others if data.get("all_desks") else ():
            places.set_opening_hours(desk=each, by=request.user, **given)
        return places.set_opening_hours(desk=desk, by=request.user, **given)

    deeds = [Deed("set", _("Bewaar uren"), set_hours, forms.HoursForm, options={"others": others})]
    if known:
        deeds.append(Deed(
            "end", _("Beëindig uren"),
            lambda data: places.end_opening_hours(
                hours=data["hours"], last_day=data["last_day"], by=request.user
            ),
            forms.EndHoursForm, options={"hours": known},
        ))  # fmt: skip
    return deeds


def _others_of_area(request: HttpRequest, desk: Desk) -> list[Desk]:
    """The other desks of the same area that this user runs too."""
    mine = (each for each in own_desks(request) if each.area == desk.area)
    return [each for each in mine if each.pk != desk.pk and can_run_desk(request.user, each)]


def _closing_deeds(request: HttpRequest, desk: Desk, today: date) -> list[Deed]:
    others = _others_of_area(request, desk)

    def close(data: dict[str, Any]) -> Closure:
        given = {name: data[name] for name in ("first_day", "last_day", "reason")}
        for each in others if data.get("all_desks") else ():
            places.close_days(desk=each, by=request.user, **given)
        return places.close_days(desk=desk, by=request.user, **given)

    def reopen(closure: Closure) -> Deed:
        named = {"first": _said(closure.first_day), "last": _said(closure.last_day)}
        text = _("Toch open: %(first)s – %(last)s") % named
        return Deed(f"reopen-{closure.pk}", text,
                    lambda _data: places.reopen_days(closure=closure, by=request.user))  # fmt: skip

    own = Closure.objects.filter(desk=desk, last_day__gte=today)
    deed = Deed(
        "close", _("Sluit enkele dagen"), close, forms.CloseDaysForm, options={"others": others}
    )
    return [deed, *map(reopen, own)]


def _closed(desk: Desk, today: date) -> list[tuple[date, str]]:
    return sorted(diary.closed_days(desk, today, today + AHEAD).items())


def _stranded(desk: Desk, today: date) -> list[str]:
    """Who is expected while the desk is closed, as a number and where to find them."""
    days = {
        timezone.localdate(each.slot.starts) for each in diary.stranded(desk, today, today + AHEAD)
    }
    return [
        _("Op %(day)s is het loket dicht terwijl er mensen verwacht worden; verplaats hun "
          "afspraken vanaf de dagstaat van die dag.") % {"day": _said(day)}
        for day in sorted(days)
    ]  # fmt: skip


@require_http_methods(["GET", "POST"])
def feedback_page(request: HttpRequest) -> HttpResponse:
    """Write down what somebody said; who said it is not kept."""
    desk = current_desk(request)
    if desk is None:
        return redirect("desk")
    check_can_work_at(request.user, desk)

    def add(data: dict[str, Any]) -> Any:
        return feedback.add_feedback(
            desk=desk, day=data["day"], touchpoint=data["touchpoint"], by=request.user,
            kind=FeedbackKind(data["kind"]), score=data["score"], topic=data["topic"],
        )  # fmt: skip

    deed = Deed("add", _("Bewaar feedback"), add, forms.FeedbackForm, shown=True)
    group = Group(_("Wat iemand zei"), deeds=[deed])
    return page(request, [group], heading=_("Feedback"), under=desk.name)


@require_http_methods(["GET", "POST"])
def run_course(request: HttpRequest, number: int) -> HttpResponse:
    """What a centre does with its course, and how it ended for each who is enrolled."""
    course = get_object_or_404(Course.objects.select_related("site__centre"), pk=number)
    check_can_run_course(request.user, course)
    note_names(request, course)
    free = (course.capacity or 0) - course.taken
    lines = [(_state(course), _("%(n)s plaatsen vrij") % {"n": max(free, 0)})]
    groups = [Group(_("De cursus"), lines, _course_deeds(request, course))]
    enrolled = course.placements.filter(status=PlacementStatus.ENROLLED).select_related("person")
    members = list(enrolled.order_by("person__family_name", "person__given_names"))
    if course.status in (CourseStatus.RUNNING, CourseStatus.DONE):
        deed = Deed(
            "results", _("Bewaar de resultaten"), lambda data: _results(request, members, data),
            forms.ResultsForm, options={"members": [m for m in members if not m.result]},
            shown=True,
        )  # fmt: skip
        known = [each for each in members if each.result]
        said = [(str(each.person), word(each.result, "course_result")) for each in known]
        deeds = [deed] if len(known) < len(members) else []
        deeds += [correcting.result_deed(request, each) for each in known]
        groups.append(Group(_("Resultaten"), said, deeds, _("Er is niemand ingeschreven.")))
    links = [(reverse("course", args=[course.pk]), _("Naar de groep"))]
    heading = _("Beheer %(course)s") % {"course": course.code}
    return page(request, groups, heading=heading, links=links)


def _state(course: Course) -> str:
    return word(course.status, "course_status").capitalize()


def _results(request: HttpRequest, members: list[Placement], data: dict[str, Any]) -> None:
    for each in members:
        result = data.get(f"result-{each.pk}")
        if result:
            placements.record_result(placement=each, result=CourseResult(result), by=request.user)


def _course_deeds(request: HttpRequest, course: Course) -> list[Deed]:
    by, today = request.user, timezone.localdate()

    def offer(_data: dict[str, Any]) -> Course:
        waiting.offer_seats(course=course, day=today, by=by)
        return course

    steps: dict[CourseStatus, tuple[str, str, Any]] = {
        CourseStatus.CONFIRMED: (
            "confirm", _("Bevestig de cursus"),
            lambda _data: courses.confirm_course(course=course, by=by),
        ),
        CourseStatus.RUNNING: (
            "start", _("De lessen zijn begonnen"),
            lambda _data: courses.start_course(course=course, by=by),
        ),
        CourseStatus.DONE: (
            "finish", _("De lessen zijn afgelopen"),
            lambda _data: courses.finish_course(course=course, by=by),
        ),
        CourseStatus.CANCELLED: (
            "cancel", _("Gelast de cursus af: iedereen wacht weer"),
            lambda _data: courses.cancel_course(course=course, day=today, by=by),
        ),
    }  # fmt: skip
    if not course.status:
        return []
    possible = COURSE[CourseStatus(course.status)]
    deeds = [Deed(*step) for status, step in steps.items() if status in possible]
    for deed in deeds:
        if deed.name == "cancel":  # never by one slip of a finger: everybody in it is told
            deed.make = forms.SureForm
    if course.status in (CourseStatus.PLANNED, CourseStatus.CONFIRMED):
        deeds.insert(0, Deed("offer", _("Bied vrije plaatsen aan wie wacht aan"), offer))
    return deeds


def _said(day: date) -> str:
    return date_format(day, "j F Y")

# SPDX-License-Identifier: EUPL-1.2
"""Seats in a course and in a slot: the only place where `taken` changes.

Each change is one statement that carries its own condition, so the database decides who has the
last seat, however many ask at once; under PostgreSQL's READ COMMITTED too. Counting first and
adding then is what overbooks. The constraint on the table is the second guard.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, F, PositiveSmallIntegerField, Q, Value
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from taalplan.register.models import HOLDS_SEAT, Course, Slot
from taalplan.register.states import NotInThisStateError
from taalplan.vocabulary.codes import AppointmentStatus, CourseStatus

OPEN_TO_PLACE = (CourseStatus.PLANNED, CourseStatus.CONFIRMED, CourseStatus.RUNNING)
"""Somebody can still come in late; a course that is done or cancelled takes nobody."""


class FullError(Exception):
    """No seat is free any more; the message says what can be done instead."""


def lock(*courses: Course) -> None:
    """Wait for others who change these courses, and read them anew.

    Always in the same order, so that two transfers in opposite directions wait for each other
    instead of for ever. SQLite's immediate transactions lock everything already.
    Raises NotInThisStateError for a course that another system gives: it says who is in it.
    """
    for course in courses:
        if course.origin:
            raise NotInThisStateError(
                _("%(course)s is verteld door %(system)s; wie erin zit, wordt daar gewijzigd")
                % {"course": course.code, "system": course.origin.upper()}
            )
    locked = Course.objects.select_for_update().order_by("pk")
    found = {course.pk: course for course in locked.filter(pk__in=[each.pk for each in courses])}
    for course in courses:
        fresh = found[course.pk]
        for field in ("taken", "capacity", "status", "version"):
            setattr(course, field, getattr(fresh, field))


def take(course: Course) -> None:
    """Take a seat, or raise FullError; the course may be full, done or cancelled."""
    free = Course.objects.filter(
        pk=course.pk, taken__lt=F("capacity"), status__in=[each.value for each in OPEN_TO_PLACE]
    )
    if not free.update(taken=F("taken") + 1):
        raise FullError(_no_seat(course))
    course.refresh_from_db(fields=["taken"])


def free(course: Course) -> None:
    """Give a seat back."""
    Course.objects.filter(pk=course.pk, taken__gt=0).update(taken=F("taken") - 1)
    course.refresh_from_db(fields=["taken"])


def resize(course: Course, capacity: int) -> None:
    """Set how many seats there are; FullError when more are taken."""
    if not Course.objects.filter(pk=course.pk, taken__lte=capacity).update(capacity=capacity):
        raise FullError(
            _("%(course)s heeft %(taken)s ingenomen plaatsen; het kan niet kleiner worden dan dat")
            % {"course": course.code, "taken": course.taken}
        )
    course.refresh_from_db(fields=["capacity", "taken"])


def take_slot(slot: Slot) -> None:
    """Take a place at a time, or raise FullError."""
    if not Slot.objects.filter(pk=slot.pk, taken__lt=F("capacity")).update(taken=F("taken") + 1):
        raise FullError(
            _("%(when)s is net volzet; kies een ander uur") % {"when": _clock(slot.starts)}
        )
    slot.refresh_from_db(fields=["taken"])


def staff_slot(slot: Slot, staff: int) -> None:
    """Let a slot see as many people as there is staff now, and never fewer than are expected."""
    Slot.objects.filter(pk=slot.pk).exclude(capacity=staff).update(
        capacity=Greatest(F("taken"), Value(staff), output_field=PositiveSmallIntegerField())
    )


def free_slot(slot: Slot) -> None:
    """Give a place at a time back."""
    Slot.objects.filter(pk=slot.pk, taken__gt=0).update(taken=F("taken") - 1)
    slot.refresh_from_db(fields=["taken"])


def miscounted() -> list[str]:
    """Courses and slots where `taken` is not who is in them, as sentences; none, if all is well."""
    held = Count("placements", filter=Q(placements__status__in=HOLDS_SEAT))
    expected = Count("appointments", filter=~Q(appointments__status=AppointmentStatus.CANCELLED))
    courses = Course.objects.annotate(held=held).exclude(taken=F("held"))
    slots = Slot.objects.annotate(held=expected).exclude(taken=F("held"))
    return [f"course {each.code}: {each.taken} taken, {each.held} held" for each in courses] + [
        f"slot {each.pk}: {each.taken} taken, {each.held} expected" for each in slots
    ]


def _no_seat(course: Course) -> str:
    course.refresh_from_db(fields=["status", "taken", "capacity"])
    if course.status not in OPEN_TO_PLACE:
        return _("%(course)s is afgelast of afgelopen; kies een andere cursus") % {
            "course": course.code
        }
    return _(
        "%(course)s is volzet (%(capacity)s plaatsen); zet de persoon op de wachtlijst, "
        "dan wordt een vrijgekomen plaats aangeboden"
    ) % {"course": course.code, "capacity": course.capacity}


def _clock(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%d/%m/%Y %H:%M")

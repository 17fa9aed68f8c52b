# SPDX-License-Identifier: EUPL-1.2
"""A centre adds courses and changes them; cancelled ones are kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypedDict

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from taalplan.audit import log
from taalplan.register import placing, seats
from taalplan.register.models import HOLDS_SEAT, Course, Site
from taalplan.register.permissions import check_can_run_centre, check_can_run_course
from taalplan.register.states import COURSE, NotInThisStateError, check_step
from taalplan.vocabulary.codes import Component, CourseStatus, DayPart, PlacementStatus, Profile


class ChangedMeanwhileError(Exception):
    """Somebody else changed it after this page was opened."""


class CourseChanges(TypedDict, total=False):
    """What may change about a course; what is not given stays."""

    site: Site
    module: str
    start: date
    end: date
    hours: Decimal
    distance_hours: Decimal
    dayparts: Sequence[DayPart]
    capacity: int
    places_for_desks: int | None


@transaction.atomic
def add_course(
    *,
    code: str,
    site: Site,
    level: Component,
    profile: Profile,
    start: date,
    end: date,
    hours: Decimal,
    capacity: int,
    by: Any,
    module: str = "",
    distance_hours: Decimal = Decimal(0),
    dayparts: Sequence[DayPart] = (),
    places_for_desks: int | None = None,
) -> Course:
    """Plan a course. Its seats are not offered yet: see `offer_seats`."""
    check_can_run_centre(by, site.centre.code)
    course = Course(
        code=code,
        site=site,
        module=module,
        level=level,
        profile=profile,
        start=start,
        end=end,
        hours=hours,
        distance_hours=distance_hours,
        dayparts=list(dayparts),
        capacity=capacity,
        places_for_desks=places_for_desks,
    )
    course.full_clean()
    course.save()
    log.record(by=by, action="add_course", thing=course, centre=site.centre.code)
    return course


@transaction.atomic
def change_course(
    *, course: Course, version: int, changes: CourseChanges, day: date, by: Any
) -> Course:
    """Change what is planned. More seats are offered to who waits; never fewer than are taken.

    `version` is the one that the user saw; ChangedMeanwhileError when it is no longer current.
    """
    check_can_run_course(by, course)
    if "site" in changes:
        check_can_run_centre(by, changes["site"].centre.code)
    seats.lock(course)
    if course.version != version:
        raise ChangedMeanwhileError(
            _("%(course)s is intussen door iemand anders gewijzigd; bekijk het opnieuw")
            % {"course": course.code}
        )
    if not COURSE[CourseStatus(course.status)]:
        raise NotInThisStateError(
            _("%(course)s is afgelast of afgelopen") % {"course": course.code}
        )
    plain = {name: value for name, value in changes.items() if name != "capacity"}
    for name, value in plain.items():
        setattr(course, name, list(value) if name == "dayparts" else value)  # type: ignore[call-overload]
    course.version = version + 1
    course.full_clean(validate_constraints=True)
    course.save(update_fields=[*plain, "version"])
    offered = []
    if "capacity" in changes:
        more = changes["capacity"] - course.capacity
        seats.resize(course, changes["capacity"])
        offered = placing.offer_free_seats(course, day, at_most=max(more, 0))
    log.record(by=by, action="change_course", thing=course, fields=sorted(changes),
               offered=placing.numbers(offered))  # fmt: skip
    return course


@transaction.atomic
def confirm_course(*, course: Course, by: Any) -> Course:
    """The course will go on."""
    return _to(course, CourseStatus.CONFIRMED, "confirm_course", by)


@transaction.atomic
def start_course(*, course: Course, by: Any) -> Course:
    """The lessons have begun."""
    return _to(course, CourseStatus.RUNNING, "start_course", by)


@transaction.atomic
def finish_course(*, course: Course, by: Any) -> Course:
    """The lessons are over; results can still be recorded."""
    return _to(course, CourseStatus.DONE, "finish_course", by)


@transaction.atomic
def cancel_course(*, course: Course, day: date, by: Any) -> Course:
    """The course does not go on. It stays; everybody in it waits again where they stood."""
    check_can_run_course(by, course)
    seats.lock(course)
    check_step(COURSE, CourseStatus(course.status), CourseStatus.CANCELLED)
    placements = list(course.placements.filter(status__in=HOLDS_SEAT).order_by("id"))
    for placement in placements:
        placement.course = course
        placing.step(placement, PlacementStatus.WITHDRAWN, day)
        placing.close_wait_or_go_on(placement, day, back=True)
    course.status, course.cancelled_on = CourseStatus.CANCELLED, day
    course.version += 1
    course.save(update_fields=["status", "cancelled_on", "version"])
    log.record(by=by, action="cancel_course", thing=course,
               placements=placing.numbers(placements))  # fmt: skip
    return course


def _to(course: Course, status: CourseStatus, action: str, by: Any) -> Course:
    check_can_run_course(by, course)
    seats.lock(course)
    check_step(COURSE, CourseStatus(course.status), status)
    Course.objects.filter(pk=course.pk).update(status=status, version=F("version") + 1)
    course.refresh_from_db(fields=["status", "version"])
    log.record(by=by, action=action, thing=course)
    return course

# SPDX-License-Identifier: EUPL-1.2
"""Give somebody a place in a course, and everything that can become of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from taalplan.audit import log
from taalplan.register import placing, seats
from taalplan.register.models import Course, Person, Placement
from taalplan.register.permissions import check_can_place, check_can_run_course
from taalplan.register.states import NotInThisStateError
from taalplan.vocabulary.codes import CourseResult, CourseStatus, PlacementStatus


@transaction.atomic
def place(
    *,
    person: Person,
    course: Course,
    day: date,
    by: Any,
    status: PlacementStatus = PlacementStatus.ASSIGNED,
) -> Placement:
    """Give somebody a free seat (toewijzen), or keep it for them (status RESERVED).

    Raises seats.FullError, and placing.AlreadyPlacedError. What they waited for at this level
    ends with an assigned seat; what was offered to them elsewhere goes to the next.
    """
    check_can_place(by, person, course)
    if status not in (PlacementStatus.RESERVED, PlacementStatus.ASSIGNED):
        raise NotInThisStateError(_("een plaatsing begint als gereserveerd of toegewezen"))
    seats.lock(course, *_offered_elsewhere(person, course))
    placement = placing.sit(person, course, status, day)
    if status == PlacementStatus.ASSIGNED:
        placing.release_other_offers(placement, day)
        placing.end_demands(placement, day)
    _log("place", placement, by, status=str(status))
    return placement


@transaction.atomic
def assign(*, placement: Placement, day: date, by: Any) -> Placement:
    """A seat that was kept is now theirs."""
    check_can_place(by, placement.person, placement.course)
    seats.lock(placement.course, *_offered_elsewhere(placement.person, placement.course))
    placing.step(placement, PlacementStatus.ASSIGNED, day)
    placing.release_other_offers(placement, day)
    placing.end_demands(placement, day)
    _log("assign", placement, by)
    return placement


@transaction.atomic
def enrol(*, placement: Placement, day: date, by: Any) -> Placement:
    """The centre has enrolled them (inschrijven)."""
    check_can_run_course(by, placement.course)
    seats.lock(placement.course)
    placing.step(placement, PlacementStatus.ENROLLED, day)
    _log("enrol", placement, by)
    return placement


@transaction.atomic
def refuse(*, placement: Placement, day: date, by: Any, waiting_again: bool = False) -> Placement:
    """The centre or the person refuses the place (plaatsingsweigering); the seat is offered."""
    return _give_up(placement, PlacementStatus.REFUSED, "refuse", day, by, waiting_again)


@transaction.atomic
def withdraw(*, placement: Placement, day: date, by: Any, waiting_again: bool = False) -> Placement:
    """They do not come, or no longer (uitschrijven); the seat is offered."""
    return _give_up(placement, PlacementStatus.WITHDRAWN, "withdraw", day, by, waiting_again)


@transaction.atomic
def record_result(*, placement: Placement, result: CourseResult, by: Any) -> Placement:
    """How the course ended for somebody who is enrolled in it (evaluatie).

    A result that stands already is put right by `correcting.correct_result`, with a reason.
    """
    check_can_run_course(by, placement.course)
    seats.lock(placement.course)
    placement.refresh_from_db(fields=["status", "result"])
    given = placement.course.status in (CourseStatus.RUNNING, CourseStatus.DONE)
    if placement.status != PlacementStatus.ENROLLED or not given:
        raise NotInThisStateError(
            _("een resultaat is voor wie ingeschreven is in een cursus die loopt of afgelopen is")
        )
    if placement.result and placement.result != result:
        raise NotInThisStateError(_("er staat al een resultaat; verbeter het met een reden"))
    placement.result = result
    placement.save(update_fields=["result"])
    _log("record_result", placement, by)
    return placement


@transaction.atomic
def transfer(*, placement: Placement, to: Course, day: date, by: Any) -> Placement:
    """Move somebody to another course: the new seat first, so they never end with none.

    Raises seats.FullError and changes nothing when the other course is full. The new placement
    is assigned; the old one is withdrawn and its seat offered.
    """
    check_can_place(by, placement.person, placement.course)
    check_can_place(by, placement.person, to)
    seats.lock(placement.course, to, *_offered_elsewhere(placement.person, to))
    new = placing.sit(placement.person, to, PlacementStatus.ASSIGNED, day)
    # What the person waited for goes along, so that it can go on when the new course is cancelled.
    placement.demands.update(placement=new)
    offered = placing.leave(placement, PlacementStatus.WITHDRAWN, day, back=False)
    placing.release_other_offers(new, day)
    placing.end_demands(new, day)
    _log("transfer", new, by, old=placement.pk, offered=placing.numbers(offered))
    return new


def _give_up(
    placement: Placement, status: PlacementStatus, action: str, day: date, by: Any, back: bool
) -> Placement:
    check_can_place(by, placement.person, placement.course)
    seats.lock(placement.course)
    offered = placing.leave(placement, status, day, back=back)
    _log(action, placement, by, offered=placing.numbers(offered))
    return placement


def _offered_elsewhere(person: Person, course: Course) -> list[Course]:
    found = placing.offers_to(person, course)
    return [demand.offered for demand in found if demand.offered is not None]


def _log(action: str, placement: Placement, by: Any, **detail: Any) -> None:
    log.record(
        by=by,
        action=action,
        thing=placement,
        person=placement.person_id,
        course=placement.course_id,
        **detail,
    )

# SPDX-License-Identifier: EUPL-1.2
"""The waiting list, and the seats that are offered to who is on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from taalplan.audit import log
from taalplan.register import placing, seats
from taalplan.register.models import Centre, Course, Demand, Person, Placement
from taalplan.register.permissions import (
    check_can_change_person,
    check_can_place,
    check_can_run_course,
)
from taalplan.register.states import NotInThisStateError
from taalplan.vocabulary.codes import Component, DayPart, EndReason, PlacementStatus, Profile


class AlreadyWaitingError(Exception):
    """The person is on this waiting list."""


@transaction.atomic
def wait_for(
    *,
    person: Person,
    level: Component,
    profile: Profile,
    since: date,
    by: Any,
    centre: Centre | None = None,
    course: Course | None = None,
    desired_start: date | None = None,
    municipality: str = "",
    dayparts: Sequence[DayPart] = (),
    intensity: int | None = None,
) -> Demand:
    """Put somebody on the waiting list; what is left open fits every course."""
    check_can_change_person(by, person)
    # One clerk at a time per person, or the list would have them twice.
    Person.objects.select_for_update().get(pk=person.pk)
    same = Demand.objects.filter(person=person, level=level, profile=profile, centre=centre,
                                 course=course, ended__isnull=True)  # fmt: skip
    if same.exists():
        raise AlreadyWaitingError(_("deze persoon staat al op deze wachtlijst"))
    demand = Demand.objects.create(
        person=person,
        level=level,
        profile=profile,
        centre=centre,
        course=course,
        since=since,
        desired_start=desired_start,
        municipality=municipality,
        dayparts=list(dayparts),
        intensity=intensity,
    )
    _log("wait_for", demand, by, level=str(level))
    return demand


@transaction.atomic
def end_waiting(*, demand: Demand, reason: EndReason, day: date, by: Any) -> Demand:
    """Take somebody off the list; a seat that was offered to them goes to the next."""
    check_can_change_person(by, demand.person)
    _lock(demand)
    if demand.ended is not None:
        raise NotInThisStateError(_("deze persoon staat niet meer op deze wachtlijst"))
    demand.ended, demand.end_reason = max(day, demand.since), reason
    demand.save(update_fields=["ended", "end_reason"])
    if demand.offered_id is not None:
        _pass_on(demand, PlacementStatus.WITHDRAWN, day)
    _log("end_waiting", demand, by, reason=str(reason))
    return demand


@transaction.atomic
def make_unavailable(*, demand: Demand, until: date | None, by: Any) -> Demand:
    """Skip somebody for courses that begin before a day (onbeschikbaar); None ends it."""
    check_can_change_person(by, demand.person)
    demand.unavailable_until = until
    demand.save(update_fields=["unavailable_until"])
    _log("make_unavailable", demand, by)
    return demand


@transaction.atomic
def offer_seats(*, course: Course, day: date, by: Any) -> list[Demand]:
    """Offer every free seat of a course to who waits for it, in order; to whom it was offered."""
    check_can_run_course(by, course)
    seats.lock(course)
    offered = placing.offer_free_seats(course, day, at_most=course.capacity)
    log.record(by=by, action="offer_seats", thing=course, offered=placing.numbers(offered))
    return offered


@transaction.atomic
def accept_offer(*, demand: Demand, day: date, by: Any) -> Placement:
    """They take the seat that was kept for them; the wait is over."""
    course = _check_offer(demand, by)
    placement = placing.offered_placement(demand)
    if placement.person_id != demand.person_id:  # a merge was undone while the offer stood
        raise NotInThisStateError(
            _("het dossier is intussen gesplitst; weiger dit aanbod en plaats de persoon opnieuw")
        )
    placement.course = course
    placing.step(placement, PlacementStatus.ASSIGNED, day)
    placing.release_other_offers(placement, day)
    placing.end_demands(placement, day)
    demand.refresh_from_db()
    _log("accept_offer", demand, by, placement=placement.pk)
    return placement


@transaction.atomic
def decline_offer(*, demand: Demand, day: date, by: Any) -> Demand:
    """They do not want this seat; they wait on where they were, and the next is offered it."""
    _check_offer(demand, by)
    _pass_on(demand, PlacementStatus.REFUSED, day)
    _log("decline_offer", demand, by)
    return demand


@transaction.atomic
def expire_offer(*, demand: Demand, now: datetime, by: Any) -> Demand:
    """Nobody answered in time; they wait on, and the next is offered it. `by` None: the clock."""
    _check_offer(demand, by)
    if demand.offered_until is None or demand.offered_until > now:
        raise NotInThisStateError(_("het aanbod staat nog open"))
    _pass_on(demand, PlacementStatus.WITHDRAWN, now.date())
    _log("expire_offer", demand, by)
    return demand


def _check_offer(demand: Demand, by: Any) -> Course:
    """Whether this user may answer; the course of the offer, locked."""
    course = _lock(demand)
    if course is None:
        raise NotInThisStateError(_("er staat geen aanbod meer open voor deze persoon"))
    if by is not None:
        check_can_place(by, demand.person, course)
    return course


def _lock(demand: Demand) -> Course | None:
    """Lock the course that is on offer, then the demand: in this order everywhere."""
    course = Course.objects.filter(offers=demand).first()
    if course is not None:
        seats.lock(course)
    list(Demand.objects.select_for_update().filter(pk=demand.pk))
    demand.refresh_from_db()
    if demand.offered_id is not None and (course is None or demand.offered_id != course.pk):
        raise NotInThisStateError(_("er werd net een plaats aangeboden; bekijk het opnieuw"))
    return course if demand.offered_id is not None else None


def _pass_on(demand: Demand, status: PlacementStatus, day: date) -> None:
    placing.leave(placing.offered_placement(demand), status, day, back=False)
    demand.refresh_from_db()


def _log(action: str, demand: Demand, by: Any, **detail: Any) -> None:
    log.record(by=by, action=action, thing=demand, person=demand.person_id, **detail)

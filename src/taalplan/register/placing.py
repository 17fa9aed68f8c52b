# SPDX-License-Identifier: EUPL-1.2
"""What actions about places in courses are made of; they check and log, this does.

Whoever calls has locked the course (`seats.lock`). A freed seat goes to the first on the waiting
list in the same transaction, so nobody can take it from under them.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from taalplan.register import entries, queue, seats
from taalplan.register.models import (
    HOLDS_SEAT,
    Course,
    Demand,
    Person,
    Placement,
    PlacementChange,
)
from taalplan.register.states import PLACEMENT, NotInThisStateError, check_step
from taalplan.vocabulary.codes import CourseStatus, EndReason, PlacementStatus

OFFER_STANDS = timedelta(days=3)
"""How long a freed seat is kept for whom it was offered to."""

OPEN_TO_OFFERS = (CourseStatus.PLANNED, CourseStatus.CONFIRMED)


class AlreadyPlacedError(Exception):
    """The person holds a seat in this course."""


def sit(person: Person, course: Course, status: PlacementStatus, day: date) -> Placement:
    """Take a seat for somebody; FullError, or AlreadyPlacedError when they have one."""
    if Placement.objects.filter(person=person, course=course, status__in=HOLDS_SEAT).exists():
        raise AlreadyPlacedError(
            _("deze persoon heeft al een plaats in %(course)s") % {"course": course.code}
        )
    seats.take(course)
    placement = Placement.objects.create(person=person, course=course, status=status)
    PlacementChange.objects.create(placement=placement, status=status, date=day)
    return placement


def step(placement: Placement, status: PlacementStatus, day: date) -> None:
    """Go to the next state, with its history; a seat that is no longer held is freed."""
    placement.refresh_from_db(fields=["status"])
    check_step(PLACEMENT, PlacementStatus(placement.status), status)
    if placement.course.status in (CourseStatus.DONE, CourseStatus.CANCELLED):
        raise NotInThisStateError(
            _("%(course)s is afgelast of afgelopen") % {"course": placement.course.code}
        )
    placement.status = status
    placement.save(update_fields=["status"])
    PlacementChange.objects.create(placement=placement, status=status, date=day)
    if status not in HOLDS_SEAT:
        seats.free(placement.course)


def leave(placement: Placement, status: PlacementStatus, day: date, *, back: bool) -> list[Demand]:
    """Give a seat up, and offer it; who was offered it. `back`: wait on in the old place."""
    step(placement, status, day)
    close_wait_or_go_on(placement, day, back=back)
    return offer_free_seats(placement.course, day, at_most=1)


def close_wait_or_go_on(placement: Placement, day: date, *, back: bool) -> None:
    """After a seat was given up: an offer is over, its demand waits on; others only if `back`."""
    offered = placement.demands.filter(offered__isnull=False)
    over = offered.update(offered=None, offered_until=None, placement=None)
    if not over and back:
        wait_again(placement, day)


def release_other_offers(placement: Placement, day: date) -> None:
    """Give up what else was offered to somebody who now has a seat at this level."""
    for demand in offers_to(placement.person, placement.course).exclude(placement=placement):
        other = offered_placement(demand)
        seats.lock(other.course)
        leave(other, PlacementStatus.WITHDRAWN, day, back=False)


def offers_to(person: Person, course: Course) -> QuerySet[Demand]:
    """Open offers to somebody of courses of the level and profile of this one."""
    return Demand.objects.filter(
        person=person, level=course.level, profile=course.profile, offered__isnull=False
    ).select_related("offered")


def wait_again(placement: Placement, day: date) -> None:
    """Put somebody back on the waiting lists that the placement took them off, where they stood.

    Who came without waiting stands where they were placed; `day` is when the wait is taken up. Who
    went to wait for the same meanwhile keeps that one entry, in the older place.
    """
    if entries.reopen(placement.demands.select_for_update().order_by("since", "id")):
        return
    course = placement.course
    since = placement.changes.order_by("id").values_list("date", flat=True).first() or day
    wanted = {"person_id": placement.person_id, "level": course.level, "profile": course.profile}
    same = entries.entry_for(wanted | {"centre_id": None, "course_id": None})
    if same is None:
        Demand.objects.create(**wanted, since=since)
    else:
        entries.stand_since(same, since)


def end_demands(placement: Placement, day: date) -> None:
    """End what the person waited for and now has: this level, for this profile.

    Other offers are released before (`release_other_offers`).
    """
    course = placement.course
    found = Demand.objects.select_for_update().filter(
        person=placement.person_id, level=course.level, profile=course.profile, ended__isnull=True
    )
    for demand in found:
        if demand.offered_id is not None and demand.placement_id != placement.pk:
            continue  # offered this very moment: it stays, until it is answered or expires
        demand.ended, demand.end_reason = max(day, demand.since), EndReason.PLACED
        demand.placement = placement
        demand.offered, demand.offered_until = None, None
        demand.save(update_fields=["ended", "end_reason", "placement", "offered", "offered_until"])


def offer_free_seats(course: Course, day: date, *, at_most: int) -> list[Demand]:
    """Offer free seats to the first on the waiting list, each kept as a reserved placement."""
    offered: list[Demand] = []
    if course.status not in OPEN_TO_OFFERS:
        return offered
    while len(offered) < at_most and course.taken < course.capacity:
        demand = next(queue.fitting(course), None)
        if demand is None:
            break
        if _claim(demand, course):
            demand.placement = sit(demand.person, course, PlacementStatus.RESERVED, day)
            demand.save(update_fields=["placement"])
            offered.append(demand)
    return offered


def offered_placement(demand: Demand) -> Placement:
    """The reserved placement that an offer keeps; NotInThisStateError when there is no offer."""
    demand.refresh_from_db(fields=["offered", "offered_until", "placement", "ended"])
    if demand.offered_id is None or demand.placement is None:
        raise NotInThisStateError(_("er staat geen aanbod meer open voor deze persoon"))
    return demand.placement


def numbers(things: list[Any]) -> list[int]:
    """The numbers of things, for the log."""
    return [thing.pk for thing in things]


def _claim(demand: Demand, course: Course) -> bool:
    """Mark an offer, unless another course offered a seat at the same moment."""
    until = timezone.now() + OFFER_STANDS
    free = Demand.objects.filter(pk=demand.pk, ended__isnull=True, offered__isnull=True)
    if not free.update(offered=course, offered_until=until):
        return False
    demand.offered, demand.offered_until = course, until
    return True

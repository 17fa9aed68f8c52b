# SPDX-License-Identifier: EUPL-1.2
"""Fifty clients at once never overbook, never double and never see an error of the machine.

50 clients ──▶ 5 courses of 15 seats ──▶ 15 placed in each, everybody else: "volzet"
           ──▶ 10 keys, 50 copies    ──▶ 10 things, every copy the same answer
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial

import pytest
from django.utils import timezone

from lib import courses as make
from lib.courses import DAY
from lib.crowd import at_once, kinds
from taalplan.audit.log import broken_rows
from taalplan.register import seats
from taalplan.register.actions import appointments, courses, placements, waiting
from taalplan.register.models import Appointment, Course, Demand, Person, Placement, Slot
from taalplan.register.once import once
from taalplan.register.placing import OFFER_STANDS
from taalplan.vocabulary.codes import AppointmentPurpose

pytestmark = [
    pytest.mark.both_databases,
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
]


def people(number: int) -> list[Person]:
    return [make.person(f"Persoon {index}") for index in range(number)]


def held(course: Course) -> int:
    return course.placements.filter(status__in=["reserved", "assigned", "enrolled"]).count()


def test_five_courses_of_fifteen_and_fifty_clients() -> None:
    groups = [make.course(code=f"NT2-{number}", capacity=15) for number in range(5)]
    clerk = make.clerk()
    jobs = [
        partial(placements.place, person=who, course=groups[index % 5], day=DAY, by=clerk)
        for index, who in enumerate(people(200))
    ]
    outcomes = at_once(jobs)
    assert kinds(outcomes) == {"Placement": 75, "FullError": 125}
    for group in groups:
        group.refresh_from_db()
        assert (group.taken, held(group)) == (15, 15)
    assert not list(broken_rows())


def test_the_last_seat_is_freed_and_asked_for_at_once() -> None:
    group = make.course(capacity=15)
    clerk = make.clerk()
    inside = [placements.place(person=who, course=group, day=DAY, by=clerk) for who in people(15)]
    line = [make.demand(who) for who in people(10)]
    jobs = [partial(placements.withdraw, placement=seat, day=DAY, by=clerk) for seat in inside]
    jobs += [
        partial(placements.place, person=who, course=group, day=DAY, by=clerk)
        for who in people(35)
    ]  # fmt: skip
    outcomes = at_once(jobs)
    assert set(kinds(outcomes)) <= {"Placement", "FullError"}
    group.refresh_from_db()
    assert group.taken == held(group) <= 15
    offered = [Demand.objects.get(pk=demand.pk).offered == group for demand in line]
    assert offered == [True] * 10  # fifteen seats came free, and the list goes first


def test_transfers_in_both_directions_do_not_wait_for_each_other_for_ever() -> None:
    here, there = (make.course(code=code, capacity=30) for code in ("HIER", "DAAR"))
    clerk = make.clerk()
    crowd = people(40)
    inside = [
        placements.place(person=who, course=(here, there)[index % 2], day=DAY, by=clerk)
        for index, who in enumerate(crowd)
    ]
    jobs = [
        partial(
            placements.transfer,
            placement=Placement.objects.select_related("course__site__centre").get(pk=seat.pk),
            to=Course.objects.select_related("site__centre").get(pk=(there, here)[index % 2].pk),
            day=DAY,
            by=clerk,
        )
        for index, seat in enumerate(inside)
    ]
    outcomes = at_once(jobs, clients=40)
    assert set(kinds(outcomes)) <= {"Placement", "FullError"}
    for group in (here, there):
        group.refresh_from_db()
        assert group.taken == held(group) <= 30
    seats_now = Placement.objects.filter(status="assigned").values_list("person", flat=True)
    assert sorted(seats_now) == sorted(who.pk for who in crowd)


def test_a_course_that_is_cancelled_meanwhile_keeps_nobody() -> None:
    group = make.course(capacity=15)
    clerk, planner = make.clerk(), make.planner()
    jobs = [
        partial(placements.place, person=who, course=Course.objects.get(pk=group.pk), day=DAY,
                by=clerk)
        for who in people(20)
    ]  # fmt: skip
    jobs.insert(10, partial(courses.cancel_course, course=group, day=DAY, by=planner))
    outcomes = at_once(jobs, clients=21)
    assert set(kinds(outcomes)) <= {"Placement", "FullError", "Course"}
    group.refresh_from_db()
    assert (group.status, group.taken, held(group)) == ("cancelled", 0, 0)
    placed = kinds(outcomes).get("Placement", 0)
    assert Demand.objects.filter(ended__isnull=True).count() == placed


def test_an_offer_that_many_answer_at_once_is_answered_once() -> None:
    group = make.course(capacity=5)
    line = [make.demand(who) for who in people(12)]
    waiting.offer_seats(course=group, day=DAY, by=make.planner())
    clerk, late = make.clerk(), timezone.now() + OFFER_STANDS
    jobs = []
    for each in line[:5]:
        for _ in range(2):
            fresh = [Demand.objects.get(pk=each.pk) for _ in range(4)]
            jobs += [
                partial(waiting.accept_offer, demand=fresh[0], day=DAY, by=clerk),
                partial(waiting.decline_offer, demand=fresh[1], day=DAY, by=clerk),
                partial(waiting.expire_offer, demand=fresh[2], now=late, by=None),
                partial(waiting.end_waiting, demand=fresh[3], reason="moved", day=DAY, by=clerk),
            ]
    outcomes = at_once(jobs, clients=40)
    assert set(kinds(outcomes)) <= {"Placement", "Demand", "NotInThisStateError"}
    group.refresh_from_db()
    assert group.taken == held(group) == 5  # seven more wait, so every freed seat found somebody
    kept = Demand.objects.filter(offered=group)
    reserved = Placement.objects.filter(status="reserved")
    assert sorted(kept.values_list("placement", flat=True)) == sorted(
        reserved.values_list("pk", flat=True)
    )
    assert not seats.miscounted()
    assert not list(broken_rows())


def test_ten_keys_and_fifty_copies_of_each_make_ten_things() -> None:
    clerk = make.clerk()
    crowd = people(10)

    def ask(who: Person) -> tuple[dict[str, int], bool]:
        return once(
            user=clerk,
            key=f"key-{who.pk}",
            content={"person": who.pk},
            work=lambda: {"demand": make.demand(who).pk},
        )

    outcomes = at_once([partial(ask, crowd[index % 10]) for index in range(500)])
    assert kinds(outcomes) == {"tuple": 500}
    assert sum(now for _, now in outcomes) == 10 == Demand.objects.count()
    answers = {(index % 10, answer["demand"]) for index, (answer, _) in enumerate(outcomes)}
    assert len(answers) == 10
    assert not list(broken_rows())


def test_appointments_are_not_double_booked_either(monkeypatch: pytest.MonkeyPatch) -> None:
    nine = datetime(2027, 3, 8, 8, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2027, 3, 1, tzinfo=UTC))
    desk = make.desk()
    make.opening_hours(desk, staff=3)
    clerk = make.clerk()
    jobs = [
        partial(appointments.book, person=who, desk=desk, starts=nine, day=date(2027, 3, 1),
                purpose=AppointmentPurpose.INTAKE, by=clerk)
        for who in people(50)
    ]  # fmt: skip
    outcomes = at_once(jobs)
    assert kinds(outcomes) == {"Appointment": 3, "FullError": 47}
    slot = Slot.objects.get()
    assert (slot.taken, Appointment.objects.count()) == (3, 3)


def test_one_person_and_fifty_clerks_is_one_appointment_and_one_place_in_the_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2027, 3, 1, tzinfo=UTC))
    desk, other = make.desk(), make.desk(code="loket-hasselt")
    for each in (desk, other):
        make.opening_hours(each, staff=60)
    nine = datetime(2027, 3, 8, 8, tzinfo=UTC)
    who, everywhere = make.person(), make.coordinator()
    booking = [
        partial(appointments.book, person=who, desk=each, starts=nine,
                day=date(2027, 3, 1), purpose=AppointmentPurpose.INTAKE, by=everywhere)
        for each in [desk, other] * 15
    ]  # fmt: skip
    asking = [partial(make.demand, who) for _ in range(20)]
    outcomes = at_once([*booking, *asking])
    assert kinds(outcomes) == {
        "AlreadyExpectedError": 29,
        "AlreadyWaitingError": 19,
        "Appointment": 1,
        "Demand": 1,
    }

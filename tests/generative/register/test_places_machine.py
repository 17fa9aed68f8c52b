# SPDX-License-Identifier: EUPL-1.2
"""Whatever clerks and centres do in whatever order, the register agrees with thirty lines.

The model below is the whole rule of places and waiting: lists and a set. Hypothesis looks for a
sequence of actions after which the register holds something else.
`HYPOTHESIS_PROFILE=full` runs 500 sequences of 50 steps.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from lib import courses as make
from lib.courses import DAY
from taalplan.audit.log import broken_rows
from taalplan.audit.models import Event
from taalplan.register import offers
from taalplan.register.actions import courses, placements, waiting
from taalplan.register.models import HOLDS_SEAT, Course, Demand, Person, Placement
from taalplan.register.placing import OFFER_STANDS, AlreadyPlacedError
from taalplan.register.seats import FullError
from taalplan.register.states import PLACEMENT, NotInThisStateError
from taalplan.vocabulary.codes import EndReason, PlacementStatus

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db, pytest.mark.slow]

FULL = os.environ.get("HYPOTHESIS_PROFILE") == "full"
PEOPLE, COURSES = range(6), range(3)


@dataclass
class Wait:
    """One entry of the waiting list: whose, since when, for which course (None: any)."""

    who: int
    since: date
    only: int | None
    open: bool = True
    ended_by: tuple[int, int] | None = None  # which visit to a course it ended in


@dataclass
class Model:
    """What the register must hold: who sits where, who waits in which order, what is offered."""

    capacity: dict[int, int] = field(default_factory=dict)
    seats: dict[tuple[int, int], int] = field(default_factory=dict)  # (who, course): visit
    been: set[tuple[int, int]] = field(default_factory=set)
    line: list[Wait] = field(default_factory=list)
    offers: dict[int, int] = field(default_factory=dict)  # index in line: course
    visits: int = 0

    def taken(self, course: int) -> int:
        return sum(where == course for _, where in self.seats)

    def has_room(self, course: int) -> bool:
        return course in self.capacity and self.taken(course) < self.capacity[course]

    def sit(self, who: int, course: int) -> None:
        self.visits += 1
        self.seats[who, course] = self.visits
        self.been.add((who, course))

    def offer(self, course: int, at_most: int = 1) -> None:
        order = sorted(range(len(self.line)), key=lambda n: (self.line[n].since, n))
        for index in order:
            wait = self.line[index]
            fits = wait.only in (None, course) and (wait.who, course) not in self.been
            if (
                at_most
                and wait.open
                and index not in self.offers
                and fits
                and self.has_room(course)
            ):
                self.offers[index] = course
                self.sit(wait.who, course)
                at_most -= 1

    def leave(self, who: int, course: int, *, back: bool = False, refill: bool = True) -> None:
        visit = self.seats.pop((who, course))
        mine = [
            n for n, where in self.offers.items() if where == course and self.line[n].who == who
        ]
        for index in mine:
            del self.offers[index]
        if back and not mine:
            again = [wait for wait in self.line if wait.ended_by == (who, visit)]
            for wait in again:
                wait.open, wait.ended_by = True, None
            if not again:
                self.line.append(Wait(who, DAY, None))
        if refill and course in self.capacity:
            self.offer(course)

    def settle(self, who: int, course: int) -> None:
        elsewhere = {
            n: c for n, c in self.offers.items() if self.line[n].who == who and c != course
        }
        for index, other in sorted(elsewhere.items(), key=lambda o: (self.line[o[0]].since, o[0])):
            if index in self.offers:
                self.leave(who, other)
        for index, wait in enumerate(self.line):
            if wait.who == who and wait.open:
                wait.open, wait.ended_by = False, (who, self.seats[who, course])
                self.offers.pop(index, None)


class Places(RuleBasedStateMachine):
    """The register and the model, side by side."""

    @initialize(capacities=st.tuples(*[st.integers(1, 2)] * len(COURSES)))
    def begin(self, capacities: tuple[int, ...]) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.model = Model(capacity=dict(enumerate(capacities)))
        self.courses = [make.course(code=f"C{n}", capacity=capacities[n]) for n in COURSES]
        self.people = [make.person(f"P{n}") for n in PEOPLE]
        self.demands: list[Demand] = []
        self.clerk, self.planner = make.clerk(), make.planner()
        self.done = Event.objects.count()

    def teardown(self) -> None:
        if hasattr(self, "atomic"):
            try:
                assert not list(broken_rows())
            finally:
                transaction.set_rollback(True)
                self.atomic.__exit__(None, None, None)

    # What can be done -------------------------------------------------------------------------

    @rule(who=st.sampled_from(PEOPLE), where=st.sampled_from(COURSES))
    def place(self, who: int, where: int) -> None:
        arguments = {"person": self.people[who], "course": self.course(where), "day": DAY}
        if (who, where) in self.model.seats:
            with pytest.raises(AlreadyPlacedError):
                placements.place(**arguments, by=self.clerk)
        elif not self.model.has_room(where):
            with pytest.raises(FullError):
                placements.place(**arguments, by=self.clerk)
        else:
            placements.place(**arguments, by=self.clerk)
            self.model.sit(who, where)
            self.model.settle(who, where)
            self.done += 1

    @rule(
        who=st.sampled_from(PEOPLE),
        days=st.integers(0, 2),
        only=st.none() | st.sampled_from(COURSES),
    )
    def wait(self, who: int, days: int, only: int | None) -> None:
        since = DAY - timedelta(days)
        course = None if only is None else self.courses[only]
        arguments = {"since": since, "course": course, "by": self.clerk}
        if any(each.open and (each.who, each.only) == (who, only) for each in self.model.line):
            with pytest.raises(waiting.AlreadyWaitingError):
                make.demand(self.people[who], **arguments)
        else:
            self.demands.append(make.demand(self.people[who], **arguments))
            self.model.line.append(Wait(who, since, only))
            self.done += 1

    @precondition(lambda self: self.model.seats)
    @rule(data=st.data(), back=st.booleans(), refused=st.booleans())
    def give_up(self, data: st.DataObject, back: bool, refused: bool) -> None:
        who, where = data.draw(st.sampled_from(sorted(self.model.seats)))
        seat = self.seat(who, where)
        if refused and seat.status == "enrolled":
            with pytest.raises(NotInThisStateError):
                placements.refuse(placement=seat, day=DAY, by=self.clerk)
            return
        action = placements.refuse if refused else placements.withdraw
        action(placement=seat, day=DAY, by=self.clerk, waiting_again=back)
        self.model.leave(who, where, back=back)
        self.done += 1

    @precondition(lambda self: self.model.seats)
    @rule(data=st.data())
    def enrol(self, data: st.DataObject) -> None:
        seat = self.seat(*data.draw(st.sampled_from(sorted(self.model.seats))))
        if seat.status == "assigned":
            placements.enrol(placement=seat, day=DAY, by=self.planner)
            self.done += 1
        else:
            with pytest.raises(NotInThisStateError):
                placements.enrol(placement=seat, day=DAY, by=self.planner)

    @precondition(lambda self: self.model.seats)
    @rule(data=st.data(), to=st.sampled_from(COURSES))
    def transfer(self, data: st.DataObject, to: int) -> None:
        who, where = data.draw(st.sampled_from(sorted(self.model.seats)))
        arguments = {"placement": self.seat(who, where), "to": self.course(to), "day": DAY}
        if (who, to) in self.model.seats or not self.model.has_room(to):
            with pytest.raises((AlreadyPlacedError, FullError)):
                placements.transfer(**arguments, by=self.clerk)
            return
        placements.transfer(**arguments, by=self.clerk)
        visit = self.model.seats[who, where]
        self.model.sit(who, to)
        for wait in self.model.line:
            if wait.ended_by == (who, visit):
                wait.ended_by = (who, self.model.seats[who, to])
        self.model.leave(who, where)
        self.model.settle(who, to)
        self.done += 1

    @precondition(lambda self: self.model.offers)
    @rule(data=st.data(), answer=st.sampled_from(["accept", "decline", "end"]))
    def answer(self, data: st.DataObject, answer: str) -> None:
        index = data.draw(st.sampled_from(sorted(self.model.offers)))
        who, where = self.model.line[index].who, self.model.offers[index]
        if answer == "accept":
            waiting.accept_offer(demand=self.demands[index], day=DAY, by=self.clerk)
            self.model.settle(who, where)
        elif answer == "decline":
            waiting.decline_offer(demand=self.demands[index], day=DAY, by=self.clerk)
            self.model.leave(who, where)
        else:
            waiting.end_waiting(
                demand=self.demands[index], reason=EndReason.MOVED, day=DAY, by=self.clerk
            )
            self.model.line[index].open = False
            self.model.leave(who, where)
        self.done += 1

    @rule()
    def nobody_answers(self) -> None:
        passed = offers.expire_due(timezone.now() + OFFER_STANDS)
        assert passed == len(self.model.offers)
        for index, where in list(self.model.offers.items()):
            self.model.leave(self.model.line[index].who, where)
        self.done += passed

    @rule(where=st.sampled_from(COURSES), capacity=st.integers(1, 3))
    def resize(self, where: int, capacity: int) -> None:
        course = self.course(where)
        change = {"course": course, "version": course.version, "changes": {"capacity": capacity},
                  "day": DAY, "by": self.planner}  # fmt: skip
        if where not in self.model.capacity:
            with pytest.raises(NotInThisStateError):
                courses.change_course(**change)
        elif capacity < self.model.taken(where):
            with pytest.raises(FullError):
                courses.change_course(**change)
        else:
            courses.change_course(**change)
            more = capacity - self.model.capacity[where]
            self.model.capacity[where] = capacity
            self.model.offer(where, at_most=max(more, 0))
            self.done += 1

    @precondition(lambda self: len(self.model.capacity) > 1)
    @rule(data=st.data())
    def close_course(self, data: st.DataObject) -> None:
        where = data.draw(st.sampled_from(sorted(self.model.capacity)))
        courses.cancel_course(course=self.course(where), day=DAY, by=self.planner)
        del self.model.capacity[where]
        sitting = sorted(
            (visit, who) for (who, at), visit in self.model.seats.items() if at == where
        )
        for _, who in sitting:
            self.model.leave(who, where, back=True, refill=False)
        self.done += 1

    # What must hold after every step ------------------------------------------------------------

    @invariant()
    def seats_agree(self) -> None:
        held = Placement.objects.filter(status__in=HOLDS_SEAT)
        assert sorted(held.values_list("person", "course")) == sorted(
            (self.people[who].pk, self.courses[where].pk) for who, where in self.model.seats
        )
        for number, course in enumerate(self.courses):
            course.refresh_from_db()
            assert course.taken == self.model.taken(number) <= course.capacity

    @invariant()
    def the_line_agrees(self) -> None:
        known = {demand.pk for demand in self.demands}
        self.demands += Demand.objects.exclude(pk__in=known).order_by("id")
        expected = [
            (self.people[wait.who].pk, self.offered(index))
            for index, wait in sorted(enumerate(self.model.line), key=lambda e: (e[1].since, e[0]))
            if wait.open
        ]
        line = Demand.objects.filter(ended__isnull=True).order_by("since", "id")
        assert list(line.values_list("person", "offered")) == expected

    @invariant()
    def history_and_log_agree(self) -> None:
        for placement in Placement.objects.prefetch_related("changes"):
            steps = [PlacementStatus(change.status) for change in placement.changes.all()]
            assert steps[-1] == placement.status
            assert all(new in PLACEMENT[old] for old, new in pairwise(steps))
        assert Event.objects.count() == self.done

    # Looking things up --------------------------------------------------------------------------

    def course(self, number: int) -> Course:
        return Course.objects.select_related("site__centre").get(pk=self.courses[number].pk)

    def seat(self, who: int, where: int) -> Placement:
        return Placement.objects.get(
            person=self.people[who], course=self.courses[where], status__in=HOLDS_SEAT
        )

    def offered(self, index: int) -> int | None:
        where = self.model.offers.get(index)
        return None if where is None else self.courses[where].pk


def test_no_sequence_of_actions_breaks_a_rule_of_places_and_waiting() -> None:
    run_state_machine_as_test(
        Places,
        settings=settings(
            max_examples=500 if FULL else 15,
            stateful_step_count=50,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert not Person.objects.exists()

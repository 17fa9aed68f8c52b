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
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
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
from taalplan.register import entries, offers
from taalplan.register.actions import courses, merging, placements, waiting
from taalplan.register.models import HOLDS_SEAT, Course, Demand, Merge, Person, Placement
from taalplan.register.permissions import NotAllowedError
from taalplan.register.placing import OFFER_STANDS, AlreadyPlacedError
from taalplan.register.seats import FullError
from taalplan.register.states import PLACEMENT, NotInThisStateError
from taalplan.vocabulary.codes import EndReason, PlacementStatus

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db, pytest.mark.slow]

FULL = os.environ.get("HYPOTHESIS_PROFILE") == "full"
PEOPLE, COURSES = range(6), range(3)


@dataclass
class Visit:
    """Somebody's time in a course, from the seat they took until they gave it up."""

    who: int
    course: int
    seated: bool = True


@dataclass
class Wait:
    """One entry of the waiting list: whose, since when, for which course (None: any)."""

    who: int
    since: date
    only: int | None
    open: bool = True
    offer: Visit | None = None  # the seat that is kept for them
    ended_by: Visit | None = None


@dataclass
class Model:
    """What the register must hold: who sits where, who waits in which order, what is offered."""

    capacity: dict[int, int] = field(default_factory=dict)
    visits: list[Visit] = field(default_factory=list)
    line: list[Wait] = field(default_factory=list)
    offers: list[Wait] = field(default_factory=list)  # in the order in which they were made

    def seats(self, who: int | None = None, course: int | None = None) -> list[Visit]:
        held = [visit for visit in self.visits if visit.seated]
        return [v for v in held if who in (None, v.who) and course in (None, v.course)]

    def has_room(self, course: int) -> bool:
        return len(self.seats(course=course)) < self.capacity.get(course, 0)

    def sit(self, who: int, course: int) -> Visit:
        self.visits.append(Visit(who, course))
        return self.visits[-1]

    def offer(self, course: int, at_most: int = 1) -> None:
        for wait in sorted(self.line, key=lambda each: each.since):
            been = any((v.who, v.course) == (wait.who, course) for v in self.visits)
            fits = wait.open and wait.offer is None and wait.only in (None, course) and not been
            if at_most and fits and self.has_room(course):
                wait.offer = self.sit(wait.who, course)
                self.offers.append(wait)
                at_most -= 1

    def answered(self, wait: Wait) -> None:
        wait.offer = None
        self.offers = [each for each in self.offers if each is not wait]

    def leave(self, visit: Visit, *, back: bool = False, refill: bool = True) -> None:
        visit.seated = False
        offered = [wait for wait in self.offers if wait.offer is visit]
        again = [wait for wait in self.line if wait.ended_by is visit and back and not offered]
        for wait in offered:
            self.answered(wait)
        for wait in sorted(again, key=self.place_of):
            self.wait_on(wait, wait.since)
        if back and not offered and not again:
            same = self.entry(visit.who, None)
            if same is None:
                self.line.append(Wait(visit.who, DAY, None))
            else:
                same.since = min(same.since, DAY)
        if refill:
            self.offer(visit.course)

    def place_of(self, wait: Wait) -> tuple[date, int]:
        return wait.since, next(n for n, each in enumerate(self.line) if each is wait)

    def entry(self, who: int, only: int | None) -> Wait | None:
        same = [w for w in self.line if w.open and (w.who, w.only) == (who, only)]
        return min(same, key=self.place_of, default=None)

    def wait_on(self, wait: Wait, since: date) -> None:
        """Open again; or an entry for the same takes the older place."""
        same = self.entry(wait.who, wait.only)
        if same is None:
            wait.open, wait.ended_by = True, None
        else:
            same.since = min(same.since, since)

    def join(self, kept: int, given_up: int) -> tuple[list[Wait], list[tuple[Wait, date, date]]]:
        """One entry for each thing that both wait for: those dropped, and those moved forward."""
        dropped, older = [], []
        for other in [w for w in self.line if w.open and w.who == given_up]:
            one = self.entry(kept, other.only)
            if one is not None:
                pair = sorted((one, other), key=lambda w: (w.offer is None, *self.place_of(w)))
                stays, goes = pair
                if goes.since < stays.since:
                    older.append((stays, stays.since, goes.since))
                    stays.since = goes.since
                goes.open = False
                dropped.append(goes)
        return dropped, older

    def settle(self, visit: Visit) -> None:
        others = [w for w in self.offers if w.who == visit.who and w.offer is not visit]
        for wait in sorted(others, key=self.place_of):
            if wait.offer is not None:
                self.leave(wait.offer)
        for wait in self.line:
            if wait.who == visit.who and wait.open:
                wait.open, wait.ended_by = False, visit
                self.answered(wait)


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
        self.gone: dict[int, tuple[Merge, list[Any], Any]] = {}
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
        if who in self.gone:
            with pytest.raises(NotAllowedError):
                placements.place(**arguments, by=self.clerk)
        elif self.model.seats(who, where):
            with pytest.raises(AlreadyPlacedError):
                placements.place(**arguments, by=self.clerk)
        elif not self.model.has_room(where):
            with pytest.raises(FullError):
                placements.place(**arguments, by=self.clerk)
        else:
            placements.place(**arguments, by=self.clerk)
            self.model.settle(self.model.sit(who, where))
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
        if who in self.gone:
            with pytest.raises(NotAllowedError):
                make.demand(self.people[who], **arguments)
        elif any(each.open and (each.who, each.only) == (who, only) for each in self.model.line):
            with pytest.raises(waiting.AlreadyWaitingError):
                make.demand(self.people[who], **arguments)
        else:
            self.demands.append(make.demand(self.people[who], **arguments))
            self.model.line.append(Wait(who, since, only))
            self.done += 1

    @precondition(lambda self: self.model.seats())
    @rule(data=st.data(), back=st.booleans(), refused=st.booleans())
    def give_up(self, data: st.DataObject, back: bool, refused: bool) -> None:
        visit = self.choose(data, self.model.seats())
        seat = self.seat(visit)
        if refused and seat.status == "enrolled":
            with pytest.raises(NotInThisStateError):
                placements.refuse(placement=seat, day=DAY, by=self.clerk)
            return
        action = placements.refuse if refused else placements.withdraw
        action(placement=seat, day=DAY, by=self.clerk, waiting_again=back)
        self.model.leave(visit, back=back)
        self.done += 1

    @precondition(lambda self: self.model.seats())
    @rule(data=st.data())
    def enrol(self, data: st.DataObject) -> None:
        seat = self.seat(self.choose(data, self.model.seats()))
        if seat.status == "assigned":
            placements.enrol(placement=seat, day=DAY, by=self.planner)
            self.done += 1
        else:
            with pytest.raises(NotInThisStateError):
                placements.enrol(placement=seat, day=DAY, by=self.planner)

    @precondition(lambda self: self.model.seats())
    @rule(data=st.data(), to=st.sampled_from(COURSES))
    def transfer(self, data: st.DataObject, to: int) -> None:
        old = self.choose(data, self.model.seats())
        arguments = {"placement": self.seat(old), "to": self.course(to), "day": DAY}
        if self.model.seats(old.who, to) or not self.model.has_room(to):
            with pytest.raises((AlreadyPlacedError, FullError)):
                placements.transfer(**arguments, by=self.clerk)
            return
        placements.transfer(**arguments, by=self.clerk)
        new = self.model.sit(old.who, to)
        for wait in self.model.line:
            if wait.offer is old:
                wait.open, wait.ended_by = False, new
                self.model.answered(wait)
            elif wait.ended_by is old:
                wait.ended_by = new
        self.model.leave(old)
        self.model.settle(new)
        self.done += 1

    @precondition(lambda self: self.model.offers)
    @rule(data=st.data(), answer=st.sampled_from(["accept", "decline", "end"]))
    def answer(self, data: st.DataObject, answer: str) -> None:
        wait = self.choose(data, self.model.offers)
        number = self.demands[self.model.place_of(wait)[1]].pk
        demand, visit = Demand.objects.get(pk=number), wait.offer
        assert visit is not None
        if answer == "accept" and visit.who != wait.who:
            with pytest.raises(NotInThisStateError, match="gesplitst"):
                waiting.accept_offer(demand=demand, day=DAY, by=self.clerk)
            return
        if answer == "accept":
            waiting.accept_offer(demand=demand, day=DAY, by=self.clerk)
            self.model.settle(visit)
        elif answer == "decline":
            waiting.decline_offer(demand=demand, day=DAY, by=self.clerk)
            self.model.leave(visit)
        else:
            waiting.end_waiting(demand=demand, reason=EndReason.MOVED, day=DAY, by=self.clerk)
            wait.open = False
            self.model.leave(visit)
        self.done += 1

    @rule(kept=st.sampled_from(PEOPLE), given_up=st.sampled_from(PEOPLE))
    def merge(self, kept: int, given_up: int) -> None:
        if kept == given_up or {kept, given_up} & self.gone.keys():
            return
        arguments = {"kept": self.person(kept), "given_up": self.person(given_up)}
        theirs = {visit.course for visit in self.model.seats(kept)}
        if theirs & {visit.course for visit in self.model.seats(given_up)}:
            with pytest.raises(merging.CannotMergeError):
                merging.merge(**arguments, by=self.clerk)
            return
        offered = [
            {wait.only for wait in self.model.offers if wait.who == who} for who in (kept, given_up)
        ]
        if offered[0] & offered[1]:
            with pytest.raises(merging.CannotMergeError, match="aangeboden"):
                merging.merge(**arguments, by=self.clerk)
            return
        made = merging.merge(**arguments, by=self.clerk)
        joined = self.model.join(kept, given_up)
        moved = [
            each for each in [*self.model.visits, *self.model.line]
            if each.who == given_up and not any(each is gone for gone in joined[0])
        ]  # fmt: skip
        for each in moved:
            each.who = kept
        self.gone[given_up] = (made, moved, joined)
        self.done += 1

    @precondition(lambda self: self.gone)
    @rule(data=st.data())
    def undo_merge(self, data: st.DataObject) -> None:
        given_up = data.draw(st.sampled_from(sorted(self.gone)))
        made, moved, (dropped, older) = self.gone[given_up]
        if any(self.people[who].pk == made.kept_id for who in self.gone):
            return  # the file that was kept went on into another one: that goes back first
        merging.undo_merge(merge=Merge.objects.get(pk=made.pk), by=self.clerk)
        for each in moved:
            each.who = given_up
        for wait, was, became in older:
            if wait.since == became:
                wait.since = was
        for wait in dropped:
            self.model.wait_on(wait, wait.since)
        del self.gone[given_up]
        self.done += 1

    @rule()
    def nobody_answers(self) -> None:
        passed = offers.expire_due(timezone.now() + OFFER_STANDS)
        assert passed == len(self.model.offers)
        for wait in list(self.model.offers):
            assert wait.offer is not None
            self.model.leave(wait.offer)
        self.done += passed

    @rule(where=st.sampled_from(COURSES), capacity=st.integers(1, 3))
    def resize(self, where: int, capacity: int) -> None:
        course = self.course(where)
        change = {"course": course, "version": course.version, "changes": {"capacity": capacity},
                  "day": DAY, "by": self.planner}  # fmt: skip
        if where not in self.model.capacity:
            with pytest.raises(NotInThisStateError):
                courses.change_course(**change)
        elif capacity < len(self.model.seats(course=where)):
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
        for visit in self.model.seats(course=where):
            self.model.leave(visit, back=True, refill=False)
        self.done += 1

    # What must hold after every step ------------------------------------------------------------

    @invariant()
    def seats_agree(self) -> None:
        held = Placement.objects.filter(status__in=HOLDS_SEAT)
        assert sorted(held.values_list("person", "course")) == sorted(
            (self.people[v.who].pk, self.courses[v.course].pk) for v in self.model.seats()
        )
        for number, course in enumerate(self.courses):
            course.refresh_from_db()
            assert course.taken == len(self.model.seats(course=number)) <= course.capacity

    @invariant()
    def the_line_agrees(self) -> None:
        known = {demand.pk for demand in self.demands}
        self.demands += Demand.objects.exclude(pk__in=known).order_by("id")
        expected = [
            (self.people[wait.who].pk, wait.offer and self.courses[wait.offer.course].pk)
            for wait in sorted(self.model.line, key=lambda each: each.since)
            if wait.open
        ]
        line = Demand.objects.filter(ended__isnull=True).order_by("since", "id")
        assert list(line.values_list("person", "offered")) == expected

    @invariant()
    def nobody_waits_twice_for_the_same_thing(self) -> None:
        waits = Demand.objects.filter(ended__isnull=True).values_list("person", *entries.SAME)
        assert len(waits) == len(set(waits))

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

    def person(self, number: int) -> Person:
        return Person.objects.get(pk=self.people[number].pk)

    def seat(self, visit: Visit) -> Placement:
        return Placement.objects.get(
            person=self.people[visit.who],
            course=self.courses[visit.course],
            status__in=HOLDS_SEAT,
        )

    @staticmethod
    def choose(data: st.DataObject, among: list[Any]) -> Any:
        return among[data.draw(st.integers(0, len(among) - 1))]


def test_no_sequence_of_actions_breaks_a_rule_of_places_and_waiting() -> None:
    run_state_machine_as_test(
        Places,
        settings=settings(
            max_examples=500 if FULL else 15,
            stateful_step_count=50,
            deadline=None,
            # In full the first sequence that fails is shown as it is: a shorter one takes long.
            phases=[Phase.generate] if FULL else list(Phase),
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert not Person.objects.exists()

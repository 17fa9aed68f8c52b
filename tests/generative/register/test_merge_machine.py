# SPDX-License-Identifier: EUPL-1.2
"""Whatever happened to two files, bringing them together and apart loses nobody and nothing.

Drawn sequences of what a desk does: register, give a number, wait, place, book, bring two files
together, take them apart. After each step nobody is lost, nobody waits twice for the same thing,
a number is of one person, and seats and log are what they should be. Files that are taken apart
at once are, row by row, as they were before.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import time, timedelta

import pytest
from django.db import transaction
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
from lib.all_rows import everything
from lib.courses import DAY
from lib.desk_world import next_workday
from taalplan.audit.log import broken_rows
from taalplan.audit.models import Event
from taalplan.register import entries
from taalplan.register.actions import (
    appointments,
    merging,
    people,
    placements,
    registrations,
    waiting,
)
from taalplan.register.models import (
    Appointment,
    Demand,
    Merge,
    Number,
    NumberKind,
    Person,
    Placement,
    Registration,
)
from taalplan.register.placing import AlreadyPlacedError
from taalplan.register.seats import FullError, miscounted
from taalplan.register.states import NotInThisStateError
from taalplan.vocabulary.codes import AppointmentPurpose, TargetGroup

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db, pytest.mark.slow]

FULL = os.environ.get("HYPOTHESIS_PROFILE") == "full"
FILES, COURSES, NUMBERS = range(5), range(2), ("94050312251", "85073003328", "98472899765")
EXPECTED = (
    FullError,
    AlreadyPlacedError,
    NotInThisStateError,
    waiting.AlreadyWaitingError,
    merging.CannotMergeError,
    people.KnownNumberError,
    appointments.AlreadyExpectedError,
    appointments.NoSuchTimeError,
)
"""What an action may say instead of doing it; anything else is a fault."""

DONE: set[str] = set()
"""Actions that were carried out in some sequence: what is always refused shows nothing."""


class Files(RuleBasedStateMachine):
    """Five files of a desk, some of them of one person."""

    @initialize()
    def begin(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.clerk = make.clerk()
        self.files = [make.person(f"Familie{number}").pk for number in FILES]
        self.courses = [make.course(code=f"C{number}", capacity=2).pk for number in COURSES]
        self.desk = Registration.objects.first().desk
        for weekday in range(5):
            make.opening_hours(self.desk, weekday=weekday, staff=1, closes=time(10))

    def teardown(self) -> None:
        if hasattr(self, "atomic"):
            try:
                DONE.update(Event.objects.values_list("action", flat=True))
                assert not list(broken_rows())
            finally:
                transaction.set_rollback(True)
                self.atomic.__exit__(None, None, None)

    @rule(who=st.sampled_from(FILES), days=st.integers(0, 3), group=st.sampled_from(TargetGroup))
    def register(self, who: int, days: int, group: TargetGroup) -> None:
        with suppress(*EXPECTED):
            registrations.register_at_desk(
                person=self.file(who), desk=self.desk, date=DAY + timedelta(days), by=self.clerk,
                target_group=group,
            )  # fmt: skip

    @rule(who=st.sampled_from(FILES), value=st.sampled_from(NUMBERS))
    def give_number(self, who: int, value: str) -> None:
        with suppress(*EXPECTED):
            people.add_number(
                person=self.file(who), kind=NumberKind.INSZ, value=value, by=self.clerk
            )

    @rule(
        who=st.sampled_from(FILES),
        days=st.integers(0, 2),
        only=st.none() | st.sampled_from(COURSES),
    )
    def wait(self, who: int, days: int, only: int | None) -> None:
        course = None if only is None else self.course(only)
        with suppress(*EXPECTED):
            make.demand(self.file(who), since=DAY - timedelta(days), course=course, by=self.clerk)

    @rule(who=st.sampled_from(FILES), where=st.sampled_from(COURSES))
    def place(self, who: int, where: int) -> None:
        with suppress(*EXPECTED):
            placements.place(
                person=self.file(who), course=self.course(where), day=DAY, by=self.clerk
            )

    @precondition(lambda self: Placement.objects.filter(status="assigned").exists())
    @rule(data=st.data(), again=st.booleans())
    def leave(self, data: st.DataObject, again: bool) -> None:
        seats = list(Placement.objects.filter(status="assigned").order_by("pk"))
        with suppress(*EXPECTED):
            placements.withdraw(
                placement=data.draw(st.sampled_from(seats)), day=DAY, by=self.clerk,
                waiting_again=again,
            )  # fmt: skip

    @rule(who=st.sampled_from(FILES), half_hours=st.integers(0, 1))
    def book(self, who: int, half_hours: int) -> None:
        starts = next_workday() + timedelta(minutes=30 * half_hours)
        with suppress(*EXPECTED):
            appointments.book(
                person=self.file(who), desk=self.desk, starts=starts, day=DAY, by=self.clerk,
                purpose=AppointmentPurpose.INTAKE,
            )  # fmt: skip

    @rule(kept=st.sampled_from(FILES), given_up=st.sampled_from(FILES))
    def merge(self, kept: int, given_up: int) -> None:
        with suppress(*EXPECTED):
            merging.merge(kept=self.file(kept), given_up=self.file(given_up), by=self.clerk)

    @rule(kept=st.sampled_from(FILES), given_up=st.sampled_from(FILES))
    def merge_and_undo_at_once(self, kept: int, given_up: int) -> None:
        before = everything()
        try:
            made = merging.merge(kept=self.file(kept), given_up=self.file(given_up), by=self.clerk)
        except EXPECTED:
            pass
        else:
            merging.undo_merge(merge=made, by=self.clerk)
        assert everything() == before

    @precondition(lambda self: self.can_go_apart())
    @rule(data=st.data())
    def undo_merge(self, data: st.DataObject) -> None:
        merging.undo_merge(merge=data.draw(st.sampled_from(self.can_go_apart())), by=self.clerk)

    @invariant()
    def nobody_is_lost(self) -> None:
        people = Person.objects.filter(pk__in=self.files)
        assert people.count() == len(FILES)
        away = people.filter(merged_into__isnull=False)
        assert away.count() == Merge.objects.filter(undone__isnull=True).count()
        for rows in (Registration, Placement, Appointment, Demand, Number):
            assert not rows.objects.filter(person__in=away).exists(), "left in a file not in use"
        assert Registration.objects.filter(kind="first", withdrawn=False).count() == len(
            set(Registration.objects.filter(withdrawn=False).values_list("person", flat=True))
        )

    @invariant()
    def one_person_per_number_and_one_number_in_use(self) -> None:
        values = list(Number.objects.values_list("value", flat=True))
        assert len(values) == len(set(values))
        holders = list(Number.objects.filter(current=True).values_list("person", flat=True))
        assert len(holders) == len(set(holders))

    @invariant()
    def nobody_waits_or_is_expected_twice(self) -> None:
        waits = Demand.objects.filter(ended__isnull=True).values_list("person", *entries.SAME)
        assert len(waits) == len(set(waits))
        booked = Appointment.objects.exclude(status="cancelled").values_list("person", "slot")
        assert len(booked) == len(set(booked))

    @invariant()
    def seats_are_counted_right(self) -> None:
        assert miscounted() == []

    def can_go_apart(self) -> list[Merge]:
        """Merges whose kept file is in use: one that went on goes back first."""
        in_use = Merge.objects.filter(undone__isnull=True, kept__merged_into__isnull=True)
        return list(in_use.order_by("pk"))

    def file(self, number: int) -> Person:
        """The file, or the one into which it went."""
        found = Person.objects.get(pk=self.files[number])
        while found.merged_into is not None:
            found = found.merged_into
        return found

    def course(self, number: int) -> make.Course:
        return make.Course.objects.select_related("site__centre").get(pk=self.courses[number])


def test_no_sequence_of_merges_loses_anybody_or_anything() -> None:
    run_state_machine_as_test(
        Files,
        settings=settings(
            max_examples=500 if FULL else 12,
            stateful_step_count=50 if FULL else 30,
            deadline=None,
            phases=[Phase.generate] if FULL else list(Phase),
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert not Person.objects.exists()
    assert {
        *("register_at_desk", "add_number", "wait_for", "place", "withdraw", "book"),
        *("merge", "undo_merge"),
    } <= DONE

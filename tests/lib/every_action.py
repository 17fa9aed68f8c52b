# SPDX-License-Identifier: EUPL-1.2
"""How to call each action in a small world: a table, one line for each.

`CALLS[name](world)` prepares what the action needs and returns who may do it and the arguments.
Names and numbers of the world are `WORDS`: none of them may ever be in the audit log.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from lib import every_question_action as questions
from lib import messages as told
from lib import register as make
from taalplan.register.actions import appointments, contracts, merging, placements, rights, waiting
from taalplan.register.corrections import facts
from taalplan.register.models import Component, Demand, Person, Role
from taalplan.vocabulary import codes

DAY = date(2026, 9, 7)
WORDS = ("Verborgen", "Onbekende", "Geheime", "85073071228", "0499123456", "Heimelijk",
         "weetniet@voorbeeld.test", "Vertrouwelijk", "1987")  # fmt: skip
BRUSSELS = ZoneInfo("Europe/Brussels")


@dataclass
class World:
    """What is needed, made when it is asked for."""

    clerk: Any = field(default_factory=make.user)
    coordinator: Any = field(default_factory=lambda: make.user(role=Role.COORDINATOR))
    planner: Any = field(default_factory=lambda: make.user(role=Role.CENTRE))
    administrator: Any = field(default_factory=lambda: make.user(role=Role.ADMINISTRATOR))

    @cached_property
    def desk(self) -> Any:
        """A desk that is open every weekday."""
        from taalplan.register.models import OpeningHours

        desk = make.desk()
        for weekday in range(7):
            OpeningHours.objects.create(desk=desk, weekday=weekday, opens=time(9), staff=2,
                                        closes=time(12), valid_from=date(2020, 1, 1))  # fmt: skip
        return desk

    @cached_property
    def person(self) -> Person:
        """Somebody whose every word is recognised."""
        return make.person(
            family_name="Verborgen", given_names="Heimelijk", birth_year=1987, phone="0499123456",
            email="weetniet@voorbeeld.test", at=self.desk,
        )  # fmt: skip

    @cached_property
    def course(self) -> Any:
        """A planned course with two seats."""
        return make.course()

    @cached_property
    def contract(self) -> Any:
        return make.contract(person=self.person)

    @cached_property
    def trajectory(self) -> Any:
        return make.trajectory(person=self.person)

    def placement(self, status: str = "assigned") -> Any:
        """A place; further by the actions themselves."""
        begun = codes.PlacementStatus.RESERVED if status == "reserved" else None
        more = {"status": begun} if begun else {}
        made = placements.place(person=self.person, course=self.course, day=DAY, by=self.clerk,
                                **more)  # fmt: skip
        if status == "enrolled":
            placements.enrol(placement=made, day=DAY, by=self.planner)
        return made

    def demand(self) -> Demand:
        """Somebody waits."""
        return waiting.wait_for(person=self.person, level=codes.Component.A1, since=DAY,
                                profile=codes.Profile.STANDARD, by=self.clerk)  # fmt: skip

    def offer(self) -> Demand:
        """A seat is offered to who waits."""
        waiting_person = self.demand()
        waiting.offer_seats(course=self.course, day=DAY, by=self.planner)
        waiting_person.refresh_from_db()
        return waiting_person

    def next_hour(self, days: int = 1) -> datetime:
        """Nine o'clock on a coming workday that is no holiday."""
        from taalplan.vocabulary.workdays import public_holidays

        day = timezone.localdate() + timedelta(days=days)
        while day in public_holidays(day.year) or day.weekday() > 4:
            day += timedelta(days=1)
        return datetime.combine(day, time(9), BRUSSELS)

    def appointment(self, *, past: bool = False) -> Any:
        """Booked at the desk; in the past for what can only be said then."""
        made = appointments.book(
            person=self.person, desk=self.desk, starts=self.next_hour(), day=DAY,
            purpose=codes.AppointmentPurpose.INTAKE, by=self.clerk,
        )  # fmt: skip
        if past:
            made.slot.starts = timezone.now() - timedelta(hours=1)
            made.slot.save()
        return made

    def merged(self) -> Any:
        """Two files brought together."""
        other = make.person(family_name="Onbekende", at=self.desk)
        return merging.merge(kept=self.person, given_up=other, by=self.clerk)

    def suspended(self) -> Any:
        contracts.suspend(contract=self.contract, first_day=DAY, by=self.clerk)
        return self.contract

    def old(self, name: str) -> Person:
        """Somebody whose term has passed."""
        somebody = make.person(family_name=name)
        make.registration(person=somebody, desk=self.desk, date=date(2010, 1, 1))
        return somebody

    def course_in(self, status: str) -> Any:
        self.course.status = status
        self.course.save()
        return self.course

    def dossier(self) -> Any:
        """A message of KBI about somebody, as it is read."""
        make.desk(code="loket-boom", area="antwerpen", municipality="11005")
        return _read(told.kbi(insz="85073071228", name="Verborgen", given="Heimelijk"))

    def history(self) -> Any:
        """What education tells about somebody whom the register knows."""
        from taalplan.register.models import Number

        Number.objects.create(person=self.person, kind="insz", value="85073071228")
        return _read(told.education(told.enrolment())).histories[0]


def _read(message: str) -> Any:
    import tempfile
    from pathlib import Path

    from taalplan.sources.messages import read_messages

    with tempfile.TemporaryDirectory() as folder:
        return read_messages([told.write(Path(folder), n85073071228=message)])


Call = tuple[Any, dict[str, Any]]
DESKS = {told.BOOM: "loket-boom"}
NEWCOMER = {"family_name": "Verborgen", "given_names": "Heimelijk", "insz": "85073071228",
            "birth_year": 1987, "phone": "0499123456"}  # fmt: skip
HOURS = {"opens": time(13), "closes": time(16), "staff": 1, "valid_from": DAY}
PLANNED = {"level": codes.Component.A1, "profile": codes.Profile.STANDARD, "capacity": 8,
           "start": date(2026, 10, 1), "end": date(2027, 1, 31), "hours": Decimal(120)}  # fmt: skip
GROUP, REASON = codes.TargetGroup.OBLIGED, {"reason": "Vertrouwelijk"}


WHY = {"reason": codes.CorrectionReason.PERSON_ASKED}


def _other(w: World) -> str:
    return str(make.desk(code="loket-maaseik").code)


def _closure(w: World) -> Any:
    from taalplan.register.models import Closure

    return Closure.objects.create(desk=w.desk, first_day=DAY, last_day=DAY)


def _component(w: World) -> Any:
    return Component.objects.create(trajectory=w.trajectory, level="A1", opened=DAY)


def _pause(w: World) -> Any:
    return w.suspended().suspensions.get()


def _with_result(w: World) -> Any:
    placement = _running(w)
    asked = {"placement": placement, "result": codes.CourseResult.PASSED, "by": w.planner}
    return placements.record_result(**asked)


def _disputed(w: World) -> Any:
    return rights.restrict(person=w.person, what="birth_year", day=DAY, by=w.clerk)


CALLS: Mapping[str, Callable[[World], Call]] = {
    "appointments.book": lambda w: (w.clerk, {
        "person": w.person, "desk": w.desk, "starts": w.next_hour(), "day": DAY,
        "purpose": codes.AppointmentPurpose.INTAKE}),
    "appointments.move": lambda w: (w.clerk, {
        "appointment": w.appointment(), "starts": w.next_hour() + timedelta(minutes=30)}),
    "appointments.cancel": lambda w: (w.clerk, {"appointment": w.appointment()}),
    "appointments.mark_kept": lambda w: (w.clerk, {"appointment": w.appointment(past=True)}),
    "appointments.mark_missed": lambda w: (w.clerk, {"appointment": w.appointment(past=True)}),
    "contracts.sign_contract": lambda w: (w.clerk, {
        "person": w.person, "area": "limburg", "signed": DAY, "target_group": GROUP}),
    "contracts.suspend": lambda w: (w.clerk, {"contract": w.contract, "first_day": DAY, **REASON}),
    "contracts.resume": lambda w: (w.clerk, {"contract": w.suspended(), "day": DAY}),
    "correcting.correct_contract": lambda w: (w.clerk, {
        "contract": w.contract, "seen": facts(w.contract), **WHY,
        "changes": {"signed": date(2026, 9, 1), "area": "antwerpen"}}),
    "correcting.correct_suspension": lambda w: (w.clerk, {
        "suspension": _pause(w), "seen": "2026-09-07", **WHY, "changes": {"last_day": DAY}}),
    "correcting.correct_component": lambda w: (w.clerk, {
        "component": _component(w), "seen": "2026-09-07", **WHY,
        "changes": {"closed": DAY, "result": "passed"}}),
    "correcting.correct_result": lambda w: (w.planner, {
        "placement": _with_result(w), "seen": "passed", "result": codes.CourseResult.FAILED,
        **WHY}),
    "courses.add_course": lambda w: (w.planner, {"code": "N-9", "site": make.site(), **PLANNED}),
    "courses.change_course": lambda w: (w.planner, {
        "course": w.course, "version": w.course.version, "changes": {"capacity": 9}, "day": DAY}),
    "courses.confirm_course": lambda w: (w.planner, {"course": w.course}),
    "courses.start_course": lambda w: (w.planner, {"course": w.course_in("confirmed")}),
    "courses.finish_course": lambda w: (w.planner, {"course": w.course_in("running")}),
    "courses.cancel_course": lambda w: (w.planner, {"course": w.placement().course, "day": DAY}),
    "feedback.add_feedback": lambda w: (w.clerk, {
        "desk": w.desk, "day": DAY, "touchpoint": "desk", "score": 7.0,
        "kind": codes.FeedbackKind.SURVEY}),
    "intake.take_in": lambda w: (w.administrator, {"messages": w.dossier(), "desks": DESKS}),
    "intake.take_in_dossier": lambda w: (w.administrator, {
        "dossier": next(iter(w.dossier().dossiers)), "desks": DESKS}),
    "intake.take_in_enrolments": lambda w: (w.administrator, {"history": w.history()}),
    "looking.look_at": lambda w: (w.clerk, {"person": w.person, "purpose": "counter"}),
    "merging.merge": lambda w: (w.clerk, {
        "kept": w.person, "given_up": make.person(family_name="Onbekende", at=w.desk)}),
    "merging.undo_merge": lambda w: (w.clerk, {"merge": w.merged()}),
    "moving.rename_centre": lambda w: (w.administrator, {
        "centre": make.site().centre, "name": "Leerhuis", "valid_from": DAY}),
    "moving.move_site": lambda w: (w.administrator, {
        "site": make.site(), "municipality": "72021", "valid_from": DAY}),
    "people.register_person": lambda w: (w.clerk, dict(NEWCOMER)),
    "people.register_newcomer": lambda w: (w.clerk, {
        "desk": w.desk, "date": DAY, "target_group": GROUP, **REASON, **NEWCOMER}),
    "people.change_person": lambda w: (w.clerk, {
        "person": w.person, "version": w.person.version,
        "changes": {"family_name": "Geheime", "phone": "0499123456"}, **WHY}),
    "people.add_number": lambda w: (w.clerk, {
        "person": w.person, "kind": make_insz(), "value": "85073071228"}),
    "placements.place": lambda w: (w.clerk, {"person": w.person, "course": w.course, "day": DAY}),
    "placements.assign": lambda w: (w.clerk, {"placement": w.placement("reserved"), "day": DAY}),
    "placements.enrol": lambda w: (w.planner, {"placement": w.placement(), "day": DAY}),
    "placements.refuse": lambda w: (w.clerk, {"placement": w.placement(), "day": DAY}),
    "placements.withdraw": lambda w: (w.clerk, {"placement": w.placement(), "day": DAY}),
    "placements.record_result": lambda w: (w.planner, {
        "placement": _running(w), "result": codes.CourseResult.PASSED}),
    "placements.transfer": lambda w: (w.clerk, {
        "placement": w.placement(), "to": make.course(), "day": DAY}),
    "places.open_desk": lambda w: (w.coordinator, {
        "code": "loket-maaseik", "name": "Loket Maaseik", "kind": codes.DeskKind.LOKET,
        "area": "limburg", "municipality": "72021", "valid_from": DAY}),
    "places.close_desk": lambda w: (w.coordinator, {"desk": w.desk, "last_day": DAY}),
    "places.set_opening_hours": lambda w: (w.coordinator, {"desk": w.desk, "weekday": 1, **HOURS}),
    "places.end_opening_hours": lambda w: (w.coordinator, {
        "hours": w.desk.opening_hours.first(), "last_day": DAY}),
    "places.close_days": lambda w: (w.coordinator, {
        "desk": w.desk, "first_day": DAY, "last_day": DAY}),
    "places.reopen_days": lambda w: (w.coordinator, {"closure": _closure(w)}),
    "places.add_centre": lambda w: (w.administrator, {
        "code": "cvo-maaseik", "name": "CVO", "kind": codes.CentreKind.CVO, "valid_from": DAY}),
    "places.add_site": lambda w: (w.administrator, {
        "code": "cvo-genk-9", "centre": make.centre(), "name": "Plaats", "municipality": "71016",
        "valid_from": DAY}),
    "places.end_place": lambda w: (w.administrator, {"place": make.site(), "last_day": DAY}),
    "preferences.set_preferences": lambda w: (w.clerk, {
        "person": w.person, "day": DAY, "dayparts": [codes.DayPart.EVENING], **REASON}),
    "registrations.register_at_desk": lambda w: (w.clerk, {
        "person": make.person(family_name="Verborgen"), "desk": w.desk, "date": DAY,
        "target_group": GROUP, **REASON}),
    "registrations.withdraw_registration": lambda w: (w.clerk, {
        "registration": w.person.registrations.get()}),
    "rights.own_data": lambda w: (w.clerk, {"person": w.person}),
    "rights.restrict": lambda w: (w.clerk, {"person": w.person, "what": "phone", "day": DAY}),
    "rights.lift_restriction": lambda w: (w.clerk, {"restriction": _disputed(w), "day": DAY}),
    "rights.erase_person": lambda w: (w.administrator, {
        "person": w.old("Verborgen"), "day": DAY}),
    "rights.erase_expired": lambda w: (w.administrator, {
        "numbers": [w.old("Verborgen").pk, w.old("Onbekende").pk, w.person.pk], "day": DAY}),
    "target_groups.set_target_group": lambda w: (w.clerk, {
        "person": w.person, "group": GROUP, "day": DAY, **REASON}),
    "trajectories.open_trajectory": lambda w: (w.clerk, {
        "person": w.person, "type": "nt2", "opened": DAY}),
    "trajectories.move_trajectory": lambda w: (w.clerk, {
        "trajectory": w.trajectory, "status": _paused(), "day": DAY}),
    "trajectories.open_component": lambda w: (w.clerk, {
        "trajectory": w.trajectory, "level": codes.Component.A1, "opened": DAY}),
    "trajectories.close_component": lambda w: (w.clerk, {
        "component": _component(w), "result": codes.Result.PASSED, "closed": DAY}),
    "users.add_user": lambda w: (w.administrator, {
        "username": "nieuw", "first_name": "Verborgen", "last_name": "Heimelijk"}),
    "users.give_password": lambda w: (w.administrator, {"user": w.clerk}),
    "users.give_role": lambda w: (w.administrator, {
        "user": w.clerk, "role": Role.DESK, "where": _other(w)}),
    "users.take_role": lambda w: (w.administrator, {"assignment": w.clerk.assignments.first()}),
    "users.set_active": lambda w: (w.administrator, {"user": w.clerk, "active": False}),
    "waiting.wait_for": lambda w: (w.clerk, {
        "person": w.person, "level": codes.Component.A1, "profile": codes.Profile.STANDARD,
        "since": DAY}),
    "waiting.end_waiting": lambda w: (w.clerk, {
        "demand": w.demand(), "reason": codes.EndReason.MOVED, "day": DAY}),
    "waiting.make_unavailable": lambda w: (w.clerk, {"demand": w.demand(), "until": DAY}),
    "waiting.offer_seats": lambda w: (w.planner, {"course": _wanted(w), "day": DAY}),
    "waiting.accept_offer": lambda w: (w.clerk, {"demand": w.offer(), "day": DAY}),
    "waiting.decline_offer": lambda w: (w.clerk, {"demand": w.offer(), "day": DAY}),
    "waiting.expire_offer": lambda w: (w.clerk, {
        "demand": w.offer(), "now": timezone.now() + timedelta(days=99)}),
} | questions.CALLS  # fmt: skip

ROWS = {"rights.erase_expired": 2, "intake.take_in_enrolments": 2}
"""Batches: one row for each thing that changed; every other action writes exactly one."""


def make_insz() -> Any:
    from taalplan.register.models import NumberKind

    return NumberKind.INSZ


def _paused() -> Any:
    from taalplan.register.models import TrajectoryStatus

    return TrajectoryStatus.PAUSED


def _running(w: World) -> Any:
    placement = w.placement("enrolled")
    w.course.refresh_from_db()
    w.course_in("running")
    placement.refresh_from_db()
    return placement


def _wanted(w: World) -> Any:
    w.demand()
    return w.course

# SPDX-License-Identifier: EUPL-1.2
"""One desk with everything on its pages: people, a course, a wait, an appointment, and who looks.

Made by the actions themselves, so that every page has something to show.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password

from lib import courses as make
from taalplan.register.actions import appointments, placements, waiting
from taalplan.register.actions.people import register_person
from taalplan.register.actions.registrations import register_at_desk
from taalplan.register.models import (
    Appointment,
    Course,
    Demand,
    Desk,
    Person,
    Placement,
    Registration,
    Role,
)
from taalplan.vocabulary.codes import AppointmentPurpose, Component, Profile, TargetGroup

PASSWORD = "een lang wachtwoord"
BRUSSELS = ZoneInfo("Europe/Brussels")


@dataclass(frozen=True)
class World:
    """What there is at the desk of Genk, and somebody who is only known in Hasselt."""

    desk: Desk
    other_desk: Desk
    person: Person
    alike: Person
    elsewhere: Person
    course: Course
    placement: Placement
    demand: Demand
    appointment: Appointment

    @property
    def registration(self) -> Registration:
        """That of the person, at this desk."""
        found = (
            Registration.objects.filter(person=self.person, desk=self.desk).order_by("id").first()
        )
        assert found is not None
        return found


def user(name: str, role: Role, where: str = "") -> Any:
    """Somebody with a role, who can log in."""
    made = make.user_of(role=role, where=where, name=name)
    made.password = hashed_password()
    made.save()
    return made


def user_named(name: str) -> Any:
    """A user that `world` made, without what was read of them before."""
    return get_user_model().objects.get(username=name)


@cache
def hashed_password() -> str:
    """Hashed once: making it hard to guess takes half a second each time."""
    return make_password(PASSWORD)


def users() -> dict[str, Any]:
    """A user of every role, and of the same role elsewhere, by their username."""
    return {
        "genk": user("genk", Role.DESK, "loket-genk"),
        "hasselt": user("hasselt", Role.DESK, "loket-hasselt"),
        "limburg": user("limburg", Role.COORDINATOR, "limburg"),
        "antwerpen": user("antwerpen", Role.COORDINATOR, "antwerpen"),
        "centre": user("centre", Role.CENTRE, "cvo-genk"),
        "elsewhere": user("elsewhere", Role.CENTRE, "cvo-aalst"),
        "policy": user("policy", Role.POLICY),
        "administrator": user("administrator", Role.ADMINISTRATOR),
        "nobody": get_user_model().objects.create_user("nobody"),
    }


def known(desk: Desk, by: Any, **data: Any) -> Person:
    """Somebody who registered at a desk yesterday."""
    person = register_person(by=by, **data)
    register_at_desk(
        person=person,
        desk=desk,
        date=yesterday(),
        target_group=TargetGroup.OBLIGED,
        by=by,
    )
    return person


def yesterday() -> date:
    """The day before today, as people in Brussels count."""
    return datetime.now(BRUSSELS).date() - timedelta(days=1)


def next_workday() -> datetime:
    """Nine o'clock on the next weekday that is no holiday of these desks' test."""
    from taalplan.vocabulary.workdays import public_holidays

    day = yesterday() + timedelta(days=2)
    while day.weekday() > 4 or day in public_holidays(day.year):
        day += timedelta(days=1)
    return datetime.combine(day, time(9), BRUSSELS)


def world() -> World:
    """Make it all."""
    everybody = users()
    desk = make.desk(code="loket-genk", name="Loket Genk", area="limburg")
    other = make.desk(
        code="loket-hasselt", name="Loket Hasselt", area="limburg", municipality="71072"
    )
    make.desk(code="loket-geel", name="Loket Geel", area="antwerpen", municipality="13008")
    for weekday in range(5):
        for each in (desk, other):
            make.opening_hours(each, weekday=weekday, staff=2, closes=time(12))
    clerk, colleague = everybody["genk"], everybody["hasselt"]
    make.site(centre="cvo-aalst", municipality="41002")
    person = known(
        desk, clerk, family_name="El Amrani", given_names="Sara", birth_year=1994,
        birth_month=5, birth_day=3, nationality="MA", municipality="71016", insz="94050312251",
    )  # fmt: skip
    alike = known(desk, clerk, family_name="Amrani", given_names="Sara", birth_year=1994)
    elsewhere = known(
        other, colleague, family_name="Oyelaran", given_names="Adeola Grace", birth_year=1991,
        birth_month=2, birth_day=11, municipality="71072",
    )  # fmt: skip
    start = yesterday() + timedelta(days=30)
    course = make.course(
        code="NT2-A1-1", capacity=10, start=start, end=start + timedelta(days=120),
        dayparts=["morning"],
    )  # fmt: skip
    return World(
        desk=desk,
        other_desk=other,
        person=person,
        alike=alike,
        elsewhere=elsewhere,
        course=course,
        placement=placements.place(person=person, course=course, day=yesterday(), by=clerk),
        demand=waiting.wait_for(
            person=person, level=Component.A2, profile=Profile.STANDARD,
            since=yesterday(), by=clerk,
        ),
        appointment=appointments.book(
            person=person, desk=desk, starts=next_workday(), purpose=AppointmentPurpose.INTAKE,
            day=yesterday(), by=clerk,
        ),
    )  # fmt: skip

# SPDX-License-Identifier: EUPL-1.2
"""A small register of invented people in Limburg, the same at every making.

Everything goes through the actions, by the logins of the demo themselves, so that the demo shows
what the register would hold after a few months of work.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from taalplan.questions.actions import receiving
from taalplan.register import diary
from taalplan.register.actions import appointments, courses, placements, places, waiting
from taalplan.register.actions import people as people_actions
from taalplan.register.actions import registrations as registration_actions
from taalplan.register.models import Assignment, Course, Desk, Person, Role, Site
from taalplan.register.seats import FullError
from taalplan.vocabulary.codes import (
    AppointmentPurpose,
    CentreKind,
    Component,
    DayPart,
    Profile,
    TargetGroup,
)


@dataclass(frozen=True)
class Login:
    """A user of the demo, and what they may be in Dutch."""

    username: str
    first: str
    last: str
    role: Role
    where: str
    what: str


GENK, HASSELT = "vestiging-genk", "contactpunt-hasselt"
LOGINS = (
    Login("genk", "Griet", "Claes", Role.DESK, GENK, "loket Vestiging Genk"),
    Login("hasselt", "Hilde", "Peeters", Role.DESK, HASSELT, "loket Contactpunt Hasselt"),
    Login("limburg", "Luc", "Maes", Role.COORDINATOR, "limburg", "coördinator van Limburg"),
    Login("centrum", "Carla", "Jacobs", Role.CENTRE, "cvo-genk-demo", "centrum CVO De Mijn, Genk"),
    Login("beleid", "Bart", "Wouters", Role.POLICY, "", "beleid: geen personen, wel vragen"),
    Login("nalezer", "Nora", "Janssens", Role.POLICY, "", "beleid, leest antwoorden na"),
    Login("kabinet", "Karel", "De Smet", Role.POLICY, "", "beleid, leest na en ondertekent"),
    Login("beheer", "Bea", "Mertens", Role.ADMINISTRATOR, "", "beheerder: geen personen"),
)

CENTRES = (
    ("cvo-genk-demo", "CVO De Mijn", CentreKind.CVO, "71016", "Campus Winterslag"),
    ("cbe-limburg-demo", "CBE De Brug", CentreKind.CBE, "71016", "Centrum Genk"),
    ("cvo-hasselt-demo", "CVO De Demer", CentreKind.CVO, "71072", "Campus Hasselt"),
)

FAMILY = (
    *("Yilmaz", "Demir", "El Amrani", "Bouazza", "Haddad", "Al-Sayed", "Kovalenko", "Shevchenko"),
    *("Popescu", "Ionescu", "Petrov", "Dimitrova", "Nowak", "Rossi", "Ferrari", "Silva"),
    *("Rahimi", "Ahmadzai", "Tesfaye", "Abebe", "Mohamud", "Diallo", "Mbeki", "Nguyen"),
)
GIVEN = {
    "f": ("Amina", "Fatma", "Olena", "Maria", "Zeynep", "Selam", "Layla", "Ioana", "Nadia", "Thi"),
    "m": ("Mehmet", "Omar", "Andrij", "Ali", "Dawit", "Ahmad", "Ivan", "Paolo", "Musa", "Karim"),
}
NATIONS = ("TR", "MA", "SY", "UA", "RO", "BG", "AF", "ET", "SO", "IT", "PL", "VN")


def make_demo(password: str) -> None:
    """Logins, places, courses, people, and what happened to them until today."""
    chance = random.Random(2207)
    today = timezone.localdate()
    users = {login.username: _user(login, password) for login in LOGINS}
    sites = list(_sites(users["beheer"], today))
    desks = {code: Desk.objects.get(code=code, valid_to__isnull=True) for code in (GENK, HASSELT)}
    for desk in desks.values():
        _opening_hours(desk, users["limburg"], today)
    offered = list(_courses(sites, users["centrum"], chance, today))
    clerks = {GENK: users["genk"], HASSELT: users["hasselt"]}
    for number in range(60):
        code = GENK if number % 3 else HASSELT
        person = _person(number, chance, clerks[code])
        _register(person, desks[code], clerks[code], chance, today)
        _what_next(number, person, offered, clerks[code], chance, today)
    _the_same_person_in_june(desks[HASSELT], users["hasselt"], today)
    _expected(desks[GENK], users["genk"], today)
    _question(users["beleid"])


def _question(by: Any) -> None:
    """The question of 2022 with the answer that is planned for it, where its file is at hand."""
    packaged = Path(__file__).parent / "questions" / "216.yaml"
    in_a_checkout = Path(__file__).parents[3] / "questions" / "216.yaml"
    for file in (packaged, in_a_checkout):
        if file.is_file():
            receiving.receive_file(content=file.read_text(encoding="utf-8"), by=by)
            return


def _user(login: Login, password: str) -> Any:
    user = get_user_model().objects.create_user(
        login.username, password=password, first_name=login.first, last_name=login.last
    )
    Assignment.objects.create(user=user, role=login.role, where=login.where)
    return user


def _sites(administrator: Any, today: date) -> Iterator[Site]:
    for code, name, kind, municipality, site in CENTRES:
        since = date(today.year - 5, 1, 1)
        centre = places.add_centre(
            code=code, name=name, kind=kind, valid_from=since, by=administrator
        )
        yield places.add_site(
            code=f"{code}-1",
            centre=centre,
            name=site,
            municipality=municipality,
            valid_from=since,
            by=administrator,
        )


def _opening_hours(desk: Desk, coordinator: Any, today: date) -> None:
    for weekday in range(5):
        for opens, closes in ((time(9), time(12)), (time(13), time(17))):
            places.set_opening_hours(
                desk=desk,
                weekday=weekday,
                opens=opens,
                closes=closes,
                staff=2,
                valid_from=today - timedelta(days=365),
                by=coordinator,
            )


def _courses(
    sites: list[Site], planner: Any, chance: random.Random, today: date
) -> Iterator[Course]:
    """Some fill up, some stay half empty. Each centre's planner adds its own."""
    for number in range(24):
        site = sites[number % len(sites)]
        Assignment.objects.get_or_create(user=planner, role=Role.CENTRE, where=site.centre.code)
        planner._taalplan_rights = None
        start = today + timedelta(days=7 + 7 * (number % 6))
        basic = site.centre.kind == CentreKind.CBE
        yield courses.add_course(
            code=f"NT2-{number + 1:03}",
            site=site,
            level=list(Component)[(number // 3) % 3],
            profile=Profile.BASIC if basic else Profile.STANDARD,
            start=start,
            end=start + timedelta(days=120),
            hours=Decimal(240 if basic else 120),
            distance_hours=Decimal(0 if basic else 12),
            dayparts=[list(DayPart)[chance.randrange(3)]],
            capacity=3 if number % 4 == 0 else 12,
            by=planner,
        )
    Assignment.objects.filter(user=planner).exclude(where=LOGINS[3].where).delete()
    planner._taalplan_rights = None


def _person(number: int, chance: random.Random, clerk: Any) -> Person:
    sex = chance.choice("fm")
    known = chance.random()
    return people_actions.register_person(
        family_name=FAMILY[number % len(FAMILY)],
        given_names=chance.choice(GIVEN[sex]),
        birth_year=chance.randint(1965, 2007),
        birth_month=chance.randint(1, 12) if known > 0.15 else None,
        birth_day=chance.randint(1, 28) if known > 0.25 else None,
        sex=sex,
        nationality=chance.choice(NATIONS),
        municipality=chance.choice(("71016", "71072", "71004")),
        by=clerk,
    )


def _register(person: Person, desk: Desk, clerk: Any, chance: random.Random, today: date) -> None:
    registration_actions.register_at_desk(
        person=person,
        desk=desk,
        date=today - timedelta(days=chance.randint(1, 200)),
        target_group=chance.choice((TargetGroup.OBLIGED, TargetGroup.ENTITLED)),
        municipality=person.municipality,
        by=clerk,
    )


def _what_next(
    number: int,
    person: Person,
    offered: list[Course],
    clerk: Any,
    chance: random.Random,
    today: date,
) -> None:
    """A seat for most, the waiting list for some."""
    if number % 5 < 3:
        course = offered[chance.randrange(len(offered))]
        try:
            placements.place(person=person, course=course, day=today, by=clerk)
        except FullError:
            pass
        else:
            return
    if number % 5 != 4:
        waiting.wait_for(
            person=person,
            level=Component.A1,
            profile=Profile.STANDARD,
            since=today - timedelta(days=number),
            municipality=person.municipality,
            by=clerk,
        )


def _the_same_person_in_june(desk: Desk, clerk: Any, today: date) -> None:
    """Who comes to Genk in September and was in Hasselt in June, with the name spelt otherwise."""
    person = people_actions.register_person(
        family_name="Oyelaran",
        given_names="Adeola Grace",
        birth_year=1994,
        birth_month=5,
        birth_day=3,
        sex="f",
        nationality="NG",
        municipality="71072",
        by=clerk,
    )
    june = date(today.year if today.month > 6 else today.year - 1, 6, 15)
    registration_actions.register_at_desk(
        person=person,
        desk=desk,
        date=june,
        target_group=TargetGroup.OBLIGED,
        municipality="71072",
        by=clerk,
    )


def _expected(desk: Desk, clerk: Any, today: date) -> None:
    """Appointments on the times that are left today, and in the days that follow."""
    people = Person.objects.filter(registrations__desk=desk).order_by("pk").distinct()
    free = [
        slot
        for slot in diary.open_slots(desk, today, today + timedelta(days=6))
        if slot.starts > timezone.now()
    ]
    for person, slot in zip(people[:10], free, strict=False):
        appointments.book(
            person=person,
            desk=desk,
            starts=slot.starts,
            purpose=AppointmentPurpose.INTAKE,
            day=today,
            by=clerk,
        )

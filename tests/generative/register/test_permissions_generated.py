# SPDX-License-Identifier: EUPL-1.2
"""Who may do what to whom: random roles and things against a second, slow and obvious version.

The second version reads whole lists and asks them one by one; `permissions` asks the database.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib import register as make
from taalplan.register import permissions
from taalplan.register.models import Appointment, Person, Placement, Role

pytestmark = pytest.mark.django_db

DESKS = {"loket-genk": "limburg", "loket-hasselt": "limburg", "loket-boom": "antwerpen"}
CENTRES = ("cvo-genk", "cvo-boom")
PLACES: dict[Role, tuple[str, ...]] = {
    Role.DESK: tuple(DESKS),
    Role.COORDINATOR: ("limburg", "antwerpen", "brussel"),
    Role.CENTRE: CENTRES,
    Role.POLICY: ("",),
    Role.ADMINISTRATOR: ("",),
}

roles = st.sampled_from(list(Role)).flatmap(
    lambda role: st.tuples(st.just(role), st.sampled_from(PLACES[role]))
)
held = st.lists(roles, max_size=3, unique=True)
ties = st.sets(
    st.tuples(st.just("registered"), st.sampled_from(sorted(DESKS)))
    | st.tuples(st.just("expected"), st.sampled_from(sorted(DESKS)))
    | st.tuples(st.just("placed"), st.sampled_from(CENTRES)),
    max_size=3,
)


@dataclass
class Things:
    """Desks, and a course of each centre."""

    desks: dict[str, Any]
    courses: dict[str, Any]


@pytest.fixture
def things() -> Things:
    """Two desks in one area and one in another."""
    desks = {code: make.desk(code=code, area=area) for code, area in DESKS.items()}
    courses = {code: make.course(site=make.site(centre=make.centre(code=code)), capacity=9999)
               for code in CENTRES}  # fmt: skip
    return Things(desks, courses)


def somebody(things: Things, known: set[tuple[str, str]]) -> Person:
    """A person with these ties."""
    person = make.person()
    for tie, where in known:
        if tie == "registered":
            make.registration(person=person, desk=things.desks[where])
        elif tie == "expected":
            slot = make.slot(desk=things.desks[where], starts=None, capacity=9999) if not (
                found := things.desks[where].slots.first()) else found  # fmt: skip
            Appointment.objects.create(slot=slot, person=person, purpose="intake",
                                       booked=make.DAY)  # fmt: skip
        else:
            Placement.objects.create(person=person, course=things.courses[where],
                                     status="assigned")  # fmt: skip
    return person


def working(kept: list[tuple[Role, str]]) -> Any:
    """A user who holds these roles, without a row for each."""
    user = SimpleNamespace(is_authenticated=True, is_active=True)
    permissions.keep_rights(user, [(role.value, where) for role, where in kept])
    return user


def sees(kept: list[tuple[Role, str]], known: set[tuple[str, str]]) -> bool:
    """The issue's sentence, as a loop: own desk's people, own area, own courses."""
    for (role, where), (tie, place) in itertools.product(kept, known):
        at_a_desk = tie in ("registered", "expected")
        if role is Role.DESK and at_a_desk and place == where:
            return True
        if role is Role.COORDINATOR and at_a_desk and DESKS[place] == where:
            return True
        if role is Role.CENTRE and tie == "placed" and place == where:
            return True
    return False


def obvious(
    kept: list[tuple[Role, str]], known: set[tuple[str, str]], desk: str, centre: str
) -> dict[str, bool]:
    """What each rule should say; everything that is not said here is forbidden."""
    roles = [role for role, _ in kept]
    files = Role.DESK in roles or Role.COORDINATOR in roles
    own_centre = (Role.CENTRE, centre) in kept
    area = (Role.COORDINATOR, DESKS[desk]) in kept
    return {
        "find_people": files,
        "see_person": sees(kept, known),
        "change_files": files,
        "change_person": files and sees(kept, known),
        "work_at": (Role.DESK, desk) in kept or area,
        "run_desk": area,
        "run_course": own_centre,
        "run_centre": own_centre,
        "place": own_centre or (files and sees(kept, known)),
        "extract": Role.ADMINISTRATOR in roles,
        "plan": Role.COORDINATOR in roles or Role.POLICY in roles,
        "administer": Role.ADMINISTRATOR in roles,
    }


def test_every_rule_has_a_second_version() -> None:
    """A new rule without one fails."""
    rules = {name.removeprefix("can_") for name in vars(permissions) if name.startswith("can_")}
    assert rules == obvious([], set(), "loket-genk", "cvo-genk").keys()
    checks = {name.removeprefix("check_can_") for name in vars(permissions)
              if name.startswith("check_can_")}  # fmt: skip
    assert rules == checks


@settings(max_examples=250, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(held, ties, st.sampled_from(sorted(DESKS)), st.sampled_from(CENTRES))
def test_each_rule_says_what_the_obvious_version_says(
    things: Things, kept: list[tuple[Role, str]], known: set[tuple[str, str]], desk: str,
    centre: str,
) -> None:  # fmt: skip
    """And the list of people that somebody may see holds exactly whom they may see."""
    person, user = somebody(things, known), working(kept)
    course = things.courses[centre]
    asked: dict[str, tuple[Any, ...]] = {
        "see_person": (person,), "change_person": (person,), "work_at": (things.desks[desk],),
        "run_desk": (things.desks[desk],), "run_course": (course,), "run_centre": (centre,),
        "place": (person, course),
    }  # fmt: skip
    wanted = obvious(kept, known, desk, centre)
    got = {rule: getattr(permissions, f"can_{rule}")(user, *asked.get(rule, ())) for rule in wanted}
    assert got == wanted
    seen = Person.objects.filter(permissions.people_seen_by(user), pk=person.pk).exists()
    assert seen == wanted["see_person"]


@pytest.mark.parametrize("who", ["anonymous", "left", "no role"])
def test_who_is_not_at_work_may_nothing(things: Things, who: str) -> None:
    """Not logged in; an account that was closed while its role was still there; no role at all."""
    users = {
        "anonymous": AnonymousUser,
        "left": lambda: make.user(role=Role.ADMINISTRATOR),
        "no role": lambda: make.user(role=None),
    }
    user = users[who]()
    if who == "left":
        user.is_active = False
    person = somebody(things, {("registered", "loket-genk")})
    course = things.courses["cvo-genk"]
    for rule, thing in {
        "find_people": (), "see_person": (person,), "change_files": (),
        "change_person": (person,), "work_at": (things.desks["loket-genk"],),
        "run_desk": (things.desks["loket-genk"],), "run_course": (course,),
        "run_centre": ("cvo-genk",), "place": (person, course), "extract": (), "plan": (),
        "administer": (),
    }.items():  # fmt: skip
        assert not getattr(permissions, f"can_{rule}")(user, *thing), rule

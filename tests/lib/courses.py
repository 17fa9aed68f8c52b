# SPDX-License-Identifier: EUPL-1.2
"""A centre, a desk, who works there, and people to place: made in one line each."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

from django.contrib.auth import get_user_model

from taalplan.register.actions.courses import add_course
from taalplan.register.actions.places import set_opening_hours
from taalplan.register.actions.waiting import wait_for
from taalplan.register.models import (
    Assignment,
    Centre,
    Course,
    Demand,
    Desk,
    OpeningHours,
    Person,
    Registration,
    Role,
    Site,
)
from taalplan.vocabulary.codes import Component, Profile

DAY = date(2026, 9, 1)
WANTED: dict[str, Any] = {"level": Component.A1, "profile": Profile.STANDARD}


def user_of(*, role: Role, where: str, name: str = "") -> Any:
    """Somebody who works in a role, at a desk, in an area or for a centre."""
    user, _ = get_user_model().objects.get_or_create(username=name or f"{role}-{where}")
    Assignment.objects.get_or_create(user=user, role=role, where=where)
    user._taalplan_rights = None
    return user


def desk(*, code: str = "loket-genk", area: str = "limburg", **columns: Any) -> Desk:
    """A desk that is there since 2020."""
    given = {"name": code, "kind": "loket", "municipality": "71016", "counters": 2} | columns
    return Desk.objects.get_or_create(
        code=code, valid_from=date(2020, 1, 1), defaults={"area": area} | given
    )[0]


def clerk(*, at: str = "loket-genk") -> Any:
    """Who works at a desk."""
    return user_of(role=Role.DESK, where=at)


def coordinator(*, of: str = "limburg") -> Any:
    """Who coordinates an area."""
    return user_of(role=Role.COORDINATOR, where=of)


def planner(*, at: str = "cvo-genk") -> Any:
    """Who plans the courses of a centre."""
    return user_of(role=Role.CENTRE, where=at)


def site(*, centre: str = "cvo-genk", municipality: str = "71016") -> Site:
    """A centre and its one site in a municipality."""
    owner, _ = Centre.objects.get_or_create(
        code=centre, valid_from=date(2020, 1, 1), defaults={"name": centre, "kind": "cvo"}
    )
    return Site.objects.get_or_create(
        code=f"{centre}-{municipality}",
        valid_from=date(2020, 1, 1),
        defaults={"centre": owner, "name": centre, "municipality": municipality},
    )[0]


def course(*, code: str = "NT2-1", capacity: int = 2, **columns: Any) -> Course:
    """A planned course of A1 for the standard profile, from 1 October 2026."""
    place = columns.pop("site", None) or site()
    given = WANTED | {
        "start": date(2026, 10, 1),
        "end": date(2027, 1, 31),
        "hours": Decimal(120),
        "by": planner(at=place.centre.code),
    }
    return add_course(code=code, site=place, capacity=capacity, **(given | columns))


def person(name: str = "Amrani", *, at: str = "loket-genk") -> Person:
    """Somebody who registered at a desk."""
    found = Person.objects.create(family_name=name, given_names="Sara", search_name=name.lower())
    Registration.objects.create(
        person=found, desk=desk(code=at), date=DAY, kind="first", target_group="obliged"
    )
    return found


def demand(who: Person, *, since: date = DAY, **columns: Any) -> Demand:
    """Somebody who waits for a course like those above."""
    return wait_for(**(WANTED | {"person": who, "since": since, "by": clerk()} | columns))


def opening_hours(where: Desk, *, weekday: int = 0, staff: int = 1, **columns: Any) -> OpeningHours:
    """Open from nine to half past ten, on Mondays unless told otherwise."""
    given = {"opens": time(9), "closes": time(10, 30), "valid_from": date(2020, 1, 1)}
    return set_opening_hours(
        desk=where, weekday=weekday, staff=staff, by=coordinator(of=where.area), **(given | columns)
    )

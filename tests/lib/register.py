# SPDX-License-Identifier: EUPL-1.2
"""Rows of the register in one line each: keyword-only, with defaults that are valid.

Rows are made directly, not by actions: a test of one action should not depend on ten others.
Counters make names and codes different, so that two calls give two things.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

from django.contrib.auth import get_user_model

from taalplan.register.models import (
    Assignment,
    Centre,
    Contract,
    Course,
    Desk,
    Person,
    Registration,
    Role,
    Site,
    Slot,
    Trajectory,
)
from taalplan.register.names import keep_name_keys, search_name

SINCE = date(2020, 1, 1)
DAY = date(2026, 9, 7)
_counter = count(1)


def user(*, role: Role | None = Role.DESK, where: str | None = None, name: str = "") -> Any:
    """Somebody who works as `role`; without `where` at loket-genk, in limburg or at cvo-genk."""
    places = {Role.DESK: "loket-genk", Role.COORDINATOR: "limburg", Role.CENTRE: "cvo-genk"}
    made = get_user_model().objects.create_user(name or f"user-{next(_counter)}")
    if role is not None:
        place = places.get(role, "") if where is None else where
        Assignment.objects.create(user=made, role=role, where=place)
    return made


def desk(*, code: str = "loket-genk", **columns: Any) -> Desk:
    """A desk in Limburg; the same one when it exists."""
    given = {"name": code.replace("-", " ").title(), "kind": "loket", "area": "limburg",
             "municipality": "71016", "counters": 2} | columns  # fmt: skip
    return Desk.objects.get_or_create(code=code, valid_from=SINCE, defaults=given)[0]


def person(
    *, family_name: str = "", given_names: str = "Sara", at: Desk | None = None, **columns: Any
) -> Person:
    """Somebody with a birth date; registered at `at`, or known to no desk when it is None."""
    family_name = family_name or f"Familie{next(_counter)}"
    born = {"birth_year": 1990, "birth_month": 5, "birth_day": 17}
    given = born | {"nationality": "MA", "municipality": "71016"} | columns
    made = Person.objects.create(
        family_name=family_name,
        given_names=given_names,
        search_name=search_name(family_name, given_names),
        **given,
    )
    keep_name_keys(made)
    if at is not None:
        registration(person=made, desk=at)
    return made


def registration(*, person: Person, desk: Desk, date: date = DAY, **columns: Any) -> Registration:
    """A first registration of somebody obliged."""
    given = {"kind": "first", "target_group": "obliged", "municipality": "71016"} | columns
    return Registration.objects.create(person=person, desk=desk, date=date, **given)


def contract(*, person: Person, signed: date = DAY, **columns: Any) -> Contract:
    """A contract in Limburg."""
    given = {"area": "limburg", "target_group": "obliged"} | columns
    return Contract.objects.create(person=person, signed=signed, **given)


def trajectory(*, person: Person, opened: date = DAY, **columns: Any) -> Trajectory:
    """An open trajectory for Dutch alone."""
    return Trajectory.objects.create(person=person, opened=opened, **({"type": "nt2"} | columns))


def centre(*, code: str = "cvo-genk", **columns: Any) -> Centre:
    """A centre for adult education; the same one when it exists."""
    given = {"name": code.upper(), "kind": "cvo"} | columns
    return Centre.objects.get_or_create(code=code, valid_from=SINCE, defaults=given)[0]


def site(*, centre: Centre | None = None, **columns: Any) -> Site:
    """Where a centre gives lessons; the same one when it exists."""
    owner = centre or globals()["centre"]()
    given = {"centre": owner, "name": owner.name, "municipality": "71016"} | columns
    code = given.pop("code", f"{owner.code}-1")
    return Site.objects.get_or_create(code=code, valid_from=SINCE, defaults=given)[0]


def course(*, site: Site | None = None, capacity: int = 2, **columns: Any) -> Course:
    """A planned course of A1 for the standard profile, from 1 October 2026."""
    given = {
        "code": f"NT2-{next(_counter)}",
        "site": site or globals()["site"](),
        "level": "A1",
        "profile": "standard",
        "start": date(2026, 10, 1),
        "end": date(2027, 1, 31),
        "hours": Decimal(120),
        "capacity": capacity,
    }
    return Course.objects.create(**(given | columns))


def slot(*, desk: Desk | None = None, starts: datetime | None = None, **columns: Any) -> Slot:
    """Half an hour on the first Monday of September, for two people."""
    given = {"capacity": 2, "minutes": 30} | columns
    when = starts or datetime(2026, 9, 7, 7, 0, tzinfo=UTC)
    return Slot.objects.create(desk=desk or globals()["desk"](), starts=when, **given)

# SPDX-License-Identifier: EUPL-1.2
"""Who may do what: each rule once, as a check that says why not.

`check_can_x(user, ...)` raises NotAllowedError with a reason for the person who asked;
`can_x(user, ...)` says yes or no, for pages that hide a button. A rule is about the user and the
thing; whether the thing's state allows it is in `states.py`. What no rule allows is forbidden.

| role          | may                                                                          |
|---------------|------------------------------------------------------------------------------|
| desk          | people of the own desk; of others only what prevents a double                |
| coordinator   | people and desks of the own area                                             |
| centre        | own courses and the people placed in them                                    |
| policy        | pseudonymous figures; no person                                              |
| administrator | users, places and extracts; no person                                        |
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from taalplan.register.models import (
    Appointment,
    Assignment,
    Course,
    Desk,
    Person,
    Placement,
    Registration,
    Role,
)


class NotAllowedError(PermissionDenied):
    """The user may not do this; the message says who may."""


@dataclass(frozen=True)
class Rights:
    """What a user works as, and where: codes of desks, areas and centres."""

    roles: frozenset[str]
    desks: frozenset[str]
    areas: frozenset[str]
    centres: frozenset[str]

    def at_desk(self, desk: Desk) -> bool:
        """Whether they work at this desk, or coordinate its area."""
        return desk.code in self.desks or desk.area in self.areas


def rights_of(user: Any) -> Rights:
    """The rights of a user, read once per request (they stay on the user object)."""
    kept = getattr(user, "_taalplan_rights", None)
    if isinstance(kept, Rights):
        return kept
    found: list[tuple[str, str]] = []
    if user.is_authenticated and user.is_active:
        found = list(Assignment.objects.filter(user=user).values_list("role", "where"))
    return keep_rights(user, found)


def keep_rights(user: Any, held: list[tuple[str, str]]) -> Rights:
    """Keep on the user object what was read of them: each role, and where it holds."""
    rights = Rights(
        frozenset(role for role, _ in held),
        _where(held, Role.DESK),
        _where(held, Role.COORDINATOR),
        _where(held, Role.CENTRE),
    )
    user._taalplan_rights = rights
    return rights


def _where(found: list[tuple[str, str]], role: Role) -> frozenset[str]:
    return frozenset(where for held, where in found if held == role)


def people_seen_by(user: Any) -> Q:
    """The condition on people that a user may open: the scope of every list of people.

    Only what the user has is asked: a desk clerk's question need not join courses.
    """
    rights = rights_of(user)
    seen = Q(pk__in=[])
    if rights.desks:
        seen |= Q(registrations__desk__code__in=rights.desks)
        seen |= Q(appointments__slot__desk__code__in=rights.desks)
    if rights.areas:
        seen |= Q(registrations__desk__area__in=rights.areas)
        seen |= Q(appointments__slot__desk__area__in=rights.areas)
    if rights.centres:
        seen |= Q(placements__course__site__centre__code__in=rights.centres)
    return seen


def yes_or_no(check: Callable[..., None]) -> Callable[..., bool]:
    """The rule as a question instead of a demand."""

    @wraps(check)
    def can(*thing: Any) -> bool:
        try:
            check(*thing)
        except NotAllowedError:
            return False
        return True

    return can


def check_can_find_people(user: Any) -> None:
    """Search the whole register for somebody who may be known already."""
    if not rights_of(user).roles & {Role.DESK, Role.COORDINATOR}:
        raise NotAllowedError("zoeken naar personen is voor wie aan een loket werkt")


def check_can_see_person(user: Any, person: Person) -> None:
    """Open somebody's file."""
    if not _sees(rights_of(user), person.pk):
        raise NotAllowedError("dit dossier is van een ander loket; het mag enkel geopend worden "
                              "na een aanmelding bij het uwe")  # fmt: skip


def _sees(rights: Rights, person: int | None) -> bool:
    """The same as `people_seen_by`, of one person: asked one by one, the likeliest first."""
    if rights.desks or rights.areas:
        here = Q(desk__code__in=rights.desks) | Q(desk__area__in=rights.areas)
        if Registration.objects.filter(here, person=person).exists():
            return True
        there = Q(slot__desk__code__in=rights.desks) | Q(slot__desk__area__in=rights.areas)
        if Appointment.objects.filter(there, person=person).exists():
            return True
    if not rights.centres:
        return False
    placed = Placement.objects.filter(person=person)
    return placed.filter(course__site__centre__code__in=rights.centres).exists()


def check_can_change_files(user: Any) -> None:
    """Change files at all: whoever works at a desk; a centre reads only."""
    if not rights_of(user).roles & {Role.DESK, Role.COORDINATOR}:
        raise NotAllowedError("een dossier wordt enkel aan een loket gewijzigd")


def check_can_change_person(user: Any, person: Person) -> None:
    """Change somebody's file: those at a desk of theirs."""
    check_can_change_files(user)
    check_can_see_person(user, person)


def check_can_work_at(user: Any, desk: Desk) -> None:
    """Register people, and book and close appointments, at a desk."""
    if not rights_of(user).at_desk(desk):
        raise NotAllowedError(f"u werkt niet aan {desk.name} en coördineert die regio niet")


def check_can_run_desk(user: Any, desk: Desk) -> None:
    """Set a desk's hours, slots and closing days: its coordinator."""
    if desk.area not in rights_of(user).areas:
        raise NotAllowedError(f"enkel de coördinator van de regio regelt {desk.name}")


def check_can_run_course(user: Any, course: Course) -> None:
    """Change a course, and everything about who is in it: its own centre."""
    check_can_run_centre(user, course.site.centre.code)


def check_can_run_centre(user: Any, centre: str) -> None:
    """Add courses to a centre."""
    if centre not in rights_of(user).centres:
        raise NotAllowedError("cursussen worden enkel door het eigen centrum gewijzigd")


def check_can_place(user: Any, person: Person, course: Course) -> None:
    """Give somebody a seat: a desk that knows them, or the centre of the course."""
    if course.site.centre.code in rights_of(user).centres:
        return
    check_can_change_person(user, person)


def check_can_extract(user: Any) -> None:
    """Take a snapshot out of the register."""
    if Role.ADMINISTRATOR not in rights_of(user).roles:
        raise NotAllowedError("een momentopname wordt door een beheerder gemaakt")


def check_can_plan(user: Any) -> None:
    """Make and read plans: they hold counts, and no person."""
    if not rights_of(user).roles & {Role.COORDINATOR, Role.POLICY}:
        raise NotAllowedError("plannen zijn voor coördinatoren en beleidsmedewerkers")


def check_can_administer(user: Any) -> None:
    """Manage users, places and retention."""
    if Role.ADMINISTRATOR not in rights_of(user).roles:
        raise NotAllowedError("dit is voor een beheerder")


can_find_people = yes_or_no(check_can_find_people)
can_see_person = yes_or_no(check_can_see_person)
can_change_files = yes_or_no(check_can_change_files)
can_change_person = yes_or_no(check_can_change_person)
can_work_at = yes_or_no(check_can_work_at)
can_run_desk = yes_or_no(check_can_run_desk)
can_run_course = yes_or_no(check_can_run_course)
can_run_centre = yes_or_no(check_can_run_centre)
can_place = yes_or_no(check_can_place)
can_extract = yes_or_no(check_can_extract)
can_plan = yes_or_no(check_can_plan)
can_administer = yes_or_no(check_can_administer)

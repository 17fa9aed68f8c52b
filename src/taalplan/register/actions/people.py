# SPDX-License-Identifier: EUPL-1.2
"""Somebody becomes known, and what is known about them changes."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator, Mapping
from typing import Any, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from taalplan.audit import log
from taalplan.register import files, names
from taalplan.register import insz as national
from taalplan.register.actions.courses import ChangedMeanwhileError
from taalplan.register.models import (
    Desk,
    Number,
    NumberKind,
    Person,
    Registration,
    TargetGroupStatus,
)
from taalplan.register.opening import check_open
from taalplan.register.permissions import (
    check_can_change_person,
    check_can_find_people,
    check_can_work_at,
)
from taalplan.register.residence import living_on
from taalplan.vocabulary.codes import CorrectionReason, RegistrationKind, TargetGroup


class Details(TypedDict, total=False):
    """What a clerk may fill in about somebody beside the name; an empty text is not known."""

    birth_year: int | None
    birth_month: int | None
    birth_day: int | None
    sex: str
    nationality: str
    municipality: str
    postal_code: str
    phone: str
    email: str
    education: str
    literacy: str


CHANGEABLE = frozenset({"family_name", "given_names", *Details.__annotations__})
"""What a clerk may fill in about somebody."""


class KnownNumberError(Exception):
    """The number is of somebody else already."""


@transaction.atomic
def register_person(
    *,
    family_name: str,
    by: Any,
    given_names: str = "",
    insz: str = "",
    **more: Unpack[Details],
) -> Person:
    """Make a file for somebody who has none. `more` are columns of `Details`.

    Raises NotAnInszError, KnownNumberError, or ValidationError with every fault of a column.
    """
    check_can_find_people(by)
    person = _make(family_name, given_names, insz, more)
    log.record(by=by, action="register_person", thing=person, person=person)
    return person


@transaction.atomic
def register_newcomer(
    *,
    desk: Desk,
    date: datetime.date,
    target_group: TargetGroup,
    family_name: str,
    by: Any,
    given_names: str = "",
    insz: str = "",
    reason: str = "",
    **more: Unpack[Details],
) -> Registration:
    """Make a file for somebody who has none, with their first registration (eerste aanmelding).

    The same as `register_person` and then `register_at_desk`, in one step: about somebody whom
    nobody else can know yet, nothing needs to be asked first. Raises what those two raise.
    """
    check_can_find_people(by)
    check_can_work_at(by, desk)
    check_open(desk, date)
    person = _make(family_name, given_names, insz, more)
    made = Registration.objects.create(
        person=person,
        desk=desk,
        date=date,
        kind=RegistrationKind.FIRST,
        target_group=target_group,
        municipality=living_on(person.municipality, date),
        reason=reason,
    )
    TargetGroupStatus.objects.create(person=person, group=target_group, valid_from=date)
    log.record(
        by=by, action="register_newcomer", thing=made, person=person, desk=desk.code,
        kind=str(made.kind), target_group=str(target_group),
    )  # fmt: skip
    return made


def _make(family_name: str, given_names: str, insz: str, more: Mapping[str, Any]) -> Person:
    person = Person(family_name=family_name, given_names=given_names)
    _fill(person, more)
    person.save()
    names.add_name_keys(person)
    if insz:
        _add(person, NumberKind.INSZ, national.read(insz))
    return person


@transaction.atomic
def change_person(
    *, person: Person, version: int, changes: Mapping[str, Any], reason: CorrectionReason, by: Any
) -> Person:
    """Change columns of somebody's file; `version` is the one that the clerk had before her.

    The row of the log says which columns, and why as a code.

    Raises ChangedMeanwhileError when somebody else was first: nothing is overwritten unseen;
    ValidationError with every fault; NotInThisStateError for a merged or erased file.
    """
    check_can_change_person(by, person)
    files.lock(person)
    taken = Person.objects.filter(pk=person.pk, version=version).update(version=F("version") + 1)
    if not taken:
        raise ChangedMeanwhileError(_("iemand anders wijzigde dit dossier; kijk na wat verschilt"))
    person.refresh_from_db()
    _fill(person, changes)
    person.save()
    if {"family_name", "given_names", "birth_year"} & set(changes):
        names.keep_name_keys(person)
    log.record(
        by=by, action="change_person", thing=person, person=person, columns=sorted(changes),
        reason=reason.value,
    )  # fmt: skip
    return person


@transaction.atomic
def add_number(*, person: Person, kind: NumberKind, value: str, by: Any) -> Number:
    """Give somebody a number; an older one of that kind stays, to be found by.

    This is how a BIS number becomes a national number, and a number of the old system one of
    the new. Raises NotAnInszError or KnownNumberError.
    """
    check_can_change_person(by, person)
    files.lock(person)
    number = _add(person, kind, national.read(value) if kind is NumberKind.INSZ else value)
    log.record(by=by, action="add_number", thing=number, person=person, kind=kind.value)
    return number


def _fill(person: Person, changes: Mapping[str, Any]) -> None:
    unknown = set(changes) - CHANGEABLE
    if unknown:
        raise ValidationError(dict.fromkeys(unknown, "kan hier niet ingevuld worden"))
    for name, value in changes.items():
        setattr(person, name, value)
    person.search_name = names.search_name(person.family_name, person.given_names)
    faults: dict[str, Any] = {}
    try:
        # The constraints are asked below, in words; asking the database takes a query for each.
        person.full_clean(exclude=["search_name"], validate_constraints=False)
    except ValidationError as found:
        faults = dict(found.error_dict)
    faults |= {name: [fault] for name, fault in _faults(person) if name not in faults}
    if faults:
        raise ValidationError(faults)


def _faults(person: Person) -> Iterator[tuple[str, str]]:
    """What is wrong with a name or birth date, by column; parts may be missing from the right."""
    year, month, day = person.birth_year, person.birth_month, person.birth_day
    if not person.search_name:
        yield "family_name", _("geef minstens één naam, in letters")
    if year is not None and not 1880 <= year <= timezone.localdate().year:
        yield "birth_year", _("dit geboortejaar kan niet")
    if month is not None and (year is None or not 1 <= month <= 12):
        yield "birth_month", _("een maand is 1 tot 12, en hoort bij een jaar")
    elif day is not None and (month is None or not 1 <= day <= _days_in(year or 2000, month)):
        yield "birth_day", _("deze dag is er niet in die maand")


def _days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _add(person: Person, kind: NumberKind, value: str) -> Number:
    known = Number.objects.filter(kind=kind, value=value).select_related("person").first()
    if known is not None and known.person_id == person.pk:
        return known
    if known is not None:
        raise KnownNumberError(_("dit nummer is al van iemand anders"))
    Number.objects.filter(person=person, kind=kind, current=True).update(current=False)
    try:
        with transaction.atomic():
            return Number.objects.create(person=person, kind=kind, value=value)
    except IntegrityError:
        # Another clerk typed the same number in the same second.
        raise KnownNumberError(_("dit nummer is al van iemand anders")) from None

# SPDX-License-Identifier: EUPL-1.2
"""Somebody with one of everything in their file, long ago or now; and what must not be left of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from lib import register as make
from taalplan.register.actions import contracts, merging, people, preferences, rights, target_groups
from taalplan.register.actions import registrations as at_desks
from taalplan.register.actions.looking import look_at
from taalplan.register.models import (
    Account,
    Appointment,
    Component,
    Demand,
    Message,
    NumberKind,
    Person,
    Placement,
    PlacementChange,
)
from taalplan.vocabulary.codes import DayPart, TargetGroup

LONG_AGO = date(2012, 3, 5)

SECRETS = ("Zwartepoorte", "Zwartpoort", "Wilhelmijntje", "85073071228", "98472881157",
           "0471998877", "wilhelmijn@example.org", "B-kwetsbaar", "K-71828", "B-35770XY")  # fmt: skip
"""What a whole life says that nobody else's does."""


@dataclass(frozen=True)
class Life:
    """The file that was kept, and who worked on it."""

    person: Person
    by: Any


def a_whole_life(*, day: date = LONG_AGO, disputed: bool = False) -> Life:
    """One of everything that can be known about somebody, by the actions where there is one."""
    by, genk = make.user(), make.desk()
    type(genk).objects.filter(pk=genk.pk).update(valid_from=date(2010, 1, 1))
    genk.refresh_from_db()
    kept = people.register_person(
        family_name="Zwartepoorte", given_names="Wilhelmijntje", birth_year=1985, birth_month=7,
        birth_day=30, sex="f", phone="0471998877", email="wilhelmijn@example.org",
        municipality="11056", postal_code="B-35770XY", nationality="MA", education="low",
        literacy="latin", insz="98472881157", by=by,
    )  # fmt: skip
    at_desks.register_at_desk(person=kept, desk=genk, date=day, target_group=TargetGroup.OBLIGED,
                              reason="B-kwetsbaar", by=by)  # fmt: skip
    people.add_number(person=kept, kind=NumberKind.INSZ, value="85073071228", by=by)
    target_groups.set_target_group(person=kept, group=TargetGroup.ENTITLED, reason="B-kwetsbaar",
                                   day=day + timedelta(days=30), by=by)  # fmt: skip
    preferences.set_preferences(person=kept, day=day, dayparts=[DayPart.EVENING], intensity=2,
                                reason="B-kwetsbaar", by=by)  # fmt: skip
    signed = contracts.sign_contract(person=kept, area="limburg", signed=day,
                                     target_group=TargetGroup.OBLIGED, by=by)  # fmt: skip
    contracts.suspend(contract=signed, first_day=day + timedelta(days=9), reason="B-kwetsbaar",
                      by=by)  # fmt: skip
    contracts.resume(contract=signed, day=day + timedelta(days=19), by=by)
    _lessons(kept, signed, day)
    _merged_with(kept, day, by)
    look_at(person=kept, purpose="counter", by=by)
    if disputed:
        rights.restrict(person=kept, what="birth_year", day=day, by=by)
    kept.refresh_from_db()
    return Life(kept, by)


def _lessons(kept: Person, signed: Any, day: date) -> None:
    """Rows of long ago that no action makes today."""
    way = make.trajectory(person=kept, opened=day, contract=signed)
    Component.objects.create(trajectory=way, level="A1", opened=day, result="passed",
                             closed=day + timedelta(days=200))  # fmt: skip
    course = make.course(code=f"NT2-{day.year}", start=day + timedelta(days=30),
                         end=day + timedelta(days=180), status="done")  # fmt: skip
    placement = Placement.objects.create(person=kept, course=course, status="withdrawn")
    for status in ("reserved", "withdrawn"):
        PlacementChange.objects.create(placement=placement, status=status, date=day)
    Demand.objects.create(person=kept, level="A2", profile="standard", since=day, ended=day,
                          end_reason="placed", placement=placement, dayparts=["evening"])  # fmt: skip
    slot = make.slot(starts=_moment(day))
    Appointment.objects.create(slot=slot, person=kept, purpose="intake", booked=day, status="kept")
    Account.objects.create(person=kept, system="kbi", reference="K-71828", begins=day,
                           centre_name="Centrum", status="INGESCHREVEN", placement=placement,
                           differences=[["begins", "1", "2"]])  # fmt: skip
    Message.objects.create(person=kept, system="kbi", content="0" * 64, answered="2012-03-05")


def _merged_with(kept: Person, day: date, by: Any) -> None:
    other = make.person(family_name="Zwartpoort", given_names="Wilhelmijntje", nationality="TR")
    make.registration(person=other, desk=make.desk(), date=day + timedelta(days=90))
    merging.merge(kept=kept, given_up=other, by=by)


def _moment(day: date) -> Any:
    from datetime import UTC, datetime, time

    return datetime.combine(day, time(9), UTC)

# SPDX-License-Identifier: EUPL-1.2
"""Appointments at a desk. The times that can be booked are in `register.diary`."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from taalplan.audit import log
from taalplan.register import diary, seats
from taalplan.register.models import Appointment, Desk, Person, Slot
from taalplan.register.permissions import check_can_change_person, check_can_work_at
from taalplan.register.states import APPOINTMENT, NotInThisStateError, check_step
from taalplan.vocabulary.codes import AppointmentPurpose, AppointmentStatus


class NoSuchTimeError(Exception):
    """The desk sees nobody at that time."""


class AlreadyExpectedError(Exception):
    """The person is expected somewhere at that time."""


@transaction.atomic
def book(
    *,
    person: Person,
    desk: Desk,
    starts: datetime,
    purpose: AppointmentPurpose,
    day: date,
    by: Any,
) -> Appointment:
    """Expect somebody at a desk. `day` is the day on which it is agreed.

    Raises NoSuchTimeError, AlreadyExpectedError, and seats.FullError when it was just taken.
    """
    check_can_work_at(by, desk)
    check_can_change_person(by, person)
    slot = _slot(desk, starts)
    _check_nowhere_else(person, slot)
    seats.take_slot(slot)
    appointment = Appointment.objects.create(
        slot=slot, person=person, purpose=purpose, booked=day, status=AppointmentStatus.BOOKED
    )
    _log("book", appointment, by)
    return appointment


@transaction.atomic
def move(
    *, appointment: Appointment, starts: datetime, by: Any, desk: Desk | None = None
) -> Appointment:
    """Another time, perhaps at another desk: the new place is taken before the old is freed."""
    check_can_work_at(by, appointment.slot.desk)
    goal = desk or appointment.slot.desk
    check_can_work_at(by, goal)
    new = _slot(goal, starts)
    _lock(new, appointment.slot)
    _check_booked(appointment)
    if new.pk == appointment.slot_id:
        raise AlreadyExpectedError(_("de afspraak is al op dat uur"))
    _check_nowhere_else(appointment.person, new, but=appointment)
    seats.take_slot(new)
    old = appointment.slot
    appointment.slot = new
    appointment.save(update_fields=["slot"])
    seats.free_slot(old)
    _log("move", appointment, by, old=old.pk, new=new.pk)
    return appointment


@transaction.atomic
def cancel(*, appointment: Appointment, by: Any) -> Appointment:
    """They do not come, and said so; the time can be given to somebody else."""
    _close(appointment, AppointmentStatus.CANCELLED, by)
    seats.free_slot(appointment.slot)
    _log("cancel", appointment, by)
    return appointment


@transaction.atomic
def mark_missed(*, appointment: Appointment, by: Any) -> Appointment:
    """They did not come. Not before the time is there."""
    _check_begun(appointment)
    _close(appointment, AppointmentStatus.MISSED, by)
    _log("mark_missed", appointment, by)
    return appointment


@transaction.atomic
def mark_kept(*, appointment: Appointment, by: Any) -> Appointment:
    """They came; somebody who is early can be helped early, on the day itself."""
    if timezone.localdate(appointment.slot.starts) > timezone.localdate():
        raise NotInThisStateError(_("deze afspraak is op een latere dag"))
    _close(appointment, AppointmentStatus.KEPT, by)
    _log("mark_kept", appointment, by)
    return appointment


def _slot(desk: Desk, starts: datetime) -> Slot:
    """The row of a time that the desk is open, made when it is the first to be booked."""
    if starts <= timezone.now():
        raise NoSuchTimeError(_("dat uur is voorbij; kies een later uur"))
    time = diary.open_slot(desk, starts)
    if time is None:
        raise NoSuchTimeError(
            _("%(desk)s ontvangt niemand op dat uur; kies een uur uit de lijst")
            % {"desk": desk.name}
        )
    slot, made = Slot.objects.get_or_create(
        desk=desk, starts=starts, defaults={"minutes": time.minutes, "capacity": time.capacity}
    )
    if not made:
        seats.staff_slot(slot, time.capacity)
    return slot


def _check_nowhere_else(person: Person, slot: Slot, but: Appointment | None = None) -> None:
    # One clerk at a time per person, or two desks would expect them at once.
    Person.objects.select_for_update().get(pk=person.pk)
    ends = slot.starts + timedelta(minutes=slot.minutes)
    near = Appointment.objects.filter(
        person=person,
        status=AppointmentStatus.BOOKED,
        slot__starts__lt=ends,
        slot__starts__gt=slot.starts - timedelta(hours=12),
    ).select_related("slot__desk")
    for other in near:
        until = other.slot.starts + timedelta(minutes=other.slot.minutes)
        if until > slot.starts and (but is None or other.pk != but.pk):
            raise AlreadyExpectedError(
                _("deze persoon wordt dan al verwacht: %(desk)s") % {"desk": other.slot.desk.name}
            )


def _lock(*slots: Slot) -> None:
    """In one order, so that two that swap wait for each other instead of for ever."""
    wanted = [slot.pk for slot in slots]
    list(Slot.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))


def _check_booked(appointment: Appointment) -> None:
    seen = appointment.slot_id
    appointment.refresh_from_db(fields=["status", "slot"])
    if appointment.status != AppointmentStatus.BOOKED or appointment.slot_id != seen:
        raise NotInThisStateError(_("deze afspraak is intussen gewijzigd; bekijk haar opnieuw"))


def _check_begun(appointment: Appointment) -> None:
    if appointment.slot.starts > timezone.now():
        raise NotInThisStateError(_("het uur van deze afspraak is nog niet gekomen"))


def _close(appointment: Appointment, status: AppointmentStatus, by: Any) -> None:
    check_can_work_at(by, appointment.slot.desk)
    _lock(appointment.slot)
    appointment.refresh_from_db(fields=["status", "slot"])
    check_step(APPOINTMENT, AppointmentStatus(appointment.status), status)
    appointment.status = status
    appointment.save(update_fields=["status"])


def _log(action: str, appointment: Appointment, by: Any, **detail: Any) -> None:
    log.record(
        by=by, action=action, thing=appointment, person=appointment.person_id,
        slot=appointment.slot_id, **detail,
    )  # fmt: skip

# SPDX-License-Identifier: EUPL-1.2
"""When a desk sees people: times from opening hours and staff, without the days it is closed.

A time becomes a row (Slot) when somebody is booked on it; until then it follows from the opening
hours. Times are those of Brussels, also when the clock changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from taalplan.register.models import Appointment, Closure, Desk, OpeningHours, Slot
from taalplan.vocabulary.codes import AppointmentStatus
from taalplan.vocabulary.workdays import public_holidays

MINUTES = 30
"""How long an appointment takes."""


@dataclass(frozen=True)
class OpenSlot:
    """A time at a desk, and how many of its places are taken."""

    starts: datetime
    minutes: int
    capacity: int
    taken: int

    @property
    def free(self) -> int:
        """How many people can still be booked."""
        return max(self.capacity - self.taken, 0)


@dataclass(frozen=True)
class SheetRow:
    """A time on the day sheet and who is expected, in the order of booking."""

    starts: datetime
    capacity: int
    expected: tuple[Appointment, ...]

    @property
    def empty(self) -> int:
        """How many lines to leave open for who walks in."""
        return max(self.capacity - len(self.expected), 0)


@dataclass(frozen=True)
class DaySheet:
    """A desk's day, to print. It names people: whoever shows it logs that it was looked at."""

    desk: Desk
    day: date
    closed: str
    rows: tuple[SheetRow, ...]


def open_slots(desk: Desk, first: date, last: date) -> list[OpenSlot]:
    """The times from day to day (both included) at which the desk sees people, full ones too."""
    closed = closed_days(desk, first, last)
    taken = dict(_slots(desk, first, last).values_list("starts", "taken"))
    return [
        OpenSlot(starts, MINUTES, staff, taken.get(starts, 0))
        for starts, staff in _times(desk, first, last)
        if timezone.localdate(starts) not in closed
    ]


def open_slot(desk: Desk, starts: datetime) -> OpenSlot | None:
    """The time at a desk that begins at a moment, or None when it sees nobody then."""
    day = timezone.localdate(starts)
    return next((each for each in open_slots(desk, day, day) if each.starts == starts), None)


def closed_days(desk: Desk, first: date, last: date) -> dict[date, str]:
    """The days on which a desk that is open is closed after all, and why."""
    days = {
        day: name
        for year in range(first.year, last.year + 1)
        for day, name in public_holidays(year).items()
        if first <= day <= last
    }
    closures = Closure.objects.filter(
        Q(desk=desk) | Q(desk__isnull=True), first_day__lte=last, last_day__gte=first
    )
    for closure in closures:
        for day in _days(max(first, closure.first_day), min(last, closure.last_day)):
            days[day] = closure.reason or _("gesloten")
    return days


def day_sheet(desk: Desk, day: date) -> DaySheet:
    """Who is expected at a desk on a day, time by time, with what is still free.

    Also who is booked on a time at which the desk would be closed: they will stand at the door.
    """
    expected: dict[datetime, list[Appointment]] = {}
    found = _appointments(desk, day, day).select_related("person", "slot").order_by("id")
    for appointment in found:
        expected.setdefault(appointment.slot.starts, []).append(appointment)
    capacity = {slot.starts: slot.capacity for slot in open_slots(desk, day, day)}
    rows = (
        SheetRow(starts, capacity.get(starts, 0), tuple(expected.get(starts, ())))
        for starts in sorted(capacity.keys() | expected.keys())
    )
    return DaySheet(desk, day, closed_days(desk, day, day).get(day, ""), tuple(rows))


def stranded(desk: Desk, first: date, last: date) -> list[Appointment]:
    """Who is booked on a time at which the desk sees nobody any more: to be moved."""
    times = {slot.starts for slot in open_slots(desk, first, last)}
    booked = _appointments(desk, first, last).filter(status=AppointmentStatus.BOOKED)
    found = booked.select_related("slot").order_by("slot__starts", "id")
    return [each for each in found if each.slot.starts not in times]


def _times(desk: Desk, first: date, last: date) -> Iterator[tuple[datetime, int]]:
    hours = list(OpeningHours.objects.filter(desk=desk).order_by("opens"))
    for day in _days(max(first, desk.valid_from), min(last, desk.valid_to or last)):
        staff: dict[datetime, int] = {}
        for each in hours:
            if each.weekday == day.weekday() and _valid(each, day):
                for starts in _starts(day, each.opens, each.closes):
                    staff[starts] = staff.get(starts, 0) + each.staff
        yield from sorted(staff.items())


def _valid(hours: OpeningHours, day: date) -> bool:
    return hours.valid_from <= day and (hours.valid_to is None or day <= hours.valid_to)


def _starts(day: date, opens: time, closes: time) -> Iterator[datetime]:
    zone = timezone.get_default_timezone()
    moment, end = datetime.combine(day, opens), datetime.combine(day, closes)
    while moment + timedelta(minutes=MINUTES) <= end:
        yield moment.replace(tzinfo=zone)
        moment += timedelta(minutes=MINUTES)


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _between(first: date, last: date) -> tuple[datetime, datetime]:
    zone = timezone.get_default_timezone()
    return (
        datetime.combine(first, time.min, tzinfo=zone),
        datetime.combine(last + timedelta(days=1), time.min, tzinfo=zone),
    )


def _slots(desk: Desk, first: date, last: date) -> QuerySet[Slot]:
    begin, end = _between(first, last)
    return Slot.objects.filter(desk=desk, starts__gte=begin, starts__lt=end)


def _appointments(desk: Desk, first: date, last: date) -> QuerySet[Appointment]:
    begin, end = _between(first, last)
    return Appointment.objects.filter(
        slot__desk=desk, slot__starts__gte=begin, slot__starts__lt=end
    ).exclude(status=AppointmentStatus.CANCELLED)

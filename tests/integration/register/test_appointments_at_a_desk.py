# SPDX-License-Identifier: EUPL-1.2
"""Appointments at a desk, on both databases: it is Monday 1 March 2027, eight in the morning.

March 2027   Mo 1 (open)   Mo 8 (open)   Mo 15   Mo 22   Sun 28 clock forward   Mo 29 Easter
"""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from lib import courses as make
from taalplan.register import diary
from taalplan.register.actions import appointments, places
from taalplan.register.models import Appointment, Desk, OpeningHours, Slot
from taalplan.register.permissions import NotAllowedError
from taalplan.register.seats import FullError
from taalplan.register.states import NotInThisStateError
from taalplan.vocabulary.codes import AppointmentPurpose

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]

BRUSSELS = ZoneInfo("Europe/Brussels")
TODAY, NEXT_WEEK = date(2027, 3, 1), date(2027, 3, 8)


def at(hour: int, minute: int = 0, day: date = NEXT_WEEK) -> datetime:
    return datetime.combine(day, time(hour, minute), BRUSSELS)


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, at(8, day=TODAY))


def set_clock(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


@pytest.fixture
def desk() -> Desk:
    found = make.desk()
    make.opening_hours(found)
    return found


def book(who, desk: Desk, starts: datetime) -> Appointment:
    return appointments.book(person=who, desk=desk, starts=starts, day=TODAY,
                             purpose=AppointmentPurpose.INTAKE, by=make.clerk())  # fmt: skip


def times(desk: Desk, day: date) -> list[str]:
    return [f"{each.starts:%H:%M} {each.free}" for each in diary.open_slots(desk, day, day)]


def test_the_times_follow_from_the_hours_and_who_is_booked(desk: Desk) -> None:
    assert times(desk, NEXT_WEEK) == ["09:00 1", "09:30 1", "10:00 1"]
    book(make.person(), desk, at(9, 30))
    assert times(desk, NEXT_WEEK) == ["09:00 1", "09:30 0", "10:00 1"]


def test_no_times_on_holidays_closures_and_days_on_which_the_desk_is_not_there(desk: Desk) -> None:
    easter_monday = date(2027, 3, 29)
    assert diary.closed_days(desk, easter_monday, easter_monday) == {easter_monday: "Paasmaandag"}
    places.close_days(desk=desk, first_day=NEXT_WEEK, last_day=NEXT_WEEK, reason="verhuis",
                      by=make.coordinator())  # fmt: skip
    places.close_desk(desk=desk, last_day=date(2027, 3, 15), by=make.coordinator())
    open_days = {each.starts.date() for each in diary.open_slots(desk, TODAY, easter_monday)}
    assert open_days == {TODAY, date(2027, 3, 15)}
    with pytest.raises(appointments.NoSuchTimeError, match="ontvangt niemand"):
        book(make.person(), desk, at(9))


def test_nine_is_nine_when_the_clock_has_changed(desk: Desk) -> None:
    winter, summer = (
        diary.open_slots(desk, day, day)[0].starts for day in (NEXT_WEEK, date(2027, 4, 5))
    )
    assert (winter.hour, summer.hour) == (9, 9)
    assert (winter.astimezone(ZoneInfo("UTC")).hour, summer.astimezone(ZoneInfo("UTC")).hour) == (
        8,
        7,
    )


def test_more_staff_is_more_places_and_less_staff_turns_nobody_away(desk: Desk) -> None:
    book(make.person(), desk, at(9))
    with pytest.raises(FullError, match="08/03/2027 09:00 is net volzet"):
        book(make.person(), desk, at(9))
    make.opening_hours(desk, staff=2, valid_from=NEXT_WEEK, valid_to=NEXT_WEEK)
    book(make.person(), desk, at(9))
    make.opening_hours(desk, staff=1, valid_from=NEXT_WEEK)
    with pytest.raises(FullError):
        book(make.person(), desk, at(9))
    assert times(desk, NEXT_WEEK)[0] == "09:00 0"
    slot = Slot.objects.get()
    assert (slot.taken, slot.capacity) == (2, 2)


def test_hours_for_a_peak_end_and_the_old_ones_go_on(desk: Desk) -> None:
    make.opening_hours(desk, staff=4, valid_from=NEXT_WEEK, valid_to=date(2027, 3, 14))
    staff = [
        (each.valid_from, each.valid_to, each.staff)
        for each in OpeningHours.objects.order_by("valid_from")
    ]
    assert staff == [
        (date(2020, 1, 1), date(2027, 3, 7), 1),
        (NEXT_WEEK, date(2027, 3, 14), 4),
        (date(2027, 3, 15), None, 1),
    ]


def test_nobody_is_expected_at_two_desks_at_once(desk: Desk) -> None:
    other = make.desk(code="loket-hasselt")
    make.opening_hours(other)
    who, both = make.person(), make.coordinator()
    book(who, desk, at(9))
    with pytest.raises(appointments.AlreadyExpectedError, match="loket-genk"):
        appointments.book(person=who, desk=other, starts=at(9), day=TODAY,
                          purpose=AppointmentPurpose.TEST, by=both)  # fmt: skip
    assert book(who, desk, at(9, 30)).status == "booked"


def test_a_move_takes_the_new_time_before_it_frees_the_old(desk: Desk) -> None:
    first, second = book(make.person(), desk, at(9)), book(make.person(), desk, at(10))
    with pytest.raises(FullError):
        appointments.move(appointment=first, starts=at(10), by=make.clerk())
    appointments.move(appointment=second, starts=at(9, 30), by=make.clerk())
    assert times(desk, NEXT_WEEK) == ["09:00 0", "09:30 0", "10:00 1"]


def test_a_cancelled_time_can_be_given_to_somebody_else_and_a_missed_one_not(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, missed = book(make.person(), desk, at(9)), book(make.person(), desk, at(10))
    appointments.cancel(appointment=gone, by=make.clerk())
    with pytest.raises(NotInThisStateError, match="nog niet gekomen"):
        appointments.mark_missed(appointment=missed, by=make.clerk())
    set_clock(monkeypatch, at(11))
    appointments.mark_missed(appointment=missed, by=make.clerk())
    assert times(desk, NEXT_WEEK) == ["09:00 1", "09:30 1", "10:00 0"]
    with pytest.raises(NotInThisStateError):
        appointments.cancel(appointment=missed, by=make.clerk())


def test_nobody_comes_before_the_day(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    appointment = book(make.person(), desk, at(10))
    with pytest.raises(NotInThisStateError, match="latere dag"):
        appointments.mark_kept(appointment=appointment, by=make.clerk())
    set_clock(monkeypatch, at(8))
    assert appointments.mark_kept(appointment=appointment, by=make.clerk()).status == "kept"
    with pytest.raises(appointments.NoSuchTimeError, match="voorbij"):
        book(make.person(), desk, at(7))


def test_the_day_sheet_has_every_time_and_who_stands_at_a_closed_door(desk: Desk) -> None:
    book(make.person("Bakali"), desk, at(9))
    sheet = diary.day_sheet(desk, NEXT_WEEK)
    lines = [
        (f"{row.starts:%H:%M}", [str(each.person) for each in row.expected], row.empty)
        for row in sheet.rows
    ]
    assert lines == [("09:00", ["Sara Bakali"], 0), ("09:30", [], 1), ("10:00", [], 1)]
    places.close_days(desk=desk, first_day=NEXT_WEEK, last_day=NEXT_WEEK, reason="staking",
                      by=make.coordinator())  # fmt: skip
    sheet = diary.day_sheet(desk, NEXT_WEEK)
    assert (sheet.closed, [len(row.expected) for row in sheet.rows]) == ("staking", [1])
    stranded = diary.stranded(desk, TODAY, date(2027, 3, 31))
    assert [str(each.person) for each in stranded] == ["Sara Bakali"]


def test_a_desk_closes_when_nobody_is_expected_any_more(desk: Desk) -> None:
    book(make.person(), desk, at(9))
    with pytest.raises(places.StillExpectedError, match="nog 1 mensen"):
        places.close_desk(desk=desk, last_day=date(2027, 3, 7), by=make.coordinator())
    assert places.close_desk(desk=desk, last_day=NEXT_WEEK, by=make.coordinator()).valid_to


def test_a_temporary_desk_has_an_end_and_a_code_has_one_period_at_a_time(desk: Desk) -> None:
    new = {"name": "Loket station", "kind": "temporary", "area": "limburg", "temporary": True,
           "municipality": "71016", "valid_from": TODAY, "by": make.coordinator()}  # fmt: skip
    with pytest.raises(ValidationError, match="laatste dag"):
        places.open_desk(code="station", **new)
    with pytest.raises(ValidationError, match="bestaat al op die dagen"):
        places.open_desk(code=desk.code, valid_to=NEXT_WEEK, **new)
    assert places.open_desk(code="station", valid_to=NEXT_WEEK, **new).valid_to == NEXT_WEEK


def test_only_the_desk_itself_and_its_coordinator_may(desk: Desk) -> None:
    with pytest.raises(NotAllowedError):
        appointments.book(person=make.person(), desk=desk, starts=at(9), day=TODAY,
                          purpose=AppointmentPurpose.INTAKE, by=make.planner())  # fmt: skip
    with pytest.raises(NotAllowedError):
        places.close_days(desk=desk, first_day=TODAY, last_day=TODAY, by=make.clerk())
    with pytest.raises(NotAllowedError):
        places.close_days(desk=None, first_day=TODAY, last_day=TODAY, by=make.coordinator())

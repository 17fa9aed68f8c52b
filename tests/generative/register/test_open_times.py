# SPDX-License-Identifier: EUPL-1.2
"""The times of a desk, held against a clerk who walks through the week minute by minute."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib import courses as make
from taalplan.register import diary
from taalplan.register.models import Closure, Desk, OpeningHours

pytestmark = pytest.mark.django_db

FIRST = date(2027, 3, 22)  # with the clock change of 28 March and Easter Monday of 29 March in it
DAYS = [FIRST + timedelta(days=number) for number in range(14)]
QUARTERS = st.integers(8 * 4, 18 * 4).map(lambda number: time(number // 4, number % 4 * 15))

hours = st.tuples(
    st.integers(0, 6),
    st.lists(QUARTERS, min_size=2, max_size=2, unique=True).map(sorted),
    st.integers(1, 3),
    st.sampled_from(DAYS),
    st.none() | st.sampled_from(DAYS),
).filter(lambda each: each[4] is None or each[4] >= each[3])
closures = st.tuples(st.sampled_from(DAYS), st.integers(0, 3), st.booleans())


def walked(desk: Desk) -> Counter[datetime]:
    """Every moment at which somebody can sit down, with how many staff are there for them."""
    found: Counter[datetime] = Counter()
    zone = timezone.get_default_timezone()
    for day in DAYS:
        shut = Closure.objects.filter(first_day__lte=day, last_day__gte=day)
        if shut.filter(desk=desk).exists() or shut.filter(desk=None).exists():
            continue
        if day == date(2027, 3, 28) or day == date(2027, 3, 29):
            continue  # Easter
        for each in OpeningHours.objects.filter(desk=desk, weekday=day.weekday()):
            if each.valid_from <= day <= (each.valid_to or day):
                minute = each.opens.hour * 60 + each.opens.minute
                while minute + 30 <= each.closes.hour * 60 + each.closes.minute:
                    found[datetime(day.year, day.month, day.day, minute // 60, minute % 60,
                                   tzinfo=zone)] += each.staff  # fmt: skip
                    minute += 30
    return found


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(hours, max_size=6), st.lists(closures, max_size=3))
def test_the_times_of_two_weeks(db: None, rows: list, shut: list) -> None:
    with transaction.atomic():
        desk = make.desk()
        for weekday, (opens, closes), staff, first, last in rows:
            OpeningHours.objects.create(desk=desk, weekday=weekday, opens=opens, closes=closes,
                                        staff=staff, valid_from=first, valid_to=last)  # fmt: skip
        for first, length, everywhere in shut:
            Closure.objects.create(desk=None if everywhere else desk, first_day=first,
                                   last_day=first + timedelta(days=length))  # fmt: skip
        found = diary.open_slots(desk, DAYS[0], DAYS[-1])
        assert {each.starts: each.capacity for each in found} == dict(walked(desk))
        assert [each.starts for each in found] == sorted(each.starts for each in found)
        assert all(diary.open_slot(desk, each.starts) == each for each in found[:3])
        transaction.set_rollback(True)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(hours, min_size=1, max_size=6))
def test_hours_that_are_set_one_after_the_other_never_overlap(db: None, rows: list) -> None:
    with transaction.atomic():
        desk = make.desk()
        for weekday, (opens, closes), staff, first, last in rows:
            make.opening_hours(desk, weekday=weekday, opens=opens, closes=closes, staff=staff,
                               valid_from=first, valid_to=last)  # fmt: skip
            now = list(OpeningHours.objects.all())
            for day in DAYS:
                if day.weekday() == weekday and first <= day <= (last or day):
                    assert [each.staff for each in now if _open(each, day, opens)] == [staff]
        rows_now = list(OpeningHours.objects.all())
        for day in DAYS:
            for quarter in range(8 * 4, 18 * 4):
                moment = time(quarter // 4, quarter % 4 * 15)
                assert sum(_open(each, day, moment) for each in rows_now) <= 1
        transaction.set_rollback(True)


def _open(hours: OpeningHours, day: date, moment: time) -> bool:
    valid = hours.valid_from <= day and (hours.valid_to is None or day <= hours.valid_to)
    return valid and hours.weekday == day.weekday() and hours.opens <= moment < hours.closes

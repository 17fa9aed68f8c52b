# SPDX-License-Identifier: EUPL-1.2
"""School holidays by rule are the known ones, and courses have the weeks that their hours need."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from taalplan.example import days, lessons


def as_date(number: int) -> date:
    """A day number as a date."""
    return date(1970, 1, 1) + timedelta(days=int(number))


# First days as published for Flemish schools; of summer the rule takes a few days more, so
# that no course has a last lesson in July.
@pytest.mark.parametrize(
    "first",
    [
        *("2019-12-23", "2020-02-24", "2020-04-06", "2020-11-02", "2020-12-21"),
        *("2021-02-15", "2021-04-05", "2021-11-01", "2022-02-28", "2022-04-04"),
        *("2022-10-31", "2022-12-26", "2023-02-20", "2023-04-03"),
    ],
)
def test_holidays_begin_when_schools_close(first: str) -> None:
    monday = days.number(first)
    weeks = set(lessons.teaching_weeks(lockdown=False).tolist())
    assert monday - 7 in weeks
    assert monday not in weeks


def test_there_are_no_lessons_in_summer() -> None:
    assert not any(as_date(week).month in (7, 8) for week in lessons.teaching_weeks(lockdown=False))


def test_a_school_year_has_about_37_weeks_of_lessons() -> None:
    weeks = [as_date(week) for week in lessons.teaching_weeks(lockdown=False)]
    of_2018 = [week for week in weeks if date(2018, 9, 1) <= week <= date(2019, 8, 31)]
    assert len(of_2018) in range(35, 39)


def test_the_lockdown_takes_three_weeks_that_are_caught_up() -> None:
    all_weeks, left = (lessons.teaching_weeks(lockdown=flag) for flag in (False, True))
    lost = sorted(set(all_weeks.tolist()) - set(left.tolist()))
    assert [as_date(week) for week in lost] == [
        date(2020, 3, 16),
        date(2020, 3, 23),
        date(2020, 3, 30),
    ]


def test_courses_start_six_times_in_each_of_five_school_years() -> None:
    starts = [as_date(day) for day in lessons.starts()]
    assert len(starts) == 30
    assert starts[:6] == [
        date(2017, 9, 4),
        date(2017, 10, 2),
        date(2017, 11, 13),
        date(2018, 2, 5),
        date(2018, 3, 5),
        date(2018, 4, 16),
    ]
    assert starts == sorted(starts)


def test_four_lessons_a_week_take_ten_weeks_and_one_nearly_a_school_year() -> None:
    """As the Huis van het Nederlands Brussel says of a module of 120 hours."""
    weeks = {f.sessions: f.weeks for f in lessons.FORMATS if f.profile == "standard"}
    assert weeks[4] == 10
    assert 33 <= weeks[1] <= 37


def test_every_form_gives_the_hours_of_its_level_and_not_a_week_more() -> None:
    for form in lessons.FORMATS:
        a_week = form.sessions * form.hours
        hours = lessons.level_hours(form.profile)
        assert (form.weeks - 1) * a_week < hours <= form.weeks * a_week


def test_the_shares_of_a_profile_add_up() -> None:
    for profile in range(len(lessons.PROFILES)):
        shares = np.exp(lessons.log_shares())[profile == lessons.PROFILE_OF]
        assert shares.sum() == pytest.approx(1)


def test_a_course_ends_after_its_weeks_without_the_holidays() -> None:
    """Ten weeks from 1 October 2018, with a week of autumn holiday: the 14th of December."""
    start = [as_date(day) for day in lessons.starts()].index(date(2018, 10, 1))
    form = next(i for i, f in enumerate(lessons.FORMATS) if f.weeks == 10)
    assert as_date(lessons.ends()[start, form]) == date(2018, 12, 14)

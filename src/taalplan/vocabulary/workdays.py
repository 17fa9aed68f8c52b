# SPDX-License-Identifier: EUPL-1.2
"""Working days of the Flemish administration: no weekends, no public holidays."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

_DAY = timedelta(days=1)
_SATURDAY = 5


@cache
def public_holidays(year: int) -> dict[date, str]:
    """Public holidays in Belgium, and the day on which Flemish services are closed, in Dutch."""
    import holidays

    days = dict(holidays.country_holidays("BE", years=year, language="nl"))
    days.setdefault(date(year, 7, 11), "Feestdag van de Vlaamse Gemeenschap")
    return days


def is_working_day(day: date) -> bool:
    """Whether services work on a day (werkdag)."""
    return day.weekday() < _SATURDAY and day not in public_holidays(day.year)


def working_days_after(day: date, number: int) -> date:
    """The last of so many working days that follow a day; the day itself is not one of them.

    >>> working_days_after(date(2022, 2, 24), 20)
    datetime.date(2022, 3, 24)
    """
    while number > 0:
        day += _DAY
        number -= is_working_day(day)
    return day


def working_days_between(day: date, last: date) -> int:
    """How many working days follow a day, up to and with the last; below zero when it is past."""
    if last < day:
        return -working_days_between(last, day)
    days = (day + _DAY * ahead for ahead in range(1, (last - day).days + 1))
    return sum(is_working_day(each) for each in days)

# SPDX-License-Identifier: EUPL-1.2
"""On which days people come to a desk: seasons, weekdays, holidays and the shock of 2020.

Days are numbers, counted from 1970-01-01 as numpy does.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np

from taalplan.example.figures import DESKS, YEARS, Flags, Floats, Ints, published_targets
from taalplan.vocabulary import places

MONTHS = (1.25, 1.05, 0.95, 0.85, 0.85, 0.90, 0.60, 1.15, 1.45, 1.20, 0.95, 0.65)
"""Registrations per working day by month: courses start in September and in February."""

WEEKDAYS = (1.15, 1.20, 0.95, 1.10, 0.75, 0.03, 0.0)
"""Monday to Sunday; a Saturday only for an open day."""

SHOCKS = (
    # First contracts, published by quarter: 2020 against 2019 -8, -47, -19 and -15 %; 2021
    # against 2020 +22, +98 and +14 %. Within the spring of 2020 by the dates of the lockdown.
    ("2020-03-16", "2020-04-30", 0.15),
    ("2020-05-01", "2020-05-31", 0.45),
    ("2020-06-01", "2020-06-30", 0.95),
    ("2020-07-01", "2020-09-30", 0.81),
    ("2020-10-01", "2020-12-31", 0.85),
    ("2021-01-01", "2021-03-31", 1.12),
    ("2021-04-01", "2021-06-30", 1.05),
    ("2021-07-01", "2021-09-30", 0.92),
    ("2021-10-01", "2021-12-31", 0.82),
)


def number(day: date | str) -> int:
    """A day as numpy counts it: 0 is 1970-01-01."""
    return int(np.datetime64(day, "D").astype(np.int64))


FIRST, LAST = number("2017-01-01"), number("2021-12-31")


@cache
def holidays(year: int) -> frozenset[int]:
    """The Belgian public holidays of a year, and 11 July, when Flemish services are closed."""
    easter = _easter(year)
    fixed = ("01-01", "05-01", "07-11", "07-21", "08-15", "11-01", "11-11", "12-25")
    days = {number(f"{year}-{day}") for day in fixed}
    return frozenset(days | {easter + 1, easter + 39, easter + 50})


def _easter(year: int) -> int:
    """Easter Sunday, after Meeus, Jones and Butcher."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    moved = century - (century + 8) // 25 + 1
    full = (19 * golden + century - century // 4 - moved // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - full - rest % 4) % 7
    late = (golden + 11 * full + 22 * sunday) // 451
    month, day = divmod(full + sunday - 7 * late + 114, 31)
    return number(date(year, month, day + 1))


def year_of(days: Ints) -> Ints:
    """The calendar year of each day."""
    return days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970


def weekday(days: Ints) -> Ints:
    """0 for Monday to 6 for Sunday."""
    return (days + 3) % 7


@cache
def _weights() -> Floats:
    """How busy each day from FIRST to LAST is, over all desks; 0 when everything is closed."""
    days = np.arange(FIRST, LAST + 1)
    month = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12
    weights: Floats = np.array(MONTHS)[month] * np.array(WEEKDAYS)[weekday(days)]
    for first, last, factor in SHOCKS:
        weights[number(first) - FIRST : number(last) - FIRST + 1] *= factor
    for year in YEARS:
        weights[number(f"{year}-12-24") - FIRST : number(f"{year}-12-31") - FIRST + 1] *= 0.15
        weights[np.array(sorted(holidays(year))) - FIRST] = 0.0
    return weights


@cache
def _desk_weights(desk: int) -> Floats:
    """The same for one desk: small ones open on some weekdays, and none outside its validity."""
    weights = _weights().copy()
    kind = weekday(np.arange(FIRST, LAST + 1))
    busiest = published_targets().registered[desk].max()
    if busiest < 500:
        weights[kind == 5] = 0.0
    if busiest < 150:
        weights[np.isin(kind, (desk % 5, (desk + 2) % 5), invert=True)] = 0.0
    return np.where(_valid(desk), weights, 0.0)


def _valid(desk: int) -> Flags:
    days = np.arange(FIRST, LAST + 1)
    inside = np.zeros(len(days), dtype=np.bool_)
    for period in places.desks():
        if period.code == DESKS[desk]:
            last = LAST if period.valid_to is None else number(period.valid_to)
            inside |= (days >= number(period.valid_from)) & (days <= last)
    return inside


def draw(rng: np.random.Generator, desk: int, first: int, last: int, n: int) -> Ints:
    """Days on which a desk is open, from `first` to `last`, as busy days are drawn more often."""
    busy = np.cumsum(_desk_weights(desk)[first - FIRST : last - FIRST + 1])
    if n and busy[-1] <= 0:
        raise ValueError(f"{DESKS[desk]} is never open between days {first} and {last}")
    return first + np.searchsorted(busy, rng.random(n) * busy[-1], side="right") if n else _none()


def draw_by_year(rng: np.random.Generator, desk: Ints, year: Ints) -> Ints:
    """A day for each registration, given its desk (index) and calendar year."""
    days = np.empty(len(desk), dtype=np.int64)
    place = desk * 10_000 + year
    order = np.argsort(place, kind="stable")
    codes, starts = np.unique(place[order], return_index=True)
    for code, rows in zip(codes, np.split(order, starts[1:]), strict=True):
        this_desk, this_year = divmod(int(code), 10_000)
        first, last = number(f"{this_year}-01-01"), number(f"{this_year}-12-31")
        days[rows] = draw(rng, this_desk, first, last, len(rows))
    return days


def open_on(desk: Ints, day: Ints) -> Flags:
    """Whether each desk receives people on each day; False outside 2017-2021."""
    table = np.stack([_desk_weights(d) > 0 for d in range(len(DESKS))])
    inside = (day >= FIRST) & (day <= LAST)
    return inside & table[desk, np.clip(day - FIRST, 0, LAST - FIRST)]


def open_near(desk: int, day: int) -> int:
    """The day itself, or the nearest one of the same year on which the desk is open."""
    year = int(year_of(np.array([day]))[0])
    around = np.arange(number(f"{year}-01-01"), number(f"{year}-12-31") + 1)
    possible = around[open_on(np.full(len(around), desk), around)]
    return int(possible[np.abs(possible - day).argmin()])


def working(day: Ints) -> Ints:
    """The day itself, or the last working day before it. Never changes the order of two days."""
    return _WORKING[np.clip(day - _ORIGIN, 0, len(_WORKING) - 1)]


def _working_days() -> Ints:
    days = np.arange(_ORIGIN, number("2023-01-01"))
    closed = weekday(days) > 4
    for year in range(2016, 2023):
        closed |= np.isin(days, list(holidays(year)))
    return np.maximum.accumulate(np.where(closed, days[0], days))


def _none() -> Ints:
    return np.empty(0, dtype=np.int64)


_ORIGIN = number("2016-01-04")
_WORKING = _working_days()

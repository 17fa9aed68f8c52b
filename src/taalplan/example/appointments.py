# SPDX-License-Identifier: EUPL-1.2
"""Appointments at desks: intakes, tests, contract talks and follow-ups, kept and missed.

Every registration has its intake. Those who did not come or cancelled had another appointment
first. Of early 2022 the register holds no registrations, but the desks were open: those
appointments have no person, and are as many as a year before.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

import numpy as np

from taalplan.example import days, slots
from taalplan.example.figures import DESKS, Flags, Floats, Ints
from taalplan.example.known import SPAN, Known
from taalplan.vocabulary import places
from taalplan.vocabulary.codes import AppointmentPurpose, AppointmentStatus

PURPOSES: tuple[str, ...] = tuple(purpose.value for purpose in AppointmentPurpose)
INTAKE, TEST, CONTRACT, FOLLOW_UP = range(4)
STATUSES: tuple[str, ...] = tuple(status.value for status in AppointmentStatus)
BOOKED, KEPT, MISSED, CANCELLED = range(4)

MINUTES: Ints = np.array([slots.FULL, slots.FULL, slots.HALF, slots.HALF])
"""How long an appointment is meant to take, by purpose. Assumption."""

TESTED = 0.32
"""Tests per intake: Atlas had 6,984 tests and 21,734 intake talks in 2020."""

SIGNS_AT_DESK, FOLLOWED_UP = 0.85, 0.25
"""Contracts signed at an appointment, and followed up by one. Assumptions."""

SIGNED_BEFORE = 0.9
"""Contracts per registration in the years before the register's first contract. Assumption."""

QUESTIONS = 0.06
"""People who walk in with a question, without a name, per registration. Assumption."""

NO_SHOW, CALLS_OFF = (0.08, 0.15), 0.055
"""Appointments missed, by desk, and cancelled, as shares of all. Assumptions."""

WALK_IN, WALK_IN_SINCE_2020 = 0.45, 0.10
"""Appointments made on the day itself; since the lockdown desks work by appointment."""

AHEAD = 21
"""Nobody books more than so many days ahead. Assumption."""

_LOCKDOWN = days.number("2020-03-16")
_YEAR = 364  # the same weekday a year later


@dataclass(frozen=True)
class Appointments:
    """Appointments as columns; `person` is -1 when nobody's name was asked."""

    desk: Ints
    person: Ints
    day: Ints
    purpose: Ints
    booked: Ints
    status: Ints

    def __len__(self) -> int:
        """The number of appointments."""
        return len(self.desk)

    def take(self, rows: Ints | Flags) -> Appointments:
        """Some of the appointments."""
        return Appointments(*(getattr(self, field.name)[rows] for field in fields(self)))


def appointments(rng: np.random.Generator, known: Known) -> Appointments:
    """All appointments until three weeks after the day of the register, without their hour."""
    parts = [
        _intakes(known),
        _tests(rng, known),
        *_about_contracts(rng, known),
        _questions(rng, known),
        _of_next_year(known),
    ]
    meant = _joined([part.take(_possible(part)) for part in parts])
    meant = _booked(rng, meant)
    failed = _failed(rng, meant)
    all_ = _joined([meant, failed.take(_possible(failed))])
    seen = (all_.booked <= known.as_of) & (all_.day <= known.as_of + AHEAD)
    seen &= all_.day >= known.registered_day.min(initial=known.as_of)
    all_ = _one_a_day(all_.take(seen))
    status = np.where(all_.day > known.as_of, BOOKED, all_.status)
    return replace(all_, status=status)


def _one_a_day(some: Appointments) -> Appointments:
    """Nobody has two appointments on one day: the talk is then part of the intake or the test."""
    key = np.where(some.person < 0, -1 - np.arange(len(some)), some.person * SPAN + some.day)
    order = np.lexsort((some.status, some.purpose, key))
    first = np.r_[True, key[order][1:] != key[order][:-1]] if len(order) else order > 0
    return some.take(np.sort(order[first]))


def _columns(some: Appointments) -> list[Ints]:
    return [getattr(some, field.name) for field in fields(Appointments)]


def _joined(parts: list[Appointments]) -> Appointments:
    columns = zip(*(_columns(part) for part in parts), strict=True)
    return Appointments(*(np.concatenate(column) for column in columns))


def _kept(desk: Ints, person: Ints, day: Ints, purpose: int) -> Appointments:
    n = len(desk)
    return Appointments(desk, person, day, np.full(n, purpose), day, np.full(n, KEPT))


def _intakes(known: Known) -> Appointments:
    return _kept(known.registered_desk, known.registered_person, known.registered_day, INTAKE)


def _tests(rng: np.random.Generator, known: Known) -> Appointments:
    tested = rng.random(len(known.registered_day)) < TESTED
    day = known.registered_day[tested]
    day = np.maximum(_weekday(rng, day + rng.integers(1, 15, len(day))), day + 1)
    return _kept(known.registered_desk[tested], known.registered_person[tested], day, TEST)


def _about_contracts(rng: np.random.Generator, known: Known) -> list[Appointments]:
    """At the desk where the person registered last before signing."""
    person, signed = _signed(rng, known)
    row = known.registered_before(person, signed)
    found = []
    for share, purpose in ((SIGNS_AT_DESK, CONTRACT), (FOLLOWED_UP, FOLLOW_UP)):
        some = (row >= 0) & (rng.random(len(row)) < share)
        day = signed[some]
        if purpose == FOLLOW_UP:
            day = _weekday(rng, day + 60 + rng.integers(0, 240, len(day)))
        else:
            # Many contracts of a week carry its Friday; the talks were spread over the week.
            friday = (days.weekday(day) == 4) & (rng.random(len(day)) < 0.6)
            day = np.where(friday, days.working(day - rng.integers(1, 5, len(day))), day)
        desk = known.registered_desk[row[some]]
        found.append(_kept(desk, person[some], day, purpose))
    return found


def _signed(rng: np.random.Generator, known: Known) -> tuple[Ints, Ints]:
    """Who signed a contract and when, with those from before the register's first contract.

    The extract has no contracts of 2017 and 2018, but the desks spent time on them.
    """
    first = known.contract_signed.min(initial=known.as_of)
    later = 5 + rng.gamma(1.6, 18.0, len(known.registered_day)).astype(np.int64)
    day = _weekday(rng, known.registered_day + later)
    before = (day < first) & (rng.random(len(day)) < SIGNED_BEFORE)
    person = np.r_[known.contract_person, known.registered_person[before]]
    return person, np.r_[known.contract_signed, day[before]]


def _questions(rng: np.random.Generator, known: Known) -> Appointments:
    some = rng.random(len(known.registered_day)) < QUESTIONS
    nobody = np.full(int(some.sum()), -1)
    return _kept(known.registered_desk[some], nobody, known.registered_day[some], FOLLOW_UP)


def _of_next_year(known: Known) -> Appointments:
    """Intakes after the last registration that the register holds: as a year before."""
    last = known.registered_day.max(initial=0)
    some = known.registered_day + _YEAR > last
    nobody = np.full(int(some.sum()), -1)
    day = known.registered_day[some] + _YEAR
    return _kept(known.registered_desk[some], nobody, day, INTAKE)


def _possible(some: Appointments) -> Flags:
    """Days on which the desk exists and is not closed by a weekend or a holiday."""
    day = some.day
    return _exists(some.desk, day) & _works(some, day)


def _works(some: Appointments, day: Ints) -> Flags:
    weekday = days.weekday(day)
    closed = [one for year in range(2016, 2024) for one in days.holidays(year)]
    saturday = (weekday == 5) & (some.purpose == INTAKE) & (some.status == KEPT)
    found: Flags = ((weekday < 5) | saturday) & ~np.isin(day, closed)
    return found


def _exists(desk: Ints, day: Ints) -> Flags:
    found = np.zeros(len(desk), dtype=np.bool_)
    for period in places.desks():
        last = days.number(period.valid_to or date(2100, 1, 1))
        inside = (day >= days.number(period.valid_from)) & (day <= last)
        found |= (desk == DESKS.index(period.code)) & inside
    return found


def _lead(rng: np.random.Generator, day: Ints) -> Ints:
    """Days between booking and appointment."""
    walks = np.where(day < _LOCKDOWN, WALK_IN, WALK_IN_SINCE_2020)
    ahead = np.minimum(1 + rng.gamma(1.6, 4.5, len(day)).astype(np.int64), AHEAD)
    return np.where(rng.random(len(day)) < walks, 0, ahead)


def _weekday(rng: np.random.Generator, day: Ints) -> Ints:
    """The same day, or a weekday before it in that week; never a holiday.

    Not always the Friday, which would make Fridays twice as busy.
    """
    weekday = days.weekday(day)
    earlier = day - weekday + rng.integers(0, 5, len(day))
    return days.working(np.where(weekday > 4, earlier, day))


def _booked(rng: np.random.Generator, meant: Appointments) -> Appointments:
    lead = np.where(meant.purpose == FOLLOW_UP, _lead(rng, meant.day) * (meant.person >= 0), 0)
    lead = np.where(meant.purpose != FOLLOW_UP, _lead(rng, meant.day), lead)
    booked = np.maximum(_weekday(rng, meant.day - lead), meant.day - AHEAD)
    return replace(meant, booked=booked)


def _failed(rng: np.random.Generator, meant: Appointments) -> Appointments:
    """Appointments before the one that was kept, to which people did not come."""
    rate: Floats = rng.uniform(*NO_SHOW, len(DESKS))[meant.desk]
    chance = rng.random(len(meant))
    # As a share of all appointments, of which one in so many is kept.
    kept = 1 - rate - CALLS_OFF
    missed, called_off = chance < rate / kept, chance < (rate + CALLS_OFF) / kept
    # Who walks in with a question had no appointment to miss.
    with_one = called_off & ((meant.person >= 0) | (meant.purpose == INTAKE))
    some = meant.take(with_one)
    status = np.where(missed[with_one], MISSED, CANCELLED)
    day = _weekday(rng, some.booked - rng.integers(0, 12, len(some)))
    lead = np.maximum(_lead(rng, day), 1)
    booked = np.maximum(_weekday(rng, day - lead), day - AHEAD)
    return Appointments(some.desk, some.person, day, some.purpose, booked, status)


def appointment_table(rng: np.random.Generator, all_: Appointments) -> Any:
    """The table `appointments`, with the hour of each."""
    import pyarrow as pa

    from taalplan.example.tables import coded, dates

    start, minutes = slots.times(rng, all_.desk, all_.day, MINUTES[all_.purpose])
    order = np.lexsort((all_.person, start, all_.day, all_.desk))
    all_, start, minutes = all_.take(order), start[order], minutes[order]
    moment = (all_.day * 1440 + start) * 60
    return pa.table(
        {
            "desk": coded(all_.desk, DESKS),
            "person": pa.array(all_.person, mask=all_.person < 0),
            "starts": pa.array(moment).cast(pa.timestamp("s")),
            "minutes": minutes.astype(np.int32),
            "purpose": coded(all_.purpose, PURPOSES),
            "booked": dates(all_.booked),
            "status": coded(all_.status, STATUSES),
        }
    )

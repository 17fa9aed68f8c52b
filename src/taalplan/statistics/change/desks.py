# SPDX-License-Identifier: EUPL-1.2
"""Desks that opened, closed or moved, from their validity and not from their figures.

A desk where nobody came is open; a desk that closed has no figure at all. Only its days of
validity tell the two apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from taalplan.vocabulary.text import Text

DAY = timedelta(days=1)


class Event(StrEnum):
    """What happened to a desk."""

    OPENED = "opened"
    CLOSED = "closed"
    REOPENED = "reopened"
    MOVED = "moved"


@dataclass(frozen=True)
class DeskPeriod:
    """A desk during one period of validity; no last day while it is open."""

    desk: str
    name: Text
    area: str
    municipality: str
    first: date
    last: date | None


@dataclass(frozen=True)
class DeskEvent:
    """One event of one desk. `day` is its last open day where it closed, else its first.

    `successors` are the desks in the same municipality that were open the day after a closing.
    They are where people could go; nothing says that they did.
    """

    event: Event
    desk: str
    name: Text
    area: str
    day: date
    successors: tuple[Text, ...] = ()


def desk_events(periods: Iterable[DeskPeriod], first: date, last: date) -> tuple[DeskEvent, ...]:
    """What happened to desks from `first` up to and including `last`, in order of day.

    Opening or closing on the very edge counts: a desk that closed on the day before `first` was
    already gone in the period before.
    """
    known = sorted(periods, key=lambda period: (period.first, period.desk))
    found = [event for period in known for event in _events(period, known)]
    inside = (event for event in found if first <= _felt(event) <= last)
    return tuple(sorted(inside, key=lambda event: (event.day, event.desk)))


def _felt(event: DeskEvent) -> date:
    """The first day on which the event shows: the day after a closing."""
    return event.day + DAY if event.event in (Event.CLOSED, Event.MOVED) else event.day


def _events(period: DeskPeriod, known: list[DeskPeriod]) -> Iterator[DeskEvent]:
    own = [one for one in known if one.desk == period.desk]
    before = [one for one in own if one.last is not None and one.last < period.first]
    if not any(one.last == period.first - DAY for one in before):
        event = Event.REOPENED if before else Event.OPENED
        yield DeskEvent(event, period.desk, period.name, period.area, period.first)
    if period.last is None or any(one.first == period.last + DAY for one in own):
        return
    next_day = period.last + DAY
    others = [one for one in known if one.municipality == period.municipality != ""]
    after = [
        one
        for one in others
        if one.desk != period.desk and one.first <= next_day and _open(one, next_day)
    ]
    # A move is a desk that opens as another closes; one that was there all along took nothing over.
    moved = any(one.first == next_day for one in after)
    event = Event.MOVED if moved else Event.CLOSED
    names = tuple(one.name for one in after)
    yield DeskEvent(event, period.desk, period.name, period.area, period.last, names)


def _open(period: DeskPeriod, day: date) -> bool:
    return period.last is None or period.last >= day

# SPDX-License-Identifier: EUPL-1.2
"""How long files are kept: so many years after the last thing that happened in them.

The term is policy (`retention.years_after_last_event`), dated: a file is judged by the term of
the day on which it is judged. A file that is still in use is kept, whatever its age.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from django.db.models import Max, QuerySet
from django.utils import timezone

from taalplan import policy
from taalplan.register.models import (
    HOLDS_SEAT,
    Account,
    Appointment,
    Component,
    Contract,
    Demand,
    Person,
    Placement,
    PlacementChange,
    Preference,
    Registration,
    Restriction,
    Suspension,
    TargetGroupStatus,
    Trajectory,
)

RETENTION = "retention.years_after_last_event"

EVENTS = (
    (Registration, "person", ("date",)),
    (TargetGroupStatus, "person", ("valid_from", "valid_to")),
    (Contract, "person", ("signed",)),
    (Suspension, "contract__person", ("first_day", "last_day")),
    (Trajectory, "person", ("opened", "closed")),
    (Component, "trajectory__person", ("opened", "closed")),
    (Preference, "person", ("valid_from",)),
    (Demand, "person", ("since", "ended")),
    (Placement, "person", ("course__end",)),
    (PlacementChange, "placement__person", ("date",)),
    (Account, "person", ("begins", "ends", "enrolled", "withdrawn")),
    (Appointment, "person", ("booked", "slot__starts")),
    (Restriction, "person", ("since", "lifted")),
)
"""What happens to somebody: the model, the way to the person, and the columns with days."""


class Kept(StrEnum):
    """Why a file is not erased."""

    TERM = "term"
    IN_USE = "in_use"
    DISPUTED = "disputed"


def last_day(last_event: datetime.date, day: datetime.date) -> datetime.date:
    """The last day on which a file is kept whose last event was then, by the term of `day`."""
    years = policy.value(RETENTION, day).whole
    try:
        return last_event.replace(year=last_event.year + years)
    except ValueError:  # 29 February, in a year that has none
        return last_event.replace(year=last_event.year + years, day=28)


def kept_until(person: Person, day: datetime.date) -> datetime.date:
    """The last day on which somebody's file is kept; `day` is that of the policy."""
    return last_day(_last_events([person.pk])[person.pk], day)


def judge(numbers: Collection[int], day: datetime.date) -> dict[int, Kept | None]:
    """For each file by its number whether it is kept on a day and why; None when it must go."""
    last = _last_events(numbers)
    busy, disputed = _in_use(numbers, day), _disputed(numbers)
    return {number: _verdict(number, last[number], day, busy, disputed) for number in numbers}


def _verdict(
    number: int, last: datetime.date, day: datetime.date, busy: set[int], disputed: set[int]
) -> Kept | None:
    if day <= last_day(last, day):
        return Kept.TERM
    if number in disputed:
        return Kept.DISPUTED
    return Kept.IN_USE if number in busy else None


def files_of(numbers: Iterable[int]) -> dict[int, int]:
    """Each file, and every file merged into it directly or by way of another: to which it went."""
    found = {number: number for number in numbers}
    new = list(found)
    while new:
        merged = Person.objects.filter(merged_into__in=new).values_list("pk", "merged_into")
        step = {number: found[into] for number, into in merged if into is not None}
        found |= step
        new = list(step)
    return found


def _last_events(numbers: Collection[int]) -> dict[int, datetime.date]:
    """The last day on which something happened; without any event, when the file was made."""
    files = files_of(numbers)
    last: dict[int, datetime.date] = {}
    for model, way, columns in EVENTS:
        rows = model._default_manager.filter(**{f"{way}__in": list(files)}).order_by()
        latest = {f"latest_{at}": Max(column) for at, column in enumerate(columns)}
        for number, *days in rows.values_list(way).annotate(**latest):
            _keep_latest(last, files[number], days)
    made = dict(Person.objects.filter(pk__in=list(numbers)).values_list("pk", "created"))
    return {number: last.get(number) or timezone.localdate(made[number]) for number in numbers}


def _keep_latest(last: dict[int, datetime.date], number: int, days: Iterable[object]) -> None:
    for day in days:
        if isinstance(day, datetime.datetime):
            day = timezone.localdate(day)
        if isinstance(day, datetime.date) and day > last.get(number, datetime.date.min):
            last[number] = day


def _in_use(numbers: Collection[int], day: datetime.date) -> set[int]:
    """Who still waits on a list, or holds a seat in a course that is not over."""
    waiting: QuerySet[Demand] = Demand.objects.filter(ended__isnull=True)
    seated = Placement.objects.filter(status__in=HOLDS_SEAT, course__end__gte=day)
    return _among(waiting, numbers) | _among(seated, numbers)


def _disputed(numbers: Collection[int]) -> set[int]:
    return _among(Restriction.objects.filter(lifted__isnull=True), numbers)


def _among(rows: QuerySet[Demand] | QuerySet[Placement] | QuerySet[Restriction],
           numbers: Collection[int]) -> set[int]:  # fmt: skip
    files: Mapping[int, int] = files_of(numbers)
    found = rows.filter(person__in=list(files)).order_by().values_list("person", flat=True)
    return {files[number] for number in found}

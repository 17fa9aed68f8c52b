# SPDX-License-Identifier: EUPL-1.2
"""What somebody may ask about themselves: a copy of their data, and to be forgotten in time."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from taalplan import policy
from taalplan.audit import log
from taalplan.audit.models import Event
from taalplan.register import erasing, files
from taalplan.register.models import (
    Appointment,
    Contract,
    Demand,
    Person,
    Placement,
    Registration,
    TargetGroupStatus,
    Trajectory,
)
from taalplan.register.permissions import check_can_administer, check_can_change_person

RETENTION = "retention.years_after_last_event"


class TooEarlyError(Exception):
    """The retention term has not passed; the message says when it will have."""


@transaction.atomic
def own_data(*, person: Person, by: Any) -> dict[str, Any]:
    """Everything the register holds about somebody, as plain data under Dutch headings.

    Also who looked at their file, when and why, by role and not by name of the clerk.
    """
    check_can_change_person(by, person)
    copy = {
        "persoon": _plain(person, leave_out=("search_name", "version", "id")),
        "nummers": [_plain(n, ("id", "person")) for n in person.numbers.all()],
        "doelgroep": _rows(person.target_groups),
        "aanmeldingen": _rows(person.registrations),
        "contracten": _rows(person.contracts),
        "trajecten": [
            _plain(t, ("id", "person"))
            | {"onderdelen": [_plain(c, ("id", "trajectory")) for c in t.components.all()]}
            for t in person.trajectories.all()
        ],
        "voorkeuren": _rows(person.preferences),
        "wachtlijst": _rows(person.demands),
        "plaatsen": [
            _plain(p, ("id", "person")) | {"cursus": p.course.code, "stappen": _steps(p)}
            for p in person.placements.select_related("course")
        ],
        "afspraken": [
            _plain(a, ("id", "person", "slot"))
            | {"loket": a.slot.desk.name, "begin": a.slot.starts.isoformat()}
            for a in person.appointments.select_related("slot__desk")
        ],
        "wie keek": [
            {"dag": event.at.date().isoformat(), "wat": event.action, "waarvoor": event.purpose}
            for event in Event.objects.filter(person=person.pk).order_by("id")
        ],
    }
    log.record(by=by, action="own_data", thing=person, person=person, purpose="request")
    return copy


@transaction.atomic
def erase_person(*, person: Person, day: datetime.date, by: Any) -> Person:
    """Forget who somebody was; what happened stays, with desks, dates and groups, for the figures.

    Raises TooEarlyError before the retention term has passed. Afterwards nothing in the database
    leads to the person any more, in this file and in those that were merged into it; what the
    database's own files still hold in free space goes with `erasing.clear_free_space`.
    """
    check_can_administer(by)
    files.lock(person)
    until = kept_until(person, day)
    if day <= until:
        raise TooEarlyError(_("dit dossier wordt bewaard tot en met %(day)s") % {"day": until})
    for each in erasing.files_of(person):
        erasing.empty(each, day)
    person.refresh_from_db()
    log.record(by=by, action="erase_person", thing=person, person=person)
    return person


def kept_until(person: Person, day: datetime.date) -> datetime.date:
    """The last day on which somebody's file is kept: so many years after the last event."""
    years = policy.value(RETENTION, day).whole
    last = max((found for found in _last_events(person) if found), default=person.created.date())
    return datetime.date(last.year + years, last.month, min(last.day, 28))


def _last_events(person: Person) -> list[datetime.date | None]:
    dates: list[tuple[type[models.Model], str]] = [
        (Registration, "date"), (Contract, "signed"), (Trajectory, "opened"),
        (Trajectory, "closed"), (Demand, "since"), (Demand, "ended"),
        (Placement, "course__end"), (TargetGroupStatus, "valid_from"),
    ]  # fmt: skip
    found = [
        model._default_manager.filter(person=person).aggregate(last=models.Max(column))["last"]
        for model, column in dates
    ]
    seen = Appointment.objects.filter(person=person).aggregate(last=models.Max("slot__starts"))
    return [*found, seen["last"].date() if seen["last"] else None]


def _rows(manager: Any) -> list[dict[str, Any]]:
    return [_plain(row, ("id", "person")) for row in manager.all()]


def _plain(row: models.Model, leave_out: tuple[str, ...] = ()) -> dict[str, Any]:
    """A row as plain data: dates as text, pointers as what they point to is called."""
    found: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        if field.name in leave_out:
            continue
        value = getattr(row, field.name)
        found[field.name] = (
            value
            if isinstance(value, int | float | str | list)
            else ("" if value is None else str(value))
        )
    return found


def _steps(placement: Placement) -> list[dict[str, str]]:
    return [{"dag": str(c.date), "stand": c.status} for c in placement.changes.all()]

# SPDX-License-Identifier: EUPL-1.2
"""What happened to somebody, in the order of time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from taalplan.register.models import (
    Appointment,
    Component,
    Contract,
    Demand,
    Person,
    Placement,
    PlacementChange,
    Registration,
)
from taalplan.register.outline import Outline
from taalplan.vocabulary.codes import AppointmentStatus
from taalplan.web.templatetags.words import word


@dataclass(frozen=True)
class Moment:
    """One line of the time line; `ahead` when it is still to come."""

    day: date
    words: str
    detail: str = ""
    address: str = ""
    ahead: bool = False


def timeline(person: Person, outline: Outline) -> list[Moment]:
    """Everything about a person, the latest first; what lies ahead stands above.

    What the file does not have by its outline is not asked for.
    """
    parts: dict[type, Callable[[Person], Iterator[Moment]]] = {
        Contract: _contracts,
        Component: _components,
        Placement: _placements,
        Demand: _waiting,
        Appointment: _appointments,
    }
    found = list(_registrations(person))
    for kind, moments in parts.items():
        if kind in outline.has:
            found += moments(person)
    return sorted(found, key=lambda moment: moment.day, reverse=True)


def _registrations(person: Person) -> Iterator[Moment]:
    for each in Registration.objects.filter(person=person).select_related("desk"):
        detail = [word(each.target_group, "target_group"), word(each.municipality, "municipality")]
        if each.withdrawn:
            detail.append(_("ingetrokken"))
        text = f"{word(each.kind, 'registration_kind').capitalize()}, {each.desk.name}"
        yield Moment(each.date, text, _joined(detail), reverse("registration", args=[each.pk]))


def _contracts(person: Person) -> Iterator[Moment]:
    for each in Contract.objects.filter(person=person).prefetch_related("suspensions"):
        area = word(each.area, "area")
        group = word(each.target_group, "target_group")
        yield Moment(each.signed, _("Contract getekend"), _joined([area, group]))
        for pause in each.suspensions.all():
            until = pause.last_day.strftime("%d/%m/%Y") if pause.last_day else _("nader te bepalen")
            text = _("tot %(day)s") % {"day": until}
            yield Moment(pause.first_day, _("Contract opgeschort"), text)


def _components(person: Person) -> Iterator[Moment]:
    for each in Component.objects.filter(trajectory__person=person):
        level = word(each.level, "component")
        yield Moment(each.opened, _("%(level)s begonnen") % {"level": level})
        if each.closed:
            result = word(each.result, "result")
            yield Moment(each.closed, _("%(level)s afgesloten") % {"level": level}, result)


def _placements(person: Person) -> Iterator[Moment]:
    found = PlacementChange.objects.filter(placement__person=person)
    for each in found.select_related("placement__course__site"):
        course = each.placement.course
        status = word(each.status, "placement_status").capitalize()
        yield Moment(
            each.date,
            f"{status}: {word(course.level, 'component')}",
            _joined([course.code, course.site.name]),
            reverse("course", args=[course.pk]),
        )


def _waiting(person: Person) -> Iterator[Moment]:
    for each in Demand.objects.filter(person=person):
        wanted = _joined([word(each.level, "component"), word(each.profile, "profile")])
        yield Moment(each.since, _("Op de wachtlijst"), wanted)
        if each.ended:
            reason = word(each.end_reason, "end_reason")
            yield Moment(each.ended, _("Van de wachtlijst"), _joined([wanted, reason]))


def _appointments(person: Person) -> Iterator[Moment]:
    now = timezone.now()
    for each in Appointment.objects.filter(person=person).select_related("slot__desk"):
        starts = timezone.localtime(each.slot.starts)
        ahead = each.status == AppointmentStatus.BOOKED and each.slot.starts >= now
        yield Moment(
            starts.date(),
            f"{word(each.purpose, 'appointment_purpose').capitalize()}, {starts:%H:%M}",
            _joined([each.slot.desk.name, word(each.status, "appointment_status")]),
            ahead=ahead,
        )


def _joined(parts: list[str]) -> str:
    return ", ".join(part for part in parts if part)

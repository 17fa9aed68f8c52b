# SPDX-License-Identifier: EUPL-1.2
"""Desks and their hours (the coordinator), centres and their sites (an administrator)."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from taalplan.audit import log
from taalplan.register.models import Appointment, Centre, Closure, Desk, OpeningHours, Site
from taalplan.register.permissions import check_can_administer, check_can_run_desk
from taalplan.vocabulary.codes import AppointmentStatus, CentreKind, DeskKind


class StillExpectedError(Exception):
    """People are expected at a desk after the day on which it would close."""


@transaction.atomic
def open_desk(
    *,
    code: str,
    name: str,
    kind: DeskKind,
    area: str,
    municipality: str,
    valid_from: date,
    by: Any,
    valid_to: date | None = None,
    counters: int = 1,
    temporary: bool = False,
) -> Desk:
    """A new desk, or one that opens again (same code, later day). Temporary ones say until when.

    Raises ValidationError with every fault.
    """
    desk = Desk(
        code=code,
        name=name,
        kind=kind,
        area=area,
        municipality=municipality,
        valid_from=valid_from,
        valid_to=valid_to,
        counters=counters,
        temporary=temporary,
    )
    check_can_run_desk(by, desk)
    if temporary and valid_to is None:
        raise ValidationError({"valid_to": _("een tijdelijk loket heeft een laatste dag")})
    _check_period(Desk, code, valid_from, valid_to)
    desk.full_clean()
    desk.save()
    log.record(by=by, action="open_desk", thing=desk, code=code)
    return desk


@transaction.atomic
def close_desk(*, desk: Desk, last_day: date, by: Any) -> Desk:
    """The desk sees people until and including a day. Appointments after it are moved first."""
    check_can_run_desk(by, desk)
    after = Appointment.objects.filter(
        slot__desk=desk,
        slot__starts__date__gt=last_day,
        status=AppointmentStatus.BOOKED,
    ).count()
    if after:
        raise StillExpectedError(
            _("%(desk)s verwacht nog %(number)s mensen na die dag; verplaats eerst hun afspraken")
            % {"desk": desk.name, "number": after}
        )
    desk.valid_to = last_day
    desk.full_clean()
    desk.save(update_fields=["valid_to"])
    log.record(by=by, action="close_desk", thing=desk, code=desk.code)
    return desk


@transaction.atomic
def set_opening_hours(
    *,
    desk: Desk,
    weekday: int,
    opens: time,
    closes: time,
    staff: int,
    valid_from: date,
    by: Any,
    valid_to: date | None = None,
) -> OpeningHours:
    """When a desk is open on a weekday (0 is Monday), with how many people to receive others.

    They take the place of hours of the same weekday that overlap; where the new ones end, the old
    ones go on.
    """
    check_can_run_desk(by, desk)
    hours = OpeningHours(
        desk=desk,
        weekday=weekday,
        opens=opens,
        closes=closes,
        staff=staff,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    hours.full_clean()
    _make_room(hours)
    hours.save()
    log.record(by=by, action="set_opening_hours", thing=hours, desk=desk.code, weekday=weekday)
    return hours


@transaction.atomic
def end_opening_hours(*, hours: OpeningHours, last_day: date, by: Any) -> OpeningHours:
    """These hours hold until and including a day."""
    check_can_run_desk(by, hours.desk)
    hours.valid_to = last_day
    hours.full_clean()
    hours.save(update_fields=["valid_to"])
    log.record(by=by, action="end_opening_hours", thing=hours, desk=hours.desk.code)
    return hours


@transaction.atomic
def close_days(
    *, desk: Desk | None, first_day: date, last_day: date, by: Any, reason: str = ""
) -> Closure:
    """Close a desk for some days; None closes every desk, and is for an administrator.

    Appointments stay: `diary.stranded` lists whom to call.
    """
    _check_closing(by, desk)
    closure = Closure(desk=desk, first_day=first_day, last_day=last_day, reason=reason)
    closure.full_clean()
    closure.save()
    log.record(by=by, action="close_days", thing=closure, desk=desk.code if desk else "")
    return closure


@transaction.atomic
def reopen_days(*, closure: Closure, by: Any) -> None:
    """The days on which a desk would be closed are ordinary days again."""
    _check_closing(by, closure.desk)
    log.record(by=by, action="reopen_days", thing=closure)
    closure.delete()


@transaction.atomic
def add_centre(
    *,
    code: str,
    name: str,
    kind: CentreKind,
    valid_from: date,
    by: Any,
    institution_number: str = "",
) -> Centre:
    """A centre that gives lessons; a centre that changes its name is a new period."""
    check_can_administer(by)
    _check_period(Centre, code, valid_from, None)
    centre = Centre(
        code=code,
        name=name,
        kind=kind,
        valid_from=valid_from,
        institution_number=institution_number,
    )
    centre.full_clean()
    centre.save()
    log.record(by=by, action="add_centre", thing=centre, code=code)
    return centre


@transaction.atomic
def add_site(
    *, code: str, centre: Centre, name: str, municipality: str, valid_from: date, by: Any
) -> Site:
    """A place where a centre gives lessons."""
    check_can_administer(by)
    _check_period(Site, code, valid_from, None)
    site = Site(
        code=code, centre=centre, name=name, municipality=municipality, valid_from=valid_from
    )
    site.full_clean()
    site.save()
    log.record(by=by, action="add_site", thing=site, code=code)
    return site


@transaction.atomic
def end_place(*, place: Centre | Site, last_day: date, by: Any) -> Centre | Site:
    """A centre or a site is there until and including a day."""
    check_can_administer(by)
    place.valid_to = last_day
    place.full_clean()
    place.save(update_fields=["valid_to"])
    log.record(by=by, action="end_place", thing=place, code=place.code)
    return place


def _make_room(new: OpeningHours) -> None:
    """Cut the period of `new` out of hours that it replaces."""
    overlapping = OpeningHours.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=new.valid_from),
        desk=new.desk,
        weekday=new.weekday,
        opens__lt=new.closes,
        closes__gt=new.opens,
    )
    if new.valid_to is not None:
        overlapping = overlapping.filter(valid_from__lte=new.valid_to)
    for old in overlapping:
        if new.valid_to is not None and (old.valid_to is None or old.valid_to > new.valid_to):
            OpeningHours.objects.create(
                desk=old.desk,
                weekday=old.weekday,
                opens=old.opens,
                closes=old.closes,
                staff=old.staff,
                valid_from=new.valid_to + timedelta(days=1),
                valid_to=old.valid_to,
            )
        if old.valid_from < new.valid_from:
            old.valid_to = new.valid_from - timedelta(days=1)
            old.save(update_fields=["valid_to"])
        else:
            old.delete()


def _check_closing(by: Any, desk: Desk | None) -> None:
    if desk is None:
        check_can_administer(by)
    else:
        check_can_run_desk(by, desk)


def _check_period(
    kind: type[Desk] | type[Centre] | type[Site], code: str, first: date, last: date | None
) -> None:
    """Refuse a second period of one code that overlaps another."""
    same = kind._default_manager.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=first), code=code
    )
    if last is not None:
        same = same.filter(valid_from__lte=last)
    if same.exists():
        raise ValidationError(
            {"code": _("'%(code)s' bestaat al op die dagen; sluit het eerst af") % {"code": code}}
        )

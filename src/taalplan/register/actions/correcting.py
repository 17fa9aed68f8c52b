# SPDX-License-Identifier: EUPL-1.2
"""Put right what was written down wrongly (recht op verbetering), and say why in a code.

The row of the log names the columns and the reason, never what stood there or stands there now.
`seen` is what the clerk had before her, as `facts` gives it: nothing is overwritten unseen.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from taalplan.audit import log
from taalplan.register import files, seats
from taalplan.register.actions.courses import ChangedMeanwhileError
from taalplan.register.corrections import CORRECTABLE, facts
from taalplan.register.models import Component, Contract, Placement, Suspension, TrajectoryStatus
from taalplan.register.permissions import check_can_change_person, check_can_run_course
from taalplan.register.states import NotInThisStateError
from taalplan.vocabulary.codes import CorrectionReason, CourseResult
from taalplan.vocabulary.places import AREAS

Changes = Mapping[str, Any]


@transaction.atomic
def correct_contract(
    *, contract: Contract, seen: str, changes: Changes, reason: CorrectionReason, by: Any
) -> Contract:
    """Another day of signing, area or target group. Raises ValidationError with every fault."""
    check_can_change_person(by, contract.person)
    files.lock(contract.person)
    columns = _apply(contract, seen, changes)
    faults = {}
    if contract.area not in AREAS:
        faults["area"] = _("'%(area)s' is geen werkingsgebied") % {"area": contract.area}
    if contract.signed > timezone.localdate():
        faults["signed"] = _("die dag moet nog komen")
    elif contract.suspensions.filter(first_day__lt=contract.signed).exists():
        faults["signed"] = _(
            "het contract was eerder al opgeschort; verbeter eerst die opschorting"
        )
    _keep(contract, columns, faults)
    log.record(
        by=by, action="correct_contract", thing=contract, person=contract.person, columns=columns,
        reason=reason.value,
    )  # fmt: skip
    return contract


@transaction.atomic
def correct_suspension(
    *, suspension: Suspension, seen: str, changes: Changes, reason: CorrectionReason, by: Any
) -> Suspension:
    """Another first or last day; without a last day the contract is still suspended."""
    contract = suspension.contract
    check_can_change_person(by, contract.person)
    files.lock(contract.person)
    columns = _apply(suspension, seen, changes)
    first, last = suspension.first_day, suspension.last_day
    faults = {}
    if first < contract.signed:
        faults["first_day"] = _("die dag was dit contract nog niet getekend")
    if last is not None and last < first:
        faults["last_day"] = _("de laatste dag komt na de eerste")
    elif any(_overlap(first, last, other) for other in _others(suspension)):
        faults["first_day"] = _("die dagen vallen in een andere opschorting")
    _keep(suspension, columns, faults)
    log.record(
        by=by, action="correct_suspension", thing=suspension, person=contract.person,
        columns=columns, reason=reason.value,
    )  # fmt: skip
    return suspension


@transaction.atomic
def correct_component(
    *, component: Component, seen: str, changes: Changes, reason: CorrectionReason, by: Any
) -> Component:
    """Another first or last day or decision (besluit); without both last ones it is open again."""
    way = component.trajectory
    check_can_change_person(by, way.person)
    files.lock(way.person)
    way.refresh_from_db()
    columns = _apply(component, seen, changes)
    faults = {}
    if (component.closed is None) != (not component.result):
        faults["result"] = _("een besluit hoort bij een einddag; een open onderdeel heeft geen van "
                             "beide")  # fmt: skip
    if component.closed is not None:
        if component.closed < component.opened:
            faults["closed"] = _("dit onderdeel was die dag nog niet begonnen")
        elif component.closed > timezone.localdate():
            faults["closed"] = _("die dag moet nog komen")
    elif way.status == TrajectoryStatus.CLOSED:
        faults["closed"] = _("het traject is afgesloten; heropen het eerst")
    elif _also_open(component):
        faults["closed"] = _("dit onderdeel is al open")
    _keep(component, columns, faults)
    log.record(
        by=by, action="correct_component", thing=component, person=way.person, columns=columns,
        reason=reason.value,
    )  # fmt: skip
    return component


@transaction.atomic
def correct_result(
    *, placement: Placement, seen: str, result: CourseResult | None, reason: CorrectionReason,
    by: Any,
) -> Placement:  # fmt: skip
    """Another result of a course than was written down, or none: by the centre that gave it."""
    check_can_run_course(by, placement.course)
    seats.lock(placement.course)
    files.lock(placement.person)
    columns = _apply(placement, seen, {"result": result.value if result else ""})
    if not seen:
        raise NotInThisStateError(_("er is nog geen resultaat om te verbeteren"))
    _keep(placement, columns, {})
    log.record(
        by=by, action="correct_result", thing=placement, person=placement.person_id,
        course=placement.course_id, columns=columns, reason=reason.value,
    )  # fmt: skip
    return placement


def _apply(thing: Model, seen: str, changes: Changes) -> list[str]:
    """Fill in what is other than it was; the names of those columns."""
    allowed = CORRECTABLE[type(thing)]
    if strange := set(changes) - set(allowed):
        raise ValidationError(dict.fromkeys(strange, _("dit wordt hier niet verbeterd")))
    thing.refresh_from_db(fields=list(allowed))
    if facts(thing) != seen:
        raise ChangedMeanwhileError(_("iemand anders wijzigde dit intussen; kijk na wat er staat"))
    changed = sorted(name for name, new in changes.items() if new != getattr(thing, name))
    if not changed:
        raise ValidationError(_("er is niets gewijzigd"))
    for name in changed:
        setattr(thing, name, changes[name])
    return changed


def _keep(thing: Model, columns: list[str], faults: Mapping[str, str]) -> None:
    if faults:
        raise ValidationError(dict(faults))
    thing.full_clean(validate_unique=False)
    thing.save(update_fields=columns)


def _others(suspension: Suspension) -> list[Suspension]:
    return list(suspension.contract.suspensions.exclude(pk=suspension.pk))


def _overlap(first: datetime.date, last: datetime.date | None, other: Suspension) -> bool:
    begins = other.last_day is None or other.last_day >= first
    return begins and (last is None or other.first_day <= last)


def _also_open(component: Component) -> bool:
    same = component.trajectory.components.filter(level=component.level, closed__isnull=True)
    return same.exclude(pk=component.pk).exists()

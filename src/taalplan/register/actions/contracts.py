# SPDX-License-Identifier: EUPL-1.2
"""Integration contracts, and the periods in which they do not run."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from taalplan.audit import log
from taalplan.register import files
from taalplan.register.models import Contract, Person, Suspension
from taalplan.register.permissions import check_can_change_person
from taalplan.register.states import NotInThisStateError
from taalplan.vocabulary.codes import TargetGroup
from taalplan.vocabulary.places import AREAS


class UnknownAreaError(ValueError):
    """There is no such working area."""


@transaction.atomic
def sign_contract(
    *, person: Person, area: str, signed: datetime.date, target_group: TargetGroup, by: Any
) -> Contract:
    """Write down that somebody signed: the year of signing is their cohort for ever."""
    check_can_change_person(by, person)
    files.lock(person)
    if area not in AREAS:
        raise UnknownAreaError(_("'%(area)s' is geen werkingsgebied") % {"area": area})
    made = Contract.objects.create(
        person=person, area=area, signed=signed, target_group=target_group
    )
    log.record(by=by, action="sign_contract", thing=made, person=person, area=area)
    return made


@transaction.atomic
def suspend(
    *, contract: Contract, first_day: datetime.date, by: Any, reason: str = ""
) -> Suspension:
    """Stop a contract for a while (opschorting), for instance for the care of a sick relative."""
    check_can_change_person(by, contract.person)
    files.lock(contract.person)
    if contract.suspensions.filter(last_day__isnull=True).exists():
        raise NotInThisStateError(_("dit contract is al opgeschort"))
    if first_day < contract.signed:
        raise NotInThisStateError(_("die dag was dit contract nog niet getekend"))
    if contract.suspensions.filter(last_day__gte=first_day).exists():
        raise NotInThisStateError(_("die dag valt in een eerdere opschorting"))
    made = Suspension.objects.create(contract=contract, first_day=first_day, reason=reason)
    log.record(by=by, action="suspend", thing=made, person=contract.person)
    return made


@transaction.atomic
def resume(*, contract: Contract, day: datetime.date, by: Any) -> Suspension:
    """Let a contract run again from a day on."""
    check_can_change_person(by, contract.person)
    files.lock(contract.person)
    found = contract.suspensions.filter(last_day__isnull=True).first()
    if found is None:
        raise NotInThisStateError(_("dit contract is niet opgeschort"))
    found.last_day = max(found.first_day, day - datetime.timedelta(days=1))
    found.save(update_fields=["last_day"])
    log.record(by=by, action="resume", thing=found, person=contract.person)
    return found

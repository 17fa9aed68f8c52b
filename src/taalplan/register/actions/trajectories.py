# SPDX-License-Identifier: EUPL-1.2
"""The way somebody goes, level by level, and how each level ends."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from taalplan.audit import log
from taalplan.register import files
from taalplan.register.models import Component, Contract, Person, Trajectory, TrajectoryStatus
from taalplan.register.permissions import check_can_change_person
from taalplan.register.states import TRAJECTORY, NotInThisStateError, check_step
from taalplan.vocabulary.codes import Component as Level
from taalplan.vocabulary.codes import Result


@transaction.atomic
def open_trajectory(
    *, person: Person, type: str, opened: datetime.date, by: Any, contract: Contract | None = None
) -> Trajectory:
    """Begin a trajectory, with a contract or without: NT2 can stand alone."""
    check_can_change_person(by, person)
    files.lock(person)
    if contract is not None and contract.person_id != person.pk:
        raise NotInThisStateError(_("dit contract is van iemand anders"))
    made = Trajectory.objects.create(person=person, contract=contract, type=type, opened=opened)
    log.record(by=by, action="open_trajectory", thing=made, person=person, type=type)
    return made


@transaction.atomic
def move_trajectory(
    *, trajectory: Trajectory, status: TrajectoryStatus, day: datetime.date, by: Any
) -> Trajectory:
    """Pause, close or open a trajectory again; it closes when all its components have."""
    check_can_change_person(by, trajectory.person)
    files.lock(trajectory.person)
    trajectory.refresh_from_db()
    check_step(TRAJECTORY, TrajectoryStatus(trajectory.status), status)
    closes = status is TrajectoryStatus.CLOSED
    if closes and trajectory.components.filter(closed__isnull=True).exists():
        raise NotInThisStateError(_("sluit eerst de onderdelen die nog open zijn"))
    if day < trajectory.opened:
        raise NotInThisStateError(_("die dag was dit traject nog niet begonnen"))
    trajectory.status, trajectory.closed = status, day if closes else None
    trajectory.save(update_fields=["status", "closed"])
    log.record(
        by=by, action="move_trajectory", thing=trajectory, person=trajectory.person,
        status=status.value,
    )  # fmt: skip
    return trajectory


@transaction.atomic
def open_component(
    *, trajectory: Trajectory, level: Level, opened: datetime.date, by: Any
) -> Component:
    """Begin a level."""
    check_can_change_person(by, trajectory.person)
    files.lock(trajectory.person)
    trajectory.refresh_from_db()
    if trajectory.status != TrajectoryStatus.OPEN:
        raise NotInThisStateError(_("dit traject is niet open"))
    if trajectory.components.filter(level=level, closed__isnull=True).exists():
        raise NotInThisStateError(_("dit onderdeel is al open"))
    made = Component.objects.create(trajectory=trajectory, level=level, opened=opened)
    log.record(
        by=by, action="open_component", thing=made, person=trajectory.person, level=level.value
    )
    return made


@transaction.atomic
def close_component(
    *, component: Component, result: Result, closed: datetime.date, by: Any
) -> Component:
    """End a level with its decision (besluit)."""
    person = component.trajectory.person
    check_can_change_person(by, person)
    files.lock(person)
    component.refresh_from_db()
    if component.closed is not None:
        raise NotInThisStateError(_("dit onderdeel is al gesloten"))
    if closed < component.opened:
        raise NotInThisStateError(_("dit onderdeel was die dag nog niet begonnen"))
    component.closed, component.result = closed, result
    component.save(update_fields=["closed", "result"])
    log.record(by=by, action="close_component", thing=component, person=person, result=result.value)
    return component

# SPDX-License-Identifier: EUPL-1.2
"""A dossier of KBI into the register: what is new is added, what ended since is ended."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from taalplan.register.intake.batch import Batch
from taalplan.register.intake.desks import Desks
from taalplan.register.intake.identity import tell_differences
from taalplan.register.intake.known import Known
from taalplan.register.models import (
    Component,
    Contract,
    Demand,
    Preference,
    Registration,
    Suspension,
    TargetGroupStatus,
    Trajectory,
)
from taalplan.snapshot.faults import Fault
from taalplan.sources.messages import meaning
from taalplan.sources.messages.parts import Dossier, Signed, Way

_ENDLESS = date.max


def take(dossier: Dossier, person: Any, known: Known, batch: Batch, desks: Desks) -> None:
    """Add what the dossier says about somebody."""
    tell_differences(dossier, person, batch)
    _statuses(dossier, person, known, batch)
    _registrations(dossier, person, known, batch, desks)
    contracts = _contracts(dossier, person, known, batch, desks)
    _ways(dossier, person, known, batch, contracts)
    _wishes(dossier, person, known, batch)
    _waiting(dossier, person, known, batch)


def _statuses(dossier: Dossier, person: Any, known: Known, batch: Batch) -> None:
    """Periods follow each other: an open one ends where a later one begins."""
    periods = known.statuses.setdefault(key_of(person), [])
    for each in dossier.target_groups:
        begin, group = each.period.begin, each.group.means
        if begin is None or not group:
            batch.outcome.left_out["target group without a day or meaning"] += 1
            continue
        same = next((old for old in periods if old.valid_from == begin), None)
        if same is not None:
            if same.group != group:
                batch.outcome.differences.append(
                    f"{dossier.file}, line {each.line}: doelgroep op {begin}: KBI zegt {group}, "
                    f"het register {same.group} (persoon {person.pk})"
                )
            continue
        before = [old for old in periods if old.valid_from < begin]
        after = [old.valid_from for old in periods if old.valid_from > begin]
        if before and (before[-1].valid_to is None or before[-1].valid_to >= begin):
            before[-1].valid_to = begin - timedelta(days=1)
            batch.change(before[-1], "valid_to")
        ends = [each.period.end or _ENDLESS] + [day - timedelta(days=1) for day in after[:1]]
        end = min(ends)
        made = batch.add(
            TargetGroupStatus, person=person, group=group, reason=each.reason[:60],
            valid_from=begin, valid_to=None if end == _ENDLESS else end,
        )  # fmt: skip
        periods.append(made)
        periods.sort(key=lambda old: old.valid_from)


def _registrations(dossier: Dossier, person: Any, known: Known, batch: Batch, desks: Desks) -> None:
    for day, kind, each in meaning.registrations(dossier, batch.outcome.left_out):
        desk = desks.desk(each.office, day, dossier, each.line)
        if isinstance(desk, Fault):
            batch.outcome.faults.append(desk)
            continue
        key = (key_of(person), desk.pk, day)
        if key not in known.registrations:
            known.registrations.add(key)
            batch.add(
                Registration, person=person, desk=desk, date=day, kind=kind,
                target_group=meaning.group_of(dossier), reason=each.reason[:60],
            )  # fmt: skip


def _contracts(
    dossier: Dossier, person: Any, known: Known, batch: Batch, desks: Desks
) -> dict[date, Any]:
    found = {}
    for signed, each in meaning.contracts(dossier, batch.outcome.left_out):
        key = (key_of(person), signed)
        if key not in known.contracts:
            area = desks.area(each.office) or desks.area_of(dossier)
            if not area:
                batch.outcome.faults.append(
                    Fault(dossier.file, each.line, "AangemaaktDoor", each.office.kbo,
                          "is in no working area that is known",
                          "give --desks FILE with its KBI number and a desk"))  # fmt: skip
                continue
            group = meaning.group_of(dossier)
            known.contracts[key] = _contract(each, signed, person, area, group, batch)
        found[signed] = known.contracts[key]
    return found


def _contract(each: Signed, signed: date, person: Any, area: str, group: str, batch: Batch) -> Any:
    made = batch.add(Contract, person=person, area=area, signed=signed, target_group=group)
    for pause in each.suspensions:
        if pause.period.begin:
            batch.add(Suspension, contract=made, first_day=pause.period.begin,
                      last_day=pause.period.end, reason=pause.reason[:60])  # fmt: skip
    return made


def _ways(
    dossier: Dossier, person: Any, known: Known, batch: Batch, contracts: dict[date, Any]
) -> None:
    for opened, way in meaning.ways(dossier, batch.outcome.left_out):
        key = (key_of(person), way.type.code[:30], opened)
        trajectory = known.ways.get(key)
        status = way.status.means or "open"
        closed = max(way.since or opened, opened) if status == "closed" else None
        if trajectory is None:
            signed = meaning.contract_of(way, opened, list(contracts))
            trajectory = known.ways[key] = batch.add(
                Trajectory, person=person, contract=contracts[signed] if signed else None,
                type=key[1], status=status, opened=opened, closed=closed,
            )  # fmt: skip
        elif (trajectory.status, trajectory.closed) != (status, closed):
            trajectory.status, trajectory.closed = status, closed
            batch.change(trajectory, "status", "closed")
        _parts(way, trajectory, known, batch)


def _parts(way: Way, trajectory: Any, known: Known, batch: Batch) -> None:
    for level, opened, closed, result, _ in meaning.components(way, batch.outcome.left_out):
        key = (key_of(trajectory), level, opened)
        component = known.parts.get(key)
        if component is None:
            known.parts[key] = batch.add(
                Component, trajectory=trajectory, level=level, opened=opened, closed=closed,
                result=result,
            )  # fmt: skip
        elif closed and (component.closed, component.result) != (closed, result):
            component.closed, component.result = closed, result
            batch.change(component, "closed", "result")


def _wishes(dossier: Dossier, person: Any, known: Known, batch: Batch) -> None:
    for wish in dossier.wishes:
        begin = wish.valid_from or wish.desired_start
        if begin is None or (key_of(person), begin) in known.preferences:
            continue
        known.preferences.add((key_of(person), begin))
        batch.add(
            Preference, person=person, valid_from=begin, intensity=wish.intensity,
            dayparts=meaning.dayparts(wish.dayparts), desired_start=wish.desired_start,
        )  # fmt: skip


def _waiting(dossier: Dossier, person: Any, known: Known, batch: Batch) -> None:
    wish = dossier.wishes[-1] if dossier.wishes else None
    for level, since, profile, _ in meaning.waiting(dossier, batch.outcome.left_out):
        key = (key_of(person), level, since)
        if key in known.demands:
            continue
        known.demands.add(key)
        batch.add(
            Demand, person=person, level=level, profile=profile, since=since,
            desired_start=wish.desired_start if wish else None,
            dayparts=meaning.dayparts(wish.dayparts) if wish else [],
            intensity=wish.intensity if wish else None,
        )  # fmt: skip


def key_of(row: Any) -> int:
    """Something to find rows by before the database has given whom they name a number."""
    return row.pk or -id(row)

# SPDX-License-Identifier: EUPL-1.2
"""A dossier of KBI into the register: what is new is added, what ended since is ended.

What a clerk wrote in the register is never overwritten: where KBI says otherwise, that is told.
"""

from __future__ import annotations

from datetime import date, timedelta

from taalplan.register import names
from taalplan.register.intake.batch import Batch
from taalplan.register.intake.desks import Desks
from taalplan.register.intake.known import Known
from taalplan.register.models import (
    Component,
    Contract,
    Demand,
    NameKey,
    Number,
    NumberKind,
    Person,
    Preference,
    Registration,
    Suspension,
    TargetGroupStatus,
    Trajectory,
)
from taalplan.snapshot.faults import Fault
from taalplan.sources.messages.parts import Dossier, Signed, Subject, Way
from taalplan.sources.messages.rows import contract_on, group_of, levels, outcome

_ENDLESS = date.max


def person_of(subject: Subject, known: Known, batch: Batch) -> Person:
    """The person of this number, made when there is none; told when the name differs."""
    person = known.people.get(subject.insz)
    if person is not None:
        return person
    year, month, day = subject.birth
    person = Person(
        family_name=subject.family_name[:120], given_names=subject.given_names[:120],
        birth_year=year, birth_month=month, birth_day=day, sex=subject.sex.means,
        literacy=subject.literacy.means.replace("illiterate", "none"),
        search_name=names.search_name(subject.family_name, subject.given_names),
    )  # fmt: skip
    known.people[subject.insz] = batch.add(person)
    batch.add(Number(person=person, kind=NumberKind.INSZ, value=subject.insz))
    for key in sorted(names.keys(person.family_name, person.given_names)):
        batch.add(NameKey(person=person, key=key, birth_year=year))
    return person


def take(dossier: Dossier, person: Person, known: Known, batch: Batch, desks: Desks) -> None:
    """Add what the dossier says about somebody."""
    _differences(dossier, person, batch)
    _statuses(dossier, person, known, batch)
    _registrations(dossier, person, known, batch, desks)
    contracts = _contracts(dossier, person, known, batch, desks)
    _ways(dossier, person, known, batch, contracts)
    _wishes(dossier, person, known, batch)
    _waiting(dossier, person, known, batch)


def _differences(dossier: Dossier, person: Person, batch: Batch) -> None:
    """Which parts of the identity differ; never what they say, for this is printed."""
    if person._state.adding:
        return
    subject = dossier.subject
    told = {
        "naam": names.search_name(subject.family_name, subject.given_names) == person.search_name,
        "geboortedatum": subject.birth == (person.birth_year, person.birth_month, person.birth_day),
        "geslacht": not subject.sex.means or subject.sex.means == person.sex,
    }
    batch.outcome.differences += [
        f"{dossier.file}, line {dossier.line}: {what} is in KBI anders dan in het register "
        f"(persoon {person.pk})"
        for what, same in told.items()
        if not same
    ]


def _statuses(dossier: Dossier, person: Person, known: Known, batch: Batch) -> None:
    """Periods follow each other: an open one ends where a later one begins."""
    periods = known.statuses.setdefault(_key(person), [])
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
        made = TargetGroupStatus(
            person=person, group=group, reason=each.reason[:60], valid_from=begin,
            valid_to=None if end == _ENDLESS else end,
        )  # fmt: skip
        periods.append(batch.add(made))
        periods.sort(key=lambda old: old.valid_from)


def _registrations(
    dossier: Dossier, person: Person, known: Known, batch: Batch, desks: Desks
) -> None:
    for each in dossier.registrations:
        if each.date is None or not each.kind.means:
            batch.outcome.left_out["registration without a day or kind"] += 1
            continue
        desk = desks.desk(each.office, each.date, dossier, each.line)
        if isinstance(desk, Fault):
            batch.outcome.faults.append(desk)
            continue
        key = (_key(person), desk.pk, each.date)
        if key not in known.registrations:
            known.registrations.add(key)
            batch.add(Registration(
                person=person, desk=desk, date=each.date, kind=each.kind.means,
                target_group=group_of(dossier), reason=each.reason[:60],
            ))  # fmt: skip


def _contracts(
    dossier: Dossier, person: Person, known: Known, batch: Batch, desks: Desks
) -> list[Contract]:
    found = []
    for each in dossier.contracts:
        if each.signed is None:
            batch.outcome.left_out["contract without a day"] += 1
            continue
        key = (_key(person), each.signed)
        if key not in known.contracts:
            area = desks.area(each.office) or desks.area_of(dossier)
            if not area:
                batch.outcome.faults.append(
                    Fault(dossier.file, each.line, "AangemaaktDoor", each.office.kbo,
                          "is in no working area that is known",
                          "give --desks FILE with its KBI number and a desk"))  # fmt: skip
                continue
            known.contracts[key] = _contract(
                each, each.signed, person, area, group_of(dossier), batch
            )
        found.append(known.contracts[key])
    return found


def _contract(
    each: Signed, signed: date, person: Person, area: str, group: str, batch: Batch
) -> Contract:
    made: Contract = batch.add(
        Contract(person=person, area=area, signed=signed, target_group=group)
    )
    for pause in each.suspensions:
        if pause.period.begin:
            batch.add(Suspension(contract=made, first_day=pause.period.begin,
                                 last_day=pause.period.end, reason=pause.reason[:60]))  # fmt: skip
    return made


def _ways(
    dossier: Dossier, person: Person, known: Known, batch: Batch, contracts: list[Contract]
) -> None:
    for way in dossier.ways:
        if way.opened is None or not way.type:
            batch.outcome.left_out["trajectory without a day or type"] += 1
            continue
        key = (_key(person), way.type.code[:30], way.opened)
        trajectory = known.ways.get(key)
        status = way.status.means or "open"
        closed = max(way.since or way.opened, way.opened) if status == "closed" else None
        if trajectory is None:
            keyed = [(each.signed, str(at)) for at, each in enumerate(contracts)]
            # Dutch alone has no contract; the other types have the one that was signed for them.
            at = None if way.type.code.startswith("TT_NT2") else contract_on(keyed, way.opened)
            trajectory = known.ways[key] = batch.add(
                Trajectory(person=person, contract=contracts[int(at)] if at else None,
                           type=key[1], status=status, opened=way.opened, closed=closed)
            )  # fmt: skip
        elif (trajectory.status, trajectory.closed) != (status, closed):
            trajectory.status, trajectory.closed = status, closed
            batch.change(trajectory, "status", "closed")
        _parts(way, trajectory, known, batch)


def _parts(way: Way, trajectory: Trajectory, known: Known, batch: Batch) -> None:
    for (level, opened), parts in levels((way,)).items():
        closed, result = outcome(parts)
        if closed is not None and closed < opened:
            batch.outcome.left_out["component that ends before it begins"] += 1
            continue
        key = (trajectory.pk or -id(trajectory), level, opened)
        component = known.parts.get(key)
        if component is None:
            known.parts[key] = batch.add(
                Component(trajectory=trajectory, level=level, opened=opened, closed=closed,
                          result=result)
            )  # fmt: skip
        elif closed and (component.closed, component.result) != (closed, result):
            component.closed, component.result = closed, result
            batch.change(component, "closed", "result")


def _wishes(dossier: Dossier, person: Person, known: Known, batch: Batch) -> None:
    for wish in dossier.wishes:
        begin = wish.valid_from or wish.desired_start
        if begin is None or (_key(person), begin) in known.preferences:
            continue
        known.preferences.add((_key(person), begin))
        batch.add(Preference(
            person=person, valid_from=begin, intensity=wish.intensity,
            dayparts=sorted({each.means for each in wish.dayparts if each.means}),
            desired_start=wish.desired_start,
        ))  # fmt: skip


def _waiting(dossier: Dossier, person: Person, known: Known, batch: Batch) -> None:
    wish = dossier.wishes[-1] if dossier.wishes else None
    for each in dossier.waiting:
        if each.since is None or not each.module.means:
            batch.outcome.left_out["waiting entry without a day or level that is known"] += 1
            continue
        key = (_key(person), each.module.means, each.since)
        if key in known.demands:
            continue
        known.demands.add(key)
        batch.add(Demand(
            person=person, level=each.module.means, profile="standard", since=each.since,
            desired_start=wish.desired_start if wish else None,
            dayparts=sorted({part.means for part in wish.dayparts if part.means}) if wish else [],
            intensity=wish.intensity if wish else None,
        ))  # fmt: skip


def _key(person: Person) -> int:
    """Something to find their rows by before the database has given them a number."""
    return person.pk or -id(person)

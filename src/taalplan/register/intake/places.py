# SPDX-License-Identifier: EUPL-1.2
"""Places in courses from what two systems tell: which accounts are of one place, and where.

A place that the register itself gave stays as it is, and what others say differently is told. For
any other the course is made, as far as it was told, with the place and its history in it. These
places follow what is told, and nobody changes them here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from taalplan.audit import log
from taalplan.audit.bulk import Row, insert, update
from taalplan.register.intake.accounts import attendance
from taalplan.register.intake.catalogue import Catalogue, some_of
from taalplan.register.intake.outcome import Outcome
from taalplan.register.models import Account, Placement, PlacementChange
from taalplan.sources.messages.offer import Place
from taalplan.sources.messages.parts import Attendance
from taalplan.sources.messages.reconcile import APART, Told, reconcile


@dataclass
class _Work:
    """The accounts of some people, and the places that are told and not the register's own."""

    accounts: dict[int, Account]
    told: list[tuple[int, Place]] = field(default_factory=list)


def settle(people: Iterable[int], outcome: Outcome, by: Any) -> None:
    """Compare the accounts of these people, and write the places that follow from them."""
    catalogue = Catalogue(outcome)
    for some in some_of(people):
        _settle_some(some, catalogue, by)
    catalogue.write()


def _settle_some(people: Sequence[int], catalogue: Catalogue, by: Any) -> None:
    of_person: dict[int, list[Account]] = defaultdict(list)
    for row in Account.objects.filter(person__in=people).order_by("person_id", "id"):
        of_person[row.person_id].append(row)
    work = _Work({row.pk: row for rows in of_person.values() for row in rows})
    before = {number: _linked(row) for number, row in work.accounts.items()}
    given, followed = _placements(list(of_person))
    for person, rows in of_person.items():
        _pair(rows, given.get(person, []), catalogue, work)
    logged = _write_places(work, followed, catalogue)
    changed = [row for number, row in work.accounts.items() if before[number] != _linked(row)]
    update(Account, changed, "other", "differences", "placement")
    for stale in followed.values():
        # Nobody tells of it any more: it was told otherwise, or the register gave one itself.
        catalogue.emptied.add(stale.course_id)
        stale.delete()
    log.record_many(logged, by=by)


def _linked(row: Account) -> tuple[object, ...]:
    return row.other_id, row.differences, row.placement_id


def _placements(
    people: Sequence[int],
) -> tuple[dict[int, list[Placement]], dict[tuple[int, int], Placement]]:
    """The register's own places by person; those that follow others by person and course."""
    own: dict[int, list[Placement]] = defaultdict(list)
    followed = {}
    found = Placement.objects.filter(person__in=people).select_related("course__site__centre")
    for each in found:
        if each.course.origin:
            followed[each.person_id, each.course_id] = each
        else:
            own[each.person_id].append(each)
    return own, followed


def _pair(
    rows: Sequence[Account], own: Sequence[Placement], catalogue: Catalogue, work: _Work
) -> None:
    """One person's accounts: side by side where they are of one place, with what differs."""
    told = [attendance(row) for row in rows]
    left: list[Told] = []
    for each in reconcile([one for one in told if one.system == "kbi"],
                          [one for one in told if one.system == "davinci"]):  # fmt: skip
        pair = [work.accounts[one.line] for one in (each.kbi, each.davinci) if one is not None]
        said = [[one.what, one.kbi, one.davinci] for one in each.differences]
        placement = next((one for one in own if _same(one, each.leading)), None)
        news = False
        for row, other in zip(pair, reversed(pair) if len(pair) == 2 else [None], strict=True):
            news = news or (row.differences, row.other_id) != (said, other.pk if other else None)
            row.other, row.differences, row.placement = other, said, placement
        where = f"(persoon {pair[0].person_id}, {pair[-1].reference})"
        if news:
            catalogue.outcome.differences += [f"{one} {where}" for one in each.differences]
        if placement is None:
            left.append(each)
        else:
            catalogue.outcome.differences += _unlike(placement, each.leading, where)
    person = rows[0].person_id
    places = catalogue.offer.places(left, catalogue.outcome.left_out)
    work.told += [(person, place) for place in places]


def _unlike(placement: Placement, told: Attendance, where: str) -> list[str]:
    """Where the register's own place is not as it is told."""
    pairs = (("status", placement.status, told.status.means),
             ("resultaat", placement.result, told.result.means))  # fmt: skip
    return [
        f"{what}: het register zegt {ours}, {told.system.upper()} {theirs} {where}"
        for what, ours, theirs in pairs
        if ours and theirs and ours != theirs
    ]


def _write_places(
    work: _Work, followed: dict[tuple[int, int], Placement], catalogue: Catalogue
) -> list[log.Entry]:
    """Make and change the places; what is left in `followed` is told by nobody any more."""
    numbers = catalogue.numbers((place.course, place.leading.system) for _, place in work.told)
    new: list[tuple[Any, Place]] = []
    known: list[tuple[Any, Place]] = []
    for person, place in work.told:
        course = numbers[place.course.code]
        row: Any = followed.pop((person, course), None)
        if row is None:
            said = {"status": place.status, "result": place.result}
            row = Row(Placement, {"person_id": person, "course_id": course} | said)
            new.append((row, place))
        else:
            known.append((row, place))
    insert(Placement, [row for row, _ in new])
    other = _told_otherwise(known)
    for row, place in other:
        row.status, row.result = place.status, place.result
    update(Placement, [row for row, _ in other], "status", "result")
    _write_steps([*new, *other])
    for row, place in [*new, *known]:
        for account in (one for each in place.told for one in (each.kbi, each.davinci) if one):
            work.accounts[account.line].placement_id = row.pk
    catalogue.outcome.made["placement"] += len(new)
    catalogue.outcome.changed["placement"] += len(other)
    return [
        log.Entry("place_as_told", "placement", row.pk, row.person_id,
                  {"course": row.course_id, "status": str(row.status)})
        for row, _ in [*new, *other]
    ]  # fmt: skip


def _told_otherwise(known: Sequence[tuple[Any, Place]]) -> list[tuple[Any, Place]]:
    """The places of which status, result or history is not what is told now."""
    there: dict[int, list[tuple[date, str]]] = defaultdict(list)
    numbers = [row.pk for row, _ in known]
    for step in PlacementChange.objects.filter(placement__in=numbers).order_by("id"):
        there[step.placement_id].append((step.date, step.status))
    return [
        (row, place)
        for row, place in known
        if (row.status, row.result, there[row.pk])
        != (place.status, place.result, list(place.steps))
    ]


def _write_steps(places: Sequence[tuple[Any, Place]]) -> None:
    """The history of each place, in the place of what it was."""
    PlacementChange.objects.filter(placement__in=[row.pk for row, _ in places]).delete()
    insert(PlacementChange, [
        Row(PlacementChange, {"placement_id": row.pk, "status": status, "date": day})
        for row, place in places
        for day, status in place.steps
    ])  # fmt: skip


def _same(placement: Placement, told: Attendance) -> bool:
    """The register's own place: same centre and module, enrolled about when it began."""
    course = placement.course
    return (
        course.site.centre.institution_number.lstrip("0") == told.centre.lstrip("0") != ""
        and course.module.lstrip("0") == told.module.code.lstrip("0") != ""
        and told.enrolled is not None
        and -3 * APART <= (told.enrolled - course.start).days <= 3 * APART
    )

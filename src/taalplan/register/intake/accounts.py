# SPDX-License-Identifier: EUPL-1.2
"""What systems tell about places in courses: kept side by side, compared, and linked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from taalplan.register.intake.batch import Batch
from taalplan.register.intake.known import Known
from taalplan.register.models import Account, Person, Placement
from taalplan.sources.messages.codes import lists
from taalplan.sources.messages.parts import Attendance, Coded, Period
from taalplan.sources.messages.reconcile import APART, reconcile

_TOLD = ("centre", "centre_name", "site", "municipality", "programme", "module", "variant",
         "begins", "ends", "enrolled", "withdrawn", "status", "result")  # fmt: skip


def keep(told: Sequence[Attendance], person: Person, known: Known, batch: Batch) -> None:
    """Add or change the accounts of one system."""
    mine = known.accounts.setdefault(person.pk or -id(person), [])
    by_reference = {(each.system, each.reference): each for each in mine}
    for each in told:
        said = _said(each)
        reference = (each.reference or f"{each.centre}/{each.module.code}/{each.enrolled}")[:120]
        account = by_reference.get((each.system, reference))
        if account is None:
            account = Account(person=person, system=each.system, reference=reference, **said)
            by_reference[each.system, reference] = batch.add(account)
            mine.append(account)
            continue
        changed = [name for name in _TOLD if getattr(account, name) != said[name]]
        for name in changed:
            setattr(account, name, said[name])
        if changed:
            batch.change(account, *changed)


def _said(each: Attendance) -> dict[str, str | date | None]:
    return {
        "centre": each.centre[:20], "centre_name": each.centre_name[:160],
        "site": each.site[:80], "municipality": each.municipality[:5],
        "programme": each.programme.code[:40], "module": each.module.code[:40],
        "variant": each.variant.code[:40], "begins": each.period.begin,
        "ends": each.period.end, "enrolled": each.enrolled, "withdrawn": each.withdrawn,
        "status": each.status.code[:40], "result": each.result.code[:40],
    }  # fmt: skip


def compare(people: Sequence[Person], batch: Batch) -> None:
    """Find the accounts that are of one place, and write down where they differ.

    Called when all accounts are in the database; rows that do not change are left alone.
    """
    rows = list(Account.objects.filter(person__in=people).order_by("person_id", "id"))
    of_person: dict[int, list[Account]] = {}
    for row in rows:
        of_person.setdefault(row.person_id, []).append(row)
    own = _own_placements(list(of_person))
    changed = []
    for number, accounts in of_person.items():
        changed += _of_one(accounts, own.get(number, []), batch)
    Account.objects.bulk_update(changed, ["other", "differences", "placement"], batch_size=200)


def _of_one(accounts: list[Account], own: list[Placement], batch: Batch) -> list[Account]:
    told = {row.pk: _attendance(row) for row in accounts}
    by_told = {id(told[row.pk]): row for row in accounts}
    kbi = [told[row.pk] for row in accounts if row.system == "kbi"]
    davinci = [told[row.pk] for row in accounts if row.system == "davinci"]
    changed = []
    for each in reconcile(kbi, davinci):
        pair = [by_told[id(one)] for one in (each.kbi, each.davinci) if one is not None]
        said = [[one.what, one.kbi, one.davinci] for one in each.differences]
        placement = next((one for one in own if _same(one, each.leading)), None)
        for row, other in zip(pair, reversed(pair) if len(pair) == 2 else [None], strict=True):
            was = (row.other_id, row.differences, row.placement_id)
            row.other, row.differences, row.placement = other, said, placement
            if was != (row.other_id, said, row.placement_id):
                changed.append(row)
        if any(row in changed for row in pair):
            batch.outcome.differences += [
                f"{one} (persoon {pair[0].person_id}, {pair[-1].reference})"
                for one in each.differences
            ]
    return changed


def _attendance(row: Account) -> Attendance:
    def coded(of: str, code: str) -> Coded:
        return Coded(code, lists()[of].get(code, ""))

    return Attendance(
        row.system, row.reference, row.centre, row.centre_name, row.site, row.municipality,
        coded("programme", row.programme), coded("module", row.module),
        coded("variant", row.variant), Period(row.begins, row.ends), row.enrolled, row.withdrawn,
        coded("placement", row.status), coded("result", row.result), "", 0,
    )  # fmt: skip


def _own_placements(people: list[int]) -> dict[int, list[Placement]]:
    found: dict[int, list[Placement]] = {}
    placements = Placement.objects.filter(person__in=people)
    for each in placements.select_related("course__site__centre"):
        found.setdefault(each.person_id, []).append(each)
    return found


def _same(placement: Placement, told: Attendance) -> bool:
    """The register's own place: same centre and module, enrolled about when it began."""
    course = placement.course
    return (
        course.site.centre.institution_number.lstrip("0") == told.centre.lstrip("0") != ""
        and course.module.lstrip("0") == told.module.code.lstrip("0") != ""
        and told.enrolled is not None
        and -3 * APART <= (told.enrolled - course.start).days <= 3 * APART
    )

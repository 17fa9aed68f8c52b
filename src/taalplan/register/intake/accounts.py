# SPDX-License-Identifier: EUPL-1.2
"""What systems tell about places in courses, each in its own codes, kept side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from taalplan.register.intake.batch import Batch
from taalplan.register.intake.dossiers import key_of
from taalplan.register.intake.known import Known
from taalplan.register.models import Account
from taalplan.sources.messages.codes import lists
from taalplan.sources.messages.parts import Attendance, Coded, Period

TOLD = ("centre", "centre_name", "site", "municipality", "programme", "module", "variant",
        "begins", "ends", "enrolled", "withdrawn", "status", "result")  # fmt: skip


def keep(told: Sequence[Attendance], person: Any, known: Known, batch: Batch) -> None:
    """Add or change the accounts of one system."""
    mine = known.accounts.setdefault(key_of(person), [])
    by_reference = {(each.system, each.reference): each for each in mine}
    for each in told:
        said = _said(each)
        reference = (each.reference or f"{each.centre}/{each.module.code}/{each.enrolled}")[:120]
        account = by_reference.get((each.system, reference))
        if account is None:
            account = batch.add(
                Account, person=person, system=each.system, reference=reference, **said
            )
            by_reference[each.system, reference] = account
            mine.append(account)
            continue
        changed = [name for name in TOLD if getattr(account, name) != said[name]]
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


def attendance(row: Account) -> Attendance:
    """An account as it was told."""
    return Attendance(
        row.system, row.reference, row.centre, row.centre_name, row.site, row.municipality,
        _coded("programme", row.programme), _coded("module", row.module),
        _coded("variant", row.variant), Period(row.begins, row.ends), row.enrolled, row.withdrawn,
        _coded("placement", row.status), _coded("result", row.result), "", row.pk,
    )  # fmt: skip


def _coded(of: str, code: str) -> Coded:
    return Coded(code, lists()[of].get(code.lstrip("0") if of == "module" else code, ""))

# SPDX-License-Identifier: EUPL-1.2
"""Two systems tell of the same place in a course: which accounts belong together, and how they
differ.

The centre registers in its own system, the agency follows in KBI. Accounts belong together when
they are of the same person, centre and module, and the days of enrolment are at most `APART`
days apart; each account is in one pair at most, the nearest days first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from taalplan.sources.messages.parts import Attendance

APART = 31
"""Days between what two systems call the day of enrolment."""


@dataclass(frozen=True)
class Difference:
    """What two systems say of the same thing, in their own codes."""

    what: str
    kbi: str
    davinci: str

    def __str__(self) -> str:
        """In Dutch, for the data officer."""
        return f"{self.what}: KBI zegt {self.kbi or 'niets'}, DAVINCI {self.davinci or 'niets'}"


@dataclass(frozen=True)
class Told:
    """One place in a course, told by one system or by both."""

    kbi: Attendance | None
    davinci: Attendance | None
    differences: tuple[Difference, ...] = ()

    @property
    def leading(self) -> Attendance:
        """The account that counts: the centre's own, where there is one."""
        found = self.davinci or self.kbi
        assert found is not None, "somebody told it"
        return found


def reconcile(kbi: Sequence[Attendance], davinci: Sequence[Attendance]) -> list[Told]:
    """One person's places in courses, each once."""
    waiting: dict[tuple[str, str], list[Attendance]] = defaultdict(list)
    for account in davinci:
        waiting[_course(account)].append(account)
    told = []
    pairs = sorted(
        ((_apart(one, other), at, spot)
         for at, one in enumerate(kbi)
         for spot, other in enumerate(waiting.get(_course(one), ()))),
    )  # fmt: skip
    taken_kbi: dict[int, Attendance] = {}
    used: set[tuple[tuple[str, str], int]] = set()
    for days, at, spot in pairs:
        key = _course(kbi[at])
        if days <= APART and at not in taken_kbi and (key, spot) not in used:
            taken_kbi[at] = waiting[key][spot]
            used.add((key, spot))
    for at, one in enumerate(kbi):
        other = taken_kbi.get(at)
        told.append(Told(one, other, differences(one, other) if other else ()))
    told += [
        Told(None, account)
        for key, accounts in waiting.items()
        for spot, account in enumerate(accounts)
        if (key, spot) not in used
    ]
    return sorted(told, key=lambda each: (_day(each.leading), each.leading.reference))


def differences(kbi: Attendance, davinci: Attendance) -> tuple[Difference, ...]:
    """Where two accounts of one place say different things; silence of one is no difference."""
    pairs = (
        ("status", kbi.status.code, davinci.status.code,
         kbi.status.means == davinci.status.means != ""),
        ("resultaat", kbi.result.code, davinci.result.code,
         kbi.result.means == davinci.result.means),
        ("datum inschrijving", *_days(kbi.enrolled, davinci.enrolled)),
        ("datum uitschrijving", *_days(kbi.withdrawn, davinci.withdrawn)),
        ("opleiding", kbi.programme.code, davinci.programme.code,
         kbi.programme.code == davinci.programme.code),
    )  # fmt: skip
    return tuple(
        Difference(what, ours, theirs)
        for what, ours, theirs, same in pairs
        if ours and theirs and not same and ours != theirs
    )


def _days(one: date | None, other: date | None) -> tuple[str, str, bool]:
    return (one.isoformat() if one else "", other.isoformat() if other else "", one == other)


def _course(account: Attendance) -> tuple[str, str]:
    return account.centre.lstrip("0"), account.module.code.lstrip("0")


def _day(account: Attendance) -> date:
    return account.enrolled or account.period.begin or date.min


def _apart(one: Attendance, other: Attendance) -> int:
    return abs((_day(one) - _day(other)).days)

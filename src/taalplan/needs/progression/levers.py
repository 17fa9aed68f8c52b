# SPDX-License-Identifier: EUPL-1.2
"""What may be turned in a plan: a rate or a waiting time that changes from some month on.

Levers are relative to what was measured: without any, everything goes on as it did. One that has
been in force for the whole of the measured window is in the rates already and must not be given.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from taalplan.needs.progression.followed import Floats, Ints, month
from taalplan.needs.progression.groups import Groups
from taalplan.vocabulary.text import Text


class What(StrEnum):
    """What a lever turns.

    `PASS_RATE` multiplies the share that passes of those who are evaluated; how long that takes
    stays. `DROP_OUT` multiplies the chance a month of leaving a level. `GOING_ON` multiplies
    the chance a month that somebody outside lessons begins (again). `WAITING` makes everybody
    outside lessons wait so many whole months longer, or shorter, before they begin.
    """

    PASS_RATE = "pass_rate"
    DROP_OUT = "drop_out"
    GOING_ON = "going_on"
    WAITING = "waiting"


@dataclass(frozen=True)
class Lever:
    """One lever, from the month of `first` to that of `last`, both included.

    No `last` means until further notice; no levels, areas or profiles means all of them.
    `level` is the level that somebody is in, or was in last.
    """

    what: What
    value: float
    first: date
    last: date | None = None
    levels: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    why: Text | None = None

    def __post_init__(self) -> None:
        """Refuse values that mean nothing."""
        if self.last is not None and self.last < self.first:
            raise ValueError(f"{self.what}: ends on {self.last}, before it begins {self.first}")
        if self.what is What.WAITING:
            if self.value != int(self.value):
                raise ValueError(f"{self.what}: {self.value} is not a whole number of months")
        elif not 0 <= self.value < np.inf:
            raise ValueError(f"{self.what}: {self.value} is not a multiplier (0 or more)")


@dataclass(frozen=True)
class Levers:
    """A set of levers. Those that meet in a month are multiplied, or added (waiting)."""

    levers: tuple[Lever, ...] = ()

    def __iter__(self) -> Iterator[Lever]:
        """The levers in the order given."""
        return iter(self.levers)

    def __add__(self, others: Levers) -> Levers:
        """These levers and others."""
        return Levers(self.levers + others.levers)

    def check(self, groups: Groups) -> None:
        """Raises ValueError with every level, area or profile that the groups do not have."""
        faults = [
            f"a lever on {lever.what} names {kind[:-1]} '{name}', which is not in the plan"
            for lever in self
            for kind in ("levels", "areas", "profiles")
            for name in getattr(lever, kind)
            if name not in getattr(groups, kind)
        ]
        if faults:
            raise ValueError("; ".join(faults))

    def of(self, what: What, level: str, groups: Groups, first: int, months: int) -> Floats:
        """A lever's value in each cell and month from `first` (since 1970): (cells, months)."""
        waiting = what is What.WAITING
        found = np.full((len(groups.areas), len(groups.profiles), months), 0.0 if waiting else 1.0)
        for lever in self:
            if lever.what is what and level in (lever.levels or groups.levels):
                where = np.ix_(
                    _places(groups.areas, lever.areas),
                    _places(groups.profiles, lever.profiles),
                    _months(lever, first, months),
                )
                held = found[where]
                found[where] = held + lever.value if waiting else held * lever.value
        return found.reshape(groups.cells, months)


def _places(all_: tuple[str, ...], some: tuple[str, ...]) -> Ints:
    return np.flatnonzero([not some or name in some for name in all_])


def _months(lever: Lever, first: int, months: int) -> Ints:
    now = first + np.arange(months)
    last = month(lever.last) if lever.last else first + months
    return np.flatnonzero((now >= month(lever.first)) & (now <= last))

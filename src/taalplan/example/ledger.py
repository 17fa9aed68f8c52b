# SPDX-License-Identifier: EUPL-1.2
"""Everything ever written about registrations: from it both extracts are read.

A register is corrected while it is used. A row says how it stood before and after the
corrections made between the two extracts, and in which of them it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from taalplan.example.figures import Flags, Ints

FIRST_KIND, REPEAT_KIND = 0, 1
NONE, MOVED, DOUBLE, WITHDRAWN, MERGED, LATE = range(6)
"""Why a row differs between the extracts, as `Ledger.reason` says it."""


@dataclass(frozen=True)
class Ledger:
    """Registrations as columns of equal length; see the module.

    `person`, `desk` are as corrected (second extract), `person_before` and `desk_before` as in
    the first. `desk`, `group` and `kind` are indexes into the lists of `figures` and `ledger`;
    `day` counts from 1970-01-01. `special` rows carry a published difference: nothing else may
    happen to them.
    """

    person: Ints
    person_before: Ints
    year: Ints
    day: Ints
    desk: Ints
    desk_before: Ints
    kind: Ints
    group: Ints
    in_first: Flags
    in_second: Flags
    reason: Ints

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.person)

    @property
    def special(self) -> Flags:
        """Rows that differ between the two extracts."""
        differs: Flags = self.reason != NONE
        return differs

    def take(self, rows: Ints | Flags) -> Ledger:
        """Some of the rows."""
        return Ledger(*(getattr(self, field.name)[rows] for field in fields(self)))

    def ordered(self) -> Ledger:
        """By person, and then by day."""
        return self.take(np.lexsort((self.day, self.person)))


def entries(desk: Ints, group: Ints, year: int | Ints, first_person: int) -> Ledger:
    """New rows, each of a new person, numbered from `first_person`; the day is filled later."""
    n = len(desk)
    person = first_person + np.arange(n)
    return Ledger(
        person=person,
        person_before=person.copy(),
        year=np.full(n, year, dtype=np.int64),
        day=np.zeros(n, dtype=np.int64),
        desk=desk.astype(np.int64),
        desk_before=desk.astype(np.int64),
        kind=np.full(n, FIRST_KIND, dtype=np.int64),
        group=group.astype(np.int64),
        in_first=np.ones(n, dtype=np.bool_),
        in_second=np.ones(n, dtype=np.bool_),
        reason=np.full(n, NONE, dtype=np.int64),
    )


def joined(parts: Sequence[Ledger]) -> Ledger:
    """Several ledgers under one another."""
    names = [field.name for field in fields(Ledger)]
    return Ledger(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def renumbered(ledger: Ledger) -> Ledger:
    """The same with people numbered 0, 1, 2, ... ; the numbers before corrections as well."""
    n = len(ledger)
    both = np.concatenate([ledger.person, ledger.person_before])
    _, dense = np.unique(both, return_inverse=True)
    return replace(ledger, person=dense[:n], person_before=dense[n:])

# SPDX-License-Identifier: EUPL-1.2
"""Who could sign a contract, and when: people with a registration, some weeks after it."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from taalplan.example import days
from taalplan.example.figures import AREA_OF_DESK, CONTRACT_YEARS, Flags, Ints
from taalplan.example.ledger import Ledger

WEEKS_TO_SIGN = (5, 1.6, 18.0)
"""Days between registration and contract: at least 5, then gamma; 34 in the mean. Assumption."""

RESERVE = -1
"""The contract year of those who would have signed the year before the first: they may be late."""


@dataclass(frozen=True)
class Candidates:
    """Registrations that lead to a contract: at most one per person and contract year.

    `year` is an index into CONTRACT_YEARS, or RESERVE.
    """

    person: Ints
    signed: Ints
    year: Ints
    area: Ints
    group: Ints

    def __len__(self) -> int:
        """The number of candidates."""
        return len(self.person)

    def take(self, rows: Ints | Flags) -> Candidates:
        """Some of them."""
        return Candidates(*(getattr(self, field.name)[rows] for field in fields(self)))


def candidates(rng: np.random.Generator, ledger: Ledger) -> Candidates:
    """The first registration of each person and year, with the day on which they would sign.

    Rows that the corrections touch are left out: a contract stands in both extracts.
    """
    plain = ledger.in_first & ledger.in_second & (ledger.person == ledger.person_before)
    rows = ledger.take(plain)
    rows = rows.take(~_repeated(rows.person, rows.year))
    least, shape, scale = WEEKS_TO_SIGN
    signed = days.working(rows.day + least + rng.gamma(shape, scale, len(rows)).astype(np.int64))
    year = days.year_of(signed) - CONTRACT_YEARS[0]
    found = Candidates(rows.person, signed, year, AREA_OF_DESK[rows.desk], rows.group)
    return found.take(
        ~_repeated(rows.person, year) & (year >= RESERVE) & (year < len(CONTRACT_YEARS))
    )


def _repeated(person: Ints, year: Ints) -> Flags:
    """Rows whose person and year are those of the row above."""
    repeated: Flags = np.r_[False, (person[1:] == person[:-1]) & (year[1:] == year[:-1])]
    return repeated


def sign_late(
    rng: np.random.Generator, all_: Candidates, used: Flags, area: int, year: int, n: int
) -> Ints:
    """Choose `n` people without a contract who sign only in this year; changes their day.

    First those who registered in the area, and then others: they moved since. Raises ValueError
    when there are not so many.
    """
    this_year = np.unique(all_.person[all_.year == year])
    spare = np.flatnonzero((all_.year < year) & ~used & ~np.isin(all_.person, this_year))
    spare = spare[np.lexsort((rng.random(len(spare)), all_.area[spare] != area))]
    _, once = np.unique(all_.person[spare], return_index=True)
    rows = spare[np.sort(once)][:n]
    if len(rows) < n:
        raise ValueError(
            f"{n - len(rows)} people too few for the outcomes of {CONTRACT_YEARS[year]}; "
            "give a larger number of people"
        )
    start = days.number(f"{CONTRACT_YEARS[year]}-01-04")
    all_.year[rows] = year
    all_.signed[rows] = days.working(start + rng.integers(0, 240, n))
    return rows

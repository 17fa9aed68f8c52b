# SPDX-License-Identifier: EUPL-1.2
"""Two cohorts at equal follow-up: how much more had passed so many months after the start.

The two shares come from separate curves (`statistics.outcomes`), each with its own interval.
Their difference gets one by the method of square-and-add (Zou and Donner, Statistics in
Medicine 27, 2008, 1693): it needs no more than the two intervals and respects that they are
not symmetric.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from taalplan.snapshot import Snapshot
from taalplan.statistics import outcomes
from taalplan.statistics.change.rate_sentences import EqualFollowUp
from taalplan.statistics.definition import Definition
from taalplan.tables.table import Table

SUFFIX = "-followup"
"""What the official follow-up of an official rate is called behind the rate's own name."""


@dataclass(frozen=True)
class Share:
    """A share in percent with its interval."""

    value: float
    lower: float
    upper: float


def difference(before: Share, after: Share, months: int) -> EqualFollowUp:
    """After less before, with its interval, in percentage points."""
    gap = after.value - before.value
    below = sqrt((after.value - after.lower) ** 2 + (before.upper - before.value) ** 2)
    above = sqrt((after.upper - after.value) ** 2 + (before.value - before.lower) ** 2)
    return EqualFollowUp(months, before.value, after.value, gap - below, gap + above)


def equal_follow_up(
    definition: Definition, snapshot: Snapshot, first: str, last: str
) -> EqualFollowUp | None:
    """Two cohorts after the longest time for which both have a figure; None without any.

    Only for a rate that has an official follow-up: another definition of a rate may be about
    other people than the curves.
    """
    name = f"{definition.name}{SUFFIX}"
    if name not in outcomes.follow_up_names():
        return None
    asked = outcomes.official_follow_up(name)
    asked = asked.of_years(asked.parse_year(first), asked.parse_year(last))
    return longest(outcomes.follow(asked, snapshot), first, last)


def longest(table: Table, first: str, last: str) -> EqualFollowUp | None:
    """The comparison after the most months of a follow-up table; None when there is none."""
    found = None
    for column in table.columns.members:
        months = column.path[0]
        sides = [_share(table, year, months) for year in (first, last)]
        if months.isdigit() and sides[0] is not None and sides[1] is not None:
            found = difference(sides[0], sides[1], int(months))
    return found


def _share(table: Table, year: str, months: str) -> Share | None:
    values = [
        table.cell(("passed", year, measure), (months,)).value
        for measure in ("share", "lower", "upper")
    ]
    if any(value is None for value in values):
        return None
    return Share(*(value for value in values if value is not None))

# SPDX-License-Identifier: EUPL-1.2
"""What each sum of a table comes to: it holds, people overlap, or it cannot be right."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from taalplan.tables.audit.printed import PrintedTable
from taalplan.tables.audit.sums import (
    Direction,
    Judged,
    Nature,
    Natures,
    Sum,
    difference,
    natures,
    sums_of,
)


class Verdict(StrEnum):
    """How a sum came out. The last three cannot be right."""

    HOLDS = "holds"
    OVERLAP = "overlap"
    UNCHECKED = "unchecked"
    DOUBLE = "counts-desks"
    ABOVE = "total-above-parts"
    SURPLUS = "parts-above-total"
    BELOW_PART = "part-above-total"


FAULTS = frozenset({Verdict.ABOVE, Verdict.SURPLUS, Verdict.BELOW_PART})


@dataclass(frozen=True)
class Outcome:
    """A sum, what it came to, and its two figures. `gap` is parts minus total."""

    sum: Sum
    verdict: Verdict
    printed: float
    computed: float

    @property
    def gap(self) -> float:
        """How far the parts exceed the total; negative when they fall short."""
        return self.computed - self.printed

    @property
    def is_fault(self) -> bool:
        """Whether this cannot be right."""
        return self.verdict in FAULTS


def outcomes(table: PrintedTable, judged: Natures | None = None) -> tuple[Outcome, ...]:
    """Every sum of a table with its verdict; families are judged from the table when not given."""
    sums = sums_of(table)
    judged = natures(table, sums) if judged is None else judged
    found = [_outcome(table, one, judged.get(one.family)) for one in sums]
    failing = {
        one.sum.total[1]
        for one in found
        if one.is_fault and one.sum.family.direction is Direction.ROWS
    }
    # A region that lost its figures makes the total look like a sum of desks.
    return tuple(
        replace(one, verdict=Verdict.ABOVE)
        if one.verdict is Verdict.DOUBLE and one.sum.total[1] in failing
        else one
        for one in found
    )


def faults(table: PrintedTable, judged: Natures | None = None) -> tuple[Outcome, ...]:
    """The sums that cannot be right."""
    return tuple(one for one in outcomes(table, judged) if one.is_fault)


def _outcome(table: PrintedTable, one: Sum, judged: Judged | None) -> Outcome:
    gap = difference(table.values, one)
    printed = float(table.values[one.total[0]][one.total[1]] or 0)
    verdict = _verdict(table, one, gap, printed, judged)
    if verdict is Verdict.ABOVE and _sums_leaves(table, one, printed):
        verdict = Verdict.DOUBLE
    return Outcome(one, verdict, printed, printed + gap)


def _verdict(
    table: PrintedTable, one: Sum, gap: float, printed: float, judged: Judged | None
) -> Verdict:
    if judged is None or table.values[one.total[0]][one.total[1]] is None:
        return Verdict.UNCHECKED
    largest = max(table.values[row][column] or 0 for row, column in one.parts)
    return verdict(gap, printed, largest, judged)


def verdict(gap: float, printed: float, largest: float, judged: Judged) -> Verdict:
    """What a sum comes to: parts minus total, the total, the largest part, the kind of sum."""
    if judged.nature is Nature.OPEN:
        return Verdict.UNCHECKED
    if gap == 0:
        return Verdict.HOLDS
    if gap < 0:
        return Verdict.ABOVE
    if printed < largest:
        return Verdict.BELOW_PART
    if gap > judged.limit(printed):
        return Verdict.SURPLUS
    return Verdict.OVERLAP


def _sums_leaves(table: PrintedTable, one: Sum, printed: float) -> bool:
    """Whether a grand total is the sum of the lowest rows, where regions are counts of people."""
    if one.family.direction is not Direction.ROWS or table.rows[one.total[0]].level:
        return False
    lowest = [row for part, _ in one.parts for row in table.lowest(part)]
    return printed == sum(table.values[row][one.total[1]] or 0 for row in lowest)

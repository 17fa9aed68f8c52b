# SPDX-License-Identifier: EUPL-1.2
"""A solution: which figures belong beside which label, and the equally good ones beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from taalplan.tables.audit.figures import Figure
from taalplan.tables.audit.repair.problem import Problem
from taalplan.tables.audit.repair.variants import Variant

Placed = tuple[tuple[int, tuple[Figure, ...]], ...]


@dataclass(frozen=True)
class Relabelling:
    """Which figures belong beside which label.

    `rows[label]` is the row of figures that the label gets, None for a label without figures.
    `readings` are the rows that are read otherwise than printed, `surplus` the rows without a
    label, `repeated` the rows to leave out with their label, `overwritten` those whose own
    figures a copy hides. `derived` are figures that follow from the sums for a label that lost
    its own; `missing` those of a row that is not there, by the row of its group.
    """

    cost: float
    rows: tuple[int | None, ...]
    readings: tuple[Variant, ...] = ()
    surplus: tuple[int, ...] = ()
    repeated: tuple[int, ...] = ()
    overwritten: tuple[int, ...] = ()
    derived: Placed = ()
    missing: Placed = ()
    proven: bool = True

    @property
    def changes_nothing(self) -> bool:
        """Whether every label keeps its figures as printed."""
        straight = all(row == label for label, row in enumerate(self.rows))
        return straight and not (self.readings or self.repeated or self.missing)

    @property
    def empty(self) -> tuple[int, ...]:
        """The labels without a row of figures."""
        gone = {*self.repeated, *self.overwritten}
        return tuple(
            label for label, row in enumerate(self.rows) if row is None and label not in gone
        )


def same_sums(problem: Problem, found: Relabelling) -> list[Relabelling]:
    """The solutions that only make another label of the same group the empty one.

    Sums cannot tell these apart: the group holds the same rows of figures. They come without
    solving anything, the best first.
    """
    others = [other for label in found.empty for other in _moved(problem, found, label)]
    return sorted(others, key=lambda one: one.cost)


def _moved(problem: Problem, found: Relabelling, label: int) -> Iterator[Relabelling]:
    table = problem.table
    groups = [one.parts for one in table.divisions if label in one.parts]
    # A row that two totals count cannot change places without changing one of them.
    group = groups[0] if len(groups) == 1 else ()
    parents = {one.total for one in table.divisions}
    for other in group:
        between = range(min(label, other), max(label, other) + 1)
        fixed = parents | {*found.repeated, *found.overwritten}
        if other == label or any(k not in group or k in fixed for k in between):
            continue
        rows = _shifted(found.rows, label, other)
        if rows is None or not _allowed(problem, found, rows, between):
            continue
        cost = found.cost + sum(
            _price(problem, k, rows[k]) - _price(problem, k, found.rows[k]) for k in between
        )
        derived = tuple((other if at == label else at, values) for at, values in found.derived)
        yield replace(found, rows=rows, cost=cost, derived=derived)


def _shifted(rows: tuple[int | None, ...], empty: int, other: int) -> tuple[int | None, ...] | None:
    """The rows with the empty place at another label, all between moved up by one place."""
    if rows[other] is None:
        return None
    low, high = min(empty, other), max(empty, other) + 1
    kept = [row for k, row in enumerate(rows[low:high], start=low) if k != empty]
    kept.insert(other - low, None)
    return (*rows[:low], *kept, *rows[high:])


def _allowed(
    problem: Problem, found: Relabelling, rows: tuple[int | None, ...], between: range
) -> bool:
    """Whether no row leaves the window, and none that is read otherwise changes its label."""
    read = {one.row for one in found.readings}
    return all(
        row is None or (abs(label - row) <= problem.window and row not in read)
        for label, row in ((k, rows[k]) for k in between)
    )


def _price(problem: Problem, label: int, row: int | None) -> float:
    return problem.empty_cost(label) if row is None else problem.match_cost(label, row)

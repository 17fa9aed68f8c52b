# SPDX-License-Identifier: EUPL-1.2
"""Choose what to hide, part by part, and give up "<5" for the figures that it would give away.

A total of 4 over four groups that are all "<5" tells that each is 1. The figures that cannot be
protected behind "<5" read the common sign instead, which says nothing about their size.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from taalplan.tables.protect.attack import Certificate, attack
from taalplan.tables.protect.cells import Draft, Drafts, Model, Why, model_of
from taalplan.tables.protect.explain import UnprotectableError, explain
from taalplan.tables.protect.keys import Figure
from taalplan.tables.protect.pieces import hideable, parts_of
from taalplan.tables.protect.problem import Problem
from taalplan.tables.protect.rules import DisclosureError, Reading
from taalplan.tables.protect.suppress import suppress

Interval = tuple[int, int | None]
Part = tuple[dict[Figure, Interval], float, float]
"""What can be learned of the figures to hide, what they cost, and how far that may be too much."""

CLOSE_ENOUGH = 0.005
"""The share by which a choice may cost more than the cheapest."""

LARGE, NEARLY = 800, 0.03
"""Beyond so many figures that may be hidden, the share that is enough: a proof takes long there."""


@dataclass(frozen=True)
class Solution:
    """The figures to hide, those that read the common sign, and what a reader can learn.

    `intervals` has what a reader can derive of each hidden figure that stands in a table. `gap` is
    the largest share by which the cost of a part may lie above the least possible.
    """

    hidden: frozenset[Figure]
    signs: frozenset[Figure]
    intervals: dict[Figure, Interval]
    cost: float
    gap: float


def solve(
    drafts: Drafts, seconds: float, progress: Callable[[float], None] | None = None
) -> Solution:
    """The cheapest figures to hide, attacked and found safe.

    `seconds` is for the hardest part. Raises DisclosureError when figures cannot be protected.
    """
    signs: frozenset[Figure] = frozenset()
    known: dict[Problem, Part] = {}
    while True:
        model = model_of(drafts, signs)
        found, more = _parts_solved(model, seconds, progress or (lambda _: None), known)
        if not more:
            return _joined(found, signs)
        signs = _further(drafts, signs, more)


def _parts_solved(
    model: Model,
    seconds: float,
    progress: Callable[[float], None],
    known: dict[Problem, Part],
) -> tuple[list[Part], list[UnprotectableError]]:
    """What to hide in each part; the errors of the parts that cannot be protected so.

    `known` keeps parts that were solved, for when others must be solved with other signs.
    """
    found, errors = [], []
    parts = list(parts_of(model.problem))
    total, done = sum(len(part.cells) for part in parts) or 1, 0
    for part in parts:
        try:
            if part not in known:
                known[part] = _part_solved(part, seconds)
            found.append(known[part])
        except UnprotectableError as error:
            errors.append(error)
        done += len(part.cells)
        progress(done / total)
    return found, errors


def _part_solved(part: Problem, seconds: float) -> Part:
    hidden, cost, gap, certificate = _searched(part, seconds)
    ends = certificate.intervals
    intervals = {part.cells[k].key: (ends[k].lower, ends[k].upper) for k in hidden}
    return intervals, cost, gap  # type: ignore[return-value]


def _searched(problem: Problem, seconds: float) -> tuple[frozenset[int], float, float, Certificate]:
    if all(cell.sensitive or cell.frozen or not cell.published for cell in problem.cells):
        # There is nothing to choose: what must be hidden protects, or nothing does.
        certificate = attack(problem, problem.primary)
        if not certificate.protects:
            explain(problem)
        return problem.primary, 0.0, 0.0, certificate
    gap = NEARLY if hideable(problem) > LARGE else CLOSE_ENOUGH
    chosen = suppress(problem, seconds=seconds, gap=gap)
    return chosen.hidden, chosen.cost, chosen.gap, chosen.certificate


def _joined(
    found: list[Part],
    signs: frozenset[Figure],
) -> Solution:
    intervals: dict[Figure, Interval] = {}
    for part, _, _ in found:
        intervals |= part
    cost, gap = (
        sum(cost for _, cost, _ in found),
        max((gap for *_, gap in found), default=0.0),
    )
    return Solution(frozenset(intervals), signs, intervals, cost, gap)


def _further(
    drafts: Drafts, signs: frozenset[Figure], errors: list[UnprotectableError]
) -> frozenset[Figure]:
    """More figures that read the common sign. Raises DisclosureError when none are left."""
    named = {o.key for error in errors for o in error.obstacles if isinstance(o.key, Figure)}
    small = {figure for figure, draft in drafts.figures.items() if _reads_below(draft)}
    if drafts.rule.reading is Reading.BELOW:
        # The figures themselves; where these are groups that stand nowhere, all around them.
        for more in (named & small, _around(drafts, named) & small, small):
            if more - signs:
                return signs | more
    listed = "; ".join(str(error) for error in errors)
    raise DisclosureError(f"these figures cannot be protected by hiding others: {listed}")


def _reads_below(draft: Draft) -> bool:
    return draft.published and draft.why is Why.SMALL


def _around(drafts: Drafts, figures: set[Figure]) -> set[Figure]:
    """The figures that stand in one sum with any of these."""
    return {
        figure
        for terms in drafts.sums
        if not figures.isdisjoint(figure for figure, _ in terms)
        for figure, _ in terms
    }

# SPDX-License-Identifier: EUPL-1.2
"""How many of each pattern of work cover a need: Dantzig's set covering, without names.

Source: Dantzig, "A comment on Edie's 'Traffic delays at toll booths'", Operations Research 2
(1954). A pattern may run over midnight or over the weekend: it is just the periods that it works.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from taalplan.access.staffing.integer import Programme


@dataclass(frozen=True)
class Cover:
    """How often each pattern is used. No cover costs less than `bound`."""

    counts: tuple[int, ...]
    cost: float
    bound: float
    proven: bool


def cheapest_cover(
    need: Sequence[int],
    patterns: Sequence[Sequence[int]],
    costs: Sequence[float] | None = None,
    seconds: float = 30.0,
) -> Cover:
    """The cheapest use of patterns (lists of periods) with at least `need` people in each period.

    Without `costs` each use costs 1: the fewest people. Raises ValueError for a need that no
    pattern can meet.
    """
    programme = Programme()
    for number in range(len(patterns)):
        programme.variable(costs[number] if costs else 1.0)
    for period, people in enumerate(need):
        at_work = {n: 1.0 for n, pattern in enumerate(patterns) if period in pattern}
        if people > 0 and not at_work:
            raise ValueError(f"no pattern works in period {period}, where {people} are needed")
        if people > 0:
            programme.row(at_work, lower=people)
    answer = programme.solve(seconds)
    if answer.values is None:
        raise TimeoutError(f"no cover was found in {seconds:.0f} seconds")
    counts = tuple(round(value) for value in answer.values)
    return Cover(counts, answer.cost, answer.bound, answer.proven)

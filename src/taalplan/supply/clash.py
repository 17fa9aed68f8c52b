# SPDX-License-Identifier: EUPL-1.2
"""Why nothing can be planned: which rules clash, in words.

Opening nothing breaks no rule, so only what was promised can make a plan impossible. Every
limit counts groups upwards only, so each clash is between the promises and one limit, and all
of them are told.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from taalplan.supply.options import BUDGET, ROOM, Options
from taalplan.supply.problem import SupplyProblem


def clashes(options: Options) -> list[str]:
    """One sentence for each limit that the promised groups exceed together."""
    return [*_closed(options.problem), *_exceeded(options)]


def _closed(problem: SupplyProblem) -> Iterator[str]:
    promised = problem.promised
    for row in range(len(promised.count)):
        words = problem.group_words(promised, row)
        if not problem.open_sites[promised.site[row]]:
            yield f"'{words}' was promised, and its site is closed; open it, or drop the promise"
        if not problem.open_dayparts[promised.daypart[row]]:
            yield (
                f"'{words}' was promised, and no lessons are given in the "
                f"{problem.dayparts[promised.daypart[row]]}; allow them, or drop the promise"
            )


def _exceeded(options: Options) -> Iterator[str]:
    resources, used = options.resources, options.used(options.least)
    seen: set[tuple[int, ...]] = set()
    for row in np.flatnonzero(used > resources.capacity + 1e-6):
        kind, at = resources.kind[row], tuple(int(n) for n in resources.at[row])
        if kind == ROOM and at[:2] in seen:
            continue
        seen.add(at[:2])
        who = options.option_of_use[(options.use_row == row)]
        who = who[options.least[who] > 0]
        yield _words(options, kind, at, float(used[row]), float(resources.capacity[row]), len(who))


def _words(
    options: Options, kind: str, at: tuple[int, ...], used: float, there: float, groups: int
) -> str:
    problem = options.problem
    if kind == BUDGET:
        return (
            f"what was promised costs {used:,.0f} euro and the budget is {there:,.0f}; "
            "raise the budget, or drop promises"
        )
    if kind == ROOM:
        return (
            f"{problem.sites[at[0]].code}, {problem.dayparts[at[1]]}: {used:.0f} promised groups "
            f"at the same time and {there:.0f} rooms; give a room, or move one of "
            f"{groups} kinds of groups"
        )
    return (
        f"{problem.areas[at[0]]}, {problem.qualifications[at[1]]}: {used:,.0f} promised lesson "
        f"hours and teachers for {there:,.0f}; give teachers, or drop promises"
    )

# SPDX-License-Identifier: EUPL-1.2
"""Desks that closed or fell silent, and what became of the people who live there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from taalplan import policy
from taalplan.access.desks.situation import Opened, Situation
from taalplan.access.desks.visits import Ints

WENT_TO = 3
"""Desks that are named of those where people went instead."""


@dataclass(frozen=True)
class Closed:
    """A desk in the years before and those after; figures are means per year.

    `shut` says that the register has it closed; otherwise it is open and hardly anybody comes.
    `here` are people registered at the desk, `living` the registered people who live in its
    municipality, `rest` those who live anywhere else (the trend), `way` the mean cost of the way
    of who lives there to the desk that was used. `instead` are the desks used after, with the
    share of who lives there.
    """

    desk: Opened
    shut: bool
    before: tuple[int, ...]
    after: tuple[int, ...]
    here: tuple[float, float]
    living: tuple[float, float]
    rest: tuple[float, float]
    way: tuple[float, float]
    instead: tuple[tuple[str, float], ...]


def closed_desks(situation: Situation) -> tuple[Closed, ...]:
    """All desks that closed, then those that fell silent, of the years that are whole."""
    visits = situation.visits
    years = [y for y in visits.years() if date(y, 12, 31) <= situation.as_of]
    counts = {year: visits.people(year) for year in years}
    found = list(_closed(situation, counts))
    return tuple(sorted(found, key=lambda one: (not one.shut, -one.here[0])))


def _closed(situation: Situation, counts: dict[int, Ints]) -> Iterator[Closed]:
    for number, desk in enumerate(situation.desks):
        came = {year: int(count[:, number].sum()) for year, count in counts.items()}
        shut = [year for year in counts if not desk.open_in(year)]
        after = shut or _silent(came, situation.as_of)
        before = [year for year in counts if after and year < min(after) and came[year] > 0]
        if before and after:
            yield _told(situation, counts, number, bool(shut), tuple(before), tuple(after))


def _silent(came: dict[int, int], on: date) -> list[int]:
    """The last years in which hardly anybody came, where enough did before."""
    share = policy.value("access.silent_share", on).number
    least = policy.value("access.silent_from", on).number
    quiet: list[int] = []
    for year in sorted(came, reverse=True):
        earlier = [count for one, count in came.items() if one < year]
        usual = float(np.mean(earlier)) if earlier else 0.0
        if usual < least or came[year] > share * usual:
            break
        quiet.append(year)
    return sorted(quiet)


def _told(
    situation: Situation,
    counts: dict[int, Ints],
    number: int,
    shut: bool,
    before: tuple[int, ...],
    after: tuple[int, ...],
) -> Closed:
    desk = situation.desks[number]
    sums = [np.mean([counts[year] for year in years], axis=0) for years in (before, after)]
    living = [count[desk.place] for count in sums]
    way = situation.cost[desk.place, [one.place for one in situation.desks]]
    return Closed(
        desk=desk,
        shut=shut,
        before=before,
        after=after,
        here=_pair(count[:, number].sum() for count in sums),
        living=_pair(count.sum() for count in living),
        rest=_pair(count.sum() - count[desk.place].sum() for count in sums),
        way=_pair(float((row * way).sum() / row.sum()) if row.sum() else 0.0 for row in living),
        instead=_instead(situation, living[1]),
    )


def _instead(situation: Situation, row: Ints) -> tuple[tuple[str, float], ...]:
    total = row.sum()
    if total == 0:
        return ()
    ranked = np.argsort(-row, kind="stable")[:WENT_TO]
    return tuple((situation.desks[d].code, float(row[d] / total)) for d in ranked if row[d] > 0)


def _pair(values: Iterator[float]) -> tuple[float, float]:
    first, second = (float(value) for value in values)
    return first, second

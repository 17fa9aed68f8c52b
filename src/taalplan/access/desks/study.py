# SPDX-License-Identifier: EUPL-1.2
"""Today's desks beside the best that could be: the networks that a study compares."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from taalplan import policy
from taalplan.access.desks.closed import Closed, closed_desks
from taalplan.access.desks.peaks import Peak, peak_of
from taalplan.access.desks.reach import Reach, reach
from taalplan.access.desks.situation import Situation
from taalplan.access.location import Locations, Network, solve_p_center, solve_p_median
from taalplan.access.location.problem import Floats

TODAY, SAME, SWAP = "today", "same-size", "two-moved"
ADD, FLEMISH, DROP = "two-more", "two-more-in-flanders", "two-fewer"
BRUSSELS = "brussel"
CHANGED = 2
"""Desks that are added, dropped or moved in the questions that a manager asks first."""

FRONTIER = (10, 15, 20, 25, 30, 40, 50, 60, 70, 80, 100)
Heard = Callable[[str, float], None]


@dataclass(frozen=True, eq=False)
class Option:
    """A network under its name: the places with a desk, and what each place travels.

    `far` is by row of the situation's `way`, `cost` its mean by place.
    """

    code: str
    open: tuple[int, ...]
    far: Floats
    cost: Floats
    reach: Reach
    gap: float = 0.0


@dataclass(frozen=True)
class Effect:
    """Who gains and who loses by a network beside today's: people, and the way of all together."""

    opened: tuple[int, ...]
    closed: tuple[int, ...]
    gaining: float
    losing: float
    gained: float
    lost: float


@dataclass(frozen=True)
class Step:
    """One point of the frontier: the least mean with so many places, and the least worst."""

    size: int
    mean: float
    mean_gap: float
    worst: float
    worst_gap: float


@dataclass(frozen=True, eq=False)
class Study:
    """Everything that is told about the place of desks."""

    situation: Situation
    options: tuple[Option, ...]
    frontier: tuple[Step, ...]
    closed: tuple[Closed, ...]
    peak: Peak
    limits: tuple[float, ...]

    def option(self, code: str) -> Option:
        """An option by its name."""
        return next(option for option in self.options if option.code == code)

    def effect(self, option: Option) -> Effect:
        """What an option does to people, beside today."""
        today, people = self.option(TODAY), self.situation.demand
        nearer = today.far - option.far
        return Effect(
            opened=tuple(sorted(set(option.open) - set(today.open))),
            closed=tuple(sorted(set(today.open) - set(option.open))),
            gaining=float(people[nearer > 1e-9].sum()),
            losing=float(people[nearer < -1e-9].sum()),
            gained=float((people * np.maximum(nearer, 0)).sum()),
            lost=float((people * np.maximum(-nearer, 0)).sum()),
        )


def make_study(
    situation: Situation, *, frontier: bool = True, heard: Heard = lambda step, share: None
) -> Study:
    """Compare today's network with the best ones, and look back at desks that closed.

    The `frontier` takes most of the time; a short answer does without.
    """
    limits = policy.value(far_key(situation), situation.as_of).numbers
    heard("networks", 0.0)
    options = tuple(_options(situation, limits))
    heard("frontier", 0.2)
    steps = tuple(_frontier(situation, heard)) if frontier else ()
    heard("closed desks", 0.9)
    return Study(
        situation, options, steps, closed_desks(situation), peak_of(situation), limits
    )  # fmt: skip


def far_key(situation: Situation) -> str:
    """The policy value of what counts as far: in kilometres, or in minutes."""
    return "access.far_minutes" if situation.minutes else "access.far"


def _options(situation: Situation, limits: tuple[float, ...]) -> Iterator[Option]:
    """Today, as many, two moved, two more, two fewer, where there is room for it."""
    sites, people = situation.sites, situation.demand

    def option(code: str, open_: tuple[int, ...], gap: float = 0.0) -> Option:
        far = situation.way[:, list(open_)].min(axis=1)
        return Option(code, open_, far, situation.mean(far), reach(far, people, limits), gap)

    def solved(code: str, network: Network) -> Option:
        return option(code, network.open, network.gap)

    size = len(sites)
    yield option(TODAY, sites)
    yield solved(SAME, solve_p_median(situation.locations(), size))
    moved = situation.locations(close_at_most=CHANGED, open_at_most=CHANGED)
    yield solved(SWAP, solve_p_median(moved, size))
    if size + CHANGED <= len(situation.allowed):
        yield solved(ADD, solve_p_median(situation.locations(forced=sites), size + CHANGED))
    outside = _outside_brussels(situation)
    if size + CHANGED <= len(situation.places) - len(outside.forbidden):
        yield solved(FLEMISH, solve_p_median(outside, size + CHANGED))
    if size - CHANGED >= max(1, len(situation.kept)):
        fewer = situation.locations(open_at_most=0)
        yield solved(DROP, solve_p_median(fewer, size - CHANGED))


def _outside_brussels(situation: Situation) -> Locations:
    """Today's places stay, and none is added in Brussels, where others have desks too."""
    sites = situation.sites
    brussels = {n for n, place in enumerate(situation.places) if place.province == BRUSSELS}
    shut = set(range(len(situation.places))) - situation.allowed
    return situation.locations(forced=sites, forbidden=tuple(shut | (brussels - set(sites))))


def _frontier(situation: Situation, heard: Heard) -> Iterator[Step]:
    """The best mean and the best worst distance for several numbers of places."""
    kept, most = max(1, len(situation.kept)), len(situation.allowed)
    sizes = sorted(n for n in {*FRONTIER, len(situation.sites)} if kept <= n <= most)
    data = situation.locations()
    total = situation.people.sum()
    for number, size in enumerate(sizes):
        heard("frontier", 0.2 + 0.7 * number / len(sizes))
        median = solve_p_median(data, size)
        center = solve_p_center(data, size, seconds=30)
        yield Step(size, median.value / total, median.gap, center.value, center.gap)

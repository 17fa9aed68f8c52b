# SPDX-License-Identifier: EUPL-1.2
"""What a supply is planned from: who needs lessons where and when, and with what they are given.

Everything is validated when it is made, and all faults are told at once. A problem can be made
by hand (docs/how-to/aanbod-plannen.md) or from a snapshot and its needs plan (`build`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from taalplan.vocabulary.distance import kilometres

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]


class SupplyError(ValueError):
    """A problem that cannot be planned; one sentence for each fault."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Zone:
    """Where people live: a municipality. `area` is the working area in which it lies."""

    code: str
    name: str
    area: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Site:
    """Where lessons are given (lesplaats). `area` is whose teachers go there."""

    code: str
    name: str
    zone: str
    area: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Kind:
    """A profile as lessons are planned for it.

    `smallest` and `largest` are learners in a group, `months` how long a group keeps its room,
    `qualification` which teachers may give it.
    """

    code: str
    smallest: int
    largest: int
    hours: float
    months: int
    qualification: str


@dataclass(frozen=True)
class Mode:
    """A way of teaching: how far people come for it (kilometres) and the rooms one group takes."""

    code: str
    reach: float
    rooms: int = 1


@dataclass(frozen=True)
class Wish:
    """When and how somebody can follow lessons: one of these day-parts, in this mode."""

    dayparts: tuple[str, ...]
    mode: str


@dataclass(frozen=True, eq=False)
class Needs:
    """People who need lessons, one row for each cell of zone, level, kind, wish and round.

    `zone` ... `round` are places in the lists of the problem; `round` is the first in which they
    can begin, `waited` how many months they waited before it. `people` (rows, layers) and
    `chance` (same shape): the first layer of people is almost certain to come, the last is there
    in few futures; see `layers_of`.
    """

    zone: Ints
    level: Ints
    kind: Ints
    wish: Ints
    round: Ints
    waited: Floats
    people: Floats
    chance: Floats

    COLUMNS = ("zone", "level", "kind", "wish", "round")

    @cached_property
    def expected(self) -> Floats:
        """People expected in each row."""
        return np.asarray((self.people * self.chance).sum(axis=1))


@dataclass(frozen=True, eq=False)
class Groups:
    """Groups of lessons: how many of each site, level, kind, day-part, mode and round."""

    site: Ints
    level: Ints
    kind: Ints
    daypart: Ints
    mode: Ints
    round: Ints
    count: Ints

    COLUMNS = ("site", "level", "kind", "daypart", "mode", "round")

    @classmethod
    def none(cls) -> Groups:
        """No groups."""
        return cls(*(np.zeros(0, np.int64) for _ in range(7)))

    @property
    def columns(self) -> tuple[Ints, ...]:
        """What tells groups apart."""
        return tuple(getattr(self, name) for name in self.COLUMNS)


@dataclass(frozen=True)
class Weights:
    """What a plan is for, in people placed: one person who begins at once next door is 1.

    A kilometre takes `travel` of that, a month of waiting `waiting`; each month that somebody
    waited before adds `waited`. 1,000 euro must place `money` people to be worth it. Keeping a
    group of last year is worth `keep` people. `fairness` is the alpha of alpha-fairness between
    regions: 0 weighs everybody equally, 1 is proportional fairness, and the higher, the more the
    region that is worst off decides. Nobody is placed more than `longest` months late.
    """

    travel: float = 0.01
    waiting: float = 0.05
    waited: float = 0.05
    money: float = 0.02
    keep: float = 0.0
    fairness: float = 0.0
    longest: int = 6


@dataclass(frozen=True, eq=False)
class SupplyProblem:
    """Everything that one plan of the supply follows from.

    `rounds` are the starts of the year in months after September, in order. `rooms` (sites,
    day-parts): groups at the same time. `teachers` (areas, qualifications): lesson hours.
    `budget` in euro, None without a limit, at `hour_cost` euro a lesson hour. `offers` (sites,
    kinds): who may give what. `open_sites` and `open_dayparts` say what may be planned.
    `existing` is last year's supply, `promised` what must open. `area_weight` (areas) is how
    much somebody who lives there weighs, 1 where nothing is given (`fairness`).
    """

    areas: tuple[str, ...]
    levels: tuple[str, ...]
    kinds: tuple[Kind, ...]
    dayparts: tuple[str, ...]
    modes: tuple[Mode, ...]
    rounds: tuple[int, ...]
    wishes: tuple[Wish, ...]
    zones: tuple[Zone, ...]
    sites: tuple[Site, ...]
    needs: Needs
    rooms: Ints
    qualifications: tuple[str, ...]
    teachers: Floats
    budget: float | None
    hour_cost: float
    offers: Booleans
    open_sites: Booleans
    open_dayparts: Booleans
    existing: Groups = field(default_factory=Groups.none)
    promised: Groups = field(default_factory=Groups.none)
    weights: Weights = Weights()
    area_weight: Floats = field(default_factory=lambda: np.zeros(0))

    def __post_init__(self) -> None:
        """Refuse what cannot be planned, with every fault. Raises SupplyError."""
        from taalplan.supply.faults import faults

        if found := list(faults(self)):
            raise SupplyError(found)

    @cached_property
    def kilometres(self) -> Floats:
        """How far each zone is from each site: (zones, sites)."""
        zones = np.array([(z.latitude, z.longitude) for z in self.zones]).reshape(-1, 2)
        sites = np.array([(s.latitude, s.longitude) for s in self.sites]).reshape(-1, 2)
        far: Any = kilometres(zones[:, None, 0], zones[:, None, 1], sites[:, 0], sites[:, 1])
        return np.asarray(far)

    @cached_property
    def zone_area(self) -> Ints:
        """The place of each zone's area in `areas`."""
        return np.array([self.areas.index(z.area) for z in self.zones], np.int64)

    @cached_property
    def zone_weight(self) -> Floats:
        """How much somebody in each zone weighs."""
        weight = self.area_weight if len(self.area_weight) else np.ones(len(self.areas))
        return np.asarray(weight[self.zone_area])

    @cached_property
    def site_area(self) -> Ints:
        """The place of each site's area in `areas`."""
        return np.array([self.areas.index(s.area) for s in self.sites], np.int64)

    @cached_property
    def kind_qualification(self) -> Ints:
        """The place of each kind's qualification in `qualifications`."""
        found = [self.qualifications.index(kind.qualification) for kind in self.kinds]
        return np.array(found, np.int64)

    def accepts(self) -> Booleans:
        """Whether a wish goes with a day-part and a mode: (wishes, day-parts, modes)."""
        found = np.zeros((len(self.wishes), len(self.dayparts), len(self.modes)), bool)
        codes = [mode.code for mode in self.modes]
        for number, wish in enumerate(self.wishes):
            for part in wish.dayparts:
                found[number, self.dayparts.index(part), codes.index(wish.mode)] = True
        return found

    def group_words(self, groups: Groups, row: int) -> str:
        """One row of groups in codes, for messages."""
        return " ".join(self._words(groups, row))

    def _words(self, groups: Groups, row: int) -> Iterator[str]:
        yield self.sites[groups.site[row]].code
        yield self.levels[groups.level[row]]
        yield self.kinds[groups.kind[row]].code
        yield self.dayparts[groups.daypart[row]]
        yield self.modes[groups.mode[row]].code
        yield f"+{self.rounds[groups.round[row]]}"


def layers_of(draws: Floats, quantiles: tuple[float, ...]) -> tuple[Floats, Floats]:
    """A drawn number as layers of people: (people per layer, chance of each layer).

    `draws` (paths, ...) are futures of a number. The layers end at its quantiles and at its
    largest; the chance of a layer is the share of it that is filled on average, so that layers
    filled from the first on give E[min(places, people)] at the ends, a concave value, and all
    layers together the mean. Both results have a last axis of len(quantiles) + 1.
    """
    ends = [np.quantile(draws, q, axis=0, method="inverted_cdf") for q in quantiles]
    edges = np.stack([np.zeros(draws.shape[1:]), *ends, draws.max(axis=0)], axis=-1).astype(float)
    met = np.stack(
        [np.minimum(draws, edges[..., e]).mean(axis=0) for e in range(edges.shape[-1])], axis=-1
    )
    people = np.diff(edges, axis=-1)
    chance = np.divide(np.diff(met, axis=-1), people, out=np.ones_like(people), where=people > 0)
    # An empty layer is as likely as the one before it, so that chances never rise.
    return people, np.minimum.accumulate(chance, axis=-1)

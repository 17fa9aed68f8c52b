# SPDX-License-Identifier: EUPL-1.2
"""Every group that could be opened, whom it could teach, and what it takes.

An option is a site, level, kind, day-part, mode and round; it may be opened more than once. The
people that it could teach are its arcs to rows of the needs: of the same level and kind, with a
wish that goes with it, near enough, ready by then and not for too long.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from taalplan.supply.problem import Floats, Groups, Ints, SupplyProblem

ROOM, TEACHER, BUDGET = "room", "teacher", "budget"

Part = tuple[NDArray[Any], ...]
"""Columns, arcs per option, and the arcs: cell, value, distance, late."""

CHOICE = 0.02
"""How much later in line each day-part more that somebody can come puts them."""

NOTHING: Part = (
    np.zeros((6, 0), np.int64),
    np.zeros(0, np.int64),
    np.zeros(0, np.int32),
    np.zeros(0),
    np.zeros(0, np.float32),
    np.zeros(0, np.int16),
)


@dataclass(frozen=True, eq=False)
class Resources:
    """What groups share: a room in a month, teachers of an area, money. `kind` names which.

    `at` holds for a room (site, day-part, month after September), for teachers (area,
    qualification, -1), for money (-1, -1, -1).
    """

    kind: tuple[str, ...]
    at: Ints
    capacity: Floats


@dataclass(frozen=True, eq=False)
class Options:
    """The options of a problem as arrays; arcs and uses are sparse rows in order of option.

    `columns` (6, options): site, level, kind, day-part, mode, round. `value` of an arc is what
    placing one person there is worth (`Weights`), `distance` its kilometres, `late` its months
    of waiting. `cost` is what one group takes off, `known` how many of them ran last year,
    `least` how many were promised, `limit` how many there is room for.
    """

    problem: SupplyProblem
    columns: Ints
    begin: Ints
    cell: NDArray[np.int32]
    value: NDArray[np.float64]
    distance: NDArray[np.float32]
    late: NDArray[np.int16]
    smallest: Floats
    largest: Floats
    cost: Floats
    known: Ints
    least: Ints
    limit: Ints
    resources: Resources
    use_begin: Ints
    use_row: NDArray[np.int32]
    use: Floats

    def __len__(self) -> int:
        return len(self.cost)

    @property
    def arcs(self) -> int:
        """How many pairs of an option and a row of the needs there are."""
        return len(self.cell)

    @cached_property
    def option_of_arc(self) -> Ints:
        """The option of each arc."""
        return np.repeat(np.arange(len(self)), np.diff(self.begin))

    @cached_property
    def option_of_use(self) -> Ints:
        """The option of each use."""
        return np.repeat(np.arange(len(self)), np.diff(self.use_begin))

    def used(self, count: Ints) -> Floats:
        """How much of each resource a number of groups per option takes."""
        taken = self.use * count[self.option_of_use]
        return np.bincount(self.use_row, taken, len(self.resources.capacity)).astype(float)

    def find(self, groups: Groups) -> Ints:
        """The option of each row of groups, -1 where there is none (nobody could come to it)."""
        shape = self._shape
        mine = np.ravel_multi_index(tuple(self.columns), shape)
        asked = np.ravel_multi_index(groups.columns, shape)
        place = np.minimum(np.searchsorted(mine, asked), max(len(mine) - 1, 0))
        if not len(mine):
            return np.full(len(asked), -1)
        return np.where(mine[place] == asked, place, -1)

    def counts(self, groups: Groups) -> Ints:
        """How many of each option there are in groups; what is no option is left out."""
        found, at = np.zeros(len(self), np.int64), self.find(groups)
        found[at[at >= 0]] = groups.count[at >= 0]
        return found

    @property
    def _shape(self) -> tuple[int, ...]:
        return _shape(self.problem)


def _shape(problem: SupplyProblem) -> tuple[int, ...]:
    lists = (
        problem.sites, problem.levels, problem.kinds,
        problem.dayparts, problem.modes, problem.rounds,
    )  # fmt: skip
    return tuple(len(one) for one in lists)


def options_of(problem: SupplyProblem) -> Options:
    """All options that a teachable group could come of, and those that were promised.

    An option whose whole pool is smaller than the smallest group can never be opened, so it is
    left out; why nobody there is placed is then that too few people are within reach.
    """
    promised = _keys(problem, problem.promised)
    parts = [_of_block(problem, block, promised) for block in _blocks(problem)]
    columns = np.concatenate([part[0] for part in parts], axis=1)
    order = np.lexsort(columns[::-1])
    columns = columns[:, order]
    sizes = np.concatenate([part[1] for part in parts])
    begins = np.concatenate([[0], np.cumsum(sizes)])
    arcs = _ranges(begins[:-1][order], sizes[order])
    cell, value, distance, late = (
        np.concatenate([part[place] for part in parts])[arcs] for place in (2, 3, 4, 5)
    )
    begin = np.concatenate([[0], np.cumsum(sizes[order])])
    kind = columns[2]
    resources, use_begin, use_row, use = _resources(problem, columns)
    hours = np.array([one.hours for one in problem.kinds])[kind]
    found = Options(
        problem, columns, begin, cell, value, distance, late,
        np.array([float(one.smallest) for one in problem.kinds])[kind],
        np.array([float(one.largest) for one in problem.kinds])[kind],
        hours * problem.hour_cost / 1000 * problem.weights.money,
        np.zeros(len(kind), np.int64), np.zeros(len(kind), np.int64),
        np.zeros(len(kind), np.int64), resources, use_begin, use_row, use,
    )  # fmt: skip
    found.known[:] = found.counts(problem.existing)
    found.least[:] = found.counts(problem.promised)
    found.limit[:] = limits_of(found)
    return found


def _keys(problem: SupplyProblem, groups: Groups) -> Ints:
    return np.asarray(np.ravel_multi_index(groups.columns, _shape(problem)))


def _ranges(begins: Ints, sizes: Ints) -> Ints:
    """The numbers begin, begin + 1, ... of each range, one after another."""
    total = int(sizes.sum())
    if not total:
        return np.zeros(0, np.int64)
    offset = np.repeat(begins - np.concatenate([[0], np.cumsum(sizes)[:-1]]), sizes)
    return np.asarray(np.arange(total) + offset)


def _blocks(problem: SupplyProblem) -> Iterator[tuple[int, int]]:
    for level in range(len(problem.levels)):
        for kind in range(len(problem.kinds)):
            yield level, kind


def _of_block(problem: SupplyProblem, block: tuple[int, int], promised: Ints) -> Part:
    """The options of one level and kind with their arcs."""
    level, kind = block
    needs = problem.needs
    rows = np.flatnonzero((needs.level == level) & (needs.kind == kind))
    far, accepts = problem.kilometres, problem.accepts()
    found = []
    for part in np.flatnonzero(problem.open_dayparts):
        for mode in range(len(problem.modes)):
            mine = rows[accepts[needs.wish[rows], part, mode]]
            for begin in range(len(problem.rounds)):
                made = _pairs(problem, mine, far, (level, kind, int(part), mode, begin), promised)
                if made is not None:
                    found.append(made)
    if not found:
        return NOTHING
    first, *rest = zip(*found, strict=True)
    return (np.concatenate(first, axis=1), *(np.concatenate(one) for one in rest))


def _pairs(
    problem: SupplyProblem, rows: Ints, far: Floats, what: tuple[int, ...], promised: Ints
) -> Part | None:
    """Which sites could open this, and who could come there."""
    _, kind, _, mode, begin = what
    needs, weights = problem.needs, problem.weights
    rounds = np.array(problem.rounds)
    late = rounds[begin] - rounds[needs.round[rows]]
    ready = (late >= 0) & (late <= weights.longest)
    rows, late = rows[ready], late[ready]
    distance = far[needs.zone[rows]]
    near = distance <= problem.modes[mode].reach
    # A group must be expected to be large enough, not merely to be so in some future.
    large = needs.expected[rows] @ near >= problem.kinds[kind].smallest - 1e-9
    sites = np.arange(len(problem.sites))
    keys = np.ravel_multi_index((sites, *what), _shape(problem))
    allowed = large & problem.offers[:, kind] & problem.open_sites
    site = np.flatnonzero(allowed | np.isin(keys, promised))
    if not len(site):
        return None
    to, row = np.nonzero(near[:, site].T)
    distance = np.asarray(distance[row, site[to]])
    late = np.asarray(late[row])
    value = 1.0 + weights.waited * needs.waited[rows[row]]
    value -= weights.travel * distance + weights.waiting * late
    value *= problem.zone_weight[needs.zone[rows[row]]]
    choices = np.array([len(wish.dayparts) for wish in problem.wishes])[needs.wish[rows]][row]
    # The best first; of equals those who have no other choice.
    order = np.lexsort([-(value - CHOICE * choices), to])
    order = order[value[order] > 0]
    to, row, value = to[order], row[order], value[order]
    distance, late = distance[order], late[order]
    columns = np.stack([site, *(np.full(len(site), one) for one in what)])
    return (
        columns,
        np.bincount(to, minlength=len(site)),
        rows[row].astype(np.int32),
        value,
        distance.astype(np.float32),
        late.astype(np.int16),
    )


def _resources(
    problem: SupplyProblem, columns: Ints
) -> tuple[Resources, Ints, NDArray[np.int32], Floats]:
    """The resources of a problem, and which option takes how much of each."""
    site, _, kind, part, mode, begin = columns
    months = max(problem.rounds) + max(one.months for one in problem.kinds)
    rooms = (len(problem.sites), len(problem.dayparts), months)
    teachers = problem.teachers.shape
    at = np.concatenate([
        np.stack(np.unravel_index(np.arange(np.prod(rooms)), rooms), axis=1),
        np.column_stack([*np.unravel_index(np.arange(np.prod(teachers)), teachers),
                         np.full(np.prod(teachers), -1)]),
        np.full((int(problem.budget is not None), 3), -1),
    ])  # fmt: skip
    capacity = np.concatenate([
        np.repeat(problem.rooms.astype(float).reshape(-1), months),
        problem.teachers.reshape(-1),
        [problem.budget] if problem.budget is not None else [],
    ])  # fmt: skip
    names = (*[ROOM] * int(np.prod(rooms)), *[TEACHER] * int(np.prod(teachers)),
             *[BUDGET] * (problem.budget is not None))  # fmt: skip
    hours = np.array([one.hours for one in problem.kinds])[kind]
    lasts = np.array([one.months for one in problem.kinds])[kind]
    takes = np.array([one.rooms for one in problem.modes])[mode]
    first = np.array(problem.rounds)[begin]
    everyone = np.arange(columns.shape[1])
    uses = []
    for month in range(max((one.months for one in problem.kinds), default=0)):
        on = (month < lasts) & (takes > 0)
        room = np.ravel_multi_index((site[on], part[on], first[on] + month), rooms)
        uses.append((everyone[on], room, takes[on].astype(float)))
    teacher = np.ravel_multi_index(
        (problem.site_area[site], problem.kind_qualification[kind]), teachers
    )
    uses.append((everyone, np.prod(rooms) + teacher, hours))
    if problem.budget is not None:
        uses.append(
            (everyone, np.full(len(everyone), len(capacity) - 1), hours * problem.hour_cost)
        )
    option, row, amount = (np.concatenate([one[n] for one in uses]) for n in range(3))
    order = np.lexsort([row, option])
    begins = np.concatenate([[0], np.cumsum(np.bincount(option, minlength=len(everyone)))])
    return Resources(names, at, capacity), begins, row[order].astype(np.int32), amount[order]


def limits_of(options: Options) -> Ints:
    """How many of each option there is room, teachers and money for when nothing else opens."""
    most = np.full(len(options), np.iinfo(np.int32).max, np.int64)
    fits = np.floor(options.resources.capacity[options.use_row] / options.use + 1e-9)
    np.minimum.at(most, options.option_of_use, fits.astype(np.int64))
    pool = np.bincount(
        options.option_of_arc,
        options.problem.needs.expected[options.cell],
        len(options),
    )
    fits = np.floor(pool / options.smallest + 1e-9).astype(np.int64)
    return np.asarray(np.maximum(np.minimum(most, fits), options.least))

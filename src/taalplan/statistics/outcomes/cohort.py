# SPDX-License-Identifier: EUPL-1.2
"""From a snapshot to followed cases: one row per component (or contract), clock set to nought."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from taalplan.snapshot import Snapshot
from taalplan.statistics.categories import CodeLists
from taalplan.statistics.count import Counts
from taalplan.statistics.definition import Count
from taalplan.statistics.margins import full_cells
from taalplan.statistics.outcomes.definition import Clock, FollowUp
from taalplan.statistics.outcomes.followed import Followed, Ints
from taalplan.statistics.plan import Plan, Planner
from taalplan.statistics.streams import EPOCH, NO_DAY, Batch
from taalplan.tables.table import TOTAL, Path

OPEN = 0
CAUSE_OF = {"passed": 1, "failed": 2, "undetermined": 3}
"""Results of the register by their number as a way to end; a closing without any is the third."""


@dataclass(frozen=True)
class Window:
    """The days on which the register would have known that a case ended."""

    first: int | None
    last: int

    @classmethod
    def of(cls, snapshot: Snapshot, clock: Clock) -> Window:
        """From the first day of which both tables tell, to the last of the components."""
        coverage = snapshot.manifest.coverage
        tables = ("components", "contracts") if clock is Clock.SIGNED else ("components",)
        firsts = [_day(coverage[table][0]) for table in tables if table in coverage]
        asked = coverage.get("components", (snapshot.as_of, snapshot.as_of))[1]
        return cls(max(firsts, default=None), _day(min(asked, snapshot.as_of)))

    @property
    def first_day(self) -> date | None:
        """The first day as a date; None when the snapshot does not say."""
        return None if self.first is None else date.fromordinal(self.first + EPOCH)

    @property
    def last_day(self) -> date:
        """The last day as a date."""
        return date.fromordinal(self.last + EPOCH)


@dataclass(frozen=True)
class Cases:
    """All cases of a follow-up as columns, `cell` being the full cell of its plan."""

    cell: Ints
    person: Ints
    begun: Ints
    ended: Ints
    cause: Ints

    def __len__(self) -> int:
        """The number of cases."""
        return len(self.cell)

    def take(self, rows: Ints) -> Cases:
        """Some of the cases, by their places or a mask."""
        return Cases(*(getattr(self, name)[rows] for name in self.__dataclass_fields__))


@dataclass(frozen=True)
class Cohorts:
    """The cases that can be followed, and how many could not.

    `unseen` ended before the register knew of endings; `impossible` have no start, or one after
    their end or after the last day.
    """

    plan: Plan
    window: Window
    cases: Cases
    unseen: int
    impossible: int

    def margins(self, count: Count) -> Iterator[tuple[list[Path], Followed]]:
        """Each margin of the table: the paths of its groups, and the cases in them."""
        definition = self.plan.definition
        numbers = self._numbers()
        for kept in self.plan.kept:
            sizes = [self.plan.codes[name].size for name in kept]
            cell = np.zeros(len(self.cases), np.int64)
            for name, size in zip(kept, sizes, strict=True):
                cell = cell * size + numbers[name]
            cells, group = np.unique(cell, return_inverse=True)
            paths = []
            for where in cells:
                code = self.plan.path(kept, np.unravel_index(where, sizes) if kept else ())
                paths.append(tuple(code.get(name, TOTAL) for name in definition.dimensions))
            yield paths, self._followed(group.ravel(), count)

    def _numbers(self) -> dict[str, Ints]:
        """The category of each case in each dimension."""
        names = [name for name in self.plan.codes if name not in self.plan.outer]
        shape = [self.plan.codes[name].size for name in names]
        found = dict(zip(names, np.unravel_index(self.cases.cell, shape), strict=True))
        return found | {n: of[found[inner]] for n, (inner, of) in self.plan.outer.items()}

    def _followed(self, group: Ints, count: Count) -> Followed:
        """The cases of a margin with their clocks; of a person in a group the first, or all."""
        cases, window = self.cases, self.window
        end = np.where(cases.cause > OPEN, cases.ended, window.last)
        late = None if window.first is None else np.maximum(window.first - cases.begun, 0)
        people = np.unique(cases.person, return_inverse=True)[1].ravel()
        followed = Followed(
            group=group,
            time=end - cases.begun,
            cause=cases.cause,
            entry=late,
            reach=window.last - cases.begun,
            cluster=people,
        )
        key = group.astype(np.int64) * (int(people.max(initial=0)) + 1) + people
        order = np.lexsort((followed.time, cases.begun, key))
        first = np.ones(len(order), np.bool_)
        first[1:] = key[order][1:] != key[order][:-1]
        if bool(first.all()) or count is Count.PEOPLE:
            alone = followed.take(np.sort(order[first]))
            return Followed(alone.group, alone.time, alone.cause, alone.entry, alone.reach)
        return followed


def cohorts(follow_up: FollowUp, snapshot: Snapshot, lists: CodeLists) -> Cohorts:
    """Read the cases of a follow-up. Raises SnapshotError when a table is missing."""
    plan = Planner(snapshot, lists).plan(follow_up.base)
    from_opening = follow_up.clock is Clock.OPENED
    read = _components(snapshot, plan) if from_opening else _contracts(snapshot, plan, follow_up)
    window = Window.of(snapshot, follow_up.clock)
    # What the register learnt after the last day that was asked of it is not yet known then.
    cause = np.where(read.ended > window.last, OPEN, read.cause)
    read = Cases(read.cell, read.person, read.begun, read.ended, cause)
    possible = (read.begun != NO_DAY) & (read.begun <= window.last)
    possible &= (read.cause == OPEN) | (read.ended >= read.begun)
    seen = np.ones(len(read), np.bool_)
    if window.first is not None:
        seen = (read.cause == OPEN) | (read.ended >= window.first)
    kept = possible & seen
    return Cohorts(
        plan,
        window,
        read.take(kept),
        unseen=int(np.count_nonzero(possible & ~seen)),
        impossible=int(np.count_nonzero(~possible)),
    )


def twice(cohort: Cohorts) -> Counts:
    """For each path: how many people have more than one case in it; those with none left out."""
    found: Counts = {}
    for paths, followed in cohort.margins(Count.ROWS):
        if followed.cluster is not None:
            pairs, times = np.unique(
                np.stack([followed.group, followed.cluster]), axis=1, return_counts=True
            )
            several = np.bincount(pairs[0][times > 1], minlength=len(paths))
            found |= {path: int(n) for path, n in zip(paths, several, strict=True) if n}
    return found


def _components(snapshot: Snapshot, plan: Plan) -> Cases:
    """Every component in the plan's cells, its clock set at opening."""
    columns = sorted({*plan.columns, "person", "opened", "closed", "result"})
    parts: list[list[Ints]] = []
    for records in snapshot.batches("components", columns):
        batch = Batch(records)
        cell = full_cells([stream.read(batch) for stream in plan.streams])
        rows = np.flatnonzero(cell >= 0)
        parts.append([cell[rows], batch.keys("person")[rows], batch.days("opened")[rows],
                      batch.days("closed")[rows], _causes(batch)[rows]])  # fmt: skip
    return _joined(parts)


def _contracts(snapshot: Snapshot, plan: Plan, follow_up: FollowUp) -> Cases:
    """Every contract in the plan's cells, its clock set at signing, with its component's end."""
    contract, closed, cause = _endings(snapshot, follow_up.component[0])
    # One row more, for the contracts that have no such component.
    closed, cause = np.append(closed, NO_DAY), np.append(cause, OPEN)
    columns = sorted({*plan.columns, "person", "contract", "signed"})
    parts: list[list[Ints]] = []
    for records in snapshot.batches("contracts", columns):
        batch = Batch(records)
        cell = full_cells([stream.read(batch) for stream in plan.streams])
        rows = np.flatnonzero(cell >= 0)
        key = batch.keys("contract")[rows]
        place = np.searchsorted(contract, key)
        found = np.append(contract, -1)[place] == key
        place = np.where(found, place, len(contract))
        parts.append([cell[rows], batch.keys("person")[rows], batch.days("signed")[rows],
                      closed[place], cause[place]])  # fmt: skip
    return _joined(parts)


def _endings(snapshot: Snapshot, component: str) -> tuple[Ints, Ints, Ints]:
    """Of each contract with this component: its key (rising), the closing day and the cause.

    Of several in one contract the one that was opened first.
    """
    parts: list[list[Ints]] = []
    columns = ["contract", "component", "opened", "closed", "result"]
    for records in snapshot.batches("components", columns):
        batch = Batch(records)
        raw, names = batch.codes("component")
        wanted = np.array([*(name == component for name in names.to_pylist()), False])
        rows = np.flatnonzero(wanted[raw])
        parts.append([batch.keys("contract")[rows], batch.days("opened")[rows],
                      batch.days("closed")[rows], _causes(batch)[rows]])  # fmt: skip
    none = [[np.zeros(0, np.int64)] * 4]
    contract, opened, closed, cause = map(np.concatenate, zip(*(parts or none), strict=True))
    order = np.lexsort((closed, opened, contract))
    first = np.ones(len(order), np.bool_)
    first[1:] = contract[order][1:] != contract[order][:-1]
    chosen = order[first]
    return contract[chosen], closed[chosen], cause[chosen]


def _causes(batch: Batch) -> Ints:
    """How each component of a batch ended: OPEN while it has not."""
    raw, names = batch.codes("result")
    look = np.array([*(CAUSE_OF.get(name, CAUSE_OF["undetermined"]) for name in names.to_pylist()),
                     CAUSE_OF["undetermined"]])  # fmt: skip
    cause: Ints = np.where(batch.days("closed") == NO_DAY, OPEN, look[raw])
    return cause


def _joined(parts: list[list[Ints]]) -> Cases:
    empty = [[np.zeros(0, np.int64)] * 5]
    return Cases(*(np.concatenate(c).astype(np.int64) for c in zip(*(parts or empty), strict=True)))


def _day(day: date) -> int:
    return day.toordinal() - EPOCH

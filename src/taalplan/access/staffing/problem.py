# SPDX-License-Identifier: EUPL-1.2
"""Who works when: the people, the shifts that there are, and what must be covered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from taalplan import policy
from taalplan.access.staffing.calendar import STEP, STEPS, Flags, Ints, clock, step_of

HOUR = 60 // STEP


@dataclass(frozen=True)
class Person:
    """Somebody who can stand at the counter. `hours` a week; `off` are weekdays (0 is Monday).

    `number` people who are alike in everything may be told as one.
    """

    name: str
    hours: float
    languages: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    off: frozenset[int] = frozenset()
    number: int = 1

    def can(self, what: str) -> bool:
        """Whether the person speaks a language or has a skill."""
        return what in self.languages or what in self.skills


@dataclass(frozen=True)
class Shift:
    """From one half hour up to another, with breaks (begin, length) that are not paid."""

    begin: int
    end: int
    breaks: tuple[tuple[int, int], ...] = ()

    @property
    def works(self) -> Flags:
        """The half hours at the counter."""
        found = np.zeros(STEPS, dtype=np.bool_)
        found[self.begin : self.end] = True
        for begin, length in self.breaks:
            found[begin : begin + length] = False
        return found

    @property
    def paid(self) -> float:
        """Hours paid."""
        return (self.end - self.begin - sum(length for _, length in self.breaks)) / HOUR

    @property
    def evening(self) -> bool:
        """Whether it ends after six o'clock in the evening."""
        return self.end > step_of(18)

    def __str__(self) -> str:
        """From, to, and the breaks: 09:00-16:30 (12:00-13:00)."""
        breaks = ", ".join(f"{clock(begin)}-{clock(begin + n)}" for begin, n in self.breaks)
        return f"{clock(self.begin)}-{clock(self.end)}" + f" ({breaks})" * bool(breaks)


@dataclass(frozen=True)
class Rules:
    """What a shift and a week may be, in hours; `evenings` for one person in a week.

    `start` is what one more shift weighs, in paid hours: few long shifts before many short ones.
    """

    day_hours: float = 9
    shortest_hours: float = 3
    break_after: float = 5
    break_minutes: int = 30
    rest_hours: float = 11
    evenings: int = 2
    start: float = 0.5

    @classmethod
    def of_policy(cls, on: date) -> Rules:
        """The rules that hold on a day."""

        def value(name: str) -> float:
            return policy.value(f"staffing.shift.{name}", on).number

        return cls(
            day_hours=value("day_hours"),
            shortest_hours=value("shortest_hours"),
            break_after=value("break_after_hours"),
            break_minutes=int(value("break_minutes")),
            rest_hours=value("rest_hours"),
            evenings=int(value("evenings")),
            start=value("start_hours"),
        )


@dataclass(frozen=True)
class Wanted:
    """A language or skill of which `number` people must be there whenever the desk is open."""

    what: str
    number: int = 1


@dataclass(frozen=True, eq=False)
class ShiftProblem:
    """A week: `need` (days, 24) people at the counter, and who there is.

    `shifts` holds those that may be used on each day; by default all that the rules allow and
    that begin and end where the need changes.
    """

    need: Ints
    people: tuple[Person, ...]
    rules: Rules = field(default_factory=Rules)
    wanted: tuple[Wanted, ...] = ()
    shifts: tuple[tuple[Shift, ...], ...] = ()

    def __post_init__(self) -> None:
        """Refuse what cannot be planned, and find the shifts where none are given."""
        if self.need.ndim != 2 or self.need.shape[1] != STEPS or (self.need < 0).any():
            raise ValueError(f"the need has the shape {self.need.shape}, not (days, {STEPS})")
        if len({person.name for person in self.people}) != len(self.people):
            raise ValueError("two people have the same name")
        if not self.shifts:
            found = tuple(tuple(possible_shifts(day, self.rules)) for day in self.need)
            object.__setattr__(self, "shifts", found)

    @property
    def days(self) -> int:
        """How many days are planned."""
        return len(self.need)


def possible_shifts(need: Ints, rules: Rules) -> Iterator[Shift]:
    """The shifts of a day that begin where the need rises and end where it falls.

    A shift that begins or ends anywhere else works at least one half hour for nothing, so it is
    only wanted where these are shorter than the shortest shift: then every half hour is tried.
    """
    used = np.flatnonzero(need)
    if not len(used):
        return
    padded = np.concatenate([[0], need, [0]])
    rises = set(np.flatnonzero(np.diff(padded) > 0).tolist())
    falls = set(np.flatnonzero(np.diff(padded) < 0).tolist())
    shortest = round(rules.shortest_hours * HOUR)
    last = int(used[-1]) + 1
    for begin in sorted(rises):
        falls.add(min(begin + shortest, last))
    for end in sorted(falls):
        rises.add(max(end - shortest, int(used[0])))
    for begin in sorted(rises):
        for end in sorted(falls):
            if end - begin >= shortest:
                yield from (
                    shift for shift in _with_breaks(begin, end, need, rules)
                    if shift.paid <= rules.day_hours
                )  # fmt: skip


def _with_breaks(begin: int, end: int, need: Ints, rules: Rules) -> Iterator[Shift]:
    """A shift with each set of breaks that it may have.

    Where the desk is closed within the shift there is a break. A stretch of work that is still
    too long has one more, anywhere that leaves neither part too long.
    """
    most, pause = round(rules.break_after * HOUR), rules.break_minutes // STEP
    closed = [run for run in _closed(need, begin, end) if run[1] >= pause]
    edges = [begin, *(edge for at, n in closed for edge in (at, at + n)), end]
    stretches = list(zip(edges[::2], edges[1::2], strict=True))
    long = [(first, last) for first, last in stretches if last - first > most]
    if not long:
        yield Shift(begin, end, tuple(closed))
    elif len(long) == 1:
        first, last = long[0]
        for at in range(max(first + 1, last - most - pause), min(first + most, last - pause) + 1):
            yield Shift(begin, end, tuple(sorted([*closed, (at, pause)])))


def _closed(need: Ints, begin: int, end: int) -> list[tuple[int, int]]:
    """Runs of half hours (begin, length) within a shift in which nobody is needed."""
    found: list[tuple[int, int]] = []
    for step in range(begin, end):
        if need[step] == 0:
            if found and sum(found[-1]) == step:
                found[-1] = (found[-1][0], found[-1][1] + 1)
            else:
                found.append((step, 1))
    return found

# SPDX-License-Identifier: EUPL-1.2
"""People followed through levels: each spell in a state, and who is where on one day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from taalplan.needs.progression.groups import GOING_ON, NEXT, Groups, State

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Months = NDArray[np.datetime64]
"""Months as numpy datetime64[M]."""

DURATIONS = 36
"""Months told apart in a state; the last of them stands for that long and longer."""


def month(when: Any) -> int:
    """A day or month as the number of months since January 1970."""
    return int(np.datetime64(when, "M").astype(np.int64))


def numbered(months: Any) -> Ints:
    """Months as numbers since January 1970; NaT stays the lowest number there is."""
    found: Ints = np.asarray(months, "datetime64[M]").astype(np.int64)
    return found


def added(parts: Floats) -> Floats:
    """The sum over a last axis of two or three: many times faster than numpy's along it."""
    found = parts[..., 0]
    for way in range(1, parts.shape[-1]):
        found = found + parts[..., way]
    return found


@dataclass(frozen=True)
class Spells:
    """Spells as columns of equal length: one stay of one person in one state of one level.

    `state`, `level`, `area` and `profile` are places in State and Groups. `begun` and `ended`
    are months, `ended` NaT while it goes on; `how` is the cause it ended by, 0 while it goes on.
    """

    state: Ints
    level: Ints
    area: Ints
    profile: Ints
    begun: Months
    ended: Months
    how: Ints

    def __post_init__(self) -> None:
        """Refuse what cannot be followed. Raises ValueError with every fault."""
        if len({len(getattr(self, field.name)) for field in fields(self)}) > 1:
            raise ValueError("the columns of spells differ in length")
        going_on = np.isnat(self.ended)
        last = np.where(self.state == State.BUSY, len(State) - 2, NEXT)
        faults = {
            "begin nowhere in time": np.isnat(self.begun),
            "ended before they began": ~going_on & (self.ended < self.begun),
            "ended without a cause, or have one and go on": going_on != (self.how == GOING_ON),
            "ended by a cause that their state does not have": (self.how < 0) | (self.how > last),
            "are in no state": (self.state < 0) | (self.state >= len(State)),
        }
        found = [f"{int(rows.sum())} spells {words}" for words, rows in faults.items() if any(rows)]
        if found:
            raise ValueError("; ".join(found))

    def __len__(self) -> int:
        """The number of spells."""
        return len(self.state)

    @classmethod
    def of(cls, rows: Iterable[tuple[Any, ...]]) -> Spells:
        """Spells from rows of (state, level, area, profile, begun, ended or None, how)."""
        columns = list(zip(*rows, strict=True)) or [()] * 7
        kinds = ["int64"] * 4 + ["datetime64[M]"] * 2 + ["int64"]
        return cls(*(np.array(column, kind) for column, kind in zip(columns, kinds, strict=True)))

    def take(self, rows: Any) -> Spells:
        """Some of the spells, by their places or a mask."""
        return Spells(*(getattr(self, field.name)[rows] for field in fields(self)))

    def as_known(self, as_of: Any) -> Spells:
        """What was known at the end of a month: later spells are not there, later ends are open."""
        last = np.datetime64(as_of, "M")
        known = self.take(self.begun <= last)
        later = np.isnat(known.ended) | (known.ended > last)
        ended = np.where(later, np.datetime64("NaT", "M"), known.ended)
        return replace(known, ended=ended, how=np.where(later, GOING_ON, known.how))


@dataclass(frozen=True)
class Pipeline:
    """How many people are where, and for how long, at the end of month `as_of`.

    `people` has shape (states, levels, areas, profiles, DURATIONS), whole numbers; the last axis
    is months since the state began, the last place "or longer".
    """

    groups: Groups
    as_of: np.datetime64
    people: Ints

    def __post_init__(self) -> None:
        """Refuse another shape, or fewer than nobody."""
        areas, profiles, levels = self.groups.shape
        shape = (len(State), levels, areas, profiles, DURATIONS)
        if self.people.shape != shape:
            raise ValueError(f"people has shape {self.people.shape}, not {shape}")
        if self.people.size and self.people.min() < 0:
            raise ValueError("a pipeline cannot hold fewer than 0 people")

    @classmethod
    def of(cls, spells: Spells, *, as_of: Any, groups: Groups) -> Pipeline:
        """Who is on the way at the end of a month, counted from spells; later ends are not known.

        Somebody in two spells at once is on the way twice.
        """
        now = spells.as_known(as_of)
        now = now.take(np.isnat(now.ended))
        areas, profiles, levels = groups.shape
        shape = (len(State), levels, areas, profiles, DURATIONS)
        lasted = np.minimum(month(as_of) - numbered(now.begun), DURATIONS - 1)
        place = np.ravel_multi_index((now.state, now.level, now.area, now.profile, lasted), shape)
        people = np.bincount(place, minlength=int(np.prod(shape))).reshape(shape)
        return cls(groups, np.datetime64(as_of, "M"), people.astype(np.int64))

    @classmethod
    def empty(cls, groups: Groups, as_of: Any) -> Pipeline:
        """Nobody on the way."""
        return cls.of(Spells.of([]), as_of=as_of, groups=groups)

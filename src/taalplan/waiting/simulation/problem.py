# SPDX-License-Identifier: EUPL-1.2
"""What is simulated: people who come, groups that start, and what becomes of a learner.

Made by hand in a few lines, or from a snapshot and its needs (`build`). Times are days, with
parts of a day; a place in a list stands for a code, as in `arrays`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np

from taalplan.waiting.arrays import LEVELS, PROFILES, Columns, Flags, Floats, Ints

QUEUES, LEARNS, HOLDS = range(3)
"""What somebody does first: asks for lessons at `first`; is in lessons until `first`; or has a
place in group number `group`."""

PASSED, FAILED, LEFT = range(3)
RESULTS = ("passed", "failed", "left")


@dataclass(frozen=True, eq=False)
class People(Columns):
    """Who is there already, and who will come: a row each.

    `key` is whose chance it is: the same person has the same key in every plan. `asked` is when
    the wait began, `first` when something happens first (see QUEUES). `dayparts` 0 means any.
    """

    key: Ints
    area: Ints
    level: Ints
    profile: Ints
    town: Ints
    centre: Ints
    dayparts: Ints
    does: Ints
    group: Ints
    asked: Floats
    first: Floats


@dataclass(frozen=True, eq=False)
class Offer(Columns):
    """Groups that start, in any order: where, when and for how many.

    A `rolling` group takes somebody whenever a place is free, until `end`, and each learner
    stays for a time of their own, on average `stay` days; the others begin and end together.
    """

    level: Ints
    profile: Ints
    centre: Ints
    town: Ints
    dayparts: Ints
    start: Floats
    end: Floats
    places: Ints
    rolling: Flags
    stay: Floats


@dataclass(frozen=True, eq=False)
class Ways:
    """What becomes of a learner, by (areas, profiles, levels).

    `result` (..., 3): chances to pass, fail and leave. `again` (..., 3): after each of these,
    the chance to ask for lessons again: at the next level after passing, else at the same.
    `breaks` (3, quantiles): days in between, evenly spaced quantiles. `patience`: after how many
    days of waiting people give up on average, infinite when they never do.
    """

    result: Floats
    again: Floats
    breaks: Floats
    patience: float = np.inf


@dataclass(frozen=True, eq=False)
class Simulation:
    """One future: everything of it, validated. Raises ValueError with every fault.

    It runs from `begin` up to `end`; `reach` is in kilometres; `ask_centre` and `ask_parts` say
    which wishes a group must meet, for whoever has waited less than `yields` days.
    """

    people: People
    offer: Offer
    ways: Ways
    begin: float
    end: float
    reach: float
    ask_centre: bool = True
    ask_parts: bool = True
    yields: float = np.inf

    def __post_init__(self) -> None:
        """Refuse what cannot be simulated."""
        faults = list(self._faults())
        if faults:
            raise ValueError("; ".join(faults))

    def _faults(self) -> Iterator[str]:
        for name, columns in (("people", self.people), ("groups", self.offer)):
            lengths = {len(getattr(columns, field.name)) for field in fields(columns)}
            if len(lengths) > 1:
                yield f"the columns of {name} differ in length"
                return
            for what, known in (("level", LEVELS), ("profile", PROFILES)):
                found = getattr(columns, what)
                if len(found) and not (found.min() >= 0 and found.max() < len(known)):
                    yield f"{name} have a {what} that is not in the list"
        people, offer, ways = self.people, self.offer, self.ways
        if len(np.unique(people.key)) < len(people):
            yield "two people have the same key"
        queues = people.does == QUEUES
        if (people.asked[queues] > people.first[queues]).any():
            yield "somebody waited before they asked"
        if (people.first[people.does != HOLDS] < self.begin).any():
            yield "something happens before the simulation begins"
        holds = people.does == HOLDS
        if not np.isin(people.does, (QUEUES, LEARNS, HOLDS)).all():
            yield "somebody does nothing that is known"
        if (
            holds.any()
            and not (people.group[holds] >= 0).all() & (people.group[holds] < len(offer)).all()
        ):
            yield "somebody has a place in a group that is not offered"
        elif holds.any():
            group = people.group[holds]
            if (offer.start[group] < people.asked[holds]).any():
                yield "somebody has a place in a group that started before they asked"
            if offer.rolling[group].any():
                yield "somebody has a place in a rolling group; let them ask instead"
        if (offer.places < 0).any():
            yield "a group has fewer than no places"
        if (offer.end <= offer.start).any():
            yield "a group ends before it starts"
        if self.end <= self.begin:
            yield "it ends before it begins"
        if (ways.result < 0).any() or not np.allclose(ways.result.sum(axis=-1), 1):
            yield "the chances of a result are not 1 together"
        if (ways.again < 0).any() or (ways.again > 1).any():
            yield "a chance to go on is not between 0 and 1"
        if (ways.breaks < 0).any() or (np.diff(ways.breaks, axis=-1) < 0).any():
            yield "breaks are not quantiles of days"
        if not ways.patience > 0:
            yield "patience is not a number of days"

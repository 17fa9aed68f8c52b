# SPDX-License-Identifier: EUPL-1.2
"""From what people did to spells: who waited, followed lessons, stopped, and went on.

One spell from the first registration to the first lessons, one for each course, one for each
break between courses. Somebody of whom no level or profile is known yet is put where others of
their area stand, in the same proportions.
"""

from __future__ import annotations

import numpy as np

from taalplan.needs.history import (
    AREA_CODES,
    LEVELS,
    PROFILES,
    UNKNOWN,
    Floats,
    History,
    Ints,
)
from taalplan.needs.horizon import Months, month
from taalplan.needs.progression import Groups, Spells, State
from taalplan.needs.progression.groups import GOING_ON, NEXT, SAME

GROUPS = Groups(AREA_CODES, PROFILES, LEVELS)
CELLS = (len(PROFILES), len(LEVELS))

RECENT = 36
"""Months that shares are counted over: bottom cells are too small to follow anything faster."""

PULL = 100.0
"""How many people's worth the shares of everybody weigh in those of one area."""

NEVER = np.datetime64("NaT", "M")


def spells_of(history: History) -> tuple[Spells, Ints]:
    """The spells of everybody as known on the cut-off, and whose each one is."""
    order = np.lexsort((history.starts["begun"], history.starts["person"]))
    starts = {name: values[order] for name, values in history.starts.items()}
    parts = [_waiting(history, starts), _following(history, starts), _outside(history, starts)]
    *columns, who = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Spells(*columns), who


def first_wish(history: History) -> tuple[Ints, Ints]:
    """The profile and level that each person first asked or began; UNKNOWN where neither."""
    starts, demands = history.starts, history.demands
    profile = np.full(len(history.people["id"]), UNKNOWN)
    level = profile.copy()
    begun = starts["begun"].astype("datetime64[D]")
    for rows, day in ((starts, begun), (demands, demands["since"])):
        order = np.argsort(day, kind="stable")[::-1]
        use = order[(rows["level"][order] != UNKNOWN) & (rows["profile"][order] != UNKNOWN)]
        profile[rows["person"][use]] = rows["profile"][use]
        level[rows["person"][use]] = rows["level"][use]
    return profile, level


def entered(history: History) -> Months:
    """The month in which each person first came; that of the first course when nothing is older."""
    found = np.minimum(*(_late(history.people[name]) for name in ("registered", "asked")))
    begun = history.starts["begun"].astype(np.int64)
    np.minimum.at(found, history.starts["person"], begun)
    return found.astype("datetime64[M]")


def _late(months: Months) -> Ints:
    """Months as numbers, a month that is not known after all others."""
    return np.where(np.isnat(months), np.iinfo(np.int64).max, months.astype(np.int64))


def entry_shares(history: History) -> Floats:
    """Of who enters each area, the share that comes for each profile and level: (areas, p, l)."""
    profile, level = first_wish(history)
    recent = entered(history) > month(history.as_of) - RECENT
    use = recent & (profile != UNKNOWN) & (history.people["area"] != UNKNOWN)
    shape = (len(AREA_CODES), *CELLS)
    at = (history.people["area"][use], profile[use], level[use])
    counts = np.bincount(np.ravel_multi_index(at, shape), minlength=int(np.prod(shape)))
    return shrunk(counts.reshape(len(AREA_CODES), -1).astype(float)).reshape(shape)


def shrunk(counts: Floats, pull: float = PULL) -> Floats:
    """Shares along the last axis, drawn to those of all rows together (Dirichlet posterior mean).

    Without any count every share is 0.
    """
    whole = counts.sum(axis=tuple(range(counts.ndim - 1)))
    parent = whole / max(whole.sum(), 1.0)
    total = counts.sum(axis=-1, keepdims=True)
    return np.asarray((counts + pull * parent) / (total + pull))


def _guessed(history: History) -> tuple[Ints, Ints]:
    """First wishes, with those who have none spread evenly over the shares of their area."""
    profile, level = first_wish(history)
    shares = entry_shares(history).reshape(len(AREA_CODES), -1)
    for area in range(len(AREA_CODES)):
        unknown = np.flatnonzero((profile == UNKNOWN) & (history.people["area"] == area))
        if len(unknown) and shares[area].sum() > 0:
            # The golden ratio visits a share evenly, however many people there are.
            even = (np.arange(len(unknown)) * 0.6180339887498949 + 0.5) % 1
            cell = np.searchsorted(np.cumsum(shares[area]) - 1e-12, even)
            cell = np.minimum(cell, shares.shape[1] - 1)
            profile[unknown], level[unknown] = cell // CELLS[1], cell % CELLS[1]
    return profile, level


def _waiting(history: History, starts: dict[str, Ints]) -> tuple[Ints, ...]:
    profile, level = _guessed(history)
    begun = entered(history)
    first = np.full(len(begun), -1)
    first[starts["person"][::-1]] = np.arange(len(starts["person"]))[::-1]
    has = first >= 0
    began = np.full(len(begun), NEVER)
    began[has] = starts["begun"][first[has]]
    how = np.full(len(begun), GOING_ON)
    higher = starts["level"][first[has]] > level[has]
    how[has] = np.where(higher, NEXT, SAME)
    use = (profile != UNKNOWN) & (history.people["area"] != UNKNOWN)
    state = np.full(len(begun), int(State.ENTERED))
    who = np.arange(len(begun))
    columns = (state, level, history.people["area"], profile, begun, began, how, who)
    return tuple(column[use] for column in columns)


def _following(history: History, starts: dict[str, Ints]) -> tuple[Ints, ...]:
    area = history.people["area"][starts["person"]]
    state = np.full(len(area), int(State.BUSY))
    columns = (state, starts["level"], area, starts["profile"])
    return (*columns, starts["begun"], starts["ended"], starts["how"], starts["person"])


def _outside(history: History, starts: dict[str, Ints]) -> tuple[Ints, ...]:
    """After each course that ended: until the same person begins again, or for good."""
    number = len(starts["person"])
    later = np.minimum(np.arange(number) + 1, max(number - 1, 0))
    follows = (starts["person"] == starts["person"][later]) & (later != np.arange(number))
    ended = starts["how"] != GOING_ON
    overlaps = follows & ended & (starts["begun"][later] < starts["ended"])
    higher = starts["level"][later] > starts["level"]
    use = ended & ~overlaps
    how = np.where(follows, np.where(higher, NEXT, SAME), GOING_ON)
    until = np.where(follows, starts["begun"][later], NEVER)
    area = history.people["area"][starts["person"]]
    state = starts["how"] + int(State.PASSED) - 1
    columns = (state, starts["level"], area, starts["profile"])
    when = (starts["ended"], until, how, starts["person"])
    return tuple(column[use] for column in (*columns, *when))

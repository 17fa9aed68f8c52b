# SPDX-License-Identifier: EUPL-1.2
"""Which place of lessons people go to: one near home, and mostly the nearest."""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np

from taalplan.example import days
from taalplan.example.catchments import MUNICIPALITIES
from taalplan.example.centres import CBE, CLOSED, CVO, MERGED, UTC, Network
from taalplan.example.figures import Flags, Floats, Ints
from taalplan.vocabulary import distance, places

REACH = 4.0
"""Kilometres in which the weight of a place falls to a third. Assumption."""

ERAS = ((2018, 1), (2019, 10), (2020, 10))
"""A month before a centre closed, one before another merged, and one after both."""

_BLOCK = 20_000


def usual_sites(rng: np.random.Generator, net: Network, home: Ints) -> Ints:
    """By era, kind of centre and person: the site where that person goes.

    The same chance decides in every era, so that people stay where they were when they can.
    """
    kinds, found = (CVO, CBE, UTC), []
    chances = {kind: rng.random(len(home)) for kind in kinds}
    for year, month in ERAS:
        day = days.number(date(year, month, 1))
        is_open = net.open_for(day, day)
        found.append(
            [_draw(net, is_open & (net.kind == kind), home, chances[kind]) for kind in kinds]
        )
    return np.array(found)


def era(start: Ints, end: Ints) -> Ints:
    """In which era of ERAS courses fall: no course runs on after its place has closed."""
    closes, merges = days.number(CLOSED[1]), days.number(MERGED[2])
    return np.where(end <= closes, 0, np.where(start <= merges, 1, 2))


@cache
def kilometres() -> Floats:
    """As the crow flies between the middles of all municipalities."""
    homes = places.municipalities(date(2021, 1, 1))
    latitude = np.array([homes[nis].latitude for nis in MUNICIPALITIES])
    longitude = np.array([homes[nis].longitude for nis in MUNICIPALITIES])
    found: Floats = distance.kilometres(latitude[:, None], longitude[:, None], latitude, longitude)
    return found


def _draw(net: Network, among: Flags, home: Ints, chance: Floats) -> Ints:
    """A site for each home (an index of a municipality), among those that are flagged."""
    sites = np.flatnonzero(among)
    far = kilometres()[:, net.municipality[sites]]
    # Measured from the nearest, so that no home is too far for all of them.
    pull = np.exp(-(far - far.min(axis=1, keepdims=True)) / REACH)
    cumulative = np.cumsum(pull, axis=1)
    cumulative /= cumulative[:, -1:]
    drawn = np.empty(len(home), dtype=np.int64)
    for first in range(0, len(home), _BLOCK):
        rows = slice(first, first + _BLOCK)
        drawn[rows] = (chance[rows, None] > cumulative[home[rows], :-1]).sum(axis=1)
    found: Ints = sites[drawn]
    return found

# SPDX-License-Identifier: EUPL-1.2
"""Where the people of a desk live: near it, and not nearer to a busier one.

Huff's model: a municipality's newcomers go to a desk in proportion to its size and to a weight
that falls with distance; turned around, that gives the home of somebody at a desk. Homes carry
the municipality codes of 2019-2024, also before the mergers of 2019: an extract codes everybody
as on the day it is made.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np

from taalplan.example.figures import DESKS, Floats, Ints, published_targets
from taalplan.example.ledger import DOUBLE, Ledger
from taalplan.vocabulary import places
from taalplan.vocabulary.distance import kilometres

MUNICIPALITIES: tuple[str, ...] = tuple(places.municipalities(date(2021, 1, 1)))
"""The 319 codes of 2019-2024; a home is an index into them, -1 when it is not known."""

DECAY = {"brussel": 4.0}
"""Kilometres in which the weight of a desk falls to a third; elsewhere OTHER_DECAY."""

OTHER_DECAY = 7.0
OWN_TOWN = 4.0
"""How much more a desk in one's own municipality pulls. Assumption."""

BORDER = 0.25
"""Weight of living in another province than the desk's. Assumption."""

MOVES_HOUSE = 0.12
"""Share of those who come back to the same desk from another municipality. Assumption."""

UNKNOWN_HOME = 0.01
_CITIES = {"atlas": "11002", "in-gent": "44021"}


@cache
def shares() -> Floats:
    """By desk and municipality: the chance that somebody at that desk lives there."""
    homes = places.municipalities(date(2021, 1, 1))
    weight = np.array([_newcomers(homes[nis]) for nis in MUNICIPALITIES])
    pull = np.stack([_pull(desk, homes) for desk in DESKS])
    pull *= published_targets().registered.mean(axis=1)[:, None]
    chance = weight * pull / np.maximum(pull.sum(axis=0), 1e-12)
    result: Floats = chance / chance.sum(axis=1, keepdims=True)
    return result


def _newcomers(home: places.Municipality) -> float:
    """A municipality's weight: cities hold more newcomers than their population says."""
    return float((home.population or 10_000) ** 1.2) * (1.7 if home.centre_city else 1.0)


def _pull(code: str, homes: dict[str, places.Municipality]) -> Floats:
    desk = next(desk for desk in places.desks() if desk.code == code)
    here = homes[desk.municipality]
    decay = DECAY.get(desk.area, OTHER_DECAY)
    pull = np.array([_weight(here, homes[nis], decay) for nis in MUNICIPALITIES])
    for area, city in _CITIES.items():
        inside = MUNICIPALITIES.index(city)
        # A city agency serves its city; the desks around it serve everybody else.
        if desk.area == area:
            pull[np.arange(len(pull)) != inside] *= 0.01
        else:
            pull[inside] *= 0.02
    return pull


def _weight(desk: places.Municipality, home: places.Municipality, decay: float) -> float:
    border = 1.0
    if desk.province != home.province:
        border = 0.05 if "brussel" in (desk.province, home.province) else BORDER
    own = OWN_TOWN if desk.nis == home.nis else 1.0
    return own * border * float(np.exp(-distance(desk, home) / decay))


def distance(one: places.Municipality, other: places.Municipality) -> float:
    """Kilometres as the crow flies."""
    return float(kilometres(one.latitude, one.longitude, other.latitude, other.longitude))


def homes(rng: np.random.Generator, ledger: Ledger) -> Ints:
    """The municipality of residence at each registration, for rows by person and day."""
    drawn = _draw(rng, ledger.desk)
    same_person = np.r_[False, ledger.person[1:] == ledger.person[:-1]]
    same_desk = np.r_[False, ledger.desk[1:] == ledger.desk[:-1]]
    same_year = np.r_[False, ledger.year[1:] == ledger.year[:-1]]
    moved = ~same_year & (~same_desk | (rng.random(len(drawn)) < MOVES_HOUSE))
    fresh = ~same_person | (moved & (ledger.reason != DOUBLE))
    # Everybody lives where they last moved to.
    last = np.maximum.accumulate(np.where(fresh, np.arange(len(drawn)), 0))
    return np.where(rng.random(len(drawn)) < UNKNOWN_HOME, -1, drawn[last])


def _draw(rng: np.random.Generator, desk: Ints) -> Ints:
    cumulative = np.cumsum(shares(), axis=1)
    chance = rng.random(len(desk))
    drawn = np.empty(len(desk), dtype=np.int64)
    for code in range(len(DESKS)):
        rows = desk == code
        drawn[rows] = np.searchsorted(cumulative[code], chance[rows] * cumulative[code, -1])
    return drawn

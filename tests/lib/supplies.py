# SPDX-License-Identifier: EUPL-1.2
"""Small supply problems: drawn by hand in a few words, or at random from a seed."""

from __future__ import annotations

from itertools import product

import numpy as np

from taalplan.supply.problem import (
    Groups,
    Kind,
    Mode,
    Needs,
    Site,
    SupplyProblem,
    Weights,
    Wish,
    Zone,
)

KILOMETRE = 1 / 111.2
"""Degrees of latitude: places of drawn problems lie on one meridian."""


def town(code: str, at: float, area: str = "oost-vlaanderen") -> Zone:
    """A municipality so many kilometres up the line."""
    return Zone(code, code.title(), area, 50.9 + at * KILOMETRE, 4.0)


def school(code: str, at: float, zone: str, area: str = "oost-vlaanderen") -> Site:
    """A site so many kilometres up the line."""
    return Site(code, code.title(), zone, area, 50.9 + at * KILOMETRE, 4.0)


def drawn(needs, *, zones=None, sites=None, rooms=2, hours=10_000.0, budget=None, **changed):
    """A problem of one level and one kind (groups of 3 to 5), by day and in the evening.

    `needs` are rows (zone, day-part, round, people), everybody certain to come.
    """
    zones = zones or (town("aalst", 0), town("ninove", 12))
    sites = sites or (school("hoofd", 0, "aalst"), school("bij", 12, "ninove"))
    codes = [zone.code for zone in zones]
    parts = ("morning", "evening")
    rows = [(codes.index(z), 0, 0, parts.index(p), r) for z, p, r, _ in needs]
    people = np.array([[float(n)] for *_, n in needs]).reshape(-1, 1)
    columns = [np.array([row[n] for row in rows], np.int64) for n in range(5)]
    areas = tuple(dict.fromkeys([z.area for z in zones] + [s.area for s in sites]))
    settings: dict[str, object] = {
        "areas": areas, "levels": ("A2",), "dayparts": parts, "rounds": (0, 5),
        "kinds": (Kind("standard", 3, 5, 120.0, 4, "cvo"),), "modes": (Mode("contact", 15.0),),
        "wishes": (Wish(("morning",), "contact"), Wish(("evening",), "contact")),
        "zones": zones, "sites": sites,
        "needs": Needs(*columns, np.zeros(len(rows)), people, np.ones_like(people)),
        "rooms": np.full((len(sites), 2), rooms), "qualifications": ("cvo",),
        "teachers": np.full((len(areas), 1), float(hours)), "budget": budget, "hour_cost": 90.0,
        "offers": np.ones((len(sites), 1), bool), "open_sites": np.ones(len(sites), bool),
        "open_dayparts": np.ones(2, bool),
    }  # fmt: skip
    return SupplyProblem(**{**settings, **changed})


def invented(seed: int, *, people: int = 14, layers: int = 2, kinds: int = 2) -> SupplyProblem:
    """A problem drawn at random, small enough for HiGHS, with everything scarce now and then."""
    rng = np.random.default_rng(seed)
    zones = tuple(town(f"z{n}", rng.uniform(0, 30), ("west", "oost")[n % 2]) for n in range(4))
    sites = tuple(
        school(f"s{n}", rng.uniform(0, 30), f"z{n}", ("west", "oost")[n % 2]) for n in range(3)
    )
    modes = (Mode("contact", 12.0), Mode("blended", 20.0, 1))
    wishes = (
        Wish(("morning",), "contact"), Wish(("evening",), "contact"),
        Wish(("morning", "evening"), "contact"), Wish(("evening",), "blended"),
    )  # fmt: skip
    rows = np.array([
        row for row in product(range(4), range(1), range(kinds), range(4), range(3))
        if rng.random() < 0.3
    ], np.int64).reshape(-1, 5)  # fmt: skip
    amount = rng.uniform(0, people / 6, (len(rows), layers)) * (
        rng.random((len(rows), layers)) < 0.8
    )
    chance = np.sort(rng.uniform(0.2, 1.0, (len(rows), layers)), axis=1)[:, ::-1]
    needs = Needs(*rows.T, rng.choice([0.0, 6.0], len(rows)), amount, chance)
    every = [
        Kind("basic", 2, 4, 240.0, 8, "cbe"), Kind("standard", 3, 5, 120.0, 4, "cvo"),
    ][:kinds]  # fmt: skip
    existing = np.array([
        row for row in product(range(3), range(1), range(kinds), range(2), range(2), range(3))
        if rng.random() < 0.1
    ], np.int64).reshape(-1, 6)  # fmt: skip
    return SupplyProblem(
        areas=("west", "oost"), levels=("A1",), kinds=tuple(every),
        dayparts=("morning", "evening"), modes=modes, rounds=(0, 2, 5), wishes=wishes,
        zones=zones, sites=sites, needs=needs, rooms=rng.integers(0, 3, (3, 2)),
        qualifications=("cbe", "cvo"), teachers=rng.uniform(0, 1200, (2, 2)),
        budget=float(rng.uniform(5e4, 3e5)) if rng.random() < 0.5 else None, hour_cost=90.0,
        offers=rng.random((3, kinds)) < 0.8, open_sites=rng.random(3) < 0.9,
        open_dayparts=np.array([True, rng.random() < 0.9]),
        existing=Groups(*existing.T, np.ones(len(existing), np.int64)),
        weights=Weights(keep=float(rng.choice([0.0, 0.3])), longest=int(rng.integers(0, 6))),
    )  # fmt: skip

# SPDX-License-Identifier: EUPL-1.2
"""A simulation from a snapshot and its needs: who waits and learns now, and who is to come.

Everything is as known on the day: the state of the lists and lessons, the paths of the needs
plan, its rates with their uncertainty. Who comes asks what people like them asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from taalplan import policy
from taalplan.needs.history import places_in
from taalplan.needs.horizon import Horizon
from taalplan.needs.paths import entrants_by_wish
from taalplan.needs.problem import NeedsProblem
from taalplan.needs.problem import build as needs_of
from taalplan.snapshot import Snapshot
from taalplan.waiting.arrays import (
    AREA_CODES,
    LEVELS,
    NEVER,
    PARTS,
    PROFILES,
    TOWNS,
    UNKNOWN,
    Entries,
    Floats,
    Ints,
    day_number,
    numbered,
)
from taalplan.waiting.definition import Definition
from taalplan.waiting.photograph import Photograph, take
from taalplan.waiting.reading import ask
from taalplan.waiting.simulation.offers import Supply
from taalplan.waiting.simulation.problem import (
    HOLDS,
    LEARNS,
    LEFT,
    QUEUES,
    RESULTS,
    Offer,
    People,
    Simulation,
    Ways,
)

QUANTILES = 41
MONTH = 365.25 / 12
RATES = 30
"""Draws of the rates that futures share in turn."""

EVER = 24
"""Months after which whoever has not begun again is taken not to: most begin within one year."""


@dataclass(frozen=True, eq=False)
class Base:
    """What all futures share, whatever is offered: the state of a day and the needs after it.

    `people` are there already; those to come differ from future to future.
    """

    day: date
    until: date
    snapshot: str
    synthetic: bool
    definition: Definition
    photo: Photograph
    people: People
    courses: Ints
    needs: NeedsProblem
    entrants: Ints
    wishes: dict[str, Any]
    rates: tuple[tuple[Floats, Floats], ...]
    breaks: Floats
    patience: float
    centres: tuple[str, ...]
    seed: int

    def future(self, number: int, supply: Supply) -> Simulation:
        """The simulation of one future under a supply: the same people come whatever it is."""
        result, again = self.rates[number % len(self.rates)]
        people, offer = _with_places(self, _arriving(self, number), supply)
        definition = self.definition
        return Simulation(
            people,
            offer,
            Ways(result, again, self.breaks, self.patience),
            float(day_number(self.day) + 1),
            float(day_number(self.until) + 1),
            definition.reach,
            "centre" in definition.fits,
            "dayparts" in definition.fits,
            policy.value("waiting.yields", self.day).number * MONTH,
        )


def base_of(snapshot: Snapshot, horizon: Horizon, *, futures: int, seed: int = 216) -> Base:
    """Read and estimate all that futures share. Raises SnapshotError as a needs plan does."""
    needs = needs_of(snapshot, horizon, draws=futures, seed=seed)
    day = horizon.cut_off
    definition = Definition.of(day)
    photo = take(snapshot, definition)
    lessons = ask(snapshot, "simulation/lessons.sql", day=day)
    wishes = ask(snapshot, "simulation/wishes.sql", day=day, parts=list(PARTS))
    centres = tuple(sorted({*photo.centres, *wishes["centre"]} - {""}))
    people, courses = _there(photo, lessons, centres, day)
    rng = np.random.default_rng([seed, horizon.school_year.start])
    last = horizon.school_year.last_day
    return Base(
        day,
        last,
        snapshot.id,
        snapshot.manifest.synthetic,
        definition,
        photo,
        people,
        courses,
        needs,
        entrants_by_wish(needs, rng),
        _coded(wishes, centres),
        tuple(_rates(needs, min(futures, RATES), rng)),
        _breaks(ask(snapshot, "simulation/breaks.sql", day=day)),
        _patience(ask(snapshot, "simulation/patience.sql", day=day)),
        centres,
        seed,
    )


def _there(
    photo: Photograph, lessons: dict[str, Any], centres: tuple[str, ...], day: date
) -> tuple[People, Ints]:
    """Who learns, has a place or waits on the day, each once; and the course of held places."""
    begin = day_number(day) + 1
    area, town = places_in(AREA_CODES, lessons["area"]), places_in(TOWNS, lessons["municipality"])
    level, profile = places_in(LEVELS, lessons["level"]), places_in(PROFILES, lessons["profile"])
    comes = lessons["to_come"] == 1
    known = (area != UNKNOWN) & (level != UNKNOWN) & (profile != UNKNOWN)
    waiting = _once(photo.entries, photo.clock)
    listed = np.isin(lessons["person"], photo.entries.person[waiting])
    # Who waits for another level is followed from there; who has a place, from that place.
    holds = _first(lessons["person"], known & comes)
    learns = _last(lessons["person"], known & ~comes & ~listed)
    learns = learns[~np.isin(lessons["person"][learns], lessons["person"][holds])]
    waiting = waiting[~np.isin(photo.entries.person[waiting], lessons["person"][holds])]
    entries = photo.entries.take(waiting)
    clock = photo.clock[waiting]
    ready = np.maximum.reduce(
        [np.full(len(entries), begin), entries.desired, entries.until + 1, entries.busy_until + 1]
    )
    start, end = numbered(lessons["start"]), numbered(lessons["end"])
    own = places_in(centres, np.array([*photo.centres, ""])[entries.centre])
    # People who wait stand in order of their clock: they enter the line in that order.
    order = np.argsort(clock, kind="stable")
    rows = np.concatenate([holds, learns])
    number = len(rows) + len(order)

    def joined(of_lessons: Any, of_entries: Any) -> Any:
        first = np.broadcast_to(of_lessons, len(rows))
        return np.concatenate([first, np.broadcast_to(of_entries, len(order))[order]])

    none = np.zeros(number, np.int64) + UNKNOWN
    asked = np.concatenate([start[holds], start[learns]]).astype(float)
    people = People(
        np.arange(number),
        joined(area[rows], np.where(entries.area == UNKNOWN, 0, entries.area)),
        joined(level[rows], entries.level),
        joined(profile[rows], entries.profile),
        joined(town[rows], entries.town),
        joined(UNKNOWN, own),
        joined(0, entries.dayparts),
        joined(np.repeat([HOLDS, LEARNS], [len(holds), len(learns)]), QUEUES),
        none,
        joined(np.minimum(asked, begin), np.minimum(clock, ready)).astype(float),
        joined(np.maximum(end[rows] + 1, begin), ready).astype(float),
    )
    courses = np.concatenate([lessons["course"][holds], none[: number - len(holds)]])
    return people, courses


def _once(entries: Entries, clock: Ints) -> Ints:
    """One entry of each person: of the lowest level, the oldest; who is placed is elsewhere."""
    use = np.flatnonzero(entries.place_start == NEVER)
    order = use[np.lexsort((clock[use], entries.level[use], entries.person[use]))]
    _, first = np.unique(entries.person[order], return_index=True)
    return np.asarray(order[first])


def _first(person: Ints, use: Any) -> Ints:
    rows = np.flatnonzero(use)
    return np.asarray(rows[np.unique(person[rows], return_index=True)[1]])


def _last(person: Ints, use: Any) -> Ints:
    rows = np.flatnonzero(use)[::-1]
    return np.asarray(rows[np.unique(person[rows], return_index=True)[1]])


def _coded(wishes: dict[str, Any], centres: tuple[str, ...]) -> dict[str, Any]:
    """What was asked for as numbers, in order of `cell` (area and profile)."""
    found = {
        "area": places_in(AREA_CODES, wishes["area"]),
        "profile": places_in(PROFILES, wishes["profile"]),
        "town": places_in(TOWNS, wishes["municipality"]),
        "centre": places_in(centres, wishes["centre"]),
        "dayparts": wishes["dayparts"],
    }
    found["cell"] = found["area"] * len(PROFILES) + found["profile"]
    order = np.argsort(found["cell"], kind="stable")
    return {name: column[order] for name, column in found.items()}


def _arriving(base: Base, number: int) -> People:
    """Those to come in one future, with the wishes of people of the same area and profile."""
    rng = np.random.default_rng([base.seed, 1, number])
    path = base.entrants[number % len(base.entrants)]
    area, profile, level, month = (np.repeat(at, path.reshape(-1)) for at in _grid(path.shape))
    months = base.needs.horizon.months
    begin = months.astype("datetime64[D]").astype(np.int64)
    days = (months + 1).astype("datetime64[D]").astype(np.int64) - begin
    asked = begin[month] + rng.random(len(month)) * days[month]
    wish = _alike(base.wishes, area, profile, rng)
    order = np.argsort(asked, kind="stable")
    when: Floats = np.maximum(asked, float(day_number(base.day) + 1))[order]
    count, there = len(order), len(base.people)
    none = np.full(count, UNKNOWN)

    def wished(name: str, otherwise: int) -> Ints:
        if not len(base.wishes[name]):
            return np.full(count, otherwise)
        return np.where(wish < 0, otherwise, base.wishes[name][wish])[order]

    return People(
        there + np.arange(count),
        area[order],
        level[order],
        profile[order],
        wished("town", UNKNOWN),
        wished("centre", UNKNOWN),
        wished("dayparts", 0),
        np.full(count, QUEUES),
        none,
        when,
        when,
    )


def _grid(shape: tuple[int, ...]) -> list[Ints]:
    return [axis.reshape(-1) for axis in np.indices(shape)]


def _alike(wishes: dict[str, Any], area: Ints, profile: Ints, rng: np.random.Generator) -> Ints:
    """A row of `wishes` for each person, of the same area and profile; -1 where there is none."""
    cell = area * len(PROFILES) + profile
    low, high = (np.searchsorted(wishes["cell"], cell, side) for side in ("left", "right"))
    row = low + (rng.random(len(cell)) * (high - low)).astype(np.int64)
    return np.where(high > low, np.minimum(row, high - 1), -1)


def _with_places(base: Base, arriving: People, supply: Supply) -> tuple[People, Offer]:
    """Everybody, those with a place joined to their group; without it they wait for another."""
    offer = supply.offer(base.centres)
    found = places_in_order(supply.courses, base.courses)
    holds = (base.people.does == HOLDS) & (found != UNKNOWN)
    lost = (base.people.does == HOLDS) & ~holds
    begin = float(day_number(base.day) + 1)
    there = replace(
        base.people,
        group=np.where(holds, found, UNKNOWN),
        does=np.where(lost, QUEUES, base.people.does),
        first=np.where(lost, begin, base.people.first),
        asked=np.minimum(base.people.asked, begin),
    )
    columns: list[Any] = [
        np.concatenate([getattr(there, name), getattr(arriving, name)]) for name in vars(there)
    ]
    return People(*columns), offer


def places_in_order(known: Ints, wanted: Ints) -> Ints:
    """Where each wanted number stands in a list; UNKNOWN for one that is not in it."""
    if not len(known):
        return np.full(len(wanted), UNKNOWN)
    order = np.argsort(known, kind="stable")
    at = np.minimum(np.searchsorted(known[order], wanted), len(known) - 1)
    return np.where((known[order][at] == wanted) & (wanted >= 0), order[at], UNKNOWN)


def _rates(
    needs: NeedsProblem, draws: int, rng: np.random.Generator
) -> list[tuple[Floats, Floats]]:
    """Draws of the chances of a result, and of asking again: (areas, profiles, levels, 3)."""
    shape = (len(AREA_CODES), len(PROFILES), len(LEVELS), 3)
    result, again = np.zeros((draws, *shape)), np.zeros((draws, *shape))
    for level in range(len(LEVELS)):
        chances = needs.hazards.draw(level, rng, draws)
        ever = np.stack([_ever(chances[:, state]) for state in range(chances.shape[1])], axis=1)
        busy = ever[:, 1].reshape(draws, *shape[:2], 3)
        total = busy.sum(axis=-1, keepdims=True)
        result[:, :, :, level] = np.where(total > 1e-9, busy / np.maximum(total, 1e-9), 1 / 3)
        # After passing the next level, after failing or leaving the same one.
        for how, cause in ((0, 1), (1, 0), (2, 0)):
            again[:, :, :, level, how] = ever[:, 2 + how, :, cause].reshape(draws, *shape[:2])
    return list(zip(result, np.clip(again, 0, 1), strict=True))


def _ever(chances: Floats) -> Floats:
    """The chance of each cause within EVER months, from those of each month: (draws, cells, 3)."""
    # A draw may come out a hair above 1 together.
    stays = np.maximum(1 - chances[:, :, :EVER].sum(axis=-1), 0)
    before = np.cumprod(np.concatenate([np.ones_like(stays[..., :1]), stays[..., :-1]], -1), -1)
    return np.asarray((before[..., None] * chances[:, :, :EVER]).sum(axis=2))


def _breaks(found: dict[str, Any]) -> Floats:
    """Quantiles of days between lessons and asking again, by how the lessons ended."""
    words = np.where(found["result"] == "absent", RESULTS[LEFT], found["result"])
    even = np.linspace(0, 1, QUANTILES)
    rows = [found["days"][words == word] for word in RESULTS]
    return np.stack([np.quantile(r, even) if len(r) else np.zeros(QUANTILES) for r in rows])


def _patience(found: dict[str, Any]) -> float:
    """Days of waiting for each person who goes off a list without lessons."""
    gave_up, days = int(found["gave_up"][0]), int(found["days"][0])
    return days / gave_up if gave_up else np.inf

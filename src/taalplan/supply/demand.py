# SPDX-License-Identifier: EUPL-1.2
"""From a needs plan to people by municipality, wish and month: what the supply has to meet.

The plan knows places of residence no finer than a centre city or the rest of a province; within
them people are spread as those of the register who live there. When they can come is what those
who waited in recent years said; what nobody said is what was attended.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from taalplan import policy
from taalplan.needs.history import AREA_CODES, LEVELS, Floats, Ints, places_in
from taalplan.needs.journeys import shrunk
from taalplan.needs.paths import expectation
from taalplan.needs.plan import NeedsPlan
from taalplan.needs.residence import PLACES, place_of
from taalplan.needs.split import DAYPARTS, MODES
from taalplan.snapshot import Snapshot
from taalplan.supply.problem import Needs, Wish, Zone, layers_of
from taalplan.vocabulary.places import AREAS, municipalities, municipality_on

QUANTILES = (0.2, 0.7)
"""Where the layers of people end: certain, likely, and possible people."""

CITIES = {"11002": "atlas", "44021": "in-gent"}
"""The cities that are a working area of their own; elsewhere it is called as the province."""

LEAST = 0.02
"""People in the smallest cell that is kept; less goes to the others of its level and profile."""


def zones_of(plan: NeedsPlan) -> tuple[Zone, ...]:
    """The municipalities on the first day of the school year, each with its working area."""
    day = plan.horizon.school_year.first_day
    return tuple(
        Zone(nis, place.name.nl, area_of(nis), place.latitude, place.longitude)
        for nis, place in municipalities(day).items()
    )


def area_of(nis: str) -> str:
    """The working area in which a municipality lies."""
    province = municipalities()[nis].province
    return CITIES.get(nis) or next(
        code for code, area in AREAS.items() if area.province == province and area.has_desks
    )


@dataclass(frozen=True, eq=False)
class Spread:
    """How the people of a plan are divided further. Shares add up to 1 along the last axis.

    `zone` (areas, places, zones); `wish` (areas, levels, wishes); `round` (areas, levels,
    rounds): when they can begin. All areas are those of the plan.
    """

    zone: Floats
    wish: Floats
    round: Floats
    wishes: tuple[Wish, ...]


def needs_of(plan: NeedsPlan, spread: Spread, zones: Sequence[Zone]) -> Needs:
    """The rows of a needs plan, spread over municipalities, wishes and rounds."""
    expected = plan.paths.expected
    late = plan.problem.unmet[..., None] * plan.problem.split.place
    waited = float(policy.value("waiting.official", plan.horizon.cut_off).whole)
    home = np.array([AREA_CODES.index(zone.area) for zone in zones])
    layers = _layers(plan)
    parts = [_rows(expected - late, spread, home, layers, 0.0, None)]
    if late.any():
        # Whoever waits longest is there on the first day.
        parts.append(_rows(late, spread, home, layers, waited, 0))
    columns = (np.concatenate([part[n] for part in parts]) for n in range(8))
    return Needs(*columns)


def _rows(
    people: Floats, spread: Spread, home: Ints, layers: tuple[Floats, Floats],
    waited: float, first: int | None,
) -> tuple[Any, ...]:  # fmt: skip
    """Columns of Needs for people (areas, profiles, levels, places)."""
    when = spread.round
    if first is not None:
        when = np.zeros_like(when)
        when[..., first] = 1.0
    cells = np.einsum("arlp,apz,alw,alt->zlrwt", people, spread.zone, spread.wish, when)
    cells = _without_crumbs(cells)
    zone, level, kind, wish, begin = np.nonzero(cells)
    amount = cells[zone, level, kind, wish, begin]
    share, chance = (one[home[zone], level] for one in layers)
    return (
        *(zone, level, kind, wish, begin),
        np.full(len(zone), waited),
        amount[:, None] * share,
        chance,
    )


def _without_crumbs(cells: Floats) -> Floats:
    """Cells (zones, levels, kinds, ...) without the smallest, which are half of all cells."""
    kept = np.where(cells >= LEAST, cells, 0.0)
    whole, left = cells.sum(axis=(0, 3, 4)), kept.sum(axis=(0, 3, 4))
    factor = np.divide(whole, left, out=np.zeros_like(whole), where=left > 0)
    # Of a level and profile of which there are hardly any people nothing may get lost.
    rare = (left == 0)[None, :, :, None, None]
    found = np.where(rare, np.where(cells > 1e-6, cells, 0.0), kept * factor[..., None, None])
    return np.asarray(found)


def _layers(plan: NeedsPlan) -> tuple[Floats, Floats]:
    """How many people of each layer there are for one who is expected, by area and level."""
    drawn = plan.paths.draws.sum(axis=(2, 4))
    people, chance = layers_of(drawn.astype(float), QUANTILES)
    expected = (people * chance).sum(axis=-1, keepdims=True)
    share = np.divide(people, expected, out=np.zeros_like(people), where=expected > 0)
    # Where no path has anybody the little that is expected is taken as it is.
    nobody = (expected == 0)[..., 0]
    share[nobody], chance[nobody] = [1.0, 0.0, 0.0], [1.0, 0.0, 0.0]
    return share, chance


def spread_of(
    plan: NeedsPlan, snapshot: Snapshot, zones: Sequence[Zone], rounds: Sequence[int]
) -> Spread:
    """How the people of this plan are divided, as the snapshot knows it."""
    wishes, shares = _wishes(plan, snapshot, zones)
    begun = expectation(plan.problem).starts[..., plan.horizon.target].sum(axis=1)
    return Spread(_zones(plan, snapshot, zones), shares, _rounds(begun, rounds), wishes)


def _rounds(months: Floats, rounds: Sequence[int]) -> Floats:
    """In which round people can begin: the first that is not before they are there."""
    found = np.zeros((*months.shape[:2], len(rounds)))
    for month in range(12):
        later = [n for n, start in enumerate(rounds) if start >= month]
        found[..., later[0] if later else len(rounds) - 1] += months[..., month]
    whole = found.sum(axis=-1, keepdims=True)
    equal = np.full_like(found, 1 / len(rounds))
    return np.asarray(np.divide(found, whole, out=equal, where=whole > 0))


def _zones(plan: NeedsPlan, snapshot: Snapshot, zones: Sequence[Zone]) -> Floats:
    """Shares of municipalities within each place, per area of registration."""
    codes = tuple(zone.code for zone in zones)
    place = place_of(np.array(codes))
    inside = place[None, :] == np.arange(len(PLACES))[:, None]
    inside[-1] = True  # of whom nobody knows where they live: as everybody of the area
    counts = _people(plan, snapshot, codes)
    known = municipalities(plan.horizon.school_year.first_day)
    living = np.array([float(known[code].population or 1) for code in codes])
    found = np.where(inside[None], counts[:, None, :], 0.0)
    # Without anybody counted there, as the population.
    empty = found.sum(axis=-1, keepdims=True) == 0
    found = np.where(empty, np.where(inside[None], living, 0.0), found)
    return np.asarray(found / found.sum(axis=-1, keepdims=True))


def _people(plan: NeedsPlan, snapshot: Snapshot, codes: tuple[str, ...]) -> Floats:
    """People by area of registration and municipality: (areas, zones)."""
    found = np.zeros((len(AREA_CODES), len(codes)))
    if "people" not in snapshot.tables:
        return found
    person, nis = (
        snapshot.table("people", [name])[name].to_pylist() for name in ("person", "municipality")
    )
    zone = places_in(codes, _later(nis, plan))
    area = dict(zip(plan.history.people["id"].tolist(), plan.history.people["area"], strict=True))
    where = np.array([area.get(one, -1) for one in person], np.int64)
    use = (zone >= 0) & (where >= 0)
    np.add.at(found, (where[use], zone[use]), 1.0)
    return found


def _later(nis: list[str | None], plan: NeedsPlan) -> NDArray[np.str_]:
    """Codes of municipalities as they are called on the first day of the school year."""
    day = plan.horizon.school_year.first_day
    names = {code: municipality_on(code, day) for code in set(nis) if code in municipalities()}
    return np.array([names.get(code, "") if code else "" for code in nis])


def _wishes(
    plan: NeedsPlan, snapshot: Snapshot, zones: Sequence[Zone]
) -> tuple[tuple[Wish, ...], Floats]:
    """What people said about day-parts, by area and level, times how they follow lessons."""
    said = _said(plan, snapshot)
    singles = [(part,) for part in DAYPARTS]
    options = [*singles, *sorted({parts for _, _, parts in said} - set(singles))]
    counts = np.zeros((len(AREA_CODES), len(LEVELS), len(options)))
    for (area, level, parts), people in said.items():
        counts[area, level, options.index(parts)] += people
    shares = shrunk(counts) if counts.sum() else np.zeros_like(counts)
    silent = shares.sum(axis=-1) == 0
    shares[silent, : len(DAYPARTS)] = plan.problem.split.daypart[silent]
    both = shares[..., :, None] * plan.problem.split.mode[..., None, :]
    wishes = [Wish(parts, mode) for parts in options for mode in MODES]
    both = both.reshape(*both.shape[:2], -1)
    used = both.sum(axis=(0, 1)) > 0
    return tuple(w for w, keep in zip(wishes, used, strict=True) if keep), both[..., used]


def _said(plan: NeedsPlan, snapshot: Snapshot) -> Counter[tuple[int, int, tuple[str, ...]]]:
    """Entries of recent years by area of the municipality, level and day-parts."""
    if "demands" not in snapshot.tables:
        return Counter()
    months = policy.value("needs.share_months", plan.horizon.cut_off).whole
    cut = np.datetime64(plan.horizon.cut_off)
    table = snapshot.table("demands", ["level", "municipality", "dayparts", "since"])
    since = np.asarray(table["since"].to_numpy(zero_copy_only=False), "datetime64[D]")
    recent = (since <= cut) & (since > cut - np.timedelta64(months * 30, "D"))
    rows = table.filter(recent).select(["level", "municipality", "dayparts"]).to_pydict()
    areas = {code: AREA_CODES.index(area_of(code)) for code in set(rows["municipality"])
             if code in municipalities()}  # fmt: skip
    return Counter(
        (areas[nis], LEVELS.index(level), tuple(sorted(parts, key=DAYPARTS.index)))
        for level, nis, parts in zip(*rows.values(), strict=True)
        if parts and nis in areas
    )

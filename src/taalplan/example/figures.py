# SPDX-License-Identifier: EUPL-1.2
"""The published figures, and what they ask of a register that is to reproduce them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

from taalplan.vocabulary import places
from taalplan.vocabulary.codes import Result, TargetGroup

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

TOTAL = "total"
PUBLISHED = ("table-1", "table-2", "outcomes-a1", "outcomes-a2")

AREAS: tuple[str, ...] = tuple(places.AREAS)
DESKS: tuple[str, ...] = tuple(dict.fromkeys(desk.code for desk in places.desks()))
GROUPS: tuple[str, ...] = tuple(group.value for group in TargetGroup)
RESULTS: tuple[str, ...] = tuple(result.value for result in Result)
YEARS = (2017, 2018, 2019, 2020, 2021)
CONTRACT_YEARS = (2019, 2020, 2021)
OBLIGED, ENTITLED, UNDETERMINED = range(3)
CROSSINGS = ((OBLIGED, OBLIGED), (ENTITLED, ENTITLED), (OBLIGED, ENTITLED))
"""The target groups of the two contracts of somebody who is counted in two areas."""

_AREA_BY_DESK = {desk.code: desk.area for desk in places.desks()}
AREA_OF_DESK: Ints = np.array([AREAS.index(_AREA_BY_DESK[desk]) for desk in DESKS], dtype=np.int64)


@cache
def published(name: str) -> dict[tuple[str, ...], int]:
    """A published table as its cells: the codes of a cell, and the number of people.

    Names: `table-1` (area, desk, target group), `table-2` (area, desk, year), `outcomes-a1` and
    `outcomes-a2` (area, result, contract year, target group). Margins say `total`. What was not
    printed has no cell. `published/SOURCES.md` says what was corrected.
    """
    file = resources.files("taalplan.example") / "published" / f"{name}.csv"
    with file.open(encoding="utf-8") as lines:
        return {tuple(row[:-1]): int(row[-1]) for row in list(csv.reader(lines))[1:]}


@dataclass(frozen=True)
class Targets:
    """How many people of each kind the register must hold; every figure follows from these.

    | field | shape | people |
    |---|---|---|
    | `first` | desk, group | with a first registration in 2021, first extract |
    | `doubles` | area, group | of those, at two desks of the area |
    | `registered` | desk, year | with a registration, second extract |
    | `closed` | A1/A2, area, contract year, result, obliged/entitled | with a closed component |
    | `both` | A1/A2, area, contract year, result | of those, in both target groups |
    | `crossing` | A1/A2, contract year, kind of `CROSSINGS` | of those, in two areas |
    """

    first: Ints
    doubles: Ints
    registered: Ints
    closed: Ints
    both: Ints
    crossing: Ints

    def scaled(self, factor: float) -> Targets:
        """The same register, larger or smaller. Cells are rounded, so margins are not exact."""
        closed = _rounded(self.closed * factor)
        both = np.minimum(_rounded(self.both * factor), closed.min(axis=-1))
        crossing = _rounded(self.crossing * factor)
        return Targets(
            first=_shared_out(self.first, _rounded(self.first.sum(axis=1) * factor)),
            doubles=_rounded(self.doubles * factor),
            registered=_rounded(self.registered * factor),
            closed=closed,
            both=np.stack([both[0], _within(both[1], both[0])]),
            crossing=np.stack([crossing[0], np.minimum(crossing[0], crossing[1])]),
        )


@cache
def published_targets() -> Targets:
    """What the published tables ask for.

    The overlaps are not printed but follow: obliged + entitled - total is the number of people
    in both groups; the areas together minus the row Totaal are the people in two areas. With
    x of them obliged in both areas, y entitled in both and z one of each, the three columns of
    that row are three equations: x = their obliged excess, y = their entitled excess, and
    z = the excess of the totals - x - y. All prove to be zero or more.
    """
    first = published("table-1")
    registered = published("table-2")
    by_desk = _grid(
        first, DESKS, GROUPS, key=lambda d, g: (AREAS[AREA_OF_DESK[DESKS.index(d)]], d, g)
    )
    by_area = _grid(first, AREAS, GROUPS, key=lambda a, g: (a, TOTAL, g))
    outcomes = [_outcomes(published(name)) for name in ("outcomes-a1", "outcomes-a2")]
    return Targets(
        first=by_desk,
        doubles=_sum_by_area(by_desk) - by_area,
        registered=_grid(
            registered,
            DESKS,
            tuple(map(str, YEARS)),
            key=lambda d, y: (AREAS[AREA_OF_DESK[DESKS.index(d)]], d, y),
        ),
        closed=np.stack([closed for closed, _, _ in outcomes]),
        both=np.stack([both for _, both, _ in outcomes]),
        crossing=np.stack([crossing for _, _, crossing in outcomes]),
    )


def _outcomes(cells: dict[tuple[str, ...], int]) -> tuple[Ints, Ints, Ints]:
    """Closed, in both groups, and in two areas: of one component."""
    years = tuple(map(str, CONTRACT_YEARS))
    groups = (GROUPS[OBLIGED], GROUPS[ENTITLED], TOTAL)
    grid = np.array(
        [[[[cells[a, r, y, g] for g in groups] for r in RESULTS] for y in years] for a in AREAS]
    )
    total = np.array([[cells[TOTAL, TOTAL, y, g] for g in groups] for y in years])
    both = grid[..., 0] + grid[..., 1] - grid[..., 2]
    excess = grid.sum(axis=(0, 2)) - total
    crossing = np.stack([excess[:, 0], excess[:, 1], excess[:, 2] - excess[:, 0] - excess[:, 1]], 1)
    if (both < 0).any() or (crossing < 0).any():
        raise ValueError("the published outcomes cannot be counts of people: a total is too high")
    return grid[..., :2], both, crossing


def _grid(cells: dict[tuple[str, ...], int], rows: Any, columns: Any, key: Any) -> Ints:
    return np.array([[cells.get(key(r, c), 0) for c in columns] for r in rows], dtype=np.int64)


def _sum_by_area(by_desk: Ints) -> Ints:
    sums = np.zeros((len(AREAS), by_desk.shape[1]), dtype=np.int64)
    np.add.at(sums, AREA_OF_DESK, by_desk)
    return sums


def _rounded(values: npt.NDArray[np.floating[Any]]) -> Ints:
    whole: Ints = np.floor(values + 0.5).astype(np.int64)
    return whole


def _shared_out(parts: Ints, totals: Ints) -> Ints:
    """Each row's new total over its columns in the old proportions, largest remainders first."""
    exact = parts * (totals / np.maximum(parts.sum(axis=1), 1))[:, None]
    whole = np.floor(exact).astype(np.int64)
    left = np.where(parts.sum(axis=1) > 0, totals - whole.sum(axis=1), 0)
    rank = np.argsort(np.argsort(whole - exact, axis=1), axis=1)
    shared: Ints = whole + (rank < left[:, None])
    return shared


def _within(inner: Ints, outer: Ints) -> Ints:
    """Lower `inner` so that over the results it nowhere exceeds `outer`."""
    room = outer.sum(axis=-1)
    result = np.zeros_like(inner)
    for r in range(inner.shape[-1]):
        result[..., r] = np.minimum(inner[..., r], room)
        room = room - result[..., r]
    return result

# SPDX-License-Identifier: EUPL-1.2
"""The registrations of 2017-2021: who came to which desk, when, and who came back.

`first` is the first registration for a trajectory. Somebody who comes back years later and
starts another trajectory registers `first` again; table 1 speaks of "eerste aanmeldingen m.b.t.
de start van een inburgeringstraject", and over 2021 it equals table 2 but for a handful of
people, so nobody can have come back that year without starting anew. `repeat` is a second
registration within the same trajectory, nearly always in the same year and at the same desk.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from taalplan.example import amendments, corrections, days, matching
from taalplan.example.figures import (
    AREA_OF_DESK,
    CONTRACT_YEARS,
    DESKS,
    ENTITLED,
    OBLIGED,
    UNDETERMINED,
    YEARS,
    Flags,
    Floats,
    Ints,
    Targets,
)
from taalplan.example.ledger import REPEAT_KIND, Ledger, entries, joined, renumbered

COMES_BACK = {2018: 0.035, 2019: 0.055, 2020: 0.065, 2021: 0.075}
"""Share of a year's people who had registered in an earlier year (from 2017 on). Assumption."""

SAME_DESK, SAME_AREA = 0.75, 0.15
"""Where those who come back had been before; the rest comes from another area. Assumption."""

REPEATS = 0.08
"""Share of people who register a second time within the year. Assumption."""

KEEPS_GROUP = 0.85
"""Share of those who come back whose target group is the same. Assumption."""


def registrations(rng: np.random.Generator, targets: Targets) -> Ledger:
    """The whole ledger, by person and day; its extracts count as tables 1 and 2 say."""
    earlier = _earlier_years(rng, targets)
    first = _by_cell(targets.first, 2021, start=len(earlier))
    ledger = amendments.apply(rng, joined([earlier, first]), corrections.plan(targets))
    ledger = _come_back(rng, ledger)
    ledger = _keep_groups(rng, amendments.dated(rng, ledger).ordered())
    ledger = amendments.old_years(rng, ledger)
    return renumbered(joined([ledger, _repeats(rng, ledger)])).ordered()


def _earlier_years(rng: np.random.Generator, targets: Targets) -> Ledger:
    parts: list[Ledger] = []
    for column, year in enumerate(YEARS[:-1]):
        desk = np.repeat(np.arange(len(DESKS)), targets.registered[:, column])
        group = _groups(rng, _shares(targets, year)[desk])
        parts.append(entries(desk, group, year, sum(map(len, parts))))
    return joined(parts)


def _by_cell(cells: Ints, year: int, start: int) -> Ledger:
    desk, group = (index.ravel() for index in np.indices(cells.shape))
    counts = cells.ravel()
    return entries(np.repeat(desk, counts), np.repeat(group, counts), year, start)


def _shares(targets: Targets, year: int) -> Floats:
    """The target groups by desk in a year that was published without them.

    A desk's share in 2021, moved as its area's share among the outcomes moved.
    """
    area = np.zeros((AREA_OF_DESK.max() + 1, 3))
    np.add.at(area, AREA_OF_DESK, targets.first)
    area /= np.maximum(area.sum(axis=1, keepdims=True), 1)
    desk = targets.first + 10 * area[AREA_OF_DESK]
    desk /= desk.sum(axis=1, keepdims=True)
    closed = targets.closed[0, :, CONTRACT_YEARS.index(max(year, 2019))].sum(axis=1)
    obliged = closed[:, OBLIGED] / np.maximum(closed.sum(axis=1), 1)
    moved = (obliged / np.maximum(area[:, OBLIGED], 1e-9))[AREA_OF_DESK]
    shares: Floats = desk.copy()
    shares[:, OBLIGED] = np.minimum(desk[:, OBLIGED] * moved, 0.97 * (1 - desk[:, UNDETERMINED]))
    shares[:, ENTITLED] = 1 - shares[:, OBLIGED] - shares[:, UNDETERMINED]
    return shares


def _groups(rng: np.random.Generator, shares: Floats) -> Ints:
    chance = rng.random(len(shares))[:, None]
    drawn: Ints = (chance > np.cumsum(shares, axis=1)[:, :-1]).sum(axis=1)
    return drawn


def _come_back(rng: np.random.Generator, ledger: Ledger) -> Ledger:
    """Give some rows the person of an earlier year; nobody gets two rows in one year."""
    person, before = ledger.person.copy(), ledger.person_before.copy()
    last_desk = np.full(person.max() + 1, -1)
    rows_of_year = [np.flatnonzero((ledger.year == y) & _plain(ledger)) for y in YEARS]
    last_desk[person[rows_of_year[0]]] = ledger.desk[rows_of_year[0]]
    for year, rows in zip(YEARS[1:], rows_of_year[1:], strict=True):
        returning = (rng.random(len(rows)) < COMES_BACK[year]) | (ledger.kind[rows] == REPEAT_KIND)
        wish = np.where(returning, _former_desk(rng, ledger.desk[rows]), -1)
        wish = np.where(ledger.kind[rows] == REPEAT_KIND, ledger.desk[rows], wish)
        known = np.flatnonzero(last_desk >= 0)
        i, j = matching.within(rng, wish[returning], last_desk[known])
        back = rows[returning][i]
        person[back] = before[back] = known[j]
        last_desk[person[rows]] = ledger.desk[rows]
    return replace(ledger, person=person, person_before=before)


def _plain(ledger: Ledger) -> Flags:
    """Rows of people to whom no correction happened (a double has a second row)."""
    touched = np.zeros(ledger.person.max() + 1, dtype=np.bool_)
    touched[ledger.person[ledger.special]] = True
    return ~touched[ledger.person]


def _former_desk(rng: np.random.Generator, desk: Ints) -> Ints:
    """Where somebody who registers at a desk today had been before."""
    chance = rng.random(len(desk))
    any_desk = desk[rng.permutation(len(desk))]
    by_area = np.argsort(AREA_OF_DESK[desk], kind="stable")
    shuffled = np.lexsort((rng.random(len(desk)), AREA_OF_DESK[desk]))
    same_area = np.empty_like(desk)
    same_area[by_area] = desk[shuffled]
    return np.select(
        [chance < SAME_DESK, chance < SAME_DESK + SAME_AREA], [desk, same_area], any_desk
    )


def _keep_groups(rng: np.random.Generator, ledger: Ledger) -> Ledger:
    """Let most who come back have been in the same target group: backwards from 2021."""
    group = ledger.group.copy()
    follows = np.r_[ledger.person[1:] == ledger.person[:-1], False]
    keeps = follows & (rng.random(len(group)) < KEEPS_GROUP) & (ledger.year < 2021)
    for year in reversed(YEARS[:-1]):
        rows = np.flatnonzero(keeps & (ledger.year == year))
        group[rows] = group[rows + 1]
    return replace(ledger, group=group)


def _repeats(rng: np.random.Generator, ledger: Ledger) -> Ledger:
    """Second registrations within the year, a few weeks or months later, at the same desk."""
    chosen = ledger.take((rng.random(len(ledger)) < REPEATS) & ~ledger.special)
    day = chosen.day + 14 + rng.gamma(2.0, 35.0, len(chosen)).astype(np.int64)
    fits = (days.year_of(day) == chosen.year) & days.open_on(chosen.desk, day)
    settled = np.where(rng.random(len(chosen)) < 0.5, OBLIGED, ENTITLED)
    group = np.where(chosen.group == UNDETERMINED, settled, chosen.group)
    kind = np.full(len(chosen), REPEAT_KIND)
    return replace(chosen, day=day, kind=kind, group=group).take(fits)

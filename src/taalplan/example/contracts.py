# SPDX-License-Identifier: EUPL-1.2
"""Who signs the contracts: people of the register, in time for what became of them.

Nearly everybody who registers signs a contract some weeks later (the published outcomes alone
cover 85 % of the people registered in 2019). Those whose components are already closed mostly
signed early; the rest of a year's contracts are still open.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from taalplan.example import days
from taalplan.example.candidates import Candidates, candidates, sign_late
from taalplan.example.figures import (
    AREAS,
    CONTRACT_YEARS,
    ENTITLED,
    OBLIGED,
    UNDETERMINED,
    Flags,
    Floats,
    Ints,
)
from taalplan.example.ledger import Ledger
from taalplan.example.overlaps import FAILED, NOT_CLOSED, Slots

CONTRACTS_FROM = "2019-01-01"
"""First day of signed contracts: the published outcomes go back three years, and no further."""

SIGNS = (0.72, 0.78, 0.85)
"""Share of the others who sign as well, by contract year 2019-2021. Assumption."""

OPEN = (0.76, 0.11, 0.06, 0.07)
"""Of those: A1 open, A2 open (started there), B1 open, no Dutch component. Assumption."""

OPEN_A1, OPEN_A2, OPEN_B1, NO_DUTCH = range(4)

LEAST_TIME = 80
"""Days between signing and the extract without which nothing can have been closed."""

CLOSES = (250.0, 1.3)
"""Scale in days and shape (Weibull) of the time until something is closed. Assumption."""


@dataclass(frozen=True)
class Contracts:
    """Contracts as columns. `a1` and `a2` as in `overlaps`; `open` is -1 when one is closed."""

    person: Ints
    signed: Ints
    area: Ints
    group: Ints
    a1: Ints
    a2: Ints
    open: Ints

    def __len__(self) -> int:
        """The number of contracts."""
        return len(self.person)


def contracts(rng: np.random.Generator, ledger: Ledger, slots: Slots, as_of: int) -> Contracts:
    """Give every slot a person and a day, and let others sign who have closed nothing yet.

    Raises ValueError when there are fewer candidates than published outcomes.
    """
    pool = candidates(rng, ledger)
    parts, used = [], np.zeros(len(pool), dtype=np.bool_)
    leads = np.flatnonzero(slots.leads)
    for area, year in np.ndindex(len(AREAS), len(CONTRACT_YEARS)):
        here = np.flatnonzero((pool.area == area) & (pool.year == year))
        wanted = leads[(slots.area[leads] == area) & (slots.year[leads] == year)]
        lacking = len(wanted) - len(here)
        if lacking > 0:
            here = np.append(here, sign_late(rng, pool, used, area, year, lacking))
        chosen = here[_assign(rng, pool.take(here), slots, wanted, as_of)]
        used[chosen] = True
        parts.append((wanted, chosen))
    slot = np.concatenate([wanted for wanted, _ in parts])
    who = np.concatenate([chosen for _, chosen in parts])
    closed = _signed(rng, pool, slots, slot, who, as_of)
    return _joined(closed, _others(rng, pool.take(~used & (pool.year >= 0))))


def _need(slots: Slots, rows: Ints) -> Floats:
    """How much time the outcomes of these slots take: more components, failing, two contracts."""
    a1, a2 = slots.a1[rows], slots.a2[rows]
    need: Floats = np.where(a2 == NOT_CLOSED, 1.0, 2.0)
    need += 0.5 * ((a1 == FAILED) | (a2 == FAILED))
    return need + 1.0 * (slots.partner[rows] >= 0)


def _assign(
    rng: np.random.Generator, here: Candidates, slots: Slots, wanted: Ints, as_of: int
) -> Ints:
    """A candidate for each slot: of its target group where there are enough, early when needed.

    Those of another group changed it between registration and contract.
    """
    time = as_of - here.signed
    # Drawn by the odds of having closed something by now: the older, the likelier.
    odds = np.expm1((np.maximum(time, 1) / CLOSES[0]) ** CLOSES[1])
    order = np.log(odds) + rng.logistic(0.0, 1.0, len(time))
    order[time < LEAST_TIME] = -1e9
    wanted_order = np.argsort(-_need(slots, wanted) + 0.1 * rng.random(len(wanted)))
    chosen = np.full(len(wanted), -1)
    free = np.ones(len(time), dtype=np.bool_)
    for group in (OBLIGED, ENTITLED):
        mine = wanted_order[slots.group[wanted][wanted_order] == group]
        _take_best(chosen, free, mine, np.where(here.group == group, order, -np.inf))
    left = wanted_order[chosen[wanted_order] < 0]
    _take_best(chosen, free, left, order + 1e6 * (here.group == UNDETERMINED))
    return chosen


def _take_best(chosen: Ints, free: Flags, mine: Ints, order: Floats) -> None:
    rows = np.flatnonzero(free & (order > -np.inf))
    best = rows[np.argsort(-order[rows], kind="stable")][: len(mine)]
    chosen[mine[: len(best)]] = best
    free[best] = False


def _signed(
    rng: np.random.Generator,
    pool: Candidates,
    slots: Slots,
    slot: Ints,
    who: Ints,
    as_of: int,
) -> Contracts:
    """The contracts of the slots; a partner's contract follows later in the same year."""
    two = np.flatnonzero(slots.partner[slot] >= 0)
    first_day = pool.signed[who]
    year_end = _year_end(first_day[two])
    latest = np.minimum(year_end, np.maximum(as_of - LEAST_TIME, first_day[two]))
    later = first_day[two] + ((latest - first_day[two]) * rng.uniform(0.1, 0.8, len(two))).astype(
        np.int64
    )
    rows = np.concatenate([slot, slots.partner[slot[two]]])
    return Contracts(
        person=np.concatenate([pool.person[who], pool.person[who[two]]]),
        signed=np.concatenate([first_day, np.maximum(days.working(later), first_day[two])]),
        area=slots.area[rows],
        group=slots.group[rows],
        a1=slots.a1[rows],
        a2=slots.a2[rows],
        open=np.full(len(rows), -1),
    )


def _year_end(day: Ints) -> Ints:
    years = day.astype("datetime64[D]").astype("datetime64[Y]")
    ends = (years + 1).astype("datetime64[D]").astype(np.int64) - 1
    return days.working(ends)


def _others(rng: np.random.Generator, left: Candidates) -> Contracts:
    """Contracts of which no Dutch component is closed yet."""
    signs = rng.random(len(left.person)) < np.array(SIGNS)[left.year]
    some = left.take(signs)
    n = len(some.person)
    group = np.where(some.group == UNDETERMINED, rng.integers(0, 2, n), some.group)
    nothing = np.full(n, NOT_CLOSED)
    return Contracts(
        person=some.person,
        signed=some.signed,
        area=some.area,
        group=group,
        a1=nothing,
        a2=nothing.copy(),
        open=rng.choice(len(OPEN), n, p=OPEN),
    )


def _joined(*parts: Contracts) -> Contracts:
    """By person and day, so that a contract's number is its place."""
    names = [field.name for field in fields(Contracts)]
    columns = [np.concatenate([getattr(part, name) for part in parts]) for name in names]
    order = np.lexsort((columns[1], columns[0]))
    return Contracts(*(column[order] for column in columns))

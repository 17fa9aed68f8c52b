# SPDX-License-Identifier: EUPL-1.2
"""What people set out to learn: one step per person and level, from components and without.

Contracts go back to 2019 and not everybody signs one, so the steps of the others are drawn:
Dutch lessons need no contract. All shares here are assumptions.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from taalplan.example.figures import Flags, Floats, Ints
from taalplan.example.known import A1, A2, B1, HIGH, LOW, MEDIUM, NO_END, NOT_LITERATE, SPAN, Known

PASSED, FAILED, UNDETERMINED = range(3)

LEARNS = 0.72
"""Share of the people without a component who start lessons after they registered."""

FIRST_LEVEL = (0.70, 0.19, 0.08, 0.03)
"""Their first level, A1 to B2: who knows some Dutch starts higher."""

GOES_ON = (0.62, 0.45, 0.30)
"""Share that goes on to the next level after passing A1, A2, B1."""

DAYS_TO_START = (8, 1.6, 16.0)
"""Days from registration until somebody can start: at least 8, then gamma."""

_LEARNERS = (
    # How likely each profile is, in the order alfa, basic, standard, extended, short.
    # Rows: cannot read or write; low, medium, high schooling; not known.
    (0.84, 0.15, 0.01, 0.00, 0.00),
    (0.04, 0.66, 0.16, 0.14, 0.00),
    (0.00, 0.15, 0.66, 0.14, 0.05),
    (0.00, 0.01, 0.62, 0.05, 0.32),
    (0.02, 0.26, 0.56, 0.10, 0.06),
)

_FROM_B1 = (0.00, 0.00, 0.60, 0.32, 0.08)
"""From B1 on lessons are given by centres for adult education, whoever the learner."""


@dataclass(frozen=True)
class Steps:
    """Steps as columns, by person and `order` (0, 1, ... of that person).

    `opened` is the day from which lessons are looked for; for a drawn step after the first it
    is 0: once the one before is passed. `closed` is NO_END and `result` -1 while open. `after`
    is the day of the registration, before which nothing can be.
    """

    person: Ints
    level: Ints
    opened: Ints
    closed: Ints
    result: Ints
    after: Ints
    order: Ints
    drawn: Flags

    def __len__(self) -> int:
        """The number of steps."""
        return len(self.person)

    def take(self, rows: Ints | Flags) -> Steps:
        """Some of the steps."""
        return Steps(*(getattr(self, field.name)[rows] for field in fields(self)))


def steps(rng: np.random.Generator, known: Known) -> Steps:
    """All steps of all people, by person and order."""
    parts = (_from_components(known), _drawn(rng, known))
    columns = [np.concatenate(pair) for pair in zip(*parts, strict=True)]
    order = np.lexsort((columns[6], columns[0]))
    person, level, opened, closed, result, after, rank, drawn = (c[order] for c in columns)
    return Steps(person, level, opened, closed, result, after, rank, drawn.astype(np.bool_))


def learner_shares(known: Known, person: Ints, level: Ints) -> Floats:
    """By step and profile: how likely that profile is for this person at this level."""
    kind = np.select(
        [
            known.literacy == NOT_LITERATE,
            known.education == LOW,
            known.education == MEDIUM,
            known.education == HIGH,
        ],
        [0, 1, 2, 3],
        4,
    )
    shares: Floats = np.array(_LEARNERS)[kind[person]]
    shares[level >= B1] = _FROM_B1
    return shares


_Columns = tuple[Ints, Ints, Ints, Ints, Ints, Ints, Ints, Flags]


def _from_components(known: Known) -> _Columns:
    person, level = known.component_person, known.component_level
    opened, result = known.component_opened, known.component_result
    closed = np.where(known.component_closed < 0, NO_END, known.component_closed)
    keep = ~_never_begun(known, closed) & ~_beside_another(person, level, opened, closed)
    person, level, opened, closed, result = (
        column[keep] for column in (person, level, opened, closed, result)
    )
    row = known.registered_before(person, opened)
    # Without a registration before it, the first one after it counts.
    after = np.where(row >= 0, known.registered_day[row], known.first_registered[person])
    return person, level, opened, closed, result, after, _rank(person), np.zeros_like(person) > 0


def _never_begun(known: Known, closed: Ints) -> Flags:
    """A2 that ended on the same day as the contract's A1, which was not passed."""
    key = known.component_contract * SPAN + np.minimum(closed, SPAN - 1)
    not_passed = (known.component_level == A1) & (known.component_result > PASSED)
    found: Flags = (known.component_level == A2) & np.isin(key, key[not_passed])
    return found


def _beside_another(person: Ints, level: Ints, opened: Ints, closed: Ints) -> Flags:
    """The same level under a second contract while the first is under way: one course for both."""
    order = np.lexsort((opened, level, person))
    p, v, o, c = (column[order] for column in (person, level, opened, closed))
    same = np.r_[False, (p[1:] == p[:-1]) & (v[1:] == v[:-1])]
    group = np.cumsum(~same)
    # The latest closing so far within person and level: a running maximum that starts anew.
    ends = np.maximum.accumulate(group * 10 * NO_END + c) - group * 10 * NO_END
    beside = np.zeros(len(person), dtype=np.bool_)
    beside[order] = same & (o < np.r_[0, ends[:-1]])
    return beside


def _rank(person: Ints) -> Ints:
    """0, 1, 2, ... within each person; rows are ordered by person."""
    new = np.r_[True, person[1:] != person[:-1]] if len(person) else np.zeros(0, dtype=np.bool_)
    start = np.maximum.accumulate(np.where(new, np.arange(len(person)), 0))
    return np.arange(len(person)) - start


def _drawn(rng: np.random.Generator, known: Known) -> _Columns:
    """The steps of those without components: a first level, and perhaps the next ones."""
    n = len(known)
    has = np.zeros(n, dtype=np.bool_)
    has[known.component_person] = True
    first = known.first_registered
    who = np.flatnonzero(~has & (first < NO_END) & (rng.random(n) < LEARNS))
    start = rng.choice(len(FIRST_LEVEL), len(who), p=FIRST_LEVEL)
    least, shape, scale = DAYS_TO_START
    ready = first[who] + least + rng.gamma(shape, scale, len(who)).astype(np.int64)
    parts = [(who, start, ready, first[who], np.zeros(len(who), dtype=np.int64))]
    for order in (1, 2, 3):
        person, level, _, after, _ = parts[-1]
        chance = np.r_[GOES_ON, 0.0][np.minimum(level, len(GOES_ON))]
        goes = rng.random(len(person)) < chance
        nothing = np.zeros(goes.sum(), dtype=np.int64)
        parts.append((person[goes], level[goes] + 1, nothing, after[goes], nothing + order))
    person, level, opened, after, order_ = (
        np.concatenate([part[i] for part in parts]) for i in range(5)
    )
    none = np.full(len(person), NO_END)
    return person, level, opened, none, none * 0 - 1, after, order_, np.ones_like(person) > 0

# SPDX-License-Identifier: EUPL-1.2
"""Followed people drawn as text or at random, and the slow, obvious second version of the curves.

The second version goes through the days one by one and asks everybody; it uses fractions.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from taalplan.statistics.outcomes.followed import Followed


@dataclass(frozen=True)
class Person:
    """One case: at risk from `entry` to `time`; ended then in `cause`, or not yet (0)."""

    time: int
    cause: int
    entry: int = 0
    group: int = 0
    who: int = 0
    reach: int = 0

    def is_at_risk(self, day: int) -> bool:
        """Whether an end on this day would be seen."""
        return self.entry <= day <= self.time


def as_followed(people: list[Person], *, clustered: bool = False) -> Followed:
    """The same cases as columns."""
    columns = {
        name: np.array([getattr(p, name) for p in people], np.int64)
        for name in ("group", "time", "cause", "entry", "reach")
    }
    cluster = np.array([p.who for p in people], np.int64) if clustered else None
    return Followed(**columns, cluster=cluster)


def shares_by_hand(people: list[Person], day: int, causes: int = 3) -> list[Fraction]:
    """The share that ended in each way by the end of a day, and that still busy."""
    busy = Fraction(1)
    ended = [Fraction(0)] * causes
    for today in range(day + 1):
        at_risk = [p for p in people if p.is_at_risk(today)]
        if not at_risk:
            continue
        step = [
            Fraction(sum(p.time == today and p.cause == k + 1 for p in at_risk), len(at_risk))
            for k in range(causes)
        ]
        for k in range(causes):
            ended[k] += busy * step[k]
        busy *= 1 - sum(step, Fraction(0))
    return [*ended, busy]


def error_by_hand(people: list[Person], day: int, causes: int = 3) -> list[float]:
    """The standard errors: each person is weighed a little more, and what moves is squared.

    The infinitesimal jackknife by its definition, with a small finite weight in fractions.
    """
    small = Fraction(1, 10**12)
    whole = _weighted(people, [Fraction(1)] * len(people), day, causes)
    squares = [Fraction(0)] * (causes + 1)
    for who in {p.who for p in people}:
        weights = [1 + small if p.who == who else Fraction(1) for p in people]
        moved = _weighted(people, weights, day, causes)
        for k in range(causes + 1):
            squares[k] += ((moved[k] - whole[k]) / small) ** 2
    return [float(one) ** 0.5 for one in squares]


def _weighted(
    people: list[Person], weights: list[Fraction], day: int, causes: int
) -> list[Fraction]:
    busy = Fraction(1)
    ended = [Fraction(0)] * causes
    for today in range(day + 1):
        risk = sum((w for p, w in zip(people, weights, strict=True) if p.is_at_risk(today)),
                   Fraction(0))  # fmt: skip
        if not risk:
            continue
        step = [
            sum((w for p, w in zip(people, weights, strict=True)
                 if p.is_at_risk(today) and p.time == today and p.cause == k + 1),
                Fraction(0)) / risk
            for k in range(causes)
        ]  # fmt: skip
        for k in range(causes):
            ended[k] += busy * step[k]
        busy *= 1 - sum(step, Fraction(0))
    return [*ended, busy]


def known_until_by_hand(people: list[Person], days: int) -> int:
    """The last day before the curve can only be guessed.

    Somebody is busy by the estimate while nobody is at risk; or nobody is busy by the estimate
    while somebody comes under observation on a later day.
    """
    busy = True
    for day in range(days + 1):
        here = [p for p in people if p.is_at_risk(day)]
        if not here and busy:
            return day - 1
        if here and all(p.time == day and p.cause for p in here):
            busy = False
        later = any(max(p.entry, day + 1) <= min(p.time, days) for p in people)
        if later and not busy:
            return day - 1
    return days


def bounds_by_hand(people: list[Person], day: int, causes: int = 3) -> list[tuple[Fraction, ...]]:
    """The least and most of each share: the unknown all elsewhere, and all there."""
    found = []
    unknown = sum(p.time < day and p.cause == 0 for p in people)
    for k in range(1, causes + 1):
        there = sum(p.time <= day and p.cause == k for p in people)
        found.append((Fraction(there, len(people)), Fraction(there + unknown, len(people))))
    busy = sum(p.time > day or (p.time == day and p.cause == 0) for p in people)
    return [*found, (Fraction(busy, len(people)), Fraction(busy + unknown, len(people)))]

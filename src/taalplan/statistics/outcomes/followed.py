# SPDX-License-Identifier: EUPL-1.2
"""People followed from a starting day until their case closes or observation ends."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.integer[Any]]
Floats = NDArray[np.float64]


class Outcome(StrEnum):
    """What has become of a case; the first three end it, and exclude each other.

    `LEFT` is closed without a decision, in the register "undetermined" (onbepaald).
    """

    PASSED = "passed"
    FAILED = "failed"
    LEFT = "left"
    BUSY = "busy"


CAUSES = (Outcome.PASSED, Outcome.FAILED, Outcome.LEFT)
"""The ways to end: competing risks, numbered from 1 in `Followed.cause`."""

STATES = (*CAUSES, Outcome.BUSY)
"""Where somebody can be on a day; the shares of the four add up to one."""


@dataclass(frozen=True)
class Followed:
    """Cases as columns of equal length, in whole days since each case's own starting day.

    Somebody is at risk on day d when `entry <= d <= time`. On day `time` the case ended in
    `cause` (1, 2, ... as in CAUSES), or, with cause 0, observation did. `entry` is above 0 for
    a case of which the register knows the start, but would not have known an end before that
    day (left truncation); None means 0 for all. `reach` is until which day the case could
    have been followed, whatever became of it; None when that is not known. `cluster` numbers
    the people, where one person may have several cases in a group; None when none has.
    """

    group: Ints
    time: Ints
    cause: Ints
    entry: Ints | None = None
    reach: Ints | None = None
    cluster: Ints | None = None

    def __post_init__(self) -> None:
        """Refuse columns of unequal length, and cases that end before they are observed."""
        given = (self.time, self.cause, self.entry, self.reach, self.cluster)
        if any(column is not None and len(column) != len(self.group) for column in given):
            raise ValueError("the columns of followed cases differ in length")
        if len(self.group) and (self.time.min() < 0 or self.cause.min() < 0):
            raise ValueError("days and causes count from 0")
        if self.entry is not None and np.any((self.entry < 0) | (self.entry > self.time)):
            raise ValueError("a case that ended before it was observed cannot be followed")

    def __len__(self) -> int:
        """The number of cases."""
        return len(self.group)

    @cached_property
    def is_late(self) -> bool:
        """Whether any case came under observation after its start."""
        return self.entry is not None and bool(np.any(self.entry > 0))

    @property
    def is_plain(self) -> bool:
        """Whether cases are independent and all observed from their start."""
        return self.cluster is None and not self.is_late

    def take(self, rows: Any) -> Followed:
        """Some of the cases, by their places or a mask."""
        return Followed(
            self.group[rows],
            self.time[rows],
            self.cause[rows],
            *(None if c is None else c[rows] for c in (self.entry, self.reach, self.cluster)),
        )

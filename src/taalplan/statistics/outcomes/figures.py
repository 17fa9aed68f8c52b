# SPDX-License-Identifier: EUPL-1.2
"""What is printed of a cohort: shares, limits and bounds at each horizon, or why there are none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

import numpy as np

from taalplan.statistics.outcomes.curves import Curves, aalen_johansen
from taalplan.statistics.outcomes.followed import CAUSES, Floats, Followed, Ints
from taalplan.statistics.outcomes.limits import log_log_limits, reached, worst_case
from taalplan.statistics.outcomes.variance import standard_errors

DAYS_A_YEAR = Decimal("365.25")
GROUPS_AT_ONCE = 256
"""Curves held in memory together: some hundred municipalities, each for every day of years."""


class Blank(StrEnum):
    """Why a horizon has no figure."""

    NOT_YET = "not_yet"
    FEW_YET = "few_yet"
    START_UNSEEN = "start_unseen"


@dataclass(frozen=True)
class Horizon:
    """One cohort after one number of months, as fractions in the order of STATES.

    `at_risk` are still busy and followed when that day begins; `reached` could have been
    followed that long; `certain` says that the state of all of them is known. `least` and
    `most` are NaN when not even bounds can be given.
    """

    months: int
    share: Floats
    lower: Floats
    upper: Floats
    least: Floats
    most: Floats
    at_risk: int
    reached: int
    certain: bool
    blank: Blank | None


@dataclass(frozen=True)
class Cohort:
    """One cohort: how many began, what became of them until now, and after equal times.

    `now` has the number in each of STATES on the last day, `late` how many came under
    observation after their start.
    """

    started: int
    now: Ints
    late: int
    horizons: tuple[Horizon, ...]


def days_of(months: int) -> int:
    """Whole days of a number of months of 365.25 / 12 days.

    >>> [days_of(months) for months in (6, 12, 18, 24, 36)]
    [183, 365, 548, 731, 1096]
    """
    days = DAYS_A_YEAR * months / 12
    return int(days.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def cohort_figures(
    followed: Followed, groups: int, months: Sequence[int], least_followed: float
) -> list[Cohort]:
    """The figures of each group. `least_followed` is the share of a cohort that must have been
    followed to a horizon for it to have a figure.
    """
    found: list[Cohort] = []
    order = np.argsort(followed.group, kind="stable")
    sorted_ = followed.take(order)
    for begin in range(0, groups, GROUPS_AT_ONCE):
        end = min(begin + GROUPS_AT_ONCE, groups)
        rows = slice(*np.searchsorted(sorted_.group, [begin, end]))
        some = sorted_.take(rows)
        part = Followed(
            some.group - begin, some.time, some.cause, some.entry, some.reach, some.cluster
        )
        found += _cohorts(part, end - begin, months, least_followed)
    return found


def _cohorts(
    followed: Followed, groups: int, months: Sequence[int], least_followed: float
) -> Iterator[Cohort]:
    days = [days_of(one) for one in months]
    curves = aalen_johansen(followed, groups, days[-1])
    shares = curves.shares[:, :, days]
    errors = standard_errors(curves, followed, days)
    lower, upper = log_log_limits(shares, errors, _effective(curves, days)[None])
    bounds = np.array([worst_case(followed, groups, day, len(CAUSES)) for day in days])
    reach = np.array([reached(followed, groups, day) for day in days])
    started = np.bincount(followed.group, minlength=groups)
    late = np.zeros(groups, np.int64)
    if followed.entry is not None:
        late = np.bincount(followed.group[followed.entry > 0], minlength=groups)
    state = np.where(followed.cause > 0, followed.cause - 1, len(CAUSES))
    width = len(CAUSES) + 1
    now = np.bincount(followed.group * width + state, minlength=groups * width)
    for g in range(groups):
        horizons = []
        for h, day in enumerate(days):
            least, most = bounds[h, :, :, g]
            # NaN (no bounds) is not certain either.
            certain = bool(np.all(most - least < 0.5 / max(int(started[g]), 1)))
            blank = None
            if curves.known_until[g] < day:
                unseen = curves.at_risk[g, 0] == 0
                blank = Blank.START_UNSEEN if unseen or reach[h, g] else Blank.NOT_YET
            elif not certain and reach[h, g] < least_followed * started[g]:
                blank = Blank.FEW_YET if reach[h, g] else Blank.NOT_YET
            horizons.append(
                Horizon(months[h], shares[:, g, h], lower[:, g, h], upper[:, g, h], least, most,
                        int(curves.at_risk[g, day]), int(reach[h, g]), certain, blank)
            )  # fmt: skip
        yield Cohort(
            int(started[g]), now[g * width : (g + 1) * width], int(late[g]), tuple(horizons)
        )


def _effective(curves: Curves, days: Sequence[int]) -> Floats:
    """How many people a share was in effect made of, for shares of 0 and 1: (groups, horizons).

    Those still at risk, enlarged by the share that had ended before (Dorey and Korn 1987); all
    who ended when nobody is at risk any more.
    """
    at_risk, before = curves.at_risk[:, days], curves.busy_before[:, days]
    ended = np.cumsum(curves.all_ended, axis=1)[:, days]
    safe = np.where(before > 0, before, 1)
    found: Floats = np.where((at_risk > 0) & (before > 0), at_risk / safe, ended)
    return found

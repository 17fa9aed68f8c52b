# SPDX-License-Identifier: EUPL-1.2
"""Three contract years that do not differ at all, seen by a register that closes its books.

Of those who begin, 86 % will pass in the end, 9 % fail and 5 % leave; failing takes twice as
long as passing. The truth is known because every case is drawn to its end before it is cut.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taalplan.statistics.outcomes.figures import Cohort, cohort_figures, days_of
from taalplan.statistics.outcomes.followed import Followed

YEARS = (2019, 2020, 2021)
LAST_DAY = np.datetime64("2022-02-28")
MONTHS = (6, 12, 18, 24, 36)
WILL = (0.86, 0.09, 0.05)
SCALES = (270.0, 540.0, 300.0)
"""Of the Weibull distribution of days to passing, failing and leaving; its shape is 1.6."""


@dataclass(frozen=True)
class Seen:
    """One contract year: the official ratio, the curve, and the truth, as fractions.

    `truth` is the share that will have passed after each of MONTHS.
    """

    year: int
    ratio: float
    closed: float
    curve: Cohort
    truth: tuple[float, ...]


def simulate(people: int, seed: int) -> list[Seen]:
    """Draw `people` a year, cut on LAST_DAY, and look at them in both ways."""
    rng = np.random.default_rng(seed)
    found = []
    for year in YEARS:
        begun = np.datetime64(f"{year}-01-01") + rng.integers(0, 365, people)
        will = rng.choice(3, people, p=WILL)
        needed = np.ceil(rng.weibull(1.6, people) * np.array(SCALES)[will]).astype(int)
        reach = (LAST_DAY - begun).astype(int)
        closed = needed <= reach
        followed = Followed(
            np.zeros(people, np.int64),
            np.minimum(needed, reach),
            np.where(closed, will + 1, 0),
            None,
            reach,
        )
        (curve,) = cohort_figures(followed, 1, MONTHS, least_followed=0.1)
        truth = tuple(float(np.mean((will == 0) & (needed <= days_of(m)))) for m in MONTHS)
        ratio = float(np.mean(will[closed] == 0))
        found.append(Seen(year, ratio, float(closed.mean()), curve, truth))
    return found


def as_markdown(found: list[Seen]) -> str:
    """The table of the explanation page."""
    heading = "| year of contract | closed | official rate | 6 months | 12 | 24 |"
    lines = [heading, "|---|--:|--:|--:|--:|--:|"]
    for seen in found:
        shown = {
            h.months: "-" if h.blank else _percent(float(h.share[0])) for h in seen.curve.horizons
        }
        cells = [_percent(seen.closed), _percent(seen.ratio), shown[6], shown[12], shown[24]]
        lines.append(f"| {seen.year} | {' | '.join(cells)} |")
    truth = [float(np.mean([s.truth[MONTHS.index(m)] for s in found])) for m in (6, 12, 24)]
    ends = " | ".join(map(_percent, [1.0, WILL[0], *truth]))
    lines.append(f"| *in truth, every year* | {ends} |")
    return "\n".join(lines)


def _percent(share: float) -> str:
    return f"{100 * share:.1f}%"

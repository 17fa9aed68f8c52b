# SPDX-License-Identifier: EUPL-1.2
"""What people said: scores from surveys (1 to 10) and a few complaints, each about something.

Satisfaction is asked, but in 2020 and 2021 nobody was asked about the desks and nobody
complained about them (written question 216, answer 6). So in those years there is no row about
a desk: no answer is not a good answer. Numbers and scores are assumptions; none are published.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from taalplan.example import days
from taalplan.example.figures import DESKS, Flags, Floats, Ints
from taalplan.example.known import Known
from taalplan.vocabulary.codes import FeedbackKind, Topic, Touchpoint

TOUCHPOINTS = (
    Touchpoint.COURSE.value,
    Touchpoint.INTAKE.value,
    Touchpoint.SOCIAL_ORIENTATION.value,
    Touchpoint.TEST.value,
    Touchpoint.DESK.value,
)
DESK = TOUCHPOINTS.index(Touchpoint.DESK.value)
NOT_ASKED = (days.number("2020-01-01"), days.number("2021-12-31"))
"""First and last day of the two years without a word about desks."""

ASKED = 0.05
"""Survey answers per registration. Assumption."""

COMPLAINS = 0.0012
"""Complaints per registration: rare. Assumption."""

SHARES = (0.40, 0.30, 0.20, 0.07, 0.03)
MEANS = (7.9, 8.2, 7.6, 7.3, 7.7)
SPREAD = 1.3
AFTER = (160, 6, 190, 12, 3)
"""By touchpoint: share of the answers, mean score, and days after registration. Assumptions."""

ONLINE = 0.7
"""How much lower courses were rated while they were given at a distance. Assumption."""

TOPICS = tuple(each.value for each in Topic)
KINDS = (FeedbackKind.SURVEY.value, FeedbackKind.COMPLAINT.value)
SURVEY, COMPLAINT = range(2)


def feedback_table(rng: np.random.Generator, known: Known) -> Any:
    """The table `feedback`, by desk and date; `score` is empty for complaints."""
    import pyarrow as pa

    from taalplan.example.tables import coded, dates

    parts = [_answers(rng, known, ASKED, SURVEY), _answers(rng, known, COMPLAINS, COMPLAINT)]
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    order = np.lexsort(columns[::-1])
    desk, day, touchpoint, kind = (column[order] for column in columns)
    score = _scores(rng, desk, day, touchpoint)
    topic = _topics(rng, kind, score)
    return pa.table(
        {
            "desk": coded(desk, DESKS),
            "date": dates(day),
            "touchpoint": coded(touchpoint, TOUCHPOINTS),
            "kind": coded(kind, KINDS),
            "score": pa.array(score, mask=kind == COMPLAINT),
            "topic": coded(topic, TOPICS),
        }
    )


def _answers(
    rng: np.random.Generator, known: Known, rate: float, kind: int
) -> tuple[Ints, Ints, Ints, Ints]:
    """Desk, day, touchpoint and kind of those who say something after they registered."""
    some = np.flatnonzero(rng.random(len(known.registered_day)) < rate)
    n = len(some)
    touchpoint = rng.choice(len(TOUCHPOINTS), n, p=SHARES)
    lag = rng.gamma(4.0, np.array(AFTER)[touchpoint] / 4.0).astype(np.int64)
    day = known.registered_day[some] + lag
    # From 2020 nobody was asked about the desk any more.
    silent: Flags = (touchpoint == DESK) & (day >= NOT_ASKED[0])
    keep = ~silent & (day <= known.as_of)
    return known.registered_desk[some][keep], day[keep], touchpoint[keep], np.full(n, kind)[keep]


def _scores(rng: np.random.Generator, desk: Ints, day: Ints, touchpoint: Ints) -> Floats:
    """Whole scores from 1 to 10; every desk has its own level."""
    level = rng.normal(0.0, 0.25, len(DESKS))[desk]
    distance = (touchpoint == 0) & (day >= days.number("2020-03-16"))
    distance &= day < days.number("2021-09-01")
    mean = np.array(MEANS)[touchpoint] + level - ONLINE * distance
    found: Floats = np.clip(np.rint(rng.normal(mean, SPREAD)), 1.0, 10.0)
    return found


def _topics(rng: np.random.Generator, kind: Ints, score: Floats) -> Ints:
    """A complaint has a topic, and so have most low scores."""
    named = (kind == COMPLAINT) | ((score <= 6) & (rng.random(len(kind)) < 0.6))
    return np.where(named, rng.integers(0, len(TOPICS), len(kind)), -1)

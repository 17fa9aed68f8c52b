# SPDX-License-Identifier: EUPL-1.2
"""What people say about a desk or a course; who said it is not kept."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction

from taalplan.audit import log
from taalplan.register.models import Desk, Feedback
from taalplan.register.permissions import check_can_work_at
from taalplan.vocabulary.codes import FeedbackKind


@transaction.atomic
def add_feedback(
    *,
    desk: Desk,
    day: datetime.date,
    touchpoint: str,
    kind: FeedbackKind,
    by: Any,
    score: float | None = None,
    topic: str = "",
) -> Feedback:
    """Write down an answer to a survey, or a complaint. `score` is from 1 to 10."""
    check_can_work_at(by, desk)
    made = Feedback.objects.create(
        desk=desk, date=day, touchpoint=touchpoint, kind=kind, score=score, topic=topic
    )
    made.full_clean()
    log.record(by=by, action="add_feedback", thing=made, desk=desk.code, kind=kind.value)
    return made

# SPDX-License-Identifier: EUPL-1.2
"""The terms of parliament, in working days."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from taalplan import policy
from taalplan.questions.models import Question
from taalplan.vocabulary.workdays import working_days_after


def due(asked_on: date) -> date:
    """The last day of parliament's term."""
    return working_days_after(asked_on, policy.value("questions.term", asked_on).whole)


def public_from(question: Question) -> date:
    """The first day on which a signed answer may be public."""
    signed = timezone.localdate(question.signed_at)
    return working_days_after(signed, policy.value("questions.embargo", signed).whole)

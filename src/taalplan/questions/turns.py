# SPDX-License-Identifier: EUPL-1.2
"""One writer at a time on one question, and whether it may still be written."""

from __future__ import annotations

from django.utils.translation import gettext as _

from taalplan.questions.models import Question, QuestionStatus
from taalplan.questions.states import BEING_WRITTEN
from taalplan.register.states import NotInThisStateError


def lock(question: Question) -> Question:
    """The question as it stands now; nobody else changes it until this transaction ends."""
    return Question.objects.select_for_update().get(pk=question.pk)


def check_being_written(question: Question) -> None:
    """Refuse a change to what readers or the minister have before them."""
    if question.status not in BEING_WRITTEN:
        raise NotInThisStateError(
            _("dit antwoord wordt nagelezen of is afgerond; haal het eerst terug om te wijzigen")
        )


def begin_drafting(question: Question) -> None:
    """The first thing that happens to a question that came in sets it in progress."""
    if question.status == QuestionStatus.RECEIVED:
        question.status = QuestionStatus.DRAFTING
        question.save(update_fields=["status"])

# SPDX-License-Identifier: EUPL-1.2
"""Drafts of parts: words, figures, analyses and reasons; nothing is written over unseen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from taalplan.answers import QuestionError
from taalplan.audit import log
from taalplan.questions.drafts import add_draft
from taalplan.questions.file import ANSWER, faults_of_part
from taalplan.questions.models import Draft, Part, PartStatus
from taalplan.questions.permissions import check_can_handle_questions, check_can_write
from taalplan.questions.states import PART
from taalplan.questions.turns import begin_drafting, check_being_written, lock
from taalplan.register.states import NotInThisStateError, check_step


@transaction.atomic
def save_draft(*, part: Part, answer: Mapping[str, Any], based_on: int, by: Any) -> Draft:
    """Add a draft to a part that is open; `based_on` is the number of the draft one began from.

    Raises ConflictError when that is no longer the last one, and ValidationError for a field
    that an answer does not have. A draft may have faults; only a ready part may not.
    """
    check_can_write(by, part)
    question = lock(part.question)
    check_being_written(question)
    part.refresh_from_db()
    if part.status == PartStatus.READY:
        raise NotInThisStateError(_("deze deelvraag is klaar; open ze eerst opnieuw"))
    if strange := sorted(set(answer) - set(ANSWER)):
        raise ValidationError(f"no field of an answer: {', '.join(strange)}")
    made = add_draft(part, answer, based_on, by)
    if part.status == PartStatus.ELSEWHERE:
        part.status = PartStatus.OPEN
        part.save(update_fields=["status"])
    begin_drafting(question)
    log.record(by=by, action="save_draft", thing=part, draft=made.number)
    return made


@transaction.atomic
def set_ready(*, part: Part, by: Any) -> Part:
    """Say that a part is finished. Raises QuestionError with its faults when it is not."""
    check_can_write(by, part)
    question = lock(part.question)
    check_being_written(question)
    part.refresh_from_db()
    check_step(PART, PartStatus(part.status), PartStatus.READY)
    if faults := faults_of_part(part):
        raise QuestionError(faults)
    part.status = PartStatus.READY
    part.save(update_fields=["status"])
    log.record(by=by, action="set_ready", thing=part)
    return part


@transaction.atomic
def open_again(*, part: Part, by: Any) -> Part:
    """Go on with a part that was ready or was sent elsewhere."""
    check_can_handle_questions(by)
    question = lock(part.question)
    check_being_written(question)
    part.refresh_from_db()
    check_step(PART, PartStatus(part.status), PartStatus.OPEN)
    part.status = PartStatus.OPEN
    part.save(update_fields=["status"])
    log.record(by=by, action="open_again", thing=part)
    return part

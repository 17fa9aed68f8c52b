# SPDX-License-Identifier: EUPL-1.2
"""A question comes in, is divided over who writes, or goes to another minister."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from taalplan.answers import read_question
from taalplan.audit import log
from taalplan.questions import file as question_file
from taalplan.questions.drafts import add_draft
from taalplan.questions.models import (
    Draft,
    Part,
    PartStatus,
    Question,
    QuestionStatus,
)
from taalplan.questions.permissions import can_handle_questions, check_can_handle_questions
from taalplan.questions.splitting import AskedPart
from taalplan.questions.states import PART, QUESTION
from taalplan.questions.terms import due
from taalplan.questions.turns import begin_drafting, check_being_written, lock
from taalplan.register.states import check_step

PARLIAMENT = "Vlaams Parlement"


@transaction.atomic
def receive_question(
    *,
    number: int,
    session_year: str,
    title: str,
    asked_on: date,
    asked_by: str,
    answered_by: str,
    function: str,
    introduction: str,
    parts: Sequence[AskedPart],
    by: Any,
    parliament: str = PARLIAMENT,
) -> Question:
    """Take a question in. Raises ValidationError for one without parts, or that is known."""
    check_can_handle_questions(by)
    if not parts:
        raise ValidationError(_("er is geen enkele deelvraag"))
    made = Question(
        number=number, session_year=session_year, parliament=parliament, title=title,
        asked_on=asked_on, asked_by=asked_by, answered_by=answered_by, function=function,
        introduction=introduction, due=due(asked_on),
    )  # fmt: skip
    if _known(made):
        raise ValidationError(
            {"number": _("vraag nr. %(number)s van %(year)s is al opgenomen")
             % {"number": number, "year": session_year}}
        )  # fmt: skip
    made.full_clean()
    made.save()
    for position, part in enumerate(parts, 1):
        Part.objects.create(
            question=made, position=position, code=part.code, lead=part.lead, asked=part.asked
        )
    log.record(by=by, action="receive_question", thing=made, parts=len(parts))
    return made


def _known(question: Question) -> bool:
    same = {name: getattr(question, name) for name in ("parliament", "session_year", "number")}
    return Question.objects.filter(**same).exists()


@transaction.atomic
def receive_file(*, content: str, by: Any) -> Question:
    """Take in a question file with the answers that it holds, as drafts of who brings it.

    Raises QuestionError with all faults of the file, or ValidationError when it is known.
    """
    check_can_handle_questions(by)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "question.yaml"
        path.write_text(content, encoding="utf-8")
        read = read_question(path)
    made = receive_question(
        number=read.number, session_year=read.session_year, title=read.title,
        asked_on=read.asked_on, asked_by=read.asked_by, answered_by=read.answered_by,
        function=read.function, introduction=read.introduction, parliament=read.parliament,
        parts=[AskedPart(part.code, part.lead, part.asked) for part in read.parts], by=by,
    )  # fmt: skip
    for part, fields in zip(made.parts.all(), question_file.answers_in(content), strict=True):
        answer = {name: fields[name] for name in question_file.ANSWER if name in fields}
        Draft.objects.create(part=part, number=1, answer=answer, by=by)
        part.status = question_file.status_of(answer)
        part.save(update_fields=["status"])
    begin_drafting(made)
    return made


@transaction.atomic
def assign_part(*, part: Part, owner: Any, by: Any) -> Part:
    """Say who writes the answer to a part; None leaves it to whoever begins."""
    check_can_handle_questions(by)
    question = lock(part.question)
    check_being_written(question)
    if owner is not None and not can_handle_questions(owner):
        raise ValidationError({"owner": _("dit is geen beleidsmedewerker")})
    part.refresh_from_db()
    part.owner = owner
    part.save(update_fields=["owner"])
    begin_drafting(question)
    log.record(by=by, action="assign_part", thing=part, owner=owner.pk if owner else None)
    return part


@transaction.atomic
def send_part_elsewhere(*, part: Part, minister: str, words: str, based_on: int, by: Any) -> Part:
    """Let another minister answer a part: that is what its answer will say."""
    check_can_handle_questions(by)
    question = lock(part.question)
    check_being_written(question)
    part.refresh_from_db()
    check_step(PART, PartStatus(part.status), PartStatus.ELSEWHERE)
    reason = {"kind": "other_owner", "owner": minister}
    add_draft(part, {"text": words, "reason": reason}, based_on, by)
    part.status = PartStatus.ELSEWHERE
    part.save(update_fields=["status"])
    begin_drafting(question)
    log.record(by=by, action="send_part_elsewhere", thing=part)
    return part


@transaction.atomic
def transfer_question(*, question: Question, why: str, by: Any) -> Question:
    """Hand the whole question to another minister; `why` says to whom and for which reason."""
    return _end(question, QuestionStatus.TRANSFERRED, why, "transfer_question", by)


@transaction.atomic
def withdraw_question(*, question: Question, why: str, by: Any) -> Question:
    """The member of parliament took the question back."""
    return _end(question, QuestionStatus.WITHDRAWN, why, "withdraw_question", by)


def _end(question: Question, status: QuestionStatus, why: str, action: str, by: Any) -> Question:
    check_can_handle_questions(by)
    question = lock(question)
    check_step(QUESTION, QuestionStatus(question.status), status)
    if not why.strip():
        raise ValidationError({"why": _("zeg waarom")})
    question.status, question.why = status, why.strip()
    question.save(update_fields=["status", "why"])
    log.record(by=by, action=action, thing=question)
    return question

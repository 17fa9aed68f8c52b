# SPDX-License-Identifier: EUPL-1.2
"""From an edition to a published answer: made, read by two, signed, published."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from taalplan import policy
from taalplan.audit import log
from taalplan.questions.editions import is_current, is_whole, last_signed
from taalplan.questions.file import content_of, file_of
from taalplan.questions.models import (
    Edition,
    EditionFile,
    PartStatus,
    Question,
    QuestionStatus,
    Reading,
    Verdict,
)
from taalplan.questions.permissions import (
    check_can_handle_questions,
    check_can_read_for,
    check_can_sign,
)
from taalplan.questions.states import QUESTION
from taalplan.questions.terms import public_from
from taalplan.questions.turns import check_being_written, lock
from taalplan.register.states import NotInThisStateError, check_step


@transaction.atomic
def keep_edition(
    *,
    question: Question,
    file: str,
    snapshot: str,
    files: Mapping[str, bytes],
    by: Any,
    after: Edition | None = None,
) -> Edition:
    """Keep what was made of a question file. Raises NotInThisStateError when it has changed."""
    check_can_handle_questions(by)
    question = lock(question)
    check_being_written(question)
    if file != file_of(question):
        raise NotInThisStateError(_("de tekst is intussen gewijzigd; maak het document opnieuw"))
    made = Edition.objects.create(
        question=question, number=question.editions.count() + 1, content=content_of(file),
        file=file, snapshot=snapshot, after=after, by=by,
    )  # fmt: skip
    EditionFile.objects.bulk_create(
        EditionFile(
            edition=made, name=name, content=content, sha256=hashlib.sha256(content).hexdigest()
        )
        for name, content in files.items()
    )
    log.record(by=by, action="keep_edition", thing=made, question=question.pk)
    return made


@transaction.atomic
def send_to_readers(*, edition: Edition, by: Any) -> Question:
    """Give an edition to be read: every part is ready, and it is made from these very words."""
    check_can_handle_questions(by)
    question = lock(edition.question)
    check_step(QUESTION, QuestionStatus(question.status), QuestionStatus.READING)
    if question.parts.filter(status=PartStatus.OPEN).exists():
        raise NotInThisStateError(_("nog niet elke deelvraag is klaar"))
    if not is_current(edition):
        raise NotInThisStateError(_("de tekst is intussen gewijzigd; maak het document opnieuw"))
    question.status = QuestionStatus.READING
    question.save(update_fields=["status"])
    log.record(by=by, action="send_to_readers", thing=question, edition=edition.number)
    return question


@transaction.atomic
def approve(*, edition: Edition, by: Any, remark: str = "") -> Reading:
    """Say that an edition is right; with the last reader that policy asks it goes to be signed."""
    question = _being_read(edition, by)
    made = _read(edition, by, Verdict.APPROVED, remark)
    approved = edition.readings.filter(verdict=Verdict.APPROVED).count()
    if approved >= policy.value("questions.readers", timezone.localdate()).whole:
        question.status = QuestionStatus.SIGNING
        question.save(update_fields=["status"])
    log.record(by=by, action="approve", thing=edition, question=question.pk)
    return made


@transaction.atomic
def send_back(*, edition: Edition, remark: str, by: Any) -> Question:
    """Say what is wrong with an edition, also when it waits to be signed; it is written on."""
    check_can_handle_questions(by)
    question = lock(edition.question)
    check_step(QUESTION, QuestionStatus(question.status), QuestionStatus.DRAFTING)
    _check_before_the_reader(edition)
    if not remark.strip():
        raise ValidationError({"remark": _("zeg wat er anders moet")})
    _read(edition, by, Verdict.SENT_BACK, remark.strip())
    question.status = QuestionStatus.DRAFTING
    question.save(update_fields=["status"])
    question.parts.filter(status=PartStatus.READY).update(status=PartStatus.OPEN)
    log.record(by=by, action="send_back", thing=edition, question=question.pk)
    return question


def _being_read(edition: Edition, by: Any) -> Question:
    check_can_read_for(by, edition)
    question = lock(edition.question)
    if question.status != QuestionStatus.READING:
        raise NotInThisStateError(_("dit antwoord ligt niet bij de nalezers"))
    _check_before_the_reader(edition)
    return question


def _check_before_the_reader(edition: Edition) -> None:
    if not is_current(edition):
        raise NotInThisStateError(_("er is een nieuwere uitgave; lees die"))


def _read(edition: Edition, by: Any, verdict: Verdict, remark: str) -> Reading:
    """One row for each reader; who approved may still send back before it is signed."""
    made, _new = Reading.objects.update_or_create(
        edition=edition, by=by, defaults={"verdict": verdict, "remark": remark}
    )
    return made


@transaction.atomic
def sign(*, question: Question, by: Any) -> Question:
    """Sign the edition that was read: those bytes, and no others."""
    check_can_sign(by, question)
    question = lock(question)
    check_step(QUESTION, QuestionStatus(question.status), QuestionStatus.SIGNED)
    edition = question.editions.order_by("-number").first()
    if edition is None or not is_current(edition) or not is_whole(edition):
        raise NotInThisStateError(_("wat werd nagelezen, is niet meer wat hier staat"))
    if edition.after != last_signed():
        raise NotInThisStateError(
            _("intussen werd een ander antwoord ondertekend; maak het document opnieuw, zodat de "
              "cijfers samen niemand verraden")
        )  # fmt: skip
    question.signed, question.signed_by, question.signed_at = edition, by, timezone.now()
    question.status = QuestionStatus.SIGNED
    question.save(update_fields=["signed", "signed_by", "signed_at", "status"])
    hashes = dict(edition.files.values_list("name", "sha256"))
    log.record(by=by, action="sign", thing=question, edition=edition.number, files=hashes)
    return question


@transaction.atomic
def publish(*, question: Question, by: Any) -> Question:
    """Make a signed answer public, once only the member who asked had it for parliament's term."""
    check_can_handle_questions(by)
    question = lock(question)
    check_step(QUESTION, QuestionStatus(question.status), QuestionStatus.PUBLISHED)
    if timezone.localdate() < (first := public_from(question)):
        raise NotInThisStateError(
            _("tot %(day)s heeft enkel de vraagsteller het antwoord") % {"day": first.isoformat()}
        )
    question.status, question.published_at = QuestionStatus.PUBLISHED, timezone.now()
    question.save(update_fields=["status", "published_at"])
    log.record(by=by, action="publish", thing=question)
    return question

# SPDX-License-Identifier: EUPL-1.2
"""One question: its parts, what was made of it, and the next step of whoever looks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods

from taalplan.jobs.models import OVER, Job
from taalplan.questions.actions import deciding, receiving
from taalplan.questions.editions import is_current
from taalplan.questions.models import Draft, Edition, PartStatus, Question, QuestionStatus
from taalplan.questions.permissions import can_read_for, can_sign, check_can_handle_questions
from taalplan.questions.states import BEING_WRITTEN
from taalplan.questions.terms import public_from
from taalplan.vocabulary.workdays import working_days_between
from taalplan.web.deeds import Deed, Group, page
from taalplan.web.forms import questions as forms
from taalplan.web.forms.running import SureForm
from taalplan.web.making import ask_for_edition, job_of

DOCUMENTS = {
    "answer.html": _l("lees het antwoord"),
    "answer.docx": _l("Word"),
    "answer.pdf": _l("PDF"),
    "data.xlsx": _l("alle tabellen (Excel)"),
    "certificate.json": _l("hoe kleine aantallen beschermd zijn"),
}
"""The files of an edition that people open, in the order in which they do."""


@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, number: int) -> HttpResponse:
    """Show a question, or take the step that was sent."""
    check_can_handle_questions(request.user)
    found = get_object_or_404(Question, pk=number)
    edition = found.editions.order_by("-number").first()
    job = job_of(found)
    context: dict[str, Any] = {
        "question": found,
        "parts": found.parts.select_related("owner").annotate(drafted=Exists(
            Draft.objects.filter(part=OuterRef("pk")))),
        "editions": found.editions.select_related("by").prefetch_related("readings__by")
        .order_by("-number"),
        "documents": DOCUMENTS.items(),
        "current": edition is not None and is_current(edition),
        "job": job,
        "days": working_days_between(timezone.localdate(), found.due),
        "open": found.status in BEING_WRITTEN,
    }  # fmt: skip
    groups = [
        Group(
            _("Wat nu?"), list(_said(found, edition)), list(_steps(request, found, edition, job))
        ),
        *_aside(request, found),
    ]
    heading = _("Vraag %(number)s") % {"number": found.number}
    return page(request, groups, heading=heading, template="web/questions/question.html", **context)


def _steps(
    request: HttpRequest, question: Question, edition: Edition | None, job: Job | None
) -> Iterator[Deed]:
    """What brings the question further, for this user."""
    status, by = QuestionStatus(question.status), request.user
    if status in BEING_WRITTEN:
        yield from _written(request, question, edition, job)
    elif edition is None:
        return
    elif status is QuestionStatus.READING:
        if can_read_for(by, edition) and not edition.readings.filter(by_id=by.pk).exists():
            yield Deed("approve", _("Keur goed"), lambda data: deciding.approve(
                edition=edition, by=by, remark=data["remark"]), forms.ApproveForm,
                second=False)  # fmt: skip
        yield _back(request, edition)
    elif status is QuestionStatus.SIGNING:
        if can_sign(by, question):
            yield Deed(
                "sign",
                _("Onderteken"),
                lambda _data: deciding.sign(question=question, by=by),
                SureForm,
            )
        yield _back(request, edition)
    elif status is QuestionStatus.SIGNED and public_from(question) <= timezone.localdate():
        yield Deed(
            "publish",
            _("Maak openbaar"),
            lambda _data: deciding.publish(question=question, by=by),
            SureForm,
        )


def _written(
    request: HttpRequest, question: Question, edition: Edition | None, job: Job | None
) -> Iterator[Deed]:
    waits = question.parts.filter(status=PartStatus.OPEN).exists()
    if edition is not None and is_current(edition) and not waits:
        yield Deed(
            "send",
            _("Leg voor aan de nalezers"),
            lambda _data: deciding.send_to_readers(edition=edition, by=request.user),
            second=False,
        )
    if job is None or job.status in OVER:
        yield Deed(
            "make", _("Maak het document"), lambda _data: ask_for_edition(question, by=request.user)
        )


def _back(request: HttpRequest, edition: Edition) -> Deed:
    return Deed("back", _("Stuur terug"), lambda data: deciding.send_back(
        edition=edition, remark=data["remark"], by=request.user), forms.BackForm)  # fmt: skip


def _aside(request: HttpRequest, question: Question) -> Iterator[Group]:
    """What ends a question otherwise than with an answer."""

    def end(action: Any) -> Any:
        return lambda data: action(question=question, why=data["why"], by=request.user)

    if QuestionStatus(question.status) in BEING_WRITTEN:
        yield Group(_("Anders"), (), [
            Deed("transfer", _("Draag de vraag over aan een andere minister"),
                 end(receiving.transfer_question), forms.WhyForm),
            Deed("withdraw", _("De vraag is ingetrokken"),
                 end(receiving.withdraw_question), forms.WhyForm),
        ])  # fmt: skip


def _said(question: Question, edition: Edition | None) -> Iterator[tuple[str, str]]:
    """What the question waits for, in words."""
    status = QuestionStatus(question.status)
    waits = question.parts.filter(status=PartStatus.OPEN).values_list("code", flat=True)
    if status in BEING_WRITTEN and waits:
        said = _("Schrijf de deelvragen die nog open staan: %(codes)s.")
        beside = _("Het document kan tussendoor al worden gemaakt.")
        yield said % {"codes": ", ".join(waits)}, beside
    elif status in BEING_WRITTEN and (edition is None or not is_current(edition)):
        yield _("Alle deelvragen zijn klaar. Maak het document."), ""
    elif status in BEING_WRITTEN:
        yield _("Lees het document, en leg het voor aan de nalezers."), ""
    elif status is QuestionStatus.READING:
        yield _("Dit antwoord wordt nagelezen door collega’s die er niet aan schreven."), ""
    elif status is QuestionStatus.SIGNING:
        yield _("Dit antwoord is goedgekeurd en wacht op een handtekening."), ""
    elif status is QuestionStatus.SIGNED:
        said = _("Ondertekend. Tot %(day)s heeft enkel de vraagsteller het antwoord.")
        yield said % {"day": date_format(public_from(question), "j F Y")}, ""
    elif status is QuestionStatus.PUBLISHED:
        yield _("Dit antwoord is openbaar."), ""
    else:
        yield question.why, ""

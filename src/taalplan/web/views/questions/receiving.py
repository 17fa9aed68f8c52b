# SPDX-License-Identifier: EUPL-1.2
"""All questions with their terms, and a question that comes in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from taalplan.answers import QuestionError
from taalplan.questions.actions import receiving
from taalplan.questions.models import PartStatus, Question, QuestionStatus
from taalplan.questions.permissions import check_can_handle_questions
from taalplan.questions.splitting import split
from taalplan.vocabulary.workdays import working_days_between
from taalplan.web.deeds import show_faults
from taalplan.web.faults import said
from taalplan.web.forms.base import DeskForm
from taalplan.web.forms.questions import AskedForm, PasteForm
from taalplan.web.views.sending import carry_out

OVER = (QuestionStatus.PUBLISHED, QuestionStatus.TRANSFERRED, QuestionStatus.WITHDRAWN)


@dataclass(frozen=True)
class Row:
    """A question in the list: how many parts are done, and how many working days are left."""

    question: Question
    ready: int
    parts: int
    days: int
    is_over: bool


@require_GET
def questions(request: HttpRequest) -> HttpResponse:
    """What has to be answered, the most urgent first; or what is behind us."""
    check_can_handle_questions(request.user)
    past = request.GET.get("toon") == "afgerond"
    found = Question.objects.filter(status__in=OVER) if past else Question.objects.exclude(
        status__in=OVER
    )  # fmt: skip
    rows = list(_rows(found.prefetch_related("parts")))
    return render(request, "web/questions/list.html", {"rows": rows, "past": past})


def _rows(found: Any) -> Iterator[Row]:
    today = timezone.localdate()
    for question in found:
        parts = list(question.parts.all())
        done = sum(part.status != PartStatus.OPEN for part in parts)
        signed = question.signed_at is not None
        days = working_days_between(today, question.due)
        yield Row(question, done, len(parts), days, signed or question.status in OVER)


@require_http_methods(["GET", "POST"])
def receive(request: HttpRequest) -> HttpResponse:
    """Paste a question, look over what was read of it, and keep it."""
    check_can_handle_questions(request.user)
    if request.method != "POST":
        return _page(request, PasteForm())
    if "count" in request.POST:
        return _keep(request, AskedForm(request.POST))
    form = PasteForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    if form.is_a_question_file:
        return _keep_file(request, form)
    asked = split(form.cleaned_data["text"])
    if not asked.parts:
        form.add_error("text", _("er staat geen deelvraag in: een vraag begint met “1.”"))
        return _page(request, form, status=422)
    return _page(request, AskedForm.of(asked))


def _keep(request: HttpRequest, form: AskedForm) -> HttpResponse:
    def work() -> dict[str, Any]:
        made = receiving.receive_question(**form.head(), parts=form.asked_parts(), by=request.user)
        return {"number": made.pk}

    if form.is_valid():
        try:
            return redirect("question", carry_out(request, form, work)["number"])
        except ValidationError as faults:
            show_faults(form, faults)
    return _page(request, form, status=422)


def _keep_file(request: HttpRequest, form: PasteForm) -> HttpResponse:
    def work() -> dict[str, Any]:
        made = receiving.receive_file(content=form.cleaned_data["text"], by=request.user)
        return {"number": made.pk}

    try:
        return redirect("question", carry_out(request, form, work)["number"])
    except QuestionError as error:
        for fault in error.faults:
            where = _("regel %(line)s") % {"line": fault.line} if fault.line else ""
            form.add_error(None, f"{where} {fault.where}: {said(fault)}")
    except ValidationError as faults:
        form.add_error(None, faults)
    return _page(request, form, status=422)


def _page(request: HttpRequest, form: DeskForm, status: int = 200) -> HttpResponse:
    return render(request, "web/questions/receive.html", {"form": form}, status=status)

# SPDX-License-Identifier: EUPL-1.2
"""Files of an edition, and how far a document is that is being made."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from taalplan.jobs import queue
from taalplan.jobs.models import Job
from taalplan.questions.models import EditionFile
from taalplan.questions.permissions import check_can_handle_questions
from taalplan.web.documents import served


@require_GET
def question_file(request: HttpRequest, number: int, edition: int, name: str) -> HttpResponse:
    """One file of an edition, byte for byte as it was made."""
    check_can_handle_questions(request.user)
    asked = {"edition__question": number, "edition__number": edition, "name": name}
    file = get_object_or_404(EditionFile, **asked)
    return served(file.name.rpartition("/")[2], bytes(file.content))


@require_GET
def job(request: HttpRequest, number: int) -> HttpResponse:
    """How far a job is: a part of a page that asks for itself until the job is over."""
    found = get_object_or_404(Job, pk=number, by=request.user)
    answer = render(request, "web/questions/job.html", {"job": found})
    if found.is_over:
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
def cancel_job(request: HttpRequest, number: int) -> HttpResponse:
    """Stop it, and go back to the question that it is for."""
    found = get_object_or_404(Job, pk=number, by=request.user)
    queue.cancel(found)
    return redirect("question", found.given["question"])

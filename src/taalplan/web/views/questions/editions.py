# SPDX-License-Identifier: EUPL-1.2
"""Files of an edition, and how far a document is that is being made."""

from __future__ import annotations

import mimetypes

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from taalplan.jobs import queue
from taalplan.jobs.models import Job
from taalplan.questions.models import EditionFile
from taalplan.questions.permissions import check_can_handle_questions

SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""A document is read as one: nothing in it runs, sends or fetches."""

SHOWN = ("text/html", "application/pdf")


@require_GET
def question_file(request: HttpRequest, number: int, edition: int, name: str) -> HttpResponse:
    """One file of an edition, byte for byte as it was made."""
    check_can_handle_questions(request.user)
    asked = {"edition__question": number, "edition__number": edition, "name": name}
    return served(get_object_or_404(EditionFile, **asked))


def served(file: EditionFile) -> HttpResponse:
    """A kept file; documents open in the browser, everything else is downloaded."""
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    charset = "; charset=utf-8" if kind.startswith("text/") else ""
    answer = HttpResponse(bytes(file.content), content_type=kind + charset)
    how = "inline" if kind in SHOWN else "attachment"
    answer["Content-Disposition"] = f'{how}; filename="{file.name.rpartition("/")[2]}"'
    answer["ETag"] = f'"{file.sha256}"'
    if kind == "text/html":
        answer["Content-Security-Policy"] = SANDBOX
    return answer


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

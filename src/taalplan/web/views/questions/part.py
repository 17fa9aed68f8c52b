# SPDX-License-Identifier: EUPL-1.2
"""One part of a question: what is asked, and the answer that is being written."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import ndiff
from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from taalplan.answers import QuestionError
from taalplan.questions.actions import receiving, writing
from taalplan.questions.drafts import ConflictError
from taalplan.questions.file import as_yaml, faults_of_part
from taalplan.questions.models import Draft, Part, PartStatus
from taalplan.questions.permissions import can_write, check_can_handle_questions
from taalplan.questions.states import BEING_WRITTEN
from taalplan.register.models import Role
from taalplan.web.deeds import Deed, Group, page
from taalplan.web.faults import said
from taalplan.web.forms.answers import AnswerForm
from taalplan.web.forms.questions import ElsewhereForm, OwnerForm
from taalplan.web.views.sending import carry_out, sent


@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """Show the form with the last draft, keep what was written, or take another step."""
    check_can_handle_questions(request.user)
    found = get_object_or_404(Part.objects.select_related("question"), question=number, code=code)
    draft = found.draft
    answer, based_on = (draft.answer, draft.number) if draft else ({}, 0)
    given = sent(request)
    writes = given is not None and given.get("do") == "write"
    form = AnswerForm(given) if writes else AnswerForm.of(answer, based_on)
    context: dict[str, Any] = {
        "part": found,
        "answer_form": form,
        "writable": _writable(request, found),
        "faults": _faults(found) if draft and found.status == PartStatus.OPEN else (),
        "drafts": found.drafts.select_related("by").order_by("-number")[:20],
        "answer": as_yaml(answer) if answer else "",
    }
    if request.method == "POST" and writes:
        return _write(request, found, form, answer, context)
    groups = [Group(_("Anders"), (), list(_deeds(request, found, based_on)))]
    heading = _("Deelvraag %(code)s") % {"code": found.code}
    return page(request, groups, heading=heading, template="web/questions/part.html", **context)


def _faults(part: Part) -> list[str]:
    return [said(each) for each in faults_of_part(part)]


def _writable(request: HttpRequest, part: Part) -> bool:
    open_now = part.question.status in BEING_WRITTEN and part.status != PartStatus.READY
    return open_now and can_write(request.user, part)


def _write(
    request: HttpRequest,
    part: Part,
    form: AnswerForm,
    before: dict[str, Any],
    context: dict[str, Any],
) -> HttpResponse:
    """Keep a draft; when somebody else kept one meanwhile, show both."""
    status, theirs = 422, None
    if form.is_valid():
        made = form.answer(before)
        based_on = form.cleaned_data["based_on"]

        def work() -> dict[str, Any]:
            return {"draft": writing.save_draft(
                part=part, answer=made, based_on=based_on, by=request.user).number}  # fmt: skip

        try:
            carry_out(request, form, work)
        except ConflictError as conflict:
            status, theirs = 409, conflict.theirs
        else:
            messages.success(request, _("Bewaard."))
            return redirect("question_part", part.question_id, part.code)
    if theirs is not None:
        # The next time it goes in after theirs: the writer has seen both.
        again = request.POST.copy()
        again["based_on"] = str(theirs.number)
        form.data = again
        context |= {"theirs": theirs, "difference": list(_difference(theirs, made))}
    heading = _("Deelvraag %(code)s") % {"code": part.code}
    shown = context | {"form": form, "heading": heading, "groups": []}
    return render(request, "web/questions/part.html", shown, status=status)


def _difference(theirs: Draft, mine: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Line by line: `theirs` only, `mine` only, or in both."""
    kinds = {"- ": "theirs", "+ ": "mine", "  ": "both"}
    mine = {name: value for name, value in mine.items() if value}
    for line in ndiff(as_yaml(theirs.answer).splitlines(), as_yaml(mine).splitlines()):
        if line[:2] in kinds:
            yield kinds[line[:2]], line[2:]


def _deeds(request: HttpRequest, part: Part, based_on: int) -> Iterator[Deed]:
    by = request.user
    if part.question.status not in BEING_WRITTEN:
        return
    if part.status == PartStatus.OPEN and based_on and can_write(by, part):
        yield Deed("ready", _("Deze deelvraag is klaar"),
                   lambda _data: _ready(part, by), second=False)  # fmt: skip
    if part.status != PartStatus.OPEN:
        yield Deed("open", _("Schrijf verder aan deze deelvraag"),
                   lambda _data: writing.open_again(part=part, by=by))  # fmt: skip
    if part.status == PartStatus.OPEN:
        yield Deed("owner", _("Wijs toe"), lambda data: receiving.assign_part(
            part=part, owner=data["owner"], by=by), OwnerForm,
            initial={"owner": part.owner_id}, options={"among": _staff()})  # fmt: skip
        yield Deed("elsewhere", _("Laat een andere minister antwoorden"),
                   lambda data: receiving.send_part_elsewhere(
                       part=part, minister=data["minister"], words=data["words"],
                       based_on=based_on, by=by), ElsewhereForm)  # fmt: skip


def _ready(part: Part, by: Any) -> Part:
    """A part with faults is not ready; each fault is said on the page."""
    try:
        return writing.set_ready(part=part, by=by)
    except QuestionError as error:
        raise ValidationError([said(each) for each in error.faults]) from None


def _staff() -> Any:
    users = get_user_model().objects.filter(assignments__role=Role.POLICY, is_active=True)
    return users.order_by("last_name", "first_name", "username").distinct()

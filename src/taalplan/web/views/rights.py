# SPDX-License-Identifier: EUPL-1.2
"""What the register holds about somebody, for that person; and what that person disputes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from taalplan.register import owndata
from taalplan.register.actions import rights as actions
from taalplan.register.models import Person, Restriction
from taalplan.register.permissions import check_can_change_person
from taalplan.register.states import NotInThisStateError
from taalplan.web.looking import file_of


@require_http_methods(["GET", "POST"])
def own_data(request: HttpRequest, number: int) -> HttpResponse:
    """Ask first, for the log keeps it; then everything on a page to print, or as a file."""
    person = file_of(request, number)
    if isinstance(person, HttpResponse):
        return person
    check_can_change_person(request.user, person)
    if request.method != "POST":
        return _page(request, person)
    copy = actions.own_data(person=person, by=request.user)
    wanted = request.POST.get("as")
    if wanted == "file":
        answer: HttpResponse = JsonResponse(
            owndata.as_json(copy), json_dumps_params={"ensure_ascii": False, "indent": 2}
        )
        return _to_save(answer, f"gegevens-{person.pk}.json")
    if wanted == "pdf":
        answer = HttpResponse(owndata.pdf(copy), content_type="application/pdf")
        return _to_save(answer, f"gegevens-{person.pk}.pdf")
    return _page(request, person, copy)


@require_POST
def dispute(request: HttpRequest, number: int) -> HttpResponse:
    """Mark something in somebody's file as disputed."""
    person = file_of(request, number)
    if isinstance(person, HttpResponse):
        return person
    what = request.POST.get("what", "")
    try:
        actions.restrict(person=person, what=what, day=timezone.localdate(), by=request.user)
    except (actions.NothingToDisputeError, NotInThisStateError) as fault:
        return _page(request, person, fault=str(fault), status=422)
    messages.success(request, _("Gemerkt als betwist."))
    return redirect("own_data", person.pk)


@require_POST
def settle(request: HttpRequest, number: int) -> HttpResponse:
    """What was disputed is settled."""
    restriction = get_object_or_404(Restriction, pk=number)
    person = file_of(request, restriction.person_id)
    if isinstance(person, HttpResponse):
        return person
    actions.lift_restriction(restriction=restriction, day=timezone.localdate(), by=request.user)
    messages.success(request, _("De betwisting is afgehandeld."))
    return redirect("own_data", person.pk)


def _page(
    request: HttpRequest,
    person: Person,
    copy: owndata.OwnData | None = None,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "person": person,
        "copy": copy,
        "fault": fault,
        "disputed": Restriction.objects.filter(person=person, lifted__isnull=True),
        "disputable": owndata.DISPUTABLE.items(),
    }
    return render(request, "web/own_data.html", context, status=status)


def _to_save(answer: HttpResponse, name: str) -> HttpResponse:
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer

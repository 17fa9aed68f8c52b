# SPDX-License-Identifier: EUPL-1.2
"""What the register holds about somebody, for that person."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from taalplan.register.actions import rights as actions
from taalplan.register.permissions import check_can_change_person
from taalplan.web.looking import file_of


@require_http_methods(["GET", "POST"])
def own_data(request: HttpRequest, number: int) -> HttpResponse:
    """Ask first, for the log keeps it; then everything on a page to print, or as a file."""
    person = file_of(request, number)
    if isinstance(person, HttpResponse):
        return person
    check_can_change_person(request.user, person)
    if request.method != "POST":
        return render(request, "web/own_data.html", {"person": person})
    data = actions.own_data(person=person, by=request.user)
    if request.POST.get("as") == "file":
        answer = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 2})
        answer["Content-Disposition"] = f'attachment; filename="gegevens-{person.pk}.json"'
        return answer
    return render(request, "web/own_data.html", {"person": person, "parts": _parts(data)})


def _parts(data: dict[str, object]) -> list[tuple[str, list[dict[str, object]]]]:
    """Each part as rows; a part that is one thing is one row."""
    return [
        (name, [part] if isinstance(part, dict) else list(part))  # type: ignore[call-overload]
        for name, part in data.items()
    ]

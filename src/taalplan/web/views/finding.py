# SPDX-License-Identifier: EUPL-1.2
"""Find somebody, and open their file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from taalplan.register.actions.looking import look_at
from taalplan.register.models import Person
from taalplan.register.permissions import check_can_find_people, check_can_see_person
from taalplan.web.forms.people import PURPOSES
from taalplan.web.known import search
from taalplan.web.looking import remember

LAST_PURPOSE = "purpose"


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """People by name, birth date or INSZ; of other desks only what prevents a double."""
    check_can_find_people(request.user)
    text = request.GET.get("q", "").strip()[:120]
    # The purpose of the last look is proposed: at a desk it is nearly always the same one.
    last = request.session.get(LAST_PURPOSE, PURPOSES[0][0])
    context = {
        "quick": text,
        "found": search(request.user, text) if text else [],
        "purposes": sorted(PURPOSES, key=lambda each: each[0] != last),
        "query": "" if any(letter.isdigit() for letter in text) else urlencode({"naam": text}),
    }
    return render(request, "web/find.html", context)


@require_POST
def find_open(request: HttpRequest) -> HttpResponse:
    """Open a file that was found, with the purpose that was chosen above the results."""
    number = request.POST.get("person", "")
    person = get_object_or_404(Person, pk=int(number) if number.isdecimal() else 0)
    check_can_see_person(request.user, person)
    purpose = request.POST.get("doel", "")
    if purpose not in dict(PURPOSES):
        return redirect("open_person", person.pk)
    look_at(person=person, purpose=purpose, by=request.user)
    remember(request, person, purpose)
    request.session[LAST_PURPOSE] = purpose
    return redirect("person", person.pk)

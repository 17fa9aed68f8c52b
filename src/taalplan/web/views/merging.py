# SPDX-License-Identifier: EUPL-1.2
"""Two files that may be of one person: side by side, together, and apart again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from taalplan.register import entries
from taalplan.register.actions import merging as actions
from taalplan.register.actions.looking import Purpose
from taalplan.register.models import Merge, Person
from taalplan.register.permissions import check_can_change_person
from taalplan.web.forms.courses import KeyForm
from taalplan.web.forms.people import DATA, PersonForm
from taalplan.web.known import readable
from taalplan.web.looking import file_of, note_look
from taalplan.web.templatetags.words import word
from taalplan.web.views.people import current_insz
from taalplan.web.views.sending import carry_out, sent


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, number: int, other: int) -> HttpResponse:
    """Compare two files, and bring them together when it is one person."""
    kept = file_of(request, number)
    if isinstance(kept, HttpResponse):
        return kept
    given_up = get_object_or_404(
        Person.objects.exclude(pk=kept.pk), pk=other, merged_into__isnull=True, erased_on=None
    )
    check_can_change_person(request.user, kept)
    check_can_change_person(request.user, given_up)
    form = KeyForm(sent(request))
    if request.method == "POST" and form.is_valid():

        def work() -> dict[str, Any]:
            return {"merge": actions.merge(kept=kept, given_up=given_up, by=request.user).pk}

        told = _waits_told(kept, given_up)
        carry_out(request, form, work)
        messages.success(request, " ".join([_("De twee dossiers zijn samengevoegd."), *told]))
        return redirect("person", kept.pk)
    note_look(request, given_up, Purpose.DOUBLE)
    context = {"kept": kept, "other": given_up, "form": form, "rows": _rows(kept, given_up)}
    return render(request, "web/merge.html", context | {"waits": _waits_told(kept, given_up)})


def _waits_told(kept: Person, given_up: Person) -> list[str]:
    """For what both wait, and since when the one entry counts that is kept; as sentences."""
    try:
        found = entries.pairs(kept, given_up)
    except entries.BothOfferedError:
        return []
    return [
        _("Beide dossiers wachten op %(level)s: één inschrijving blijft, sinds %(day)s.")
        % {
            "level": word(stays.level, "component"),
            "day": date_format(min(stays.since, goes.since), "j F Y"),
        }
        for stays, goes in found
    ]


def _rows(kept: Person, given_up: Person) -> list[dict[str, Any]]:
    """What both files say, field by field."""
    sides = [
        ("INSZ", current_insz(kept), current_insz(given_up)),
        *(
            (
                str(PersonForm.base_fields[name].label),
                readable(name, getattr(kept, name)),
                readable(name, getattr(given_up, name)),
            )
            for name in DATA
        ),
        (_("Aanmeldingen"), *map(_registrations, (kept, given_up))),
    ]
    return [
        {"name": name, "left": left, "right": right, "differs": left != right}
        for name, left, right in sides
    ]


def _registrations(person: Person) -> str:
    found = person.registrations.select_related("desk")
    return "; ".join(f"{each.desk.name} {each.date:%d/%m/%Y}" for each in found)


@require_POST
def undo_merge(request: HttpRequest, number: int) -> HttpResponse:
    """Two people after all: each gets back what was theirs."""
    found = get_object_or_404(Merge.objects.select_related("kept", "given_up"), pk=number)
    check_can_change_person(request.user, found.kept)
    form = KeyForm(request.POST)
    if form.is_valid():

        def work() -> dict[str, Any]:
            actions.undo_merge(merge=found, by=request.user)
            return {"merge": found.pk}

        carry_out(request, form, work)
        messages.success(request, _("De twee dossiers staan weer apart."))
    return redirect("person", found.kept_id)

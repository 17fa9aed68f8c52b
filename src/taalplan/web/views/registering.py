# SPDX-License-Identifier: EUPL-1.2
"""Register somebody, for the first time or again, and change their data."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from taalplan.register.actions import people as people_actions
from taalplan.register.actions import registrations as registration_actions
from taalplan.register.actions.courses import ChangedMeanwhileError
from taalplan.register.models import Desk, NumberKind, Person
from taalplan.register.permissions import (
    NotAllowedError,
    can_see_person,
    check_can_change_person,
    check_can_find_people,
    check_can_work_at,
)
from taalplan.vocabulary.codes import CorrectionReason, TargetGroup
from taalplan.web.desks import current_desk
from taalplan.web.forms.fields import municipality_names
from taalplan.web.forms.people import DATA, AgainForm, EditForm, RegisterForm
from taalplan.web.known import found, look_alikes, readable
from taalplan.web.looking import file_of, keep_session, purpose_of, remember
from taalplan.web.views.people import current_insz
from taalplan.web.views.sending import carry_out, sent, was_carried_out


def _desk(request: HttpRequest) -> Desk:
    """The desk at which is registered. Raises NotAllowedError for whoever works at none."""
    desk = current_desk(request)
    if desk is None:
        raise NotAllowedError(_("registreren is voor wie aan een loket werkt"))
    check_can_work_at(request.user, desk)
    return desk


@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """A new person. Who looks like somebody known is shown first; the clerk decides."""
    desk = _desk(request)
    name = request.GET.get("naam", "")[:120]
    form = RegisterForm(sent(request), initial={"family_name": name} if name else None)
    alike = []
    if form.is_bound:
        valid = form.is_valid()
        # Sent again, they would be a double of themselves: the first answer is given again.
        again = valid and was_carried_out(request, form)
        alike = [] if again else look_alikes(request.user, form.cleaned_data)
        if request.method == "POST" and (again or (valid and _decided(form, alike))):
            return _register(request, desk, form)
    context = {
        "form": form,
        "doubles": alike,
        "may_be_else": not any(each.sure for each in alike),
        "municipality_names": municipality_names(),
    }
    return render(request, "web/register.html", context, status=422 if form.errors else 200)


def _decided(form: RegisterForm, alike: list[Any]) -> bool:
    """Whether the clerk has looked at who is alike. Somebody with the same INSZ is the same."""
    if any(each.sure for each in alike):
        form.add_error(
            "insz",
            _("dit nummer is al van iemand; open dat dossier of meld die persoon opnieuw aan"),
        )
        return False
    if alike and not form.cleaned_data["somebody_else"]:
        form.add_error(
            "somebody_else",
            _("is het een van deze personen? Zo niet, kruis aan dat het iemand anders is"),
        )
        return False
    return True


@require_POST
def doubles(request: HttpRequest) -> HttpResponse:
    """Who looks like what was typed so far: a part of the page, asked while typing."""
    check_can_find_people(request.user)
    form = RegisterForm(request.POST)
    form.is_valid()
    alike = look_alikes(request.user, form.cleaned_data)
    context = {"doubles": alike, "may_be_else": not any(each.sure for each in alike)}
    return render(request, "web/doubles.html", context | {"desk": current_desk(request)})


@require_http_methods(["GET", "POST"])
def register_again(request: HttpRequest, number: int) -> HttpResponse:
    """Somebody who is known, at this desk too; also somebody of another desk."""
    desk = _desk(request)
    check_can_find_people(request.user)
    person = get_object_or_404(Person, pk=number, erased_on__isnull=True)
    if person.merged_into_id:
        return redirect("register_again", person.merged_into_id)
    form = AgainForm(sent(request))
    if request.method == "POST" and form.is_valid():
        return _register_again(request, desk, person, form)
    shown = found(request.user, person)
    context = {
        "form": form,
        "name": shown.name,
        "born": shown.born,
        "where": shown.where,
        "mine": shown.mine,
        "municipality_names": municipality_names(),
    }
    return render(request, "web/again.html", context, status=422 if form.errors else 200)


def _register(request: HttpRequest, desk: Desk, form: RegisterForm) -> HttpResponse:
    data = form.cleaned_data

    def work() -> dict[str, Any]:
        made = people_actions.register_newcomer(
            **form.data_of_person(),
            insz=data["insz"],
            desk=desk,
            date=timezone.localdate(),
            target_group=TargetGroup(data["target_group"]),
            by=request.user,
        )
        # Whoever just typed a file knows what is in it; the registration itself is in the log.
        remember(request, made.person, "counter")
        keep_session(request)
        return {"person": made.person_id}

    answer = carry_out(request, form, work)
    messages.success(request, _("De persoon is geregistreerd."))
    return redirect("person", answer["person"])


def _register_again(
    request: HttpRequest, desk: Desk, person: Person, form: AgainForm
) -> HttpResponse:
    def work() -> dict[str, Any]:
        return {"registration": _register_at(request, desk, person, form.cleaned_data)}

    carry_out(request, form, work)
    messages.success(request, _("De persoon is aangemeld bij %(desk)s.") % {"desk": desk})
    if purpose_of(request, person) or not can_see_person(request.user, person):
        return redirect("person", person.pk)
    return redirect("open_person", person.pk)


def _register_at(request: HttpRequest, desk: Desk, person: Person, data: dict[str, Any]) -> int:
    made = registration_actions.register_at_desk(
        person=person,
        desk=desk,
        date=timezone.localdate(),
        target_group=TargetGroup(data["target_group"]),
        municipality=data["municipality"],
        reason=data.get("reason", ""),
        by=request.user,
    )
    return int(made.pk)


@require_http_methods(["GET", "POST"])
def edit_person(request: HttpRequest, number: int) -> HttpResponse:
    """Change somebody's data. When somebody else was first, what was typed stays on the page."""
    person = file_of(request, number)
    if isinstance(person, HttpResponse):
        return person
    check_can_change_person(request.user, person)
    insz = current_insz(person)
    typed_before = sent(request)
    if typed_before is None:
        return _edit_page(request, person, EditForm.of(person, insz))
    form = EditForm(typed_before)
    if request.method != "POST":
        return _edit_page(request, person, form)
    if not form.is_valid():
        return _edit_page(request, person, form, status=422)
    try:
        carry_out(request, form, lambda: _change(request, person, insz, form))
    except ChangedMeanwhileError:
        person.refresh_from_db()
        # The next attempt is another request, made with the differences in sight.
        typed = request.POST.copy()
        typed["version"], typed["key"] = str(person.version), uuid4().hex
        again = EditForm(typed)
        again.is_valid()
        return _edit_page(request, person, again, conflict=_differences(person, form), status=409)
    except people_actions.KnownNumberError as fault:
        person.refresh_from_db()
        form.add_error("insz", str(fault))
        return _edit_page(request, person, form, status=422)
    messages.success(request, _("De gegevens zijn bewaard."))
    return redirect("person", person.pk)


def _change(request: HttpRequest, person: Person, insz: str, form: EditForm) -> dict[str, Any]:
    typed = form.data_of_person()
    changes = {name: value for name, value in typed.items() if value != getattr(person, name)}
    people_actions.change_person(
        person=person, version=form.cleaned_data["version"], changes=changes, by=request.user,
        reason=CorrectionReason(form.cleaned_data["reason"]),
    )  # fmt: skip
    number = form.cleaned_data["insz"]
    if number and number != insz:
        people_actions.add_number(
            person=person, kind=NumberKind.INSZ, value=number, by=request.user
        )
    return {"person": person.pk}


def _edit_page(
    request: HttpRequest, person: Person, form: EditForm, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"person": person, "form": form, "municipality_names": municipality_names()}
    return render(request, "web/edit.html", context | more, status=status)


def _differences(person: Person, form: EditForm) -> list[dict[str, Any]]:
    """The fields in which the form and the file differ, as words."""
    typed = form.data_of_person()
    return [
        {
            "name": form.fields[name].label,
            "kept": readable(name, getattr(person, name)),
            "typed": readable(name, typed[name]),
        }
        for name in DATA
        if (getattr(person, name) or "") != (typed[name] or "")
    ]

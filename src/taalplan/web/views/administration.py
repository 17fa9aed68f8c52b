# SPDX-License-Identifier: EUPL-1.2
"""What an administrator sees: users and roles, the log, policy and shocks, snapshots.

No page here shows a person of the register.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from taalplan.audit.models import Event
from taalplan.jobs import queue
from taalplan.jobs.models import OVER, Job
from taalplan.register.actions import users
from taalplan.register.models import Assignment, Role
from taalplan.register.permissions import check_can_administer
from taalplan.web import snapshots as kept
from taalplan.web.deeds import Deed, Group, page
from taalplan.web.forms.users import NewUserForm, RoleForm
from taalplan.web.keeping import check_log, extract_now
from taalplan.web.templatetags.words import language, word

ROWS = 100


@require_http_methods(["GET", "POST"])
def everybody(request: HttpRequest) -> HttpResponse:
    """All users with what they work as, and a new one."""
    check_can_administer(request.user)
    found = get_user_model().objects.prefetch_related("assignments").order_by("username")
    add = Deed("add", _("Voeg een gebruiker toe"), lambda data: users.add_user(
        by=request.user, **_without_key(data)), NewUserForm)  # fmt: skip
    groups = [Group(_("Iemand nieuw"), (), [add])]
    return page(request, groups, heading=_("Gebruikers"), users=found,
                template="web/administration/users.html")  # fmt: skip


@require_http_methods(["GET", "POST"])
def user(request: HttpRequest, number: int) -> HttpResponse:
    """One user: roles given and taken, in or out."""
    check_can_administer(request.user)
    found = get_object_or_404(get_user_model(), pk=number)
    held = list(found.assignments.order_by("role", "where"))
    groups = [
        Group(_("Rollen"), [(_said(each), "") for each in held], list(_roles(request, found, held)),
              _("Deze gebruiker heeft geen rol en ziet niets.")),
        Group(_("Toegang"), (), [_access(request, found)]),
    ]  # fmt: skip
    heading = found.get_full_name() or found.username
    return page(request, groups, heading=heading, under=found.username, subject=found,
                template="web/administration/user.html")  # fmt: skip


def _roles(request: HttpRequest, subject: Any, held: list[Assignment]) -> Iterator[Deed]:
    for each in held:
        words = _("Neem af: %(role)s") % {"role": _said(each)}
        yield Deed(f"take-{each.pk}", words, _taking(each, request.user))
    yield Deed("give", _("Geef een rol"), lambda data: users.give_role(
        user=subject, by=request.user, **_without_key(data)).user, RoleForm)  # fmt: skip


def _taking(held: Assignment, by: Any) -> Callable[[dict[str, Any]], Any]:
    return lambda _data: users.take_role(assignment=held, by=by)


def _access(request: HttpRequest, subject: Any) -> Deed:
    active = not subject.is_active
    words = _("Laat opnieuw binnen") if active else _("Sluit uit, meteen en overal")
    return Deed("active", words, lambda _data: users.set_active(
        user=subject, active=active, by=request.user))  # fmt: skip


def _said(held: Assignment) -> str:
    role = word(held.role, "role")
    lists = {Role.DESK: "desk", Role.COORDINATOR: "area"}
    where = word(held.where, lists[Role(held.role)]) if held.role in lists else held.where
    return f"{role}, {where}" if where else role


def _without_key(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name != "key"}


@require_POST
@sensitive_variables("password")
def password(request: HttpRequest, number: int) -> HttpResponse:
    """A new password, shown on this page and nowhere else: sent again, it gives another one."""
    check_can_administer(request.user)
    subject = get_object_or_404(get_user_model(), pk=number)
    given = users.give_password(user=subject, by=request.user)
    context = {"subject": subject, "password": given}
    return render(request, "web/administration/password.html", context)


@require_http_methods(["GET", "POST"])
def log(request: HttpRequest) -> HttpResponse:
    """Who did what; and whether the chain of the log is whole."""
    check_can_administer(request.user)
    if request.method == "POST":
        queue.ask(check_log, by=request.user)
        return redirect("log")
    found = Event.objects.select_related("by").order_by("-id")
    action = request.GET.get("handeling", "")
    if action:
        found = found.filter(action=action)
    actions = Event.objects.order_by("action").values_list("action", flat=True).distinct()
    context = {
        "page": Paginator(found, ROWS).get_page(request.GET.get("bladzijde")),
        "actions": actions,
        "action": action,
        "job": Job.objects.filter(kind=check_log.name).order_by("-pk").first(),
    }
    return render(request, "web/administration/log.html", context)


@require_GET
def policy_values(request: HttpRequest) -> HttpResponse:
    """Every policy value through time with its source, and the declared shocks."""
    from taalplan.policy.policies import packaged
    from taalplan.policy.shocks import shocks

    check_can_administer(request.user)
    groups: dict[str, list[Any]] = {}
    for key, rule in packaged().rules.items():
        groups.setdefault(key.partition(".")[0], []).append(rule)
    context = {"groups": groups, "shocks": shocks().shocks, "language": language()}
    return render(request, "web/administration/policy.html", context)


@require_http_methods(["GET", "POST"])
def snapshots(request: HttpRequest) -> HttpResponse:
    """The snapshots that figures are made from, and a new one of the register."""
    check_can_administer(request.user)
    job = Job.objects.filter(kind=extract_now.name).order_by("-pk").first()
    deeds = []
    if job is None or job.status in OVER:
        deeds = [Deed("extract", _("Maak een momentopname van het register"),
                      lambda _data: _extracting(request.user))]  # fmt: skip
    groups = [Group(_("Vandaag"), (), deeds)]
    return page(request, groups, heading=_("Momentopnamen"), snapshots=kept.there(), job=job,
                template="web/administration/snapshots.html")  # fmt: skip


def _extracting(user: Any) -> Job:
    return queue.ask(extract_now, by=user, user=user.pk)

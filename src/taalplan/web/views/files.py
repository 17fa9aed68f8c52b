# SPDX-License-Identifier: EUPL-1.2
"""What a desk writes in a file less often: wishes, target group, contracts and trajectories."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from taalplan.register.actions import contracts, preferences, target_groups, trajectories, waiting
from taalplan.register.actions.registrations import withdraw_registration
from taalplan.register.models import (
    Component,
    Contract,
    Demand,
    Person,
    Preference,
    Registration,
    Trajectory,
    TrajectoryStatus,
)
from taalplan.register.permissions import can_work_at, check_can_change_person, check_can_work_at
from taalplan.register.states import TRAJECTORY
from taalplan.vocabulary.codes import Component as Level
from taalplan.vocabulary.codes import DayPart, Result, TargetGroup
from taalplan.web.deeds import Deed, Group, page
from taalplan.web.desks import current_desk
from taalplan.web.forms import files as forms
from taalplan.web.looking import file_of
from taalplan.web.templatetags.words import word, words
from taalplan.web.views import correcting

View = Callable[[HttpRequest, Person], HttpResponse]


def _of_a_file(view: View) -> Callable[[HttpRequest, int], HttpResponse]:
    """A page about somebody whose file is open, for who may change it."""

    @require_http_methods(["GET", "POST"])
    @wraps(view)
    def opened(request: HttpRequest, number: int) -> HttpResponse:
        person = file_of(request, number)
        if isinstance(person, HttpResponse):
            return person
        check_can_change_person(request.user, person)
        return view(request, person)

    return opened


@_of_a_file
def preferences_page(request: HttpRequest, person: Person) -> HttpResponse:
    """When and where somebody can come; earlier wishes stay, to look back at."""
    known = list(person.preferences.select_related("centre"))
    waits = person.demands.filter(ended__isnull=True)

    def keep(data: dict[str, Any]) -> Preference:
        return preferences.set_preferences(
            person=person, day=timezone.localdate(), by=request.user, intensity=data["intensity"],
            dayparts=[DayPart(part) for part in data["dayparts"]], centre=data["centre"],
            desired_start=data["desired_start"], municipality=data["municipality"],
            reason=data["reason"],
        )  # fmt: skip

    names = ("dayparts", "intensity", "desired_start", "municipality", "centre")
    initial = {name: getattr(known[0], name) for name in names} if known else {}
    deed = Deed("keep", _("Bewaar voorkeuren"), keep, forms.PreferenceForm, initial, shown=True)
    groups = [Group(_("Vanaf nu"), deeds=[deed])]
    if waits:
        groups.append(Group(_("Wacht op een plaats"), deeds=[_until(request, w) for w in waits]))
    groups.append(Group(_("Eerder"), [_wish(each) for each in known], empty=_("Nog niets.")))
    return page(
        request, groups, heading=_("Voorkeuren"), done=reverse("person", args=[person.pk]),
        person=person, with_municipalities=True,
    )  # fmt: skip


def _until(request: HttpRequest, demand: Demand) -> Deed:
    return Deed(
        f"until-{demand.pk}",
        _("Onbeschikbaar voor %(level)s") % {"level": word(demand.level, "component")},
        lambda data: waiting.make_unavailable(demand=demand, until=data["until"], by=request.user),
        forms.UntilForm,
        {"until": demand.unavailable_until},
    )


def _wish(each: Preference) -> tuple[str, str]:
    parts = [
        words(each.dayparts, "day_part") or _("altijd"),
        _("%(n)s dagdelen per week") % {"n": each.intensity} if each.intensity else "",
        word(each.municipality, "municipality"),
        each.centre.name if each.centre else "",
        _("vanaf %(day)s") % {"day": _said(each.desired_start)} if each.desired_start else "",
        each.reason,
    ]
    return ", ".join(filter(None, parts)), _("sinds %(day)s") % {"day": _said(each.valid_from)}


@_of_a_file
def target_group(request: HttpRequest, person: Person) -> HttpResponse:
    """Whether somebody must integrate, period by period."""
    known = list(person.target_groups.all())

    def change(data: dict[str, Any]) -> Any:
        return target_groups.set_target_group(
            person=person, group=TargetGroup(data["group"]), day=data["day"], by=request.user,
            reason=data["reason"],
        )  # fmt: skip

    lines = [
        (word(each.group, "target_group"), ", ".join(filter(None, [_period(each), each.reason])))
        for each in known
    ]
    deed = Deed("change", _("Bewaar de doelgroep"), change, forms.TargetGroupForm, shown=True)
    groups = [
        Group(_("Nieuwe stand"), deeds=[deed]),
        Group(_("Periodes"), lines, empty=_("Nog niets.")),
    ]
    return page(request, groups, heading=_("Doelgroep"), person=person)


def _period(each: Any) -> str:
    if each.valid_to is None:
        return _("sinds %(day)s") % {"day": _said(each.valid_from)}
    return f"{_said(each.valid_from)} – {_said(each.valid_to)}"


@_of_a_file
def trajectory(request: HttpRequest, person: Person) -> HttpResponse:
    """Contracts with their suspensions, trajectories, and the levels with their decision."""
    signed = person.contracts.prefetch_related("suspensions")
    ways = person.trajectories.select_related("contract").prefetch_related("components")
    groups = [_contract(request, each) for each in signed]
    groups += [_trajectory(request, each) for each in ways]
    desk = current_desk(request)
    status = person.target_groups.filter(valid_to__isnull=True).first()
    sign = Deed(
        "sign", _("Nieuw contract"),
        lambda data: contracts.sign_contract(
            person=person, area=data["area"], signed=data["signed"],
            target_group=TargetGroup(data["target_group"]), by=request.user,
        ),
        forms.ContractForm,
        {"area": desk.area if desk else "", "target_group": status.group if status else ""},
    )  # fmt: skip
    begin = Deed(
        "begin", _("Nieuw traject"),
        lambda data: trajectories.open_trajectory(
            person=person, type=data["type"], opened=data["opened"], contract=data["contract"],
            by=request.user,
        ),
        forms.TrajectoryForm,
        {"contract": signed[0].pk if signed else None},
        options={"contracts": person.contracts.all()},
    )  # fmt: skip
    groups.append(Group(_("Iets nieuws"), deeds=[begin, sign]))
    return page(request, groups, heading=_("Traject en contract"), person=person)


def _contract(request: HttpRequest, contract: Contract) -> Group:
    pauses = list(contract.suspensions.all())
    lines = [
        (_("opgeschort"), f"{_said(each.first_day)} – {_said(each.last_day)} {each.reason}".strip())
        for each in pauses
    ]
    if any(each.last_day is None for each in pauses):
        deed = Deed(
            f"resume-{contract.pk}", _("Hervat het contract"),
            lambda data: contracts.resume(contract=contract, day=data["day"], by=request.user),
            forms.ResumeForm,
        )  # fmt: skip
    else:
        deed = Deed(
            f"suspend-{contract.pk}", _("Schort het contract op"),
            lambda data: contracts.suspend(
                contract=contract, first_day=data["first_day"], reason=data["reason"],
                by=request.user,
            ),
            forms.SuspendForm,
        )  # fmt: skip
    named = {"day": _said(contract.signed), "area": word(contract.area, "area")}
    group = word(contract.target_group, "target_group")
    deeds = [deed, correcting.contract_deed(request, contract)]
    deeds += [correcting.suspension_deed(request, each) for each in pauses]
    return Group(_("Contract van %(day)s, %(area)s") % named, [(group, ""), *lines], deeds)


def _trajectory(request: HttpRequest, way: Trajectory) -> Group:
    status = TrajectoryStatus(way.status)
    levels = list(way.components.all())
    known = dict(forms.TYPES)
    state = str(forms.STATUSES[status])
    kind = str(known.get(way.type, way.type))
    named = {"kind": kind.capitalize(), "day": _said(way.opened), "state": state}
    heading = _("%(kind)s sinds %(day)s: %(state)s") % named
    lines = [(word(each.level, "component"), _level(each)) for each in levels]
    return Group(heading, lines, list(_steps(request, way, levels)), _("Nog geen onderdelen."))


def _level(each: Component) -> str:
    if each.closed is None:
        return _("begonnen op %(day)s") % {"day": _said(each.opened)}
    return f"{_said(each.opened)} – {_said(each.closed)}: {word(each.result, 'result')}"


def _steps(request: HttpRequest, way: Trajectory, levels: list[Component]) -> Iterator[Deed]:
    for each in levels:
        if each.closed is None:
            yield _close(request, each)
    if way.status == TrajectoryStatus.OPEN:
        passed = {each.level for each in levels}
        yield Deed(
            f"level-{way.pk}", _("Begin een onderdeel"),
            lambda data: trajectories.open_component(
                trajectory=way, level=Level(data["level"]), opened=data["opened"], by=request.user
            ),
            forms.ComponentForm,
            {"level": next((each.value for each in Level if each.value not in passed), "")},
        )  # fmt: skip
    yield Deed(
        f"step-{way.pk}", _("Onderbreek, sluit of heropen het traject"),
        lambda data: trajectories.move_trajectory(
            trajectory=way, status=TrajectoryStatus(data["status"]), day=data["day"],
            by=request.user,
        ),
        forms.TrajectoryStepForm,
        options={"possible": TRAJECTORY[TrajectoryStatus(way.status)]},
    )  # fmt: skip
    yield from (correcting.component_deed(request, each) for each in levels)


def _close(request: HttpRequest, level: Component) -> Deed:
    return Deed(
        f"close-{level.pk}",
        _("Sluit %(level)s af") % {"level": word(level.level, "component")},
        lambda data: trajectories.close_component(
            component=level, result=Result(data["result"]), closed=data["closed"], by=request.user
        ),
        forms.CloseComponentForm,
    )


@require_http_methods(["GET", "POST"])
def registration(request: HttpRequest, number: int) -> HttpResponse:
    """One registration, to be withdrawn when it was a mistake."""
    found = get_object_or_404(Registration.objects.select_related("desk"), pk=number)
    person = file_of(request, found.person_id)
    if isinstance(person, HttpResponse):
        return person
    if request.method == "POST":
        check_can_work_at(request.user, found.desk)
    facts = [
        (word(found.kind, "registration_kind").capitalize(), _said(found.date)),
        (found.desk.name, word(found.target_group, "target_group")),
    ]
    if found.reason:
        facts.append((found.reason, _("reden")))
    deeds = []
    if found.withdrawn:
        facts.append((_("Ingetrokken"), _("Ze telt niet meer mee, en blijft bewaard.")))
    elif can_work_at(request.user, found.desk):
        deeds = [Deed("withdraw", _("Trek deze aanmelding in"), lambda _data: withdraw_registration(
            registration=found, by=request.user), second=False)]  # fmt: skip
    return page(
        request, [Group(_("Aanmelding"), facts, deeds)], heading=_("Aanmelding"), person=person,
        done=reverse("person", args=[person.pk]),
    )  # fmt: skip


def _said(day: Any) -> str:
    return date_format(day, "j F Y") if day else "…"

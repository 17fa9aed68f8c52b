# SPDX-License-Identifier: EUPL-1.2
"""Who works with the register, as what, and where."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from taalplan.audit import log
from taalplan.register.models import Assignment, Centre, Desk, Role
from taalplan.register.permissions import check_can_administer
from taalplan.register.states import NotInThisStateError
from taalplan.vocabulary.places import AREAS

ANYWHERE = frozenset({Role.POLICY, Role.ADMINISTRATOR})
"""Roles that hold everywhere."""


@transaction.atomic
def add_user(*, username: str, first_name: str, last_name: str, by: Any) -> Any:
    """Add a user who cannot log in yet: give a password, or let them come by another system."""
    check_can_administer(by)
    user = get_user_model()(username=username, first_name=first_name, last_name=last_name)
    user.set_unusable_password()
    user.full_clean(exclude=["password"])
    user.save()
    log.record(by=by, action="add_user", thing=user)
    return user


@transaction.atomic
def give_password(*, user: Any, by: Any) -> str:
    """Give a user a password that nobody chose, to hand over; it is told once and kept nowhere.

    The user's sessions end.
    """
    check_can_administer(by)
    password = "-".join(secrets.token_hex(2) for _each in range(5))
    user.set_password(password)
    user.save(update_fields=["password"])
    log.record(by=by, action="give_password", thing=user)
    return password


@transaction.atomic
def give_role(*, user: Any, role: Role, where: str = "", by: Any) -> Assignment:
    """Let a user work as something: at a desk, in an area, for a centre, or everywhere.

    Raises ValidationError for a place that is not there, or a role that the user has.
    """
    check_can_administer(by)
    _check_place(role, where)
    held, made = Assignment.objects.get_or_create(user=user, role=role, where=where)
    if not made:
        raise ValidationError({"role": _("deze gebruiker heeft die rol al")})
    log.record(by=by, action="give_role", thing=user, role=role.value, where=where)
    return held


def _check_place(role: Role, where: str) -> None:
    if role in ANYWHERE:
        if where:
            raise ValidationError({"where": _("deze rol geldt overal; laat de plaats leeg")})
        return
    known = {
        Role.DESK: lambda: Desk.objects.filter(code=where, valid_to__isnull=True).exists(),
        Role.COORDINATOR: lambda: where in AREAS,
        Role.CENTRE: lambda: Centre.objects.filter(code=where, valid_to__isnull=True).exists(),
    }
    if not known[role]():
        raise ValidationError({"where": _("er is geen plaats “%(where)s”") % {"where": where}})


@transaction.atomic
def take_role(*, assignment: Assignment, by: Any) -> Any:
    """Let a user no longer work as something. The last administrator stays."""
    check_can_administer(by)
    user = assignment.user
    if assignment.role == Role.ADMINISTRATOR:
        _check_not_last(user)
    assignment.delete()
    log.record(by=by, action="take_role", thing=user, role=assignment.role, where=assignment.where)
    return user


@transaction.atomic
def set_active(*, user: Any, active: bool, by: Any) -> Any:
    """Let a user in, or out at once; what they did stays theirs. The last administrator stays."""
    check_can_administer(by)
    if not active and user.assignments.filter(role=Role.ADMINISTRATOR).exists():
        _check_not_last(user)
    user.is_active = active
    user.save(update_fields=["is_active"])
    log.record(by=by, action="set_active", thing=user, active=active)
    return user


def _check_not_last(user: Any) -> None:
    others = Assignment.objects.select_for_update().filter(
        role=Role.ADMINISTRATOR, user__is_active=True
    )
    if not others.exclude(user=user).exists():
        raise NotInThisStateError(
            _("dit is de laatste beheerder; geef eerst iemand anders die rol")
        )

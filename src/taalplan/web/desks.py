# SPDX-License-Identifier: EUPL-1.2
"""At which desk somebody works now."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from taalplan.register.models import Desk
from taalplan.register.permissions import rights_of

CHOSEN = "desk"
"""The session keeps the code of the desk, which outlives its periods of validity."""


def desks_of_user(user: Any) -> list[Desk]:
    """Where the user may work today: their own desks, and those of the area they coordinate."""
    rights = rights_of(user)
    if not rights.desks and not rights.areas:
        return []
    # Ready-made: every page asks this, and building the statement took longer than the answer.
    codes, areas = sorted(rights.desks), sorted(rights.areas)
    here = " or ".join(
        f"{column} in ({', '.join(['%s'] * len(values))})"
        for column, values in (("code", codes), ("area", areas))
        if values
    )
    today = timezone.localdate()
    return list(
        Desk.objects.raw(
            f"select {_columns()} from register_desk where valid_from <= %s and "
            f"(valid_to is null or valid_to >= %s) and ({here}) order by name, valid_from",
            [today, today, *codes, *areas],
        )
    )


@cache
def _columns() -> str:
    # By name: a statement that is kept ready would not survive a new column otherwise.
    return ", ".join(str(field.column) for field in Desk._meta.concrete_fields)


def current_desk(request: HttpRequest) -> Desk | None:
    """The desk that was chosen, or the first one; None for whoever works at none.

    Read once per request. What the session says is checked against today's rights.
    """
    if not hasattr(request, "_taalplan_desk"):
        mine = desks_of_user(request.user) if request.user.is_authenticated else []
        chosen = request.session.get(CHOSEN)
        found = next((desk for desk in mine if desk.code == chosen), mine[0] if mine else None)
        request._taalplan_desks, request._taalplan_desk = mine, found  # type: ignore[attr-defined]
    desk: Desk | None = request._taalplan_desk  # type: ignore[attr-defined]
    return desk


def own_desks(request: HttpRequest) -> list[Desk]:
    """The desks to choose from, read once per request."""
    current_desk(request)
    mine: list[Desk] = request._taalplan_desks  # type: ignore[attr-defined]
    return mine

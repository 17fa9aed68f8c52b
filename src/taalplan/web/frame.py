# SPDX-License-Identifier: EUPL-1.2
"""What stands around every page: who and where, the menu, and the banner of invented data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from taalplan.register.models import Role
from taalplan.register.permissions import can_find_people, rights_of
from taalplan.web.desks import current_desk, own_desks


@dataclass(frozen=True)
class Item:
    """A place in the menu, with the key that goes there."""

    name: str
    words: str
    key: str
    address: str
    here: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context for the base template. Pages for people who are not logged in need no database."""
    # Each language by its own name: whoever needs it cannot read the others.
    around: dict[str, Any] = {"synthetic": settings.SYNTHETIC, "languages": settings.LANGUAGES}
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return around | {"menu": _items(request, FOR_EVERYBODY)}
    items = menu(request)
    find = can_find_people(user)
    search = [Item("quick", _("zoeken"), "z", "", False)] if find else []
    return around | {
        "desk": current_desk(request),
        "many_desks": len(own_desks(request)) > 1,
        "may_find": find,
        "menu": items,
        "keys": search + [item for item in items if item.key],
    }


def menu(request: HttpRequest) -> list[Item]:
    """What this user can go to; nothing that would be refused."""
    roles = rights_of(request.user).roles
    places = [("desk", _("Vandaag"), "b")]
    if roles & {Role.DESK, Role.COORDINATOR}:
        places += [
            ("register", _("Registreer iemand"), "n"),
            ("waiting_list", _("Wachtlijst"), "w"),
        ]
    if roles & {Role.DESK, Role.COORDINATOR, Role.CENTRE}:
        places += [("courses", _("Cursussen"), "c")]
    if roles & {Role.COORDINATOR, Role.POLICY}:
        places += [("plans", _("Plannen"), "p")]
    if Role.ADMINISTRATOR in roles:
        places += [("users", _("Beheer"), "g")]
    if Role.POLICY in roles:
        places += [("questions", _("Vragen"), "v")]
    return _items(request, [*places, ("figures", _("Cijfers"), "")])


FOR_EVERYBODY = (
    ("overview", gettext_noop("Overzicht"), ""),
    ("figures", gettext_noop("Cijfers"), ""),
    ("open_data", gettext_noop("Open data"), ""),
)
"""The menu of whoever is not logged in."""

BELOW = {"figure": "figures", "why": "figures", "find_figure": "figures"}
"""Pages that lie below a place of the menu."""


def _items(request: HttpRequest, places: Sequence[tuple[str, str, str]]) -> list[Item]:
    match = getattr(request, "resolver_match", None)
    here = (match.url_name or "") if match else ""
    here = BELOW.get(here, here)
    return [Item(name, _(text), key, reverse(name), name == here) for name, text, key in places]

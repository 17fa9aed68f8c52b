# SPDX-License-Identifier: EUPL-1.2
"""What somebody sees when something cannot be done, and what they can do about it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token

from taalplan.register.actions.appointments import AlreadyExpectedError, NoSuchTimeError
from taalplan.register.actions.courses import ChangedMeanwhileError
from taalplan.register.actions.merging import CannotMergeError
from taalplan.register.actions.people import KnownNumberError
from taalplan.register.actions.waiting import AlreadyWaitingError
from taalplan.register.once import OtherContentError
from taalplan.register.placing import AlreadyPlacedError
from taalplan.register.seats import FullError
from taalplan.register.states import NotInThisStateError


class ConflictMiddleware:
    """An action that the state of things does not allow becomes a page that says what to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for a refused step; None for whatever is not ours to explain."""
        if isinstance(error, CONFLICTS):
            return page(
                request,
                409,
                heading=_("Dit kan nu niet"),
                reason=sentence(error),
                advice=_("Er is niets gewijzigd. Ga terug, laad de pagina opnieuw en kijk hoe het "
                         "er nu voor staat."),
            )  # fmt: skip
        return None


CONFLICTS: tuple[type[Exception], ...] = (
    AlreadyExpectedError,
    AlreadyPlacedError,
    AlreadyWaitingError,
    CannotMergeError,
    ChangedMeanwhileError,
    FullError,
    KnownNumberError,
    NoSuchTimeError,
    NotInThisStateError,
    OtherContentError,
)


def sentence(reason: object) -> str:
    """A reason as a sentence; rules and errors begin small, to be put in others."""
    text = str(reason)
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def page(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    """A message as a whole page, with ways on."""
    back = request.META.get("HTTP_REFERER", "")
    same_site = back.startswith(f"{request.scheme}://{request.get_host()}/")
    links = [{"address": back, "words": _("Terug")}] if same_site else []
    links.append({"address": reverse("desk"), "words": _("Naar vandaag")})
    return render(request, "web/message.html", context | {"links": links}, status=status)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the rule that forbids it, in its own words."""
    known = isinstance(exception, PermissionDenied) and str(exception)
    reason = known or _("dit is niet voor uw rol")
    return page(
        request,
        403,
        heading=_("Dit mag u niet"),
        reason=sentence(reason),
        advice=_("Klopt dat niet? Vraag de coördinator van uw regio om uw rechten na te kijken."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: an address that was mistyped, or a thing that is not for this reader."""
    return page(
        request,
        404,
        heading=_("Deze pagina is er niet"),
        reason=_("Het adres bestaat niet, of wat er stond is niet voor u."),
        advice=_("Zoek de persoon of de cursus opnieuw."),
    )


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """503 while the database cannot be reached, else 500. Neither needs the database to be shown.

    Django calls this while the error is being handled, so the error itself can be asked.
    """
    down = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    content = render_to_string(
        "web/plain.html",
        {
            "heading": _("Even geduld") if down else _("Er ging iets mis"),
            "reason": _("De gegevensbank is even niet bereikbaar.")
            if down
            else _("Dit had niet mogen gebeuren; het is genoteerd."),
            "advice": _("Wat u bevestigd kreeg, is bewaard. Wacht een halve minuut en stuur het "
                        "formulier opnieuw: het wordt nooit dubbel uitgevoerd."),
        },
    )  # fmt: skip
    answer = HttpResponse(content, status=503 if down else 500)
    if down:
        answer["Retry-After"] = "10"
    return answer

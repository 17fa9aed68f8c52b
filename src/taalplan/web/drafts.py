# SPDX-License-Identifier: EUPL-1.2
"""A form that was sent after the session had ended: its words wait until the clerk is back.

They are kept in the new session, that is in the database beside the register and nowhere else,
for at most an hour, and only for whoever was logged in here before: a signed cookie says who that
was. After logging in again the form is shown as it was sent, with its key against double sending;
nothing is carried out until it is sent again.

    form sent ─▶ not logged in ─▶ kept ─▶ log in ─▶ the form again, filled in ─▶ sent
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import middleware
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

KEPT_SECONDS = 3600
MOST = 20_000
"""Characters: ten times the longest form. More is not from a clerk."""

BACK = gettext_noop(
    "U was afgemeld terwijl dit formulier openstond. Wat u typte staat er weer; er is nog niets "
    "bewaard. Kijk het na en verstuur het opnieuw."
)

WHO = "taalplan_who"
_DRAFT = "draft"
_LEFT_OUT = ("csrfmiddlewaretoken",)


class LoginRequiredMiddleware(middleware.LoginRequiredMiddleware):
    """Deny by default; what was typed meanwhile is kept for after the login."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponse:
        """To the login page, and after that to the form. Part of a page gets nothing."""
        if getattr(request, "htmx", False) or request.headers.get("HX-Request"):
            return HttpResponse(status=204)
        if request.method != "POST":
            answer: HttpResponse = super().handle_no_permission(request, view_func)
            return answer
        return _to_login(keep(request))


class Login(LoginView):
    """Log in, and go on where the session ended."""

    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        """Somebody else than before does not see what was typed."""
        draft = self.request.session.get(_DRAFT)
        answer = super().form_valid(form)
        user = form.get_user()
        self.request.session.set_expiry(None)
        if draft is not None and draft["owner"] != str(user.pk):
            self.request.session.pop(_DRAFT, None)
        answer.set_signed_cookie(
            WHO, str(user.pk), salt=WHO, max_age=2 * settings.SESSION_COOKIE_AGE,
            secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax",
        )  # fmt: skip
        return answer

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Whether something waits."""
        context: dict[str, Any] = super().get_context_data(**more)
        return context | {"draft": _DRAFT in self.request.session}


def keep(request: HttpRequest) -> str:
    """Keep what was sent, and say where to go after the login.

    A button of another page is not pressed again unasked: then it is the page that it stood on.
    """
    referrer = urlsplit(request.META.get("HTTP_REFERER", ""))
    if referrer.path and referrer.netloc == request.get_host() and referrer.path != request.path:
        return str(referrer._replace(scheme="", netloc="", fragment="").geturl())
    owner = request.get_signed_cookie(WHO, "", salt=WHO, max_age=2 * settings.SESSION_COOKIE_AGE)
    content = {name: request.POST.getlist(name) for name in request.POST if name not in _LEFT_OUT}
    small = sum(len(value) for values in content.values() for value in values) <= MOST
    if owner and small:
        request.session[_DRAFT] = {
            "owner": owner,
            "path": request.path,
            "content": content,
            "until": timezone.now().timestamp() + KEPT_SECONDS,
        }
        if not request.user.is_authenticated:
            request.session.set_expiry(KEPT_SECONDS)
    return request.get_full_path()


def draft_for(request: HttpRequest) -> QueryDict | None:
    """What was typed on this page before the session ended; given once."""
    kept = request.session.get(_DRAFT)
    if kept is None or kept["path"] != request.path:
        return None
    del request.session[_DRAFT]
    mine = kept["owner"] == str(request.user.pk)
    if not mine or kept["until"] < timezone.now().timestamp():
        return None
    data = QueryDict(mutable=True)
    for name, values in kept["content"].items():
        data.setlist(name, values)
    messages.info(request, _(BACK))
    return data


def forged_or_late(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is not of this session: who logged in again in another window.

    From this very site the words come back in the form; from elsewhere they are refused.
    """
    from taalplan.web.errors import page

    origin = request.META.get("HTTP_ORIGIN", "")
    here = urlsplit(origin).netloc == request.get_host()
    if here and reason.startswith("CSRF ") and request.method == "POST":
        onward = keep(request)
        return redirect(onward) if request.user.is_authenticated else _to_login(onward)
    return page(
        request,
        403,
        heading=_("Dit formulier is niet van deze pagina"),
        reason=_("Het kwam van elders, of uw browser weigert cookies."),
        advice=_("Er is niets gewijzigd. Laad de pagina opnieuw en probeer nog eens."),
    )


def _to_login(onward: str) -> HttpResponse:
    return redirect(f"{reverse('login')}?next={quote(onward)}")

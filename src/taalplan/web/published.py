# SPDX-License-Identifier: EUPL-1.2
"""What pages for everybody share: the store of figures, and answers that browsers may keep.

A page of figures changes only when figures are published, so a browser asks whether it changed
and mostly hears that it did not.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from taalplan import __version__
from taalplan.opendata.store import NotPublishedError, Store

View = Callable[..., HttpResponse]


def store() -> Store:
    """The published figures of this site."""
    return Store(settings.FIGURES)


def for_everybody(view: View) -> View:
    """A page or file without login. Anonymous readers get an ETag; nothing is counted for it."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        release = store().release
        if release is None:
            return waiting(request)
        tag = _tag(request, release.id)
        if tag in request.headers.get("If-None-Match", ""):
            return _kept(HttpResponseNotModified(), tag)
        try:
            response = view(request, *args, **kwargs)
        except NotPublishedError as error:
            raise Http404(_("Dit cijfer is er niet.")) from error
        known = not request.user.is_authenticated and response.status_code == 200
        return _kept(response, tag) if known else response

    return login_not_required(require_safe(answered))


def waiting(request: HttpRequest) -> HttpResponse:
    """There are no figures yet: they are being made, or nobody published any."""
    from taalplan.jobs.models import Job, JobStatus

    busy = Job.objects.filter(
        kind__endswith=":make_figures", status__in=(JobStatus.QUEUED, JobStatus.RUNNING)
    ).first()
    status = 200 if request.path == "/" else 503
    response = render(request, "web/public/no_figures.html", {"job": busy}, status=status)
    response["Retry-After"] = "30"
    return response


def address_of_site(request: HttpRequest) -> str:
    """What identifiers and citations begin with: as set, or as the site was asked."""
    return str(settings.ADDRESS or request.build_absolute_uri("/")).rstrip("/")


def _tag(request: HttpRequest, release: str) -> str:
    user = request.user.pk if request.user.is_authenticated else ""
    about = (
        release,
        __version__,
        _own_code(),
        request.get_full_path(),
        str(get_language()),
        str(user),
    )
    return '"' + sha256("\n".join(about).encode()).hexdigest()[:24] + '"'


@lru_cache(maxsize=1)
def _own_code() -> str:
    """Which build of the pages this is, so that new templates are not answered with "the same"."""
    from pathlib import Path

    files = sorted((Path(__file__).parent / "templates").rglob("*.html"))
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _kept(response: HttpResponse, tag: str) -> HttpResponse:
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    response["Vary"] = "Cookie, Accept"
    return response

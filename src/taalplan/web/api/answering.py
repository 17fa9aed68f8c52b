# SPDX-License-Identifier: EUPL-1.2
"""How the API answers: JSON, problems by RFC 9457, an ETag, and no more than so often."""

from __future__ import annotations

import json
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from threading import Lock
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse

from taalplan import __version__
from taalplan.opendata import NotPublishedError
from taalplan.web.api.parameters import BadRequestError
from taalplan.web.published import store

View = Callable[..., HttpResponse]
MINUTE = 60.0


def answered(content: Any, status: int = 200, media: str = "application/json") -> HttpResponse:
    """Data as JSON."""
    text = json.dumps(content, ensure_ascii=False, allow_nan=False)
    return HttpResponse(text, content_type=media, status=status)


def problem(status: int, title: str, *faults: str) -> HttpResponse:
    """What was wrong, for a program and for whoever wrote it."""
    content = {"type": "about:blank", "title": title, "status": status, "detail": "; ".join(faults)}
    return answered(content, status, "application/problem+json")


def open_api(view: View) -> View:
    """A view of the API: for everybody, GET and HEAD, limited, with an ETag."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = _answer(request, view, args, kwargs)
        # Anybody's page may read open data.
        response["Access-Control-Allow-Origin"] = "*"
        response["RateLimit-Limit"] = str(settings.API_RATE)
        return response

    return login_not_required(answer)


def _answer(request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse:
    if request.method not in ("GET", "HEAD"):
        response = problem(405, "Method not allowed", "this API only reads: use GET")
        response["Allow"] = "GET, HEAD"
        return response
    wait = LIMIT.take(request.META.get("REMOTE_ADDR", ""), settings.API_RATE)
    if wait:
        response = problem(429, "Too many requests", f"try again in {wait} seconds")
        response["Retry-After"] = str(wait)
        return response
    release = store().release
    if release is None:
        response = problem(503, "No figures yet", "nothing has been published on this site")
        response["Retry-After"] = "60"
        return response
    tag = _tag(request, release.id)
    if tag in request.headers.get("If-None-Match", ""):
        response = HttpResponse(status=304)
    else:
        try:
            response = view(request, *args, **kwargs)
        except BadRequestError as error:
            return problem(400, "This request cannot be answered", *error.faults)
        except (NotPublishedError, Http404) as error:
            return problem(404, "Not found", str(error))
    response["ETag"] = tag
    response["Cache-Control"] = "public, max-age=60"
    return response


def _tag(request: HttpRequest, release: str) -> str:
    about = f"{release}\n{__version__}\n{request.get_full_path()}\n{request.get_host()}"
    return f'"{sha256(about.encode()).hexdigest()[:24]}"'


class Limit:
    """So many requests a minute from one address, evenly: a bucket that fills again.

    Each process counts for itself; a proxy before the site can be stricter.
    """

    def __init__(self, most: int = 10_000) -> None:
        """Remember at most so many addresses, the latest."""
        self.most, self.lock = most, Lock()
        self.left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, address: str, rate: int, now: float | None = None) -> int:
        """Count one request; 0 when it may pass, else the seconds to wait."""
        moment = time.monotonic() if now is None else now
        with self.lock:
            left, since = self.left.pop(address, (float(rate), moment))
            left = min(float(rate), left + (moment - since) * rate / MINUTE)
            passes = left >= 1
            self.left[address] = (left - 1 if passes else left, moment)
            while len(self.left) > self.most:
                self.left.popitem(last=False)
        return 0 if passes else max(1, round((1 - left) * MINUTE / rate + 0.5))


LIMIT = Limit()

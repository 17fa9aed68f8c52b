# SPDX-License-Identifier: EUPL-1.2
"""Dutch, unless the reader chose another language here.

What a browser was once installed with says nothing: the language of a Flemish service is Dutch.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation


class ChosenLanguageMiddleware:
    """Speak the language of the cookie that the language buttons set."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Activate the language for this request, and say in the answer which it is."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = dict(settings.LANGUAGES)
        with translation.override(chosen if chosen in known else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language() or "nl"
            response = self.get_response(request)
            response.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response

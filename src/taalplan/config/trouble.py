# SPDX-License-Identifier: EUPL-1.2
"""When the database is away for a moment: a 503 that says when to try again.

Errors of the database in a view reach `handler500`, which tells them apart and answers 503 with
Retry-After. One does not: Django takes a session that could not be saved for one that was
deleted, and answers 400, which a client does not repeat.
"""

from __future__ import annotations

from django.contrib.sessions import middleware
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse


def is_trouble(error: BaseException | None) -> bool:
    """Whether an error is, or comes from, a database that cannot be reached or is too busy."""
    while error is not None:
        if isinstance(error, OperationalError | InterfaceError):
            return True
        error = error.__cause__ or error.__context__
    return False


class SessionMiddleware(middleware.SessionMiddleware):
    """Django's, but a session that the database could not save is trouble, not a mistake."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Save the session; OperationalError when the database is away."""
        try:
            return super().process_response(request, response)
        except SessionInterrupted as error:
            if is_trouble(error):
                raise OperationalError("the session could not be saved") from error
            raise

# SPDX-License-Identifier: EUPL-1.2
"""Documents that were made, sent to the browser: read as documents, in which nothing runs."""

from __future__ import annotations

import mimetypes

from django.http import HttpResponse

SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""Nothing in a document runs, sends or fetches."""

SHOWN = ("text/html", "application/pdf")


def served(name: str, content: bytes) -> HttpResponse:
    """A file; HTML and PDF open in the browser, everything else is downloaded."""
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    charset = "; charset=utf-8" if kind.startswith("text/") else ""
    answer = HttpResponse(content, content_type=kind + charset)
    how = "inline" if kind in SHOWN else "attachment"
    answer["Content-Disposition"] = f'{how}; filename="{name}"'
    if kind == "text/html":
        answer["Content-Security-Policy"] = SANDBOX
    return answer

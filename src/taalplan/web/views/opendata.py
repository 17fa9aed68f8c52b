# SPDX-License-Identifier: EUPL-1.2
"""Open data: the page that explains it, the catalogue, identifiers that stay."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from taalplan.tables.render.style import STYLESHEET
from taalplan.web.published import for_everybody


@for_everybody
def page(request: HttpRequest) -> HttpResponse:
    """How to take the figures along."""
    return render(request, "web/public/open_data.html")


@login_not_required
@require_safe
def table_style(request: HttpRequest) -> HttpResponse:
    """The stylesheet of printed tables, the same as in documents."""
    response = HttpResponse(STYLESHEET, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=3600"
    return response

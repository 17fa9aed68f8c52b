# SPDX-License-Identifier: EUPL-1.2
"""Open data: the page that explains it, the catalogue, and identifiers that stay."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from taalplan.opendata import cubes_of, published_names
from taalplan.opendata.dcat import Site, as_json_ld, as_turtle
from taalplan.opendata.dcat import catalogue as nodes
from taalplan.tables.render.style import STYLESHEET
from taalplan.web.published import address_of_site, for_everybody, store

FORMS = {"ttl": (as_turtle, "text/turtle"), "jsonld": (as_json_ld, "application/ld+json")}


@for_everybody
def page(request: HttpRequest) -> HttpResponse:
    """How to take the figures along."""
    context = {"address": address_of_site(request), "rate": settings.API_RATE}
    return render(request, "web/public/open_data.html", context)


@for_everybody
def catalogue(request: HttpRequest, extension: str) -> HttpResponse:
    """The catalogue by DCAT-AP Vlaanderen, as Turtle or JSON-LD."""
    if extension not in FORMS:
        raise Http404(_("Deze vorm is er niet."))
    release = store().release
    assert release is not None
    site = Site(address_of_site(request), settings.PUBLISHER, settings.CONTACT)
    write, media = FORMS[extension]
    text = write(nodes(store(), release, site))
    return HttpResponse(text, content_type=f"{media}; charset=utf-8")


@for_everybody
def identified(request: HttpRequest, name: str) -> HttpResponse:
    """From an identifier to what is known of it: a page, or data for who asks for data."""
    kind, _slash, rest = name.partition("/")
    keys = {cube.key: cube for each in published_names() for cube in cubes_of(each)}
    key = rest.partition("/")[0]
    if kind == "dataset" and key in keys:
        page_of = reverse("figure", args=[keys[key].indicator])
        response = redirect(reverse("api_table", args=[key]) if _wants_data(request) else page_of)
    elif kind in ("catalogus", "dienst", "record"):
        address = (
            reverse("catalogue", args=["jsonld"]) if _wants_data(request) else reverse("open_data")
        )
        response = redirect(address)
    else:
        raise Http404(_("Dit kenmerk is er niet."))
    # "See other": the thing itself is no document.
    response.status_code = 303
    return response


def _wants_data(request: HttpRequest) -> bool:
    accepted = request.headers.get("Accept", "")
    return "json" in accepted or "turtle" in accepted


@login_not_required
@require_safe
def table_style(request: HttpRequest) -> HttpResponse:
    """The stylesheet of printed tables, the same as in documents."""
    response = HttpResponse(STYLESHEET, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=3600"
    return response

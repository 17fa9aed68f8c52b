# SPDX-License-Identifier: EUPL-1.2
"""All addresses; each room that has pages brings its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("", include("taalplan.web.urls"))]

handler403 = "taalplan.web.errors.forbidden"
handler404 = "taalplan.web.errors.not_found"
handler500 = "taalplan.web.errors.server_error"

# SPDX-License-Identifier: EUPL-1.2
"""The first page: the year at a glance, a way to any figure, and what comes next."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from taalplan.opendata import cubes_of, select
from taalplan.opendata.choice import Choice, labelled, start
from taalplan.opendata.focus import time_of
from taalplan.opendata.names import NAMES
from taalplan.opendata.places import Found, find_places
from taalplan.policy import value
from taalplan.vocabulary.text import Text
from taalplan.web.published import for_everybody, store
from taalplan.web.templatetags.words import language
from taalplan.web.views.figures import address_of, pictures, told

SEARCHED = ("first-registrations", "registrations-by-year")
"""What the form of the first page can look for: figures with a place."""


@for_everybody
def overview(request: HttpRequest) -> HttpResponse:
    """The year at a glance."""
    here = store()
    release = here.release
    assert release is not None
    context: dict[str, object] = {"release": release, "dates": next_dates(timezone.localdate())}
    if here.cubes(SEARCHED[0]):
        first = start(here, SEARCHED[0])
        whole = first.of(area=("total",))
        context |= {"trend": next(iter(pictures(whole, select(whole))), {})}
        context |= {"trend_page": address_of(first), **search_form(first)}
    return render(request, "web/public/overview.html", context)


def search_form(first: Choice) -> dict[str, object]:
    """What the search form offers."""
    years = [code for code, _ in labelled(first.table, time_of(first.table))]
    return {
        "indicators": [(name, NAMES[name]) for name in SEARCHED if store().cubes(name)],
        "groups": labelled(first.table, "target_group"),
        "years": years[::-1],
        "places": [found.label[language()] for found in find_places(store(), SEARCHED[0], "")],
    }


@for_everybody
def find_figure(request: HttpRequest) -> HttpResponse:
    """From the words of the form to the address of a figure; a choice where several places fit."""
    asked = request.GET
    name = asked.get("cijfer", "")
    name = name if name in SEARCHED else SEARCHED[0]
    words = asked.get("waar", "").strip()
    found = find_places(store(), name, words)
    if not words or len(found) == 1:
        return redirect(address_of(_choice(name, found[0] if words else None, asked)))
    choices = [(each, _choice(name, each, asked)) for each in found]
    ways = [(each, address_of(choice), told(choice)) for each, choice in choices]
    first = start(store(), SEARCHED[0])
    context = {"ways": ways, "words": words, "asked": asked, **search_form(first)}
    return render(request, "web/public/find.html", context, status=200 if ways else 404)


def _choice(name: str, place: Found | None, asked: QueryDict) -> Choice:
    """The figure of a place; of the whole, without one."""
    cube = place.cube if place else cubes_of(name)[0]
    table = store().table(cube)
    codes: dict[str, tuple[str, ...]] = dict(place.codes) if place else dict(cube.start)
    years = [code for code, _ in labelled(table, time_of(table))]
    wanted = [year for key in ("vergelijk", "jaar") if (year := asked.get(key, "")) in years]
    if wanted:
        codes[time_of(table)] = tuple(wanted)
    if any(dimension.name == "target_group" for dimension in table.dimensions):
        group = asked.get("wie", "")
        groups = [code for code, _ in labelled(table, "target_group")]
        codes["target_group"] = (group,) if group in groups else ("total",)
    return Choice(cube, table).of(**codes)


DATES = {
    "waiting.photo_dates": Text(
        "Foto van de wachtlijsten", "Photograph of the waiting lists", "Photo des listes d’attente"
    ),
    "calendar.needs_plan_due": Text(
        "Behoefteplan klaar", "Needs plan due", "Plan des besoins remis"
    ),
}


def next_dates(today: date) -> list[tuple[date, Text]]:
    """The days of the year that everybody works towards, the nearest first."""
    found = []
    for key, label in DATES.items():
        days = zip(value(key, today).days_in(today.year), _next_year(key, today), strict=True)
        found += [(this if this >= today else later, label) for this, later in days]
    return sorted(found, key=lambda pair: pair[0])


def _next_year(key: str, today: date) -> tuple[date, ...]:
    return value(key, date(today.year + 1, 1, 1)).days_in(today.year + 1)

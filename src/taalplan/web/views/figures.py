# SPDX-License-Identifier: EUPL-1.2
"""Figures: the list, one figure with its table, chart and definition, why it changed, downloads.

The address of a page is the figure: the same choice always has the same address.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from taalplan.opendata import Choice, ChoiceError, canonical, cubes_of, read_choice, select
from taalplan.opendata.choice import start
from taalplan.opendata.drawing import charts_of
from taalplan.opendata.focus import Focus, focus_of
from taalplan.opendata.names import GROUPS, NAMES
from taalplan.opendata.store import NotPublishedError
from taalplan.opendata.why import sentence, single
from taalplan.opendata.why import why as explanation
from taalplan.statistics.catalogue import indicator as about
from taalplan.tables.chart import Chart
from taalplan.tables.render import render as rendered
from taalplan.tables.render.html import html
from taalplan.tables.table import Table
from taalplan.vocabulary.text import Text
from taalplan.web.choosing import questions
from taalplan.web.published import address_of_site, for_everybody, store
from taalplan.web.templatetags.words import language

DOWNLOADS = {
    "csv": ("csv", "text/csv; charset=utf-8"),
    "xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": ("json", "application/json"),
    "px": ("px", "text/plain; charset=utf-8"),
    "sdmx.csv": ("sdmx", "application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8"),
}
"""The forms a figure can be had in: the end of the address, our format, the media type."""


def chosen(request: HttpRequest, indicator: str, *, but: tuple[str, ...] = ()) -> Choice:
    """What an address says. Raises Http404 for what was never published, ChoiceError for faults."""
    words = {name: request.GET.getlist(name) for name in request.GET if name not in but}
    if indicator not in NAMES:
        raise Http404(_("Dit cijfer is er niet."))
    try:
        return read_choice(store(), indicator, words)
    except NotPublishedError as error:
        raise Http404(_("Van deze momentopname is dit cijfer niet gepubliceerd.")) from error


@for_everybody
def index(request: HttpRequest) -> HttpResponse:
    """Every figure there is, in the order of somebody's way through it."""
    release = store().release
    assert release is not None
    there = {key.partition(".")[0] for key in release.snapshots}
    groups = [
        (title, [(name, NAMES[name], about(name).answers) for name in names if name in there])
        for title, names in GROUPS
    ]
    return render(request, "web/public/figures.html", {"groups": groups, "release": release})


@for_everybody
def figure(request: HttpRequest, indicator: str) -> HttpResponse:
    """One figure, as chosen in its address."""
    try:
        choice = chosen(request, indicator)
        table = select(choice)
    except ChoiceError as error:
        return _faulty(request, indicator, error)
    if not request.GET and cubes_of(indicator)[0].start:
        return redirect(address_of(start(store(), indicator)))
    if canonical(choice) != request.META.get("QUERY_STRING", ""):
        return redirect(address_of(choice))
    context = {
        "choice": choice,
        "name": NAMES[indicator],
        "about": about(indicator),
        "beside": [
            (n, NAMES[n], why) for n, why in about(indicator).not_beside.items() if n in NAMES
        ],
        "table": mark_safe(html(table, language())),
        "charts": pictures(choice, table),
        "questions": questions(choice),
        "cubes": store().cubes(indicator),
        "downloads": _downloads(choice),
        "cited": address_of_site(request) + address_of(choice.cited()),
        "current": choice.snapshot == "" or _is_current(choice),
        **_answer(choice),
    }
    return render(request, "web/public/figure.html", context)


def _answer(choice: Choice) -> dict[str, Any]:
    """The figure in a sentence when there is just one, and the way to why it changed."""
    focus = focus_of(choice)
    if focus is None:
        return {}
    years = choice.chosen.get(focus.time, focus.years)
    ways = _whys(choice, focus, years[0], years[-1]) if len(years) > 1 else ""
    return {"focus": focus, "answer": told(choice), "why": ways}


def _whys(choice: Choice, focus: Focus, first: str, last: str) -> str:
    both = all(focus.value(year) is not None for year in (first, last))
    asked = choice.of(**{focus.time: ()})
    return f"{address_of(asked, 'why')}&van={first}&tot={last}" if both else ""


def _is_current(choice: Choice) -> bool:
    release = store().release
    return release is not None and release.snapshots.get(choice.cube.key) == choice.snapshot


@for_everybody
def why(request: HttpRequest, indicator: str) -> HttpResponse:
    """What the change of a figure consists of, made of published figures alone."""
    try:
        choice = chosen(request, indicator, but=("van", "tot"))
        focus = focus_of(choice)
    except ChoiceError as error:
        return _faulty(request, indicator, error)
    if focus is None:
        raise Http404(_("Kies eerst één cijfer: één plaats en één groep."))
    first, last = (request.GET.get(name, "") for name in ("van", "tot"))
    if not {first, last} <= set(focus.years) or first >= last:
        raise Http404(_("Kies twee jaren waarvan het eerste vóór het tweede komt."))
    all_years = choice.of(**{focus.time: ()})
    made = explanation(focus, first, last, getattr(choice.cube.asked, "of", ""))
    context = {
        "made": made,
        "name": NAMES[indicator],
        "parts": [_part(part) for part in made.parts],
        "charts": pictures(all_years, select(all_years))[:1],
        "back": address_of(choice.of(**{focus.time: (first, last)})),
    }
    return render(request, "web/public/why.html", context)


def _part(part: object) -> dict[str, Any]:
    if isinstance(part, Table):
        return {"table": mark_safe(html(part, language()))}
    return {"text": part}


def pictures(choice: Choice, table: Table) -> list[dict[str, str]]:
    """The charts of a chosen table, at most two."""
    return [_picture(choice, kind, chart) for kind, chart in charts_of(table).items()][:2]


def _picture(choice: Choice, kind: str, chart: Chart) -> dict[str, str]:
    """Where a chart is drawn, and its words."""
    from taalplan.answers.chart_words import alternative

    base = reverse("chart", args=[choice.cube.indicator, kind])
    query = canonical(choice.cited())
    return {
        "address": f"{base}?{query}&taal={language()}",
        "alt": alternative(chart, language()),
        # Where the table beside it has the same title it is said once.
        "title": "" if chart.title == chart.table.title else chart.title[language()],
    }


@for_everybody
def chart(request: HttpRequest, indicator: str, kind: str) -> HttpResponse:
    """The chart of a choice as a picture; `vorm` says for which screen."""
    try:
        choice = chosen(request, indicator, but=("taal", "vorm"))
        wanted = request.GET.get("taal", "nl")
        drawn = _drawing(
            choice.cited(),
            kind,
            wanted if wanted in ("nl", "en", "fr") else "nl",
            request.GET.get("vorm", ""),
        )
    except (ChoiceError, KeyError) as error:
        raise Http404(_("Dit cijfer is er niet.")) from error
    return HttpResponse(drawn, content_type="image/svg+xml")


@lru_cache(maxsize=512)
def _drawing(choice: Choice, kind: str, wanted: str, form: str) -> str:
    from taalplan.web.pictures import picture

    return picture(charts_of(select(choice))[kind], wanted, form)


@for_everybody
def download(request: HttpRequest, indicator: str, extension: str) -> HttpResponse:
    """The chosen figures as a file."""
    if extension not in DOWNLOADS:
        raise Http404(_("Deze vorm is er niet."))
    try:
        table = select(chosen(request, indicator))
    except ChoiceError as error:
        return _faulty(request, indicator, error)
    format_, media = DOWNLOADS[extension]
    response = HttpResponse(rendered(table, format_, language()), content_type=media)
    name = f"{indicator}-{table.provenance.snapshot}.{extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _downloads(choice: Choice) -> list[tuple[str, str]]:
    query = canonical(choice.cited())
    return [
        (end, f"{reverse('download', args=[choice.cube.indicator, end])}?{query}")
        for end in DOWNLOADS
    ]


def address_of(choice: Choice, route: str = "figure") -> str:
    """The one address of a choice."""
    query = canonical(choice)
    path = reverse(route, args=[choice.cube.indicator])
    return f"{path}?{query}" if query else path


def told(choice: Choice) -> Text | None:
    """The chosen figure in a sentence, when it is one figure of one or two years."""
    focus = focus_of(choice)
    if focus is None:
        return None
    years = choice.chosen.get(focus.time, focus.years)
    return sentence(focus, years[0], years[-1]) if len(years) > 1 else single(focus, years[-1])


def _faulty(request: HttpRequest, indicator: str, error: ChoiceError) -> HttpResponse:
    context = {"faults": error.faults, "name": NAMES[indicator], "indicator": indicator}
    return render(request, "web/public/faulty.html", context, status=400)

# SPDX-License-Identifier: EUPL-1.2
"""The addresses of the API: the tables, what one is about, its cells, its files, the headlines."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from taalplan.opendata import ChoiceError, Cube, NotPublishedError, published_names
from taalplan.opendata.choice import Choice, dimensions, labelled, select
from taalplan.opendata.names import NAMES
from taalplan.statistics.catalogue import indicator
from taalplan.tables.render import render
from taalplan.tables.render.words import UNITS
from taalplan.tables.table import Status, Table
from taalplan.web.api import parameters as ask
from taalplan.web.api.answering import answered, open_api
from taalplan.web.api.description import described
from taalplan.web.published import address_of_site, store

MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "px": "text/plain; charset=utf-8",
    "sdmx": "application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def known() -> dict[str, Cube]:
    """The tables of the current release by their key."""
    return {cube.key: cube for name in published_names() for cube in store().cubes(name)}


def cube_of(key: str) -> Cube:
    """The table of a key. Raises NotPublishedError."""
    if key not in known():
        raise NotPublishedError(f"there is no table '{key[:100]}'; /api/v1/tables lists them")
    return known()[key]


@open_api
def openapi(request: HttpRequest) -> HttpResponse:
    """The description of the API (OpenAPI 3.1)."""
    ask.read(request.GET, ())
    names = sorted(
        {each.name for key in known().values() for each, _ in dimensions(store().table(key))}
    )
    return answered(described(address_of_site(request), names, settings.API_RATE))


@open_api
def tables(request: HttpRequest) -> HttpResponse:
    """Every published table."""
    given = ask.read(request.GET, ask.TABLES)
    items = [
        {
            "table": cube.key,
            "indicator": cube.indicator,
            "name": NAMES[cube.indicator][given["language"]],
            "answers": indicator(cube.indicator).answers[given["language"]],
            "by": cube.by,
            "axis": cube.axis,
            "address": _address(request, "api_table", cube.key),
        }
        for cube in known().values()
    ]
    return answered(_paged(request, items, given))


@open_api
def table(request: HttpRequest, key: str) -> HttpResponse:
    """What a table is about: its divisions and codes, its definition, its notes."""
    cube = cube_of(key)
    given = ask.read(request.GET, ask.TABLE)
    words, found, about = (
        given["language"],
        store().table(cube, given["snapshot"]),
        indicator(cube.indicator),
    )
    origin = found.provenance
    return answered(
        {
            "table": cube.key,
            "indicator": cube.indicator,
            "identifier": f"{address_of_site(request)}/id/dataset/{cube.key}",
            "name": NAMES[cube.indicator][words],
            "title": found.title[words],
            "answers": about.answers[words],
            "one": about.one[words],
            "care": about.care[words],
            "unit": {"code": found.unit.value, "name": UNITS[found.unit][words]},
            "snapshot": origin.snapshot,
            "as_of": origin.as_of.isoformat() if origin.as_of else None,
            "synthetic": origin.synthetic,
            "dimensions": [
                {
                    "name": dimension.name,
                    "label": dimension.label[words],
                    "codes": [
                        {"code": code, "label": label[words]}
                        for code, label in labelled(found, dimension.name)
                    ],
                }
                for dimension in found.dimensions
            ],
            "notes": [note.text[words] for note in found.notes],
            "definition": origin.definition,
            "cells": _address(request, "api_cells", cube.key),
            "page": request.build_absolute_uri(reverse("figure", args=[cube.indicator])),
        }
    )


@open_api
def cells(request: HttpRequest, key: str) -> HttpResponse:
    """The figures of a table, or of a part of it, a page at a time."""
    cube = cube_of(key)
    own = [each.name for each, _ in dimensions(store().table(cube))]
    given = ask.read(request.GET, ask.CELLS, own)
    found = _chosen(request, cube, given["snapshot"], own)
    names = [each.name for each in store().table(cube).dimensions]
    items = [
        {
            "at": dict(zip(names, codes, strict=True)),
            "value": None if cell.status is Status.SUPPRESSED else cell.value,
            "status": cell.status.value or "value",
        }
        for codes, cell in (found.tidy() if found else ())
    ]
    snapshot = store().table(cube, given["snapshot"]).provenance.snapshot
    return answered({"table": cube.key, "snapshot": snapshot, **_paged(request, items, given)})


@open_api
def data(request: HttpRequest, key: str) -> HttpResponse:
    """A table as a file, whole or in part."""
    cube = cube_of(key)
    own = [each.name for each, _ in dimensions(store().table(cube))]
    given = ask.read(request.GET, ask.DATA, own)
    found = _chosen(request, cube, given["snapshot"], own)
    if found is None:
        raise ask.BadRequestError(["these choices do not occur together; leave one out"])
    form = given["format"]
    response = HttpResponse(render(found, form, given["language"]), content_type=MEDIA[form])
    end = {"sdmx": "sdmx.csv"}.get(form, form)
    name = f"{cube.key}-{found.provenance.snapshot}.{end}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@open_api
def headlines(request: HttpRequest) -> HttpResponse:
    """The year at a glance."""
    given = ask.read(request.GET, ask.HEADLINES)
    words, release = given["language"], store().release
    assert release is not None
    return answered(
        {
            "published": release.made.isoformat(),
            "synthetic": release.synthetic,
            "items": [
                {
                    "name": each.name,
                    "label": each.label[words],
                    "period": each.period[words],
                    "value": each.value,
                    "low": each.low,
                    "high": each.high,
                    "meaning": each.meaning[words],
                    "snapshot": each.snapshot,
                }
                for each in release.headlines
            ],
        }
    )


def _chosen(request: HttpRequest, cube: Cube, snapshot: str, own: list[str]) -> Table | None:
    """The part of a table that a query names; None where the choices do not meet."""
    whole = store().table(cube, snapshot)
    asked = {
        name: [code for value in request.GET.getlist(name) for code in value.split(",")]
        for name in own
        if name in request.GET
    }
    faults = []
    for dimension, codes in dimensions(whole):
        for code in asked.get(dimension.name, ()):
            if code not in codes:
                faults.append(f"{dimension.name}: there is no {code[:50]!r}")
    if faults:
        raise ask.BadRequestError(faults)
    try:
        return select(Choice(cube, whole, (), snapshot).of(**asked))
    except ChoiceError:
        return None


def _paged(request: HttpRequest, items: list[Any], given: dict[str, Any]) -> dict[str, Any]:
    """One page of a list, and where the next one is."""
    page, size = given["page"], given["per_page"]
    onward = None
    if page * size < len(items):
        query = request.GET.copy()
        query["page"] = str(page + 1)
        onward = f"{request.build_absolute_uri(request.path)}?{query.urlencode(safe=',')}"
    return {
        "page": page,
        "per_page": size,
        "total": len(items),
        "next": onward,
        "items": items[(page - 1) * size : page * size],
    }


def _address(request: HttpRequest, route: str, key: str) -> str:
    return request.build_absolute_uri(reverse(route, args=[key]))

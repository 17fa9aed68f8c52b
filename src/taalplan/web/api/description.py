# SPDX-License-Identifier: EUPL-1.2
"""The API in its own words: OpenAPI 3.1, made from the parameters that the views read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from taalplan.web.api import parameters as ask

Json = dict[str, Any]

TEXT: Json = {"type": "string"}
NUMBER: Json = {"type": ["number", "null"]}
COUNT: Json = {"type": "integer"}


def described(address: str, dimensions: Sequence[str], rate: int) -> Json:
    """The description, for a site at an address, of tables with these dimensions."""
    chosen, one = [_dimension(name) for name in dimensions], "/api/v1/tables/{table}"
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Taalplan API",
            "version": "1.0.0",
            "description": "Published figures on learning Dutch, protected for the public. "
            f"Read-only; {rate} requests a minute. Each answer has an ETag; a figure that was "
            "cited with its snapshot comes back.",
            "license": {"name": "CC0-1.0", "identifier": "CC0-1.0"},
        },
        "servers": [{"url": address}],
        "paths": {
            "/api/v1/tables": _path("tables", "Every published table", "Tables", ask.TABLES),
            one: _path("table", "What a table is about", "Table", ask.TABLE, table=True),
            f"{one}/cells": _path(
                "cells", "The figures of a table", "Cells", ask.CELLS, chosen, table=True
            ),
            f"{one}/data": _files(chosen),
            "/api/v1/headlines": _path(
                "headlines", "The year at a glance", "Headlines", ask.HEADLINES
            ),
            "/api/v1/openapi.json": _path("openapi", "This description", "Description", ()),
        },
        "components": {"schemas": SCHEMAS, "responses": PROBLEMS},
    }


def _path(
    name: str,
    summary: str,
    schema: str,
    parameters: Sequence[ask.Parameter],
    more: Sequence[Json] = (),
    *,
    table: bool = False,
) -> Json:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return _operation(name, summary, content, parameters, more, table=table)


def _files(chosen: Sequence[Json]) -> Json:
    kinds = ("text/csv", "application/json", "text/plain", "application/vnd.sdmx.data+csv",
             "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")  # fmt: skip
    content: Json = {kind: {} for kind in kinds}
    return _operation("data", "A table as a file", content, ask.DATA, chosen, table=True)


def _operation(
    name: str,
    summary: str,
    content: Json,
    parameters: Sequence[ask.Parameter],
    more: Sequence[Json],
    *,
    table: bool,
) -> Json:
    asked = [parameter.described() for parameter in parameters] + list(more)
    if table:
        where = {"name": "table", "in": "path", "required": True, "schema": TEXT}
        asked.insert(0, {**where, "description": "The key of a table, from /api/v1/tables."})
    codes = ["400", *(["404"] if table else []), "429", "503"]
    responses: Json = {
        "200": {
            "description": summary,
            "content": content,
            "headers": {"ETag": {"schema": TEXT}, "RateLimit-Limit": {"schema": COUNT}},
        },
        "304": {"description": "It has not changed since the ETag that was sent."},
        **{code: {"$ref": f"#/components/responses/Problem{code}"} for code in codes},
    }
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": asked,
            "responses": responses,
        }
    }


def _dimension(name: str) -> Json:
    return {
        "name": name,
        "in": "query",
        "description": f"Only these codes of '{name}', where the table has it; "
        "/api/v1/tables/{table} lists them. Several with commas.",
        "style": "form",
        "explode": False,
        "schema": {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1},
    }


def _object(**properties: Json) -> Json:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(item: Json) -> Json:
    return {"type": "array", "items": item}


def _paged(item: Json, **more: Json) -> Json:
    return _object(
        **more,
        page=COUNT,
        per_page=COUNT,
        total=COUNT,
        next={"type": ["string", "null"], "description": "The address of the next page."},
        items=_list(item),
    )


_CODE = _object(code=TEXT, label=TEXT)
_CELL = _object(
    at={"type": "object", "additionalProperties": TEXT},
    value={**NUMBER, "description": "null where the figure is hidden"},
    status={"type": "string", "enum": ["value", "provisional", "suppressed"]},
)
SCHEMAS: Json = {
    "Tables": _paged(
        _object(
            table=TEXT, indicator=TEXT, name=TEXT, answers=TEXT, by=TEXT, axis=TEXT, address=TEXT
        )
    ),
    "Table": _object(
        table=TEXT,
        indicator=TEXT,
        identifier=TEXT,
        name=TEXT,
        title=TEXT,
        answers=TEXT,
        one=TEXT,
        care=TEXT,
        unit=_object(code=TEXT, name=TEXT),
        snapshot=TEXT,
        as_of={"type": ["string", "null"], "format": "date"},
        synthetic={"type": "boolean"},
        dimensions=_list(_object(name=TEXT, label=TEXT, codes=_list(_CODE))),
        notes=_list(TEXT),
        definition=TEXT,
        cells=TEXT,
        page=TEXT,
    ),
    "Cells": _paged(_CELL, table=TEXT, snapshot=TEXT),
    "Headlines": _object(
        published={"type": "string", "format": "date"},
        synthetic={"type": "boolean"},
        items=_list(
            _object(
                name=TEXT,
                label=TEXT,
                period=TEXT,
                value={"type": "number"},
                low=NUMBER,
                high=NUMBER,
                meaning=TEXT,
                snapshot=TEXT,
            )
        ),
    ),
    "Description": {"type": "object"},
    "Problem": _object(type=TEXT, title=TEXT, status=COUNT, detail=TEXT),
}

_PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
PROBLEMS: Json = {
    f"Problem{code}": {"description": words, "content": _PROBLEM}
    for code, words in {
        "400": "The request asks what cannot be; the detail says what.",
        "404": "There is no such table, or it was not published from that snapshot.",
        "429": "Too many requests; Retry-After says how long to wait.",
        "503": "Nothing is published yet.",
    }.items()
}

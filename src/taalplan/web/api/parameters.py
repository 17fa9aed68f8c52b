# SPDX-License-Identifier: EUPL-1.2
"""What a request may ask. Each parameter is declared once: it is read and described from here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

MOST = 1000
"""Items on one page."""


class BadRequestError(ValueError):
    """A request that asks what cannot be; `faults` has a sentence for each thing."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True)
class Parameter:
    """A word of the query. `default` is what it is when it is left out."""

    name: str
    meaning: str
    schema: dict[str, Any]
    default: Any = None

    def read(self, text: str) -> Any:
        """The value. Raises ValueError with what it may be."""
        if self.schema["type"] == "integer":
            low, high = self.schema["minimum"], self.schema["maximum"]
            if not re.fullmatch(r"[0-9]{1,9}", text) or not low <= int(text) <= high:
                raise ValueError(f"{self.name}: write a whole number from {low} to {high}")
            return int(text)
        if "enum" in self.schema and text not in self.schema["enum"]:
            raise ValueError(f"{self.name}: choose from {', '.join(self.schema['enum'])}")
        if "pattern" in self.schema and not re.fullmatch(self.schema["pattern"].strip("^$"), text):
            raise ValueError(f"{self.name}: '{text}' is no snapshot")
        return text

    def described(self) -> dict[str, Any]:
        """For the description of the API."""
        schema = self.schema if self.default is None else {**self.schema, "default": self.default}
        return {"name": self.name, "in": "query", "description": self.meaning, "schema": schema}


PAGE = Parameter(
    "page", "Which page, from 1.", {"type": "integer", "minimum": 1, "maximum": 1_000_000}, 1
)
PER_PAGE = Parameter(
    "per_page", "How many items on a page.", {"type": "integer", "minimum": 1, "maximum": MOST}, 100
)
LANGUAGE = Parameter(
    "language", "In which language names are.", {"type": "string", "enum": ["nl", "en", "fr"]}, "nl"
)
SNAPSHOT = Parameter(
    "snapshot",
    "The snapshot that a figure was cited from; without it the current one.",
    {"type": "string", "pattern": "^[0-9a-f]{6,64}$"},
    "",
)
FORMAT = Parameter(
    "format",
    "The form of the file.",
    {"type": "string", "enum": ["csv", "json", "px", "sdmx", "xlsx"]},
    "csv",
)

TABLES = (PAGE, PER_PAGE, LANGUAGE)
TABLE = (SNAPSHOT, LANGUAGE)
CELLS = (PAGE, PER_PAGE, SNAPSHOT)
DATA = (FORMAT, SNAPSHOT, LANGUAGE)
HEADLINES = (LANGUAGE,)
"""What each address reads."""


def read(
    query: QueryDict, parameters: Sequence[Parameter], others: Sequence[str] = ()
) -> dict[str, Any]:
    """The values of parameters. Raises BadRequestError with everything that is wrong.

    `others` are words that something else reads.
    """
    faults, found = [], {}
    known = {parameter.name for parameter in parameters}
    for name in query:
        if name not in known and name not in others:
            names = ", ".join([*sorted(known), *others])
            faults.append(f"{name[:50]!r} is not a parameter; there are: {names or 'none'}")
    for parameter in parameters:
        given = query.getlist(parameter.name)
        if len(given) > 1:
            faults.append(f"{parameter.name}: give it once")
        elif not given:
            found[parameter.name] = parameter.default
        else:
            try:
                found[parameter.name] = parameter.read(given[0])
            except ValueError as error:
                faults.append(str(error))
    if faults:
        raise BadRequestError(faults)
    return found

# SPDX-License-Identifier: EUPL-1.2
"""Sentences with computed figures: Jinja in a sandbox, strict about what is not there."""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping
from functools import lru_cache

from jinja2 import StrictUndefined, TemplateError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

from taalplan.answers import numbers
from taalplan.answers.faults import FigureError
from taalplan.answers.figures import Figures, hoogste, laagste, verschillen
from taalplan.tables.table import Table

FUNCTIONS = {
    "getal": numbers.getal,
    "procent": numbers.procent,
    "verandering": numbers.verandering,
    "steeg_of_daalde": numbers.steeg_of_daalde,
    "hoger_of_lager": numbers.hoger_of_lager,
    "verschil": numbers.verschil,
    "woord": numbers.woord,
    "datum": numbers.datum,
    "opsomming": numbers.opsomming,
    "hoogste": hoogste,
    "laagste": laagste,
    "verschillen": verschillen,
}
GIVEN = ("tabel", "gegevens_op", "eigenaar", "verwacht", "is_of_was")
"""What needs the whole answer, or a reason, and is given when a text is rendered."""

_QUOTED = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


@lru_cache(maxsize=1)
def environment() -> ImmutableSandboxedEnvironment:
    """The one environment of all templates: no files, no Python, no silent blanks."""
    made = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printed,
        autoescape=False,  # plain text; each writer escapes for its own format
    )
    made.globals = dict(FUNCTIONS)
    made.filters |= {name: FUNCTIONS[name] for name in ("getal", "woord", "datum", "opsomming")}
    return made


def _printed(value: object) -> object:
    """A figure printed without a filter still gets its Dutch points."""
    if isinstance(value, bool | None):
        raise FigureError(f"{value} cannot be printed")
    return (
        numbers.getal(value, 1 if isinstance(value, float) else 0)
        if (isinstance(value, int | float))
        else value
    )


def unknown_names(template: str, known: set[str]) -> set[str]:
    """Names in a template that nothing will fill. Raises TemplateSyntaxError."""
    used = meta.find_undeclared_variables(environment().parse(template))
    return used - known - FUNCTIONS.keys() - set(GIVEN)


def render(template: str, given: Mapping[str, object]) -> str:
    """The words with figures filled in. Raises FigureError for anything that has no value."""
    figures = {k: Figures(v) if isinstance(v, Table) else v for k, v in given.items()}
    try:
        text = environment().from_string(template).render(figures)
    except (FigureError, TemplateError, TypeError, ArithmeticError) as error:
        raise FigureError(str(error), _line_of(error)) from error
    return _QUOTED.sub(r"\1", text)


def _line_of(error: BaseException) -> int:
    """The line of the template where rendering stopped; Jinja puts it into the traceback."""
    frames = traceback.extract_tb(error.__traceback__)
    return next((f.lineno or 0 for f in reversed(frames) if f.filename == "<template>"), 0)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a rendered text: blank lines part them, other line ends are spaces."""
    # Not `split()`: it also cuts at the no-break space that keeps a figure and its % together.
    parts = (re.sub(r"[ \t\r\n]+", " ", part).strip(" ") for part in re.split(r"\n\s*\n", text))
    return [part for part in parts if part.strip()]

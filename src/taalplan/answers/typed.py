# SPDX-License-Identifier: EUPL-1.2
"""Finds figures that were typed into a text instead of computed from a table.

A typed figure is right on the day it is typed. After the next snapshot the table changes, the
sentence under it does not, and a journalist reads both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from jinja2 import nodes

from taalplan.answers.templates import environment

_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_COUNTED = "%|procent|personen|mensen|inburgeraars|cursisten|aanmeldingen|groepen|uren|euro"
_NOT_TEXT = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|\[\[.*?\]\]", re.DOTALL)
_NOT_FIGURES = re.compile(
    rf"""
    \b\d{{1,2}}\s+(?:{_MONTHS})(?:\s+\d{{4}})?\b            # 15 maart 2022
  | \b\d{{4}}-\d\d-\d\d\b | \b\d{{1,2}}/\d{{1,2}}/\d{{4}}\b  # 2022-03-15, 15/3/2022
  | \b(?:19|20)\d\d(?:-(?:19|20)\d\d)?\b(?![.,]?\d|\s*(?:{_COUNTED}))  # 2021, 2017-2021
  | \b(?:deelvraag|vraag|vragen|antwoord|onderdeel|punt|tabel|tabellen)\s+\d{{1,3}}[a-z]?\b
  | \b\d{{1,2}}[a-h]\b                                     # 1a
  | \b[A-Za-z]+\d+(?:\.\d+)?\b                             # A2, NT2
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*\s?%?")
_HARMLESS = (0, 1, 100)


@dataclass(frozen=True)
class TypedFigure:
    """A figure as it was typed, and its line in the template (from 1)."""

    line: int
    figure: str


def typed_figures(template: str) -> list[TypedFigure]:
    """The figures that stand in a template's words, or as a bare constant between `{{ }}`.

    Years, dates, school years, numbers of questions and tables, levels such as A2, and what is
    quoted between `[[` and `]]` are not figures. Figures in words ("twaalf") are not found.

    >>> typed_figures("In 2021 waren er 25.322 personen, [[artikel 5]].")
    [TypedFigure(line=1, figure='25.322')]
    """
    words = _NOT_FIGURES.sub(_blank, _NOT_TEXT.sub(_blank, template))
    in_words = [
        TypedFigure(words.count("\n", 0, match.start()) + 1, match.group().strip())
        for match in _FIGURE.finditer(words)
    ]
    return sorted(in_words + _constants(template), key=lambda typed: typed.line)


def _blank(match: re.Match[str]) -> str:
    """As many characters and lines as before, so that lines can still be counted."""
    return re.sub(r"[^\n]", " ", match.group())


def _constants(template: str) -> list[TypedFigure]:
    """`{{ 25322 }}` and `{{ getal(25322) }}` are typed figures too; an option is not."""
    found = []
    for output in environment().parse(template).find_all(nodes.Output):
        for node in output.nodes:
            found += [TypedFigure(constant.lineno, str(constant.value)) for constant in _bare(node)]
    return found


def _bare(node: nodes.Node) -> list[nodes.Const]:
    """The constants below a node, but for options (`decimalen=1`) and the keys of a cell."""
    if isinstance(node, nodes.Keyword):
        return []
    if isinstance(node, nodes.Const):
        number = isinstance(node.value, int | float) and node.value not in _HARMLESS
        words = isinstance(node.value, str) and bool(_FIGURE.search(node.value))
        return [node] if number or words else []
    if isinstance(node, nodes.Getitem):
        return _bare(node.node)
    below = node.iter_child_nodes()
    if isinstance(node, nodes.Call):
        # Words given to a function are codes of rows and columns: hoogste(t2, "*", "2021").
        below = (arg for arg in node.args if not _is_word(arg))
    return [constant for child in below for constant in _bare(child)]


def _is_word(node: nodes.Node) -> bool:
    if isinstance(node, nodes.List | nodes.Tuple):
        return all(_is_word(item) for item in node.items)
    return isinstance(node, nodes.Const) and isinstance(node.value, str)

# SPDX-License-Identifier: EUPL-1.2
"""Reads a question file: all faults at once, each with its line and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from jinja2 import TemplateSyntaxError

from taalplan.answers.fields import Faults, Fields, Words, read_fields
from taalplan.answers.question import (
    AnalysisRequest,
    Part,
    Place,
    Question,
    Quoted,
    Reason,
    ReasonKind,
    TableRequest,
    Template,
)
from taalplan.answers.templates import unknown_names
from taalplan.answers.typed import typed_figures
from taalplan.vocabulary.periods import AXES, SchoolYear

_ID = re.compile(r"[a-z][a-z0-9_]*")
_CODE = re.compile(r"[1-9][0-9]?[a-z]?")
_YEAR = re.compile(r"(?:19|20)\d\d")
CHANGE = "change"
"""The kind of an analysis that explains tables."""
_Choice = TypeVar("_Choice", bound=StrEnum)


def read_question(path: Path) -> Question:
    """The question of a YAML file. Raises QuestionError with all that is wrong in it."""
    faults = Faults(str(path))
    fields = read_fields(path, faults)
    parts = tuple(_part(part) for part in fields.mappings("parts", required=True))
    number = fields.text("number", required=True)
    if number and not number.isdigit():
        fields.fault(f"'number: {number}' is not a number", "write it as 216")
    question = Question(
        file=str(path),
        number=int(number) if number.isdigit() else 0,
        title=fields.text("title", required=True),
        parliament=fields.text("parliament", required=True),
        session_year=fields.text("session_year", required=True),
        asked_on=fields.day("asked_on", required=True) or date.min,
        asked_by=fields.text("asked_by", required=True),
        answered_by=fields.text("answered_by", required=True),
        function=fields.text("function", required=True),
        introduction=fields.text("introduction"),
        parts=parts,
    )
    fields.done()
    _check_whole(question, faults)
    faults.raise_any()
    return question


def _part(fields: Fields) -> Part:
    code = fields.text("code", required=True)
    fields.where = code or "part"
    if code and not _CODE.fullmatch(code):
        fields.fault(f"'code: {code}' is not a sub-question", "write it as 1a, or 3")
    part = Part(
        code=code,
        asked=fields.text("asked", required=True),
        lead=fields.text("lead"),
        text=_template(fields, "text"),
        quoted=_only(fields, "quoted", _quoted),
        tables=tuple(_request(table) for table in fields.mappings("table")),
        after=_template(fields, "after"),
        analysis=_only(fields, "analysis", _analysis),
        reason=_only(fields, "reason", _reason),
    )
    if not part.is_answered:
        fields.fault("there is no answer", "give a text, table, quoted, analysis or reason")
    fields.done()
    return part


_Made = TypeVar("_Made")


def _only(fields: Fields, name: str, make: Callable[[Fields], _Made]) -> _Made | None:
    made = [make(inner) for inner in fields.mappings(name)]
    if len(made) > 1:
        fields.fault(f"'{name}' stands here {len(made)} times", "keep one")
    return made[0] if made else None


def _request(fields: Fields) -> TableRequest:
    id = fields.text("id", required=True)
    if id and not _ID.fullmatch(id):
        fields.fault(f"'id: {id}' cannot be used in a text", "write it as t1")
    request = TableRequest(
        id=id,
        definition=fields.text("definition", required=True),
        years=_years(fields),
        by=fields.text("by"),
        axis=_one_of(fields, "axis", AXES),
        snapshot=str(fields.day("snapshot") or ""),
        title=_linted(fields, "title"),
        place=_choice(fields, "place", Place) or Place.TEXT,
        line=fields.line,
    )
    fields.done()
    return request


def _years(fields: Fields) -> tuple[str, ...]:
    """`year: 2021`, `years: [2020, 2021]`, or from and to: `years: 2017..2021`."""
    years: list[str] = []
    for value in fields.values("year") + fields.values("years"):
        first, dots, last = value.partition("..")
        ends = (first, last) if dots else (first,)
        if not all(_is_year(end) for end in ends):
            advice = "write 2021, 2021-2022 (a school year) or 2017..2021"
            fields.fault(f"'{value}' is not a year", advice)
        elif dots and int(last[:4]) < int(first[:4]):
            fields.fault(f"'{value}' ends before it begins", f"write {last}..{first}")
        elif dots and "-" in first:
            years += [str(SchoolYear(y)) for y in range(int(first[:4]), int(last[:4]) + 1)]
        elif dots:
            years += [str(year) for year in range(int(first), int(last) + 1)]
        else:
            years.append(value)
    return tuple(years)


def _is_year(text: str) -> bool:
    if _YEAR.fullmatch(text):
        return True
    try:
        return bool(SchoolYear.parse(text))
    except ValueError:
        return False


def _quoted(fields: Fields) -> Quoted:
    made = Quoted(fields.text("source", required=True), fields.text("words", required=True))
    fields.done()
    return made


def _analysis(fields: Fields) -> AnalysisRequest:
    definitions = fields.values("definition")
    made = AnalysisRequest(
        fields.text("name", required=True),
        fields.text("reason", required=True),
        definitions,
        fields.text("from", required=bool(definitions)),
        fields.text("to", required=bool(definitions)),
        fields.line,
        fields.text("kind") or CHANGE * bool(definitions),
        fields.pairs("with"),
    )
    _lint(fields, Words(made.reason, fields.line), "analysis")
    fields.done()
    return made


def _reason(fields: Fields) -> Reason:
    kind = _choice(fields, "kind", ReasonKind, required=True)
    owner, expected = fields.text("owner"), fields.day("expected")
    words = _template(fields, "words")
    if kind in (ReasonKind.OTHER_OWNER, ReasonKind.NOT_YET_KNOWN) and not owner:
        fields.fault(f"a reason '{kind}' needs an 'owner'", "say who has the answer")
    if kind is ReasonKind.NOT_YET_KNOWN and expected is None:
        fields.fault(f"a reason '{kind}' needs 'expected'", "say when it will be known")
    fields.done()
    return Reason(kind or ReasonKind.NOT_ASKED, owner, expected, words)


def _choice(
    fields: Fields, name: str, kind: type[_Choice], *, required: bool = False
) -> _Choice | None:
    value = _one_of(fields, name, [member.value for member in kind], required=required)
    return kind(value) if value else None


def _one_of(fields: Fields, name: str, known: Iterable[str], *, required: bool = False) -> str:
    value = fields.text(name, required=required)
    if value and value not in known:
        fields.fault(f"'{name}: {value}' is not known", f"choose from {', '.join(known)}")
        return ""
    return value


def _linted(fields: Fields, name: str) -> str:
    words = fields.words(name)
    _lint(fields, words, name)
    return words.words.strip()


def _template(fields: Fields, name: str) -> Template:
    words = fields.words(name)
    _lint(fields, words, name)
    return Template(words.words, words.line)


def _lint(fields: Fields, words: Words, name: str) -> None:
    try:
        for typed in typed_figures(words.words):
            problem = f"'{typed.figure}' in '{name}' is typed, not computed"
            advice = 'write {{ t1["...", "total"] }}, or quote a reference as [[...]]'
            fields.fault(problem, advice, words.line + typed.line - 1)
    except TemplateSyntaxError as error:
        line = words.line + error.lineno - 1
        fields.fault(f"'{name}' is not a template: {error.message}", "mend the {{ }}", line)


def _check_whole(question: Question, faults: Faults) -> None:
    """What can only be seen with all parts read: codes twice, tables that no one asks for."""
    ids: set[str] = set()
    for request in question.requests:
        if request.id in ids:
            faults.add(request.line, "table", f"'{request.id}' stands twice", "rename one")
        ids.add(request.id)
    codes = [part.code for part in question.parts]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        faults.add(0, code, "stands twice as a sub-question", "renumber one")
    if faults.found:
        return
    for part in question.parts:
        for template in part.templates:
            for name in sorted(unknown_names(template.words, ids)):
                advice = f"the tables of this question are {', '.join(sorted(ids)) or 'none'}"
                faults.add(template.line, part.code, f"'{name}' is not known here", advice)

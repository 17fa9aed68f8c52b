# SPDX-License-Identifier: EUPL-1.2
"""Kinds of analyses: found by their module, named in the question file, refused when unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from taalplan.answering.analyses import Given, counted, explained, kinds
from taalplan.answers import AnalysisRequest, Question, QuestionError, read_question
from taalplan.answers.question import Part

QUESTION = """
number: 1
title: t
parliament: p
session_year: 2021-2022
asked_on: 2022-02-24
asked_by: a
answered_by: b
function: c
parts:
  - code: "1"
    asked: Hoeveel?
    analysis: {name: plan, kind: needs, with: {school_year: 2022-2023}, reason: Niet berekend.}
  - code: "2"
    asked: Waarom?
    analysis: {name: why, definition: d, from: 2019, to: 2021, reason: Niet ontleed.}
  - code: "3"
    asked: Wachtlijsten?
    analysis: {name: later, reason: Nog niet opgenomen.}
"""


def read(tmp_path: Path, text: str = QUESTION) -> Question:
    """The question of a text."""
    path = tmp_path / "q.yaml"
    path.write_text(text, encoding="utf-8")
    return read_question(path)


def test_a_file_says_which_kind_and_with_what(tmp_path: Path) -> None:
    """A definition means a change; without kind or definition it is a place kept free."""
    made = {a.name: (a.kind, dict(a.settings)) for a in read(tmp_path).analyses}
    assert made == {"plan": ("needs", {"school_year": "2022-2023"}), "why": ("change", {})}


def test_settings_that_are_none_are_a_fault(tmp_path: Path) -> None:
    """With the line and how to write it."""
    wrong = QUESTION.replace("{school_year: 2022-2023}", "[2022-2023]")
    with pytest.raises(QuestionError, match=r"'with' has no names with values"):
        read(tmp_path, wrong)


def test_every_kind_has_its_two_functions() -> None:
    """A module in the package is a kind."""
    assert "change" in kinds()
    for kind in kinds():
        module = import_module(f"taalplan.answering.analyses.{kind}")
        assert callable(module.counted)
        assert callable(module.explain)


def test_a_kind_that_is_not_there_is_a_fault_with_its_line() -> None:
    """All of them at once, with what there is to choose from."""
    wrong = tuple(
        Part(
            code, "?", analysis=AnalysisRequest(f"a{code}", "r", line=10 + int(code), kind="magic")
        )
        for code in ("1", "2")
    )
    question = replace(_plain(), parts=wrong)
    for made in (
        lambda: counted(question, Path()),
        lambda: explained(question, Given(question, Path(), {})),
    ):
        with pytest.raises(QuestionError) as raised:
            made()
        assert [(fault.line, fault.where) for fault in raised.value.faults] == [
            (11, "analysis 'a1'"),
            (12, "analysis 'a2'"),
        ]
        assert "change" in raised.value.faults[0].advice


def test_what_a_kind_cannot_make_is_a_fault_of_the_file(tmp_path: Path) -> None:
    """A definition that is not there: said by analysis and line, with no trace."""
    question = read(tmp_path)
    only = replace(question, parts=question.parts[1:2])
    with pytest.raises(QuestionError, match="analysis 'why'"):
        explained(only, Given(only, tmp_path, {}))


def _plain() -> Question:
    return Question(
        "q.yaml", 1, "t", "p", "2021-2022", date(2022, 2, 24), "a", "b", "c", "", ()
    )  # fmt: skip

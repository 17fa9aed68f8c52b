# SPDX-License-Identifier: EUPL-1.2
"""The how-to of question files is true: its example is read, and it names every function."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from taalplan.answers import Place, read_question
from taalplan.answers.question import ReasonKind
from taalplan.answers.templates import FUNCTIONS

PAGE = (Path(__file__).parents[2] / "docs" / "how-to" / "answer-a-question.md").read_text("utf-8")


def test_the_example_is_a_question_file(tmp_path: Path) -> None:
    [example] = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    path = tmp_path / "301.yaml"
    path.write_text(example, encoding="utf-8")
    question = read_question(path)
    assert [part.code for part in question.parts] == ["1a", "1b"]
    assert [request.definition for request in question.requests] == ["first-registrations"]


@pytest.mark.parametrize(
    "name", [*FUNCTIONS, *(k.value for k in ReasonKind), *(p.value for p in Place)]
)
def test_the_page_names(name: str) -> None:
    assert re.search(rf"\b{name}\b", PAGE)

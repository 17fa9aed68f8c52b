# SPDX-License-Identifier: EUPL-1.2
"""The answer to question 216 on small tables, made once for all tests that only look at it."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_answer import QUESTION_216, make

from taalplan.answers import Document, Question, compose, read_question, write_answer
from taalplan.tables.table import Table


@pytest.fixture(scope="session")
def question() -> Question:
    """Question 216 as it stands in the repository."""
    return read_question(QUESTION_216)


@pytest.fixture(scope="session")
def tables(question: Question) -> dict[str, Table]:
    """A small table for each request."""
    return {request.id: make(request) for request in question.requests}


@pytest.fixture(scope="session")
def document(question: Question, tables: dict[str, Table]) -> Document:
    """The composed answer."""
    return compose(question, tables)


@pytest.fixture(scope="session")
def written(
    document: Document, tables: dict[str, Table], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The folder with all forms of the answer."""
    out = tmp_path_factory.mktemp("answers") / "216"
    write_answer(document, tables, out)
    return out

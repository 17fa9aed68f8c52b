# SPDX-License-Identifier: EUPL-1.2
"""One example register for all tests of the chain."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import run


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example register as `taalplan example` writes it."""
    folder = tmp_path_factory.mktemp("chain") / "example"
    run("example", "--out", folder)
    return folder


@pytest.fixture(scope="session")
def answered(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The answer to question 216 with all its files, by the rules of the days it was asked in."""
    out = tmp_path_factory.mktemp("answer") / "216"
    question = Path(__file__).parents[3] / "questions" / "216.yaml"
    run("answer", question, "--snapshot", example, "--out", out, "--policy-date", "2022-03-01")
    return out

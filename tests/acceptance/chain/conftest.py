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

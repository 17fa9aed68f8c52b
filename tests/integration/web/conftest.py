# SPDX-License-Identifier: EUPL-1.2
"""Pages of figures read a small publication."""

from __future__ import annotations

from pathlib import Path

import pytest

from lib.published import published


@pytest.fixture(autouse=True)
def figures(tmp_path: Path, settings) -> Path:
    """The folder of the published figures."""
    settings.FIGURES = tmp_path / "cijfers"
    published(settings.FIGURES)
    return settings.FIGURES

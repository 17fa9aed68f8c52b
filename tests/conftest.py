# SPDX-License-Identifier: EUPL-1.2
"""What all tests share: drawn tables, and snapshots made of a few rows."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from lib.databases import (  # noqa: F401 - fixtures and hooks that pytest finds by their names
    migrated_file,
    migrated_server,
    postgres,
    pytest_configure,
    pytest_generate_tests,
    which_database,
)
from lib.drawn_rows import Rows, as_arrow, rows_of
from taalplan.snapshot import Snapshot, write_snapshot

# Generated examples are the same at every run, so that a test that passes here passes there;
# `HYPOTHESIS_PROFILE=explore make test` looks for new ones, ten times as many.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.register_profile("full", deadline=None)  # the machines of states, 500 runs of 50 steps
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


@pytest.fixture
def snapshot_of(tmp_path: Path) -> Callable[..., Snapshot]:
    """Write rows (lists, or drawings) as a snapshot: `snapshot_of(registrations=...)`."""
    numbers = iter(range(1000))

    def make(
        *,
        as_of: date = date(2022, 6, 30),
        coverage: Mapping[str, tuple[date, date]] | None = None,
        **tables: Rows | str,
    ) -> Snapshot:
        arrow = {
            name: as_arrow(rows_of(name, rows) if isinstance(rows, str) else rows)
            for name, rows in tables.items()
        }
        folder = tmp_path / f"snapshot-{next(numbers)}"
        return write_snapshot(folder, arrow, as_of=as_of, coverage=coverage)

    return make

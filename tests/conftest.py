# SPDX-License-Identifier: EUPL-1.2
"""What all tests share: drawn tables, and snapshots made of a few rows."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
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
from lib.drawings import read_drawing
from taalplan.snapshot import Snapshot, write_snapshot

# Generated examples are the same at every run, so that a test that passes here passes there;
# `HYPOTHESIS_PROFILE=explore make test` looks for new ones, ten times as many.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.register_profile("full", deadline=None)  # the machines of states, 500 runs of 50 steps
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

Rows = Sequence[Mapping[str, object]]

DEFAULTS: dict[str, dict[str, object]] = {
    "registrations": {
        "date": date(2021, 3, 1),
        "desk": "loket-lier",
        "kind": "first",
        "target_group": "obliged",
    },
    "contracts": {"signed": date(2021, 3, 1), "area": "antwerpen", "target_group": "obliged"},
    "components": {"component": "A1", "opened": date(2021, 4, 1)},
    "people": {},
    "courses": {
        "centre": "cvo-een",
        "site": "een",
        "municipality": "12021",
        "level": "A1",
        "profile": "standard",
        "hours": 120.0,
        "distance_hours": 0.0,
        "dayparts": ["morning"],
        "capacity": 15,
        "status": "done",
    },
    "placements": {},
}
"""What a drawn row says where the drawing is silent."""


def rows_of(table: str, drawing: str) -> list[dict[str, object]]:
    """The rows of a snapshot's table as drawn, with the defaults filled in."""
    return [
        DEFAULTS.get(table, {}) | {name: _value(name, text) for name, text in row.items()}
        for row in read_drawing(drawing)
    ]


def _value(name: str, text: str) -> object:
    if text == "":
        return None
    if name in ("person", "contract", "course"):
        return int(text)
    if name in ("hours", "distance_hours"):
        return float(text)
    if name in ("date", "signed", "opened", "closed", "start", "end"):
        return date.fromisoformat(text)
    return text


def as_arrow(rows: Rows) -> pa.Table:
    """Rows as an Arrow table; a column that is empty in some rows is null there."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    return pa.table({name: [row.get(name) for row in rows] for name in names})


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

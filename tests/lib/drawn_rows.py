# SPDX-License-Identifier: EUPL-1.2
"""Rows of a snapshot's tables as they are drawn in tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pyarrow as pa

from lib.drawings import read_drawing

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

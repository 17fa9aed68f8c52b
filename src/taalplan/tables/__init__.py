# SPDX-License-Identifier: EUPL-1.2
"""One published table: keyed cells, counted totals, notes; its checks and its printed forms."""

from __future__ import annotations

from taalplan.tables.findings import Finding, Severity
from taalplan.tables.table import (
    NOT_OPEN,
    TOTAL,
    Axis,
    Cell,
    Dimension,
    Member,
    Note,
    Provenance,
    Status,
    Table,
    Unit,
)

__all__ = [
    "NOT_OPEN",
    "TOTAL",
    "Axis",
    "Cell",
    "Dimension",
    "Finding",
    "Member",
    "Note",
    "Provenance",
    "Severity",
    "Status",
    "Table",
    "Unit",
]
